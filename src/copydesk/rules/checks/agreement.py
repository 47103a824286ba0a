"""Subjects and verbs that do not agree in number."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.language.inflection import inflect
from copydesk.language.prose import Prose
from copydesk.rules.base import Example, Rule, check
from copydesk.rules.checks.finite_verbs import OTHER, Verb, in_other_number, may_be_unreal, verbs
from copydesk.rules.checks.grammatical_number import FIELDS, PAIRS, number
from copydesk.rules.checks.phrases import INDEFINITE, Phrase
from copydesk.rules.checks.subjects import Subject, subject_of
from copydesk.rules.kept import kept
from copydesk.rules.repair import replace
from copydesk.text.edit import Edit
from copydesk.text.finding import Category, Finding, Severity


@kept
def _disagreements(prose: Prose) -> tuple[tuple[Subject, Verb], ...]:
    """The verbs whose noun subject surely has the other number."""
    return tuple(_search(prose))


def _search(prose: Prose) -> Iterator[tuple[Subject, Verb]]:
    for verb in verbs(prose):
        subject = subject_of(prose, verb.index)
        if subject is None or subject.partner is not None:
            continue
        found = number(prose, subject.phrase)
        if not found or (found == "plural") == verb.plural:
            continue
        if verb.plural and (subject.start in ("and", "or", "nor") or may_be_unreal(prose, subject.phrase.first, verb)):
            continue
        if _otherwise(prose, subject, verb):
            continue
        yield subject, verb


def _otherwise(prose: Prose, subject: Subject, verb: Verb) -> bool:
    """Whether something else than the number is likely wrong, or nothing at all."""
    if prose.tags[verb.index] in ("NN", "NNS", "NNP", "NNPS"):
        return True
    phrase, lower = subject.phrase, prose.lower
    low, high = prose.sentence(verb.index)
    following = lower[verb.index + 1] if verb.index + 1 < high else ""
    if verb.plural:
        if phrase.first == phrase.head == low and "VB" in prose.readings(low):
            return True  # “Help support us.”
        if lower[verb.index] == "accept" and lower[phrase.head] in INDEFINITE:
            return True  # “everyone accept Tom”: except
        # “the size and the weight were”; “the town were they met” (where)
        inside = lower[phrase.first : phrase.last]
        if "and" in lower[phrase.first : verb.index] or "or" in inside or "," in inside:
            return True
        return following in ("i", "he", "she", "we", "they", "you", "it")
    word = lower[verb.index]
    titled = phrase.determiner in ("", "all") and phrase.first == low and not subject.across and word in ("is", "was")
    if titled and prose.tags[verb.index + 1 : verb.index + 2] not in (["VBN"], ["VBG"], ["RB"], ["IN"]):
        return True  # “Cats is a musical”
    if phrase.counted and (word in OTHER or subject.across):
        return True  # “five years is”
    if subject.start in ("what", "how") and word in OTHER:
        return True  # “What factors does he name?” “How many stops is the journey?”
    if subject.relative:  # “which” may stand for the whole clause
        return lower[phrase.last : phrase.last + 1] == ["which"]
    if "many" in lower[low:phrase.head] and word in ("is", "was") and following in ("the", "this", "that", "it"):
        return True  # “How many hours is the journey?”
    if word == "comes" and following not in ("to", "from", "in", "with", "."):
        return True  # “With the changes comes a new price.”
    # “Build tools is …”, “Eating apples is …”
    return not phrase.determiner and phrase.first < phrase.head and bool(prose.readings(phrase.first) & {"VB", "VBG"})


def _repairs(prose: Prose, verb: Verb, phrase: Phrase) -> list[tuple[Edit, ...]]:
    """The verb in the other number, and the noun in the other number; the noun first where it lacks an article."""
    head = phrase.head
    word = prose.lower[head]
    fixes = [replace(prose, verb.index, verb.index + 1, verb.other)]
    readings = prose.readings(head)
    if word not in INDEFINITE | PAIRS | FIELDS and ("NNS" in readings or "NN" in readings):
        classes = prose.lexicon.classes(word)
        other = prose.lexicon.lemma(word, "NNS") if "NNS" in readings else inflect(word, "NNS")
        if other != word and "mass" not in classes and phrase.determiner not in ("a", "an", "each", "every", "another"):
            noun = replace(prose, head, head + 1, other)
            bare = not phrase.determiner and verb.plural and bool(classes & {"person-noun", "animal-noun"})
            fixes.insert(0 if bare else 1, noun)
    return [fix for fix in fixes if fix]


def _finding(prose: Prose, rule: Rule, subject: Subject, verb: Verb) -> Finding:
    head = prose.words[subject.phrase.head]
    kind = "one" if verb.plural else "more than one"
    message = f"The subject, “{head}”, is {kind}: write “{verb.other}”."
    span = prose.span(verb.index, verb.index + 1)
    return rule.finding(span, _repairs(prose, verb, subject.phrase), message=message)


@check(
    code="AG020",
    name="verb-after-noun",
    category=Category.GRAMMAR,
    severity=Severity.ERROR,
    message="The verb does not agree with its subject.",
    why="A verb takes the number of its subject: the bridge is, the bridges are.",
    examples=[
        Example(bad="The old palace [[were]] torn down.", good="The old palace was torn down."),
        Example(bad="The bridges [[was]] closed.", good="The bridges were closed."),
        Example(bad="Because the engines [[fails]] so often, nobody buys them.",
                good="Because the engines fail so often, nobody buys them."),
        Example(ok="Five years is a long time."),
        Example(ok="Eating apples is healthy."),
        Example(ok="If the bridge were closed, they would walk."),
        Example(ok="The team are on their way. AIDS means that."),
        Example(ok="How many hours is the journey to the coast?"),
    ],
)
def verb_after_noun(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for subject, verb in _disagreements(prose):
        if not subject.across and not subject.relative:
            yield _finding(prose, rule, subject, verb)


@check(
    code="AG021",
    name="verb-across-phrase",
    category=Category.GRAMMAR,
    severity=Severity.ERROR,
    message="The verb does not agree with its subject.",
    why="A verb agrees with the head of its subject, not with the noun that happens to stand nearest.",
    examples=[
        Example(bad="The list of names [[are]] on the wall.", good="The list of names is on the wall."),
        Example(bad="The roofs of the church [[was]] repaired.", good="The roofs of the church were repaired."),
        Example(bad="The bridge, which was built in 1901, [[have]] been closed.",
                good="The bridge, which was built in 1901, has been closed."),
        Example(bad="Each of the towns [[have]] a well.", good="Each of the towns has a well."),
        Example(ok="A variety of tools are on sale."),
        Example(ok="The size and the weight of the box are unknown."),
        Example(ok="The kind of people who come here are friendly."),
    ],
)
def verb_across_phrase(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for subject, verb in _disagreements(prose):
        if subject.across and not subject.relative:
            yield _finding(prose, rule, subject, verb)


@check(
    code="AG022",
    name="verb-after-relative",
    category=Category.GRAMMAR,
    severity=Severity.ERROR,
    message="The verb does not agree with the noun that “who”, “which” or “that” stands for.",
    why="After “who”, “which” and “that” the verb has the number of the noun before them.",
    examples=[
        Example(bad="People who [[lives]] here like it.", good="People who live here like it."),
        Example(bad="He met a farmer who [[have]] no land.", good="He met a farmer who has no land."),
        Example(ok="She is one of the few farmers who has land."),
        Example(ok="The owner of the cows, which are old, has left."),
    ],
)
def verb_after_relative(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for subject, verb in _disagreements(prose):
        if subject.relative:
            yield _finding(prose, rule, subject, verb)


ONE_BY_ONE = frozenset({"each", "every", "no", "any", "another", "either", "neither"})


@check(
    code="AG028",
    name="joined-subjects",
    category=Category.GRAMMAR,
    severity=Severity.ERROR,
    message="Two subjects joined by “and” take the plural.",
    why="The roof and the tower are two things.",
    examples=[
        Example(bad="The roof and the tower [[was]] repaired.", good="The roof and the tower were repaired."),
        Example(bad="His wife and his brother [[has]] left.", good="His wife and his brother have left."),
        Example(ok="Every roof and every tower was repaired."),
        Example(ok="Bread and butter is cheap."),
    ],
)
def joined_subjects(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for verb in verbs(prose):
        subject = subject_of(prose, verb.index) if not verb.plural else None
        if subject is None or subject.partner is None or subject.start not in ("", "because", "that", "when", "while"):
            continue
        both = (subject.partner, subject.phrase)
        if any(phrase.determiner in ONE_BY_ONE or number(prose, phrase) == "" for phrase in both):
            continue
        if any("mass" in prose.lexicon.classes(prose.lower[phrase.head]) for phrase in both):
            continue
        if prose.lower[verb.index + 1 : verb.index + 2] in (["a"], ["an"], ["the"], ["one"], ["what"]):
            continue  # “The lock and the key is a symbol.”
        message = f"The subject is two things: write “{verb.other}”."
        yield in_other_number(prose, rule, verb, message)


@check(
    code="AG029",
    name="number-of",
    category=Category.GRAMMAR,
    severity=Severity.ERROR,
    message="“The number of” is one figure, “a number of” means several.",
    why="The number of bridges is small; a number of bridges are closed.",
    examples=[
        Example(bad="The number of visitors [[have]] doubled.", good="The number of visitors has doubled."),
        Example(bad="A number of bridges [[was]] closed.", good="A number of bridges were closed."),
        Example(ok="A number of bridges were closed. A higher number of visits is a good sign."),
        Example(ok="The number of visitors has doubled."),
    ],
)
def number_of(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for verb in verbs(prose):
        subject = subject_of(prose, verb.index)
        if subject is None or subject.relative or prose.lower[subject.phrase.head] != "number":
            continue
        phrase = subject.phrase
        wanted_plural = phrase.determiner == "a"
        if wanted_plural and "JJR" in prose.tags[phrase.first : phrase.head]:
            continue  # a higher number of visits is one figure
        if phrase.determiner not in ("a", "the") or verb.plural == wanted_plural or phrase.last != phrase.head + 1:
            continue
        if prose.lower[phrase.last : phrase.last + 1] != ["of"] or "and" in prose.lower[phrase.last : verb.index]:
            continue
        near = next((i for i in range(phrase.last + 1, verb.index) if prose.tags[i] in ("NN", "NNS")), -1)
        if near < 0 or prose.tags[near] != "NNS" or (verb.plural and may_be_unreal(prose, subject.phrase.first, verb)):
            continue
        message = f"“{prose.words[phrase.first]} number of” takes “{verb.other}”."
        yield in_other_number(prose, rule, verb, message)
