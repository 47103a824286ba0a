"""Nouns that in the singular hardly ever stand without an article or another determiner.

The file is made by training/counted_nouns.py from openly licensed texts (see NOTICE), with its thresholds: of a noun
that is met twenty times or more, at most 0.7 % of the uses are bare, or at most 1.4 % stand behind an adjective without
a determiner; nouns for persons may stand so in 2 and 3 %. Then it was pruned by hand: nouns of set phrases ("by hand",
"in person") and those that only the manuals among the texts treat as counted are left out.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

PATH = Path(__file__).parent / "models" / "counted_nouns.txt"


@cache
def never_alone() -> frozenset[str]:
    """Nouns that are not bare right after a preposition: not “in clinic”."""
    return _nouns("alone")


@cache
def never_only_described() -> frozenset[str]:
    """Nouns that an adjective does not leave bare: not “in new province”."""
    return _nouns("described")


def _nouns(kind: str) -> frozenset[str]:
    lines = PATH.read_text(encoding="utf-8").splitlines()
    return frozenset(noun for noun, *kinds in map(str.split, lines) if kind in kinds)
