"""Commas: how likely edited English has one between two words, given the sentence around them and its other commas."""

import numpy as np
import numpy.typing as npt

from copydesk.language.context_file import ContextFile, Floats
from copydesk.language.context_gaps import MARKS, REACH, Ints, Words, padded, stretches
from copydesk.language.context_words import CASES, MARK, WordTable
from copydesk.language.nets import windows

PIECE = 2048  # gaps judged at a time
KINDS = ("opening", "relative", "contrast", "coordination", "series", "names", "other")
VERBS = ("is", "was", "are", "were", "has", "had", "have", "will", "would", "can", "could", "does", "did")
SUPERFLUOUS = 3.0  # log-odds against the only comma of a sentence, before one of the VERBS
OPENING = 14  # words at most before a comma after an opening phrase or clause
SERIES = 8  # words at most since the comma before, for "and" to be of a series
SERIAL_EVIDENCE, SERIAL_SHARE = 3, 0.8  # series seen, and with the comma, for it to be the style of a text
# The gate was taught to let pass what is less than half as likely as what is reported. So much stricter, it spares the
# net an eighth of its gaps, and none of the 242 commas found in 350,000 words of edited text.
STRICTER = 0.2
GATE = (-3, -2, -1, 0, 1, 2)  # words that the gate looks at, from the one after the gap


