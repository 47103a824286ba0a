"""What holds for every document and every edit: the text is what it should be, and nothing else changes."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from xml.etree import ElementTree

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from word_packages import STYLES, W, box, looks, members, note, paragraph, part, section, settled, table, text, zipped

from copydesk import Document
from copydesk.edits.change import apply_edits, coalesce
from copydesk.formats.rewrite import rewritten
from copydesk.formats.word.runs import Author
from copydesk.formats.word.writing import Note, with_tracked_changes
from copydesk.text.edit import Edit
from copydesk.text.span import Span

AUTHOR = Author("copydesk", "2026-03-01T12:00:00Z", "cd")
STORIES = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml", "word/header1.xml", "word/footer1.xml")
MARGINS = section("header1", "footer1")
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
COMMENTS = ("word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels")
WORDS = st.text("ab é", min_size=1, max_size=6)
CHANGED = '<w:i/><w:rPrChange w:id="90" w:author="Ana"><w:rPr/></w:rPrChange>'
FORMATS = st.sampled_from(["", "<w:b/>", "<w:i/>", CHANGED])


@st.composite
def runs(draw: st.DrawFn) -> str:
    """A run, or something else that stands in a paragraph."""
    properties = draw(FORMATS)
    run = text(draw(WORDS), properties)
    kind = draw(st.integers(0, 14))
    if kind == 0:
        return '<w:bookmarkStart w:id="70" w:name="here"/>' + run + '<w:bookmarkEnd w:id="70"/>'
    if kind == 1:
        return f'<w:hyperlink w:anchor="here">{run}{text(draw(WORDS))}</w:hyperlink>'
    if kind == 2:
        return f'<w:ins w:id="7{draw(st.integers(1, 9))}" w:author="Ana">{run}{text(draw(WORDS))}</w:ins>'
    if kind == 3:
        return '<w:del w:id="80" w:author="Ana"><w:r><w:delText>gone</w:delText></w:r></w:del>' + run
    if kind == 4:
        inner = "".join(draw(st.lists(st.sampled_from(PARTS), min_size=1, max_size=6)))
        return f'<w:r w:rsidR="00AB12CD"><w:rPr><w:b/></w:rPr>{inner}</w:r>'
    if kind == 5:
        return '<w:r><w:footnoteReference w:id="2"/></w:r>' + run
    if kind == 6:
        return '<w:fldSimple w:instr=" PAGE ">' + run + "</w:fldSimple>"
    if kind == 7:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{run}</w:sdtContent></w:sdt>"
    if kind == 9:
        return box("".join(draw(st.lists(WORDS.map(paragraph), min_size=1, max_size=3))))
    if kind == 8:
        inner = f"<w:txbxContent>{paragraph(draw(WORDS))}</w:txbxContent>"
        return (
            f"<w:r><w:t>x</w:t><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict>"
            f"<w:t>{draw(WORDS).strip() or 'y'}</w:t></w:r>"
        )
    return run


PARTS = ["<w:t>ab</w:t>", '<w:t xml:space="preserve"> c</w:t>', "<w:tab/>", "<w:br/>",
         "<w:noBreakHyphen/>", "<w:lastRenderedPageBreak/>",
         '<w:endnoteReference w:id="1"/>', "<w:t/>", "<w:drawing><wp:inline/></w:drawing>"]  # fmt: skip


@st.composite
def documents(draw: st.DrawFn) -> dict[str, bytes]:
    rows = st.lists(runs(), max_size=5).map(lambda one: paragraph(*one))
    styled = st.lists(runs(), min_size=1, max_size=3).map(lambda one: paragraph(*one, style="Zitat"))
    blocks = draw(st.lists(st.one_of(rows, styled, rows.map(lambda one: table((one, one)))), min_size=1, max_size=5))
    notes = note(2, *draw(st.lists(runs(), max_size=3)))
    margins = {name: draw(rows) for name in ("header1", "footer1")}
    ends = note(1, "At the end", kind="endnote")
    return members("".join(blocks), MARGINS, footnotes=notes, endnotes=ends, styles=STYLES, **margins)


@st.composite
def edits(draw: st.DrawFn, document: Document) -> tuple[Edit, ...]:
    """Edits that the rules may make."""
    found: list[Edit] = []
    position = 0
    length = len(document.text)
    for _ in range(draw(st.integers(0, 6))):
        if position > length:
            break
        start = draw(st.integers(position, length))
        end = draw(st.integers(start, min(length, start + 6)))
        new = draw(st.sampled_from(["", "X", " Y", "Ünd & <so>", "a\tb", "two words"]))
        lines = [span for span in document.layout.removable if span.start > start]
        if lines and draw(st.booleans()):
            start, end, new = lines[0].start - 1, lines[0].end, ""
        editable = document.editable(start, end) and ("\n" not in document.text[start:end] or not new)
        if editable and not (found and found[-1].end == start):
            found.append(Edit(start, end, new))
            position = end + 1
    return coalesce(document.text, found)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_edits_go_into_the_runs(data: st.DataObject) -> None:
    file = zipped(data.draw(documents()))
    document = Document.from_bytes(file, "report.docx")
    made = data.draw(edits(document))
    new = rewritten(document.source, made)
    assert Document.from_bytes(new, "report.docx").text == apply_edits(document.text, made)
    for name in STORIES:
        _older_programs_show_the_same(part(new, name))
    _only_texts_changed(file, new, set(STORIES))
    if not made:
        assert new == file


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_tracked_changes_are_the_edits_when_accepted_and_nothing_when_rejected(data: st.DataObject) -> None:
    file = zipped(data.draw(documents()))
    document = Document.from_bytes(file, "report.docx")
    made = data.draw(edits(document))
    notes = [Note(edit.span, f"Why\nnumber {number}", edit) for number, edit in enumerate(made)]
    if document.text.strip() and data.draw(st.booleans()):
        start = data.draw(st.integers(0, len(document.text) - 1))
        notes.append(Note(Span(start, data.draw(st.integers(start, len(document.text)))), "Too long."))
    new = with_tracked_changes(file, "report.docx", notes, AUTHOR)
    corrected = apply_edits(document.text, made)
    assert Document.from_bytes(new, "report.docx").text == corrected
    for accept in (True, False):
        found = members("", MARGINS, footnotes=" ", endnotes=" ", header1=" ", footer1=" ")
        for name in STORIES:
            found[name] = settled(new, accept, name=name)
            _older_programs_show_the_same(found[name])
            if not accept:
                assert looks(found[name]) == looks(part(file, name))
        settled_text = Document.from_bytes(zipped(found), "report.docx").text
        assert settled_text == (corrected if accept else document.text)
    _only_texts_changed(file, new, {*STORIES, *COMMENTS})
    numbers = re.findall(r'w:id="(\d+)" w:author="copydesk"', "".join(part(new, name).decode() for name in STORIES))
    assert len(numbers) == len(set(numbers))


def _older_programs_show_the_same(data: bytes) -> None:
    for node in ElementTree.fromstring(data).iter(f"{MC}AlternateContent"):
        newer, older = (
            [[words.text for words in one.iter(f"{W}t")] for one in node.iterfind(f"{MC}{name}//{W}p")]
            for name in ("Choice", "Fallback")
        )
        assert newer == older


def _only_texts_changed(old: bytes, new: bytes, may_change: set[str]) -> None:
    """Compare the members, their order, and the raw data of those that may not change."""
    with zipfile.ZipFile(io.BytesIO(old)) as before, zipfile.ZipFile(io.BytesIO(new)) as after:
        assert after.testzip() is None
        assert after.namelist()[: len(before.namelist())] == before.namelist()
        assert set(after.namelist()) - set(before.namelist()) <= {"word/comments.xml"}
        for name in before.namelist():
            assert after.getinfo(name).compress_type == before.getinfo(name).compress_type
            if name not in may_change:
                assert _raw(new, after.getinfo(name)) == _raw(old, before.getinfo(name))


def _raw(data: bytes, member: zipfile.ZipInfo) -> bytes:
    name, extra = struct.unpack_from("<2H", data, member.header_offset + 26)
    start = member.header_offset + 30 + name + extra
    return data[member.header_offset : start + member.compress_size]


def test_words_that_stay_keep_their_formatting() -> None:
    file = zipped(members(paragraph("The ", text("very", "<w:b/>"), " old ", text("boat", "<w:i/>"), " comed in.")))
    document = Document.from_bytes(file, "report.docx")
    edits = [Edit(0, len(document.text), "A very old boat came in.")]
    for new in (
        rewritten(document.source, edits),
        with_tracked_changes(file, "report.docx", [Note(Span(0, 3), "Why.", edits[0])], AUTHOR),
    ):
        (row,) = looks(settled(new, accept=True))
        assert "".join(character for character, _ in row) == "A very old boat came in."
        assert "".join(character for character, mark in row if mark) == "veryboat"
