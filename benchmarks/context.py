"""What the context models find and what they take for wrong that is not.

    python benchmarks/context.py [--corpus FOLDER] [--eval FOLDER] [--table] [--show N]

--table prints the directions that are shipped with their thresholds and their recall on held-out text.
--corpus: a folder with the held-out news (vanatteveldt+wikinews.txt.xz, a paragraph a line); half of it set the
thresholds, the other half is measured here: suspicions a thousand words as it stands (some of them are errors of the
text), errors found when 1.5 % of the words are exchanged and when a tenth of the commas are taken away, and speed.
--eval: the folder of the scorers and their data: how many of the commas that the models put in are in a reference.
"""

from __future__ import annotations

import argparse
import lzma
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from copydesk.language.context import Reading, Suspicion, context
from copydesk.language.sentences import split
from copydesk.language.tokens import tokenize

NEWS = "vanatteveldt+wikinews.txt.xz"
ERRORS = 0.015
TAKEN = 0.1


class Tokens:
    """Words and sentences of paragraphs, one after the other."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self.words: list[str] = []
        self.sentences: list[tuple[int, int]] = []
        for text in paragraphs:
            first = len(self.words)
            spans = tokenize(text, 0, len(text))
            self.words += [text[start:end] for start, end in spans]
            self.sentences += [(first + start, first + end) for start, end in split(text, spans)]

    def read(self) -> Reading:
        return context().read(self.words, [word.lower() for word in self.words], self.sentences)

    def without(self, gone: set[int]) -> tuple[Tokens, list[int]]:
        """The same without some tokens, and where each token that is left was."""
        left = [index for index in range(len(self.words)) if index not in gone]
        place = {index: number for number, index in enumerate(left)}
        other = Tokens(())
        other.words = [self.words[index] for index in left]
        for first, last in self.sentences:
            inside = [place[index] for index in range(first, last) if index in place]
            if inside:
                other.sentences.append((inside[0], inside[-1] + 1))
        return other, left


def news(folder: Path) -> Tokens:
    """The half of the news that did not set the thresholds."""
    with lzma.open(folder / NEWS, "rt", encoding="utf-8") as lines:
        paragraphs = [line.strip() for line in lines]
    return Tokens([line for number, line in enumerate(paragraphs) if number // 40 % 2])


def show(tokens: Tokens, suspicion: Suspicion) -> str:
    first, last = suspicion.first, suspicion.last
    words = tokens.words
    here = f"[{' '.join(words[first:last])}→{suspicion.alternative}]"
    before, after = " ".join(words[max(0, first - 7) : first]), " ".join(words[last : last + 7])
    return f"{suspicion.log_odds:6.1f} {before} {here} {after}"


def confusions(tokens: Tokens, shown: int) -> None:
    """As the text stands, and with errors put in at the rate of real text."""
    count = len(tokens.words)
    began = time.process_time()
    found = tokens.read().confusions()
    took = time.process_time() - began
    print(f"confusions: {len(found)} suspicions in {count} tokens, {1000 * len(found) / count:.3f} a thousand, "
          f"{1e6 * took / count:.2f} µs a token")  # fmt: skip
    for suspicion in found[:shown]:
        print("  ", show(tokens, suspicion))
    model = context().confusions
    rng = random.Random(7)
    wrong = Tokens(())
    wrong.words, wrong.sentences = list(tokens.words), tokens.sentences
    single = {model.items[meant][0]: [] for _, meant, _ in model.directions()}  # type: dict[str, list[str]]
    for stands, meant, _ in model.directions():
        if len(model.items[stands]) == len(model.items[meant]) == 1:
            single[model.items[meant][0]].append(model.items[stands][0])
    planted: dict[int, str] = {}
    for index, word in enumerate(tokens.words):
        if single.get(word) and rng.random() < ERRORS:
            planted[index] = word
            wrong.words[index] = rng.choice(single[word])
    before = {(suspicion.first, suspicion.alternative) for suspicion in found}
    hits, false = Counter[str](), Counter[str]()
    for suspicion in wrong.read().confusions():
        if planted.get(suspicion.first) == suspicion.alternative:
            hits[suspicion.alternative] += 1
        elif (suspicion.first, suspicion.alternative) not in before:
            false[suspicion.kind] += 1
    all_hits, all_false = hits.total(), false.total() + len(found)
    print(f"planted {len(planted)}: found {all_hits} ({100 * all_hits / len(planted):.0f} %), precision "
          f"{100 * all_hits / (all_hits + all_false):.1f} % with the suspicions above counted as wrong")  # fmt: skip


def commas(tokens: Tokens, shown: int) -> None:
    """With a tenth of the commas taken away, by sort."""
    rng = random.Random(7)
    gone = {index for index, word in enumerate(tokens.words) if word == "," and rng.random() < TAKEN}
    other, left = tokens.without(gone)
    began = time.process_time()
    found = other.read().commas()
    took = time.process_time() - began
    hits, false = Counter[str](), Counter[str]()
    for suspicion in found:
        right = bool(suspicion.alternative) and left[suspicion.first] - 1 in gone
        (hits if right else false)[suspicion.kind] += 1
        if shown and not right:
            shown -= 1
            print("  ", suspicion.kind, show(other, suspicion))
    print(f"commas: {len(gone)} taken away, {1e6 * took / len(other.words):.2f} µs a token")
    for kind in sorted(hits | false):
        print(f"  {kind:14} right {hits[kind]:4} wrong {false[kind]:4}")


def references(folder: Path, sets: Sequence[str]) -> None:
    """Commas put into real text against the edits of its annotators."""
    sys.path.insert(0, str(folder))
    from data import load

    for name in sets:
        sentences = load(name)
        right, wrong, wanted = Counter[str](), Counter[str](), 0
        for sentence in sentences:
            words = sentence.tokens
            edits = [{(a, b, tuple(new)) for a, b, new, _ in given} for given in sentence.edits]
            wanted += max((sum(new == (",",) and a == b for a, b, new in given) for given in edits), default=0)
            for suspicion in context().read(words, [word.lower() for word in words], [(0, len(words))]).commas():
                edit = (suspicion.first, suspicion.last, tuple(suspicion.alternative))
                (right if any(edit in given for given in edits) else wrong)[suspicion.kind] += 1
        total = right.total() + wrong.total()
        print(f"{name}: commas right {right.total()} of {total} ({100 * right.total() / max(1, total):.0f} %), "
              f"missing in the most demanding reference {wanted}")  # fmt: skip
        for kind in sorted(right | wrong):
            print(f"  {kind:14} right {right[kind]:4} wrong {wrong[kind]:4}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--eval", type=Path)
    parser.add_argument("--table", action="store_true")
    parser.add_argument("--show", type=int, default=0)
    args = parser.parse_args()
    began = time.perf_counter()
    model = context().confusions
    print(f"loaded in {1000 * (time.perf_counter() - began):.0f} ms")
    if args.table:
        for (stands, meant, threshold), recall in zip(model.directions(), model.recall, strict=True):
            pair = f"{' '.join(model.items[stands]):16} → {' '.join(model.items[meant]):16}"
            print(f"{pair} {threshold:6.2f} {recall:5.2f}")
    if args.corpus:
        tokens = news(args.corpus)
        confusions(tokens, args.show)
        commas(tokens, args.show)
    if args.eval:
        references(args.eval, ("gmeg-wiki-dev", "cweb-g-dev"))


if __name__ == "__main__":
    main()
