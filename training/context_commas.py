"""Trains the model of commas: at which gaps between two words edited English has one."""

import time
from dataclasses import replace

import numpy as np
import torch
from context_corpus import DEV, TRAIN, Corpus
from context_vectors import DIMENSIONS

from copydesk.language.context_gaps import ANCHORS, MARKS, REACH, SCALARS, Surroundings, Words, surroundings
from copydesk.language.context_words import CASES, WordTable

BAG, HIDDEN, TOP = 12, 224, 64
KEPT = 0.34  # of the gaps without a comma, in a pass
VISIBLE = (1.0, 1.0, 1.0, 0.5, 0.0)  # shares of the other commas of a sentence that the model sees, drawn at random
CHUNK, MIX = 200_000, 8
ENDS = (".", "?", "!", '"', "”", "'", "’", ")")


class Text:
    """The corpus without its commas, and the gaps where one could stand."""

    def __init__(self, corpus: Corpus, table: WordTable) -> None:
        words = np.array(corpus.words, dtype=object)
        is_comma = words[corpus.ids] == ","
        keep = ~is_comma
        total = np.concatenate(([0], np.cumsum(keep)))
        sentences = np.stack([total[corpus.sentences[:, 0]], total[corpus.sentences[:, 1]]], 1)
        self.sentence = corpus.sentence[keep]
        self.sentences = sentences
        begins, ends = (sentences[self.sentence, side].astype(np.int32) for side in (0, 1))
        ids = corpus.ids[keep]
        before = np.append(False, is_comma[:-1])[keep] & (begins != np.arange(len(ids)))
        marks = np.isin(words, list(MARKS)).astype(bool)
        self.words = Words(corpus.numbered(table)[keep], corpus.cases[keep], before, marks[ids], begins, ends)
        self.part, self.manual = corpus.part[keep], corpus.manual[keep]
        joined = np.array([word.startswith(("'", "n't")) for word in corpus.words])
        solid = np.array([word[:1].isalnum() for word in corpus.words])
        prose = np.isin(words[ids[np.maximum(sentences[:, 1] - 1, 0)]].astype(str), ENDS)
        size = sentences[:, 1] - sentences[:, 0]
        prose &= (size >= 5) & (size <= 90)
        left = (solid | joined | (words == ")"))[ids]
        self.possible = np.append(False, left[:-1]) & (solid & ~joined)[ids] & prose[self.sentence]
        self.possible &= np.arange(len(ids)) > begins
        self.lower = words[ids]

    def around(self, gaps: np.ndarray, comma: np.ndarray, pad: int) -> tuple[Surroundings, int]:
        """The surroundings of ascending gaps, counted from the word returned with them."""
        local, first = replace(self.words, comma=comma).part(int(gaps[0]), int(gaps[-1]))
        return surroundings(local, (gaps - first).astype(np.int32), pad), first


