"""Words and phrases written twice, and two articles in a row."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from copydesk.language.prose import Prose
from copydesk.rules.base import Example, Rule, check
from copydesk.rules.repair import delete, replace
from copydesk.text.finding import Category, Finding, Severity


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that stand twice in good English: grammar ("had had"), emphasis ("very very"), sounds, and names.
MAY_REPEAT = _words(
    "again ah aye bang beep beri big blah boo buzz bye can cha choo chop chow cous ding do dum duran etc far "
    "further gee good goody ha had hear heh her hey hi hint hip ho hula hush john knock la less little long mahi many "
    "miles more much na never nudge new night no nom now oh old one pit please pom poo quite rah rather really same "
    "sing so that there tick too tsk tum tut two very wah wee well who woof yada yeah yes yo you yum zig"
)
FUNCTION = _words(
    "a i about after against also among an and are around as at be because been before between but by can could "
    "during for from has have he his how if in into is it its may might must my near not of on onto or our over "
    "she should since than the their then these they this those through to under until was we were what when "
    "where which while who will with within without would your"
)
ARTICLES = ("a", "an", "the")
VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
DETERMINERS = _words("my your our their his its this these those that every each")
EITHER = DETERMINERS | {*ARTICLES}
LATIN = _words("priori posteriori fortiori la cappella capella")
SUBJECTS = _words("it this that there he she they what")
NO_PHRASE = _words("it by is what on and as a")  # "on and on and on", "as good as good can be", "a spade a spade"
LONGEST = 4


def _joined(prose: Prose, first: int, last: int) -> bool:
    """Whether nothing but plain space parts the tokens."""
    text = prose.masked
    return all(not text[prose.ends[i] : prose.starts[i + 1]].strip() for i in range(first, last - 1))


def _repeats(prose: Prose, index: int) -> bool:
    """Whether the word at the index and the one before it are one word written twice by mistake."""
    word, before = prose.words[index], prose.words[index - 1]
    lower = prose.lower[index]
    if not word.isalpha() or lower in MAY_REPEAT or not prose.spaced(index) or not _joined(prose, index - 1, index + 1):
        return False
    if word[0].isupper() and not (before[0].isupper() and lower in FUNCTION and word.istitle()):
        return False  # a name, or "the The Hague"
    if (len(word) == 1 and lower != "i") or not prose.spaced(index - 1):
        return False  # a name of a thing, "cannot not"
    first, last = prose.sentence(index)
    if index + 1 < last and prose.lower[index + 1] == lower:
        return False  # three times is no slip
    if index - 2 >= first and prose.lower[index - 2] == lower:
        return False
    if lower not in FUNCTION:
        return (
            prose.lexicon.known(lower)
            and not prose.words[max(index - 2, 0)].endswith(".")
            and (prose.words[index - 1] == word or index - 1 == first)
        )
    left = prose.lower[index - 2] if index - 2 >= first else ""
    if lower in ("is", "was", "are", "were") and left in SUBJECTS:
        return False  # "what it is is hard to say"
    if lower in ("to", "of", "for", "with", "at") and index + 1 < last and prose.tags[index + 1] in ("DT", "PRP$"):
        return True  # “went to to the shop”
    if lower == "to" and prose.lower[index + 1 : index + 2] in (["list"], ["lists"]):
        return False  # a to-do list
    if lower in ("in", "on", "to", "for", "by", "about", "at", "with", "of") and left:
        return not (prose.readings(index - 2) & VERBS)  # "log in in time", "the page we came to to rest"
    return lower not in ("his", "it", "as", "if") or prose.tags[index] == prose.tags[index - 1]


@check(
    code="DW001",
    name="doubled-word",
    category=Category.DUPLICATION,
    severity=Severity.ERROR,
    message="The word stands twice in a row.",
    why="A word written twice is easily overlooked, most of all across the end of a line.",
    examples=[
        Example(bad="They waited for [[the the]] ferry.", good="They waited for the ferry."),
        Example(bad="[[The the]] ferry was late.", good="The ferry was late."),
        Example(bad="We met at the [[harbour harbour]].", good="We met at the harbour."),
        Example(bad="They went [[to to]] the ferry.", good="They went to the ferry."),
        Example(ok="She had had enough of that."),
        Example(ok="I know that that ferry was late."),
        Example(ok="They came in in time."),
        Example(ok="What it is is a mystery."),
    ],
)
def doubled_word(prose: Prose, rule: Rule) -> Iterator[Finding]:
    lower = prose.lower
    for index in (i for i, (word, before) in enumerate(pairwise(lower), 1) if word == before):
        if index not in prose.sentence_starts and _repeats(prose, index):
            message = f"“{prose.words[index]}” stands twice in a row."
            yield rule.finding(prose.span(index - 1, index + 1), [delete(prose, index, index + 1)], message=message)


@check(
    code="DW002",
    name="doubled-phrase",
    category=Category.DUPLICATION,
    severity=Severity.ERROR,
    message="The words stand twice in a row.",
    why="Words that are moved while editing are easily left where they were as well.",
    examples=[
        Example(bad="They met [[at the at the]] station.", good="They met at the station."),
        Example(bad="Rain fell [[over most of over most of]] the coast.", good="Rain fell over most of the coast."),
        Example(ok="Step by step by step they climbed."),
        Example(ok="It is what it is what it is."),
    ],
)
def doubled_phrase(prose: Prose, rule: Rule) -> Iterator[Finding]:
    lower = prose.lower
    done = 0
    for index in prose.word_places.repeats(LONGEST).tolist():
        last = prose.sentence(index)[1]
        for size in range(2, LONGEST + 1) if index >= done else ():
            middle, end = index + size, index + 2 * size
            if end > last or lower[index:middle] != lower[middle:end]:
                continue
            words = prose.words[index:middle]
            opens = lower[index] in FUNCTION and lower[index] not in NO_PHRASE
            if opens and len(set(lower[index:middle])) > 1 and all(word.isalpha() for word in words):
                if end < last and lower[end : end + size] == lower[index:middle]:
                    break
                message = f"“{' '.join(words)}” stands twice in a row."
                yield rule.finding(prose.span(index, end), [delete(prose, middle, end)], message=message)
                done = end
            break


@check(
    code="DW003",
    name="two-determiners",
    category=Category.GRAMMAR,
    severity=Severity.ERROR,
    message="One of the two words is too many.",
    why="Articles, possessives and words like “this” exclude each other: “the my” and “a the” keep only one.",
    examples=[
        Example(bad="They crossed [[a the]] river.", good="They crossed the river."),
        Example(bad="It was [[a an]] old bridge.", good="It was an old bridge."),
        Example(bad="We repaired [[the our]] roof.", good="We repaired our roof."),
        Example(bad="It looks like [[a this]] bridge.", good="It looks like this bridge."),
        Example(ok="They crossed the A road."),
        Example(ok="The its clause is short."),
    ],
)
def two_determiners(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for article in ARTICLES:
        for index in prose.positions.get(article, ()):
            after = index + 1
            if after >= len(prose) or prose.lower[after] not in EITHER:
                continue
            if after + 1 >= prose.sentence(index)[1] or not prose.spaced(after) or prose.lower[after + 1] in LATIN:
                continue
            word, other = prose.words[index], prose.words[after]
            if (word == "A" and index not in prose.sentence_starts) or other[0].isupper():
                continue
            follower = prose.tags[after + 1]
            if not _joined(prose, index, after + 1) or follower[:2] not in ("NN", "JJ", "VB", "RB", "CD"):
                continue
            lower = prose.lower[after]
            if lower in ARTICLES and lower != article:
                noun = prose.lexicon.article(prose.words[after + 1])
                best = "the" if "the" in (article, lower) else noun
                rest = noun if best == "the" else "the"
                fixes = [replace(prose, index, after + 1, best)]
                if best == "the":
                    fixes.append(replace(prose, index, after + 1, rest))
            elif lower in DETERMINERS and (article == "a" or lower not in ("each", "every", "that", "its", "this")):
                fixes = [delete(prose, index, after)]
                if lower != "that":
                    fixes.append(delete(prose, after, after + 1))
            else:
                continue
            message = f"“{word} {other}”: one of the two words is too many."
            yield rule.finding(prose.span(index, after + 1), fixes, message=message)
