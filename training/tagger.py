"""Train the tagger.

    OMP_NUM_THREADS=1 python training/tagger.py --tagged DIRECTORY --text DIRECTORY [--out FILE] [--seed 1]

`--tagged` holds ewt-train, gum-train, ewt-dev and gum-dev (.tsv.xz: word, tag, lemma), `--text` running text (.txt.xz,
a paragraph a line) for word vectors; Wikinews is left out, being for evaluation. Needs torch (2.13 was used) and an
installed copydesk with its lexicon; takes about ten minutes on one core. Same input and seed, same model.

English Web Treebank and GUM are licensed CC BY-SA 4.0 and CC BY; NOTICE names these and the texts.
"""

from __future__ import annotations

import argparse
import copy
import lzma
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from augment import Augmenter, Pair, Slips, merged
from torch import nn
from treebank import Sentence, read
from vectors import sentences_of, vectors

from copydesk.language.lexicon import lexicon
from copydesk.language.shapes import normal, shape
from copydesk.language.tagger import AFFIXES, READINGS, TAGS, Features, Tagger, capitalisation

SIZES = {"word": 48, "suffix4": 24, "suffix3": 20, "suffix2": 12, "prefix3": 12, "shape": 16}
LEAST = {"suffix4": 4, "suffix3": 3, "suffix2": 3, "prefix3": 4, "shape": 4}
READING_SIZE = 40
FIRST, SECOND = 160, 128
WORDS_A_STEP = 2000
READING_INDEX = {tag: index for index, tag in enumerate(READINGS)}
TAG_INDEX = {tag: index for index, tag in enumerate(TAGS)}


class Net(nn.Module):
    """The tagger's net, as language/tagger.py computes it, with dropout."""

    def __init__(self, sizes: dict[str, int], known: torch.Tensor) -> None:
        super().__init__()
        self.known = nn.Parameter(known, requires_grad=False)
        self.change = nn.Embedding(len(known), known.shape[1])
        nn.init.zeros_(self.change.weight)
        self.tables = nn.ModuleList(nn.Embedding(size, SIZES[name]) for name, size in sizes.items() if name != "word")
        for table in self.tables:
            nn.init.normal_(table.weight, std=0.1)
        width = sum(SIZES.values()) + READING_SIZE
        self.readings = nn.Linear(2 * (len(READINGS) + 1), READING_SIZE, bias=False)
        self.first = nn.Linear(width, 5 * FIRST + SECOND, bias=False)
        self.styles = nn.Embedding(5, FIRST)
        nn.init.zeros_(self.styles.weight)
        self.first_bias = nn.Parameter(torch.zeros(FIRST))
        self.second = nn.Linear(3 * FIRST, SECOND)
        self.last = nn.Linear(SECOND, len(TAGS))
        self.drop = nn.Dropout(0.25)

    def forward(
        self, ids: torch.Tensor, styles: torch.Tensor, readings: torch.Tensor, real: torch.Tensor
    ) -> torch.Tensor:
        """Scores of padded tokens; `real` is 0 for padding. Two rows of padding stand before, between and after."""
        parts = [self.known[ids[:, 0]] + self.change(ids[:, 0])]
        parts += [table(ids[:, column]) for column, table in enumerate(self.tables, 1)]
        parts.append(self.readings(readings))
        seen = self.drop(torch.cat(parts, 1)) * real
        spread = self.first(seen)
        size = len(ids) - 4
        one = (
            self.first_bias
            + self.styles(styles[2:-2])
            + sum(spread[place : place + size, place * FIRST : (place + 1) * FIRST] for place in range(5))
        )
        one = self.drop(torch.relu(one)) * real[2:-2]
        one = nn.functional.pad(one, (0, 0, 1, 1))
        two = self.second(torch.cat((one[:-2], one[1:-1], one[2:]), 1)) + spread[2:-2, 5 * FIRST :]
        return self.last(self.drop(torch.relu(two)))


