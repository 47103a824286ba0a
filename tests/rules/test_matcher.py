"""Matching: the index leaves nothing out, the core and the search round it agree with a plain search."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.formats.document import Document
from copydesk.language.lexicon import lexicon
from copydesk.language.places import Places
from copydesk.language.prose import Prose
from copydesk.rules import index
from copydesk.rules import matcher as module
from copydesk.rules.index import Index, anchor_of
from copydesk.rules.matcher import Matcher
from copydesk.rules.pattern import Pattern
from copydesk.rules.pattern_syntax import parse

WORDS = ("the", "a", "old", "cat", "cats", "sees", "saw", "him", "in", "town", "very", ",", "May", ".", "“", "”")
ATOMS = ("the", "cat|cats", "<see>", "[NN]", "[DT]", "[NN*]", "[may=VB]", "[shape=Xx]", "!of", ".", "[JJ end=ld]", ",",
         "[text=May|cat]")  # fmt: skip
COUNTS = ("", "", "", "?", "*", "+", "{0,2}", "{2,3}")
TEXT = st.lists(st.sampled_from(WORDS), min_size=1, max_size=60).map(" ".join)
PIECES = st.lists(st.tuples(st.sampled_from(ATOMS), st.sampled_from(COUNTS)), min_size=1, max_size=4)


def places_of(pattern: Pattern, prose: Prose, anchor: int, index: int) -> tuple[tuple[int, int], ...] | None:
    """The first placing, longest repetitions first, in which the anchor element begins at the token; found plainly."""
    low, high = next((low, high) for low, high in prose.sentences if low <= index < high)
    tests = [element.test() for element in pattern.elements]
    # Longest first for each element, those behind the anchor before those in front of it.
    order = [*range(anchor, len(tests)), *range(anchor - 1, -1, -1)]
    sizes = [range(pattern.elements[k].most, pattern.elements[k].least - 1, -1) for k in order]
    for chosen in product(*sizes):
        size = dict(zip(order, chosen, strict=True))
        begin = index - sum(size[k] for k in range(anchor))
        places = []
        for k in range(len(tests)):
            places.append((begin, begin + size[k]))
            begin += size[k]
        if places[0][0] < low or begin > high:
            continue
        fits = all(tests[k](prose, i) for k, (first, last) in enumerate(places) for i in range(first, last))
        if fits and (not pattern.at_start or opens(prose, low, places[0][0])) and (
            not pattern.at_end or closes(prose, begin, high)
        ):
            return tuple(places)
    return None


def opens(prose: Prose, low: int, index: int) -> bool:
    return not any(word[0].isalnum() for word in prose.words[low:index])


def closes(prose: Prose, index: int, high: int) -> bool:
    return not any(word[0].isalnum() or word in ",:;–—(“" for word in prose.words[index:high])


@settings(max_examples=300, deadline=None)
@given(TEXT, PIECES, st.booleans(), st.booleans(), st.sampled_from((0, module.FEW)))
def test_the_index_leaves_nothing_out(
    text: str, pieces: list[tuple[str, str]], start: bool, end: bool, few: int
) -> None:
    source = " ".join(["^"] * start + [atom + count for atom, count in pieces] + ["$"] * end)
    if not any(count in ("", "+", "{2,3}") and atom[0] != "!" for atom, count in pieces):
        return  # a pattern without an element that must be there is an error
    pattern = parse(source)
    prose = Prose(Document.parse(text, "text"))
    anchor = anchor_of(pattern, lexicon())
    matcher = Matcher(pattern, anchor.element)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "FEW", few)
        patch.setattr(index, "FEW", few)
        candidates = Index.of([anchor]).candidates(prose)
        found = {match.places for _, places in candidates for match in matcher.matches(prose, places)}
    plainly = {places_of(pattern, prose, anchor.element, index) for index in range(len(prose))}
    assert found == plainly - {None}


@pytest.mark.parametrize("source", [
        "the cat",
        "[DT] [NN]",
        ". [NN]",
        "<see> him|town",
        "[VB*] .{0,3} in",
        "[DT] [may=NN]",
        ". [may!=VB]",
        "[shape=Xx] [known=yes]",
        "[DT] [begin=c end=t]",
        "[only=NN|NNS]",
        "in [class=month]",
        "[class!=month text!=cat]",
    "the .{0,2} [shape=x end=t]",
    "[NN] .? [begin=m]{1,2}",
    ],
)
def test_many_places_are_sifted_without_loss(source: str) -> None:
    text = "The cat saw him in town. A cat sees the old town in May, he saw the very old cats. " * 30
    prose = Prose(Document.parse(text, "text"))
    pattern = parse(source)
    anchor = anchor_of(pattern, lexicon())
    matcher = Matcher(pattern, anchor.element)
    found = [
        match.places for _, places in Index.of([anchor]).candidates(prose) for match in matcher.matches(prose, places)
    ]
    assert found
    one_by_one = (matcher.at(prose, index) for index in range(len(prose)))
    assert sorted(found) == [match.places for match in one_by_one if match]


@given(st.lists(st.sampled_from("abcdef"), max_size=40))
def test_places(column: list[str]) -> None:
    places = Places(column)
    for value in "abcdefg":
        expected = [index for index, other in enumerate(column) if other == value]
        assert places.of(value).tolist() == expected
        assert (value in places) == bool(expected)
    assert places.lists() == {value: places.of(value).tolist() for value in dict.fromkeys(column)}
    everywhere = np.arange(len(column))
    for some in ("", "a", "ab", "abcd"):  # by one way for a few values, by another for many
        expected = [index for index, value in enumerate(column) if value in [*some]]
        assert np.flatnonzero(places.among(some, everywhere)).tolist() == expected
