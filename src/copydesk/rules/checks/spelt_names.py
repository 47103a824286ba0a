"""Names that are written two ways in the same text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from copydesk.formats.document import BlockKind
from copydesk.language.prose import Prose
from copydesk.rules.base import Example, Rule, check
from copydesk.text.edit import Edit
from copydesk.text.finding import Category, Confidence, Finding, Severity

CREDITS = frozenset({"source", "sources", "via", "credit", "from", "by"})
LEAST_NAME = 5  # letters; shorter names differ in one letter too often
LONG_NAME = 7


def _line(prose: Prose, index: int) -> int:
    return prose.document.source.position(prose.starts[index])[0]


# -- the article of a title -------------------------------------------------------------------------------------------


def _title(prose: Prose, index: int) -> tuple[str, ...]:
    """The run of two or more capitalised words that begins at the token."""
    end = index
    while end < len(prose) and prose.words[end][:1].isupper() and prose.spaced(end):
        if end > index and end in prose.sentence_starts:
            break
        end += 1
    return tuple(prose.words[index:end])


@check(
    code="CO001",
    name="article-of-a-title",
    pack="consistency",
    category=Category.CONSISTENCY,
    severity=Severity.WARNING,
    message="The same name has a capital “The” elsewhere in this text.",
    why="Where “The” is part of a newspaper's or a band's name, it is written alike throughout a text.",
    examples=[
        Example(
            bad="The fire was reported by [[the]] Harbour Gazette.\n\nSource: The Harbour Gazette",
            good="The fire was reported by The Harbour Gazette.\n\nSource: The Harbour Gazette",
        ),
        Example(ok="The fire was reported by The Harbour Gazette.\n\nSource: The Harbour Gazette"),
        Example(ok="The Harbour Gazette reported the fire. Ask the Harbour Gazette."),
        Example(ok="She read The Harbour Gazette at the Harbour Gazette offices."),
    ],
)
def article_of_a_title(prose: Prose, rule: Rule) -> Iterator[Finding]:
    capital: dict[tuple[str, ...], int] = {}
    capitals: Counter[tuple[str, ...]] = Counter()
    for index in prose.positions.get("the", ()):
        if prose.words[index] != "The" or index in prose.sentence_starts or prose.in_heading(index):
            continue
        if index and prose.words[index - 1] == ":" and prose.lower[index - 2] not in CREDITS:
            continue
        if index and prose.words[index - 1] in "\"“‘'(–—":
            continue
        title = _title(prose, index + 1)
        if len(title) >= 2:
            capital[title] = index
            capitals[title] += 1
    if not capital:
        return
    titles = {index: _title(prose, index + 1) for index in prose.positions["the"] if prose.words[index] == "the"}
    small = Counter(titles.values())
    for index, title in titles.items():
        after = index + 1 + len(title)
        if title not in capital or small[title] > 2 * capitals[title]:
            continue
        if after < prose.sentence(index)[1] and prose.tags[after] in ("NN", "NNS", "POS"):
            continue
        span = prose.span(index, index + 1)
        message = f"Line {_line(prose, capital[title])} has “The {' '.join(title)}” with a capital; write it alike."
        yield rule.finding(span, [Edit(span.start, span.end, "The")], message=message)


# -- names ------------------------------------------------------------------------------------------------------------


def _names(prose: Prose) -> dict[str, list[int]]:
    """The capitalised words that no sentence or heading gave their capital, and their places."""
    found: dict[str, list[int]] = {}
    for word in prose.written_places.numbers:
        name = word.replace("’", "'")
        if len(name) < LEAST_NAME or name.islower() or name.isupper() or not _one_capital(name):
            continue
        found.setdefault(name, []).extend(prose.written_places.of(word).tolist())
    return {
        name: places
        for name, places in found.items()
        if not prose.lexicon.known(name.lower())
        or any(index not in prose.sentence_starts and not prose.in_heading(index) for index in places)
    }


def _one_capital(name: str) -> bool:
    """Whether a name is of letters, and each part of it has its capital in front only (no McDonald, no product)."""
    if name.isalpha():
        return name[1:].islower()
    return all(part.isalpha() and (part[1:].islower() or not part[1:]) for part in re.split("['-]", name))


def _alike(rare: Iterable[str], common: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of a rare and a common name that are alike but for one letter, found by leaving letters out."""
    table: dict[str, list[str]] = {}
    for name in common:
        for key in _less_one_letter(name):
            table.setdefault(key, []).append(name)
    for name in rare:
        found = {other for key in _less_one_letter(name) for other in table.get(key, ())}
        yield from ((name, other) for other in sorted(found))


def _less_one_letter(name: str) -> set[str]:
    return {name, *(name[:place] + name[place + 1 :] for place in range(1, len(name)))}


def _slip(rare: str, common: str) -> bool:
    """Whether one name may be the other misspelt, rather than an inflected form or another name."""
    short, long = sorted((rare, common), key=len)
    if len(long) == len(short):
        places = [place for place in range(len(long)) if long[place] != short[place]]
        if len(places) == 1:
            place = places[0]
            pair = {long[place], short[place]}
            if place == len(long) - 1:
                return pair == {"i", "y"}
            return place > 0 and (len(long) >= LONG_NAME or pair <= set("aeiouy") or place > 1)
        return len(places) == 2 and long[places[0]] == short[places[1]] and long[places[1]] == short[places[0]]
    if len(long) - len(short) != 1:
        return False
    return long[:-1] != short and not (long.endswith("s") and short.endswith("s") and long[:-2] == short[:-1])


@check(
    code="CO002",
    name="name-spelt-two-ways",
    pack="consistency",
    category=Category.CONSISTENCY,
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    message="The name is spelt differently elsewhere.",
    why="Two spellings that differ in one letter are most often one name, and one of them is a slip.",
    examples=[
        Example(
            bad="Orlen Vaskari spoke first. Later Vaskari left. Then [[Vaskary]] came back with Vaskari's brother.",
            good="Orlen Vaskari spoke first. Later Vaskari left. Then Vaskari came back with Vaskari's brother.",
        ),
        Example(ok="The Petrovs left. Anna Petrova met Ivan Petrov and the other Petrov."),
        Example(ok="Johnson met Johnsen, and Johnson left. Johnson won."),
    ],
)
def name_two_ways(prose: Prose, rule: Rule) -> Iterator[Finding]:
    names = _names(prose)
    single = [name for name, places in names.items() if len(places) == 1 and not prose.lexicon.known(name)]
    for rare, common in _alike(single, [name for name, places in names.items() if len(places) > 1]):
        many = len(names[common])
        least = 2 if len(rare) >= LONG_NAME else 3
        if many < least or not _slip(rare, common):
            continue
        if prose.lexicon.known(rare.lower()) or _stem(rare) == _stem(common) or rare.lower() == common.lower():
            continue
        for index in names[rare]:
            if prose.block(index).kind is BlockKind.TABLE_CELL:
                continue
            span = prose.span(index, index + 1)
            message = f"The text has “{common}” {many} times and “{rare}” here; is it the same name?"
            yield rule.finding(span, [Edit(span.start, span.end, common)], message=message)


def _stem(name: str) -> str:
    """The name without what its own language may add to it."""
    return re.sub(r"(?:'s|[aeiouy]+|s|es|n|an|ian)$", "", name) if not name.endswith(("y", "i")) else name
