"""What the tagger's nets are fed, as columns of numbers: made once from the corpora, kept in a file.

Every word that can occur, in the corpora or as a wrong form in them, is a *type*; texts are rows of types. What the net
knows of a type is the row that language/tagger.py would look up.
"""

from __future__ import annotations

import lzma
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import accumulate
from pathlib import Path

import numpy as np
from augment import Augmenter, Pair, Slips, merged
from treebank import Sentence, read

from copydesk.language.inflection import inflect, lemmas
from copydesk.language.lexicon import lexicon
from copydesk.language.sentences import split
from copydesk.language.shapes import normal, shape
from copydesk.language.tagger import AFFIXES, READINGS, TAGS, Features, capitalisation, tagger
from copydesk.language.tokens import tokenize, word_of

VARIANTS = 12  # ways in which each tagged sentence is written
FORMS = ("NN", "NNS", "VB", "VBZ", "VBG", "VBD", "VBN", "RB", "JJ", "lower", "capital", "upper")
LEAST = 3  # a type that occurs so often has wrong forms
MASKED_WORDS = 40_000  # normal forms that a masked word is guessed among
_LEAST_AFFIXES = {"suffix4": 8, "suffix3": 6, "suffix2": 6, "prefix3": 8, "shape": 8}
_TAGS = {tag: number for number, tag in enumerate(TAGS)}
_READINGS = {tag: number for number, tag in enumerate(READINGS)}


class Types(dict[str, int]):
    """Word → its number, new ones at the end; 0 is no word."""

    def __init__(self) -> None:
        super().__init__({"": 0})

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


def running_sentences(paths: Iterable[Path]) -> Iterator[list[str]]:
    """The sentences of texts (.txt.xz, a paragraph a line) as words."""
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                tokens = tokenize(line, 0, len(line))
                words = [word_of(line, start, end) for start, end in tokens]
                for first, last in split(line, tokens):
                    yield words[first:last]


def make(tagged: Path, text: Path, words: int, seed: int) -> dict[str, np.ndarray]:
    """All columns. `tagged` holds {ewt,gum}-{train,dev}.tsv.xz, `text` running text; Wikinews is for evaluation."""
    types = Types()
    running = running_sentences(path for path in sorted(text.glob("*.xz")) if "wikinews" not in path.name)
    ids, starts = numbered(running, types)
    counts = np.bincount(ids, minlength=len(types))
    spelt = list(types)
    result = {"running.ids": ids, "running.starts": starts, "running.tags": tags_of(spelt, ids, starts)}
    paths = [tagged / f"{name}-train.tsv.xz" for name in ("ewt", "gum")]
    corpus = [sentence for path in paths for sentence in read(path)]
    result |= _gold("gold", _variants(corpus, paths, seed), types, corpus)
    for name in ("ewt", "gum"):
        plain = ([*zip(one.words, one.tags, strict=True)] for one in read(tagged / f"{name}-dev.tsv.xz"))
        result |= _gold(name, plain, types, None)
    result["forms"] = forms_of(spelt, counts, types)
    vocabulary = _vocabulary(corpus, spelt, counts, words)
    features = Features(vocabulary, lexicon().tags)
    spelt = list(types)
    result["rows"] = np.concatenate((np.zeros((1, 9), np.int64), features.rows(spelt[1:]))).astype(np.int32)
    result["sets"] = features.sets.astype(np.uint8)
    for part in ("running", "gold", "ewt", "gum"):
        capitals = result["rows"][result[f"{part}.ids"], -1].astype(np.int64)
        result[f"{part}.styles"] = capitalisation(capitals, result[f"{part}.starts"].astype(np.int64)).astype(np.uint8)
    masked = Counter()
    for word, count in zip(spelt, counts.tolist(), strict=False):
        masked[normal(word)] += count
    numbers = {form: number for number, (form, _) in enumerate(masked.most_common(MASKED_WORDS - 1), 1)}
    result["masked"] = np.array([numbers.get(normal(word), 0) for word in spelt], np.int32)
    for name, listed in {**vocabulary, "types": spelt}.items():
        result[f"{name}.entries"] = np.frombuffer("\n".join(listed).encode("utf-8"), np.uint8)
    return result


def numbered(sentences: Iterable[list[str]], types: Types) -> tuple[np.ndarray, np.ndarray]:
    ids: list[int] = []
    starts: list[int] = []
    for words in sentences:
        if words:
            starts.append(len(ids))
            ids += [types[word] for word in words]
    return np.array(ids, np.uint32), np.array(starts, np.uint32)


