"""The tagger's net as it is trained; language/tagger.py computes the same in numpy."""

import torch
from torch import nn

from copydesk.language.tagger import READINGS, TAGS

SIZES = {"word": 48, "suffix4": 24, "suffix3": 20, "suffix2": 12, "prefix3": 12, "shape": 16}
READING_SIZE = 40
WIDTH = sum(SIZES.values()) + READING_SIZE
FIRST, SECOND = 160, 128


class Words(nn.Module):
    """The features of padded words, as language/tagger.py looks them up: known vectors and what is learnt on top."""

    def __init__(self, sizes: dict[str, int], known: torch.Tensor) -> None:
        super().__init__()
        self.known = nn.Parameter(known, requires_grad=False)
        self.change = nn.Embedding(len(known), known.shape[1])
        nn.init.zeros_(self.change.weight)
        self.tables = nn.ModuleList(nn.Embedding(size, SIZES[name]) for name, size in sizes.items() if name != "word")
        for table in self.tables:
            nn.init.normal_(table.weight, std=0.1)
        self.readings = nn.Linear(2 * (len(READINGS) + 1), READING_SIZE, bias=False)

    def forward(self, ids: torch.Tensor, readings: torch.Tensor) -> torch.Tensor:
        parts = [self.known[ids[:, 0]] + self.change(ids[:, 0])]
        parts += [table(ids[:, column]) for column, table in enumerate(self.tables, 1)]
        return torch.cat((*parts, self.readings(readings)), 1)


class Net(nn.Module):
    """The tagger's net, as language/tagger.py computes it, with dropout."""

    def __init__(self, sizes: dict[str, int], known: torch.Tensor, drop: float) -> None:
        super().__init__()
        self.words = Words(sizes, known)
        self.first = nn.Linear(WIDTH, 5 * FIRST + SECOND, bias=False)
        self.styles = nn.Embedding(5, FIRST)
        nn.init.zeros_(self.styles.weight)
        self.first_bias = nn.Parameter(torch.zeros(FIRST))
        self.second = nn.Linear(3 * FIRST, SECOND)
        self.last = nn.Linear(SECOND, len(TAGS))
        self.drop = nn.Dropout(drop)

    def forward(
        self, ids: torch.Tensor, styles: torch.Tensor, readings: torch.Tensor, real: torch.Tensor
    ) -> torch.Tensor:
        """Scores of all but the outer padding; `real` is 0 for padding, two rows before, between, after sentences."""
        spread = self.first(self.drop(self.words(ids, readings)) * real)
        size = len(ids) - 4
        one = self.first_bias + self.styles(styles[2:-2])
        for place in range(5):
            one = one + spread[place : place + size, place * FIRST : (place + 1) * FIRST]
        one = self.drop(torch.relu(one)) * real[2:-2]
        one = nn.functional.pad(one, (0, 0, 1, 1))
        two = self.second(torch.cat((one[:-2], one[1:-1], one[2:]), 1)) + spread[2:-2, 5 * FIRST :]
        return self.last(self.drop(torch.relu(two)))
