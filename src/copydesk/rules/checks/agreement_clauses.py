"""Agreement that only the whole clause tells: names and pronouns joined, a clause in between, no other verb at all."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.language.inflection import inflect
from copydesk.language.prose import Prose
from copydesk.rules.base import Example, Rule, check
from copydesk.rules.checks.finite_verbs import Verb, in_other_number, may_be_unreal, verbs
from copydesk.rules.checks.grammatical_number import number
from copydesk.rules.checks.phrases import Phrase, phrase_after, phrase_before, words
from copydesk.rules.checks.subjects import FINITE, PREPOSITIONS, REPORTING, clause_start, skip_adverbs
from copydesk.rules.repair import replace
from copydesk.text.finding import Category, Confidence, Finding, Severity

PRONOUNS = words("i you he she we they")
COMPLEMENTS = words("a an the one what")


@check(
    code="AG603",
    name="joined-people",
    pack="agreement",
    category=Category.GRAMMAR,
    severity=Severity.ERROR,
    message="Two people joined by “and” take the plural.",
    why="Tom and Anna are two.",
    examples=[
        Example(bad="Tom and Anna [[is]] here.", good="Tom and Anna are here."),
        Example(bad="He and his wife [[was]] invited.", good="He and his wife were invited."),
        Example(ok="Romeo and Juliet is a play. Tom, like Anna, is here."),
    ],
)
def joined_people(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for verb in verbs(prose):
        low, _ = prose.sentence(verb.index)
        if verb.plural or prose.lower[verb.index + 1 : verb.index + 2] in [[word] for word in COMPLEMENTS]:
            continue
        phrase = phrase_before(prose, skip_adverbs(prose, verb.index, low) + 1, low)
        if phrase is None or phrase.first - 2 < low or prose.lower[phrase.first - 1] != "and":
            continue
        partner = phrase.first - 2
        if prose.lower[partner] in PRONOUNS:
            joined = _given_name(prose, phrase) or phrase.determiner in ("his", "her", "my", "their", "the", "our")
        else:
            joined = _given_name(prose, phrase) and _given_name(prose, Phrase(partner, partner + 1, partner))
        if joined and clause_start(prose, partner, low) in ("", "because", "that", "when", "while"):
            yield in_other_number(prose, rule, verb, f"The subject is two people: write “{verb.other}”.")


def _given_name(prose: Prose, phrase: Phrase) -> bool:
    """Whether a phrase is the first name of a person and nothing more."""
    return (
        phrase.first == phrase.head
        and prose.tags[phrase.head] == "NNP"
        and "given" in prose.lexicon.classes(prose.words[phrase.head])
        and prose.lexicon.classes(prose.words[phrase.head]).isdisjoint({"place", "org", "software", "month"})
    )


@check(
    code="AG604",
    name="verb-after-described-subject",
    pack="agreement",
    category=Category.GRAMMAR,
    severity=Severity.ERROR,
    message="The verb does not agree with its subject.",
    why="A clause between the two changes nothing: the men who live here are old.",
    examples=[
        Example(bad="The men who live here [[is]] old.", good="The men who live here are old."),
        Example(bad="The book that lay on the table [[were]] hers.", good="The book that lay on the table was hers."),
        Example(ok="The men who say the house is old are wrong."),
        Example(ok="The man who knows what the girls were doing is here."),
        Example(ok="A man who did not have a ticket had to walk."),
    ],
)
def verb_after_clause(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for verb in verbs(prose):
        if prose.lower[verb.index] not in ("is", "are", "was", "were", "has", "have"):
            continue
        subject = _described_subject(prose, verb)
        if subject is None:
            continue
        found = number(prose, subject)
        if not found or (found == "plural") == verb.plural or subject.counted:
            continue
        if verb.plural and may_be_unreal(prose, subject.first, verb):
            continue
        yield in_other_number(prose, rule, verb, f"The subject is “{prose.words[subject.head]}”: write “{verb.other}”.")


NOT_INNER = REPORTING | {"tell", "show", "see", "do"}


def _described_subject(prose: Prose, verb: Verb) -> Phrase | None:
    """The phrase at the sentence's start that a short relative clause before the verb describes."""
    low, _ = prose.sentence(verb.index)
    subject = phrase_after(prose, low, verb.index)
    if subject is None or not 2 <= verb.index - subject.last <= 8 or prose.lower[subject.last] not in ("who", "that"):
        return None
    inner = subject.last + 1
    if prose.tags[inner] not in ("VBD", "VBZ", "VBP") or prose.lemma(inner) in NOT_INNER:
        return None
    between = range(inner + 1, verb.index)
    if any(prose.tags[i] in FINITE | {"WP", "WDT", "WRB", "CC", "PRP", "EX", ",", ":", "VB"} for i in between):
        return None
    if any(prose.lower[i] in ("that", "than", "as", "if", "because", "whether") for i in between):
        return None
    nouns = [i for i in between if prose.tags[i] in ("NN", "NNS", "NNP")]
    led = all(prose.tags[i - 1] != "IN" or prose.lower[i - 1] in PREPOSITIONS for i in nouns)
    return subject if led and verb.index - 1 > inner else None


