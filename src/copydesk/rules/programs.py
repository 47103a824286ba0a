"""Running the programs that look at whole blocks or whole documents: regular expressions and consistency."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from copydesk.errors import CopydeskError
from copydesk.formats.document import BlockKind
from copydesk.language.casing import capitalise
from copydesk.rules.base import Rule
from copydesk.rules.expressions import TEXT, quick, stoppable
from copydesk.rules.kinds import ConsistencyProgram, RegexProgram
from copydesk.rules.search import blocks_with
from copydesk.rules.template import fill
from copydesk.text.edit import Edit
from copydesk.text.finding import Finding
from copydesk.text.mask import INVISIBLE, OPAQUE

if TYPE_CHECKING:
    from copydesk.language.prose import Prose


class RuleStopped(CopydeskError):
    """A rule took too long and was stopped."""


def run_regex(program: RegexProgram, rule: Rule, prose: Prose, seconds: float) -> Iterator[Finding]:
    """Findings of a regular expression, block by block. Raises RuleStopped when a block takes longer than `seconds`."""
    numbers = blocks_with(prose, program.hints) if program.hints else range(len(prose.blocks))
    if not numbers:
        return  # nothing to compile the expression for
    simple = quick(program.expression, TEXT, re.IGNORECASE if program.ignore_case else 0)
    limit = {} if simple else {"timeout": seconds}
    expression = simple or stoppable(program.expression, program.ignore_case)
    for block in map(prose.blocks.__getitem__, numbers):
        if not program.headings and block.kind is BlockKind.HEADING:
            continue
        try:
            for match in expression.finditer(prose.masked, block.start, block.end, **limit):
                text = match.group()
                if not text or INVISIBLE in text or OPAQUE in text:
                    continue
                fixes = [match.expand(template) for template in program.fix]
                yield rule.finding(
                    (match.start(), match.end()),
                    [Edit(match.start(), match.end(), fix) for fix in fixes if fix != text],
                    message=fill(rule.message, text, fixes[0] if fixes else ""),
                )
        except TimeoutError:
            raise RuleStopped(f"its regular expression took longer than {seconds:g} s") from None


def run_consistency(program: ConsistencyProgram, rule: Rule, prose: Prose) -> Iterator[Finding]:
    """Flags the rarer spellings of each group where a document uses two or more; of equals the later ones."""
    for group in program.groups:
        places = {variant: _places(variant, prose) for variant in group}
        used = [variant for variant in group if places[variant]]
        if len(used) < 2:
            continue
        kept = max(used, key=lambda variant: (len(places[variant]), -places[variant][0][0]))
        for variant in used:
            if variant == kept:
                continue
            for first, last in places[variant]:
                span = prose.span(first, last)
                old = span.of(prose.text)
                new = capitalise(kept) if old[0].isupper() else kept
                message = fill(rule.message, old, new)
                yield rule.finding(span, [Edit(span.start, span.end, new)], message=message)


def _places(variant: str, prose: Prose) -> list[tuple[int, int]]:
    words = variant.lower().split()
    found = []
    for index in prose.positions.get(words[0], ()):
        last = index + len(words)
        if prose.lower[index:last] == words and last <= prose.sentence(index)[1]:
            found.append((index, last))
    return found
