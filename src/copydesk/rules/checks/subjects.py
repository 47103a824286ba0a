"""Who does it: from a finite verb back to its subject, and whether that is one or several.

The search goes leftwards over the noun phrase before the verb, over prepositional phrases and short participles to the
phrase they describe, until it meets the start of a clause. It is made to be silent: whatever it does not know to be a
clause's beginning (an object, a gerund, a list, a title) gives no subject.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk.rules.checks.grammatical_number import number
from copydesk.rules.checks.phrases import DETERMINERS, INDEFINITE, Phrase, phrase_before, words
from copydesk.rules.kept import kept

if TYPE_CHECKING:
    from copydesk.language.prose import Prose

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
PREPOSITIONS = words(
    "of in for with on at from by to between among against about over under within without across through during "
    "toward towards into onto near behind beyond concerning regarding beneath beside above below throughout upon"
)
SUBORDINATORS = words(
    "that because when while where whereas although though unless whether until how why if wherever whenever"
)
REPORTING = words(
    "say think believe know claim report argue note add hope fear suppose admit insist explain conclude"
)
TIMES = words("today tomorrow yesterday tonight nowadays here there")  # after a noun: “people today are”


@dataclass(frozen=True, slots=True)
class Subject:
    """The phrase that a verb must agree with. `across`: other words stand between its head and the verb; `start`:
    what the clause begins after ("" the start of a sentence, else a word); `partner`: the phrase joined with “and”."""

    phrase: Phrase
    across: bool
    start: str
    relative: bool = False
    partner: Phrase | None = None


def skip_adverbs(prose: Prose, verb: int, low: int) -> int:
    """The last token before a verb that is neither an adverb nor an adverb between commas."""
    tags, lower = prose.tags, prose.lower
    i = verb - 1
    while i > low and tags[i] != "EX":
        if lower[i] not in TIMES and (tags[i] != "RB" or lower[i] in ("n't", "not", "then", "else")):
            break
        i -= 1
    if i - 2 > low and lower[i] == "," and tags[i - 1] == "RB" and lower[i - 2] == ",":
        i -= 3
    return i


@kept
def subject_of(prose: Prose, verb: int) -> Subject | None:
    """The subject of the finite verb at a token, when a noun phrase is surely it; pronouns are not looked for."""
    low, _ = prose.sentence(verb)
    tags, lower = prose.tags, prose.lower
    last = skip_adverbs(prose, verb, low)
    if last < low:
        return None
    if lower[last] in ("who", "which", "that") and tags[last] in ("WDT", "WP", "IN"):
        return _relative(prose, last, low)
    across = False
    if lower[last] == "," and last > low:
        opening = _interruption(prose, last, low)
        if opening is None:
            return None
        last, across = opening - 1, True
    phrase = phrase_before(prose, last + 1, low)
    if phrase is None:
        return None
    near = phrase
    if lower[phrase.head] in ("each", "either", "neither", "one"):
        return None
    while True:
        outer = _described(prose, phrase, low)
        if outer is None:
            break
        phrase, across = outer, True
    start = clause_start(prose, phrase.first, low)
    if start is not None:
        return Subject(phrase, across, start)
    before = phrase.first - 1
    if before > low and lower[before] == "and" and phrase is near and phrase.determiner:
        partner = phrase_before(prose, before, low)
        if partner is not None and partner.determiner:
            start = clause_start(prose, partner.first, low)
            if start is not None:
                return Subject(phrase, False, start, partner=partner)
    return None


def _described(prose: Prose, phrase: Phrase, low: int) -> Phrase | None:
    """The phrase that the prepositional phrase with this object describes: “the list” of “the list of names”."""
    tags, lower = prose.tags, prose.lower
    before = phrase.first - 1
    if before <= low or lower[before] not in PREPOSITIONS or tags[before] not in ("IN", "TO"):
        return None
    if tags[before - 1] in ("VBN", "VBG") and before - 2 >= low and tags[before - 2] in ("NN", "NNS"):
        if lower[before - 1] in ("according", "including", "owing", "regarding"):
            return None
        before -= 1
    return phrase_before(prose, before, low)


def _relative(prose: Prose, pronoun: int, low: int) -> Subject | None:
    """The noun that a relative clause describes, when it is the word before the pronoun and nothing else can be."""
    lower = prose.lower
    end = pronoun
    word = lower[pronoun]
    comma = end - 1 > low and lower[end - 1] == ","
    if comma:
        if word != "who":
            return None
        end -= 1
    if end <= low:
        return None
    if lower[end - 1] == "those":
        if "one" in lower[max(low, end - 4) : end]:
            return None
        return Subject(Phrase(end - 1, end, end - 1), False, "", relative=True)
    phrase = phrase_before(prose, end, low)
    if phrase is None or lower[phrase.head] == "one" or lower[phrase.first - 1 : phrase.first] in (["and"], ["or"]):
        return None
    found = number(prose, phrase)
    among = lower[phrase.first - 1 : phrase.first] in (["of"], ["among"], ["amongst"])
    if among and lower[phrase.first - 2] in ("one", "each", "any", "some"):
        return None  # “one of the men who …”: either number is heard
    if not found or _rivals(prose, phrase, found, word, low):
        return None
    return Subject(phrase, False, "", relative=True)


def _rivals(prose: Prose, phrase: Phrase, found: str, pronoun: str, low: int) -> bool:
    """Whether a noun of the other number stands earlier in the clause, to which the pronoun may refer as well."""
    other = ("NN", "NNP") if found == "plural" else ("NNS", "NNPS")
    for i in range(phrase.first - 1, low - 1, -1):
        if prose.lower[i] in (";", ":", "because", "when", "while", "but"):
            return False
        if prose.lower[i] in ("and", "or") and found == "singular":
            return True
        if prose.lower[i] in INDEFINITE and found == "plural":
            return True
        if prose.tags[i] in other:
            person = "person-noun" in prose.lexicon.classes(prose.form(i)) or prose.tags[i] == "NNP"
            if pronoun != "who" or person or found == "singular":
                return True
    return False


def _interruption(prose: Prose, comma: int, low: int) -> int | None:
    """The comma that opens what this one closes, between a subject and its verb: “, who lives in Rome,”."""
    lower, tags = prose.lower, prose.tags
    for i in range(comma - 2, max(low, comma - 20), -1):
        if lower[i] == ",":
            first, inside = lower[i + 1], lower[i + 1 : comma]
            if first in ("who", "which", "along", "together", "including") or inside[:3] == ["as", "well", "as"]:
                return i
            if first in ("a", "an", "the") and not {"and", "or", "but"} & set(inside):
                return i if FINITE.isdisjoint(tags[i + 1 : comma]) else None
            return None
        if lower[i] in (";", ":", "(", ")", "—", "–"):
            return None
    return None


def clause_start(prose: Prose, first: int, low: int) -> str | None:
    """What a clause that begins at this token stands after: "" for the sentence's start; None if none begins here."""
    lower, tags = prose.lower, prose.tags
    before = first - 1
    if before < low:
        return ""
    word, tag = lower[before], tags[before]
    if word in (";", ":", "—", "–", "*", "•"):
        return word
    if word == "," and before > low:
        opening = tags[low]
        if tags[before - 1] in ("JJ", "VBN") and tags[first] in ("JJ", "VBN", "VBG"):
            return None  # “with long, corrugated stripes”
        if opening in ("IN", "RB", "WRB", "TO", "CD") and "," not in lower[low:before]:
            return word
        return None
    if word in SUBORDINATORS and tag in ("IN", "WRB"):
        return word
    if word == "what" and tag == "WP" and tags[first] not in DETERMINERS:
        return word
    if tag == "RB" and (word.endswith("ly") or word in ("also", "now", "then", "still", "perhaps", "yet")):
        return clause_start(prose, before, low)
    if tag == "CC" and before > low and word == "but" and lower[first] != "one":
        return word
    if tag == "CC" and before > low and lower[before - 1] == "," and tags[first] in DETERMINERS:
        if "," not in lower[max(low, before - 8) : before - 1] and not FINITE.isdisjoint(tags[low:before]):
            return word
        return None
    if tag == "CC" and before == low:
        return word
    if tag in ("VBD", "VBZ", "VBP") and prose.lemma(before) in REPORTING:
        return word
    return None
