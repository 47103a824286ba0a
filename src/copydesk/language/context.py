"""What edited English would have in a slot of a sentence: words taken for one another, commas that are missing or too many.

The models are made by training/context.py from the openly licensed texts that NOTICE names. They see words, not rules:
every suspicion carries its log-odds, and the thresholds in the model file are set where at most one suspicion in twenty
is wrong on held-out text with errors as rare as in edited prose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from copydesk.language.context_commas import KINDS, Commas
from copydesk.language.context_confusions import Confusions
from copydesk.language.context_file import ContextFile
from copydesk.language.context_words import WordTable, cases

MODEL = Path(__file__).parent / "models" / "context.npz"


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Tokens [first, last) should read `alternative` (lower case; nothing if they should go; if first == last, it is to
    be put in before the token). `log_odds` is natural, of the alternative over what stands there; `kind` names the pair
    of words ("there>their") or the sort of comma."""

    first: int
    last: int
    alternative: str
    log_odds: float
    kind: str


class Context:
    """The models of one file, by default the one that comes with copydesk. Raises ModelError if it is damaged."""

    def __init__(self, path: Path = MODEL) -> None:
        file = ContextFile(path)
        self.table = WordTable(file.lines("vocabulary"))
        self.confusions = Confusions(file, self.table)
        self.commas = Commas(file, self.table)

    def read(
        self, words: Sequence[str], lower: Sequence[str], sentences: Sequence[tuple[int, int]]
    ) -> Reading:
        """Look at a document: its tokens, the same in lower case with straight apostrophes, and the sentences as
        half-open ranges of tokens in order, which cover them all."""
        return Reading(self, words, lower, sentences)


class Reading:
    """A document as the models see it."""

    def __init__(
        self, context: Context, words: Sequence[str], lower: Sequence[str], sentences: Sequence[tuple[int, int]]
    ) -> None:
        self._context, self._words, self._lower, self._sentences = context, words, lower, sentences

    @cached_property
    def _ids(self) -> npt.NDArray[np.int32]:
        return self._context.table.ids(self._words, self._lower)

    @cached_property
    def _cases(self) -> npt.NDArray[np.int8]:
        return cases(self._words)

    @cached_property
    def _bounds(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """The begin and the end of the sentence of each token."""
        ranges = np.array(self._sentences, dtype=np.int64).reshape(-1, 2)
        sizes = ranges[:, 1] - ranges[:, 0]
        return np.repeat(ranges[:, 0], sizes), np.repeat(ranges[:, 1], sizes)

    def confusions(self) -> list[Suspicion]:
        """Words that were probably taken for others ("there house"), in order."""
        model = self._context.confusions
        first, items, lengths = model.slots(self._lower, {last - 1 for _, last in self._sentences})
        begins, ends = self._bounds
        case = self._cases[first]
        usable = (case == 0) | ((case == 1) & (first == begins[first]))
        first, items, lengths = first[usable], items[usable], lengths[usable]
        found = model.judge(
            self._ids, self._cases, (first, items, lengths), begins[first], ends[first]
        )
        return [
            Suspicion(
                place,
                place + length,
                _joined(model.items[meant]),
                odds,
                f"{_joined(tuple(self._lower[place : place + length]))}>{_joined(model.items[meant])}",
            )
            for place, length, meant, odds in found
        ]

    def commas(self, *, serial: bool | None = None) -> list[Suspicion]:
        """Commas that are probably missing (kinds of KINDS; `alternative` is a comma) or too many ("superfluous").

        `serial` says whether the house style has a comma before the "and" of a series; by default the document does, and
        without evidence such commas are not asked for.
        """
        model = self._context.commas
        text, tokens = model.text(self._ids, self._cases, self._sentences)
        gaps = model.gaps(text)
        there = text.comma[gaps]
        missing = model.likely(text, gaps[~there])
        found: list[Suspicion] = []
        if serial is None:
            serial = model.serial(text, gaps)
        kinds, least = model.kinds(text, missing), np.array([model.thresholds[kind] for kind in KINDS])
        if not serial:
            wanted = kinds != KINDS.index("series")
            missing, kinds = missing[wanted], kinds[wanted]
        odds = model.odds(text, missing)
        for row in np.nonzero(odds >= least[kinds])[0].tolist():
            token = int(tokens[missing[row]])
            found.append(Suspicion(token, token, ",", float(odds[row]), KINDS[kinds[row]]))
        placed = gaps[there]
        odds = -model.odds(text, placed)
        for row in np.nonzero(odds >= model.thresholds["superfluous"])[0].tolist():
            token = int(tokens[placed[row]]) - 1
            found.append(Suspicion(token, token + 1, "", float(odds[row]), "superfluous"))
        return sorted(found, key=lambda suspicion: suspicion.first)


def _joined(item: tuple[str, ...]) -> str:
    return item[0] + "".join(part if part[0] == "'" or part == "n't" else f" {part}" for part in item[1:])


@lru_cache(maxsize=1)
def context() -> Context:
    """The models that come with copydesk; loaded once."""
    return Context()
