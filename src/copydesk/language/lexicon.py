"""What copydesk knows about words: spelling, dialect, frequency, tags, lemmas, classes, derivations, a or an.

The data are built from SCOWL, Open English WordNet, lemminflect's tables, CMUdict, open lists of names and counts of
openly licensed text (training/lexicon.py makes the file, NOTICE names the sources).
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from . import morphology
from .articles import article_by_rule
from .casing import match_case, shape
from .lexicon_file import LexiconFile
from .readings import AS_WRITTEN, LENDERS, Reading, parse_readings, singular_initialism, tags_of_readings

DIALECTS = ("US", "GB", "CA", "AU")
_DIALECT_SETS = [frozenset(name for index, name in enumerate(DIALECTS) if bits >> index & 1) for bits in range(16)]
_PATH = Path(__file__).parent / "models" / "lexicon.bin"
# Bits of the "marks" column.
_A, _AN = 1, 2
LONGEST_SPELT_OUT = 3  # of capitals that are read letter by letter, whatever the pronunciations listed for them say

class Candidates(NamedTuple):
    """All words of one length in bytes: `words` (n × length, uint8, UTF-8), `numbers`, `frequency` (n, uint8; of this
    very spelling, so that "May" the month and "may" the verb differ), `dialects` (n, uint8; bit i is DIALECTS[i])."""

    length: int
    words: npt.NDArray[np.uint8]
    numbers: npt.NDArray[np.uint32]
    frequency: npt.NDArray[np.uint8]
    dialects: npt.NDArray[np.uint8]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon that comes with copydesk; loaded once."""
    return Lexicon()


