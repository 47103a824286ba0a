"""Regular expressions over the blocks of a document, tried only where something cheaper finds a hint."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from copydesk.rules.kept import kept

if TYPE_CHECKING:
    from copydesk.language.prose import Prose

LOOKAHEAD = 16  # code points behind a block that an expression may look at

Hint = re.Pattern[str] | tuple[str, ...]  # an expression, or strings of which one must be there


def matches(prose: Prose, expression: re.Pattern[str], hint: Hint) -> Iterator[re.Match[str]]:
    """The matches that lie inside one block of the masked text, in order.

    Only blocks in which a hint begins are searched. Strings cost next to nothing, as does an expression that begins
    with a character or a set of characters.
    """
    masked = prose.masked
    for number in blocks_with(prose, hint):
        start, end = prose.blocks[number].start, prose.blocks[number].end
        for match in expression.finditer(masked, start, min(end + LOOKAHEAD, len(masked))):
            if match.end() <= end:
                yield match


@kept
def blocks_with(prose: Prose, hint: Hint) -> tuple[int, ...]:
    """The numbers of the blocks in which a hint begins, in order."""
    masked = prose.masked
    if isinstance(hint, tuple):
        finders = (partial(masked.find, needle) for needle in hint)
        return tuple(sorted({number for finder in finders for number in _holding(prose, finder)}))

    def first(place: int) -> int:
        found = hint.search(masked, place)
        return found.start() if found else -1

    return tuple(_holding(prose, first))


def _holding(prose: Prose, first: Callable[[int], int]) -> Iterator[int]:
    """The blocks that hold one of the places that `first` gives: the first one from an offset on, or -1."""
    starts, blocks = prose.block_starts, prose.blocks
    place = first(0)
    while place >= 0:
        number = bisect_right(starts, place) - 1
        if number >= 0 and place < blocks[number].end:
            yield number
            place = first(blocks[number].end)
        elif number + 1 < len(blocks):  # between two blocks: nothing to do before the next one
            place = first(starts[number + 1])
        else:
            return
