"""The nets: the small one that copydesk runs, and the recurrent ones that teach it."""

import torch
from torch import nn

from copydesk.language.tagger import READINGS, TAGS

SIZES = {"word": 48, "suffix4": 24, "suffix3": 20, "suffix2": 12, "prefix3": 12, "shape": 16}
READING_SIZE = 40
WIDTH = sum(SIZES.values()) + READING_SIZE
FIRST, SECOND = 160, 128
RECURRENT = 192


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


class Teacher(nn.Module):
    """A net that reads whole sentences both ways: better and much too slow, so it only teaches."""

    def __init__(self, sizes: dict[str, int], known: torch.Tensor, drop: float) -> None:
        super().__init__()
        self.words = Words(sizes, known)
        self.styles = nn.Embedding(5, WIDTH)
        nn.init.zeros_(self.styles.weight)
        self.recurrent = nn.LSTM(WIDTH, RECURRENT, bidirectional=True, batch_first=True)
        self.middle = nn.Linear(2 * RECURRENT + WIDTH, 2 * RECURRENT)
        self.last = nn.Linear(2 * RECURRENT, len(TAGS))
        self.drop = nn.Dropout(drop)

    def forward(
        self, ids: torch.Tensor, styles: torch.Tensor, readings: torch.Tensor, real: torch.Tensor
    ) -> torch.Tensor:
        """As Net.forward; rows of padding hold nothing of use."""
        seen = self.drop(self.words(ids, readings) + self.styles(styles))
        spots = torch.nonzero(real[:, 0])[:, 0]
        begins = torch.nonzero(torch.diff(spots, prepend=torch.tensor([-5])) > 1)[:, 0]
        lengths = torch.diff(begins, append=torch.tensor([len(spots)]))
        sentences = torch.split(seen[spots], lengths.tolist())
        packed = nn.utils.rnn.pack_sequence(sentences, enforce_sorted=False)
        read, _ = nn.utils.rnn.pad_packed_sequence(self.recurrent(packed)[0], batch_first=True)
        flat = torch.cat([row[:length] for row, length in zip(read, lengths.tolist(), strict=True)])
        middle = torch.relu(self.middle(torch.cat((self.drop(flat), seen[spots]), 1)))
        scores = self.last(self.drop(middle))
        result = torch.zeros(len(ids), len(TAGS))
        result[spots] = scores
        return result[2:-2]
