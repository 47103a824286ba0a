"""Errors as learners and hasty writers make them, put into running text, each with the label that repairs it.

A label belongs to a word: "delete" it, "insert X" before it, "put X" in its place (a word of a closed class), "form T"
(the form of its lemma for the Penn tag T); "keep" is the label of all others. Everything happens in bulk on columns of
type numbers (see tagger_material.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from tagger_material import FORMS

from copydesk.language.articles import article_by_rule
from copydesk.language.tagger import TAGS

PREPOSITIONS = (
    *("of", "in", "to", "for", "on", "at", "with", "by", "from", "about"),
    *("into", "as", "during", "over", "through", "between", "since"),
)
# Words that are taken for one another, and how often.
GROUPS: tuple[tuple[tuple[str, ...], float], ...] = (
    (PREPOSITIONS, 0.06),
    (("the", "a", "an"), 0.04),
    (("this", "these"), 0.06),
    (("that", "those"), 0.03),
    (("many", "much"), 0.1),
    (("fewer", "less"), 0.1),
    (("is", "are", "was", "were", "be", "been", "being"), 0.08),
    (("other", "another", "others"), 0.05),
    (("i", "me"), 0.01),
    (("he", "him", "his"), 0.01),
    (("she", "her"), 0.01),
    (("we", "us", "our"), 0.01),
    (("they", "them", "their"), 0.02),
    (("it", "its"), 0.01),
)
DROPPED = {
    **dict.fromkeys(("the", "a", "an"), 0.1),
    **dict.fromkeys(("of", "in", "for", "on", "at", "with", "by", "from", "as", "about"), 0.025),
    **dict.fromkeys(("is", "are", "was", "were", "be", "been", "being", "have", "has", "had"), 0.03),
    **dict.fromkeys(("it", "that", "and"), 0.015),
    "to": 0.05,
}
# What is written instead of the form that a tag calls for: (column of FORMS, how often).
SLIPS = {
    "NN": (("NNS", 0.05),),
    "NNS": (("NN", 0.08),),
    "VB": (("VBZ", 0.025), ("VBD", 0.03), ("VBG", 0.03), ("VBN", 0.01)),
    "VBP": (("VBZ", 0.07), ("VBG", 0.01)),
    "VBZ": (("VB", 0.08), ("VBG", 0.01)),
    "VBD": (("VB", 0.04), ("VBN", 0.02), ("VBG", 0.01)),
    "VBN": (("VB", 0.04), ("VBD", 0.04), ("VBG", 0.015)),
    "VBG": (("VB", 0.05), ("VBN", 0.015), ("VBZ", 0.01)),
    "JJ": (("RB", 0.03),),
    "RB": (("JJ", 0.08),),
}
INSERTED = ("the", "a", "to", "of", "in", "for", "on", "at", "with", "about", "is", "was", "be", "it", "that")
DIRTY = 0.65  # share of the sentences that get errors

@dataclass(frozen=True)
class Habits:
    """Which errors writers make, and how often: see GROUPS, DROPPED and SLIPS; `labels` has all that repair them."""

    groups: tuple[tuple[tuple[str, ...], float], ...]
    dropped: dict[str, float]
    slips: dict[str, tuple[tuple[str, float], ...]]

    @property
    def labels(self) -> tuple[str, ...]:
        return (
            "keep",
            "delete",
            *(f"insert {word}" for word in self.dropped if word != "an"),
            *dict.fromkeys(f"put {'a' if word == 'an' else word}" for group, _ in self.groups for word in group),
            *dict.fromkeys(f"form {'VB' if tag == 'VBP' else tag}" for tag in self.slips),
        )


HABITS = Habits(GROUPS, DROPPED, SLIPS)
LABELS = HABITS.labels


class Errors:
    """Puts errors into columns of words; all tensors are on one device."""

    def __init__(
        self, types: Sequence[str], forms: np.ndarray, device: torch.device, seed: int, habits: Habits = HABITS
    ) -> None:
        number = {word: place for place, word in enumerate(types)}
        label = {name: place for place, name in enumerate(habits.labels)}
        size = len(types)
        self._device = device
        self._chance = torch.Generator(device).manual_seed(seed)
        self._capital, self._lower, self._upper = (
            self._column(forms[:, FORMS.index(name)]) for name in ("capital", "lower", "upper")
        )
        most = max(len(group) for group, _ in habits.groups)
        swaps = np.zeros((size, most), np.int64)
        swap_count, swap_rate = np.zeros(size, np.int64), np.zeros(size, np.float32)
        put = np.zeros(size, np.int64)
        dropped, insert = np.zeros(size, np.float32), np.zeros(size, np.int64)
        for spell in (str, str.capitalize):
            for group, rate in habits.groups:
                for word in group:
                    mine = number.get(spell(word))
                    others = [number[spell(one)] for one in group if one != word and spell(one) in number]
                    if mine is None or not others:
                        continue
                    swaps[mine, : len(others)], swap_count[mine], swap_rate[mine] = others, len(others), rate
                    put[mine] = label[f"put {'a' if word == 'an' else word}"]
            for word, rate in habits.dropped.items():
                if mine := number.get(spell(word)):
                    dropped[mine], insert[mine] = rate, label[f"insert {'a' if word == 'an' else word}"]
        self._swaps, self._swap_count, self._swap_rate = map(self._column, (swaps, swap_count, swap_rate))
        self._put, self._dropped, self._insert = map(self._column, (put, dropped, insert))
        self._slips = [
            (
                TAGS.index(tag),
                self._column(forms[:, FORMS.index(form)]),
                rate,
                label["form VB" if tag == "VBP" else f"form {tag}"],
            )
            for tag, listed in habits.slips.items()
            for form, rate in listed
        ]  # fmt: skip
        self._inserted = torch.tensor([number[word] for word in INSERTED], device=device)
        self._an = number["an"]
        self._takes_an = self._column(np.array([bool(word) and article_by_rule(word) == "an" for word in types]))
        tags = {name: TAGS.index(name) for name in TAGS}
        self._nominal = self._kinds(tags, "NN", "NNS", "NNP", "JJ", "VBG", "CD")
        self._closed = self._kinds(tags, "DT", "PRP$", "JJ", "NN", "NNP", "CD", "POS", "NNS", "PDT", "WDT", "WP$")
        self._verbal = self._kinds(tags, "VB", "VBP", "VBZ", "VBD", "VBN", "VBG")
        self._object = self._kinds(tags, "DT", "PRP", "PRP$", "NN", "NNS", "JJ", "NNP")
        self._base, self._modal = TAGS.index("VB"), TAGS.index("MD")

    def _column(self, values: np.ndarray) -> torch.Tensor:
        return torch.from_numpy(values.astype(np.int64) if values.dtype.kind in "iu" else values).to(self._device)

    def _kinds(self, tags: dict[str, int], *names: str) -> torch.Tensor:
        table = torch.zeros(len(TAGS), dtype=torch.bool, device=self._device)
        table[[tags[name] for name in names]] = True
        return table

    def _draw(self, size: int) -> torch.Tensor:
        return torch.rand(size, generator=self._chance, device=self._device)

    def put_in(
        self, ids: torch.Tensor, tags: torch.Tensor, sentence: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """(ids, labels, sentence) of the text with errors; `sentence` numbers the sentence of each word from 0."""
        size = len(ids)
        first = torch.ones_like(ids, dtype=torch.bool)
        first[1:] = sentence[1:] != sentence[:-1]
        sentences = int(sentence[-1]) + 1
        strength = torch.where(self._draw(sentences) < DIRTY, 0.4 + 1.2 * self._draw(sentences), 0.0)
        rate = strength[sentence]
        labels = torch.zeros_like(ids)
        result = ids.clone()
        draw = self._draw(size)
        # One word for another of its group.
        swap = draw < self._swap_rate[ids] * rate
        pick = (self._draw(size) * self._swap_count[ids].clamp(min=1)).long()
        result = torch.where(swap, self._swaps[ids, pick], result)
        labels = torch.where(swap, self._put[ids], labels)
        # Wrong forms.
        draw = self._draw(size)
        before = torch.zeros_like(rate)
        for tag, table, chance, label in self._slips:
            mine = (tags == tag) & ~swap
            form = table[ids]
            after = before + torch.where(mine, chance * rate, torch.zeros_like(rate))
            hit = mine & (form > 0) & (draw >= before) & (draw < after)
            result = torch.where(hit, form, result)
            labels = torch.where(hit, torch.full_like(labels, label), labels)
            before = after
        # Words left out; the word after says which.
        drop = (self._draw(size) < self._dropped[ids] * rate) & (labels == 0)
        last = torch.ones_like(drop)
        last[:-1] = first[1:]
        following = torch.zeros_like(ids)
        following[:-1] = result[1:]
        drop &= ~last & ~(first & (self._capital[following] == 0))
        drop[:-1] &= labels[1:] == 0
        drop[1:] &= ~drop[:-1]  # never two in a row
        gone = torch.zeros_like(drop)
        gone[1:] = drop[:-1]
        lead = torch.zeros_like(drop)
        lead[1:] = drop[:-1] & first[:-1]
        inserted = torch.zeros_like(labels)
        inserted[1:] = self._insert[ids[:-1]]
        labels = torch.where(gone, inserted, labels)
        result = torch.where(lead, self._capital[result], result)
        # Words too many.
        previous = torch.roll(tags, 1)
        draw = self._draw(size) / rate.clamp(min=1e-6)
        extra = torch.full_like(ids, -1)
        nominal = self._nominal[tags] & ~self._closed[previous]
        extra = torch.where(nominal & (draw < 0.02), torch.where(draw < 0.012, 0, 1), extra)
        after_verb = self._verbal[previous] & self._object[tags] & (extra < 0)
        some = 2 + (self._draw(size) * 8).long()
        extra = torch.where(after_verb & (draw < 0.012), some, extra)
        to = (tags == self._base) & (draw < torch.where(previous == self._modal, 0.04, 0.003)) & (extra < 0)
        extra = torch.where(to, torch.full_like(extra, 2), extra)
        rest = 10 + (self._draw(size) * (len(INSERTED) - 10)).long()
        extra = torch.where((draw < 0.002) & (extra < 0), rest, extra)
        extra = torch.where(first | drop | gone | (labels > 0), -1, extra)
        words = self._inserted[extra.clamp(min=0)]
        words = torch.where((extra == 1) & self._takes_an[result], self._an, words)
        # Written out: before each word perhaps another, and not every word.
        pairs = torch.stack((words, result), 1).reshape(-1)
        marks = torch.stack((torch.ones_like(labels), labels), 1).reshape(-1)
        kept = torch.stack((extra >= 0, ~drop), 1).reshape(-1)
        return pairs[kept], marks[kept], sentence.repeat_interleave(2)[kept]

    def recase(self, ids: torch.Tensor, sentence: torch.Tensor) -> torch.Tensor:
        """Some sentences in small letters, in capitals, or with a small first letter."""
        draw = self._draw(int(sentence[-1]) + 1)[sentence]
        first = torch.ones_like(ids, dtype=torch.bool)
        first[1:] = sentence[1:] != sentence[:-1]
        small = torch.where(self._lower[ids] > 0, self._lower[ids], ids)
        large = torch.where(self._upper[ids] > 0, self._upper[ids], ids)
        return torch.where((draw < 0.02) | (first & (draw < 0.06)), small, torch.where(draw > 0.985, large, ids))
