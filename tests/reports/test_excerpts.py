"""Source lines with the span underlined."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.reports.cells import cells, shorten, shown
from copydesk.reports.excerpt import excerpt, window
from copydesk.reports.style import Style
from copydesk.text.finding import Severity
from copydesk.text.source import Source
from copydesk.text.span import Span


def width(text: str) -> int:
    return sum(columns for _, columns in cells(text))


def lines(text: str, marked: str, columns: int = 60) -> list[str]:
    start = text.index(marked)
    span = Span(start, start + len(marked))
    return list(excerpt(Source(text), span, Severity.ERROR, Style(width=columns)))


def test_a_line() -> None:
    assert lines("One.\nThey utilise it.\n", "utilise") == ["  2 | They utilise it.", "    |      ^^^^^^^"]


def test_several_lines() -> None:
    assert lines("a b\nc\n\nd e\n", "b\nc\n\nd") == [
        "  1 | a b",
        "    |   ^",
        "  2 | c",
        "    | ^",
        "  3 |",
        "  4 | d e",
        "    | ^",
    ]


def test_many_lines_leave_out_the_middle() -> None:
    text = "".join(f"line {number}\n" for number in range(1, 13))
    assert lines(text, text[:-1]) == [
        "   1 | line 1",
        "     | ^^^^^^",
        "   2 | line 2",
        "     | ^^^^^^",
        "   … |",
        "  12 | line 12",
        "     | ^^^^^^^",
    ]


def test_an_empty_span_has_one_caret() -> None:
    text = "a b"
    assert list(excerpt(Source(text), Span(2, 2), Severity.ERROR, Style())) == ["  1 | a b", "    |   ^"]
    assert list(excerpt(Source(text), Span(3, 3), Severity.ERROR, Style())) == ["  1 | a b", "    |    ^"]
    assert list(excerpt(Source(""), Span(0, 0), Severity.ERROR, Style())) == ["  1 |", "    | ^"]


@pytest.mark.parametrize(
    ("line", "marked", "expected"),
    [
        ("日本 word", "word", "     ^^^^"),
        ("日本 word", "日本", "^^^^"),
        ("a\tword", "word", "    ^^^^"),
        ("e\u0301te\u0301 word", "word", "    ^^^^"),
        ("👩\u200d👩\u200d👧 word", "word", "   ^^^^"),
        ("\x1b[31m word", "word", "      ^^^^"),
        ("\u202eword", "word", "^^^^"),
    ],
)
def test_carets_stand_below_what_they_mark(line: str, marked: str, expected: str) -> None:
    start = line.index(marked)
    assert window(line, Span(start, start + len(marked)), 60)[1] == expected


@given(
    st.text(st.characters(exclude_characters="\r\n", codec="utf-8"), max_size=200),
    st.integers(0, 200),
    st.integers(0, 60),
    st.integers(10, 80),
)
def test_the_window_fits_and_shows_the_mark(line: str, start: int, length: int, columns: int) -> None:
    start = min(start, len(line))
    marked = Span(start, min(len(line), start + length))
    text, below = window(line, marked, columns)
    limit = max(columns, 24)
    assert width(text) <= limit + 4  # a tab or a wide character may reach over the edge
    assert len(below) <= limit + 8 and below.strip(" ") == "^" * below.count("^") != ""
    assert "\x1b" not in text


@given(st.text())
def test_nothing_that_is_shown_commands_the_terminal(text: str) -> None:
    result = shown(text)
    assert not any(character < " " or "\x7f" <= character < "\xa0" for character in result)


def test_shortening_leaves_out_the_middle() -> None:
    assert shorten("short", 10) == "short"
    assert shorten("a long text with many words", 17) == "a long … y words"
