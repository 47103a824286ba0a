"""What surrounds a gap between two words, as the comma model sees it: commas are marks on gaps, not words.

Gap g stands before word g. Words nearby, commas nearby, the stretch between the last mark and the gap and the stretch
from the gap to the next mark (their first words, lengths, and what words they hold) and the sentence's first words.
A comma at the gap itself is never seen, so that the same model judges missing and superfluous ones.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from copydesk.language import nets
from copydesk.language.context_words import CASES
from copydesk.language.nets import Rows

Ints = NDArray[np.int32]
Flags = NDArray[np.bool_]

MARKS = frozenset((";", ":", "—", "–", "--", "(", ")", ".", "?", "!", "…", "...", "[", "]", "/"))
REACH = 7  # words on either side
NEAR = 5  # gaps on either side whose commas are seen one by one
ANCHORS = 6
BUCKETS = np.array([*range(9), 9, 9, 10, 10, 10, 11, 11, 11, 11, 11, 12, 12, 12, 12, 12, 12, 12, 13], dtype=np.int64)
LENGTHS = 14
COUNTS = 4
KINDS = 3  # of the mark that ends a stretch: a comma, another mark, the end of the sentence
SCALARS = 2 * NEAR + 4 * LENGTHS + 2 * COUNTS + 2 * KINDS


@dataclass(frozen=True)
class Words:
    """The words of a text without its commas: numbers and cases, the comma before each, other marks, sentences."""

    ids: Ints
    cases: NDArray[np.int8]
    comma: Flags  # a comma stands before this word
    mark: Flags  # this word is a mark other than a comma that ends a stretch
    starts: Ints  # of the sentence of each word
    ends: Ints

    def part(self, first: int, last: int) -> tuple[Words, int]:
        """The sentences from that of word `first` to that of word `last`, and the number of words before them."""
        begin, end = int(self.starts[first]), int(self.ends[last])
        here, offset = slice(begin, end), np.int32(begin)
        return Words(
            self.ids[here],
            self.cases[here],
            self.comma[here],
            self.mark[here],
            self.starts[here] - offset,
            self.ends[here] - offset,
        ), begin


@dataclass(frozen=True)
class Surroundings:
    """Columns over gaps: `words` and `cases` (n, 2 * REACH), `anchors` (n, ANCHORS), `scalars` (n, SCALARS), and the
    stretches [left, gap) and [gap, right) in word indices."""

    words: Ints
    cases: NDArray[np.int8]
    anchors: Ints
    scalars: NDArray[np.float32]
    left: Ints
    gaps: Ints
    right: Ints


def surroundings(text: Words, gaps: Ints, pad: int) -> Surroundings:
    """Describe the gaps; `pad` is the number of a word outside the sentence."""
    spots, codes = padded(text, pad)
    codes = codes[spots[gaps][:, None] + np.arange(-REACH, REACH)]
    words, cases = (codes // CASES).astype(np.int32), (codes % CASES).astype(np.int8)
    anchors, scalars, left, right = stretches(text, gaps, pad)
    return Surroundings(words, cases, anchors, scalars, left, gaps, right)


def padded(text: Words, pad: int) -> tuple[Rows, Rows]:
    """The words of the text with their cases, number * CASES + case, with REACH pads round each sentence; see nets."""
    return nets.padded(text.ids.astype(np.intp) * CASES + text.cases, text.starts.astype(np.intp), pad * CASES, REACH)


def stretches(text: Words, gaps: Ints, pad: int) -> tuple[Ints, NDArray[np.float32], Ints, Ints]:
    """The anchors, the scalars, and the ends of the stretches to the left and to the right of each gap."""
    comma = text.comma
    count = len(text.ids)
    index = np.arange(count, dtype=np.int32)
    first = text.starts == index
    edge = comma | first
    edge[1:] |= text.mark[:-1]
    edge |= text.mark
    left = np.maximum.accumulate(np.where(edge, index, 0)).astype(np.int32)[np.maximum(gaps - 1, 0)]
    after = np.minimum.accumulate(np.where(edge, index, count)[::-1])[::-1].astype(np.int32)
    begin, end = text.starts[gaps], text.ends[gaps]
    right = np.minimum(np.append(after, count)[np.minimum(gaps + 1, count)], end).astype(np.int32)

    size = len(gaps)
    anchors = np.full((size, ANCHORS), pad, dtype=np.int32)
    for column, (place, limit) in enumerate(
        ((left, gaps), (left + 1, gaps), (begin, gaps), (begin + 1, gaps), (right, end), (right + 1, end))
    ):
        inside = place < limit
        anchors[inside, column] = text.ids[place[inside]]

    scalars = np.zeros((size, SCALARS), dtype=np.float32)
    column = 0
    for offset in (*range(-NEAR, 0), *range(1, NEAR + 1)):
        place = gaps + offset
        inside = (place > begin) & (place < end)
        scalars[inside, column] = comma[place[inside]]
        column += 1
    rows = np.arange(size)
    for distance in (gaps - left, right - gaps, gaps - begin, end - gaps):
        scalars[rows, column + BUCKETS[np.minimum(distance, len(BUCKETS) - 1)]] = 1
        column += LENGTHS
    total = np.concatenate(([0], np.cumsum(comma)))
    for number in (total[gaps] - total[begin], total[end] - total[gaps] - comma[gaps]):
        scalars[rows, column + np.minimum(number, COUNTS - 1)] = 1
        column += COUNTS
    padded = np.append(comma, False)
    for kind in (np.where(left == begin, 2, ~comma[left]), np.where(right == end, 2, ~padded[right])):
        scalars[rows, column + kind.astype(np.int64)] = 1
        column += KINDS
    return anchors, scalars, left, right
