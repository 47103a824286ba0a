"""Train the tagger.

    OMP_NUM_THREADS=1 python training/tagger.py --tagged DIRECTORY --text DIRECTORY [--out FILE] [--seed 1]

`--tagged` holds ewt-train, gum-train, ewt-dev and gum-dev (.tsv.xz: word, tag, lemma), `--text` running text (.txt.xz,
a paragraph a line) to count word vectors over; Wikinews is left out, being for evaluation. Needs torch (2.13 was used)
and an installed copydesk with its lexicon; takes about ten minutes on one core. Same input and seed, same model.

English Web Treebank and GUM are licensed CC BY-SA 4.0 and CC BY; NOTICE names these and the texts.
"""

import argparse
import copy
import lzma
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate, chain
from pathlib import Path

import numpy as np
import torch
from augment import Augmenter, Slips
from tagger_data import Encoder, in_steps, vocabulary
from tagger_nets import SIZES, Net
from torch import nn
from treebank import Sentence, read
from vectors import sentences_of, vectors

from copydesk.language.lexicon import lexicon
from copydesk.language.shapes import normal
from copydesk.language.tagger import Features, Tagger

Batch = tuple[list[torch.Tensor], torch.Tensor]


@dataclass
class Material:
    """Everything the nets learn from."""

    corpus: list[Sentence]
    entries: dict[str, list[str]]
    known: torch.Tensor
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
    else:
        running = sentences_of(path for path in sorted(options.text.glob("*.xz")) if "wikinews" not in path.name)
        texts = chain(running, (sentence.words for sentence in corpus))
        words, known = vectors(texts, SIZES["word"], 5, options.words)
        if options.cache:
            np.savez(options.cache, words=np.frombuffer("\n".join(words).encode("utf-8"), np.uint8), vectors=known)
    counts = Counter(normal(word) for sentence in corpus for word in sentence.words)
    listed = set(words)
    extra = sorted(word for word, count in counts.items() if count >= 3 and word not in listed)
    known = np.concatenate((np.zeros((1, known.shape[1])), known * 0.5, np.zeros((len(extra), known.shape[1]))))
    return Material(
        corpus,
        vocabulary(corpus, [*words, *extra]),
        torch.from_numpy(known.astype(np.float32)),
        Slips(rows_with_lemmas(paths)),
        {name: read(options.tagged / f"{name}-dev.tsv.xz") for name in ("ewt", "gum")},
    )


def batches_of(material: Material, encoder: Encoder, seed: int) -> Callable[[], list[Batch]]:
    """A function that gives the batches of the next epoch over the tagged corpora, varied anew."""
    nouns = Counter(
        word
        for sentence in material.corpus
        for word, tag in zip(sentence.words, sentence.tags, strict=True)
        if tag in ("NN", "JJ") and len(word) > 3 and word.isalpha() and word.islower()
    )
    augmenter = Augmenter(material.slips, sorted(word for word, count in nouns.items() if count > 1), seed)
    chance = random.Random(seed)
    # Half of GUM counts twice: it is edited text, nearer to what copydesk reads than e-mail and reviews are.
    edited = [sentence for sentence in material.corpus if sentence.document.startswith("GUM")]
    weighted = [*material.corpus, *edited[::2]]

    def draw() -> list[Batch]:
        varied = [augmenter.vary(sentence) for sentence in weighted]
        chance.shuffle(varied)
        batches: list[Batch] = []
        for group in in_steps(varied):
            *inputs, tags = encoder.encode(group, chance)
            batches.append((inputs, tags[2:-2]))
        return batches

    return draw


def fit(net: Net, draw: Callable[[], list[Batch]], epochs: int, rate: float, report: Callable[[Net, int], None]) -> Net:
    """Train the net; gives the running mean of its weights, which is the better net."""
    optimizer = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=0.01, betas=(0.9, 0.99))
    averaged = copy.deepcopy(net).eval()
    loss_of = nn.CrossEntropyLoss(ignore_index=-1, label_smoothing=0.05)
    step = 0
    for epoch in range(epochs):
        net.train()
        batches = draw()
        for inputs, tags in batches:
            for group in optimizer.param_groups:
                group["lr"] = rate * min(1, (step + 1) / 200) * max(0.02, 1 - step / (epochs * len(batches)))
            loss = loss_of(net(*inputs), tags)
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
    torch.manual_seed(options.seed)
    encoder = Encoder(Features(material.entries, lexicon().tags), material.corpus)
    draw = batches_of(material, encoder, options.seed)

    def report(net: Net, epoch: int) -> None:
        tagger = Tagger(weights_of(net, material.entries), lexicon().tags)
        scores = {name: round(accuracy(tagger, sentences), 2) for name, sentences in material.held_out.items()}
        print(f"epoch {epoch}  {scores}  {time.time() - begin:.0f} s", flush=True)

    net = fit(Net(material.sizes(), material.known, options.drop), draw, options.epochs, options.rate, report)
    with options.out.open("wb") as file:
        np.savez(file, **weights_of(net, material.entries))
    print(options.out, options.out.stat().st_size, "bytes")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tagged", type=Path, required=True)
    parser.add_argument("--text", type=Path, required=True)
    root = Path(__file__).resolve().parent.parent
    parser.add_argument("--out", type=Path, default=root / "src/copydesk/language/models/tagger.npz")
    parser.add_argument("--cache", type=Path, help="keep the vectors in this file (.npz), use them the next time")
    parser.add_argument("--words", type=int, default=20_000, help="how many words have a vector")
    parser.add_argument("--epochs", type=int, default=14)
    parser.add_argument("--drop", type=float, default=0.35)
    parser.add_argument("--rate", type=float, default=0.0035)
    parser.add_argument("--seed", type=int, default=1)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
