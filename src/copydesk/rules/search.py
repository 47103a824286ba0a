"""Regular expressions over the blocks of a document, tried only where a cheaper one finds a hint."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from copydesk.language.prose import Prose

LOOKAHEAD = 16  # code points behind a block that an expression may look at


def matches(prose: Prose, expression: re.Pattern[str], hint: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The matches that lie inside one block of the masked text, in order.

    Only blocks in which `hint` is found are searched. A hint that begins with a character or a set of characters costs
    next to nothing.
    """
    masked, blocks = prose.masked, prose.blocks
    starts = prose.block_starts
    place = 0
    while found := hint.search(masked, place):
        number = bisect_right(starts, found.start()) - 1
        if number < 0 or found.start() >= blocks[number].end:
            number += 1  # between two blocks: nothing to do before the next one
            if number == len(blocks):
                return
            place = max(starts[number], found.start() + 1)
            continue
        start, end = blocks[number].start, blocks[number].end
        for match in expression.finditer(masked, start, min(end + LOOKAHEAD, len(masked))):
            if match.end() <= end:
                yield match
        place = end
