from __future__ import annotations

from itertools import pairwise

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st
from texts import PIECES, changes, texts

from copydesk.edits.change import (
    OffsetMap,
    apply_edits,
    coalesce,
    common_prefix,
    common_suffix,
    invert,
    minimal,
)
from copydesk.errors import EditError
from copydesk.text.edit import Edit
from copydesk.text.span import Span


def test_edits_are_applied_by_place_whatever_their_order() -> None:
    edits = [Edit(14, 18, "send"), Edit(0, 2, "She"), Edit(19, 19, "it ")]
    assert apply_edits("He was known to sent now", edits[:0]) == "He was known to sent now"
    assert (
        apply_edits("He was seen to sent now", [Edit(15, 19, "send"), Edit(0, 2, "She")]) == "She was seen to send now"
    )


@pytest.mark.parametrize("edit", [Edit(-1, 0, "x"), Edit(2, 9, "x"), Edit(3, 2, "x"), Edit(9, 9, "")])
def test_edits_outside_the_text_are_refused(edit: Edit) -> None:
    with pytest.raises(EditError, match="outside the text of 4 characters"):
        apply_edits("text", [edit])


@pytest.mark.parametrize(
    "edits", [[Edit(0, 3, "a"), Edit(2, 4, "b")], [Edit(1, 1, "a"), Edit(1, 1, "b")], [Edit(0, 4, ""), Edit(1, 1, "b")]]
)
def test_edits_that_overlap_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(EditError, match="overlap"):
        apply_edits("text", edits)


@given(changes())
def test_what_lies_between_edits_never_changes(change: tuple[str, tuple[Edit, ...]]) -> None:
    text, edits = change
    new = apply_edits(text, edits)
    offsets = OffsetMap(edits)
    position = 0
    for edit in [*edits, Edit(len(text), len(text), "")]:
        start = offsets.new(position, after=True)
        assert new[start : start + edit.start - position] == text[position : edit.start]
        position = edit.end


@given(changes())
def test_inverting_brings_the_text_back(change: tuple[str, tuple[Edit, ...]]) -> None:
    text, edits = change
    new = apply_edits(text, edits)
    assert apply_edits(new, invert(text, edits)) == text


@given(changes())
def test_coalescing_keeps_the_change_and_parts_the_edits(change: tuple[str, tuple[Edit, ...]]) -> None:
    text, edits = change
    merged = coalesce(text, edits)
    assert apply_edits(text, merged) == apply_edits(text, edits)
    assert all(one.end < other.start for one, other in pairwise(merged))


@given(texts(), texts(), texts(), texts())
def test_minimal_edits_do_the_same_and_tear_no_character(left: str, old: str, new: str, right: str) -> None:
    text = left + old + right
    edit = Edit(len(left), len(left) + len(old), new)
    result = minimal(text, edit)
    assert apply_edits(text, [result]) == apply_edits(text, [edit])
    assert edit.start <= result.start <= result.end <= edit.end
    for whole, bounds in (
        (text, result.span),
        (left + new + right, Span(result.start, result.start + len(result.replacement))),
    ):
        edges = {0, *(match.end() for match in regex.finditer(r"\X", whole))}
        for place in bounds:
            assert place in edges or place in (edit.start, edit.end, edit.start + len(new))


@pytest.mark.parametrize(
    ("text", "edit", "expected"),
    [
        ("We went home", Edit(3, 7, "want"), Edit(4, 5, "a")),
        ("a\r\nb", Edit(1, 3, "\n"), Edit(1, 3, "\n")),
        ("cafe", Edit(3, 4, "e\u0301"), Edit(3, 4, "e\u0301")),
        ("👍🏽", Edit(0, 2, "👍🏿"), Edit(0, 2, "👍🏿")),
        ("same", Edit(0, 4, "same"), Edit(4, 4, "")),
        ("aa", Edit(0, 2, "aaa"), Edit(2, 2, "a")),
    ],
)
def test_minimal_edits(text: str, edit: Edit, expected: Edit) -> None:
    assert minimal(text, edit) == expected


@given(texts(), texts())
def test_common_edges(one: str, other: str) -> None:
    head, tail = common_prefix(one, other), common_suffix(one, other)
    assert one[:head] == other[:head]
    assert one[head : head + 1] != other[head : head + 1] or head == min(len(one), len(other))
    assert one[len(one) - tail :] == other[len(other) - tail :]
    assert tail == min(len(one), len(other)) or one[-tail - 1] != other[-tail - 1]


@pytest.mark.parametrize(
    ("offset", "before", "after"),
    [(0, 0, 0), (2, 2, 2), (3, 2, 5), (4, 5, 5), (6, 7, 8), (7, 9, 9), (9, 10, 10), (10, 11, 11)],
)
def test_offsets_are_carried_over(offset: int, before: int, after: int) -> None:
    # 0123456789 → 01XXX45Y6(78 gone)9
    offsets = OffsetMap([Edit(2, 4, "XXX"), Edit(6, 6, "Y"), Edit(8, 9, "")])
    assert offsets.new(offset) == before
    assert offsets.new(offset, after=True) == after


@given(changes(), st.data())
def test_unchanged_places_go_there_and_back(change: tuple[str, tuple[Edit, ...]], data: st.DataObject) -> None:
    text, edits = change
    offsets = OffsetMap(edits)
    offset = data.draw(st.integers(0, len(text)))
    if not offsets.touched(Span(offset, offset)):
        assert offsets.old(offsets.new(offset)) == offset
        assert offsets.new(offset) == offsets.new(offset, after=True)
    assert offsets.new(offset) <= offsets.new(offset, after=True)


def test_spans_keep_up_with_their_text() -> None:
    text = "He said it was known to sent the the text."
    edits = [Edit(24, 28, "send"), Edit(32, 36, "")]
    offsets = OffsetMap(edits)
    new = apply_edits(text, edits)
    assert offsets.new_span(Span(21, 28)).of(new) == "to send"
    assert offsets.new_span(Span(37, 41)).of(new) == "text"
    assert offsets.old_span(offsets.new_span(Span(37, 41))) == Span(37, 41)
    assert offsets.touched(Span(28, 32)) and not offsets.touched(Span(37, 41))


def test_the_pieces_are_what_they_claim_to_be() -> None:
    assert any(len(regex.findall(r"\X", piece)) == 1 < len(piece) for piece in PIECES)