class Encoder:
    """Sentences to padded arrays."""

    def __init__(self, features: Features, counts: Counter[str], uses: Counter[Pair]) -> None:
        """`counts`: of normal forms, `uses`: of normal forms with a tag, in the corpus to train on."""
        self._features, self._counts, self._uses = features, counts, uses

    def encode(self, sentences: Sequence[list[Pair]], chance: random.Random) -> tuple[torch.Tensor, ...]:
        """ids, styles, readings, real, tags (-1 for padding); words lose their identity or readings now and then."""
        words = [word for pairs in sentences for word, _ in pairs]
        rows = self._features.rows(words)
        lengths = [len(pairs) for pairs in sentences]
        starts = np.cumsum([0, *lengths[:-1]])
        styles = np.repeat(capitalisation(rows[:, -1], starts), lengths)
        spots = np.arange(2, len(words) + 2) + 2 * np.repeat(np.arange(len(sentences)), lengths)
        size = int(spots[-1]) + 3
        for row, word in enumerate(words):
            if chance.random() < 0.3 / (0.3 + self._counts[normal(word)]):
                rows[row, 0] = 0
        sets = self._features.sets
        readings = np.zeros((size, 2 * sets.shape[1]), np.float32)
        readings[spots] = np.concatenate((sets[rows[:, -3]], sets[rows[:, -2]]), 1)
        # The lexicon has learnt readings from this very corpus; of other text it will lack some.
        pairs = [pair for group in sentences for pair in group]
        for spot, (word, tag) in zip(spots, pairs, strict=True):
            if tag in READING_INDEX and chance.random() < 0.15 / (0.15 + self._uses[normal(word), tag]):
                readings[spot, READING_INDEX[tag]] = readings[spot, sets.shape[1] + READING_INDEX[tag]] = 0
        unlisted = spots[[chance.random() < 0.02 for _ in words]]
        readings[unlisted] = 0
        readings[unlisted, sets.shape[1] - 1] = readings[unlisted, -1] = 1

        def padded(values: np.ndarray, filler: int) -> torch.Tensor:
            result = np.full((size, *values.shape[1:]), filler, np.int64)
            result[spots] = values
            return torch.from_numpy(result)

        tags = np.array([TAG_INDEX[tag] for pairs in sentences for _, tag in pairs])
        real = padded(np.ones((len(words), 1)), 0).float()
        return padded(rows[:, : len(SIZES)], 0), padded(styles, 0), torch.from_numpy(readings), real, padded(tags, -1)


def steps(sentences: list[list[Pair]]) -> Iterator[list[list[Pair]]]:
    """Sentences in groups of about WORDS_A_STEP words."""
    group: list[list[Pair]] = []
    size = 0
    for pairs in sentences:
        group.append(pairs)
        size += len(pairs)
        if size >= WORDS_A_STEP:
            yield group
            group, size = [], 0
    if group:
        yield group


def vocabulary(train: list[Sentence], words: list[str]) -> dict[str, list[str]]:
    """The entries of every table: words as given, affixes and shapes as often as they should occur."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in LEAST}
    for sentence in train:
        pairs = list(zip(sentence.words, sentence.tags, strict=True))
        for word, _ in (*pairs, *merged(pairs)):
            form = normal(word)
            for name, cut in AFFIXES:
                counts[name][form[cut]] += 1
            counts["shape"][shape(word)] += 1
    result = {"word": words}
    for name, counted in counts.items():
        result[name] = sorted(entry for entry, count in counted.items() if count >= 2 * LEAST[name])
    return result


def rows_with_lemmas(paths: list[Path]) -> Iterator[tuple[str, str, str]]:
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                columns = line.rstrip("\n").split("\t")
                if len(columns) == 3:
                    yield columns[0], columns[1], columns[2]


def weights_of(net: Net, entries: dict[str, list[str]]) -> dict[str, np.ndarray]:
    """The net in eight bits a weight, a scale a column, as language/tagger.py reads it."""
    result: dict[str, np.ndarray] = {}

    def put(name: str, tensor: torch.Tensor) -> None:
        table = tensor.detach().numpy().astype(np.float32)
        scale = np.abs(table).max(0) / 127 + 1e-9
        result[f"{name}.table"] = np.round(table / scale).astype(np.int8)
        result[f"{name}.scale"] = scale.astype(np.float32)

    for name, listed in entries.items():
        result[f"{name}.entries"] = np.frombuffer("\n".join(listed).encode("utf-8"), np.uint8)
    put("word", net.known + net.change.weight)
    for (name, _), table in zip([(name, 0) for name in entries if name != "word"], net.tables, strict=True):
        put(name, table.weight)
    put("readings", net.readings.weight.T)
    put("first", net.first.weight.T)
    put("second", net.second.weight.T)
    put("last", net.last.weight.T)
    result["styles"] = net.styles.weight.detach().numpy()
    result["first.bias"] = net.first_bias.detach().numpy()
    result["second.bias"] = net.second.bias.detach().numpy()
    result["last.bias"] = net.last.bias.detach().numpy()
    return result


def accuracy(tagger: Tagger, sentences: list[Sentence]) -> float:
    """Percent of the tags of a corpus that the tagger finds, on the corpus's own tokens."""
    words = [word for sentence in sentences for word in sentence.words]
    gold = [tag for sentence in sentences for tag in sentence.tags]
    starts = np.cumsum([0] + [len(sentence.words) for sentence in sentences])[:-1].tolist()
    found = tagger.tag(words, starts).tags
    return 100 * sum(a == b for a, b in zip(found, gold, strict=True)) / len(gold)


