"""Word vectors from guessing each word from its neighbours: where the context models start their training."""

import time

import numpy as np
import torch
from context_corpus import TRAIN, Corpus

from copydesk.language.context_words import CASES, WordTable

DIMENSIONS, HIDDEN, TOP, REACH = 40, 224, 96, 5
NEGATIVES = 600


class Trunk(torch.nn.Module):
    """Words around a slot → vectors by position → two layers."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.words = torch.nn.Embedding(size, DIMENSIONS)
        self.cases = torch.nn.Embedding(CASES, DIMENSIONS)
        torch.nn.init.normal_(self.words.weight, std=0.3)
        torch.nn.init.zeros_(self.cases.weight)
        self.first = torch.nn.Linear(2 * REACH * DIMENSIONS, HIDDEN)
        self.second = torch.nn.Linear(HIDDEN, TOP)

    def forward(self, words: torch.Tensor, cases: torch.Tensor) -> torch.Tensor:
        vectors = self.words(words) + self.cases(cases)
        return torch.relu(self.second(torch.relu(self.first(vectors.flatten(1)))))


def neighbours(
    corpus: Corpus, numbered: np.ndarray, pad: int, first: np.ndarray, last: np.ndarray
) -> tuple[torch.Tensor, torch.Tensor]:
    """The numbers and cases of the REACH words before `first` and from `last` on, PAD outside the sentence."""
    begin, end = corpus.starts[first], corpus.ends[first]
    words, cases = [], []
    for place in (*(first - back for back in range(REACH, 0, -1)), *(last + on for on in range(REACH))):
        inside = (place >= begin) & (place < end)
        safe = np.where(inside, place, 0)
        words.append(np.where(inside, numbered[safe], pad))
        cases.append(np.where(inside, corpus.cases[safe], 0))
    return torch.from_numpy(np.stack(words, 1)).long(), torch.from_numpy(np.stack(cases, 1)).long()


def train(corpus: Corpus, table: WordTable, *, passes: float = 3, batch: int = 4096, seed: int = 1) -> dict:
    """Train with sampled words as alternatives, frequent words taken less often; the state to start from."""
    rng = np.random.default_rng(seed)
    torch.manual_seed(seed)
    numbered = corpus.numbered(table)
    share = corpus.counts[corpus.ids] / corpus.counts.sum()
    share = np.maximum(share, 1e-9)
    chance = np.where(corpus.part == TRAIN, np.where(corpus.manual, 0.4, 1.0), 0.0)
    chance *= np.minimum(1, np.sqrt(2e-4 / share) + 2e-4 / share)
    chance[numbered >= table.first_class] = 0
    slots = np.nonzero(rng.random(len(chance)) < chance)[0]
    size = table.first_class
    drawn = np.bincount(numbered[slots], minlength=size) ** 0.75
    drawn /= drawn.sum()
    expected = torch.from_numpy(np.log(np.maximum(drawn, 1e-12) * NEGATIVES)).float()
    net, out, bias = Trunk(table.size), torch.nn.Embedding(size, TOP), torch.nn.Parameter(torch.zeros(size))
    torch.nn.init.normal_(out.weight, std=0.1)
    optimiser = torch.optim.Adam([*net.parameters(), *out.parameters(), bias], lr=4e-3)
    steps = int(passes * len(slots) / batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 4e-3, total_steps=steps + 1, pct_start=0.1)
    order, begun = rng.permutation(len(slots)), time.time()
    for step in range(steps):
        chosen = slots[order[(step * batch + np.arange(batch)) % len(slots)]]
        hidden = net(*neighbours(corpus, numbered, table.pad, chosen, chosen + 1))
        truth = torch.from_numpy(numbered[chosen]).long()
        others = torch.from_numpy(rng.choice(size, NEGATIVES, p=drawn))
        right = (hidden * out(truth)).sum(1) + bias[truth] - expected[truth]
        wrong = hidden @ out(others).T + bias[others] - expected[others]
        wrong = wrong.masked_fill(others[None] == truth[:, None], -1e9)
        loss = (torch.logaddexp(right, torch.logsumexp(wrong, 1)) - right).mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        if step % 200 == 199:
            print(f"vectors {step + 1}/{steps} loss {loss.item():.3f} {time.time() - begun:.0f}s", flush=True)
    return {"trunk": net.state_dict(), "out": out.weight.data, "bias": bias.data}
