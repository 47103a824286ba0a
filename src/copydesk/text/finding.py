"""What a rule found, and how it would be repaired."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from copydesk.text.edit import Applicability, Fix
from copydesk.text.span import Span


class Severity(IntEnum):
    """How much a finding matters to a reader."""

    SUGGESTION = 0
    WARNING = 1
    ERROR = 2

    def __str__(self) -> str:
        return self.name.lower()


class Confidence(IntEnum):
    """How sure the rule is that it is right; separate from severity."""

    LOW = 0
    MEDIUM = 1
    HIGH = 2

    def __str__(self) -> str:
        return self.name.lower()


class Category(StrEnum):
    SPELLING = "spelling"
    GRAMMAR = "grammar"
    PUNCTUATION = "punctuation"
    WORD_CHOICE = "word-choice"
    DUPLICATION = "duplication"
    CONSISTENCY = "consistency"
    STYLE = "style"
    READABILITY = "readability"
    TYPOGRAPHY = "typography"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule flags: where, why, and 0..n alternative fixes, best first."""

    code: str
    name: str
    category: Category
    severity: Severity
    confidence: Confidence
    message: str
    span: Span
    fixes: tuple[Fix, ...] = ()
    url: str | None = None
    sources: tuple[str, ...] = ()  # the other engines' names for the same finding, such as "LT:RULE_ID"

    @property
    def fix(self) -> Fix | None:
        """The best fix, if there is any."""
        return self.fixes[0] if self.fixes else None

    @property
    def applicability(self) -> Applicability | None:
        """How far the best fix may be trusted; None without a fix."""
        return self.fixes[0].applicability if self.fixes else None

    @property
    def fixable(self) -> bool:
        """Whether there is a fix that may be applied."""
        return bool(self.fixes) and self.fixes[0].applicability > Applicability.DISPLAY

    def sort_key(self) -> tuple[int, int, str]:
        return (self.span.start, self.span.end, self.code)
