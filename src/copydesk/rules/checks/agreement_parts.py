"""Verbs whose number is told by something else than the head of the phrase before them: parts, pairs, questions."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.language.prose import Prose
from copydesk.rules.base import Example, Rule, check
from copydesk.rules.checks.finite_verbs import OTHER, Verb, in_other_number, may_be_unreal, verb_at, verbs
from copydesk.rules.checks.grammatical_number import number
from copydesk.rules.checks.phrases import Phrase, phrase_after, phrase_before, words
from copydesk.rules.checks.subjects import clause_start, skip_adverbs
from copydesk.text.finding import Category, Finding, Severity

PARTS = words("all none most some half third thirds quarter quarters rest majority")
PART_OPENERS = words("the a one two three almost nearly about over")
PAIRED = {"nor": ("neither",), "or": ("either", "neither")}


def _subject_phrase(prose: Prose, verb: Verb, low: int) -> Phrase | None:
    """The noun phrase right before a verb, adverbs aside."""
    return phrase_before(prose, skip_adverbs(prose, verb.index, low) + 1, low)


def _whole_number(prose: Prose, phrase: Phrase) -> str:
    """The number of what is divided: a mass is one."""
    found = number(prose, phrase)
    return found or ("singular" if "mass" in prose.lexicon.classes(prose.form(phrase.head)) else "")


@check(
    code="AG600",
    name="verb-after-part",
    pack="agreement",
    category=Category.GRAMMAR,
    severity=Severity.ERROR,
    message="After “half of”, “most of” and the like the verb takes the number of what is divided.",
    why="Half of the house was burned, half of the houses were.",
    examples=[
        Example(bad="Half of the apples [[was]] bad.", good="Half of the apples were bad."),
        Example(bad="Most of the water [[were]] lost.", good="Most of the water was lost."),
        Example(ok="Half of the apples were bad, and most of the water was lost."),
        Example(ok="One of the apples was bad. If all of the water were lost, we would know."),
    ],
)
def verb_after_part(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for verb in verbs(prose):
        low, _ = prose.sentence(verb.index)
        phrase = _subject_phrase(prose, verb, low)
        if phrase is None or not phrase.determiner or phrase.first - 2 < low or phrase.counted:
            continue
        part = phrase.first - 2
        if prose.lower[part + 1] != "of" or prose.lower[part] not in PARTS:
            continue
        while part > low and prose.lower[part - 1] in PART_OPENERS:
            part -= 1
        found = _whole_number(prose, phrase)
        if not found or (found == "plural") == verb.plural or clause_start(prose, part, low) is None or (
            found == "plural" and prose.lower[part] == "none"
        ):
            continue
        if verb.plural and may_be_unreal(prose, part, verb):
            continue
        message = f"“{prose.words[phrase.head]}” tells the number: write “{verb.other}”."
        yield in_other_number(prose, rule, verb, message)


@check(
    code="AG601",
    name="verb-after-neither-nor",
    pack="agreement",
    category=Category.GRAMMAR,
    severity=Severity.ERROR,
    message="After “neither … nor” and “either … or” the verb agrees with the nearer of the two.",
    why="Neither the boy nor the girls were ready; neither the boys nor the girl was.",
    examples=[
        Example(bad="Neither the boy nor the girls [[was]] ready.", good="Neither the boy nor the girls were ready."),
        Example(bad="Either the cook or the guard [[have]] the key.", good="Either the cook or the guard has the key."),
        Example(ok="Neither the boys nor the girl was ready."),
        Example(ok="If neither the boy nor the girl were ready, we would wait."),
    ],
)
def verb_after_pair(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for verb in verbs(prose):
        low, _ = prose.sentence(verb.index)
        phrase = _subject_phrase(prose, verb, low)
        if phrase is None or phrase.first - 3 < low or (joint := prose.lower[phrase.first - 1]) not in PAIRED:
            continue
        near = prose.lower[max(low, phrase.first - 8) : phrase.first - 1]
        opener = next((i for i, word in enumerate(near) if word in PAIRED[joint]), None)
        if opener is None:
            continue
        first = phrase.first - 1 - len(near) + opener
        other = phrase_before(prose, phrase.first - 1, low)
        if other is None or other.first != first + 1 or clause_start(prose, first, low) is None:
            continue
        found = _number_of_one(prose, phrase)
        if not found or (found == "plural") == verb.plural:
            continue
        if verb.plural and (_number_of_one(prose, other) != "singular" or may_be_unreal(prose, first, verb)):
            continue  # “neither the girls nor the boy were”: heard, and not surely wrong
        yield in_other_number(prose, rule, verb, f"“{prose.words[phrase.head]}” is nearer: write “{verb.other}”.")


def _number_of_one(prose: Prose, phrase: Phrase) -> str:
    """The number of a phrase, also when it is the name of a person."""
    if phrase.first == phrase.head and "person" in prose.lexicon.classes(prose.words[phrase.head]):
        return "singular"
    return number(prose, phrase)


QUESTION_WORDS = words("what where how who why when")
TURNED = words("is are was were")
ASKING = words("has have does do")


@check(
    code="AG602",
    name="verb-before-subject",
    pack="agreement",
    category=Category.GRAMMAR,
    severity=Severity.ERROR,
    message="The verb takes the number of the subject, also where it comes first.",
    why="Where are my shoes? Here is the key.",
    examples=[
        Example(bad="Where [[is]] my shoes?", good="Where are my shoes?"),
        Example(bad="[[Is]] the trains late?", good="Are the trains late?"),
        Example(bad="Here [[are]] the letter.", good="Here is the letter."),
        Example(ok="Where are the hat and the coat? Here is the keys’ owner."),
        Example(ok="What is the sales price? Are the team late?"),
    ],
)
def verb_before_subject(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for word in (*TURNED, *ASKING):
        for index in prose.positions.get(word, ()):
            low, high = prose.sentence(index)
            asks = prose.words[high - 1] == "?"
            opened = index == low + 1 and (
                (prose.lower[low] == "here" and word in TURNED) or (asks and prose.lower[low] in QUESTION_WORDS)
            )
            if not opened and not (asks and index == low):
                continue
            phrase = phrase_after(prose, index + 1, high)
            verb = verb_at(prose, index)
            if phrase is None or verb is None or phrase.determiner in ("a", "an", "all", "both", "half"):
                continue
            found = number(prose, phrase)
            if not found or (found == "plural") == verb.plural:
                continue
            rest = prose.lower[phrase.last : high]
            if verb.plural and not {"and", "or", ",", ":", "as", "of"}.isdisjoint(rest):
                continue
            if word in ASKING and not any(tag in ("VB", "VBN") for tag in prose.tags[phrase.last : phrase.last + 2]):
                continue
            message = f"“{prose.words[phrase.head]}” is the subject: write “{OTHER[word]}”."
            yield in_other_number(prose, rule, verb, message)
