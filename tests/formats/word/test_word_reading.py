"""What of a Word document is read, and as what."""

from __future__ import annotations

import pytest
from word_packages import SPACE, box, members, note, paragraph, section, table, text, word, zipped

from copydesk import Document, Linter
from copydesk.formats.document import BlockKind
from copydesk.text.mask import INVISIBLE, OPAQUE

FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
CODE = "<w:r><w:instrText> {} </w:instrText></w:r>"

CONTROL = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"


def read(body: str, last: str | None = None, **parts: str) -> Document:
    return Document.from_bytes(word(body, last, **parts), "report.docx")


def field(instruction: str, *result: str) -> str:
    code = CODE.format(instruction)
    return FIELD.format("begin") + code + FIELD.format("separate") + "".join(result) + FIELD.format("end")


def seen(body: str, **parts: str) -> str:
    """The masked text, with # for what is opaque and nothing for what is invisible."""
    return read(body, **parts).masked.replace(OPAQUE, "#").replace(INVISIBLE, "")


def test_headers_and_footers_come_last() -> None:
    fields = paragraph("Page ", field("PAGE", text("1")), " of the report")
    inner = f"<w:p><w:pPr>{section('header1', 'header2 first', more='<w:titlePg/>')}</w:pPr></w:p>"
    document = read(
        paragraph("Boats came in.") + inner + paragraph("They left."),
        section("header1", "footer1", "footer2 even"),
        footnotes=note(2, " Small ones."),
        header1=paragraph("The harbour"),
        header2=table((paragraph("First page"), paragraph("of all"))) + box_in("A watermark"),
        header3=paragraph("Nobody refers to it"),
        footer1=fields,
        footer2=paragraph("On no page"),
    )
    assert document.text.split("\n") == [
        "Boats came in.", "", "They left.", " Small ones.", "The harbour", "First page", "of all", "", "A watermark",
        "Page 1 of the report",
    ]  # fmt: skip
    assert document.masked.endswith(f"Page {OPAQUE} of the report")
    assert {block.kind for block in document.blocks[-5:]} == {BlockKind.TABLE_CELL}
    assert not document.editable(document.text.index("1 of"), document.text.index(" of the report"))


def box_in(words: str) -> str:
    return paragraph(box(paragraph(words)))


@pytest.mark.parametrize(("switch", "shown"), [("<w:evenAndOddHeaders/>", True), ("", False),
                                               ('<w:evenAndOddHeaders w:val="0"/>', False)])  # fmt: skip
def test_headers_of_even_pages_count_where_they_are_shown(switch: str, shown: bool) -> None:
    parts = {"header1": paragraph("Odd"), "header2": paragraph("Even"), "settings": f"<w:zoom/>{switch}"}
    document = read(paragraph("Boats came in."), section("header1", "header2 even"), **parts)
    assert document.text == "Boats came in.\nOdd" + "\nEven" * shown


def test_what_is_on_every_page_is_no_repetition() -> None:
    title = "The harbour and its boats in the last of the winters"
    parts = {name: paragraph(title) for name in ("header1", "header2", "footer1")}
    last = section("header1", "header2 first", "footer1", more="<w:titlePg/>")
    document = read(paragraph(title, style="berschrift1") + paragraph("Boats came in."), last, **parts)
    assert document.text.count(title) == 4
    assert list(Linter().check(document)) == []


def test_a_line_is_a_paragraph() -> None:
    document = read(
        paragraph("The harbour", style="berschrift1")
        + paragraph("Boats ", text("came", "<w:b/>"), " in.")
        + "<w:p/>"
        + paragraph("One", style="Listenabsatz")
        + paragraph("Two", properties='<w:numPr><w:numId w:val="3"/></w:numPr>')
        + paragraph("So it was.", style="Zitat")
        + paragraph("Boats at dawn", style="Beschriftung")
        + paragraph("Photo: Ana Lima")
    )
    assert document.text.split("\n") == [
        "The harbour", "Boats came in.", "", "One", "Two", "So it was.", "Boats at dawn", "Photo: Ana Lima"
    ]  # fmt: skip
    assert [block.kind for block in document.blocks] == [
        BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.LIST_ITEM, BlockKind.QUOTE,
        BlockKind.CAPTION, BlockKind.CAPTION,
    ]  # fmt: skip
    assert document.source.position(document.text.index("came")) == (2, 7)


