"""The training text of the context models as columns of numbers, made once and kept in a folder.

Paragraphs that are mostly code or tables, or that occur twice in a file, are left out.
"""

import lzma
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from copydesk.language.context_words import ALL_CAPITALS, CASES, WordTable, case_of, class_of
from copydesk.language.sentences import split
from copydesk.language.tokens import tokenize

EVALUATION_FILE = "vanatteveldt+wikinews"  # news: thresholds are set on one half and reported on the other
HELD_OUT_BOOK = "openstax+osbooks-introduction-political-science"
MANUALS = ("MicrosoftDocs", "apple", "python", "rust-lang+rfcs")
TRAIN, DEV, BOOK, NEWS_TUNE, NEWS_TEST = range(5)
LETTERS_AT_LEAST = 0.88
VOCABULARY = 16_000


@dataclass
class Corpus:
    """`ids` index `words` (lower-cased, words in capitals as they are); `sentence` is a token's row of `sentences`."""

    words: list[str]
    ids: np.ndarray
    cases: np.ndarray
    sentences: np.ndarray
    part: np.ndarray  # per token: TRAIN, DEV, BOOK, NEWS_TUNE or NEWS_TEST
    manual: np.ndarray  # per token: from a manual, to be taken less often

    def __post_init__(self) -> None:
        self.sentence = np.repeat(np.arange(len(self.sentences)), self.sentences[:, 1] - self.sentences[:, 0])
        self.starts = self.sentences[self.sentence, 0]
        self.ends = self.sentences[self.sentence, 1]
        weights = np.where(self.part == TRAIN, np.where(self.manual, 0.3, 1.0), 0.0)
        self.counts = np.bincount(self.ids, weights=weights, minlength=len(self.words))

    def vocabulary(self, also: set[str], size: int = VOCABULARY) -> list[str]:
        """The most frequent words of the training part, and others that occur."""
        frequent = [self.words[index] for index in np.argsort(-self.counts, kind="stable")[:size]]
        return frequent + sorted((also & set(self.words)) - set(frequent))

    def numbered(self, table: WordTable) -> np.ndarray:
        """The ids of `table` for every token."""
        shapes = (str.lower, str.capitalize, str.upper)
        numbers = np.zeros((len(self.words), CASES), dtype=np.int32)
        for row, word in enumerate(self.words):
            lower = word.lower()
            known = table.numbers.get(word, table.numbers.get(lower))
            for case, shape in enumerate(shapes):
                numbers[row, case] = known if known is not None else table.first_class + class_of(shape(lower), lower)
        return numbers[self.ids, self.cases]


def load(folder: Path, work: Path) -> Corpus:
    """The corpus in `folder` (*.txt.xz, a paragraph a line), read from `work` if it was made before."""
    kept = work / "corpus.npz"
    if not kept.exists():
        work.mkdir(parents=True, exist_ok=True)
        _make(folder, kept)
    data = np.load(kept)
    words = (work / "words.txt").read_text(encoding="utf-8").split("\n")
    return Corpus(words, data["ids"], data["cases"], data["sentences"], data["part"], data["manual"])


def _make(folder: Path, kept: Path) -> None:
    numbers: dict[str, int] = {}
    ids: list[int] = []
    shapes: list[int] = []
    sentences: list[tuple[int, int]] = []
    parts: list[np.ndarray] = []
    manuals: list[np.ndarray] = []
    paragraph = 0
    for path in sorted(folder.glob("*.txt.xz")):
        before = len(ids)
        manual = path.name.startswith(MANUALS)
        seen: set[str] = set()
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(map(str.strip, lines)):
                letters = sum(map(str.isalpha, line)) + line.count(" ")
                if len(line) < 20 or line in seen or letters < LETTERS_AT_LEAST * len(line):
                    continue
                seen.add(line)
                base = len(ids)
                spans = tokenize(line, 0, len(line))
                for start, end in spans:
                    word = line[start:end].replace("’", "'")
                    shapes.append(case_of(word))
                    key = word if shapes[-1] == ALL_CAPITALS else word.lower()
                    ids.append(numbers.setdefault(key, len(numbers)))
                sentences += [(base + first, base + last) for first, last in split(line, spans)]
                parts.append(np.full(len(spans), _part(path.name, number, paragraph), np.int8))
                paragraph += 1
        manuals.append(np.full(len(ids) - before, manual))
    np.savez(
        kept,
        ids=np.array(ids, np.int32),
        cases=np.array(shapes, np.int8),
        sentences=np.array(sentences, np.int32),
        part=np.concatenate(parts),
        manual=np.concatenate(manuals),
    )
    kept.with_name("words.txt").write_text("\n".join(numbers), encoding="utf-8")


def _part(name: str, line: int, paragraph: int) -> int:
    if name.startswith(EVALUATION_FILE):
        return NEWS_TUNE + line // 40 % 2  # as in benchmarks/context.py
    if name.startswith(HELD_OUT_BOOK):
        return BOOK
    return DEV if paragraph % 20 == 7 else TRAIN
