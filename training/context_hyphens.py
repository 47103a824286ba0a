"""Trains the model of hyphens: which pairs of words have one, and in what surroundings."""

from dataclasses import dataclass

import numpy as np
import torch
from context_corpus import TRAIN, Corpus

from copydesk.language.context_hyphens import surroundings
from copydesk.language.context_words import WordTable

OFTEN = 3  # times that a pair has its hyphen in the training part
TEXTS = 2  # different stretches of the corpus that have it
STRETCH = 400_000  # tokens, more than most books
HIDDEN = 48
THRESHOLD = 2.0  # log-odds
MATTERS_OF_STYLE = frozenset(("years", "third", "thirds", "half", "quarter", "quarters", "fourths", "fifth", "fifths"))


@dataclass
class Pairs:
    """Occurrences of pairs that are written with a hyphen at times: tokens [first, last) are one of `keys`."""

    keys: np.ndarray  # sorted: first * table.size + second
    first: np.ndarray
    last: np.ndarray
    row: np.ndarray  # of `keys`
    hyphen: np.ndarray


def find(corpus: Corpus, table: WordTable) -> Pairs:
    size = table.size
    joined = np.full(len(corpus.words), -1, np.int64)
    for number, word in enumerate(corpus.words):
        head, _, tail = word.partition("-")
        if not (head.isalpha() and tail.isalpha() and word.islower()) or tail in MATTERS_OF_STYLE:
            continue
        if head in table.numbers and tail in table.numbers:
            joined[number] = table.numbers[head] * size + table.numbers[tail]
    numbered = corpus.numbered(table)
    opening = np.arange(len(corpus.ids)) == corpus.starts
    plain = (corpus.cases == 0) | (opening & (corpus.cases == 1))
    one = np.where(plain, joined[corpus.ids], -1)
    seen = np.nonzero((one >= 0) & (corpus.part == TRAIN))[0]
    keys, inverse, times = np.unique(one[seen], return_inverse=True, return_counts=True)
    stretches = np.unique(np.stack([inverse, seen // STRETCH]), axis=1)
    spread = np.bincount(stretches[0], minlength=len(keys))
    keys = keys[(times >= OFTEN) & (spread >= TEXTS)]
    two = np.full(len(corpus.ids), -1, np.int64)
    two[:-1] = numbered[:-1].astype(np.int64) * size + numbered[1:]
    two[:-1][corpus.sentence[1:] != corpus.sentence[:-1]] = -1
    two[:-1][~plain[:-1] | (corpus.cases[1:] != 0)] = -1
    firsts, rows, kinds = [], [], []
    for column, hyphen in ((one, True), (two, False)):
        row = np.minimum(np.searchsorted(keys, column), len(keys) - 1)
        places = np.nonzero(keys[row] == column)[0]
        firsts.append(places)
        rows.append(row[places])
        kinds.append(np.full(len(places), hyphen))
    first, row, hyphen = np.concatenate(firsts), np.concatenate(rows), np.concatenate(kinds)
    return Pairs(keys, first, np.where(hyphen, first + 1, first + 2), row, hyphen)


class Net(torch.nn.Module):
    """The log-odds of a hyphen: the leaning of the pair, and what its words and surroundings add."""

    def __init__(self, pairs: int, features: int) -> None:
        super().__init__()
        self.leaning = torch.nn.Embedding(pairs, 1)
        torch.nn.init.zeros_(self.leaning.weight)
        self.first = torch.nn.Linear(features, HIDDEN)
        self.last = torch.nn.Linear(HIDDEN, 1)

    def forward(self, features: torch.Tensor, row: torch.Tensor) -> torch.Tensor:
        return (self.last(torch.relu(self.first(features))) + self.leaning(row))[:, 0]


def features(corpus: Corpus, table: WordTable, pairs: Pairs, words: np.ndarray, chosen: np.ndarray) -> torch.Tensor:
    first, key = pairs.first[chosen], pairs.keys[pairs.row[chosen]]
    around = surroundings(
        words,
        table.pad,
        corpus.numbered(table),
        corpus.cases,
        first,
        pairs.last[chosen],
        corpus.starts[first],
        corpus.ends[first],
    )
    return torch.from_numpy(np.concatenate((words[key // table.size], words[key % table.size], around), 1))


def train(
    corpus: Corpus,
    table: WordTable,
    pairs: Pairs,
    words: np.ndarray,
    *,
    passes: int = 6,
    batch: int = 1024,
    seed: int = 6,
) -> Net:
    """`words` are vectors that stay as they are."""
    rng = np.random.default_rng(seed)
    torch.manual_seed(seed)
    taken = ~corpus.manual[pairs.first] | (rng.random(len(pairs.first)) < 0.3)
    chosen = np.nonzero((corpus.part[pairs.first] == TRAIN) & taken)[0]
    values = features(corpus, table, pairs, words, chosen)
    rows, truth = torch.from_numpy(pairs.row[chosen]), torch.from_numpy(pairs.hyphen[chosen].astype(np.float32))
    net = Net(len(pairs.keys), values.shape[1])
    optimiser = torch.optim.Adam(net.parameters(), lr=3e-3)
    steps = passes * (len(chosen) // batch + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 1e-2, total_steps=steps, pct_start=0.1)
    for _ in range(passes):
        for part in np.array_split(rng.permutation(len(chosen)), len(chosen) // batch + 1):
            part = torch.from_numpy(part)
            odds = net(torch.nn.functional.dropout(values[part], 0.1), rows[part])
            loss = torch.nn.functional.binary_cross_entropy_with_logits(odds, truth[part])
            loss = loss + 1e-2 * (net.leaning(rows[part]) ** 2).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    return net


def arrays(net: Net, pairs: Pairs) -> dict[str, np.ndarray]:
    """The model as it is stored."""
    state = {name: values.numpy() for name, values in net.state_dict().items()}
    return {
        "hyphens.pairs": pairs.keys.astype(np.uint32),
        "hyphens.leaning": state["leaning.weight"][:, 0],
        "hyphens.first": np.ascontiguousarray(state["first.weight"].T),
        "hyphens.first.bias": state["first.bias"],
        "hyphens.last": np.ascontiguousarray(state["last.weight"].T),
        "hyphens.last.bias": state["last.bias"],
        "hyphens.threshold": np.array([THRESHOLD], np.float32),
    }
