"""Verbs that do not agree with a pronoun, in statements and questions."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.language.prose import Prose
from copydesk.rules.base import Example, Rule, check
from copydesk.rules.checks.finite_verbs import DEMANDING, OTHER, SINGULAR_TO_PLURAL, UNREAL, Verb, verb_at
from copydesk.rules.checks.grammatical_number import number
from copydesk.rules.checks.phrases import NOUNS, Phrase, words
from copydesk.rules.checks.subjects import REPORTING, SUBORDINATORS
from copydesk.rules.repair import replace
from copydesk.text.finding import Category, Finding, Severity

THIRD = ("he", "she", "it")
MANY = ("you", "we", "they")
BEFORE_CLAUSES = SUBORDINATORS | words(
    ", ; : — – and but or so then which who what as than since after before once till also however yet"
)
AUXILIARIES = words("do does did is are was were has have had am be been let not n't nor neither 's 're 'd 'll")
NAMED = words("pronoun pronouns word words term terms form forms singular plural")  # “the pronoun they is …”
BARE = words("need dare suffice please bless forbid become come don")  # “he need not”, “if it please”
SURE = 0.9


def _finding(prose: Prose, rule: Rule, index: int, wanted: str, message: str) -> Finding:
    return rule.finding(prose.span(index, index + 1), [replace(prose, index, index + 1, wanted)], message=message)


def _clause_begins(prose: Prose, index: int, low: int, word: str) -> bool:
    """Whether the pronoun can only be a subject here."""
    if index == low or (index == low + 1 and not prose.words[low][0].isalnum()):
        return True
    before, tag = prose.lower[index - 1], prose.tags[index - 1]
    if before in AUXILIARIES or tag == "MD" or before in NAMED:
        return False
    if before in ("and", "or", "than", "as", "nor") and word not in MANY:
        joined = index - 2 >= low and (prose.tags[index - 2] in NOUNS or prose.tags[index - 2] == "PRP")
        return before == "and" and not (joined or index - 2 < low)
    if before in BEFORE_CLAUSES or tag in ("WRB", "WP", "WDT"):
        return True
    if tag in ("VBD", "VBZ", "VBP", "VB"):
        return prose.lemma(index - 1) in REPORTING
    return word not in ("it", "you") and tag in ("NN", "NNS", "NNP", "NNPS", "RB")


def _skip_adverbs(prose: Prose, index: int, high: int) -> int:
    while index < high and prose.tags[index] == "RB" and prose.lower[index] not in ("n't", "not"):
        index += 1
    return index


def _wanted(prose: Prose, pronoun: int, verb: Verb, low: int, high: int) -> str | None:
    """The form that the verb should have after the pronoun; None if it has it, or may be another mood."""
    word, form = prose.lower[pronoun], prose.lower[verb.index]
    if word in MANY:
        return None if verb.plural else verb.other
    before = frozenset(prose.lower[low:pronoun])
    if form == "were" and (before & UNREAL or "MD" in prose.tags[low:high] or before & {"as", "that"}):
        return None
    if word == "i":
        if form in ("is", "are"):
            return "am"
        if form in ("has", "does", "were"):
            return {"has": "have", "does": "do", "were": "was"}[form]
        return None if verb.plural or form == "was" else verb.other
    if not verb.plural:
        return None
    if form in ("are", "were"):
        return verb.other
    if form in BARE or before & DEMANDING or before & {"do", "does", "did", "let"} or "MD" in prose.tags[low:pronoun]:
        return None
    return verb.other


@check(
    code="AG023",
    name="verb-after-pronoun",
    pack="agreement",
    category=Category.GRAMMAR,
    severity=Severity.ERROR,
    message="The verb does not agree with the pronoun before it.",
    why="I am, you are, he is: each pronoun has its form of the verb.",
    examples=[
        Example(bad="He [[have]] two brothers.", good="He has two brothers."),
        Example(bad="They [[was]] late again.", good="They were late again."),
        Example(bad="The door squeaks when it [[move]].", good="The door squeaks when it moves."),
        Example(bad="She [[do]]n't know him.", good="She doesn't know him."),
        Example(ok="If he were here, she would know."),
        Example(ok="Let it go; they made it work."),
        Example(ok="They recommend that he go home."),
        Example(ok="Does he have a brother?"),
        Example(ok="My brother and he have a car."),
        Example(ok="He rally wants to win."),
    ],
)
def verb_after_pronoun(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for word in ("i", *MANY, *THIRD):
        for pronoun in prose.positions.get(word, ()):
            if prose.tags[pronoun] != "PRP" or (word != "i" and prose.words[pronoun].isupper()):
                continue
            low, high = prose.sentence(pronoun)
            index = _skip_adverbs(prose, pronoun + 1, high)
            if index >= high or not _clause_begins(prose, pronoun, low, word):
                continue
            verb = verb_at(prose, index, after_subject=True)
            if prose.lower[index + 1 : index + 2] in (["'s"], ["’s"]):
                continue  # “before he begin's”
            if verb is None or (word == "i" and prose.tags[pronoun - 1 : pronoun] in (["NNP"], ["NN"], ["CD"])):
                continue  # “World War I”
            if prose.lower[index] == "dose":
                continue  # a slip for “does”, which the phrases repair
            if prose.lower[index] not in OTHER and prose.tags[index + 1 : index + 2] in (["VBZ"], ["VBD"], ["MD"]):
                continue  # “he rally wants”: the verb is the next word
            wanted = _wanted(prose, pronoun, verb, low, high)
            if wanted is None:
                continue
            message = f"After “{prose.words[pronoun]}” write “{wanted}”."
            yield _finding(prose, rule, index, wanted, message)


QUESTIONS = {
    **{(aux, word): SINGULAR_TO_PLURAL[aux] for aux in ("does", "has", "is", "was") for word in MANY},
    **{(aux, word): OTHER[aux] for aux in ("do", "have", "are") for word in THIRD},
    ("does", "i"): "do",
    ("has", "i"): "have",
    ("is", "i"): "am",
}


@check(
    code="AG024",
    name="question-verb",
    pack="agreement",
    category=Category.GRAMMAR,
    severity=Severity.ERROR,
    message="The verb that opens the question does not agree with the pronoun.",
    why="Do they, does he: in a question too the verb takes the number of its subject.",
    examples=[
        Example(bad="[[Do]] he live here?", good="Does he live here?"),
        Example(bad="Why [[does]] they ask?", good="Why do they ask?"),
        Example(bad="[[Was]] you there?", good="Were you there?"),
        Example(ok="Do it today."),
        Example(ok="Have it repaired."),
        Example(ok="The winner is you."),
    ],
)
def question_verb(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for aux in ("do", "does", "has", "have", "is", "are", "was"):
        for index in prose.positions.get(aux, ()):
            low, high = prose.sentence(index)
            pronoun = index + 1
            if pronoun < high and prose.lower[pronoun] == "n't":
                pronoun += 1
            if pronoun + 1 >= high or (aux, prose.lower[pronoun]) not in QUESTIONS or prose.tags[pronoun] != "PRP":
                continue
            if prose.lower[pronoun + 1] == "'s":
                continue  # “What are it's uses?”: its
            asks = index == low + 1 and prose.tags[low] in ("WRB", "WP", "WDT")
            if not asks and (index != low or prose.words[high - 1] != "?"):
                continue
            if aux == "do" and prose.tags[pronoun + 1] != "VB":
                continue
            wanted = QUESTIONS[aux, prose.lower[pronoun]]
            message = f"Before “{prose.words[pronoun]}” write “{wanted}”."
            yield _finding(prose, rule, index, wanted, message)


DEMONSTRATIVES = {"this": "these", "these": "this", "that": "those", "those": "that"}


@check(
    code="AG025",
    name="demonstrative-verb",
    pack="agreement",
    category=Category.GRAMMAR,
    severity=Severity.ERROR,
    message="“This” and “that” are one, “these” and “those” several.",
    why="This is, these are: the pronoun and its verb have one number.",
    examples=[
        Example(bad="This [[are]] a good road.", good="This is a good road."),
        Example(bad="[[This]] are the keys of the house.", good="These are the keys of the house."),
        Example(bad="These [[was]] closed in May.", good="These were closed in May."),
        Example(ok="Things like this are rare."),
        Example(ok="The keys that are lost."),
    ],
)
def demonstrative_verb(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for word, other in DEMONSTRATIVES.items():
        for index in prose.positions.get(word, ()):
            low, high = prose.sentence(index)
            after = _skip_adverbs(prose, index + 1, high)
            if after >= high or prose.lower[after] not in OTHER or prose.lower[after] in ("do", "were"):
                continue
            before = prose.lower[index - 1] if index > low else ";"
            starts = before == ";" or (word != "that" and (before in SUBORDINATORS or before in (",", ":", "but")))
            if not starts or (word == "that" and prose.lower[after] != "are"):
                continue
            verb = verb_at(prose, after)
            if verb is None or verb.plural == (word in ("these", "those")):
                continue
            yield _demonstrative(prose, rule, index, other, verb)


def _demonstrative(prose: Prose, rule: Rule, index: int, other: str, verb: Verb) -> Finding:
    """The finding; the noun that follows tells whether the pronoun or the verb is to change."""
    reach = range(verb.index + 1, min(verb.index + 6, prose.sentence(index)[1]))
    complement = next((i for i in reach if prose.tags[i] in ("NN", "NNS")), -1)
    several = complement >= 0 and prose.tags[complement] == "NNS"
    pronoun = replace(prose, index, index + 1, other)
    form = replace(prose, verb.index, verb.index + 1, verb.other)
    if complement >= 0 and several == verb.plural:
        message = f"This is {'more than one' if several else 'one'}: write “{other}”."
        return rule.finding(prose.span(index, index + 1), [pronoun, form], message=message)
    message = f"After “{prose.words[index]}” write “{verb.other}”."
    return rule.finding(prose.span(verb.index, verb.index + 1), [form, pronoun], message=message)


THERE_ADVERBS = words("currently also only still now always often usually already probably n't not never")
NUMERALS = words(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety several many various numerous multiple few "
    "fewer both"
)
UNCOUNTED = words("the this that more less enough little")
ONE = words("a an one another each every")


@check(
    code="AG026",
    name="there-is",
    pack="agreement",
    category=Category.GRAMMAR,
    severity=Severity.ERROR,
    message="After “there” the verb takes the number of the noun that follows.",
    why="There is one bridge, there are two: “there” has no number of its own.",
    examples=[
        Example(bad="There [[is]] two bridges in the town.", good="There are two bridges in the town."),
        Example(bad="There [[was]] no survivors.", good="There were no survivors."),
        Example(bad="There [[are]] a bridge near the mill.", good="There is a bridge near the mill."),
        Example(bad="[[Is]] there any questions?", good="Are there any questions?"),
        Example(ok="There is a man and a woman at the door."),
        Example(ok="There are a number of bridges."),
        Example(ok="There is five miles between them."),
    ],
)
def there_is(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for there in prose.positions.get("there", ()):
        if prose.tags[there] != "EX":
            continue
        low, high = prose.sentence(there)
        index = _skip_adverbs(prose, there + 1, high)
        if index < high and prose.lower[index] in OTHER:
            begin = index + 1
            if begin < high and prose.lower[begin] == "been":
                begin += 1
            elif prose.lower[index] in ("has", "have"):
                continue
        elif there > low and prose.lower[there - 1] in ("is", "are", "was", "were") and there - 1 == low:
            index, begin = there - 1, there + 1
        else:
            continue
        while begin < high and prose.lower[begin] in THERE_ADVERBS:
            begin += 1
        verb = verb_at(prose, index)
        if verb is None or prose.lower[index] in ("do", "does"):
            continue
        found = _number_after(prose, begin, high)
        if not found or (found == "plural") == verb.plural:
            continue
        if verb.plural and not UNREAL.isdisjoint(prose.lower[low:there]):
            continue
        message = f"What follows is {'one' if verb.plural else 'more than one'}: write “{verb.other}”."
        yield _finding(prose, rule, index, verb.other, message)


def _number_after(prose: Prose, begin: int, high: int) -> str:
    """The number of the noun phrase that begins at a token, when it is sure."""
    lower, tags = prose.lower, prose.tags
    if begin >= high or prose.quoted[begin]:
        return ""
    first = lower[begin]
    counted = first in NUMERALS or (first.isdigit() and int(first) > 1)
    i = begin + 1 if counted or tags[begin] in ("DT", "PRP$", "CD") else begin
    if first == "a" and lower[i : i + 1] == ["few"]:
        counted, i = True, i + 1
    while i < high and tags[i] in ("JJ", "VBN", "NN", "NNP", "CD", "HYPH", "RB") and not (
        tags[i] in ("NN", "NNP") and (i + 1 >= high or tags[i + 1] not in NOUNS)
    ):
        if tags[i] in ("JJR", "JJS", "RB") and tags[i + 1 : i + 2] != ["JJ"]:
            return ""
        i += 1
    if i >= high or tags[i] not in ("NN", "NNS") or first in UNCOUNTED:
        return ""
    found = number(prose, Phrase(begin, i + 1, i, first if first in ONE else ""))
    if found == "plural":
        return "plural" if counted or first in ("no", "any", "some") or tags[begin] not in ("DT", "CD", "PRP$") else ""
    following = lower[i + 1 : min(i + 13, high)]
    mass = "mass" in prose.lexicon.classes(lower[i])
    alone = not {"and", "or", ",", "&"} & set(following)
    sure = first in ("a", "an", "one", "another") or (mass and first in ("no", "much"))
    return "singular" if found == "singular" and alone and sure else ""


ONE_OF_SEVERAL = words("each one either neither")


@check(
    code="AG027",
    name="one-of-us",
    pack="agreement",
    category=Category.GRAMMAR,
    severity=Severity.ERROR,
    message="“Each”, “one”, “either” and “neither” of several is one.",
    why="Each of us has, neither of them is: the head is the one, not the many.",
    examples=[
        Example(bad="Each of us [[have]] a key.", good="Each of us has a key."),
        Example(bad="Every one of them [[want]] a key.", good="Every one of them wants a key."),
        Example(bad="Neither of them [[are]] here.", good="Neither of them is here."),
        Example(ok="One of us has a key."),
        Example(ok="All of us have a key."),
    ],
)
def one_of_us(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for pronoun in (i for word in ("us", "them", "you", "these", "those") for i in prose.positions.get(word, ())):
        low, high = prose.sentence(pronoun)
        head = pronoun - 2
        if head < low or prose.lower[head + 1] != "of" or prose.lower[head] not in ONE_OF_SEVERAL:
            continue
        if not (head == low or prose.lower[head - 1] in BEFORE_CLAUSES | {"every", "each", "only"}):
            continue
        index = _skip_adverbs(prose, pronoun + 1, high)
        verb = verb_at(prose, index) if index < high else None
        if verb is None or not verb.plural or not {"do", "does", "did", "if", "let"}.isdisjoint(prose.lower[low:head]):
            continue
        message = f"“{prose.words[head]}” is one: write “{verb.other}”."
        yield _finding(prose, rule, index, verb.other, message)
