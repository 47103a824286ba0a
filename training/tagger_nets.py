"""The net that ships, with heads that find errors, as it is trained; language/tagger.py computes its tags in numpy."""

import torch
from torch import nn

from copydesk.language.tagger import READINGS, TAGS

SIZES = {"word": 48, "suffix4": 24, "suffix3": 20, "suffix2": 12, "prefix3": 12, "shape": 16}
READING_SIZE = 40
WIDTH = sum(SIZES.values()) + READING_SIZE
FIRST, SECOND = 160, 128
REACH, NEAR = 3, 2  # words to either side that a doubt looks at: their features, what the tagger made of them
DOUBT, CLEAR = 320, 160


class Words(nn.Module):
    """The features of padded words, as language/tagger.py looks them up."""

    def __init__(self, sizes: dict[str, int]) -> None:
        super().__init__()
        self.tables = nn.ModuleList(nn.Embedding(size, SIZES[name]) for name, size in sizes.items())
        for table in self.tables:
            nn.init.normal_(table.weight, std=0.1)
        self.readings = nn.Linear(2 * (len(READINGS) + 1), READING_SIZE, bias=False)

    def forward(self, ids: torch.Tensor, readings: torch.Tensor) -> torch.Tensor:
        parts = [table(ids[:, column]) for column, table in enumerate(self.tables)]
        return torch.cat((*parts, self.readings(readings)), 1)


def shifted(values: torch.Tensor, reach: int) -> torch.Tensor:
    """Each row beside its neighbours from -reach to +reach, nothing beyond the ends."""
    padded = nn.functional.pad(values, (0, 0, reach, reach))
    return torch.cat([padded[place : place + len(values)] for place in range(2 * reach + 1)], 1)


class Net(nn.Module):
    """Tags, how doubtful each word is, and what should stand in its place."""

    def __init__(self, sizes: dict[str, int], labels: int, drop: float) -> None:
        super().__init__()
        self.words = Words(sizes)
        self.first = nn.Linear(WIDTH, 5 * FIRST + SECOND, bias=False)
        self.styles = nn.Embedding(5, FIRST)
        nn.init.zeros_(self.styles.weight)
        self.first_bias = nn.Parameter(torch.zeros(FIRST))
        self.second = nn.Linear(3 * FIRST, SECOND)
        self.last = nn.Linear(SECOND, len(TAGS))
        self.gate = nn.Linear(SECOND, 1)
        self.doubt = nn.Linear((2 * REACH + 1) * WIDTH + (2 * NEAR + 1) * SECOND, DOUBT)
        self.clear = nn.Linear(DOUBT, CLEAR)
        self.labels = nn.Linear(CLEAR, labels)
        self.drop = nn.Dropout(drop)

    def forward(
        self, ids: torch.Tensor, styles: torch.Tensor, readings: torch.Tensor, real: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """(tags, doubt, labels), scores of every row; `real` is 0 for padding, two rows at least between sentences,

        before the first and after the last.
        """
        seen = self.drop(self.words(ids, readings)) * real
        spread = self.first(seen)
        padded = nn.functional.pad(spread, (0, 0, 2, 2))
        one = self.first_bias + self.styles(styles)
        for place in range(5):
            one = one + padded[place : place + len(ids), place * FIRST : (place + 1) * FIRST]
        one = self.drop(torch.relu(one)) * real
        two = torch.relu(self.second(shifted(one, 1)) + spread[:, 5 * FIRST :])
        judged = self.drop(two)
        three = torch.relu(self.doubt(torch.cat((shifted(seen, REACH), shifted(two * real, NEAR)), 1)))
        four = torch.relu(self.clear(self.drop(three)))
        return self.last(judged), self.gate(judged)[:, 0], self.labels(self.drop(four))
