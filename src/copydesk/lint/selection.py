"""Selectors that are not the rule set's: those of other engines' findings, and of the linter's own rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from copydesk.rules.base import Example, Rule
from copydesk.text.finding import Category, Confidence, Severity

EVERY = "ALL"
FOREIGN = ("LT", "vale")  # the findings of other engines are named LT:RULE_ID, vale:Style.Rule

UNUSED_IGNORE = Rule(
    code="CD001",
    name="unused-ignore",
    category=Category.CONSISTENCY,
    message="This comment switches off {selector}, but nothing there is flagged.",
    pack="copydesk",
    why="A comment that switches nothing off hides the next mistake in its place.",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    default=False,
    examples=(Example(bad="[[<!-- copydesk: ignore -->]] All is well.", format="markdown"),),
)


def is_foreign(selector: str) -> bool:
    return ":" in selector or selector in FOREIGN


def is_own(selector: str) -> bool:
    return selector in (UNUSED_IGNORE.code, UNUSED_IGNORE.name)


@dataclass(frozen=True, slots=True)
class Selection:
    """Which findings are wanted beside those of the rule set; `rules` are the selectors that the rule set resolves."""

    select: tuple[str, ...] | None
    ignore: tuple[str, ...]
    extend_select: tuple[str, ...]

    def for_rules(self) -> tuple[tuple[str, ...] | None, tuple[str, ...], tuple[str, ...]]:
        """The three lists without what the rule set does not know."""

        def known(selectors: Iterable[str]) -> tuple[str, ...]:
            return tuple(item for item in selectors if not is_foreign(item) and not is_own(item))

        return None if self.select is None else known(self.select), known(self.ignore), known(self.extend_select)

    def wants_foreign(self, code: str) -> bool:
        """Whether a finding of another engine is wanted: the longest selector decides, and `ignore` when equal."""
        wanted = 0 if self.select is None else _longest(self.select, code)
        wanted = max(wanted, _longest(self.extend_select, code))
        return wanted > _longest(self.ignore, code)

    def wants_unused_ignores(self, setting: bool) -> bool:
        """Whether unused ignores are findings: by the setting, or because they are selected by name."""
        named = any(is_own(item) for item in (*(self.select or ()), *self.extend_select))
        return (setting or named) and not any(is_own(item) for item in self.ignore)


def _longest(selectors: Iterable[str], code: str) -> int:
    lengths = [0 if item == EVERY else len(item) for item in selectors if item == EVERY or code.startswith(item)]
    return max(lengths, default=-1)
