"""What edited English would have in a slot of a sentence: words taken for one another, commas, hyphens.

The models are made by training/context.py from the openly licensed texts that NOTICE names. They see words, not rules.
Every suspicion carries its log-odds. For words, the thresholds in the model file are set on held-out text, where at
most one suspicion in twenty is wrong when errors are as rare as in edited prose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from copydesk.language.context_commas import KINDS, SUPERFLUOUS, Commas, serial_style
from copydesk.language.context_confusions import Confusions
from copydesk.language.context_file import ContextFile
from copydesk.language.context_gaps import Words
from copydesk.language.context_hyphens import Hyphens
from copydesk.language.context_words import WordTable

MODEL = Path(__file__).parent / "models" / "context.npz"


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Tokens [first, last) should read `alternative`, in lower case; if first == last, it goes before that token.

    `log_odds` is natural, of the alternative over what stands there; `kind` names the pair of words ("there>their") or
    the sort of comma, or is "hyphen"."""

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
        self.hyphens = Hyphens(file, self.table.pad, self.confusions.words)

    def read(self, words: Sequence[str], lower: Sequence[str], sentences: Sequence[tuple[int, int]]) -> Reading:
        """Look at a document: its tokens, the same in lower case with straight apostrophes, and its sentences as
        half-open ranges of tokens, which cover them in order."""
        return Reading(self, words, lower, sentences)


class Reading:
    """A document as the models see it."""

    def __init__(
        self, context: Context, words: Sequence[str], lower: Sequence[str], sentences: Sequence[tuple[int, int]]
    ) -> None:
        self._context, self._words, self._lower, self._sentences = context, words, lower, sentences
        self._commas: dict[bool | None, list[Suspicion]] = {}

    @cached_property
    def _ids(self) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int8]]:
        """The number and the case of each token."""
        return self._context.table.look_up(self._words)

    @cached_property
    def _bounds(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """The begin and the end of the sentence of each token."""
        ranges = np.array(self._sentences, dtype=np.int64).reshape(-1, 2)
        sizes = ranges[:, 1] - ranges[:, 0]
        return np.repeat(ranges[:, 0], sizes), np.repeat(ranges[:, 1], sizes)

    def confusions(self) -> list[Suspicion]:
        """Words that were probably taken for others ("there house"), in order."""
        model, (ids, shapes), (begins, ends) = self._context.confusions, self._ids, self._bounds
        found = []
        for place, length, stands, meant, odds in model.judge(ids, shapes, begins, ends):
            alternative = _joined(model.items[meant])
            kind = f"{_joined(model.items[stands])}>{alternative}"
            found.append(Suspicion(place, place + length, alternative, odds, kind))
        return found

    def hyphens(self) -> list[Suspicion]:
        """Pairs of words that edited English would join ("a long term plan" → "long-term"), in order."""
        found = []
        for place, odds in self._context.hyphens.judge(*self._ids, *self._bounds):
            joined = "-".join(self._lower[place : place + 2])
            found.append(Suspicion(place, place + 2, joined, odds, "hyphen"))
        return found

    @cached_property
    def _gaps(self) -> tuple[Words, npt.NDArray[np.int32], npt.NDArray[np.int32]]:
        """The text without its commas, the token that each of its words is, and the gaps where a comma could stand."""
        model = self._context.commas
        text, tokens = model.text(*self._ids, *self._bounds)
        return text, tokens, model.gaps(text)

    def commas(self, *, serial: bool | None = None) -> list[Suspicion]:
        """Commas that are probably missing, in order; their kinds are KINDS of context_commas.

        The kind "superfluous" is a comma to be taken out: `alternative` is empty. It is the only comma of its sentence
        and parts a subject from its verb.

        `serial` says whether the house style has a comma before the "and" of a series; by default the document does,
        and without evidence such commas are not asked for.
        """
        if serial not in self._commas:
            self._commas[serial] = self._doubtful_commas(serial)
        return self._commas[serial]

    def _doubtful_commas(self, serial: bool | None) -> list[Suspicion]:
        model = self._context.commas
        text, tokens, gaps = self._gaps
        missing = model.likely(text, gaps[~text.comma[gaps]])
        series = model.series(text, gaps) if serial is None else gaps[:0]
        verbs = model.before_verbs(text, gaps)
        wanted, odds = np.zeros(len(text.ids), np.bool_), np.zeros(len(text.ids), np.float32)
        for some in (missing, series, verbs):
            wanted[some] = True
        judged = np.flatnonzero(wanted).astype(np.int32)
        odds[judged] = model.odds(text, judged)
        if not (serial_style(text, series[odds[series] > 0]) if serial is None else serial):
            missing = missing[model.kinds(text, missing) != KINDS.index("series")]
        kinds, least = model.kinds(text, missing), np.array([model.thresholds[kind] for kind in KINDS])
        found = []
        for row in np.flatnonzero(odds[missing] >= least[kinds]).tolist():
            token = int(tokens[missing[row]])
            found.append(Suspicion(token, token, ",", float(odds[missing[row]]), KINDS[kinds[row]]))
        for gap in verbs[-odds[verbs] >= SUPERFLUOUS].tolist():
            token = int(tokens[gap])
            found.append(Suspicion(token - 1, token, "", -float(odds[gap]), "superfluous"))
        return sorted(found, key=lambda suspicion: suspicion.first)

    def comma_odds(self, tokens: Sequence[int]) -> list[float]:
        """The log-odds of a comma right before each token, whether or not one stands there; 0 where none could stand.

        Evidence for rules about commas too many: far below 0, edited English would hardly have one.
        """
        text, places, gaps = self._gaps
        row_of = {int(places[gap]): row for row, gap in enumerate(gaps.tolist())}
        rows = sorted({row_of[token] for token in tokens if token in row_of})
        odds = dict(zip(rows, self._context.commas.odds(text, gaps[rows]).tolist(), strict=True))
        return [odds[row_of[token]] if token in row_of else 0.0 for token in tokens]


def _joined(item: tuple[str, ...]) -> str:
    return item[0] + "".join(part if part[0] == "'" or part == "n't" else f" {part}" for part in item[1:])


@lru_cache(maxsize=1)
def context() -> Context:
    """The models that come with copydesk; loaded once."""
    return Context()
