"""Words of the wrong part of speech that only their make-up gives away."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.language.lexicon import Lexicon
from copydesk.language.prose import Prose
from copydesk.rules.base import Example, Rule, check
from copydesk.rules.repair import replace
from copydesk.text.finding import Category, Finding, Severity

ADVERB_ENDINGS = ("ly", "fully", "ally")
INTENTIONAL = ("intentionally", "deliberately")
ON_PURPOSE = ("deliberately", "intentionally")


def _adverbs(lexicon: Lexicon, noun: str) -> tuple[str, ...]:
    """The adverbs made from a noun: those the lexicon links, and those its endings make."""
    made = (noun + ending for ending in ADVERB_ENDINGS)
    adverbs = (*lexicon.derive(noun, "noun>adv"), *(word for word in made if lexicon.known(word)))
    return tuple(dict.fromkeys(INTENTIONAL if noun == "intent" else adverbs))  # “intently” means with attention


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


# Nouns that a singular article and a misplaced adverb stand before.
_NOUNS = """approach area attempt book building car change chance choice city collection condition country day decision
    decrease development difference disease effect effort environment event example experience family feeling food
    friend game growth house idea image impact improvement increase influence issue item job life man manner matter
    meal message method moment movement opinion opportunity part party people person place plan point position problem
    process product project question reason relationship result role school service situation skill society solution
    song story student success system team thing things time way ways woman word work world years"""
PLAIN_NOUNS = frozenset(_NOUNS.split())
BEFORE_QUANTITIES = frozenset({"nearly", "hardly", "merely", "partly"})


def _adjective(lexicon: Lexicon, adverb: str) -> str | None:
    """The adjective that an adverb in “-ly” is made from."""
    stem = adverb[:-2]
    for word in (stem, f"{stem[:-1]}y", f"{stem}le", f"{adverb[:-1]}e", stem.removesuffix("al"), f"{stem}l"):
        if "JJ" in lexicon.tags(word) and adverb in lexicon.derive(word, "adj>adv"):
            return word
    return None


@check(
    code="WF007",
    name="adverb-before-noun",
    category=Category.GRAMMAR,
    severity=Severity.ERROR,
    message="A noun is described by an adjective, not by an adverb.",
    why="Adjectives belong to nouns, adverbs to verbs.",
    examples=[
        Example(bad="It was done in a [[quickly]] way.", good="It was done in a quick way."),
        Example(bad="This is a [[really]] problem.", good="This is a real problem."),
        Example(ok="It was done in a quick way."),
        Example(ok="It was an only child and a friendly person."),
        Example(ok="The team finally won, and the fairly young man cried."),
    ],
)
def adverb_before_noun(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for word, places in prose.positions.items():
        if not word.endswith("ly") or word in BEFORE_QUANTITIES or prose.lexicon.tags(word) != {"RB"}:
            continue
        for index in places:
            first, last = prose.sentence(index)
            if index == first or index + 1 >= last or prose.quoted[index]:
                continue
            if prose.lower[index - 1] not in ("a", "an", "very") or prose.lower[index + 1] not in PLAIN_NOUNS:
                continue
            if index + 2 < last and prose.tags[index + 2] in ("JJ", "VBN", "NN", "NNS", "VBG", "HYPH"):
                continue
            adjective = _adjective(prose.lexicon, word)
            if adjective is not None:
                message = f"The noun “{prose.words[index + 1]}” is described by an adjective: “{adjective}”."
                yield rule.finding(
                    prose.span(index, index + 1), [replace(prose, index, index + 1, adjective)], message=message
                )
