"""Hyphens between a verb and its particle: “she gave-up”, “to bring-up a child”."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.language.prose import Prose
from copydesk.rules.base import Example, Rule, check
from copydesk.rules.checks.phrases import words
from copydesk.rules.repair import replace
from copydesk.text.finding import Category, Confidence, Finding, Severity

PARTICLES = words("up out off on down in over away back around forward through along together apart after")
MODALS = words("will would can could must should might may shall cannot 'll n't please")
BEFORE_BASE = words("to not never also") | {"'s"}  # “let's”; nouns may stand here too
BEFORE_GERUND = words(
    "is are was were am be been 's 're 'm of by for about start started stop stopped keep kept without before after not"
)
BEFORE_PAST = words("he she it they we i you who has have had 've")
BEFORE_PASSIVE = words("was were is are be been being got get 's 're has have had")
AFTER = frozenset({"DT", "PRP", "PRP$", "IN", "TO", "CC", "RB", "WRB", "VBG", ",", ".", ":"})
AFTER_PASSIVE = AFTER - {"DT", "PRP", "PRP$", "VBG"}
ADJECTIVES = words("grown-up built-in built-up run-down worn-out burnt-out burned-out laid-back left-over fed-up")
NOUNS = frozenset({"NN", "NNS", "JJ"})


@check(
    code="HY704",
    name="hyphen-in-phrasal-verb",
    pack="joined",
    category=Category.PUNCTUATION,
    severity=Severity.ERROR,
    confidence=Confidence.MEDIUM,
    message="A verb and its particle are written apart.",
    why="Only a noun or an adjective made from the verb has the hyphen.",
    examples=[
        Example(bad="She [[gave-up]] smoking.", good="She gave up smoking."),
        Example(bad="They have [[carried-out]] the plan.", good="They have carried out the plan."),
        Example(bad="We must [[bring-up]] the question.", good="We must bring up the question."),
        Example(bad="The firm is [[setting-up]] a branch.", good="The firm is setting up a branch."),
        Example(bad="The strike was [[called-off]] by them.", good="The strike was called off by them."),
        Example(ok="The grown-up at the check-in gave up; the clean-up was a follow-up, well thought-out."),
        Example(ok="It has built-in shelving. He is a passer-by, and they had take-out food."),
    ],
)
def hyphen_in_phrasal_verb(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for word, places in prose.positions.items():
        verb, hyphen, particle = word.rpartition("-")
        if not hyphen or particle not in PARTICLES or not verb.isalpha():
            continue
        tags = prose.lexicon.tags(verb)
        for index in places:
            if prose.words[index] == word and _is_verb(prose, index, tags):
                edits = replace(prose, index, index + 1, f"{verb} {particle}")
                message = f"A verb and its particle are written apart: “{verb} {particle}”."
                yield rule.finding(prose.span(index, index + 1), [edits], message=message)


def _is_verb(prose: Prose, index: int, tags: frozenset[str]) -> bool:
    """Whether the neighbours of a hyphenated word make a verb of it, whose first part can have these tags."""
    low, high = prose.sentence(index)
    before = prose.lower[index - 1] if index > low else ""
    after = prose.tags[index + 1] if index + 1 < high else "."
    word = prose.lower[index]
    named = word in ADJECTIVES or prose.lexicon.known(word)  # “follow-up”: a noun or an adjective as well
    if "VBD" in tags and not tags & (NOUNS | {"VBN", "VB"}):
        return True  # “gave-up”
    if after not in AFTER:
        return False
    if "VB" in tags and (before in MODALS or (before in BEFORE_BASE and not named and after in ("DT", "PRP", "PRP$"))):
        return True
    if "VBG" in tags:
        return before in BEFORE_GERUND and not named
    if tags & {"VBD", "VBN"} and before in BEFORE_PAST and not named:
        return True
    return "VBN" in tags and before in BEFORE_PASSIVE and not named and after in AFTER_PASSIVE
