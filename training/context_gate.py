"""Trains the gate of the comma model: one number for each of four words, to spare the net the hopeless gaps."""

import numpy as np
import torch
from context_commas import Commas, Text, odds
from context_corpus import TRAIN

from copydesk.language.context_commas import GATE
from copydesk.language.context_words import WordTable

WORTH = 2.0  # log-odds from which on a gap must pass
PASSED = 0.97


def train(net: Commas, text: Text, table: WordTable, *, steps: int = 3000, seed: int = 4) -> tuple[np.ndarray, float]:
    """(numbers by word and place, least sum to pass): PASSED of the gaps the net finds likely pass."""
    rng = np.random.default_rng(seed)
    torch.manual_seed(seed)
    gaps = np.nonzero(text.possible & (text.part == TRAIN) & ~text.manual & (text.sentence % 4 == 0))[0]
    likely = odds(net, text, gaps, text.words.comma, table.pad) > WORTH
    begins, ends = text.words.starts[gaps], text.words.ends[gaps]
    places = np.stack([gaps + offset for offset in GATE], 1)
    inside = (places >= begins[:, None]) & (places < ends[:, None])
    words = torch.from_numpy(np.where(inside, text.words.ids[np.where(inside, places, 0)], table.pad)).long()
    truth = torch.from_numpy(likely.astype(np.float32))
    numbers = torch.nn.Parameter(torch.zeros(table.size, len(GATE)))
    bias = torch.nn.Parameter(torch.tensor(-3.0))
    optimiser = torch.optim.Adam([numbers, bias], lr=0.05)
    schedule = torch.optim.lr_scheduler.LinearLR(optimiser, 1.0, 0.02, steps)
    columns = torch.arange(len(GATE))
    for _ in range(steps):
        rows = torch.from_numpy(rng.integers(0, len(gaps), 8192))
        score = numbers[words[rows], columns].sum(1) + bias
        loss = torch.nn.functional.binary_cross_entropy_with_logits(score, truth[rows]) + 1e-5 * (numbers**2).sum()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
    with torch.no_grad():
        score = numbers[words, columns].sum(1).numpy()
    least = float(np.quantile(score[likely], 1 - PASSED))
    hopeless = score[~text.words.comma[gaps]]
    print(f"gate: {np.mean(hopeless >= least):.3f} of the gaps without a comma pass")
    return numbers.detach().numpy(), least