def tags_of(spelt: list[str], ids: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """What the tagger that there is makes of the running text: good enough to know which wrong forms a word has."""
    result = np.empty(len(ids), np.uint8)
    step = 20_000
    for first in range(0, len(starts), step):
        begin = int(starts[first])
        end = int(starts[first + step]) if first + step < len(starts) else len(ids)
        words = [spelt[number] for number in ids[begin:end].tolist()]
        found = tagger().tag(words, (starts[first : first + step] - begin).tolist()).tags
        result[begin:end] = [_TAGS[tag] for tag in found]
    return result


def _variants(corpus: list[Sentence], paths: list[Path], seed: int) -> Iterator[list[Pair]]:
    """The tagged sentences in VARIANTS ways. Half of GUM counts twice: it is edited text, as copydesk reads it."""
    nouns = Counter(
        word
        for sentence in corpus
        for word, tag in zip(sentence.words, sentence.tags, strict=True)
        if tag in ("NN", "JJ") and len(word) > 3 and word.isalpha() and word.islower()
    )
    common = sorted(word for word, count in nouns.items() if count > 1)
    augmenter = Augmenter(Slips(_rows_with_lemmas(paths)), common, seed)
    weighted = [*corpus, *[one for one in corpus if one.document.startswith("GUM")][::2]]
    chance = random.Random(seed)
    for _ in range(VARIANTS):
        chance.shuffle(weighted)
        yield from map(augmenter.vary, weighted)


def _rows_with_lemmas(paths: list[Path]) -> Iterator[tuple[str, str, str]]:
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                columns = line.rstrip("\n").split("\t")
                if len(columns) == 3:
                    yield columns[0], columns[1], columns[2]


def _gold(
    name: str, sentences: Iterable[list[Pair]], types: Types, corpus: list[Sentence] | None
) -> dict[str, np.ndarray]:
    """Tagged sentences as columns. With the corpus: the chances, of 255, that a word and its reading are forgotten,

    since the lexicon has learnt from this very corpus and of other text it will lack some.
    """
    known: Counter[str] = Counter()
    uses: Counter[Pair] = Counter()
    for sentence in corpus or ():
        forms = [normal(word) for word in sentence.words]
        known.update(forms)
        uses.update(zip(forms, sentence.tags, strict=True))
    lists = list(sentences)
    pairs = [pair for pairs in lists for pair in pairs]
    result = {
        "ids": np.array([types[word] for word, _ in pairs], np.uint32),
        "tags": np.array([_TAGS[tag] for _, tag in pairs], np.uint8),
        "starts": np.array([0, *accumulate(map(len, lists))][:-1], np.uint32),
    }
    if corpus:
        forms = [(normal(word), tag) for word, tag in pairs]
        result["forget"] = np.array([255 * 0.3 / (0.3 + known[form]) for form, _ in forms], np.uint8)
        odds = [255 * 0.15 / (0.15 + uses[pair]) if pair[1] in _READINGS else 0 for pair in forms]
        result["forget-reading"] = np.array(odds, np.uint8)
    return {f"{name}.{column}": values for column, values in result.items()}


def forms_of(spelt: list[str], counts: np.ndarray, types: Types) -> np.ndarray:
    """For each type its other forms (FORMS), 0 where there is none; the forms become types themselves."""
    words = lexicon()
    table: dict[int, list[int]] = {}
    for number, count in enumerate(counts.tolist()):
        word = spelt[number]
        if count < LEAST or not word.isalpha():
            continue
        row = [0] * len(FORMS)

        def put(form: str, text: str, word: str = word, row: list[int] = row) -> None:
            if text and text != word and " " not in text:
                row[FORMS.index(form)] = types[text]

        if word.islower():
            tags = words.tags(word)
            if "NN" in tags:
                put("NNS", inflect(word, "NNS"))
            if "NNS" in tags:
                put("NN", lemmas(word, "NNS")[0])
            verbs = [tag for tag in ("VB", "VBZ", "VBG", "VBD", "VBN") if tag in tags]
            if verbs:
                lemma = lemmas(word, verbs[0])[0]
                for tag in ("VB", "VBZ", "VBG", "VBD", "VBN"):
                    put(tag, inflect(lemma, tag))
            if "JJ" in tags:
                put("RB", next(iter(words.derive(word, "adj>adv")), ""))
            if "RB" in tags and word.endswith("ly"):
                put("JJ", next((form for form in _adjectives(word) if "JJ" in words.tags(form)), ""))
            put("capital", word.capitalize())
            if count >= 20:
                put("upper", word.upper())
        else:
            put("lower", word.lower())
        table[number] = row
    result = np.zeros((len(types), len(FORMS)), np.int32)
    result[list(table)] = list(table.values())
    return result


def _adjectives(adverb: str) -> tuple[str, ...]:
    stem = adverb[:-2]
    return (stem, stem + "le", stem.removesuffix("i") + "y", stem.removesuffix("al"))


def _vocabulary(corpus: list[Sentence], spelt: list[str], counts: np.ndarray, words: int) -> dict[str, list[str]]:
    """The entries of every table: the commonest words of the texts, words, affixes and shapes of the corpus."""
    forms: Counter[str] = Counter()
    for word, count in zip(spelt, counts.tolist(), strict=False):
        if count:
            forms[normal(word)] += count
    own = Counter(normal(word) for sentence in corpus for word in sentence.words)
    listed = [form for form, count in forms.most_common(words) if count >= 5]
    listed += sorted({word for word, count in own.items() if count >= 3} - set(listed))
    found: dict[str, Counter[str]] = {name: Counter() for name in _LEAST_AFFIXES}
    for sentence in corpus:
        pairs = list(zip(sentence.words, sentence.tags, strict=True))
        for word, _ in (*pairs, *merged(pairs)):
            form = normal(word)
            for name, cut in AFFIXES:
                found[name][form[cut]] += 1
            found["shape"][shape(word)] += 1
    return {"word": listed} | {
        name: sorted(entry for entry, count in counted.items() if count >= _LEAST_AFFIXES[name])
        for name, counted in found.items()
    }
