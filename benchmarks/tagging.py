"""Tokens, sentences and tags: how good, how fast.

    python benchmarks/tagging.py [--corpus DIRECTORY] [--words 100000]

The directory holds `tagged/*-test.tsv.xz` and `text/*.txt.xz`. Sentences are scored on the running text of documents
of news: a sentence without a final mark (a headline, a caption) ends its block. Speed is that of one core, as words
(runs between white space) a second and as a ratio to `re.findall(r"\\w+", text)` over the same text in the same run.
"""

import os

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before numpy: one core

import argparse
import lzma
import re
import sys
import time
from collections.abc import Callable, Iterator
from itertools import accumulate, groupby
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "training"))

import numpy as np
from treebank import Sentence, read, running_text

from copydesk.language.lexicon import Lexicon
from copydesk.language.sentences import split
from copydesk.language.tagger import Tagger, tagger
from copydesk.language.tokens import tokenize

MODEL = Path(__file__).resolve().parents[1] / "src/copydesk/language/models/tagger.npz"
FINAL = re.compile(r"[.!?…][\"”’')\]]*$")


def blocks(sentences: list[Sentence]) -> Iterator[list[str]]:
    """The sentences of a corpus as running text, in blocks that a sentence without a final mark closes."""
    for _, document in groupby(sentences, key=lambda sentence: sentence.document):
        block: list[str] = []
        for sentence in document:
            block.append(running_text(sentence.words, sentence.tags))
            if not FINAL.search(block[-1]):
                yield block
                block = []
        if block:
            yield block


def score_splitting(sentences: list[Sentence], errors: bool = False) -> tuple[float, float]:
    """Precision and recall of the sentences found, in percent."""
    found_count = gold_count = right = 0
    for block in blocks(sentences):
        text = " ".join(block)
        tokens = tokenize(text, 0, len(text))
        found = {text[tokens[first][0] : tokens[last - 1][1]] for first, last in split(text, tokens)}
        found_count += len(found)
        gold_count += len(set(block))
        right += len(found & set(block))
        if errors and found != set(block):
            print("  found:", " ¦ ".join(sorted(found - set(block))))
            print("  gold: ", " ¦ ".join(sorted(set(block) - found)))
    return 100 * right / found_count, 100 * right / gold_count


def best(action: Callable[[], object], times: int = 3) -> float:
    """Processor seconds of the fastest of a few runs."""
    seconds = []
    for _ in range(times):
        begin = time.process_time()
        action()
        seconds.append(time.process_time() - begin)
    return min(seconds)


def paragraphs(path: Path, words: int) -> str:
    """The first paragraphs of a text that hold so many words."""
    taken, count = [], 0
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            taken.append(line)
            count += len(line.split())
            if count >= words:
                break
    return "".join(taken)


def analyse(text: str, tag: Tagger | None = None) -> int:
    """Tokens and sentences of every line, and with a tagger their tags."""
    words: list[str] = []
    starts: list[int] = []
    place = 0
    for line in text.split("\n"):
        tokens = tokenize(text, place, place + len(line))
        starts += [len(words) + first for first, _ in split(text, tokens)]
        words += [text[start:end] for start, end in tokens]
        place += len(line) + 1
    return len(tag.tag(words, starts).tags) if tag else len(words)


def score_tags(sentences: list[Sentence]) -> float:
    """Percent of the tags found."""
    words = [word for sentence in sentences for word in sentence.words]
    gold = [tag for sentence in sentences for tag in sentence.tags]
    starts = [0, *accumulate(len(sentence.words) for sentence in sentences)][:-1]
    found = tagger().tag(words, starts).tags
    return 100 * sum(map(str.__eq__, found, gold)) / len(gold)


def fresh() -> Tagger:
    """A tagger that remembers no word, with a lexicon that remembers none."""
    with np.load(MODEL) as file:
        return Tagger(dict(file.items()), Lexicon().tags)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=Path(__file__).resolve().parents[2] / "shared" / "corpus")
    parser.add_argument("--words", type=int, default=100_000)
    parser.add_argument("--errors", action="store_true", help="print the blocks that were split wrongly")
    options = parser.parse_args()

    news = read(options.corpus / "tagged" / "gum-news-test.tsv.xz")
    precision, recall = score_splitting(news, options.errors)
    print(f"sentences of GUM news    precision {precision:.1f}  recall {recall:.1f}")

    for name in ("ewt-test", "gum-test", "gum-news-test"):
        print(f"tags of {name:16} {score_tags(read(options.corpus / 'tagged' / f'{name}.tsv.xz')):.2f} %")

    text = paragraphs(options.corpus / "text" / "vanatteveldt+wikinews.txt.xz", options.words)
    count = len(text.split())
    yardstick = best(lambda: re.findall(r"\w+", text))
    loading = best(fresh)
    runs = [
        ("tokens, sentences", best(lambda: analyse(text))),
        ("and tags, cold", best(lambda: analyse(text, fresh())) - loading),
        ("and tags, warm", best(lambda: analyse(text, tagger()))),
    ]
    for name, seconds in runs:
        print(f"{name:24} {count / seconds:,.0f} words/s  {seconds / yardstick:.1f} × re.findall")
    print(f"loading the model        {1000 * loading:.0f} ms  {MODEL.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
