"""Measure the speller: how often its first suggestion is right, and how often it raises a false alarm.

    python benchmarks/spelling.py EVAL_DATA [--texts FOLDER] [--show N]

EVAL_DATA holds gmeg/data/dev/wiki and jfleg/dev (a source and four references a sentence, tokenised), cweb/data/m2 and
clean/news.txt (well-edited sentences, one a line). FOLDER, if given, holds a Wikinews text (*wikinews*.txt.xz, a
paragraph a line); its first 20,000 words are checked. Rows: a lower-case word that the lexicon does not know and that
at least one annotator changed into one known word, or two.
"""

from __future__ import annotations

import argparse
import difflib
import lzma
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from copydesk.language.lexicon import lexicon
from copydesk.language.sentences import split
from copydesk.language.spelling import Speller
from copydesk.language.tokens import tokenize


class Row(NamedTuple):
    """One sentence: its tokens, and for each changed one the corrections with the number of annotators behind each."""

    tokens: list[str]
    changes: dict[int, Counter[str]]


def parallel(folder: Path, source: str, references: str) -> Iterator[Row]:
    """Sentences of a source file and its references."""
    lines = (folder / source).read_text("utf-8").splitlines()
    others = [path.read_text("utf-8").splitlines() for path in sorted(folder.glob(references))]
    for number, line in enumerate(lines):
        tokens = line.split()
        changes: dict[int, Counter[str]] = defaultdict(Counter)
        for other in others:
            for place, words in differences(tokens, other[number].split()):
                changes[place][words] += 1
        yield Row(tokens, changes)


def differences(source: list[str], target: list[str]) -> Iterator[tuple[int, str]]:
    """(place, words) for each source token that the target replaces: aligned word by word, the likest together."""
    matcher = difflib.SequenceMatcher(None, source, target, autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind != "replace":
            continue
        for place in range(first, last):
            options = [" ".join(target[a:b]) for a in range(start, end) for b in range(a + 1, min(a + 3, end + 1))]
            yield place, max(options, key=lambda words: likeness(source[place], words)).replace(" n't", "n't")


def likeness(word: str, words: str) -> float:
    return difflib.SequenceMatcher(None, word.lower(), words.lower().replace(" ", ""), autojunk=False).ratio()


def m2(path: Path) -> Iterator[Row]:
    """Sentences of an M2 file."""
    for block in path.read_text("utf-8").replace("\r", "").strip().split("\n\n"):
        first, *notes = block.split("\n")
        changes: dict[int, Counter[str]] = defaultdict(Counter)
        for note in notes:
            span, kind, words, *_ = note[2:].split("|||")
            start, end = map(int, span.split())
            if end == start + 1 and kind not in ("noop", "UNK") and words not in ("", "-NONE-"):
                changes[start][words.replace(" n't", "n't")] += 1
        yield Row(first.split()[1:], changes)


def suggestions(name: str, rows: list[Row], speller: Speller, show: int) -> None:
    """How often the first suggestion (and one of the first five) is a correction that an annotator made."""
    scores: dict[int, Counter[str]] = {1: Counter(), 2: Counter()}
    alarms = Counter[str]()
    spent = 0.0
    for tokens, changes in rows:
        found = {m.start: m for m in speller.check(tokens, [0]) if m.end == m.start + 1}
        for place, word in enumerate(tokens):
            if not (word.isalpha() and word.islower() and not speller.lexicon.known(word)):
                if place in found and place not in changes:
                    alarms["others"] += 1
                continue
            corrections = {
                text.lower(): count
                for text, count in changes.get(place, Counter()).items()
                if text.lower() != word and all(speller.lexicon.known(part) for part in text.replace("n't", "").split())
            }
            if not corrections:
                alarms["alarm" if place in found else "no alarm"] += place not in changes
                if place in found and place not in changes and show:
                    print(f"  {name}, unchanged: {word} → {found[place].suggestions[:1]} {found[place].confidence:.2f}")
                continue
            left = tokens[place - 1] if place else ""
            right = tokens[place + 1] if place + 1 < len(tokens) else ""
            before = time.perf_counter()
            offered = [text.lower() for text in speller.suggest(word, left, right)]
            spent += time.perf_counter() - before
            for level, score in scores.items():
                if max(corrections.values()) >= level:
                    score["rows"] += 1
                    score["first"] += bool(offered) and offered[0] in corrections
                    score["five"] += any(text in corrections for text in offered)
                    score["reported"] += place in found
                    if place in found:
                        score["right"] += found[place].suggestions[0].lower() in corrections
            if show and (not offered or offered[0] not in corrections):
                mark = f"{found[place].confidence:.2f}" if place in found else "silent"
                print(f"  {name}: {left} [{word}] {right} → {offered[:3]} not {corrections} {mark}")
    for level, score in scores.items():
        print(
            f"{name}, {level} annotator(s): {score['rows']} words, first right {share(score, 'first', 'rows')}, "
            f"among five {share(score, 'five', 'rows')}; reported {share(score, 'reported', 'rows')}, "
            f"of these right {share(score, 'right', 'reported')}"
        )
    print(f"{name}: unknown words that nobody changed {dict(alarms)}; {1000 * spent / scores[1]['rows']:.1f} ms a word")


def share(score: Counter[str], part: str, whole: str) -> str:
    return f"{100 * score[part] / max(1, score[whole]):.1f} %"


def clean(name: str, documents: list[str], speller: Speller, limit: int, show: int) -> None:
    """Every alarm in edited text; a person tells the false ones from the true."""
    words = alarms = 0
    before = time.perf_counter()
    for text in documents:
        tokens: list[str] = []
        starts: list[int] = []
        offset = 0
        for line in text.splitlines(keepends=True):
            spans = tokenize(text, offset, offset + len(line))
            starts += [len(tokens) + first for first, _ in split(text, spans)]
            tokens += [text[start:end] for start, end in spans]
            offset += len(line)
        for found in speller.check(tokens, starts):
            alarms += 1
            if alarms <= show:
                context = " ".join(tokens[max(0, found.start - 4) : found.end + 4])
                print(f"  {name}: [{tokens[found.start]}] → {found.suggestions[:2]} {found.confidence:.2f} | {context}")
        words += len(text.split())
        if words > limit:
            break
    seconds = time.perf_counter() - before
    print(f"{name}: {words:,} words, {alarms} alarms, {1000 * alarms / words:.2f} per 1,000; {seconds:.2f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--show", type=int, default=0, metavar="N")
    options = parser.parse_args()
    before = time.perf_counter()
    speller = Speller(lexicon())
    speller.suggest("recieve", "I", "it")
    print(f"first suggestion after {1000 * (time.perf_counter() - before):.0f} ms")
    wiki, learners = options.data / "gmeg/data/dev/wiki", options.data / "jfleg/dev"
    suggestions("gmeg-wiki", list(parallel(wiki, "source", "ref*")), speller, options.show)
    suggestions("jfleg", list(parallel(learners, "dev.src", "dev.ref*")), speller, options.show)
    for path in sorted((options.data / "cweb/data/m2").glob("*.m2")):
        suggestions(path.stem, list(m2(path)), speller, options.show)
    lines = (options.data / "clean/news.txt").read_text("utf-8").splitlines()
    clean("clean-news", lines, speller, 10**9, options.show)
    if options.texts:
        for path in options.texts.glob("*wikinews*.txt.xz"):
            with lzma.open(path, "rt", encoding="utf-8") as stream:
                paragraphs = [line for line in stream.read().split("\n\n") if line.strip()]
            clean(path.name, paragraphs, speller, 20_000, options.show)


if __name__ == "__main__":
    main()
