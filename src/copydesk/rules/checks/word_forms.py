"""Words of the wrong part of speech that only their make-up gives away."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.language.lexicon import Lexicon
from copydesk.language.prose import Prose
from copydesk.rules.base import Example, Rule, check
from copydesk.rules.repair import replace
from copydesk.text.finding import Category, Finding, Severity

ADVERB_ENDINGS = ("ly", "fully", "ally")
ON_PURPOSE = ("deliberately", "intentionally")


def _adverbs(lexicon: Lexicon, noun: str) -> tuple[str, ...]:
    """The adverbs made from a noun: those the lexicon links, and those its endings make."""
    made = (noun + ending for ending in ADVERB_ENDINGS)
    return tuple(dict.fromkeys((*lexicon.derive(noun, "noun>adv"), *(word for word in made if lexicon.known(word)))))


@check(
    code="WF002",
    name="negated-noun-before-participle",
    category=Category.GRAMMAR,
    severity=Severity.ERROR,
    message="There is no such word; an adverb is needed before the participle.",
    why="A participle is described by an adverb; “un-” goes before adjectives, adverbs and verbs, not before nouns.",
    examples=[
        Example(bad="The barn was [[unpurpose]] burned.", good="The barn was purposely burned."),
        Example(bad="The gate was [[unintention]] left open.", good="The gate was unintentionally left open."),
        Example(ok="The barn was unlawfully burned."),
        Example(ok="The barn was left unlocked."),
    ],
)
def negated_noun(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for word, places in prose.positions.items():
        if not word.startswith("un") or len(word) < 6 or not word.isalpha() or prose.lexicon.known(word):
            continue
        stem = word[2:]
        if "NN" not in prose.lexicon.tags(stem):
            continue
        adverbs = _adverbs(prose.lexicon, stem)
        negated = [f"un{adverb}" for adverb in adverbs if prose.lexicon.known(f"un{adverb}")]
        options = [*negated, *adverbs]
        if adverbs and not negated and adverbs[0].startswith("purpose"):
            options += ON_PURPOSE
        for index in places:
            after = index + 1
            if not options or after >= prose.sentence(index)[1] or not prose.readings(after) & {"VBN", "VBD"}:
                continue
            fixes = [replace(prose, index, index + 1, option) for option in options]
            message = f"“{prose.words[index]}” is not a word; the participle wants an adverb: “{options[0]}”."
            yield rule.finding(prose.span(index, index + 1), fixes, message=message)
