"""The register of a paragraph: whether its writer begins sentences with capitals at all."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from copydesk.rules.kept import kept

if TYPE_CHECKING:
    from copydesk.language.prose import Prose


def ends_in_stop(prose: Prose, last: int) -> bool:
    """Whether the token before `last` ends a sentence; an ellipsis leaves it open."""
    return prose.words[last - 1][0] in "!?" or prose.words[last - 1] == "."


@kept
def small_lettered(prose: Prose, number: int) -> bool:
    """Whether the block of this number is written without capitals, as chat messages and commit lines are.

    None of its sentences begins with a capital, and that is no single slip: there are several, or the final stop is
    missing too.
    """
    first, last = prose.block_tokens[number]
    words = prose.words[first:last]
    begins = [word[0] for before, word in pairwise((".", *words)) if before in (".", "!", "?")]
    if any(map(str.isupper, begins)) or not begins or not begins[0].islower():
        return False
    return sum(map(str.islower, begins)) > 1 or not ends_in_stop(prose, last)