class Commas:
    """A gate of one number a word, which lets pass what deserves a look, and a net for those gaps."""

    def __init__(self, file: ContextFile, table: WordTable) -> None:
        self._pad = table.pad
        self._words, self._cases, self._bag = (file.floats(f"commas.{name}") for name in ("words", "cases", "bag"))
        self._layers = [
            (file.floats(f"commas.{name}"), file.floats(f"commas.{name}.bias")) for name in ("first", "second", "out")
        ]
        self._verbs = np.zeros(table.size, dtype=np.bool_)
        self._verbs[[table.numbers[word] for word in VERBS]] = True
        self._gate, self._gate_least = file.floats("commas.gate"), float(file.floats("commas.gate.least")[0]) + STRICTER
        self.thresholds = dict(zip(KINDS, file.floats("commas.thresholds").tolist(), strict=True))
        self._comma = table.numbers[","]
        self._leads = np.zeros(table.size, dtype=np.int64)  # 1 + the kind that a word after the gap makes of it
        for kind, words in (
            ("relative", "which who whose where whom"),
            ("contrast", "but so yet"),
            ("coordination", "and or nor"),
        ):
            self._leads[[table.numbers[word] for word in words.split()]] = 1 + KINDS.index(kind)
        size = table.size
        self._mark, self._solid, self._left = (np.zeros(size, dtype=np.bool_) for _ in range(3))
        self._solid[table.first_class : table.pad] = True
        self._left[table.first_class : table.pad] = True
        self._solid[table.first_class + MARK] = self._left[table.first_class + MARK] = False
        self._mark[[number for word in MARKS if (number := table.numbers.get(word)) is not None]] = True
        self._solid[: table.first_class] = self._left[: table.first_class] = [w[0].isalnum() for w in table.numbers]
        for word, number in table.numbers.items():
            if word[0] in "'n)" and (word[0] != "n" or word.startswith("n't")):
                self._solid[number] = False
                self._left[number] = len(word) > 1 or word == ")"

    def text(
        self, ids: Ints, cases: npt.NDArray[np.int8], begins: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]
    ) -> tuple[Words, Ints]:
        """The text without its commas, and the token that each of its words is.

        `begins` and `ends` bound the sentence of each token."""
        is_comma = ids == self._comma
        keep = np.nonzero(~is_comma)[0].astype(np.int32)
        total = np.concatenate(([0], np.cumsum(~is_comma))).astype(np.int32)
        starts, stops = total[begins[keep]], total[ends[keep]]
        before = np.append(False, is_comma[:-1])[keep] & (starts != np.arange(len(keep)))
        words = ids[keep]
        return Words(words, cases[keep], before, self._mark[words], starts, stops), keep

    def gaps(self, text: Words) -> Ints:
        """The gaps at which a comma could stand, and those at which one does."""
        possible = self._solid[text.ids]
        possible[1:] &= self._left[text.ids[:-1]]
        possible &= text.starts != np.arange(len(text.ids))
        return np.nonzero(possible)[0].astype(np.int32)

    def kinds(self, text: Words, gaps: Ints) -> npt.NDArray[np.int64]:
        """What sort of comma would stand at each gap, as indices into KINDS."""
        total = np.concatenate(([0], np.cumsum(text.comma)))
        first = text.starts[gaps]
        earlier = total[gaps] > total[first]
        near = total[gaps] > total[np.maximum(first, gaps - SERIES)]
        kinds = np.full(len(gaps), KINDS.index("other"))
        kinds[(text.cases[gaps] > 0) & (text.cases[gaps - 1] > 0)] = KINDS.index("names")
        kinds[~earlier & (gaps - first <= OPENING) & (kinds == KINDS.index("other"))] = KINDS.index("opening")
        led = self._leads[text.ids[gaps]]
        kinds[led > 0] = led[led > 0] - 1
        kinds[(kinds == KINDS.index("coordination")) & near] = KINDS.index("series")
        return kinds

    def before_verbs(self, text: Words, gaps: Ints) -> Ints:
        """The gaps with the only comma of their sentence, right before a verb."""
        placed = gaps[text.comma[gaps]]
        total = np.concatenate(([0], np.cumsum(text.comma)))
        lone = total[text.ends[placed]] - total[text.starts[placed]] == 1
        found: Ints = placed[lone & self._verbs[text.ids[placed]]]
        return found

    def likely(self, text: Words, gaps: Ints) -> Ints:
        """Those of the gaps that the gate lets pass."""
        score = np.zeros(len(gaps), dtype=np.float32)
        for column, offset in enumerate(GATE):
            place = gaps + offset
            inside = (place >= text.starts[gaps]) & (place < text.ends[gaps])
            score += self._gate[np.where(inside, text.ids[np.where(inside, place, 0)], self._pad), column]
        return gaps[score >= self._gate_least]

    def series(self, text: Words, gaps: Ints) -> Ints:
        """The gaps before the "and" of what looks like a series."""
        found: Ints = gaps[self.kinds(text, gaps) == KINDS.index("series")]
        return found

    def odds(self, text: Words, gaps: Ints) -> Floats:
        """The log-odds of a comma at each of the gaps (ascending), whether or not one stands there."""
        result = np.empty(len(gaps), dtype=np.float32)
        features = np.empty((min(PIECE, len(gaps)), len(self._layers[0][0])), dtype=np.float32)
        for start in range(0, len(gaps), PIECE):
            piece = gaps[start : start + PIECE]
            near, first = text.part(int(piece[0]), int(piece[-1]))
            values = features[: len(piece)]
            self._describe(near, piece - np.int32(first), values)
            for weights, bias in self._layers[:-1]:
                values = values @ weights
                values += bias
                np.maximum(values, 0, out=values)
            weights, bias = self._layers[-1]
            result[start : start + PIECE] = (values @ weights + bias)[:, 0]
        return result

    def _describe(self, text: Words, gaps: Ints, features: Floats) -> None:
        """Fill in what the net sees of each gap: the words round it, anchors, scalars, and what its stretches hold."""
        spots, codes = padded(text, self._pad)
        vectors = self._words[codes // CASES] + self._cases[codes % CASES]
        around = windows(vectors, 2 * REACH)[spots[gaps] - REACH]
        anchors, scalars, left, right = stretches(text, gaps, self._pad)
        parts: list[Floats] = [around, self._words[anchors].reshape(len(gaps), -1), scalars]
        bags = np.cumsum(self._bag[text.ids], axis=0, dtype=np.float32)
        sums = np.concatenate((np.zeros((1, bags.shape[1]), np.float32), bags))
        for first, last in ((left, gaps), (gaps, right)):
            total = sums[last] - sums[first]
            parts += [total / np.float32(4), total / np.maximum(last - first, 1).astype(np.float32)[:, None]]
        np.concatenate(parts, axis=1, out=features)


def serial_style(text: Words, likely: Ints) -> bool:
    """Whether a text has commas before the "and" of its series: of the gaps where one is likely, most have it."""
    return len(likely) >= SERIAL_EVIDENCE and float(text.comma[likely].mean()) >= SERIAL_SHARE
