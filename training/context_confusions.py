"""Trains the model of words taken for one another, and sets a threshold for each direction."""

import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from context_corpus import BOOK, DEV, NEWS_TUNE, TRAIN, Corpus
from context_vectors import TOP, Trunk, neighbours

from copydesk.language.context_words import WordTable
from copydesk.language.tokens import tokenize

SETS = Path(__file__).with_name("context_sets.txt")
MOST = 60_000  # examples of one item in a pass

Item = tuple[str, ...]


def read_sets(path: Path = SETS) -> tuple[dict[Item, set[Item]], set[frozenset[Item]]]:
    """Items, as the tokens they are, and what each may stand for; and the pairs that are slips of the finger."""
    graph: dict[Item, set[Item]] = {}
    slips: set[frozenset[Item]] = set()
    section = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line
        if line.startswith(("#", "[")):
            continue
        head, _, tail = line.partition(":")
        one = _item(head)
        for other in map(_item, tail.split()):
            graph.setdefault(one, set()).add(other)
            graph.setdefault(other, set()).add(one)
            if section == "[slips]":
                slips.add(frozenset((one, other)))
    return graph, slips


def _item(text: str) -> Item:
    phrase = text.replace("_", " ")
    return tuple(phrase[start:end] for start, end in tokenize(phrase, 0, len(phrase)))


@dataclass
class Slots:
    """Where items stand in the corpus: `slots` are first tokens, `item` and `length` are indexed by token."""

    items: list[Item]
    others: np.ndarray  # (items, most alternatives), -1 for none
    slips: set[frozenset[Item]]
    slots: np.ndarray
    item: np.ndarray
    length: np.ndarray


def find(corpus: Corpus) -> Slots:
    graph, slips = read_sets()
    number = {word: index for index, word in enumerate(corpus.words)}
    items = sorted(item for item in graph if all(word in number for word in item))
    index = {item: place for place, item in enumerate(items)}
    others = np.full((len(items), max(map(len, graph.values()))), -1)
    for row, item in enumerate(items):
        known = [index[other] for other in sorted(graph[item]) if other in index]
        others[row, : len(known)] = known
    single = np.full(len(corpus.words), -1)
    for item, place in index.items():
        if len(item) == 1:
            single[number[item[0]]] = place
    at, length = single[corpus.ids], np.ones(len(corpus.ids), np.int64)
    following = np.append(corpus.ids[1:], -1)
    together = np.append(corpus.sentence[1:] == corpus.sentence[:-1], False)
    for item, place in index.items():
        if len(item) == 2:
            here = (corpus.ids == number[item[0]]) & (following == number[item[1]]) & together
            at[here], length[here] = place, 2
    opening = np.arange(len(corpus.ids)) == corpus.starts
    usable = (at >= 0) & ((corpus.cases == 0) | (opening & (corpus.cases == 1)))
    second = np.zeros(len(at), bool)
    second[np.nonzero(usable & (length == 2))[0] + 1] = True
    return Slots(items, others, slips, np.nonzero(usable & ~second)[0], at, length)


class Confusions(torch.nn.Module):
    """A score per item for a slot; the difference of two is the log-odds of one word over the other."""

    def __init__(self, size: int, items: int) -> None:
        super().__init__()
        self.trunk = Trunk(size)
        self.out = torch.nn.Embedding(items, TOP)
        self.bias = torch.nn.Parameter(torch.zeros(items))

    def start(self, vectors: dict, slots: Slots, table: WordTable) -> None:
        self.trunk.load_state_dict(vectors["trunk"])
        torch.nn.init.normal_(self.out.weight, std=0.1)
        for place, item in enumerate(slots.items):
            row = table.numbers.get(item[0], -1) if len(item) == 1 else -1
            if row >= 0:
                self.out.weight.data[place] = vectors["out"][row]
                self.bias.data[place] = vectors["bias"][row]

    def odds(self, hidden: torch.Tensor, truth: torch.Tensor, others: torch.Tensor) -> torch.Tensor:
        """Log-odds of each alternative over the word that stands there."""
        stands = (hidden * self.out(truth)).sum(1) + self.bias[truth]
        wanted = torch.einsum("np,nkp->nk", hidden, self.out(others)) + self.bias[others]
        return wanted - stands[:, None]


def train(
    corpus: Corpus,
    table: WordTable,
    slots: Slots,
    vectors: dict,
    *,
    passes: float = 6,
    batch: int = 4096,
    seed: int = 2,
) -> Confusions:
    rng = np.random.default_rng(seed)
    torch.manual_seed(seed)
    numbered = corpus.numbered(table)
    pool = slots.slots[corpus.part[slots.slots] == TRAIN]
    weight = np.where(corpus.manual[pool], 0.35, 1.0)
    total = np.bincount(slots.item[pool], weights=weight, minlength=len(slots.items))
    rate = np.minimum(1, MOST / np.maximum(total, 1))
    taken = torch.from_numpy(np.log(rate)).float()
    net = Confusions(table.size, len(slots.items))
    net.start(vectors, slots, table)
    optimiser = torch.optim.Adam(net.parameters(), lr=2e-3)
    per_pass = int((weight * rate[slots.item[pool]]).sum())
    steps = int(passes * per_pass / batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 2e-3, total_steps=steps + 1, pct_start=0.1)
    fillers = torch.from_numpy(slots.others).clamp(min=0)
    real = torch.from_numpy((slots.others >= 0).astype(np.float32))
    step, begun = 0, time.time()
    while step < steps:
        chosen = pool[rng.random(len(pool)) < weight * rate[slots.item[pool]]]
        for part in np.array_split(rng.permutation(chosen), max(1, len(chosen) // batch)):
            words, cases = neighbours(corpus, numbered, table.pad, part, part + slots.length[part])
            words = torch.where(torch.rand(words.shape) < 0.05, table.mask, words)
            hidden = torch.nn.functional.dropout(net.trunk(words, cases), 0.1)
            truth = torch.from_numpy(slots.item[part])
            others = fillers[truth]
            odds = net.odds(hidden, truth, others) + taken[others] - taken[truth][:, None]
            loss = (torch.nn.functional.softplus(odds) * real[truth]).sum(1).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            step += 1
            if step % 400 == 0:
                print(f"confusions {step}/{steps} loss {loss.item():.3f} {time.time() - begun:.0f}s", flush=True)
            if step == steps:
                return net
    return net


def held_out_odds(corpus: Corpus, table: WordTable, slots: Slots, net: Confusions, parts=(DEV, BOOK, NEWS_TUNE)):
    """(slots, odds of each alternative) for the parts; -99 where there is no alternative."""
    numbered = corpus.numbered(table)
    pool = slots.slots[np.isin(corpus.part[slots.slots], parts)]
    rows = []
    net.eval()
    with torch.no_grad():
        for part in np.array_split(pool, max(1, len(pool) // 16_384)):
            hidden = net.trunk(*neighbours(corpus, numbered, table.pad, part, part + slots.length[part]))
            truth = torch.from_numpy(slots.item[part])
            odds = net.odds(hidden, truth, torch.from_numpy(slots.others).clamp(min=0)[truth]).numpy()
            rows.append(np.where(slots.others[slots.item[part]] >= 0, odds, -99))
    return pool, np.concatenate(rows)
