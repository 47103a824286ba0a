"""Words taken for one another: which of them edited English would have, judged by the five words on either side."""

import numpy as np
import numpy.typing as npt

from copydesk.language.context_file import ContextFile, Floats
from copydesk.language.context_words import CASES, FIRST_SUFFIX, WordTable
from copydesk.language.nets import Rows, padded, windows

REACH = 5
PIECE = 2048  # slots judged at a time
STRANGE = 2  # unknown words in lower case, of ten, beyond which a text is taken to be in another language

Numbers = npt.NDArray[np.int64]
Ids = npt.NDArray[np.int32]
Cases = npt.NDArray[np.int8]


class Confusions:
    """A net that scores items (words or pairs of tokens) for a slot; the difference of two scores is their log-odds.

    `directions` are pairs of items, the one that stands there and the one that may be meant, with the log-odds from
    which on the second is right at least nineteen times in twenty when one word in a hundred is wrong.
    """

    def __init__(self, file: ContextFile, table: WordTable) -> None:
        self._pad, self._first_class = table.pad, table.first_class
        self._brackets = [table.numbers[mark] for mark in "[]" if mark in table.numbers]
        self.words, self._cases = file.floats("confusions.words"), file.floats("confusions.cases")
        self._first, self._first_bias = file.floats("confusions.first"), file.floats("confusions.first.bias")
        self._second, self._second_bias = file.floats("confusions.second"), file.floats("confusions.second.bias")
        self.items: list[tuple[str, ...]] = [tuple(line.split(" ")) for line in file.lines("confusions.items")]
        directions = file.array("confusions.directions").astype(np.int64)  # (n, 2), sorted by the first
        self._stands, self._meant = directions[:, 0], directions[:, 1]
        out, bias = file.floats("confusions.out"), file.floats("confusions.out.bias")
        self._change, self._change_bias = out[self._meant] - out[self._stands], bias[self._meant] - bias[self._stands]
        self._thresholds, self.recall = file.floats("confusions.thresholds"), file.floats("confusions.recall")
        bounds = np.searchsorted(directions[:, 0], np.arange(len(self.items) + 1))
        self._begin, self._end = bounds[:-1], bounds[1:]
        numbers, self._size = table.numbers, table.size
        self._item_of = np.full(table.size, -1, dtype=np.int64)
        pairs = {}
        for number, item in enumerate(self.items):
            if len(item) == 2:
                pairs[numbers[item[0]] * self._size + numbers[item[1]]] = number
            else:
                self._item_of[numbers[item[0]]] = number
        self._pairs = np.array(sorted(pairs), dtype=np.int64)
        self._pair_items = np.array([pairs[key] for key in sorted(pairs)], dtype=np.int64)

    def directions(self) -> list[tuple[int, int, float]]:
        """(item that stands there, item that may be meant, threshold), as indices into `items`.

        `recall` goes with them: the share of such errors that are found in held-out text."""
        return list(zip(self._stands.tolist(), self._meant.tolist(), self._thresholds.tolist(), strict=True))

    def _slots(self, ids: Ids, cases: Cases, begins: Numbers, ends: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """(first token, item, number of tokens) of what may have been taken for something else, longest first.

        Names are left out: words with a capital count only at the start of a sentence.
        """
        items, lengths = self._item_of[ids], np.ones(len(ids), dtype=np.int64)
        keys = ids[:-1].astype(np.int64) * self._size + ids[1:]
        rows = np.minimum(np.searchsorted(self._pairs, keys), len(self._pairs) - 1)
        pairs = np.flatnonzero((self._pairs[rows] == keys) & (np.arange(1, len(ids)) < ends[:-1]))
        items[pairs + 1] = -1
        items[pairs], lengths[pairs] = self._pair_items[rows[pairs]], 2
        usable = (items >= 0) & ((cases == 0) | ((cases == 1) & (begins == np.arange(len(ids)))))
        usable[usable] = (self._end > self._begin)[items[usable]]
        first = np.flatnonzero(usable)
        return first, items[first], lengths[first]

    def judge(self, ids: Ids, cases: Cases, begins: Numbers, ends: Numbers) -> list[tuple[int, int, int, int, float]]:
        """(first token, number of tokens, item that stands there, item meant, log-odds) of what looks wrong, in order.

        `ids` and `cases` are a word table's, `begins` and `ends` bound the sentence of each token.
        """
        if not len(ids):
            return []
        spots, codes = padded(ids.astype(np.intp) * CASES + cases, begins, self._pad * CASES, REACH)
        first, items, lengths = self._slots(ids, cases, begins, ends)
        slots = np.stack((first, spots[first], spots[first] + lengths, items))
        slots = slots[:, self._fit(codes, *slots[1:3])]
        result = []
        for start in range(0, slots.shape[1], PIECE):
            first, begin, behind, items = slots[:, start : start + PIECE]
            for row, direction, odds in self._likely(self._hidden(codes, begin, behind), items):
                stands, meant = int(self._stands[direction]), int(self._meant[direction])
                result.append((int(first[row]), int(behind[row] - begin[row]), stands, meant, odds))
        return result

    def _fit(self, codes: Rows, begin: Numbers, behind: Numbers) -> npt.NDArray[np.bool_]:
        """Whether what is around each slot, codes[begin:behind], is prose that the model can judge."""
        words, cases = codes // CASES, codes % CASES
        strange = (words >= self._first_class + FIRST_SUFFIX) & (words < self._pad) & (cases == 0)
        total = np.append(0, np.cumsum(strange))
        around = total[begin] - total[begin - REACH] + total[behind + REACH] - total[behind]
        bracket = np.isin(words, self._brackets)
        fit: npt.NDArray[np.bool_] = (around <= STRANGE) & ~bracket[begin - 1] & ~bracket[behind]
        return fit

    def _hidden(self, codes: Rows, begin: Numbers, behind: Numbers) -> Floats:
        """The second layer for each slot, codes[begin:behind]; slots are in order."""
        low = int(begin[0]) - REACH
        near = codes[low : int(behind[-1]) + REACH]
        around = windows(self.words[near // CASES] + self._cases[near % CASES], REACH)
        before, after = np.split(self._first, 2)
        one = around[begin - REACH - low] @ before
        one += around[behind - low] @ after
        one += self._first_bias
        two: Floats = np.maximum(one, 0, out=one) @ self._second
        two += self._second_bias
        return np.maximum(two, 0, out=two)

    def _likely(self, hidden: Floats, items: Numbers) -> list[tuple[int, int, float]]:
        """(slot, direction, log-odds) for the slots with a direction that is likely enough, the likeliest one."""
        many = self._end[items] - self._begin[items]
        rows = np.repeat(np.arange(len(items)), many)
        directions = np.arange(len(rows)) + np.repeat(self._begin[items] - np.cumsum(many) + many, many)
        odds: Floats = np.einsum("np,np->n", hidden[rows], self._change[directions]) + self._change_bias[directions]
        over = odds - self._thresholds[directions]
        best: dict[int, int] = {}
        for hit in np.flatnonzero(over >= 0).tolist():
            row = int(rows[hit])
            if row not in best or over[hit] > over[best[row]]:
                best[row] = hit
        return [(row, int(directions[hit]), float(odds[hit])) for row, hit in best.items()]
