"""Texts as columns on a device, and batches of them in the two layouts that the nets read.

A batch is some sentences as one column of types. The small net reads them in one long row with two rows of nothing
before, between and after them; the teacher reads the same in rows of LENGTH words.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from tagger_teacher import LENGTH
from torch.nn import functional

CHUNK = 2048  # words, about, that are drawn together


@dataclass
class Batch:
    """`tags`: of each word, or its label; `sentence` counts from 0; `styles`: one a sentence."""

    columns: Columns
    ids: torch.Tensor
    tags: torch.Tensor
    sentence: torch.Tensor
    styles: torch.Tensor
    forget: tuple[torch.Tensor, torch.Tensor] | None = None

    def __post_init__(self) -> None:
        words = len(self.ids)
        self.spots = torch.arange(words, device=self.ids.device) + 2 * (self.sentence + 1)
        size = words + 2 * (int(self.sentence[-1]) + 2)
        self.size = -(-size // LENGTH) * LENGTH
        self._make()

    def _make(self) -> None:
        columns, rows = self.columns, self.columns.table[self.ids]
        features = rows[:, :6].clone()
        readings = torch.cat((columns.sets[rows[:, 6]], columns.sets[rows[:, 7]]), 1)
        guesses = columns.masked[self.ids]
        if self.forget is not None:
            word, reading = self.forget
            gone = torch.rand(len(self.ids), device=word.device) * 255 < word
            features[:, 0] = torch.where(gone, 0, features[:, 0])
            guesses = torch.where(gone, 0, guesses)
            width = readings.shape[1] // 2
            number = columns.reading_of_tag[self.tags]
            lost = (torch.rand(len(self.ids), device=word.device) * 255 < reading) & (number >= 0)
            one = functional.one_hot(number.clamp(min=0), width).bool() & lost[:, None]
            readings = readings.masked_fill(torch.cat((one, one), 1), 0)
            blank = torch.rand(len(self.ids), device=word.device) < 0.02
            nothing = torch.zeros(2 * width, device=word.device)
            nothing[[width - 1, 2 * width - 1]] = 1
            readings = torch.where(blank[:, None], nothing, readings)
        self._features, self._readings, self._guesses = features, readings, guesses

    def _spread(self, values: torch.Tensor) -> torch.Tensor:
        result = torch.zeros((self.size, *values.shape[1:]), dtype=values.dtype, device=values.device)
        result[self.spots] = values
        return result

    def padded(self) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
        """What the small net reads: ids, styles, readings, real."""
        real = self._spread(torch.ones((len(self.ids), 1), device=self.ids.device))
        return (
            self._spread(self._features),
            self._spread(self.styles[self.sentence]),
            self._spread(self._readings),
            real,
        )

    def unpadded(self, values: torch.Tensor) -> torch.Tensor:
        """The rows that are words."""
        return values[self.spots]

    def rows(self) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """What the teacher reads: words, affixes, readings."""
        words, features, readings = map(self._spread, (self._guesses, self._features, self._readings))
        return words.view(-1, LENGTH), features[:, 1:].view(-1, LENGTH, 5), readings.view(-1, LENGTH, readings.shape[1])

    def flat(self, vectors: torch.Tensor) -> torch.Tensor:
        """The teacher's vectors, one a word."""
        return self.unpadded(vectors.reshape(self.size, -1))


class Columns:
    """All of the material on a device."""

    def __init__(self, material: dict[str, np.ndarray], device: torch.device, seed: int) -> None:
        from copydesk.language.tagger import READINGS, TAGS

        def put(name: str) -> torch.Tensor:
            return torch.from_numpy(material[name].astype(np.int64)).to(device)

        self._device = device
        self._chance = np.random.default_rng(seed)
        self.table, self.masked = put("rows"), put("masked")
        self.sets = put("sets").float()
        self.guesses = int(self.masked.max()) + 1
        numbers = [READINGS.index(tag) if tag in READINGS else -1 for tag in TAGS]
        self.reading_of_tag = torch.tensor(numbers, device=device)
        self._texts = {}
        for name in ("running", "gold", "ewt", "gum"):
            starts = material[f"{name}.starts"].astype(np.int64)
            ids, tags, styles = put(f"{name}.ids"), put(f"{name}.tags"), put(f"{name}.styles")
            lengths = np.diff(np.append(starts, len(ids)))
            sentence = torch.from_numpy(np.repeat(np.arange(len(starts)), lengths)).to(device)
            forget = (put("gold.forget"), put("gold.forget-reading")) if name == "gold" else None
            edges = (
                starts[np.searchsorted(starts, np.arange(0, len(ids), CHUNK))[:-1]] if len(ids) > CHUNK else starts[:1]
            )
            self._texts[name] = (ids, tags, sentence, styles, forget, np.append(np.unique(edges), len(ids)))

    def batch(self, ids: torch.Tensor, tags: torch.Tensor, sentence: torch.Tensor, styles: torch.Tensor) -> Batch:
        return Batch(self, ids, tags, sentence, styles)

    def draw(self, name: str, size: int) -> Batch:
        """About `size` words of a text, in chunks from all over it."""
        edges = self._texts[name][-1]
        chosen = self._chance.integers(0, len(edges) - 1, max(1, size // CHUNK))
        return self._take(name, [(int(edges[one]), int(edges[one + 1])) for one in chosen])

    def whole(self, name: str) -> Batch:
        return self._take(name, [(0, len(self._texts[name][0]))])

    def _take(self, name: str, ranges: list[tuple[int, int]]) -> Batch:
        ids, tags, sentence, styles, forget, _ = self._texts[name]
        place = torch.cat([torch.arange(first, last, device=self._device) for first, last in ranges])
        numbers, inverse = torch.unique_consecutive(sentence[place], return_inverse=True)
        lost = None if forget is None else (forget[0][place].float(), forget[1][place].float())
        return Batch(self, ids[place], tags[place], inverse, styles[numbers], lost)
