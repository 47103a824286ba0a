"""One word, two ways in the same text: compounds, abbreviations, accents."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from copydesk.language.prose import Prose
from copydesk.rules.base import Example, Rule, check
from copydesk.text.edit import Edit
from copydesk.text.finding import Category, Confidence, Finding, Severity


def _line(prose: Prose, index: int) -> int:
    return prose.document.source.position(prose.starts[index])[0]


# -- compounds --------------------------------------------------------------------------------------------------------

DIFFERENT = frozenset(  # with and without the hyphen these are two words
    {
        *("re-cover", "re-sent", "re-form", "re-sign", "re-creation", "re-create", "re-count", "re-mark", "re-press"),
        *("re-lease", "re-present", "re-serve", "re-store", "re-treat", "re-sort", "re-collect", "re-act", "re-pose"),
        *("re-lay", "re-dress", "re-search", "un-ionized", "un-ionised", "co-op", "pro-rate", "de-bug", "man-hood"),
        *("re-covered", "re-formed", "re-signed", "re-created", "re-counted", "re-presented", "re-signing", "x-axis"),
        *("re-cited", "re-solve", "re-prove", "re-tire", "re-place", "re-move", "re-vision", "re-port", "re-view"),
    }
)


@check(
    code="CO003",
    name="hyphen-now-and-then",
    category=Category.CONSISTENCY,
    severity=Severity.SUGGESTION,
    message="The word is written with and without a hyphen.",
    why="A text keeps to one spelling of a compound.",
    examples=[
        Example(
            bad="Send an email to the office. The email must be short. No [[e-mail]] is read twice.",
            good="Send an email to the office. The email must be short. No email is read twice.",
        ),
        Example(
            bad="They co-operate with us, and we co-operate with them. Nobody else will [[cooperate]].",
            good="They co-operate with us, and we co-operate with them. Nobody else will co-operate.",
        ),
        Example(ok="They re-cover the sofa while they recover."),
        Example(ok="Send an email to the office. The email must be short."),
    ],
)
def hyphen_now_and_then(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for word, places in prose.positions.items():
        closed = word.replace("-", "")
        if "-" not in word or not closed.isalpha() or len(closed) < 4 or closed not in prose.positions:
            continue
        if word in DIFFERENT or word.startswith("-") or word.endswith("-"):
            continue
        ways = {word: _own(prose, places), closed: _own(prose, prose.positions[closed])}
        if not all(ways.values()):
            continue
        kept = max(ways, key=lambda way: (len(ways[way]), prose.lexicon.known(way)))
        other = word if kept == closed else closed
        for index in ways[other]:
            span = prose.span(index, index + 1)
            new = _cased(prose.words[index], kept)
            message = f"Elsewhere the text has “{kept}” (line {_line(prose, ways[kept][0])}); write it alike."
            yield rule.finding(span, [Edit(span.start, span.end, new)], message=message)


def _own(prose: Prose, places: Sequence[int]) -> list[int]:
    """The places that are the author's own running text: no quotations, no names inside a sentence."""
    return [
        index
        for index in places
        if not prose.quoted[index]
        and not prose.in_heading(index)
        and (prose.words[index].islower() or (index in prose.sentence_starts and prose.words[index][1:].islower()))
    ]


def _cased(model: str, word: str) -> str:
    return word[0].upper() + word[1:] if model[0].isupper() else word


TIMES = frozenset({"today", "tomorrow", "yesterday", "now", "tonight"})
OPENERS = frozenset({"DT", "PRP$", "IN", "JJ", "VBD", "VBZ", "VBP", "VB"})  # tags before a noun phrase