def test_cells_notes_and_text_boxes_are_read_in_a_settled_order() -> None:
    body = (
        paragraph("Boats", '<w:r><w:footnoteReference w:id="2"/></w:r>', " came", box(paragraph("In the box.")), " in.")
        + table((paragraph("A"), paragraph("B")), (table((paragraph("C"),)) + paragraph("D"), paragraph("E")))
        + "<w:sdt><w:sdtPr/><w:sdtContent>" + paragraph("In a control.") + "</w:sdtContent></w:sdt>"
    )  # fmt: skip
    notes = note(2, " The small ones.") + '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    document = read(body, footnotes=notes, endnotes=note(1, "At the end.", kind="endnote"))
    assert document.text.split("\n") == [
        "Boats came in.", "In the box.", "A", "B", "C", "D", "E", "In a control.", " The small ones.", "At the end."
    ]  # fmt: skip
    assert [block.kind for block in document.blocks][2:7] == [BlockKind.TABLE_CELL] * 5


def test_of_alternative_content_one_branch_is_read() -> None:
    branches = (
        "<mc:AlternateContent><mc:Choice Requires='w14'>{}</mc:Choice><mc:Fallback>{}</mc:Fallback>"
        "</mc:AlternateContent>"
    )
    assert read(branches.format(paragraph("New."), paragraph("Old."))).text == "New."
    assert read(paragraph("A ", branches.format(text("new"), text("old")), " boat.")).text == "A new boat."
    old = "<mc:AlternateContent><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"
    assert read(old.format(paragraph("Old."))).text == "Old."


def test_the_text_is_as_if_all_tracked_changes_were_accepted() -> None:
    gone = '<w:del w:id="1" w:author="Ana"><w:r><w:delText>old </w:delText></w:r></w:del>'
    come = f'<w:ins w:id="2" w:author="Ana">{text("new ")}</w:ins>'
    left = f'<w:moveFrom w:id="3" w:author="A">{text("here ")}</w:moveFrom>'
    moved = f'<w:moveTo w:id="4" w:author="A">{text("there ")}</w:moveTo>'
    assert read(paragraph("A ", gone, come, left, moved, "boat.")).text == "A new there boat."
    mark = '<w:rPr><w:del w:id="5" w:author="Ana"/></w:rPr>'
    assert read(paragraph("One ", properties=mark) + paragraph("line.")).text == "One line."


def test_characters_that_are_elements() -> None:
    body = paragraph(
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/><w:t>e</w:t>"
        '<w:lastRenderedPageBreak/><w:br w:type="page"/><w:t>next</w:t></w:r>'
    )
    document = read(body)
    assert document.text == "a\tb\u2028c\u2011d\u00ade\fnext"
    assert document.masked == f"a\tb\u2028c\u2011d{INVISIBLE}e\fnext"
    assert [document.text[block.start : block.end] for block in document.blocks][-1] == "next"


def test_blanks_that_word_does_not_keep_are_not_read() -> None:
    runs = "<w:r><w:t> a\n b </w:t></w:r><w:r><w:t xml:space='preserve'> c </w:t></w:r>"
    assert read(f"<w:p>{runs}</w:p>").text == "a  b c "


