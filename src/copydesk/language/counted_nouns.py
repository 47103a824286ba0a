"""Nouns that in the singular hardly ever stand without an article or another determiner.

The file was made by training/counted_nouns.py from openly licensed texts (see NOTICE). Its thresholds: the noun was met
twenty times or more, and at most 0.7 % of its uses are bare ("alone"), or at most 1.4 % stand behind an adjective
without a determiner and at most 7 % are bare ("described"); nouns for persons may stand so in 2 and 3 %. It was pruned
by hand: nouns of set phrases ("by hand", "in person") and those that stand bare in other texts are left out.
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