@check(
    code="CO004",
    name="compound-open-and-hyphenated",
    category=Category.CONSISTENCY,
    severity=Severity.SUGGESTION,
    confidence=Confidence.MEDIUM,
    message="The compound has a hyphen elsewhere in the text.",
    why="Before a noun a compound modifier is written alike throughout a text.",
    examples=[
        Example(
            bad="The long-term plan failed. A second long-term plan came. Their [[long term]] plan is unknown.",
            good="The long-term plan failed. A second long-term plan came. Their long-term plan is unknown.",
        ),
        Example(ok="The long-term plan failed. A second long-term plan came. It failed in the long term."),
    ],
)
def open_and_hyphenated(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for word, places in prose.positions.items():
        first, hyphen, second = word.partition("-")
        if (
            not hyphen
            or first == second
            or len(places) < 2
            or not (first.isalpha() and second.isalpha())
            or first not in prose.positions
        ):
            continue
        before_nouns = [i for i in places if i + 1 < prose.sentence(i)[1] and prose.tags[i + 1] in ("NN", "NNS")]
        if len(before_nouns) < 2:
            continue
        opened = [index for index in prose.positions[first] if _opened(prose, index, second)]
        if len(opened) > len(before_nouns):
            continue
        for index in opened:
            gap = Edit(prose.ends[index], prose.starts[index + 1], "-")
            message = f"Line {_line(prose, before_nouns[0])} has “{word}” before a noun; write it alike."
            yield rule.finding(prose.span(index, index + 2), [gap], message=message)


def _opened(prose: Prose, index: int, second: str) -> bool:
    """Whether a compound of two words begins at the token and stands before a noun."""
    if index + 2 >= prose.sentence(index)[1] or prose.lower[index + 1] != second or prose.quoted[index]:
        return False
    before = prose.tags[index - 1] if index else ""
    noun = prose.tags[index + 2] in ("NN", "NNS") and prose.lower[index + 2] not in TIMES
    parts = {prose.tags[index], prose.tags[index + 1]} <= {"JJ", "NN", "CD", "VBN", "VBG"}
    return before in OPENERS and noun and parts and not prose.in_heading(index)


# -- abbreviations and accents ----------------------------------------------------------------------------------------

POINTED = frozenset(
    {
        *("Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "Jr.", "Sr.", "Ph.D.", "M.D.", "B.A.", "M.A.", "D.C.", "U.S.", "U.K."),
        *("U.N.", "E.U.", "U.S.A.", "L.A.", "N.Y.", "i.e.", "e.g.", "vs.", "B.C.", "A.D.", "P.S.", "Rev.", "Gen."),
        *("Lt.", "Col.", "Capt.", "Sgt.", "Hon.", "Gov.", "Sen.", "Rep.", "Inc.", "Ltd.", "Corp.", "P.O.", "T.V."),
    }
)


@check(
    code="CO005",
    name="points-now-and-then",
    category=Category.CONSISTENCY,
    severity=Severity.SUGGESTION,
    confidence=Confidence.MEDIUM,
    message="The abbreviation is written with and without points.",
    why="A text keeps to one way of abbreviating.",
    examples=[
        Example(
            bad="The U.S. envoy left. A second U.S. envoy came. The [[US]] team stayed.",
            good="The U.S. envoy left. A second U.S. envoy came. The U.S. team stayed.",
        ),
        Example(
            bad="Mr Holm met Mr Berg. [[Mr.]] Dahl came late.",
            good="Mr Holm met Mr Berg. Mr Dahl came late.",
        ),
        Example(ok="The U.S. envoy asked us to leave."),
        Example(ok="The US envoy left.\n\n“The U.S. envoy left,” he said."),
    ],
)
def points_now_and_then(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for pointed in POINTED:
        bare = pointed.replace(".", "")
        places = prose.positions.get(pointed.lower(), ())
        others = prose.positions.get(bare.lower(), ())
        if not places or not others:
            continue
        ways = {
            pointed: [i for i in places if prose.words[i] == pointed and _free(prose, i)],
            bare: [i for i in others if prose.words[i] == bare and _free(prose, i)],
        }
        few, many = sorted(ways, key=lambda way: len(ways[way]))
        if not ways[few] or len(ways[many]) < 2 * len(ways[few]):
            continue
        for index in ways[few]:
            span = prose.span(index, index + 1)
            closes = few == pointed and index + 1 == prose.sentence(index)[1]
            new = many + "." if closes else many
            message = f"Elsewhere the text has “{many}” ({len(ways[many])} times); write it alike."
            yield rule.finding(span, [Edit(span.start, span.end, new)], message=message)


def _free(prose: Prose, index: int) -> bool:
    """Whether the token is the author's own text and not part of a longer word or of shouting."""
    if prose.quoted[index] or prose.in_heading(index):
        return False
    low, high = prose.sentence(index)
    around = [prose.words[place] for place in (index - 1, index + 1) if low <= place < high]
    return not any(word in ("-", "/", "–", "&") for word in around)


def _plain(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _namesake(prose: Prose, index: int, places: Sequence[int]) -> bool:
    """Whether the word is a first or last name that somebody else may bear, as the words beside it tell."""
    if "person" not in prose.lexicon.classes(prose.words[index]):
        return False
    beside = {prose.lower[place + step] for place in places for step in (-1, 1) if 0 <= place + step < len(prose)}
    around = (prose.words[place] for place in (index - 1, index + 1) if 0 <= place < len(prose))
    return not any(word.lower() in beside and word[0].isupper() for word in around)


COMMON_WORD = 110
WORDS_OF_THEIR_OWN = frozenset(
    {"resume", "expose", "rose", "pique", "lame", "pate", "maté", "mate", "saute", "attache", "passe", "risque", "pave"}
)


@check(
    code="CO006",
    name="accent-now-and-then",
    category=Category.CONSISTENCY,
    severity=Severity.SUGGESTION,
    message="The word is written with and without its accent.",
    why="A text keeps to one spelling of a name or a foreign word.",
    examples=[
        Example(
            bad="The Café Lune opened. Every café in town closed. This [[cafe]] is new.",
            good="The Café Lune opened. Every café in town closed. This café is new.",
        ),
        Example(ok="They resume work after reading the résumé."),
    ],
)
def accent_now_and_then(prose: Prose, rule: Rule) -> Iterator[Finding]:
    if prose.text.isascii():
        return
    for word, places in prose.positions.items():
        if word.isascii() or not word.isalpha() or len(word) < 4:
            continue
        plain = _plain(word)
        others = [i for i in prose.positions.get(plain, ()) if not prose.quoted[i] and not _namesake(prose, i, places)]
        if plain == word or not others or plain in WORDS_OF_THEIR_OWN:
            continue
        if (
            prose.lexicon.known(plain)
            and not prose.lexicon.known(word)
            and prose.lexicon.frequency(plain) > COMMON_WORD
        ):
            continue  # a foreign word that only looks like an English one
        kept, changed = (plain, places) if len(others) > len(places) else (word, others)
        for index in changed:
            if prose.words[index][0].isupper() != prose.words[(places if kept == word else others)[0]][0].isupper():
                model = prose.words[index]
                if model[0].isupper() and index not in prose.sentence_starts:
                    continue
            span = prose.span(index, index + 1)
            new = _cased(prose.words[index], kept)
            message = f"Elsewhere the text has “{new}”; write it alike."
            yield rule.finding(span, [Edit(span.start, span.end, new)], message=message)
