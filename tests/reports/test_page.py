"""Changes as an HTML page."""

from __future__ import annotations

import random
from html.parser import HTMLParser

from changed_texts import remarked_texts
from hypothesis import given
from hypothesis import strategies as st

from copydesk.edits.change import apply_edits
from copydesk.formats.document import Document
from copydesk.reports.page import ChangedFile, html_page
from copydesk.reports.page_rows import items_of, line_starts, rows
from copydesk.reports.remarks import Reason, Remark
from copydesk.text.edit import Edit
from copydesk.text.source import Source
from copydesk.text.span import Span


class Reader(HTMLParser):
    """What a browser makes of the page: its text without and with the corrections, and where links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.old = self.new = ""
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.numbers: list[str] = []
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
        if tag == "li" and (number := attributes.get("value")):
            self.numbers.append(number)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        names = [tag for tag, _ in self.open]
        if not any((one.get("class") or "").startswith("text") for _, one in self.open) or "a" in names:
            return
        if "ins" not in names:
            self.old += data
        if "del" not in names:
            self.new += data


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


@given(remarked_texts(), st.lists(st.integers(0, 40), max_size=5))
def test_the_page_holds_both_texts(
    change: tuple[str, tuple[Edit, ...], tuple[Remark, ...]], parts: list[int]
) -> None:
    text, edits, remarks = change
    page = "".join(html_page([ChangedFile("<a>.txt", Source(text), remarks, tuple(sorted(set(parts))))]))
    reader = read(page)
    if not remarks:
        assert "Nothing to correct in 1 file." in page
    elif "\r" not in text + "".join(edit.replacement for edit in edits):
        assert (reader.old, reader.new) == (text, apply_edits(text, edits))
    assert len(reader.ids) == len(set(reader.ids))
    assert {target.removeprefix("#") for target in reader.targets} <= set(reader.ids)
    assert reader.numbers == [str(number) for number in range(1, len(reader.numbers) + 1)]
    assert not reader.tags & {"script", "img", "link", "iframe", "form", "b"}
    assert "http" not in page.replace("http-equiv", "")


def test_nothing_to_correct() -> None:
    assert "Nothing was checked." in "".join(html_page([]))
    assert "Nothing to correct in 1 file." in "".join(html_page([ChangedFile("a", Source("Fine."), ())]))


def test_control_characters_are_pictures() -> None:
    note = Remark(Span(0, 1), None, (Reason("X", "x", "No."),))
    page = "".join(html_page([ChangedFile("a", Source("a\x1b[31m\x85b"), (note,))]))
    assert "␛[31m\ufffdb" in page


def test_rows_are_blocks_and_what_stands_between_them() -> None:
    text = "# Title\n\nOne line\nand another.\n\n```\ncode\n```\n\n- item\n- item two\n\n| a |\n|---|\n| c |\n"
    parts, verbatim = line_starts(Document.parse(text, "markdown"))
    cut = [text[start:end] for start, end in zip(parts, [*parts[1:], len(text)], strict=True)]
    assert cut[:5] == ["# Title\n\n", "One line\nand another.\n\n", "```\ncode\n```\n\n", "- item\n", "- item two\n\n"]
    assert "".join(text[part : part + 3] for part in sorted(verbatim)).startswith("```")


def test_long_unchanged_stretches_are_folded() -> None:
    text = "".join(f"Paragraph {number}.\n\n" for number in range(20))
    start = text.index("10.")
    remark = Remark(Span(start, start + 2), Edit(start, start + 2, "ten"), (Reason("X", "x", "In words."),))
    document = Document.parse(text, "text")
    page = "".join(html_page([ChangedFile("a", document.source, (remark,), *line_starts(document))]))
    assert page.count("<details>") == 2
    assert "6 paragraphs without corrections" in page
    assert read(page).old == text


def test_rows_take_no_time() -> None:
    """A quadratic search would not end here."""
    words = [f"word{random.Random(1).random()}" for _ in range(30_000)]
    text = "\n\n".join(words)
    remarks, at = [], 0
    for word in words:
        remarks.append(Remark(Span(at, at + 4), Edit(at, at + 4, "Word"), (Reason("X", "x", "No."),)))
        at += len(word) + 2
    found = list(rows(text, items_of(text, remarks), range(0, len(text), 500)))
    assert sum(len(row.items) for row in found) == 30_000
