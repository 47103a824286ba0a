"""The teacher of the tagger's net: two recurrent nets that first learn English by guessing the next and the last word.

It sees what the net sees of a word (normal form, affixes, shape, readings), but of all the text to either side. It is
too slow to ship; the net learns from its judgements over running text.
"""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

from copydesk.language.tagger import READINGS

LENGTH = 256  # words that it sees at once
GUESSED = 16_000  # the commonest words, which are guessed


class Teacher(nn.Module):
    """Rows of words, 0 between sentences, to a vector a word, and that to tags and labels."""

    def __init__(
        self,
        words: int,
        affixes: list[int],
        tags: int,
        labels: int,
        width: int = 512,
        hidden: int = 1024,
        drop: float = 0.1,
    ) -> None:
        super().__init__()
        self.words = nn.Embedding(words, width)
        self.affixes = nn.ModuleList(nn.Embedding(size, width) for size in affixes)
        self.readings = nn.Linear(2 * (len(READINGS) + 1), width, bias=False)
        for table in (self.words, *self.affixes):
            nn.init.normal_(table.weight, std=0.05)
        self.start = nn.LayerNorm(width)
        self.onward, self.backward_ = (nn.LSTM(width, hidden, 2, batch_first=True, dropout=drop) for _ in range(2))
        self.narrow = nn.ModuleList(nn.Linear(hidden, width) for _ in range(2))
        self.guess_bias = nn.Parameter(torch.zeros(min(words, GUESSED)))
        self.join = nn.Linear(2 * hidden + width, 2 * width)
        self.tags, self.labels = nn.Linear(2 * width, tags), nn.Linear(2 * width, labels)
        self.drop = nn.Dropout(drop)

    def sides(
        self, words: torch.Tensor, affixes: torch.Tensor, readings: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """(what is seen of each word, what comes of reading up to it, and of reading back to it)."""
        seen = self.words(words) + self.readings(readings)
        for column, table in enumerate(self.affixes):
            seen = seen + table(affixes[..., column])
        seen = self.drop(self.start(seen))
        with torch.autocast(seen.device.type, enabled=False):  # half of the precision is too little for these
            onward, _ = self.onward(seen.float())
            back, _ = self.backward_(seen.float().flip(1))
        return seen, onward, back.flip(1)

    def forward(self, words: torch.Tensor, affixes: torch.Tensor, readings: torch.Tensor) -> torch.Tensor:
        """`words` rows × length; `affixes` … × 5; `readings` … × 2 sets."""
        return self.drop(functional.gelu(self.join(self.drop(torch.cat(self.sides(words, affixes, readings), -1)))))

    def guessing(self, words: torch.Tensor, affixes: torch.Tensor, readings: torch.Tensor) -> torch.Tensor:
        """How badly each word is guessed from those before, and from those after."""
        _, onward, back = self.sides(words, affixes, readings)
        loss = torch.zeros((), device=words.device)
        for narrow, vectors, target in (
            (self.narrow[0], onward[:, :-1], words[:, 1:]),
            (self.narrow[1], back[:, 1:], words[:, :-1]),
        ):
            known = (target > 0) & (target < len(self.guess_bias))
            guess = functional.linear(
                self.drop(narrow(vectors[known])), self.words.weight[: len(self.guess_bias)], self.guess_bias
            )
            loss = loss + functional.cross_entropy(guess.float(), target[known])
        return loss / 2
