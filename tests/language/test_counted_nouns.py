"""Nouns that do not stand bare: the list that ships, and what was refused by hand."""

from pathlib import Path

import pytest

from copydesk.language.counted_nouns import PATH, never_alone, never_only_described
from copydesk.language.lexicon import lexicon

REFUSED = Path(__file__).parents[2] / "training" / "data" / "uncounted.txt"


def test_the_lists_hold_singular_nouns_in_order() -> None:
    nouns = [line.split()[0] for line in PATH.read_text(encoding="utf-8").splitlines()]
    assert nouns == sorted(set(nouns))
    assert never_alone() | never_only_described() == set(nouns)
    assert [noun for noun in nouns if "NN" not in lexicon().tags(noun)] == []


@pytest.mark.parametrize("noun", ["teacher", "province", "component", "century"])
def test_a_noun_for_one_of_many_needs_a_determiner(noun: str) -> None:
    assert noun in never_only_described()


@pytest.mark.parametrize("noun", ["hand", "school", "water", "information", "king", "person"])
def test_a_noun_that_stands_bare_is_in_neither_list(noun: str) -> None:
    assert noun not in never_alone() | never_only_described()


def test_what_was_refused_by_hand_is_not_listed() -> None:
    never, alone = set(), set()
    for line in REFUSED.read_text(encoding="utf-8").splitlines():
        kind, colon, words = line.partition(": ")
        if colon and kind in ("never", "alone"):
            (never if kind == "never" else alone).update(words.split())
    assert never and alone and not never & alone
    assert not (never_alone() | never_only_described()) & never
    assert not never_alone() & alone
    assert alone <= never_only_described()
