"""Words negated with a prefix that they do not take: “unlegal”, “inlogical”, “unpurpose”."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.language.lexicon import Lexicon
from copydesk.language.prose import Prose
from copydesk.rules.base import Example, Rule, check
from copydesk.rules.repair import replace
from copydesk.text.finding import Category, Finding, Severity

PREFIXES = ("un", "in", "im", "il", "ir", "dis", "ab")  # “non-” goes before any adjective
VERBS = frozenset({"agree", "approve", "obey", "trust", "believe", "behave", "appear"})
SHORTEST = 4  # letters of what is negated
NOT_MEANT = ("unintentional", "accidental")


def _negations(lexicon: Lexicon, word: str) -> tuple[str, ...]:
    """The words that negate, with another prefix, what this one negates; none if it is a word itself."""
    if lexicon.known(word) or not word.isalpha() or word.endswith("ed"):
        return ()
    for prefix in PREFIXES:
        stem = word.removeprefix(prefix)
        if stem == word or len(stem) < SHORTEST or stem.endswith("able") or "VBN" in lexicon.tags(stem):
            continue
        if stem in VERBS:
            return tuple(made for made in (f"dis{stem}", f"mis{stem}") if lexicon.known(made))
        if lexicon.tags(stem) & {"JJ", "RB"}:
            return tuple(other + stem for other in PREFIXES if lexicon.tags(other + stem) & {"JJ", "RB"})
    return ()


@check(
    code="WF600",
    name="negative-prefix",
    pack="word-forms",
    category=Category.SPELLING,
    severity=Severity.ERROR,
    message="There is no such word; another prefix negates it.",
    why="Each adjective has its own prefix: illegal, impossible, dishonest, unhappy.",
    examples=[
        Example(bad="It was an [[unlegal]] act.", good="It was an illegal act."),
        Example(bad="They were [[unhonest]].", good="They were dishonest."),
        Example(bad="She answered [[uncorrectly]].", good="She answered incorrectly."),
        Example(ok="It was an illegal, unhappy act of nonextensible, unviable plans."),
    ],
)
def negative_prefix(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for word, places in prose.positions.items():
        if not word.startswith(PREFIXES) or not (found := _negations(prose.lexicon, word)):
            continue
        for index in places:
            if prose.words[index] == word and not prose.in_vocabulary(prose.span(index, index + 1)):
                fixes = [replace(prose, index, index + 1, option) for option in found]
                message = f"There is no word “{word}”: write “{found[0]}”."
                yield rule.finding(prose.span(index, index + 1), fixes, message=message)


@check(
    code="WF601",
    name="negated-purpose",
    pack="word-forms",
    category=Category.GRAMMAR,
    severity=Severity.ERROR,
    message="There is no such word; write “unintentional” or “accidental”.",
    why="“Un-” goes before adjectives, adverbs and verbs, not before nouns.",
    examples=[
        Example(bad="The [[unpurpose]] fire spread.", good="The unintentional fire spread."),
        Example(bad="He did it [[unpurpose]].", good="He did it unintentionally."),
        Example(ok="He did it on purpose. The unintentional fire spread."),
    ],
)
def negated_purpose(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for word in ("unpurpose", "unintent", "unintention"):
        for index in prose.positions.get(word, ()):
            _, high = prose.sentence(index)
            following = prose.tags[index + 1] if index + 1 < high else "."
            if following in ("VBN", "VBD"):
                continue  # “unpurpose burned” wants an adverb, see negated-noun-before-participle
            of_verb = following not in ("NN", "NNS") and prose.lower[index - 1] not in (
                *("is", "are", "was", "were", "be", "been", "very", "an", "the", "and"),
            )
            options = [f"{option}ly" if of_verb else option for option in NOT_MEANT]
            if of_verb:
                options[1] = "accidentally"
            fixes = [replace(prose, index, index + 1, option) for option in options]
            message = f"There is no word “{word}”: write “{options[0]}”."
            yield rule.finding(prose.span(index, index + 1), fixes, message=message)
