"""Finite verbs that show whether their subject is one or several."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk.language.inflection import inflect
from copydesk.rules.checks.phrases import words
from copydesk.rules.kept import kept
from copydesk.rules.repair import replace

if TYPE_CHECKING:
    from copydesk.language.prose import Prose
    from copydesk.rules.base import Rule
    from copydesk.text.finding import Finding

SINGULAR_TO_PLURAL = {"is": "are", "was": "were", "has": "have", "does": "do"}
OTHER = SINGULAR_TO_PLURAL | {plural: singular for singular, plural in SINGULAR_TO_PLURAL.items()}
PLURAL_FORMS = frozenset({"are", "were", "have", "do"})
# After these a verb may be in the base form, or “were” in the singular.
UNREAL = words(
    "if whether wish wishes wished though suppose supposing imagine rather unless lest until than whenever"
)
DEMANDING = words(
    "suggest suggests suggested suggesting recommend recommends recommended recommending recommendation demand "
    "demands demanded demanding insist insists insisted insisting require requires required requiring requirement "
    "propose proposes proposed proposing proposal ask asks asked asking request requests requested requesting urge "
    "urges urged order orders ordered advise advises advised prefer prefers preferred essential important vital "
    "necessary crucial imperative mandatory mandate mandates mandated lest stipulate stipulates stipulated desire "
    "desirable better best move moved vote voted direct directed decree decreed command commanded beg begged plead "
    "plea pleas provision provisions condition conditions pray god heaven instruct instructed petition petitioned "
    "provided fitting advisable critical"
)
CAUSING = words(
    "let lets make makes made making help helps helped helping see sees saw seen watch watched hear heard have had "
    "allow allowing feel felt notice"
)
LIKELY_VERB = 0.5
SURE_VERB = 0.85
SURER_VERB = 0.9


@dataclass(frozen=True, slots=True)
class Verb:
    """A finite verb that shows its number: the token, whether it is plural, and the form of the other number."""

    index: int
    plural: bool
    other: str


def verb_at(prose: Prose, index: int, *, after_subject: bool = False) -> Verb | None:
    """The verb at a token, if it shows its number beyond doubt; `after_subject` where little else could stand."""
    word = prose.lower[index]
    if word == "am":
        return None  # “he am”: which of the two is wrong?
    if word in ("need", "dare") and prose.lower[index + 1 : index + 2] in (["not"], ["n't"], ["only"]):
        return None
    if prose.lower[index + 1 : index + 2] in (["["], ["'s"]) and not prose.spaced(index + 1):
        return None  # “allow[s]”: an editor was here; “allow's”: the apostrophe is what is wrong
    if word in OTHER:
        if word in ("have", "do", "does", "has") and prose.tags[index] not in ("VBP", "VB", "VBZ"):
            return None
        return Verb(index, word in PLURAL_FORMS, OTHER[word])
    tag = prose.tags[index]
    if prose.words[index] != word or not word.isalpha() or prose.quoted[index]:
        return None
    readings = prose.readings(index)
    if tag == "VBZ":
        others = readings & {"NNS", "NN", "RB", "IN"}
        if "VBZ" not in readings or _doubtful(prose, index, others, frozenset({"VBZ"}), after_subject):
            return None
        return Verb(index, False, prose.lexicon.lemma(word, "VBZ"))
    plain = tag in ("VBP", "VB") or (tag == "NN" and after_subject)
    if plain and "VBP" in readings and not readings & {"VBD", "VBN", "MD"}:
        others = readings & {"NN", "JJ", "RB", "IN", "NNS"}
        taken = frozenset({"VBP", "VB", "NN"} if after_subject else {"VBP", "VB"})
        if _doubtful(prose, index, others, taken, after_subject):
            return None
        return Verb(index, True, inflect(word, "VBZ"))
    return None


def _doubtful(
    prose: Prose, index: int, others: frozenset[str], tags: frozenset[str], after_subject: bool
) -> bool:
    """Whether the tagger is less sure of the verb than the word's other readings ask for."""
    sure = SURER_VERB if others else SURE_VERB
    if after_subject or (index and prose.lower[index - 1] in ("who", "which")):
        sure = LIKELY_VERB
    return prose.probability(index, tags) < sure


@kept
def verbs(prose: Prose) -> tuple[Verb, ...]:
    """All verbs of a document that show their number, in order."""
    places = {i for word in OTHER for i in prose.positions.get(word, ())}
    for tag in ("VBZ", "VBP", "VB"):
        places.update(prose.tag_positions.get(tag, ()))
    found = (verb_at(prose, index) for index in sorted(places))
    return tuple(verb for verb in found if verb is not None)


def may_be_unreal(prose: Prose, first: int, verb: Verb) -> bool:
    """Whether the plural form after a singular subject that begins at `first` may be a base form or a subjunctive."""
    low, high = prose.sentence(verb.index)
    before = frozenset(prose.lower[low:first])
    word = prose.lower[verb.index]
    if word == "were":
        return bool(before & UNREAL) or "MD" in prose.tags[low:high]
    if word == "are":
        return False
    return not before.isdisjoint(DEMANDING | CAUSING | {"do", "does", "did", "to"}) or "MD" in prose.tags[low:first]


def in_other_number(prose: Prose, rule: Rule, verb: Verb, message: str) -> Finding:
    """The finding that puts a verb into the other number."""
    span = prose.span(verb.index, verb.index + 1)
    return rule.finding(span, [replace(prose, verb.index, verb.index + 1, verb.other)], message=message)
