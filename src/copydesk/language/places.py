"""Where the values of a column of tokens stand: the words of a document, or their tags."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

Indices = npt.NDArray[np.intp]
_UNASKED = 2
FEW = 3  # values that are looked for one by one
_NOWHERE: Indices = np.zeros(0, np.intp)


class Places:
    """An index over a column: `numbers` gives each value a number, in order of appearance, `codes` each token that of
    its value."""

    def __init__(self, column: Sequence[str]) -> None:
        self.numbers = {value: number for number, value in enumerate(dict.fromkeys(column))}
        self._answers: dict[Hashable, npt.NDArray[np.uint8]] = {}
        self.codes = np.fromiter(map(self.numbers.__getitem__, column), np.intp, len(column))

    @cached_property
    def _values(self) -> list[str]:
        return list(self.numbers)

    def __len__(self) -> int:
        """How many values there are."""
        return len(self.numbers)

    def __contains__(self, value: object) -> bool:
        return value in self.numbers

    @cached_property
    def _order(self) -> Indices:
        small = self.codes.astype(np.uint16) if len(self) < 65536 else self.codes  # numpy sorts small numbers faster
        return np.argsort(small, kind="stable")

    @cached_property
    def _bounds(self) -> list[int]:
        return [0, *np.cumsum(np.bincount(self.codes, minlength=len(self))).tolist()]

    def of(self, value: str) -> Indices:
        """The indices of the tokens that have the value, ascending."""
        number = self.numbers.get(value)
        return _NOWHERE if number is None else self._order[self._bounds[number] : self._bounds[number + 1]]

    def among(self, values: Iterable[str], places: Indices) -> npt.NDArray[np.bool_]:
        """For each of the places whether its value is among these; beyond the text the last token counts."""
        numbers = [number for value in values if (number := self.numbers.get(value)) is not None]
        codes = self.codes.take(places, mode="clip")
        if len(numbers) <= FEW:  # quicker than a table of all values
            found = np.zeros(len(codes), np.bool_)
            for number in numbers:
                found |= codes == number
            return found
        table = np.zeros(len(self), np.bool_)
        table[numbers] = True
        return table[codes]

    def fitting(self, key: Hashable, test: Callable[[str], bool], places: Indices) -> npt.NDArray[np.bool_]:
        """For each of the places whether its value passes a test; what it says is remembered under the key."""
        answers = self._answers.get(key)
        if answers is None:
            answers = self._answers[key] = np.full(len(self), _UNASKED, np.uint8)
        codes = self.codes.take(places, mode="clip")
        found = answers[codes]
        unasked = list(set(codes[found == _UNASKED].tolist()))  # np.unique would import numpy.ma
        if unasked:
            answers[unasked] = [test(self._values[code]) for code in unasked]
            found = answers[codes]
        return found.view(np.bool_)

    def repeats(self, longest: int) -> Indices:
        """The indices at which a phrase may begin that comes again at once: for some size from 2 up to `longest` its
        first two tokens stand again so many tokens on."""
        begins = np.zeros(len(self.codes), np.bool_)
        for size in range(2, longest + 1):
            same = self.codes[:-size] == self.codes[size:]
            begins[: max(len(same) - 1, 0)] |= same[:-1] & same[1:]
        return np.flatnonzero(begins)

    def lists(self) -> dict[str, list[int]]:
        """Value → the indices of its tokens."""
        order, bounds = self._order.tolist(), self._bounds
        return {value: order[bounds[number] : bounds[number + 1]] for value, number in self.numbers.items()}
