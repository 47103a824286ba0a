"""Articles that are missing before a noun that never stands alone."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.language.articles import article_by_rule
from copydesk.language.counted_nouns import never_alone, never_only_described
from copydesk.language.prose import Prose
from copydesk.rules.base import Example, Rule, check
from copydesk.rules.checks.phrases import words
from copydesk.rules.expressions import late
from copydesk.rules.repair import insert_before
from copydesk.text.edit import Applicability, Edit
from copydesk.text.finding import Category, Finding, Severity

PREPOSITIONS = words("with in on at for from into through under during about near inside within behind to without")
TAKING = words("having making taking getting giving using creating finding buying providing building")
# Words before a noun that stand in for an article, or make set phrases with bare nouns.
INSTEAD = words(
    "such many other same next last first second own several few top much little less more enough further half double "
    "former late future acting then one each every any some no another human oral full-time part-time single solitary "
    "minimum maximum multiple total certain what which whose whatever considerable ample sufficient"
)
NOT_LAST = frozenset({"NN", "NNS", "NNP", "NNPS", "POS", "HYPH", "CD", "VBG", "VBN", "JJ", "CC", "PRP$"})
NOT_BEFORE = words("[ / - and or to by after number \" ” , ( ' ’ \u2013 \u2014 through until")
# “a wide range of”, but “the full name of”
KINDS = words("range variety number set series group sense result piece lot way handful mixture list source form")


def _modified(prose: Prose, head: int, low: int) -> int:
    """Where the adjectives before a noun begin."""
    first = head
    while first > low and prose.tags[first - 1] in ("JJ", "JJS") and prose.words[first - 1] == prose.lower[first - 1]:
        first -= 1
    return first


def _frame(prose: Prose, first: int, head: int, low: int) -> str:
    """What stands before the noun phrase: "preposition", "be", "verb", or "" if an article might not be missing."""
    before = first - 1
    tag, word = prose.tags[before], prose.lower[before]
    if tag in ("IN", "TO") and word in PREPOSITIONS:
        if word == "to" and "VB" in prose.lexicon.tags(prose.lower[first], rare=True):
            return ""
        if "from" in prose.lower[max(low, before - 3) : before]:
            return ""  # “from town to town”
        return "preposition"
    if word in ("is", "was"):
        return "be"
    if prose.tags[before - 1] == "CC":
        return ""  # “a central and celebrated cultural figure”
    if first < head and (tag in ("VBD", "VBZ", "VBP", "VB") or (tag == "VBG" and word in TAKING)):
        return "verb"
    return ""


def _article(prose: Prose, frame: str, first: int, head: int, high: int) -> str:
    if prose.tags[first] == "JJS" or prose.lower[first][0].isdigit():
        return "the"
    of = head + 1 < high and prose.lower[head + 1] == "of"
    if frame == "preposition" and (first == head or of) and prose.lower[head] not in KINDS:
        return "the"
    return prose.lexicon.article(prose.words[first])


@check(
    code="AR002",
    name="missing-article",
    category=Category.GRAMMAR,
    severity=Severity.ERROR,
    message="An article is missing.",
    why="The name of a thing that can be counted takes an article or another determiner in the singular.",
    examples=[
        Example(bad="They fixed it with [[new]] component.", good="They fixed it with a new component."),
        Example(bad="She is [[young]] teacher.", good="She is a young teacher."),
        Example(bad="It opened in [[18th]] century.", good="It opened in the 18th century."),
        Example(ok="She went from school to school."),
        Example(ok="They met in person."),
        Example(ok="She is a young teacher."),
    ],
)
def missing_article(prose: Prose, rule: Rule) -> Iterator[Finding]:
    tags, lower = prose.tags, prose.lower
    alone, described = never_alone(), never_only_described()
    for head in prose.tag_positions.get("NN", ()):
        if lower[head] not in described and lower[head] not in alone:
            continue
        low, high = prose.sentence(head)
        first = _modified(prose, head, low)
        if first - 1 <= low or lower[head] not in (alone if first == head else described):
            continue
        if prose.words[head] != lower[head] or prose.quoted[head] or prose.in_heading(head):
            continue
        if head + 1 < high and (tags[head + 1] in NOT_LAST or lower[head + 1] in NOT_BEFORE):
            continue
        if lower[first] in INSTEAD or lower[head] in lower[max(low, head - 5) : head]:
            continue
        frame = _frame(prose, first, head, low)
        if not frame:
            continue
        article = _article(prose, frame, first, head, high)
        noun = prose.text[prose.starts[first] : prose.ends[head]]
        message = f"An article is missing: “{article} {noun}”."
        yield rule.finding(prose.span(first, first + 1), [insert_before(prose, first, article)], message=message)


# “a” before these is a letter or a name: “vitamin a is”, “a or b”.
NO_NOUN_PHRASE = words("IN CC VBZ VBP VBD MD TO DT PRP PRP$ WDT EX POS SYM LS")
PREFIXED = ("ex", "e")  # “ex-president”, “e-mail”
EASED = ("h", "eu", "u", "x", "one", "once")  # beginnings whose sound the letters do not tell
# Beginnings of two consonants that can be spoken, so that "SNAP" and "LPG" may be read either way.
SPOKEN = words("SC SH SK SL SM SN SP SQ ST SW FL FR HY LY MY NY RY SY XY")


STRESSED = words("happy heavy hero human hundred husband hobby holiday hidden hungry healthy helpful hospital honey")
VOWELS = late(r"[aeiouy]+")


def _read_either_way(noun: str) -> bool:
    """Whether a word with capitals inside sounds otherwise as letters than as a word ("SIM", "FAQ"), or "unary"."""
    if noun.isupper() and noun.isalpha() and noun[0] not in "AEIOU" and noun[1:2] not in tuple("AEIOU"):
        return noun[:2] in SPOKEN or (len(noun) > 3 and not set("AEIOU").isdisjoint(noun))  # "FBI" is spelt out
    if sum(letter.isupper() for letter in noun) < 2:
        return noun.lower() == "unary" or (noun[0].islower() and noun.lower() != noun)
    return (noun[0].upper() in "AEFHILMNORSX") != (noun[0].upper() in "AEIOU")


def _breathed(noun: str) -> bool:
    """Whether nobody leaves the h at the beginning of a word out after “an”: its first syllable is the only one, or
    surely stressed."""
    return noun.lower() in STRESSED or (noun.islower() and len(VOWELS.findall(noun.removesuffix("e"))) == 1)


def _spelt_out(noun: str) -> bool:
    """Whether a word so short has no vowel, so that its letters may be read one by one ("Rh", "nth")."""
    return len(noun) < 4 and not set("aeiouy") & set(noun.lower())


@check(
    code="AR010",
    name="a-or-an",
    category=Category.GRAMMAR,
    severity=Severity.ERROR,
    applicability=Applicability.SAFE,
    message="The article follows the sound of the next word.",
    why="“An” stands before a vowel that is heard, “a” before a consonant: an hour, a university, an MP.",
    examples=[
        Example(bad="He ate [[a]] apple.", good="He ate an apple."),
        Example(bad="She waited [[a]] hour.", good="She waited an hour."),
        Example(bad="It is [[an]] university.", good="It is a university."),
        Example(bad="They paid [[a]] 8 percent fee.", good="They paid an 8 percent fee."),
        Example(bad="He is [[a]] ex-president.", good="He is an ex-president."),
        Example(bad="It was [[a]] FBI agent.", good="It was an FBI agent."),
        Example(ok="He ate an apple in a European hotel."),
        Example(bad="It is [[an]] huge house.", good="It is a huge house."),
        Example(ok="It was an historic day, and a historic one."),
        Example(ok="Vitamin A is needed; options a and b are not."),
        Example(ok="An Uber took them to an Rh clinic."),
    ],
)
def a_or_an(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for article in ("a", "an"):
        for index in prose.positions.get(article, ()):
            following = index + 1
            low, high = prose.sentence(index)
            word = prose.words[index]
            if following >= high or prose.tags[index] != "DT" or not (prose.spaced(index) and prose.spaced(following)):
                continue
            if word not in ("a", "an") and not (word in ("A", "An") and index == low):
                continue
            noun = prose.words[following]
            doubtful = noun.lower().startswith(EASED) or (article == "a" and noun.islower())
            first = noun.partition("-")[0]
            known = prose.lexicon.known(noun) or (first != noun and (prose.lexicon.known(first) or first in PREFIXED))
            loose = doubtful and not known and not first.isdigit()
            unsure = _read_either_way(noun) or (_spelt_out(noun) and not noun.isupper()) or loose
            readable = noun[0].isalnum() and not unsure and prose.tags[following] not in NO_NOUN_PHRASE
            if not noun.isdigit() and (not readable or len(noun) == 1):
                continue
            allowed = prose.lexicon.articles(noun)
            if article in allowed or (article == "an" and noun[0] in "hH" and not _breathed(noun)):
                continue
            if noun[0].isupper() and noun.lower().startswith(EASED) and article == article_by_rule(noun):
                continue  # an Uber: a name that is not read like the word
            wanted = allowed[0].capitalize() if word[0].isupper() else allowed[0]
            message = f"Before “{noun}” stands “{allowed[0]}”."
            span = prose.span(index, following)
            yield rule.finding(span, [Edit(prose.starts[index], prose.ends[index], wanted)], message=message)
