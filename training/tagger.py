"""Train the tagger.

    OMP_NUM_THREADS=1 python training/tagger.py --tagged DIRECTORY --text DIRECTORY [--out FILE] [--seed 1]

`--tagged` holds ewt-train, gum-train, ewt-dev and gum-dev (.tsv.xz: word, tag, lemma), `--text` running text (.txt.xz,
a paragraph a line); Wikinews is left out, being for evaluation. Word vectors are counted over the text. Two recurrent
nets learn the corpora and tag a sample of the text; the small net, the one copydesk runs, learns from both. Needs torch
(2.13 was used) and an installed copydesk with its lexicon; takes about half an hour on two cores (`--processes 2`).
Same input and seed, same model.

English Web Treebank and GUM are licensed CC BY-SA 4.0 and CC BY; NOTICE names these and the texts.
"""

import argparse
import copy
import lzma
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import accumulate
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import torch
from augment import Augmenter, Slips
from tagger_data import Encoder, in_steps, vocabulary
from tagger_nets import SIZES, Net, Teacher
from torch import nn
from treebank import Sentence, read
from vectors import sentences_of, vectors

from copydesk.language.lexicon import lexicon
from copydesk.language.shapes import normal
from copydesk.language.tagger import Features, Tagger

Batch = tuple[list[torch.Tensor], torch.Tensor, torch.Tensor | None]


@dataclass
class Material:
    """Everything the nets learn from."""

    corpus: list[Sentence]
    entries: dict[str, list[str]]
    known: torch.Tensor
    sample: list[list[str]]
    slips: Slips
    held_out: dict[str, list[Sentence]]

    def sizes(self) -> dict[str, int]:
        return {name: len(listed) + 1 for name, listed in self.entries.items()}


def rows_with_lemmas(paths: list[Path]) -> Iterator[tuple[str, str, str]]:
    """(word, tag, lemma) of every word of the corpora."""
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                columns = line.rstrip("\n").split("\t")
                if len(columns) == 3:
                    yield columns[0], columns[1], columns[2]


def prepare(options: argparse.Namespace) -> Material:
    paths = [options.tagged / f"{name}-train.tsv.xz" for name in ("ewt", "gum")]
    corpus = [sentence for path in paths for sentence in read(path)]
    if options.cache and options.cache.exists():
        with np.load(options.cache) as kept:
            words, known = bytes(kept["words"]).decode("utf-8").split("\n"), kept["vectors"]
            sample = [line.split("\t") for line in bytes(kept["sample"]).decode("utf-8").split("\n")]
    else:
        running = list(sentences_of(path for path in sorted(options.text.glob("*.xz")) if "wikinews" not in path.name))
        words, known = vectors([*running, *(sentence.words for sentence in corpus)], SIZES["word"], 5, options.words)
        likely = [words for words in running if 5 <= len(words) <= 60 and not any("\t" in word for word in words)]
        sample = random.Random(1).sample(likely, options.sample)
        if options.cache:
            lines = "\n".join("\t".join(words) for words in sample)
            packed = [np.frombuffer(text.encode("utf-8"), np.uint8) for text in ("\n".join(words), lines)]
            np.savez(options.cache, words=packed[0], vectors=known, sample=packed[1])
    counts = Counter(normal(word) for sentence in corpus for word in sentence.words)
    listed = set(words)
    extra = sorted(word for word, count in counts.items() if count >= 3 and word not in listed)
    known = np.concatenate((np.zeros((1, known.shape[1])), known * 0.5, np.zeros((len(extra), known.shape[1]))))
    return Material(
        corpus,
        vocabulary(corpus, [*words, *extra]),
        torch.from_numpy(known.astype(np.float32)),
        sample,
        Slips(rows_with_lemmas(paths)),
        {name: read(options.tagged / f"{name}-dev.tsv.xz") for name in ("ewt", "gum")},
    )


