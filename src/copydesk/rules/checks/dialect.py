"""American and British spellings in one text, or spellings other than those of the dialect that was asked for."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.formats.document import BlockKind
from copydesk.language.casing import match_case
from copydesk.language.prose import Prose
from copydesk.rules.base import Example, Rule, check
from copydesk.rules.expressions import late
from copydesk.rules.kept import kept
from copydesk.text.edit import Edit
from copydesk.text.finding import Category, Finding, Severity

LEAST_VOTES = 3  # words of the other spelling that a text must have
CLEAR = 4  # times as many as those of this spelling
NAMES = {"US": "American", "GB": "British", "CA": "Canadian", "AU": "Australian"}
REFERENCE = late(r"[A-Z]\. ?\((?:19|20)\d\d[a-z]?\)[.,]")  # an entry of a bibliography
# Words whose other spelling is another word, a name or a matter of taste.
LEFT_ALONE = frozenset(
    {
        *("draught", "draughts", "storey", "storeys", "kerb", "tonne", "tonnes", "ax", "axe", "disk", "disc", "grey"),
        *(
            "gray",
            "whisky",
            "whiskey",
            "programme",
            "cosy",
            "mum",
            "mom",
            "mums",
            "moms",
            "ass",
            "arse",
            "gaol",
            "vice",
        ),
        *("cheque", "theatre", "licence", "amphitheatre", "spectre", "lustre", "sabre", "ochre", "sceptre", "meagre"),
        *("gotten", "proven", "burnt", "dreamt", "leapt", "spilt", "spoilt", "smelt", "leant", "learnt", "knelt"),
        *("afterwards", "towards", "backwards", "amongst", "whilst", "pajamas", "pyjamas", "tyre", "tyres"),
    }
)


def _spellings(prose: Prose) -> dict[str, list[int]]:
    """Dialect (US or GB) → the places of words that only it spells like this."""
    votes: dict[str, list[int]] = {"US": [], "GB": []}
    for word, places in prose.positions.items():
        if len(word) < 4 or not word.isalpha() or word in LEFT_ALONE:
            continue
        dialects = prose.lexicon.dialects(word)
        if not dialects or {"US", "GB"} <= dialects:
            continue
        for name, list_of in votes.items():
            if name in dialects:
                list_of += [index for index in places if _common_word(prose, index)]
    return votes


def _common_word(prose: Prose, index: int) -> bool:
    """Whether the token is no name and nobody else's word, nor part of a list of books."""
    block = prose.block(index)
    if prose.quoted[index] or block.kind is BlockKind.HEADING or block.kind is BlockKind.QUOTE:
        return False
    if _refers(prose, block.start, block.end):
        return False
    if prose.words[index].islower():
        return True
    following = prose.words[index + 1] if index + 1 < prose.sentence(index)[1] else ""
    return index in prose.sentence_starts and not following[:1].isupper()


@kept
def _refers(prose: Prose, start: int, end: int) -> bool:
    """Whether there is an entry of a bibliography between two offsets."""
    return REFERENCE.search(prose.masked, start, end) is not None


@check(
    code="DL001",
    name="other-dialect",
    category=Category.CONSISTENCY,
    severity=Severity.WARNING,
    message="This is the spelling of another dialect.",
    why="A text keeps to the spelling of one dialect: the configured one, or the one that most of it has.",
    examples=[
        Example(
            bad="The colour of the harbour is her neighbour's work. It honours her labour. Her [[favorite]] is red.",
            good="The colour of the harbour is her neighbour's work. It honours her labour. Her favourite is red.",
        ),
        Example(ok="The colour of the harbour is her neighbour's work. Her favourite is red."),
        Example(ok="The colour and flavour of the harbour. The World Trade Center stood there."),
        Example(ok="The colour was red. Her favorite was blue."),
    ],
)
def mixed_dialects(prose: Prose, rule: Rule) -> Iterator[Finding]:
    wanted = prose.given_dialect
    if wanted:
        strangers, reason = list(_foreign(prose, wanted)), f"{NAMES[wanted]} spelling is asked for"
    else:
        votes = _spellings(prose)
        few, wanted = sorted(votes, key=lambda name: len(votes[name]))
        if not _clear(votes, few, wanted, prose):
            return
        strangers, reason = votes[few], f"The text is spelt in the {NAMES[wanted]} way"
    for index in strangers:
        other = prose.lexicon.variant(prose.lower[index], wanted)
        if other is None:
            continue
        span = prose.span(index, index + 1)
        word = match_case(prose.words[index], other)
        message = f"{reason}; here that is “{word}”."
        yield rule.finding(span, [Edit(span.start, span.end, word)], message=message)


def _clear(votes: dict[str, list[int]], few: str, many: str, prose: Prose) -> bool:
    """Whether the text is spelt in one way almost everywhere."""
    kinds = len({prose.lower[index] for index in votes[many]})
    return kinds >= LEAST_VOTES and len(votes[many]) >= CLEAR * len(votes[few])


def _foreign(prose: Prose, dialect: str) -> Iterator[int]:
    """The words that have no accepted spelling of this kind in the dialect."""
    for word, places in prose.positions.items():
        if len(word) > 3 and word.isalpha() and dialect not in prose.lexicon.dialects(word, variants=True):
            yield from (index for index in places if _common_word(prose, index))
