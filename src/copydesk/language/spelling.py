"""Finding misspelt words in a document and saying what was meant.

A word that the lexicon does not know is an error if it is likelier that a known word came out like this than that the
writer knows a word we do not: a name, a term, a foreign word. Both likelihoods are log10 numbers; suggest.py gives the
first, this module the second, and the answer is their odds.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Sequence
from dataclasses import dataclass, replace

from copydesk.language import names, wordforms
from copydesk.language.casing import folded, match_case
from copydesk.language.lexicon import Lexicon
from copydesk.language.names import Names
from copydesk.language.suggest import CONTRACTIONS, Suggestion, suggester
from copydesk.language.terms import TERMS

# The log10 likelihood of an unknown word that is right, and what makes it likelier.
UNLISTED = -8.4
DERIVED, COMPOUND, PART = 3.2, 1.8, 0.8
GLOSS = 3  # words at most
FOREIGN_COMPANY, FOREIGN_PASSAGE, PASSAGE = 2.0, 5.0, 6  # a passage is so many tokens to each side
NAMED, SET_OFF, REPEATED = 2.0, 3.0, (0.0, 0.0, 0.7, 2.0, 2.0, 3.5)  # by the number of times, five and more alike
SHORT = {1: 9.0, 2: 3.0, 3: 2.0, 4: 1.2}
LONG = 0.35  # less, for each letter over seven: the longer a word, the less it looks like another by chance
SPLIT_COST, SPLIT_LEAST = 1.5, 70  # of a word written as two, and the least frequency of that word
# A capitalised unknown word: its likelihood as a name, more among names, and what it takes to doubt it.
SHORTEST_NAME = 5  # a shorter name inside a sentence is never doubted
UNLISTED_NAME, NAMED_COMPANY, NAME_DOUBT = -7.4, 1.0, 0.25
NAME_SLIP, NAME_COMMON, NAME_JOINED = 1.0, 140, -6.0
_SURE_PLACES = frozenset({"month", "weekday", "country", "continent"})
SHARPNESS = 0.8  # how far a difference of scores is to be trusted
SUGGESTIONS = 5
_BEFORE_NOT = frozenset({"ca", "wo", "sha", "ai"})
_PREFIXES = frozenset(
    """
    re anti pro co non ex mid post pre self semi sub un multi inter intra extra ultra micro nano mini mega quasi pseudo
    neo counter cross vice de bi tri over under out trans e eco bio cyber proto afro anglo euro franco indo sino russo
    socio
    """.split()  # noqa: SIM905
)
_ORDINALS = frozenset({"th", "st", "nd", "rd"})
_HYPHEN = re.compile(r"[-‐‑]")
_LONG_RUN = re.compile(r"(.)\1{2,}")


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A misspelt word, words[start:end].

    `suggestions` are what to write instead, best first, in the letter case of the text; `doubt` is the probability
    that the word is right after all, `confidence` the probability that the first suggestion is what was meant. `reason`
    is "unknown word", "capital" (a name in lower case), "joined" (words run together), "split" (one word written as
    two) or "inflection" (the right word in a form made by the wrong rule).
    """

    start: int
    end: int
    suggestions: tuple[str, ...]
    confidence: float
    doubt: float
    reason: str


class _Place:
    """An unknown word where it stands: `left` and `right` are its neighbours, empty at the edge of a sentence."""

    def __init__(self, document: Names, place: int, word: str) -> None:
        self.document, self.place, self.word = document, place, word
        first, last = document.sentence(place)
        self.left = document.words[place - 1] if place > first else ""
        self.right = document.words[place + 1] if place + 1 < last else ""

    @property
    def glossed(self) -> bool:
        """Whether what the word means stands behind it in brackets: "wabi (quiet taste)"."""
        following = self.document.words[self.place + 1 : self.place + GLOSS + 3]
        return following[:1] == ["("] and following[1:2] != [")"] and ")" in following

    def around(self, reach: int) -> list[str]:
        """The tokens of the sentence at most `reach` away."""
        words, place = self.document.words, self.place
        first, last = self.document.sentence(place)
        return [*words[max(first, place - reach) : place], *words[place + 1 : min(last, place + 1 + reach)]]


