"""Finding misspelt words in a document and saying what was meant.

A word that the lexicon does not know is an error if it is likelier that a known word came out like this than that the
writer knows a word we do not: a name, a term, a foreign word. Both likelihoods are log10 numbers; suggest.py gives the
first, this module the second, and the answer is their odds.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Sequence
from dataclasses import dataclass

from copydesk.language import names, wordforms
from copydesk.language.casing import match_case
from copydesk.language.lexicon import Lexicon
from copydesk.language.names import Names
from copydesk.language.suggest import Suggester, Suggestion

# The log10 likelihood of an unknown word that is right, and what makes it likelier.
UNLISTED = -8.4
DERIVED, COMPOUND, FOREIGN_COMPANY, REPEATED, TWICE, PART = 2.5, 1.8, 2.0, 2.0, 0.7, 0.8
LONG = 0.35  # a letter over seven: the longer a word, the less it looks like another by chance
SHORT = {1: 9.0, 2: 3.0, 3: 2.0, 4: 0.8}
SPLIT_COST, SPLIT_LEAST = 1.5, 70  # of a word written as two, and the least frequency of that word
# A capitalised unknown word: its likelihood as a name, more among names, and what it takes to doubt it.
UNLISTED_NAME, NAMED_COMPANY = -7.4, 1.0
NAME_SHORTEST, NAME_SLIP, NAME_LEAST, NAME_COMMON, EXPECTED = 6, 1.0, 130, 140, 1.2
_CALENDAR = frozenset({"month", "weekday"})
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
_HYPHEN = re.compile(r"[-‐‑]")
_LONG_RUN = re.compile(r"(.)\1{2,}")


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A misspelt word, words[start:end].

    `suggestions` are what to write instead, best first, in the letter case of the text; `doubt` is the probability
    that the word is right after all, `confidence` the probability that the first suggestion is what was meant. `reason`
    is "unknown word", "joined" (words run together), "split" (one word written as two) or "inflection" (the right word
    in a form made by the wrong rule).
    """

    start: int
    end: int
    suggestions: tuple[str, ...]
    confidence: float
    doubt: float
    reason: str