@check(
    code="AG605",
    name="only-verb-of-the-sentence",
    pack="agreement",
    category=Category.GRAMMAR,
    severity=Severity.ERROR,
    confidence=Confidence.MEDIUM,
    message="The verb does not agree with its subject.",
    why="A sentence needs a verb, and this word is the only one that can be it.",
    examples=[
        Example(bad="The dog [[run]] fast.", good="The dog runs fast."),
        Example(bad="Neither of the plans [[work]].", good="Neither of the plans works."),
        Example(bad="The dogs in the street [[barks]].", good="The dogs in the street bark."),
        Example(ok="The dog runs fast. The long run on Sunday. The bus stop."),
        Example(ok="May the dog run fast. Let the dog run."),
    ],
)
def only_verb(prose: Prose, rule: Rule) -> Iterator[Finding]:
    taken = {verb.index for verb in verbs(prose)}
    for low, high in prose.sentences:
        if not 4 <= high - low <= 14 or prose.words[high - 1] not in ".!" or prose.in_heading(low) or prose.quoted[low]:
            continue
        finite = [i for i in range(low, high) if prose.tags[i] in FINITE]
        if len(finite) > 1:
            continue
        subject = _opening_subject(prose, low, high)
        if subject is None:
            continue
        index = subject[1]
        if index in taken or (finite and finite != [index]):
            continue
        found = number(prose, subject[0])
        readings, word = prose.readings(index), prose.lower[index]
        if found == "singular" and "VBP" in readings and not readings & {"VBD", "MD", "NNS"} and _goes_on(prose, index):
            form = inflect(word, "VBZ")
        elif found == "plural" and readings == {"VBZ", "NNS"} and index + 1 == high - 1:
            form = prose.lexicon.lemma(word, "VBZ")
        else:
            continue
        message = f"The subject is “{prose.words[subject[0].head]}”: write “{form}”."
        yield rule.finding(prose.span(index, index + 1), [replace(prose, index, index + 1, form)], message=message)


def _opening_subject(prose: Prose, low: int, high: int) -> tuple[Phrase, int] | None:
    """The phrase that a sentence opens with and the token after it and its “of the plans”, “in the street”."""
    tags, lower = prose.tags, prose.lower
    if lower[low] in ("each", "neither", "either", "one") and lower[low + 1] == "of":
        if lower[low + 2] in ("us", "them", "you"):
            return Phrase(low, low + 1, low), low + 3
        head = low
    elif tags[low] in ("DT", "PRP$"):
        head = low + 1
        while head < high and tags[head] == "JJ":
            head += 1
        if head >= high or tags[head] not in ("NN", "NNS"):
            return None
    else:
        return None
    subject, after = Phrase(low, head + 1, head, lower[low]), head + 1
    animate = bool(prose.lexicon.classes(lower[head]) & {"person-noun", "animal-noun"})
    if tags[after] == "IN" and lower[after] in PREPOSITIONS and tags[after + 1] in ("DT", "PRP$"):
        inner = after + 2
        while inner < high and tags[inner] == "JJ":
            inner += 1
        return (subject, inner + 1) if inner + 1 < high and tags[inner] in ("NN", "NNS") else None
    return (subject, after) if animate and after < high else None


def _goes_on(prose: Prose, index: int) -> bool:
    """Whether what follows a word is what follows a verb, or nothing does."""
    tags = prose.tags
    low, _ = prose.sentence(index)
    if tags[index + 1] == "." and prose.lower[low] not in ("each", "neither", "either", "one"):
        return False  # “A sneak peak.”
    if tags[index] in ("VB", "VBP") or "VB" not in prose.readings(index):
        return prose.probability(index, frozenset({"VB", "VBP"})) >= 0.4
    return tags[index + 1] in ("RB", "DT", "PRP", "PRP$", ".", "TO") or (
        tags[index] == "IN" and tags[index + 1] in ("NN", "NNS") and prose.lower[index] == "like"
    )
