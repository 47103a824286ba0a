"""Make src/copydesk/language/models/spelling.npz, which tells the speller how well a word sits between its neighbours.

    python training/spelling.py TEXTS        # a folder of *.txt.xz, a paragraph a line

Counts the pairs of neighbouring words, gathers the frequent words into classes by the company they keep (singular
value decomposition of the pair counts, then spherical k-means), and keeps the association of every pair of classes and
of those pairs of words that differ from their classes. Two minutes on one core, 2 GB of memory. Wikinews is left out:
it is for evaluation.
"""

from __future__ import annotations

import argparse
import lzma
from collections import Counter
from pathlib import Path

import numpy as np
import numpy.typing as npt

from copydesk.language.lexicon import lexicon
from copydesk.language.neighbours import BOUNDARY, ENDINGS, SCALE, checksum, ending_of, normal
from copydesk.language.tokens import tokenize

OUTPUT = Path(__file__).parents[1] / "src" / "copydesk" / "language" / "models" / "spelling.npz"
HELD_BACK = "wikinews"
CLASSES = 256 - len(ENDINGS)
VOCABULARY, LEAST = 24_000, 8  # so many words, seen so often
CONTEXTS, DIMENSIONS, ROUNDS = 800, 48, 25
PAIR_LEAST, PAIR_DIFFERENCE = 12, 0.25


def count(folder: Path) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """Words and pairs of neighbouring words of all texts."""
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for path in sorted(folder.glob("*.txt.xz")):
        if HELD_BACK in path.name:
            continue
        with lzma.open(path, "rt", encoding="utf-8") as stream:
            for line in stream:
                tokens = [normal(line[start:end]) for start, end in tokenize(line, 0, len(line))]
                words.update(tokens)
                words[BOUNDARY] += 1
                pairs.update(zip([BOUNDARY, *tokens], [*tokens, BOUNDARY], strict=True))
        print(f"{path.name}: {words.total():,} words so far")
    return words, pairs


def choose(words: Counter[str]) -> list[str]:
    """The words that get a number, in the order of their checksums: frequent and rightly spelt, marks included."""
    accepted = lexicon()
    chosen = []
    for word, seen in words.most_common():
        if seen < LEAST or len(chosen) == VOCABULARY:
            break
        known = accepted.known(word) or accepted.known(word.capitalize())
        if known or not word[0].isalpha():
            chosen.append(word)
    return sorted({checksum(word): word for word in reversed(chosen)}.values(), key=checksum)


def vectors(vocabulary: list[str], words: Counter[str], pairs: Counter[tuple[str, str]]) -> npt.NDArray[np.float32]:
    """One unit vector a word, near each other for words that keep the same company left and right."""
    frequent = {word: number for number, (word, _) in enumerate(words.most_common(CONTEXTS))}
    numbers = {word: number for number, word in enumerate(vocabulary)}
    table = np.zeros((len(vocabulary), 2 * CONTEXTS), np.float32)
    for (left, right), seen in pairs.items():
        if left in numbers and right in frequent:
            table[numbers[left], frequent[right]] += seen
        if right in numbers and left in frequent:
            table[numbers[right], CONTEXTS + frequent[left]] += seen
    for side in (slice(0, CONTEXTS), slice(CONTEXTS, 2 * CONTEXTS)):
        counts = table[:, side]
        rows, columns, total = counts.sum(1, keepdims=True) + 1, counts.sum(0, keepdims=True) + 1, counts.sum()
        table[:, side] = np.log1p(counts * total / (rows * columns)) * np.sqrt(rows / (rows + 20))
    basis = np.random.default_rng(0).normal(size=(2 * CONTEXTS, DIMENSIONS + 10)).astype(np.float32)
    for _ in range(3):
        basis, _ = np.linalg.qr(table.T @ (table @ basis))
    left, sizes, _ = np.linalg.svd(table @ basis, full_matrices=False)
    found = left[:, :DIMENSIONS] * np.sqrt(sizes[:DIMENSIONS])
    return np.asarray(found / (np.linalg.norm(found, axis=1, keepdims=True) + 1e-6), np.float32)


def cluster(points: npt.NDArray[np.float32], weights: npt.NDArray[np.float64]) -> npt.NDArray[np.uint8]:
    """The class of each point: spherical k-means."""
    random = np.random.default_rng(0)
    centres = points[random.choice(len(points), CLASSES, replace=False, p=weights / weights.sum())]
    for _ in range(ROUNDS):
        nearest = (points @ centres.T).argmax(1)
        for number in range(CLASSES):
            members = nearest == number
            if members.any():
                centre = (points[members] * weights[members, None]).sum(0)
                centres[number] = centre / (np.linalg.norm(centre) + 1e-9)
    return nearest.astype(np.uint8)


def associations(
    vocabulary: list[str], classes: npt.NDArray[np.uint8], words: Counter[str], pairs: Counter[tuple[str, str]]
) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.uint32], npt.NDArray[np.int8]]:
    """(class x class association, keys of the pairs of words, their associations), as log10 ratios times SCALE."""
    numbers = {word: number for number, word in enumerate(vocabulary)}
    group = {word: int(classes[numbers[word]]) if word in numbers else CLASSES + ending_of(word) for word in words}
    table = np.zeros((CLASSES + len(ENDINGS), CLASSES + len(ENDINGS)))
    for (left, right), seen in pairs.items():
        table[group[left], group[right]] += seen
    expected = np.outer(table.sum(1), table.sum(0)) / table.sum() + 1e-9
    # A pair of classes never seen is held to be as rare as the data can tell, and no rarer than a thousandth.
    ratio = (table + 0.5 * expected / (expected + 5)) / (expected + 0.5)
    affinity = np.log10(np.maximum(ratio, 1e-3))
    total = words.total()
    kept: dict[int, float] = {}
    for (left, right), seen in pairs.items():
        if seen >= PAIR_LEAST and left in numbers and right in numbers:
            by_class = affinity[group[left], group[right]]
            chance = words[left] * words[right] / total
            value = np.log10((seen + 5 * min(1.0, chance * 10**by_class)) / (chance + 5 * min(1.0, chance)))
            if abs(value - by_class) >= PAIR_DIFFERENCE:
                kept[numbers[left] * len(vocabulary) + numbers[right]] = float(value)
    keys = np.array(sorted(kept), np.uint32)
    values = np.array([kept[int(key)] for key in keys])
    return _small(affinity), keys, _small(values)


def _small(values: npt.NDArray[np.float64]) -> npt.NDArray[np.int8]:
    return np.clip(np.round(values * SCALE), -127, 127).astype(np.int8)


def steps(ascending: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    """The differences of ascending numbers, which pack better than the numbers."""
    return np.diff(ascending, prepend=np.uint32(0)).astype(np.uint32)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("texts", type=Path, help="folder of *.txt.xz")
    words, pairs = count(parser.parse_args().texts)
    vocabulary = choose(words)
    weights = np.sqrt([float(words[word]) for word in vocabulary])
    classes = cluster(vectors(vocabulary, words, pairs), weights)
    affinity, keys, values = associations(vocabulary, classes, words, pairs)
    sums = steps(np.array([checksum(word) for word in vocabulary], np.uint32))
    np.savez_compressed(OUTPUT, words=sums, classes=classes, affinity=affinity, pairs=steps(keys), values=values)
    print(f"{OUTPUT}: {len(vocabulary):,} words, {len(keys):,} pairs, {OUTPUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
