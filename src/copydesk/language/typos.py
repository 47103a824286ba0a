"""How likely a hand is to write one word for another: the cost of the slips that lie between the two.

A slip is a letter replaced, left out, added or swapped with its neighbour, or a group of letters written by ear ("f"
for "ph"). A slip that hands and ears often make costs less than 1: a key's neighbour, one vowel for another, a
doubled letter written once. The costs are set by hand, from what is known of English spelling and of the QWERTY
keyboard. All work is done on arrays: thousands of pairs of a written word and a candidate at a time.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint8]
Costs = npt.NDArray[np.float32]

NONE, APOSTROPHE, HYPHEN, OTHER = 0, 27, 28, 29  # a to z are 1 to 26
SIZE = 32
IMPOSSIBLE = 99.0
SKIPPED, LONG = 1.3, 8  # two letters left out at once, as a hasty hand does ("critism"), in words of so many letters
FIRST_LETTER = 0.45  # added to a slip in the first letter: people rarely get that one wrong

_KEYBOARD = ("qwertyuiop", "asdfghjkl;", "zxcvbnm,./")
_VOWELS = "aeiou"
# Letters that sound alike, with what it costs to write one for the other.
_ALIKE = {
    0.45: ("ae", "ei", "iy", "ao", "sc", "ck", "sz", "eo", "ai"),
    0.55: ("ou", "gj", "dt", "mn", "uo", "ey", "vf", "kq", "ui", "ea", "oa", "ue", "cx", "sx", "uw"),
    0.65: ("vw", "io", "au", "zx", "bv"),
    0.85: ("ts", "tc", "bp", "kg", "lr"),
}
# Groups of letters that sound alike, or are taken for each other: written one way and the other, by cost.
_GROUPS = {
    0.35: "ei-ie bt-t",
    0.4: "ph-f sc-s rh-r dg-g xh-x cq-q re-er le-el",
    0.45: "ck-k sc-c tc-c wh-w kn-n ey-y xc-x ti-ci si-ti",
    0.5: "ck-c gh-g gu-g wr-r ps-s mb-m mn-m dj-j ea-e ie-y ou-o ou-u eu-u ue-u ui-i qu-q cc-x cs-x ks-x ss-sc ea-ee "
          "oe-e ae-e",
    0.55: "ee-e ee-i ie-e ei-e ie-i ai-a io-o ia-a ed-d",
    0.6: "ch-k ch-c mn-n ei-i oo-u oo-o au-o ay-a ai-e ui-u qu-k cc-ks ti-sh ci-sh ou-oo ou-ow ai-ay gh-f le-l sw-s "
          "ld-d tw-t lf-f al-le",
    0.65: "ea-i ss-t",
    0.7: "th-t pt-t ow-o aw-o",
    0.8: "ch-t",
}


def _code_table() -> Codes:
    """Code of each Latin-1 byte: letters lose case and accent, the end of a line is NONE."""
    table = np.full(256, OTHER, np.uint8)
    for byte in range(256):
        letter = unicodedata.normalize("NFD", chr(byte).lower())[0]
        if "a" <= letter <= "z":
            table[byte] = ord(letter) - ord("a") + 1
    table[ord("æ")], table[ord("ø")] = 5, 15
    table[ord("'")], table[ord("-")], table[ord("\n")] = APOSTROPHE, HYPHEN, NONE
    return table


CODE_OF = _code_table()
CODE_OF_BYTE = CODE_OF.copy()  # of UTF-8: letters beyond ASCII are just other letters
CODE_OF_BYTE[128:] = OTHER


def encode(text: str) -> Codes:
    """The letters of a text as codes, 1 to 29, whatever their case and accents; 0 for the end of a line."""
    return CODE_OF[np.frombuffer(text.replace("’", "'").encode("latin-1", "replace"), np.uint8)]


def _code(letter: str) -> int:
    return int(CODE_OF[ord(letter)])


_VOWEL_CODES = frozenset(map(_code, _VOWELS))


class _Model:
    """The cost tables, built once."""

    def __init__(self) -> None:
        self.replace = np.full((SIZE, SIZE), 1.1, np.float32)  # [written, meant]
        for row, keys in enumerate(_KEYBOARD):
            for column, key in enumerate(keys):
                for other in (keys[column + 1 : column + 2], *_below(row, column)):
                    if other and key.isalpha() and other.isalpha():
                        self._both(key, other, 0.8)
        for one in _VOWELS:
            for two in _VOWELS:
                self._both(one, two, 0.65)
        for cost, pairs in _ALIKE.items():
            for pair in pairs:
                self._both(pair[0], pair[1], cost)
        np.fill_diagonal(self.replace, 0.0)
        self.replace[:, NONE] = IMPOSSIBLE

        self.missing = np.full((SIZE, SIZE), 0.95, np.float32)  # [letter before, letter left out]
        consonants = [_code(letter) for letter in "bcdfghjklmnpqrstvwxz"]
        self.missing[np.ix_(consonants, consonants)] = 0.8  # "goverment", "contruction"
        for vowel in _VOWELS:
            self.missing[:, _code(vowel)] = 0.8
        for letter, cost in {"e": 0.7, "h": 0.75, "u": 0.75, "'": 0.3, "-": 0.3}.items():
            self.missing[:, _code(letter)] = cost
        np.fill_diagonal(self.missing, 0.4)  # a double letter written once
        self.missing[:, NONE] = IMPOSSIBLE

        self.extra = np.full(SIZE, 0.95, np.float32)  # [letter added]
        for vowel in _VOWELS:
            self.extra[_code(vowel)] = 0.85
        self.extra[_code("e")] = 0.75

        self.two_for_one = np.full((SIZE, SIZE * SIZE), IMPOSSIBLE, np.float32)  # [written, meant pair]
        self.one_for_two = np.full((SIZE * SIZE, SIZE), IMPOSSIBLE, np.float32)  # [written pair, meant]
        self.two_for_two: dict[int, Costs] = {}  # written pair -> [meant pair]
        for cost, groups in _GROUPS.items():
            for group in groups.split():
                one, other = group.split("-")
                self._group([_code(c) for c in one], [_code(c) for c in other], cost)
                self._group([_code(c) for c in other], [_code(c) for c in one], cost)
        # Written pair -> row of `pair_for_pair`, the first of which is for pairs that stand for no other.
        self.pair_rows = np.zeros(SIZE * SIZE, np.intp)
        self.pair_rows[list(self.two_for_two)] = np.arange(1, len(self.two_for_two) + 1)
        none = np.full(SIZE * SIZE, IMPOSSIBLE, np.float32)
        self.pair_for_pair = np.stack([none, *self.two_for_two.values()])

    def extra_cost(self, letter: int, previous: int, following: list[int]) -> float:
        """What it costs to add a letter after `previous` and before `following`: "which" gets a "t" by ear."""
        if letter == previous:
            return 0.55 if letter in _VOWEL_CODES else 0.4
        if letter == _code("t") and following == [_code("c"), _code("h")]:
            return 0.5
        return float(self.extra[letter])

    def _both(self, one: str, two: str, cost: float) -> None:
        a, b = _code(one), _code(two)
        self.replace[a, b] = min(self.replace[a, b], cost)
        self.replace[b, a] = self.replace[a, b]

    def _group(self, meant: list[int], written: list[int], cost: float) -> None:
        match meant, written:
            case [a, b], [x]:
                self.two_for_one[x, a * SIZE + b] = cost
            case [a], [x, y]:
                self.one_for_two[x * SIZE + y, a] = cost
            case [a, b], [x, y]:
                none = np.full(SIZE * SIZE, IMPOSSIBLE, np.float32)
                self.two_for_two.setdefault(x * SIZE + y, none)[a * SIZE + b] = cost


def _below(row: int, column: int) -> tuple[str, ...]:
    """The keys that touch a key from the row under it."""
    if row + 1 == len(_KEYBOARD):
        return ()
    keys = _KEYBOARD[row + 1]
    return tuple(keys[c] for c in (column - 1, column) if 0 <= c < len(keys))


_BITS = np.left_shift(np.uint64(1), np.arange(SIZE, dtype=np.uint64))
_BITS[NONE] = 0


def letters(columns: Codes) -> npt.NDArray[np.uint64]:
    """The letters of each word of `columns` (letters x words) as bits: 32 for those it has, 32 for those it has more
    than once. A slip sets at most one bit and clears at most one."""
    once, twice = np.zeros((2, columns.shape[1]), np.uint64)
    for column in columns:
        bit = _BITS.take(column)
        twice |= once & bit
        once |= bit
    result: npt.NDArray[np.uint64] = once | twice << np.uint64(SIZE)
    return result


def ones(values: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint8]:
    """How many bits of each value are set."""
    count: npt.NDArray[np.uint8]
    if hasattr(np, "bitwise_count"):  # numpy 2
        count = np.bitwise_count(values)
    else:
        count = np.unpackbits(values[:, None].view(np.uint8), axis=1).sum(axis=1, dtype=np.uint8)
    return count


@lru_cache(maxsize=1)
def _model() -> _Model:
    return _Model()


class Pairs:
    """Pairs of a written word and a candidate for what was meant.

    `written` are the words (codes); `owners` says for each pair which of them it holds; `meant` are the candidates
    (letters x pairs, padded with 0) and `lengths` their lengths.
    """

    def __init__(
        self, written: Sequence[Codes], owners: npt.NDArray[np.intp], meant: Codes, lengths: npt.NDArray[np.intp]
    ) -> None:
        self.written, self.owners, self.meant, self.lengths = written, owners, meant, lengths

    def __len__(self) -> int:
        return len(self.owners)

    def only(self, places: npt.NDArray[np.intp]) -> Pairs:
        """The pairs at these places."""
        return Pairs(self.written, self.owners[places], self.meant.take(places, axis=1), self.lengths[places])

    @cached_property
    def sizes(self) -> npt.NDArray[np.intp]:
        """The length of the written word of each pair."""
        return np.array([len(word) for word in self.written], np.intp)[self.owners]

    @cached_property
    def longest(self) -> int:
        """The length of the longest written word."""
        return max(map(len, self.written), default=0)

    def letters_of_written(self) -> npt.NDArray[np.intp]:
        """The written words, letters x pairs, padded with 0."""
        matrix = np.zeros((self.longest, len(self.written)), np.intp)
        for number, word in enumerate(self.written):
            matrix[: len(word), number] = word
        return matrix[:, self.owners]

    def extra_costs(self) -> Costs:
        """What each letter of the written words costs if it was added, letters x pairs."""
        matrix = np.zeros((self.longest, len(self.written)), np.float32)
        for number, word in enumerate(self.written):
            before = NONE
            for place, letter in enumerate(word.tolist()):
                following = word[place + 1 : place + 3].tolist()
                matrix[place, number] = _model().extra_cost(letter, before, following)
                before = letter
            matrix[:1, number] += FIRST_LETTER
        return matrix[:, self.owners]


def costs(pairs: Pairs, band: int = 4) -> Costs:
    """What it costs to write the written word of each pair for the other one.

    The result has one value a pair, about 1 a slip; IMPOSSIBLE or more where the lengths differ by more than `band`,
    the furthest that a letter may have moved.
    """
    model, longest, width, count = _model(), pairs.longest, len(pairs.meant), len(pairs)
    if count == 0:
        return np.zeros(0, np.float32)
    written, meant = pairs.letters_of_written(), pairs.meant.astype(np.intp)
    written_pairs, meant_pairs = _couples(written), _couples(meant)
    extra, missing = pairs.extra_costs(), model.missing.reshape(-1)[meant_pairs]
    missing[0] += FIRST_LETTER
    table = np.full((longest + 1, width + 1, count), IMPOSSIBLE, np.float32)
    table[0, 0] = 0.0
    long = pairs.lengths >= LONG
    for j in range(1, min(width, band) + 1):
        table[0, j] = table[0, j - 1] + missing[j - 1]
    for i in range(1, longest + 1):
        if i <= band:
            table[i, 0] = table[i - 1, 0] + extra[i - 1]
        replace, two_for_one = written[i - 1] * SIZE, written[i - 1] * (SIZE * SIZE)
        one_for_two, pair_for_pair = written_pairs[i - 1] * SIZE, model.pair_rows[written_pairs[i - 1]] * (SIZE * SIZE)
        swap = written[i - 1] * SIZE + written[i - 2] if i > 1 else None
        for j in range(max(1, i - band), min(width, i + band) + 1):
            slip = model.replace.take(replace + meant[j - 1])
            if i == 1 and j == 1:
                slip[slip > 0] += FIRST_LETTER
            best = table[i - 1, j - 1] + slip
            np.minimum(best, table[i - 1, j] + extra[i - 1], out=best)
            np.minimum(best, table[i, j - 1] + missing[j - 1], out=best)
            if swap is not None and j > 1:
                np.minimum(best, table[i - 2, j - 2] + 0.55, out=best, where=meant_pairs[j - 1] == swap)
                known = model.pair_for_pair.take(pair_for_pair + meant_pairs[j - 1])
                np.minimum(best, table[i - 2, j - 2] + known, out=best)
            if j > 1:
                known = model.two_for_one.take(two_for_one + meant_pairs[j - 1])
                np.minimum(best, table[i - 1, j - 2] + known, out=best)
                if j > 3:
                    np.minimum(best, table[i, j - 2] + SKIPPED, out=best, where=long)
            if i > 1:
                known = model.one_for_two.take(one_for_two + meant[j - 1])
                np.minimum(best, table[i - 2, j - 1] + known, out=best)
            table[i, j] = best
    return np.asarray(table[pairs.sizes, pairs.lengths, np.arange(count)])


def _couples(codes: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    """Each letter with the one before it as one number (letters x words)."""
    couples = codes.copy()
    couples[1:] += codes[:-1] * SIZE
    return couples


def distances(pairs: Pairs) -> npt.NDArray[np.int8]:
    """The number of slips, of any kind, between the words of each pair; the written ones have at most 63 letters.

    Method: Hyyrö's bit-parallel form of the restricted Damerau-Levenshtein distance, run over all pairs at once.
    """
    count = len(pairs)
    word = np.uint32 if pairs.longest <= 31 else np.uint64
    one: np.uint32 | np.uint64 = word(1)
    masks = np.zeros((len(pairs.written), SIZE), word)
    for row, codes in zip(masks, pairs.written, strict=True):
        for i, letter in enumerate(codes.tolist()):
            row[letter] |= word(1 << i)
    rows = pairs.owners * SIZE
    last = np.left_shift(one, (pairs.sizes - 1).astype(word))
    positive, negative = np.full(count, ~word(0)), np.zeros(count, word)
    diagonal, before = np.zeros(count, word), np.zeros(count, word)
    score = pairs.sizes.astype(np.int8)
    for j, column in enumerate(pairs.meant):
        here = masks.take(rows + column)
        swapped = (np.bitwise_and(np.invert(diagonal), here) << one) & before
        diagonal = (((here & positive) + positive) ^ positive) | here | negative | swapped
        up = negative | ~(diagonal | positive)
        down = diagonal & positive
        running = pairs.lengths > j
        score += ((up & last) != 0) & running
        score -= ((down & last) != 0) & running
        up = (up << one) | one
        positive = (down << one) | ~(diagonal | up)
        negative = up & diagonal
        before = here
    return score
