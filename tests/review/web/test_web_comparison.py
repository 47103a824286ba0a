"""Changed lines in groups: all of them, in order, and no group longer than it has to be."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.edits.change import apply_edits
from copydesk.review.web.comparison import ENOUGH, FEW, LONG, groups
from copydesk.text.edit import Edit
from copydesk.text.source import Source


def lines(made: list[list[dict[str, Any]]], *kinds: str) -> str:
    """The lines of some kinds, as text."""
    picked = (line for group in made for line in group if line["kind"] in kinds)
    return "".join("".join(part for part, _ in line["parts"]) + "\n" for line in picked)


def test_words_that_differ_are_told_apart() -> None:
    (group,) = groups(Source("a b c\r\nd\r\n"), [Edit(2, 3, "x")])
    assert group == [
        {"kind": "-", "old": 1, "new": None, "parts": [("a ", False), ("b", True), (" c", False)]},
        {"kind": "+", "old": None, "new": 1, "parts": [("a ", False), ("x", True), (" c", False)]},
        {"kind": " ", "old": 2, "new": 2, "parts": [("d", False)]},
    ]


def test_far_changes_are_told_apart() -> None:
    text = "".join(f"line {number}\n" for number in range(50))
    made = groups(Source(text), [Edit(0, 4, "first"), Edit(len(text) - 8, len(text) - 4, "last")])
    assert [line["kind"] for line in made[0]].count("@") == 1


def test_many_changes_come_in_short_groups() -> None:
    text = "".join(f"line {number}\n" for number in range(1000))
    starts = [at for at in range(len(text)) if text.startswith("line", at)]
    made = groups(Source(text), [Edit(at, at + 4, "row") for at in starts])
    assert max(map(len, made)) <= ENOUGH + 2
    assert lines(made, "-", " ") == text
    assert lines(made, "+", " ") == text.replace("line", "row")
    assert all(group[-1]["kind"] != "-" for group in made)


def test_long_lines_are_shown_around_what_differs() -> None:
    text = "word " * 10_000 + "bad" + " word" * 10_000
    ((old, new),) = groups(Source(text), [Edit(50_000, 50_003, "good")])
    for line, word in ((old, "bad"), (new, "good")):
        assert (word, True) in line["parts"]
        assert sum(len(part) for part, _ in line["parts"]) < LONG


WORDS = st.lists(st.sampled_from(["a", "bad", "", "sad", "words"]), min_size=400, max_size=600)


@settings(max_examples=30, deadline=None)
@given(WORDS, st.lists(st.sampled_from(["", "x", "good", "bad"]), min_size=600, max_size=600), st.booleans())
def test_a_long_line_with_many_changes_comes_in_pieces(old: list[str], new: list[str], second_line: bool) -> None:
    text, edits = "", []
    for word, instead in zip(old, new, strict=False):
        if word != instead:
            edits.append(Edit(len(text), len(text) + len(word), instead))
        text += f"{word} and so on, "
    made = groups(Source(text + "\nThe end." * second_line), edits)
    changed = [group for group in made if group[0]["kind"] != " "]
    assert len(changed) >= len(edits) // (FEW + 1)
    assert all([line["kind"] for line in group[:2]] == ["-", "+"] for group in changed)
    assert max(sum(differs for _, differs in line["parts"]) for group in changed for line in group) <= 2 * FEW
    assert lines(made, "-").rstrip("\n").replace("\n", "") == text
    assert lines(made, "+").replace("\n", "") == apply_edits(text, edits)