class Speller:
    """Finds misspelt words. `vocabulary` are words of the project that are right as they stand: lower-case ones in any
    case, others in their own case and in capitals. With a dialect (US, GB, CA or AU), suggestions are in its spelling;
    the spellings of all dialects count as known."""

    def __init__(self, lexicon: Lexicon, vocabulary: Collection[str] = (), dialect: str | None = None) -> None:
        self.lexicon = lexicon
        self._vocabulary = frozenset(vocabulary)
        self._suggester = Suggester(lexicon, self._vocabulary, dialect)
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
        if word[0] in "'’" or word.lower().replace("’", "'") == "n't":
            return True
        parts = _HYPHEN.split(word)
        if len(parts) > 1:
            return all(not part or self.known(part) or part.lower() in _PREFIXES for part in parts)
        for ending in ("'s", "’s", "'", "’"):
            if word.endswith(ending):
                return self.known(word.removesuffix(ending))
        return False

    def _listed(self, word: str) -> bool:
        own = self._vocabulary
        if word in own or word.lower() in own or (word.isupper() and word.capitalize() in own):
            return True
        return self.lexicon.known(word)

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
        edges = {0, *starts, len(words)}
        found: list[Misspelling] = []
        for place, word in enumerate(words):
            if word not in unknown or place in skip:
                continue
            if found and place < found[-1].end:
                continue
            left = "" if place in edges else words[place - 1]
            right = "" if place + 1 in edges else words[place + 1]
            misspelling = self._look(place, word, left, right, document, doubt)
            if misspelling is not None:
                found.append(misspelling)
        return found

    def _look(self, place: int, word: str, left: str, right: str, document: Names, doubt: float) -> Misspelling | None:
        if names.is_foreign_letters(word) or names.is_sound(word) or names.is_initialism(word):
            return None
        if names.particle(word) or names.in_phrase(word, left) or word in _PREFIXES:
            return None
        if word in _BEFORE_NOT and right.lower().replace("’", "'") == "n't":
            return None
        if _HYPHEN.search(word):
            return self._look_at_parts(place, word, left, right, document, doubt)
        if not word.islower():
            return self._look_at_name(place, word, left, right, document, doubt)
        ranked = self._rank(word, left, right)
        right_after_all = self._unlisted(word, left, right, document)
        start, joined = self._together(place, word, left, right)
        if joined is not None and (not ranked or joined.score > ranked[0].score):
            return self._judge(start, start + 2, word, [joined], right_after_all, doubt)
        return self._judge(place, place + 1, word, ranked, right_after_all, doubt)

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
        return Misspelling(start, end, texts, weights[0] / total if weights else 0.0, doubtful, reason)

    def _rank(self, word: str, left: str, right: str) -> list[Suggestion]:
        ranked = self._suggester.suggest(word, left, right)
        run = _LONG_RUN.search(word)
        if run is not None:
            for short in (_LONG_RUN.sub(r"\1\1", word), _LONG_RUN.sub(r"\1", word)):
                if self.lexicon.known(short):
                    ranked = [found for found in ranked if found.text != short]
                    ranked.insert(0, Suggestion(short, 0.5, -4.0))
        return ranked

    def _unlisted(self, word: str, left: str, right: str, document: Names) -> float:
        """The log10 likelihood that a lower-case word is right though no list has it."""
        score = UNLISTED + SHORT.get(len(word), 0.0)
        if wordforms.derived(word, self.lexicon):
            score += DERIVED
        elif wordforms.compound(word, self.lexicon):
            score += COMPOUND
        else:
            score -= LONG * min(max(len(word) - 7, 0), 6)
        if any(self._foreign(other) for other in (left, right)):
            score += FOREIGN_COMPANY
        if document.named(word):
            score += REPEATED
        count = document.count(word)
        if count > 1:
            score += REPEATED if count > 2 else TWICE
        return score

    def _together(self, place: int, word: str, left: str, right: str) -> tuple[int, Suggestion | None]:
        """The word that this one makes with a neighbour, if that is one ("to gether"), and where it starts."""
        best: Suggestion | None = None
        start = place
        for first, text in ((place - 1, left + word), (place, word + right)):
            if not text.isalpha() or not text.islower() or text == word or len(text) < 5:
                continue
            frequency = self.lexicon.frequency(text)
            if frequency >= SPLIT_LEAST and self.lexicon.known(text):
                score = frequency / 32 - 9 - SPLIT_COST
                if best is None or score > best.score:
                    best, start = Suggestion(text, SPLIT_COST, score, "split"), first
        return start, best

    def _look_at_parts(
        self, place: int, word: str, left: str, right: str, document: Names, doubt: float
    ) -> Misspelling | None:
        """The one unknown part of a hyphenated word, if all of it is in lower case."""
        parts = _HYPHEN.split(word)
        wrong = [number for number, part in enumerate(parts) if part and not self.known(part)]
        wrong = [number for number in wrong if parts[number].lower() not in _PREFIXES]
        if not word.islower() or len(wrong) != 1 or any(names.particle(part) for part in parts):
            return None
        number = wrong[0]
        part = parts[number]
        before = parts[number - 1] if number else left
        after = parts[number + 1] if number + 1 < len(parts) else right
        ranked = [found for found in self._rank(part, before, after) if found.reason != "joined"]
        right_after_all = self._unlisted(part, before, after, document) + PART
        if document.count(word) > 1:
            right_after_all += TWICE
        head, tail = word[: sum(map(len, parts[:number])) + number], word[sum(map(len, parts[: number + 1])) + number :]
        whole = [Suggestion(head + s.text + tail, s.cost, s.score, s.reason) for s in ranked]
        return self._judge(place, place + 1, word, whole, right_after_all, doubt)

    def _look_at_name(
        self, place: int, word: str, left: str, right: str, document: Names, doubt: float
    ) -> Misspelling | None:
        """A capitalised unknown word is a name, unless all the evidence is that it is none: it stands in the document
        once, it is long, one clear slip makes a very common word of it, and that word fits the place."""
        if document.count(word) > 1 or len(word) < NAME_SHORTEST or not word[1:].islower():
            return None
        ranked = self._rank(word.lower(), left, right)
        if not ranked:
            return None
        best, score = ranked[0], UNLISTED_NAME
        classes = self.lexicon.classes(best.text)
        frequency = self.lexicon.frequency(best.text)
        if best.cost > NAME_SLIP or frequency < NAME_LEAST or "person" in classes or " " in best.text:
            return None
        named = best.text[:1].isupper()
        neighbour_named = left[:1].isupper() or right[:1].isupper()
        if named and not classes & _CALENDAR and frequency < NAME_COMMON:
            return None
        if not named and left and not self._expected(best.text, left, right):
            return None
        if not named and not left and right[:1].isupper():
            return None
        if neighbour_named and not named:
            score += NAMED_COMPANY
        return self._judge(place, place + 1, word, ranked, score, doubt)

    def _expected(self, text: str, left: str, right: str) -> bool:
        """Whether the neighbours ask for this very word ("Prime Minister")."""
        return self._suggester.fit(left, text, right) >= EXPECTED

    def _foreign(self, word: str) -> bool:
        """Whether a neighbour looks foreign: a particle that English has not, or an unknown word that is no slip."""
        if not word or names.particle(word) or names.is_foreign_letters(word):
            return bool(word)
        if self.known(word):
            return False
        ranked = self._suggester.suggest(word.lower()) if word.islower() else []
        return not ranked or ranked[0].score < UNLISTED + FOREIGN_COMPANY