class Speller:
    """Finds misspelt words. `vocabulary` are words of the project that are right as they stand: lower-case ones in any
    case, others in their own case and in capitals. With a dialect (US, GB, CA or AU), suggestions are in its spelling;
    the spellings of all dialects count as known."""

    def __init__(self, lexicon: Lexicon, vocabulary: Collection[str] = (), dialect: str | None = None) -> None:
        self.lexicon = lexicon
        self._vocabulary = frozenset(vocabulary)
        self._suggester = suggester(lexicon, self._vocabulary, dialect)
        self._accepted: dict[str, bool] = {}

    def known(self, word: str) -> bool:
        """Whether a token needs no further look: a known word, a project's word, code, a number, a mark, or a compound
        of known parts."""
        answer = self._accepted.get(word)
        if answer is None:
            answer = self._accepted[word] = self._is_known(word)
        return answer

    def _is_known(self, word: str) -> bool:
        if self._listed(word) or names.is_code(word):
            return True
        if word[0] in "'’" or folded(word) == "n't":
            return True
        parts = _HYPHEN.split(word)
        if len(parts) > 1:
            return all(map(self._part, parts))
        for ending in ("'s", "’s", "'", "’"):
            if word.endswith(ending):
                return self.known(word.removesuffix(ending))
        return False

    def _listed(self, word: str) -> bool:
        own = self._vocabulary
        lower = folded(word)
        if word in own or lower in own or (word.isupper() and word.capitalize() in own):
            return True
        return self.lexicon.known(word) or lower in CONTRACTIONS or word in TERMS

    def suggest(self, word: str, left: str = "", right: str = "") -> list[str]:
        """What to write for an unknown word between two tokens (empty at the edge of a sentence), best first."""
        return [match_case(word, found.text) for found in self._rank(word, left, right)[:SUGGESTIONS]]

    def check(
        self,
        words: Sequence[str],
        starts: Sequence[int],
        *,
        skip: Container[int] = (),
        doubt: float = 0.5,
    ) -> list[Misspelling]:
        """The misspelt words of a document, in order.

        `words` are all its tokens, `starts` the indices at which its sentences start, in order; tokens whose index is
        in `skip` (in italics, in a foreign quotation) are left alone. Words more likely to be right than `doubt` (0 to
        1) are not reported; with 1, all unknown words are, names and code excepted.
        """
        unknown = {word for word in set(words) if word and not self.known(word)}
        if not unknown:
            return []
        document = Names(words, starts)
        self._suggester.prepare(word for word in unknown if self._in_question(document, word))
        found: list[Misspelling] = []
        for place, word in enumerate(words):
            if word not in unknown or place in skip or (found and place < found[-1].end):
                continue
            misspelling = self._look(_Place(document, place, word), doubt)
            if misspelling is not None:
                found.append(misspelling)
        if document.curly:
            curly = [tuple(text.replace("'", "’") for text in misspelling.suggestions) for misspelling in found]
            found = [replace(misspelling, suggestions=texts) for misspelling, texts in zip(found, curly, strict=True)]
        return found

    def _in_question(self, document: Names, word: str) -> bool:
        """Whether suggestions for a word are sure to be wanted, or likely."""
        if names.is_foreign_letters(word) or names.is_sound(word) or names.is_initialism(word) or _HYPHEN.search(word):
            return False
        return word.islower() or (len(word) >= SHORTEST_NAME and word[1:].islower() and document.count(word) == 1)

    def _look(self, at: _Place, doubt: float) -> Misspelling | None:
        word = at.word
        if names.is_foreign_letters(word) or names.is_sound(word) or names.is_initialism(word):
            return None
        if names.particle(word) or names.in_phrase(word, at.left) or word in _PREFIXES:
            return None
        if names.set_aside(at.document.words, at.place) or (
            word in _BEFORE_NOT and folded(at.right) == "n't"
        ):
            return None
        if _HYPHEN.search(word):
            return self._look_at_parts(at, doubt)
        if not word.islower():
            return self._look_at_name(at, doubt)
        ranked = self._rank(word, at.left, at.right)
        right_after_all = self._unlisted(at) + self._company(at)
        start, joined = self._together(at)
        if joined is not None and (not ranked or joined.score > ranked[0].score):
            return self._judge(start, start + 2, word, [joined], right_after_all, doubt)
        return self._judge(at.place, at.place + 1, word, ranked, right_after_all, doubt)

    def _judge(
        self, start: int, end: int, word: str, ranked: list[Suggestion], right: float, doubt: float
    ) -> Misspelling | None:
        """A misspelling if the odds are for it."""
        weights = [10 ** (SHARPNESS * suggestion.score) for suggestion in ranked]
        against = 10 ** (SHARPNESS * right)
        total = sum(weights) + against
        doubtful = against / total
        if doubtful > doubt:
            return None
        texts = tuple(dict.fromkeys(match_case(word, found.text) for found in ranked[:SUGGESTIONS]))
        reason = ranked[0].reason if ranked else "unknown word"
        if texts and texts[0] != word and texts[0].lower() == word.lower():
            reason = "capital"
        return Misspelling(start, end, texts, weights[0] / total if weights else 0.0, doubtful, reason)

    def _rank(self, word: str, left: str, right: str) -> list[Suggestion]:
        ranked = self._suggester.suggest(word, left, right)
        run = _LONG_RUN.search(word)
        if run is not None:
            for short in (_LONG_RUN.sub(r"\1", word), _LONG_RUN.sub(r"\1\1", word)):
                if len(short) > 1 and self.lexicon.known(short):
                    ranked = [found for found in ranked if found.text != short]
                    ranked.insert(0, Suggestion(short, 0.5, -4.0))
        return ranked

    def _unlisted(self, at: _Place, word: str = "") -> float:
        """The log10 likelihood that a lower-case word, or one part of it, is right though no list has it."""
        part = word or at.word
        score = UNLISTED + SHORT.get(len(part), 0.0)
        if wordforms.derived(part, self.lexicon):
            score += DERIVED
        elif wordforms.compound(part, self.lexicon):
            score += COMPOUND
        else:
            score -= LONG * min(max(len(part) - 7, 0), 6)
        if at.document.named(at.word):
            score += NAMED
        if (at.left in names.OPENING and at.right in names.CLOSING) or at.glossed:
            score += SET_OFF
        return score + REPEATED[min(at.document.count(at.word), len(REPEATED) - 1)]

    def _company(self, at: _Place) -> float:
        """How much likelier its company makes it that the word is foreign."""
        around = [word for word in at.around(PASSAGE) if word[:1].islower() or not names.is_latin(word)]
        if sum(map(self._foreign, around)) > 1:
            return FOREIGN_PASSAGE
        return FOREIGN_COMPANY if self._foreign(at.left) or self._foreign(at.right) else 0.0

    def _together(self, at: _Place) -> tuple[int, Suggestion | None]:
        """The word that this one makes with a neighbour, if that is one ("to gether"), and where it starts."""
        best: Suggestion | None = None
        start = at.place
        for first, text in ((at.place - 1, at.left + at.word), (at.place, at.word + at.right)):
            if not text.isalpha() or not text.islower() or text == at.word or len(text) < 5:
                continue
            frequency = self.lexicon.frequency(text)
            if frequency >= SPLIT_LEAST and self.lexicon.known(text):
                score = frequency / 32 - 9 - SPLIT_COST
                if best is None or score > best.score:
                    best, start = Suggestion(text, SPLIT_COST, score, "split"), first
        return start, best

    def _look_at_parts(self, at: _Place, doubt: float) -> Misspelling | None:
        """The one unknown part of a hyphenated word, if all of it is in lower case."""
        parts = _HYPHEN.split(at.word)
        wrong = [number for number, part in enumerate(parts) if not self._part(part)]
        if not at.word.islower() or len(wrong) != 1 or any(names.particle(part) for part in parts):
            return None
        number = wrong[0]
        part = parts[number]
        before = parts[number - 1] if number else at.left
        after = parts[number + 1] if number + 1 < len(parts) else at.right
        if names.in_phrase(part, before) or part in _ORDINALS:
            return None
        ranked = [found for found in self._rank(part, before, after) if found.reason != "joined"]
        right_after_all = self._unlisted(at, part) + self._company(at) + PART
        others = parts[:number] + parts[number + 1 :]
        if ranked and ranked[0].text.lower() == part and not _PREFIXES.issuperset(others):
            return None  # youtube-dl has a name of its own; anti-american has not
        start = sum(map(len, parts[:number])) + number
        head, tail = at.word[:start], at.word[start + len(part) :]
        whole = [Suggestion(head + s.text + tail, s.cost, s.score, s.reason) for s in ranked]
        return self._judge(at.place, at.place + 1, at.word, whole, right_after_all, doubt)

    def _part(self, part: str) -> bool:
        """Whether a part of a hyphenated word is right."""
        return not part or self.known(part) or part.lower() in _PREFIXES

    def _look_at_name(self, at: _Place, doubt: float) -> Misspelling | None:
        """A capitalised unknown word is a name, unless all the evidence is that it is none: the document has it once,
        and one clear slip makes a very common word of it that fits the place."""
        word, left, right = at.word, at.left, at.right
        if at.document.count(word) > 1 or not word[1:].islower() or (left and len(word) < SHORTEST_NAME):
            return None
        if self._foreign(left) or self._foreign(right):
            return None
        ranked = self._rank(word, left, right)
        if not ranked or not self._obvious(word, ranked[0], left, right):
            return None
        right_after_all = UNLISTED_NAME
        if not ranked[0].text[:1].isupper() and (left[:1].isupper() or right[:1].isupper()):
            right_after_all += NAMED_COMPANY
        return self._judge(at.place, at.place + 1, word, ranked, right_after_all, min(doubt, NAME_DOUBT))

    def _obvious(self, word: str, best: Suggestion, left: str, right: str) -> bool:
        """Whether a capitalised unknown word can hardly be anything but a slip for the best suggestion."""
        text, length = best.text, len(word)
        frequency, classes = self.lexicon.frequency(text), self.lexicon.classes(text)
        if best.reason == "joined" or text in CONTRACTIONS:
            return not left and not right[:1].isupper() and length > 3 and best.cost < 0.7 and best.score > NAME_JOINED
        if best.cost > NAME_SLIP or best.reason != "unknown word":
            return False
        if word[-1] in "aeio" and text.lower().startswith(word[:-1].lower()):
            return False  # Nationale, Socialista, Republica, Mexica: at home in another language
        if text[:1].isupper():
            if "person" in classes and not classes & _SURE_PLACES:
                return False
            return length >= 6 and (frequency >= NAME_COMMON or bool(classes & _SURE_PLACES))
        swapped = best.cost < 0.6 and sorted(text) == sorted(word.lower())
        if not left:
            common = frequency >= 190 if swapped and length < 6 else length >= 6 and frequency >= NAME_COMMON
            return common and not right[:1].isupper()
        fit = self._suggester.fit(left, text, right)
        if swapped and length >= 5:
            return fit >= 0.8
        return (length >= 8 and frequency >= 150 and fit >= 0.4) or (length >= 6 and fit >= 1.2)

    def _foreign(self, word: str) -> bool:
        """Whether a neighbour looks foreign: a particle that English has not, or an unknown word that is no slip."""
        if not word or names.particle(word) or names.is_foreign_letters(word):
            return bool(word) and word[0] not in "“”‘’–—…"
        if self.known(word) or _HYPHEN.search(word):
            return False
        return not word.islower() or self._suggester.likelihood(word) < UNLISTED + 1