@pytest.mark.parametrize(
    ("runs", "masked"),
    [
        ([field("REF _Ref1 \\h", text("Figure 3"))], "########"),
        ([field('HYPERLINK "https://example.org"', text("the page"))], "the page"),
        ([field("TOC", text("One"), field("PAGEREF x", text("7")))], "####"),
        (['<w:fldSimple w:instr=" PAGE ">' + text("12") + "</w:fldSimple>"], "##"),
        ([f'<w:hyperlink r:id="rId9">{text("the page")}</w:hyperlink>'], "the page"),
        ([text("recieve", "<w:noProof/>")], "#######"),
        ([text("recieve", '<w:noProof w:val="0"/>')], "recieve"),
        ([text("Guten Tag", '<w:lang w:val="de-DE"/>')], "#########"),
        ([text("Good day", '<w:lang w:val="en-GB"/>')], "Good day"),
        ([text("main()", '<w:rStyle w:val="VerbatimChar"/>')], "######"),
        ([text("secret", "<w:vanish/>")], ""),
        (["<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>"], "#"),
        (["<w:r><w:drawing><wp:inline/></w:drawing></w:r>"], "#"),
        (["<w:r><w:drawing><wp:anchor/></w:drawing></w:r>"], ""),
        (["<w:r><w:sym w:font='Wingdings' w:char='F0E0'/></w:r>"], "#"),
        ([CONTROL.format("<w:showingPlcHdr/>", text("Click"))], "#####"),
        ([CONTROL.format('<w:lock w:val="sdtContentLocked"/>', text("fixed"))], "#####"),
        ([CONTROL.format("", text("words"))], "words"),
        (["see example.org/x now"], "see ############# now"),
    ],
)
def test_what_is_no_english_prose_is_masked(runs: list[str], masked: str) -> None:
    assert seen(paragraph("A ", *runs, " boat came in.")) == f"A {masked} boat came in."


def test_a_field_may_go_on_over_paragraphs() -> None:
    body = (
        paragraph(FIELD.format("begin"), CODE.format("TOC \\o"), FIELD.format("separate"), "One")
        + paragraph("Two")
        + paragraph("Three", FIELD.format("end"))
        + paragraph("Prose.")
    )
    assert seen(body) == "###\n###\n#####\nProse."


def test_paragraphs_of_code_and_of_another_language_are_masked() -> None:
    body = paragraph("int main()", style="SourceCode") + paragraph("Bonjour", style="Franz") + paragraph("Good day.")
    assert [read(body).text[block.start : block.end] for block in read(body).blocks] == ["Good day."]


def test_a_typewriter_font_is_code_unless_most_of_the_text_is_in_it() -> None:
    font = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New"/>'
    assert seen(paragraph("Call ", text("main()", font), " to start it all.")) == "Call ###### to start it all."
    assert seen(paragraph(text("INT. HARBOUR. The boats come in.", font))) == "INT. HARBOUR. The boats come in."


def test_a_document_in_another_language_is_told_of() -> None:
    german = paragraph(text("Guten Tag", '<w:lang w:val="de-DE"/>'))
    assert read(german).layout.warnings == (
        "report.docx: its text is marked as de-DE, not as English, so there is nothing to check",
    )
    assert Linter().lint(read(german)).warnings == read(german).layout.warnings
    assert read(german + paragraph("Good day.")).layout.warnings == ()
    assert read(paragraph("")).layout.warnings == ()


def test_comments_speak_to_copydesk() -> None:
    comment = f'<w:comment w:id="0" w:author="Ana">{paragraph("copydesk: ignore[SP] -- her spelling")}</w:comment>'
    body = paragraph(
        "They ", '<w:commentRangeStart w:id="0"/>', "recieved", '<w:commentRangeEnd w:id="0"/>',
        '<w:r><w:commentReference w:id="0"/></w:r>', " it.",
    )  # fmt: skip
    document = read(body, comments=comment)
    assert [(one.start, one.end, one.text) for one in document.layout.comments] == [
        (5, 13, "copydesk: ignore[SP] -- her spelling")
    ]


def test_the_namespace_of_strict_documents_and_other_prefixes_are_understood() -> None:
    strict = members(paragraph("A boat."))
    strict["word/document.xml"] = strict["word/document.xml"].replace(
        SPACE.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    assert Document.from_bytes(zipped(strict), "x.docx").text == "A boat."
    renamed = members("")
    renamed["word/document.xml"] = (
        f'<document xmlns="{SPACE}" xmlns:q="{SPACE}"><body><p><r><t>A</t></r><q:r><q:t> boat.</q:t></q:r></p></body>'
        "</document>"
    ).encode("utf-16")
    assert Document.from_bytes(zipped(renamed), "x.docx").text == "Aboat."