class Commas(torch.nn.Module):
    """The log-odds of a comma at a gap."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.words = torch.nn.Embedding(size, DIMENSIONS)
        self.cases = torch.nn.Embedding(CASES, DIMENSIONS)
        self.bag = torch.nn.EmbeddingBag(size, BAG, mode="sum")
        torch.nn.init.normal_(self.bag.weight, std=0.2)
        self.first = torch.nn.Linear((2 * REACH + ANCHORS) * DIMENSIONS + SCALARS + 4 * BAG, HIDDEN)
        self.second = torch.nn.Linear(HIDDEN, TOP)
        self.out = torch.nn.Linear(TOP, 1)
        self.out.bias.data[:] = -1.5

    def forward(self, seen: Surroundings, ids: np.ndarray) -> torch.Tensor:
        vectors = self.words(torch.from_numpy(seen.words).long()) + self.cases(torch.from_numpy(seen.cases).long())
        anchors = self.words(torch.from_numpy(seen.anchors).long())
        parts = [vectors.flatten(1), anchors.flatten(1), torch.from_numpy(seen.scalars)]
        for first, last in ((seen.left, seen.gaps), (seen.gaps, seen.right)):
            size = last - first
            offsets = np.concatenate(([0], np.cumsum(size)[:-1]))
            members = np.repeat(first - offsets, size) + np.arange(size.sum())
            total = self.bag(torch.from_numpy(ids[members]).long(), torch.from_numpy(offsets).long())
            parts += [total / 4, total / torch.from_numpy(np.maximum(size, 1)).float()[:, None]]
        features = torch.nn.functional.dropout(torch.cat(parts, 1), 0.05, self.training)
        return self.out(torch.relu(self.second(torch.relu(self.first(features)))))[:, 0]


def train(text: Text, table: WordTable, vectors: dict, *, passes: int = 5, batch: int = 4096, seed: int = 3) -> Commas:
    rng = np.random.default_rng(seed)
    torch.manual_seed(seed)
    net = Commas(table.size)
    net.words.weight.data[:] = vectors["trunk"]["words.weight"]
    net.cases.weight.data[:] = vectors["trunk"]["cases.weight"]
    comma = text.words.comma
    gaps = np.nonzero(text.possible & (text.part == TRAIN))[0]
    chance = np.where(text.manual[gaps], 0.35, 1.0) * np.where(comma[gaps], 1, KEPT)
    optimiser = torch.optim.Adam(net.parameters(), lr=2e-3)
    steps = int(passes * chance.sum() / batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 2e-3, total_steps=steps + 1, pct_start=0.1)
    step, begun, running = 0, time.time(), 0.0
    while step < steps:
        share = rng.choice(VISIBLE, len(text.sentences))[text.sentence]
        shown = comma & (rng.random(len(comma)) < share)
        chosen = gaps[rng.random(len(gaps)) < chance]
        chunks = np.array_split(chosen, len(comma) // CHUNK + 1)
        order = rng.permutation(len(chunks))
        for start in range(0, len(chunks), MIX):
            seen = _joined([text.around(chunks[chunk], shown, table.pad) for chunk in order[start : start + MIX]])
            truth = comma[seen.gaps].astype(np.float32)
            shuffled = rng.permutation(len(truth))
            for rows in np.array_split(shuffled, max(1, len(shuffled) // batch)):
                odds = net(_rows(seen, rows), text.words.ids) - np.log(KEPT)
                loss = torch.nn.functional.binary_cross_entropy_with_logits(odds, torch.from_numpy(truth[rows]))
                optimiser.zero_grad()
                loss.backward()
                optimiser.step()
                schedule.step()
                step += 1
                running += loss.item()
                if step % 200 == 0:
                    print(f"commas {step}/{steps} loss {running / 200:.4f} {time.time() - begun:.0f}s", flush=True)
                    running = 0.0
                if step == steps:
                    return net
    return net


def _joined(pieces: list[tuple[Surroundings, int]]) -> Surroundings:
    columns = ("words", "cases", "anchors", "scalars")
    places = ("left", "gaps", "right")
    return Surroundings(
        **{name: np.concatenate([getattr(seen, name) for seen, _ in pieces]) for name in columns},
        **{name: np.concatenate([getattr(seen, name) + first for seen, first in pieces]) for name in places},
    )


def _rows(seen: Surroundings, rows: np.ndarray) -> Surroundings:
    return Surroundings(
        seen.words[rows], seen.cases[rows], seen.anchors[rows], seen.scalars[rows], seen.left[rows], seen.gaps[rows],
        seen.right[rows],
    )  # fmt: skip


def odds(net: Commas, text: Text, gaps: np.ndarray, shown: np.ndarray, pad: int) -> np.ndarray:
    """The log-odds of a comma at ascending gaps when the commas in `shown` are seen."""
    net.eval()
    result = []
    with torch.no_grad():
        for piece in np.array_split(gaps, max(1, len(gaps) // 32_768)):
            seen, first = text.around(piece, shown, pad)
            result.append(net(seen, text.words.ids[first:]).numpy())
    net.train()
    return np.concatenate(result)


def missing(text: Text, parts=(DEV,), share: float = 0.1, seed: int = 5) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(gaps without a comma, whether one was taken away there, the commas left) with `share` of them taken away."""
    rng = np.random.default_rng(seed)
    gone = text.words.comma & (rng.random(len(text.words.comma)) < share)
    shown = text.words.comma & ~gone
    gaps = np.nonzero(text.possible & np.isin(text.part, parts) & ~shown)[0]
    return gaps, gone[gaps], shown
