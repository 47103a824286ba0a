"""Changes as CriticMarkup and as an HTML page."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.edits.change import apply_edits
from copydesk.errors import EditError
from copydesk.review.criticmarkup import Note, accepted, criticmarkup, rejected
from copydesk.review.page import ChangedFile, Remark, html_page
from copydesk.text.edit import Edit, ordered
from copydesk.text.source import Source

ALPHABET = 'ab  \n\r-+~>{}<=é😀&"'


@st.composite
def changed_texts(draw: st.DrawFn) -> tuple[str, tuple[Edit, ...]]:
    text = draw(st.text(ALPHABET, max_size=40))
    edits: list[Edit] = []
    at = 0
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(at, len(text)))
        end = draw(st.integers(start, min(len(text), start + 8)))
        edits.append(Edit(start, end, draw(st.text(ALPHABET, max_size=6))))
        at = end + 1
        if at > len(text):
            break
    return text, ordered(edits)


@pytest.mark.parametrize(
    ("text", "edits", "expected"),
    [
        ("We utilise it.", [Edit(3, 10, "use")], "We {~~utilise~>use~~} it."),
        ("We really go.", [Edit(3, 10, "")], "We {--really --}go."),
        ("two day ago", [Edit(7, 7, "s")], "two {~~day~>days~~} ago"),
        ("One.\n\nTwo.\n\nThree.", [Edit(6, 12, "")], "One.\n\n{--Two.--}{--\n\n--}Three."),
        ("go home", [Edit(0, 0, "I ")], "{++I ++}go home"),
    ],
)
def test_criticmarkup(text: str, edits: list[Edit], expected: str) -> None:
    assert criticmarkup(Source(text), edits) == expected


def test_notes_follow_their_change() -> None:
    text = "We utilise it, and they utilise it."
    edits = [Edit(3, 10, "use"), Edit(24, 31, "use")]
    notes = [Note(24, "Write\n“use”."), Note(3, "Short <<} words")]
    assert criticmarkup(Source(text), edits, notes) == (
        "We {~~utilise~>use~~}{>>Short << } words<<} it, and they {~~utilise~>use~~}{>>Write “use”.<<} it."
    )


@given(changed_texts())
def test_rejecting_gives_the_original_and_accepting_the_new_text(change: tuple[str, tuple[Edit, ...]]) -> None:
    text, edits = change
    try:
        written = criticmarkup(Source(text), edits, [Note(edit.start, "why") for edit in edits])
    except EditError:
        assert "{" in text + "".join(edit.replacement for edit in edits) or "}" in text + "".join(
            edit.replacement for edit in edits
        )
        return
    assert rejected(written) == text
    assert accepted(written) == apply_edits(text, edits)


def test_text_that_has_marks_already_is_refused() -> None:
    with pytest.raises(EditError, match="already") as caught:
        criticmarkup(Source("One.\nTwo {++three++}.", "a.md"), [])
    assert (caught.value.path, caught.value.line) == ("a.md", 2)


class Reader(HTMLParser):
    """What a browser makes of the page: its text without and with the corrections, and where links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.old = self.new = ""
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.tags.add(tag)
        if tag not in ("meta",):
            self.open.append((tag, attributes))
        if identity := attributes.get("id"):
            self.ids.append(identity)
        if target := attributes.get("href"):
            self.targets.append(target)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        names = [tag for tag, _ in self.open]
        if not any(attributes.get("class") == "text" for _, attributes in self.open) or "a" in names:
            return
        if "ins" not in names:
            self.old += data
        if "del" not in names:
            self.new += data


@given(changed_texts())
def test_the_page_holds_both_texts(change: tuple[str, tuple[Edit, ...]]) -> None:
    text, edits = change
    remarks = tuple(Remark(edit, ("XX001",), "<script>alert(1)</script>") for edit in edits)
    page = "".join(html_page([ChangedFile("<a>.txt", Source(text), remarks)]))
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    assert reader.old == text.replace("\r\n", "\n").replace("\r", "\n") or "\r" in text
    if "\r" not in text + "".join(edit.replacement for edit in edits):
        assert reader.new == apply_edits(text, edits)
    assert len(reader.ids) == len(set(reader.ids))
    assert {target.removeprefix("#") for target in reader.targets} <= set(reader.ids)
    assert not reader.tags & {"script", "img", "link", "iframe", "form"}
    assert "http" not in page.replace("http-equiv", "")


def test_nothing_to_correct() -> None:
    assert "Nothing to correct." in "".join(html_page([]))


def test_control_characters_are_pictures() -> None:
    page = "".join(html_page([ChangedFile("a", Source("a\x1b[31m\x85b"), ())]))
    assert "a␛[31m\ufffdb" in page