def train(options: argparse.Namespace) -> None:
    torch.manual_seed(options.seed)
    torch.set_num_threads(1)
    paths = [options.tagged / f"{name}-train.tsv.xz" for name in ("ewt", "gum")]
    corpus = [sentence for path in paths for sentence in read(path)]
    begin = time.time()
    if options.vectors and options.vectors.exists():
        with np.load(options.vectors) as kept:
            words, known = bytes(kept["words"]).decode("utf-8").split("\n"), kept["vectors"]
    else:
        texts = [path for path in sorted(options.text.glob("*.txt.xz")) if "wikinews" not in path.name]
        running = [*sentences_of(texts), *(sentence.words for sentence in corpus)]
        words, known = vectors(running, SIZES["word"], 5, options.words)
        if options.vectors:
            np.savez(options.vectors, words=np.frombuffer("\n".join(words).encode("utf-8"), np.uint8), vectors=known)
    counts = Counter(normal(word) for sentence in corpus for word in sentence.words)
    listed = set(words)
    extra = sorted(word for word, count in counts.items() if count >= 3 and word not in listed)
    words = [*words, *extra]
    known = np.concatenate((np.zeros((1, known.shape[1])), known * 0.5, np.zeros((len(extra), known.shape[1]))))
    entries = vocabulary(corpus, words)
    print(f"vectors {time.time() - begin:.0f} s;", {name: len(listed) for name, listed in entries.items()}, flush=True)

    features = Features(entries, lexicon().tags)
    uses = Counter(
        (normal(word), tag) for sentence in corpus for word, tag in zip(sentence.words, sentence.tags, strict=True)
    )
    encoder = Encoder(features, counts, uses)
    augmenter = Augmenter(Slips(rows_with_lemmas(paths)), options.seed)
    chance = random.Random(options.seed)
    net = Net({name: len(listed) + 1 for name, listed in entries.items()}, torch.from_numpy(known.astype(np.float32)))
    optimizer = torch.optim.AdamW(net.parameters(), lr=options.rate, weight_decay=0.01, betas=(0.9, 0.99))
    # GUM counts twice: it is edited text, and what copydesk reads is nearer to that than to e-mail and reviews.
    weighted = [sentence for sentence in corpus for _ in range(2 if sentence.document.startswith("GUM") else 1)]
    total = options.epochs * (sum(len(sentence.words) for sentence in weighted) // WORDS_A_STEP + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, step / 200) * max(0.02, 1 - step / total)
    )
    averaged = copy.deepcopy(net)
    loss_of = nn.CrossEntropyLoss(ignore_index=-1, label_smoothing=0.05)
    held_out = {name: read(options.tagged / f"{name}-dev.tsv.xz") for name in ("ewt", "gum")}
    step = 0
    for epoch in range(options.epochs):
        net.train()
        varied = [augmenter.vary(sentence) for sentence in weighted]
        chance.shuffle(varied)
        for group in steps(varied):
            *inputs, tags = encoder.encode(group, chance)
            loss = loss_of(net(*inputs), tags[2:-2])
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            optimizer.step()
            schedule.step()
            step += 1
            keep = min(0.998, step / (step + 10))
            with torch.no_grad():
                for mean, now in zip(averaged.parameters(), net.parameters(), strict=True):
                    if now.requires_grad:
                        mean.lerp_(now, 1 - keep)
        if epoch % 5 == 4 or epoch == options.epochs - 1:
            tagger = Tagger(weights_of(averaged, entries), lexicon().tags)
            scores = {name: accuracy(tagger, sentences) for name, sentences in held_out.items()}
            print(f"epoch {epoch + 1}  loss {loss.item():.3f}  {scores}  {time.time() - begin:.0f} s", flush=True)
    weights = weights_of(averaged, entries)
    with options.out.open("wb") as file:
        np.savez(file, **weights)
    print(options.out, options.out.stat().st_size, "bytes")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tagged", type=Path, required=True)
    parser.add_argument("--text", type=Path, required=True)
    root = Path(__file__).resolve().parent.parent
    parser.add_argument("--out", type=Path, default=root / "src/copydesk/language/models/tagger.npz")
    parser.add_argument("--vectors", type=Path, help="keep the word vectors in this file and use them the next time")
    parser.add_argument("--words", type=int, default=20_000)
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--rate", type=float, default=0.004)
    parser.add_argument("--seed", type=int, default=1)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
