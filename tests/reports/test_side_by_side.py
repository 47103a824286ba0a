"""Two columns."""

from __future__ import annotations

import re

import pytest
from changed_texts import WIDE, changed_texts
from hypothesis import given
from hypothesis import strategies as st

from copydesk.edits.change import apply_edits
from copydesk.reports.cells import cells
from copydesk.reports.side_by_side import BAR, FOLD, side_by_side
from copydesk.reports.style import Style
from copydesk.text.edit import Edit
from copydesk.text.source import Source

LONG = "The miners, joined by dockers and students, have seized control over the harbour bridge on Sunday, he said."


def columns(text: str, edits: list[Edit] | tuple[Edit, ...], width: int) -> list[tuple[str, str, str]]:
    """The number, the left and the right column of every row, without colours."""
    found = []
    gutter = len(str(len(Source(text).line_starts)))
    for line in side_by_side(Source(text), edits, Style(True, width)):
        plain = re.sub(r"\x1b\[[\d;]*m", "", line)
        assert sum(columns for _, columns in cells(plain)) <= width
        left, _, right = plain.partition(BAR.rstrip())
        found.append((left[:gutter].strip(), left[gutter + 1 :], right))
    return found


def test_both_sides_keep_in_step() -> None:
    edit = Edit(LONG.index("over"), LONG.index("over") + 4, "of")
    assert list(side_by_side(Source(LONG), [edit], Style(False, 60))) == [
        "1 The miners, joined by       │ The miners, joined by",
        "  dockers and students, have  │ dockers and students, have",
        "  seized control [-over-] the │ seized control {+of+} the",
        "  harbour bridge on Sunday,   │ harbour bridge on Sunday,",
        "  he said.                    │ he said.",
    ]


def test_what_stands_between_changes_is_folded() -> None:
    text = f"teh cat\n\n{LONG}\n{LONG}\n{LONG}\n\nteh end\n"
    edits = [Edit(0, 3, "the"), Edit(text.rindex("teh"), text.rindex("teh") + 3, "the")]
    lines = list(side_by_side(Source(text), edits, Style(False, 60)))
    assert lines[0] == "1 [-teh-] cat                 │ {+the+} cat"
    assert lines.count(FOLD) == 1
    assert lines[-1] == "7 [-teh-] end                 │ {+the+} end"


def test_lines_that_go_leave_the_other_side_empty() -> None:
    lines = list(side_by_side(Source("one\ntwo\nthree\n"), [Edit(4, 8, "")], Style(False, 40)))
    assert lines == ["1 one               │ one", "2 [-two↵-]          │", "3 three             │ three"]


def test_wide_letters_and_marks_are_measured() -> None:
    lines = list(side_by_side(Source("한국어 cafe\u0301 teh\n"), [Edit(10, 13, "the")], Style(False, 50)))
    assert lines == ["1 한국어 cafe\u0301 [-teh-]    │ 한국어 cafe\u0301 {+the+}"]


def test_blanks_that_change_show_in_colour() -> None:
    assert any("\x1b[31;1;7m" in line for line in side_by_side(Source("a  b"), [Edit(1, 3, " ")], Style(True, 80)))


@pytest.mark.parametrize("width", [40, 80, 300])
@given(change=changed_texts(WIDE, 120))
def test_the_columns_read_as_the_two_texts(width: int, change: tuple[str, tuple[Edit, ...]]) -> None:
    text, edits = change
    rows = columns(text, edits, width)
    if not rows or any(number == FOLD for number, _, _ in rows):
        return
    for side, whole in ((1, text), (2, apply_edits(text, edits))):
        read = re.sub(r"[\s↵]", "", "".join(row[side] for row in rows))
        assert read == re.sub(r"\s", "", whole)


@given(st.text("ab ", min_size=1, max_size=300), st.integers(40, 100))
def test_a_word_wider_than_a_column_is_broken(text: str, width: int) -> None:
    columns(f"{'x' * 150}{text}", [Edit(150, 150, "y")], width)