def gold_batches(material: Material, encoder: Encoder, seed: int) -> Callable[[], list[Batch]]:
    """A function that gives the batches of the next epoch over the tagged corpora, varied anew."""
    augmenter = Augmenter(material.slips, seed)
    chance = random.Random(seed)
    # GUM counts twice: it is edited text, and what copydesk reads is nearer to that than to e-mail and reviews.
    weighted = [sentence for sentence in material.corpus for _ in range(1 + sentence.document.startswith("GUM"))]

    def draw() -> list[Batch]:
        varied = [augmenter.vary(sentence) for sentence in weighted]
        chance.shuffle(varied)
        batches: list[Batch] = []
        for group in in_steps(varied, [len(pairs) for pairs in varied]):
            *inputs, tags = encoder.encode(group, chance)
            batches.append((inputs, tags[2:-2], None))
        return batches

    return draw


def taught_batches(
    sample: list[list[str]], beliefs: Sequence[np.ndarray], encoder: Encoder, seed: int
) -> Callable[[], list[Batch]]:
    """A function that gives the batches of an epoch over running text, with what the teachers believe of each word."""
    chance = random.Random(seed)
    order = list(range(len(sample)))

    def draw() -> list[Batch]:
        chance.shuffle(order)
        batches: list[Batch] = []
        for group in in_steps(order, [len(sample[index]) for index in order]):
            *inputs, _ = encoder.encode([[(word, "") for word in sample[index]] for index in group], chance)
            real = inputs[-1][2:-2, 0] > 0
            target = torch.from_numpy(np.concatenate([beliefs[index] for index in group]).astype(np.float32))
            batches.append((inputs, real, target))
        return batches

    return draw


def fit(
    net: nn.Module, draws: Sequence[Callable[[], list[Batch]]], epochs: int, rate: float, report: Callable[..., None]
) -> nn.Module:
    """Train the net; gives the running mean of its weights, which is the better net."""
    optimizer = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=0.01, betas=(0.9, 0.99))
    averaged = copy.deepcopy(net).eval()
    loss_of = nn.CrossEntropyLoss(ignore_index=-1, label_smoothing=0.05)
    chance = random.Random(0)
    step = 0
    for epoch in range(epochs):
        net.train()
        batches = [batch for draw in draws for batch in draw()]
        chance.shuffle(batches)
        total = epochs * len(batches)
        for inputs, tags, beliefs in batches:
            for group in optimizer.param_groups:
                group["lr"] = rate * min(1, (step + 1) / 200) * max(0.02, 1 - step / total)
            scores = net(*inputs)
            if beliefs is None:
                loss = loss_of(scores, tags)
            else:
                loss = -(beliefs * torch.log_softmax(scores[tags], 1)).sum(1).mean()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            optimizer.step()
            step += 1
            keep = min(0.998, step / (step + 10))
            with torch.no_grad():
                for mean, now in zip(averaged.parameters(), net.parameters(), strict=True):
                    if now.requires_grad:
                        mean.lerp_(now, 1 - keep)
        if epoch % 4 == 3 or epoch == epochs - 1:
            report(averaged, epoch + 1)
    return averaged


def beliefs_of(net: nn.Module, encoder: Encoder, sentences: Sequence[Sequence[str]]) -> list[np.ndarray]:
    """For each sentence, words × tags: the net's probabilities."""
    result: list[np.ndarray] = []
    lengths = [len(words) for words in sentences]
    with torch.no_grad():
        for group in in_steps(sentences, lengths, 4000):
            *inputs, _ = encoder.encode([[(word, "") for word in words] for words in group], None)
            beliefs = torch.softmax(net(*inputs), 1)[inputs[-1][2:-2, 0] > 0].numpy().astype(np.float16)
            result += np.split(beliefs, list(accumulate(len(words) for words in group))[:-1])
    return result


