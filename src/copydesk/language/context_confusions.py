"""Words taken for one another: which of them edited English would have, judged by the five words on either side."""

import numpy as np
import numpy.typing as npt

from copydesk.language.context_file import ContextFile, Floats
from copydesk.language.context_words import FIRST_SUFFIX, WordTable

REACH = 5
PIECE = 8192  # slots judged at a time
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
        self._brackets = np.array([table.numbers[mark] for mark in "[]" if mark in table.numbers])
        self.words, self._cases = file.floats("confusions.words"), file.floats("confusions.cases")
        self._first, self._first_bias = file.floats("confusions.first"), file.floats("confusions.first.bias")
        self._second, self._second_bias = file.floats("confusions.second"), file.floats("confusions.second.bias")
        self._out, self._bias = file.floats("confusions.out"), file.floats("confusions.out.bias")
        self.items: list[tuple[str, ...]] = [tuple(line.split(" ")) for line in file.lines("confusions.items")]
        directions = file.array("confusions.directions").astype(np.int64)  # (n, 2), sorted by the first
        self._stands, self._meant = directions[:, 0], directions[:, 1]
        self._thresholds, self.recall = file.floats("confusions.thresholds"), file.floats("confusions.recall")
        bounds = np.searchsorted(directions[:, 0], np.arange(len(self.items) + 1))
        self._begin, self._end = bounds[:-1], bounds[1:]
        numbers = table.numbers
        self._item_of = np.full(table.size, -1, dtype=np.int64)
        self._heads = np.zeros(table.size, dtype=np.bool_)
        self._pairs: dict[tuple[int, int], int] = {}
        for number, item in enumerate(self.items):
            if len(item) == 2:
                self._pairs[numbers[item[0]], numbers[item[1]]] = number
                self._heads[numbers[item[0]]] = True
            else:
                self._item_of[numbers[item[0]]] = number

    def directions(self) -> list[tuple[int, int, float]]:
        """(item that stands there, item that may be meant, threshold), as indices into `items`.

        `recall` goes with them: the share of such errors that are found in held-out text."""
        return list(zip(self._stands.tolist(), self._meant.tolist(), self._thresholds.tolist(), strict=True))

    def _slots(self, ids: Ids, cases: Cases, begins: Numbers, ends: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """(first token, item, number of tokens) of what may have been taken for something else, longest first.

        Names are left out: words with a capital count only at the start of a sentence.
        """
        items, lengths = self._item_of[ids], np.ones(len(ids), dtype=np.int64)
        for place in np.nonzero(self._heads[ids])[0].tolist():
            if place + 1 < ends[place]:
                item = self._pairs.get((int(ids[place]), int(ids[place + 1])))
                if item is not None:
                    items[place], items[place + 1], lengths[place] = item, -1, 2
        usable = (items >= 0) & ((cases == 0) | ((cases == 1) & (begins == np.arange(len(ids)))))
        usable[usable] = (self._end > self._begin)[items[usable]]
        first = np.nonzero(usable)[0]
        return first, items[first], lengths[first]

    def judge(self, ids: Ids, cases: Cases, begins: Numbers, ends: Numbers) -> list[tuple[int, int, int, int, float]]:
        """(first token, number of tokens, item that stands there, item meant, log-odds) of what looks wrong, in order.

        `ids` and `cases` are a word table's, `begins` and `ends` bound the sentence of each token.
        """
        result: list[tuple[int, int, int, int, float]] = []
        slots = self._slots(ids, cases, begins, ends)
        for start in range(0, len(slots[0]), PIECE):
            first, items, lengths = (column[start : start + PIECE] for column in slots)
            hidden, fit = self._hidden(ids, cases, first, first + lengths, begins[first], ends[first])
            stands: Floats = np.einsum("np,np->n", hidden, self._out[items]) + self._bias[items]
            many = self._end[items] - self._begin[items]
            best = np.full(len(items), -1, dtype=np.int64)
            odds = np.zeros(len(items), dtype=np.float32)
            margin = np.full(len(items), -1, dtype=np.float32)
            for turn in range(int(many.max(initial=0))):
                rows = np.nonzero((many > turn) & fit)[0]
                direction = self._begin[items[rows]] + turn
                meant = self._meant[direction]
                value = np.einsum("np,np->n", hidden[rows], self._out[meant]) + self._bias[meant] - stands[rows]
                over = value - self._thresholds[direction]
                better = (over >= 0) & (over > margin[rows])
                chosen = rows[better]
                best[chosen], odds[chosen], margin[chosen] = meant[better], value[better], over[better]
            for row in np.nonzero(best >= 0)[0].tolist():
                result.append((int(first[row]), int(lengths[row]), int(items[row]), int(best[row]), float(odds[row])))
        return result

    def _hidden(
        self, ids: Ids, cases: Cases, first: Numbers, last: Numbers, begins: Numbers, ends: Numbers
    ) -> tuple[Floats, npt.NDArray[np.bool_]]:
        """The second layer for each slot, and whether its surroundings are prose that the model can judge."""
        vectors = np.empty((len(first), 2 * REACH, self.words.shape[1]), dtype=np.float32)
        strange = np.zeros(len(first), dtype=np.int64)
        bracketed = np.zeros(len(first), dtype=np.bool_)
        for column in range(2 * REACH):
            place = first - REACH + column if column < REACH else last + column - REACH
            inside = (place >= begins) & (place < ends)
            place = np.where(inside, place, 0)
            words, shapes = np.where(inside, ids[place], self._pad), np.where(inside, cases[place], 0)
            vectors[:, column] = self.words[words]
            vectors[:, column] += self._cases[shapes]
            strange += (words >= self._first_class + FIRST_SUFFIX) & (words < self._pad) & (shapes == 0)
            if column in (REACH - 1, REACH):
                bracketed |= np.isin(words, self._brackets)
        one: Floats = vectors.reshape(len(first), -1) @ self._first + self._first_bias
        np.maximum(one, 0, out=one)
        two: Floats = one @ self._second + self._second_bias
        return np.maximum(two, 0, out=two), (strange <= STRANGE) & ~bracketed
