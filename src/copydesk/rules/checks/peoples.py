"""Peoples, languages and faiths in small letters."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.language.casing import capitalise
from copydesk.language.prose import Prose
from copydesk.rules.base import Example, Rule, check
from copydesk.rules.checks.letter_case import recased, unmarked
from copydesk.rules.checks.phrases import words
from copydesk.text.finding import Category, Finding, Severity

# Words that mean nothing else in small letters, and those that do so only before the nouns below.
NAMES = words(
    "german english spanish italian portuguese greek russian ukrainian swedish norwegian danish finnish hungarian "
    "romanian bulgarian serbian croatian czech irish scottish british american canadian australian mexican brazilian "
    "argentinian japanese chinese korean vietnamese indonesian pakistani bangladeshi nepalese arabic hebrew "
    "egyptian moroccan nigerian ethiopian kenyan israeli palestinian syrian iraqi iranian lebanese afghan european "
    "african asian jewish muslim islamic christian buddhist hindu sikh mormon lutheran anglican islam christianity "
    "judaism buddhism hinduism germans italians russians ukrainians americans canadians australians mexicans "
    "brazilians koreans egyptians israelis palestinians syrians iraqis iranians europeans africans asians muslims "
    "christians buddhists hindus jews swedes danes finns norwegians greeks hungarians romanians"
)
COMMON_AFTER = words("numeral numerals silver ivy setter measles script type yogurt yoghurt coffee stew bulldog")


@check(
    code="CA020",
    name="people-in-small-letters",
    pack="capitals",
    category=Category.TYPOGRAPHY,
    severity=Severity.ERROR,
    formal=True,
    message="Peoples, languages and faiths take a capital.",
    why="They are names, as adjectives too: a German song, to speak German.",
    examples=[
        Example(bad="He speaks French and [[german]].", good="He speaks French and German."),
        Example(bad="She is [[jewish]].", good="She is Jewish."),
        Example(ok="He speaks French and German. They use arabic numerals."),
    ],
)
def people_in_small_letters(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for word in NAMES & prose.positions.keys():
        for index in prose.positions[word]:
            if prose.words[index] != word or not unmarked(prose, index):
                continue
            after = prose.lower[index + 1] if index + 1 < len(prose) else ""
            if after in COMMON_AFTER or after in ("_", "/", "=") or (after == "." and not _ends(prose, index + 1)):
                continue
            if index and not prose.spaced(index) and prose.words[index - 1][-1] in "._/@#=-":
                continue
            new = capitalise(word)
            edits = [recased(prose, index, new)]
            yield rule.finding(prose.span(index, index + 1), [edits], message=f"Write “{new}”.")


def _ends(prose: Prose, stop: int) -> bool:
    """Whether a full stop ends a sentence, and is no part of a file name."""
    return stop + 1 == prose.sentence(stop)[1] or prose.spaced(stop + 1)