def teach(options: argparse.Namespace, seed: int) -> list[np.ndarray]:
    """Train one teacher, and let it tag the sample."""
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    material = prepare(options)
    encoder = Encoder(Features(material.entries, lexicon().tags), material.corpus)
    begin = time.time()

    def report(net: nn.Module, epoch: int) -> None:
        scores = {}
        for name, sentences in material.held_out.items():
            found = np.concatenate(beliefs_of(net, encoder, [sentence.words for sentence in sentences])).argmax(1)
            gold = [tag for sentence in sentences for tag in sentence.tags]
            *_, tags = encoder.encode([list(zip(gold, gold, strict=True))], None)
            scores[name] = round(100 * float((found == tags[2:-2].numpy()).mean()), 2)
        print(f"teacher {seed}  epoch {epoch}  {scores}  {time.time() - begin:.0f} s", flush=True)

    draws = [gold_batches(material, encoder, seed)]
    net = fit(Teacher(material.sizes(), material.known, 0.4), draws, options.teacher_epochs, options.rate, report)
    return beliefs_of(net, encoder, material.sample)


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
    put("word", net.words.known + net.words.change.weight)
    for name, table in zip([name for name in entries if name != "word"], net.words.tables, strict=True):
        put(name, table.weight)
    put("readings", net.words.readings.weight.T)
    for name, layer in (("first", net.first), ("second", net.second), ("last", net.last)):
        put(name, layer.weight.T)
    for name, bias in (("first", net.first_bias), ("second", net.second.bias), ("last", net.last.bias)):
        result[f"{name}.bias"] = bias.detach().numpy()
    result["styles"] = net.styles.weight.detach().numpy()
    return result


def accuracy(tagger: Tagger, sentences: list[Sentence]) -> float:
    """Percent of the tags of a corpus that the tagger finds, on the corpus's own tokens."""
    words = [word for sentence in sentences for word in sentence.words]
    gold = [tag for sentence in sentences for tag in sentence.tags]
    starts = [0, *accumulate(len(sentence.words) for sentence in sentences)][:-1]
    return 100 * sum(map(str.__eq__, tagger.tag(words, starts).tags, gold)) / len(gold)


def train(options: argparse.Namespace) -> None:
    torch.set_num_threads(1)
    begin = time.time()
    material = prepare(options)
    seeds = [options.seed + 1 + number for number in range(options.teachers)]
    with ProcessPoolExecutor(options.processes, mp_context=get_context("spawn")) as pool:
        lessons = list(pool.map(teach, [options] * len(seeds), seeds))
    torch.manual_seed(options.seed)
    encoder = Encoder(Features(material.entries, lexicon().tags), material.corpus)
    draws = [gold_batches(material, encoder, options.seed)]
    if lessons:
        beliefs = [np.mean(views, 0, dtype=np.float32) for views in zip(*lessons, strict=True)]
        draws.append(taught_batches(material.sample, beliefs, encoder, options.seed))

    def report(net: nn.Module, epoch: int) -> None:
        tagger = Tagger(weights_of(net, material.entries), lexicon().tags)
        scores = {name: round(accuracy(tagger, sentences), 2) for name, sentences in material.held_out.items()}
        print(f"epoch {epoch}  {scores}  {time.time() - begin:.0f} s", flush=True)

    net = fit(Net(material.sizes(), material.known, options.drop), draws, options.epochs, options.rate, report)
    with options.out.open("wb") as file:
        np.savez(file, **weights_of(net, material.entries))
    print(options.out, options.out.stat().st_size, "bytes")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tagged", type=Path, required=True)
    parser.add_argument("--text", type=Path, required=True)
    root = Path(__file__).resolve().parent.parent
    parser.add_argument("--out", type=Path, default=root / "src/copydesk/language/models/tagger.npz")
    parser.add_argument(
        "--cache", type=Path, help="keep vectors and sample in this file (.npz), use them the next time"
    )
    parser.add_argument("--words", type=int, default=20_000, help="how many words have a vector")
    parser.add_argument("--sample", type=int, default=20_000, help="how many sentences of running text are tagged")
    parser.add_argument("--teachers", type=int, default=2)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--teacher-epochs", type=int, default=8)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--drop", type=float, default=0.3)
    parser.add_argument("--rate", type=float, default=0.0035)
    parser.add_argument("--seed", type=int, default=1)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
