"""Other ways to write a tagged sentence: what running text does, what headlines do, what learners and typists do.

A tagger sees text before it is corrected, so it must not lean on commas, capitals and agreement. Every function takes
and gives (word, tag) pairs.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

from treebank import Sentence

from copydesk.text.mask import OPAQUE

Pair = tuple[str, str]

_CURLY = {"'": "’", "``": "“", "''": "”"}
_ONE_TOKEN = {("gon", "na"), ("wan", "na"), ("got", "ta"), ("do", "nt"), ("did", "nt"), ("wo", "nt"), ("ca", "nt")}
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
# The form written by mistake for the form meant, and the tag of what is then there.
_SLIPS = {
    "VBZ": (("VBP", "VBP"),),
    "VBP": (("VBZ", "VBZ"),),
    "VB": (("VBZ", "VBZ"), ("VBD", "VBD"), ("VBG", "VBG")),
    "VBN": (("VBD", "VBD"), ("VBP", "VB")),
    "VBD": (("VBN", "VBN"), ("VBP", "VBP")),
    "NNS": (("NN", "NN"),),
    "NN": (("NNS", "NNS"),),
    "VBG": (("VBP", "VB"),),
}
_DROPPED = frozenset({"DT", "TO", "IN", ",", "PRP", "POS"})


def merged(pairs: list[Pair]) -> list[Pair]:
    """Hyphenated words, which the treebanks split, as one token each, with the tag of the whole."""
    result: list[Pair] = []
    index = 0
    while index < len(pairs):
        end = index + 1
        while (
            end + 1 < len(pairs)
            and pairs[end][1] == "HYPH"
            and pairs[end][0] in "-‐‑"
            and pairs[end + 1][0][0].isalnum()
        ):
            end += 2
        parts = pairs[index:end]
        if len(parts) > 1:
            following = pairs[end][1] if end < len(pairs) else ""
            result.append(("".join(word for word, _ in parts), _whole([tag for _, tag in parts[::2]], following)))
        elif end < len(pairs) and (pairs[index][0].lower(), pairs[end][0].lower()) in _ONE_TOKEN:
            end += 1
            result.append((pairs[index][0] + pairs[end - 1][0], pairs[index][1]))
        else:
            result.append(pairs[index])
        index = end
    return result


def _whole(tags: list[str], following: str) -> str:
    last = tags[-1]
    if all(tag.startswith("NNP") for tag in tags) or all(tag == "CD" for tag in tags):
        return last
    if last == "VBN" or (following in _NOUNS and not last.startswith(("NNP", "VBD", "VBZ"))):
        return "JJ"
    return last


class Slips:
    """Wrong forms of words, learnt from the forms of a corpus with lemmas."""

    def __init__(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """`rows`: (word, tag, lemma)."""
        self._forms: dict[tuple[str, str], str] = {}
        self._lemmas: dict[Pair, str] = {}
        for word, tag, lemma in rows:
            if word.isalpha() and word.islower():
                self._forms.setdefault((lemma, tag), word)
                self._lemmas.setdefault((word, tag), lemma)
        for (lemma, tag), word in list(self._forms.items()):
            if tag in ("VB", "VBP"):
                self._forms.setdefault((lemma, "VBP" if tag == "VB" else "VB"), word)

    def slip(self, pair: Pair, chance: random.Random) -> Pair:
        """A wrong form of the word, or the word when there is none."""
        lemma = self._lemmas.get(pair)
        if lemma is None or pair[1] not in _SLIPS or lemma == "be":
            return pair
        form, tag = chance.choice(_SLIPS[pair[1]])
        word = self._forms.get((lemma, form))
        return (word, tag) if word and word != pair[0] else pair


class Augmenter:
    """Draws variants of sentences, repeatably."""

    def __init__(self, slips: Slips, common: Sequence[str], seed: int) -> None:
        """`common`: common nouns and adjectives, of which names may be made."""
        self._slips = slips
        self._common = common
        self._chance = random.Random(seed)

    def vary(self, sentence: Sentence) -> list[Pair]:
        """One variant."""
        chance = self._chance
        pairs = list(zip(sentence.words, sentence.tags, strict=True))
        pairs = [self._rename(pair) if index else pair for index, pair in enumerate(pairs)]
        if chance.random() < 0.5:
            pairs = merged(pairs)
        if chance.random() < 0.4:
            pairs = [(_curly(word, tag), tag) for word, tag in pairs]
        draw = chance.random()
        if draw < 0.02:
            pairs = [(word.upper(), tag) for word, tag in pairs]
        elif draw < 0.04:
            pairs = [(word.lower(), tag) for word, tag in pairs]
        elif draw < 0.08:
            pairs[0] = (pairs[0][0][0].lower() + pairs[0][0][1:], pairs[0][1])
        elif draw < 0.12 and len(pairs) > 3 and pairs[-1][1] == ".":
            pairs.pop()
        if chance.random() < 0.15:
            pairs = [self._slips.slip(pair, chance) if chance.random() < 0.15 else pair for pair in pairs]
        if chance.random() < 0.1:
            pairs = [pair for pair in pairs if pair[1] not in _DROPPED or chance.random() > 0.1] or pairs
        if chance.random() < 0.02:
            pairs = [(OPAQUE, "NN") if tag in _NOUNS and chance.random() < 0.4 else (word, tag) for word, tag in pairs]
        if chance.random() < 0.02:
            place = chance.randrange(len(pairs))
            pairs.insert(place, pairs[place])
        return pairs

    def _rename(self, pair: Pair) -> Pair:
        """Now and then another name, made of a common word: inside a sentence the capital tells."""
        word, tag = pair
        if tag == "NNP" and len(word) > 3 and word.istitle() and word.isalpha() and self._chance.random() < 0.07:
            return self._chance.choice(self._common).capitalize(), tag
        return pair


def _curly(word: str, tag: str) -> str:
    if word == '"' or (word == "'" and tag != "POS"):
        return _CURLY.get(tag, word) if word == '"' else {"``": "‘", "''": "’"}.get(tag, word)
    return word.replace("'", "’")