class Lexicon:
    """A read-only lexicon over one file. Words are looked up as written; see `known` for what capitals mean.

    A curly apostrophe in a word counts as a straight one. Every answer about a word is kept, so asking again is cheap.
    """

    def __init__(self, path: Path = _PATH) -> None:
        self._file = file = LexiconFile(path)
        self._frequency = file.columns["frequency"]
        self._dialects = file.columns["dialects"]
        self._marks = file.columns["marks"]
        self._analysis = file.columns["analysis"]
        self._classes = file.columns["classes"]
        self._paradigm = file.columns["paradigm"]
        self._analysis_lines = file.lines("analyses")
        self._class_lines = file.lines("class-sets")
        self._paradigm_lines = file.lines("paradigms")
        self._class_sets: dict[int, frozenset[str]] = {}
        self._numbers: dict[str, int] = {}
        self._folds: dict[str, tuple[int, ...]] = {}
        self._readings: dict[str, tuple[Reading, ...]] = {}
        self._tags: dict[str, frozenset[str]] = {}
        self._rare_tags: dict[str, frozenset[str]] = {}
        self._tag_sets: dict[tuple[int, bool], frozenset[str]] = {}
        self._known: dict[str, bool] = {}
        self._by_capitals: dict[str, int] | None = None

    def __len__(self) -> int:
        """How many spellings there are."""
        return self._file.count

    @property
    def digest(self) -> str:
        """What tells this lexicon from another version of it."""
        return f"{self._file.checksum:08x}"

    def __contains__(self, word: object) -> bool:
        """Whether exactly this spelling is listed, capitals included ("The" is not, "the" is)."""
        return isinstance(word, str) and self._number(word) >= 0

    def _number(self, word: str) -> int:
        number = self._numbers.get(word)
        if number is None:
            number = self._numbers[word] = self._file.find(word.replace("’", "'"))
        return number

    def _folded(self, word: str) -> tuple[int, ...]:
        """The numbers of the entries that a spelling may stand for, the closest first.

        "The" stands for "the", "THE" for "the", "LONDON" for "London", "MCDONALD" for "McDonald"; "london" for none.
        """
        found = self._folds.get(word)
        if found is None:
            found = self._folds[word] = self._fold(word)
        return found

    def _fold(self, word: str) -> tuple[int, ...]:
        number = self._number(word)
        if not word[:1].isupper():
            return (number,) if number >= 0 else ()
        numbers = [number]
        lower = word.lower()
        if word[1:] == lower[1:]:
            numbers.append(self._number(lower))
        elif word.isupper():
            numbers.append(self._number(lower))
            numbers.append(self._number(word[0] + lower[1:]))
            if max(numbers) < 0:
                numbers.append(self._by_upper(word))
        return tuple([number for number in numbers if number >= 0])

    def _by_upper(self, word: str) -> int:
        if self._by_capitals is None:
            mixed = (int(number) for number in self._file.columns["mixed"])
            self._by_capitals = {self._file.word(number).upper(): number for number in mixed}
        return self._by_capitals.get(word.replace("’", "'"), -1)

    def known(self, word: str) -> bool:
        """Whether the word is an accepted spelling in some dialect.

        A lower-case word may be written with a capital or in capitals ("The", "THE"), a name in capitals ("LONDON"); a
        name in lower case is not known ("london"). Initialisms have a plural ("NGOs"). Hyphenated words are known only
        if listed as such.
        """
        answer = self._known.get(word)
        if answer is None:
            numbers = self._folded(word) or self._folded(singular_initialism(word))
            answer = self._known[word] = any(self._dialects[number] for number in numbers)
        return answer

    def dialects(self, word: str, variants: bool = False) -> frozenset[str]:
        """The dialects in which the word is spelt like this, of US, GB, CA and AU; empty if the word is unknown.

        Only the preferred spellings count ("theatre" is not US), unless nothing else is known of the word or `variants`
        is true: then also the accepted ones.
        """
        numbers = self._folded(word)
        preferred = accepted = 0
        for number in numbers:
            preferred |= self._dialects[number] & 15
            accepted |= self._dialects[number] >> 4
        bits = preferred | accepted if variants or not preferred else preferred
        return _DIALECT_SETS[bits]

    def variant(self, word: str, dialect: str) -> str | None:
        """The spelling that the dialect prefers ("colour", "US" → "color"); None if this one is fine there or has no
        counterpart. Letter case is not copied: the answer is in the case of the lexicon."""
        bit = 1 << DIALECTS.index(dialect)
        for number in self._folded(word):
            if not self._dialects[number] & bit:
                found = self._related(number, "variant")
                fitting = [other for other in found if self._dialects[other] & bit]
                if fitting:
                    return self._file.word(fitting[0])
        return None

    def frequency(self, word: str) -> int:
        """How common the lower-cased word is, 0..255: 32 × log10(occurrences in 10⁹ words); 0 if never seen.

        So 96 is once in a million words, 192 once in a thousand, and 10 points are a factor of two.
        """
        number = self._number(word)
        if number < 0:
            folded = self._folded(word) or self._folded(word[:1].upper() + word[1:])
            if not folded:
                return 0
            number = folded[0]
        return int(self._frequency[number])

    def readings(self, word: str) -> tuple[Reading, ...]:
        """All readings, rare ones included, the likeliest first; empty if the word is unknown."""
        found = self._readings.get(word)
        if found is None:
            readings: list[Reading] = []
            for number in self._folded(word):
                spelling = self._file.word(number)
                readings += parse_readings(self._analysis_lines[self._analysis[number]], spelling)
            if not readings and self._folded(singular := singular_initialism(word)):
                readings = [Reading("NNS", singular, False), Reading("NNPS", singular, False)]
            found = self._readings[word] = tuple(dict.fromkeys(readings))
        return found

    def tags(self, word: str, rare: bool = False) -> frozenset[str]:
        """The Penn tags the word can have; empty if it is unknown.

        A reading is rare, and left out unless `rare` is true, when its part of speech makes up less than 1.5 % of the
        word's uses in the counted text ("can" as a verb), or when no dictionary lists it.
        """
        cache = self._rare_tags if rare else self._tags
        found = cache.get(word)
        if found is None:
            numbers = self._folded(word)
            if len(numbers) == 1:
                found = self._tags_of(self._analysis[numbers[0]], rare)
            elif numbers:
                found = frozenset().union(*[self._tags_of(self._analysis[number], rare) for number in numbers])
            else:
                found = frozenset([reading.tag for reading in self.readings(word)])
            cache[word] = found
        return found

    def _tags_of(self, analysis: int, rare: bool) -> frozenset[str]:
        """The tags that one of the analyses gives."""
        found = self._tag_sets.get((analysis, rare))
        if found is None:
            tags = tags_of_readings(self._analysis_lines[analysis])
            found = frozenset(tag.removesuffix("~") for tag in tags if rare or not tag.endswith("~"))
            self._tag_sets[analysis, rare] = found
        return found

    def lemma(self, word: str, tag: str) -> str:
        """The lemma of a word under a Penn tag; unknown words by rule. Names keep their capitals, other words lose
        them."""
        if tag in AS_WRITTEN:
            return self._name_lemma(word, tag)
        readings = self.readings(word)
        for wanted in (tag, *LENDERS.get(tag, ())):
            for reading in readings:
                if reading.tag == wanted:
                    return reading.lemma
        if any(character.isdigit() for character in word):
            return word
        if tag in ("NN", "JJ") and shape(word) in ("upper", "mixed"):
            return word
        if tag == "NNS" and (singular := singular_initialism(word)):
            return singular
        lower = word if word == "I" else word.lower()
        if tag in morphology.BASE_TAGS:
            return lower
        stems = morphology.stems(lower, tag)
        base = "VB" if tag in morphology.VERB_TAGS else "JJ" if tag in morphology.ADJECTIVE_TAGS else "NN"
        return next((stem for stem in stems if base in self.tags(stem, rare=True)), stems[0])

    def _name_lemma(self, word: str, tag: str) -> str:
        if tag != "NNPS":
            return word
        number = self._number(word)
        if number >= 0:
            for reading in self.readings(self._file.word(number)):
                if reading.tag == tag:
                    return reading.lemma
        common = [reading.lemma for reading in self.readings(word) if reading.tag == "NNS"]
        return match_case(word, common[0]) if common else morphology.stems(word, tag)[0]

    def forms(self, lemma: str, tag: str) -> tuple[str, ...]:
        """The listed forms of a lemma for a tag that the regular rules would not give, best first; often empty."""
        number = self._number(lemma)
        if number < 0:
            return ()
        forms = parse_readings(self._paradigm_lines[self._paradigm[number]], lemma)
        return tuple(form for form_tag, form, _ in forms if form_tag == tag)

    def classes(self, word: str) -> frozenset[str]:
        """The classes of meaning the word belongs to. Names are found in their own case or in capitals, common words in
        any case; plurals have the classes of persons, times, units, currencies and peoples of their singulars.

        Names: person (given, surname), place (country, state, county, city, region), place-part (a word of longer
        names), the-place ("the Netherlands"), org, acronym (without "the": NATO), the-acronym (with it: the UN),
        software, people (adjectives and nouns: Iraqi, Jew), language, religion, month, weekday. Common words: mass,
        plural-only, collective, number-of ("a number of"), unit, currency, title, direction, place-head (empire, Sea),
        person-noun, time-noun, location-noun, group-noun, quantity-noun, animal-noun.
        """
        found: frozenset[str] = frozenset()
        for number in self._folded(word):
            index = self._classes[number]
            if index not in self._class_sets:
                self._class_sets[index] = frozenset(self._class_lines[index].split())
            found |= self._class_sets[index]
        return found

    def article(self, word: str) -> str:
        """ "a" or "an", as the word is pronounced."""
        return self.articles(word)[0]

    def articles(self, word: str) -> tuple[str, ...]:
        """Both articles if speakers differ ("a herb", "an herb"), the commoner one first; otherwise the only one."""
        if word.isupper() and len(word) <= LONGEST_SPELT_OUT:
            return (article_by_rule(word),)
        for number in self._folded(word):
            marks = self._marks[number] & (_A | _AN)
            if marks == _A | _AN:
                first = article_by_rule(word)
                return (first, "an" if first == "a" else "a")
            if marks:
                return ("a",) if marks == _A else ("an",)
        return (article_by_rule(word),)

    def derive(self, word: str, kind: str) -> tuple[str, ...]:
        """Words made from this one, the best first.

        Kinds: "verb>noun" (accomplish → accomplishment), "adj>adv" (angry → angrily), "noun>adj" (east → eastern),
        "noun>adv" (purpose → purposely), "adj>noun" (strong → strength). Raises KeyError for another kind.
        """
        if kind not in self._file.relations:
            raise KeyError(kind)
        for number in self._folded(word):
            found = self._related(number, kind)
            if found:
                return tuple(self._file.word(other) for other in found)
        return ()

    def _related(self, number: int, kind: str) -> list[int]:
        sources, targets = self._file.columns["relation-source"], self._file.columns["relation-target"]
        kinds = self._file.columns["relation-kind"]
        code = self._file.relations.index(kind)
        found = []
        place = bisect_left(sources, number)
        while place < len(sources) and sources[place] == number:
            if kinds[place] == code:
                found.append(int(targets[place]))
            place += 1
        return found

    def candidates_source(self) -> list[Candidates]:
        """All accepted spellings as arrays, grouped by length in bytes, for filters that work in bulk."""
        return [self._candidates(*group) for group in self._file.lengths()]

    def candidates(self, length: int) -> Candidates | None:
        """The accepted spellings of one length in bytes; None if there are none."""
        return next((self._candidates(*group) for group in self._file.lengths() if group[0] == length), None)

    def _candidates(self, length: int, first: int, words: npt.NDArray[np.uint8]) -> Candidates:
        here = slice(first, first + len(words))
        accepted = self._file.array("dialects")[here]
        accepted = ((accepted & 15) | (accepted >> 4)).astype(np.uint8)
        keep = accepted > 0
        numbers = np.arange(first, here.stop, dtype=np.uint32)
        return Candidates(length, words[keep], numbers[keep], self._file.array("cased")[here][keep], accepted[keep])

    def word(self, number: int) -> str:
        """The spelling of this number."""
        return self._file.word(number)
