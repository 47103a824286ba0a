"""What a rule is: its metadata, its examples, and for a check the function that finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from copydesk.text.edit import Applicability, Edit, Fix
from copydesk.text.finding import Category, Confidence, Finding, Severity
from copydesk.text.span import Span

if TYPE_CHECKING:
    from copydesk.language.prose import Prose


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that proves a rule: `bad` with the flagged words in [[ ]] and what it becomes, or one left alone.

    `good` is None when the rule flags without repairing; `ok` is set for an example that must not be flagged.
    """

    bad: str | None = None
    good: str | None = None
    ok: str | None = None
    format: str = "text"


@dataclass(frozen=True, slots=True)
class Rule:
    """The metadata of a rule. `default` tells whether it is on unless asked for; `pack` is the name of its group."""

    code: str
    name: str
    category: Category
    message: str
    pack: str
    why: str = ""
    severity: Severity = Severity.WARNING
    confidence: Confidence = Confidence.HIGH
    applicability: Applicability = Applicability.UNSAFE
    default: bool = True
    in_quotes: bool = False  # whether words inside quotation marks are checked too
    formal: bool = False  # whether a paragraph without any capitals may do as it likes: there its fixes are only shown
    examples: tuple[Example, ...] = ()
    url: str | None = None

    def finding(
        self,
        span: Span | tuple[int, int],
        fixes: Iterable[Fix | Edit | Iterable[Edit]] = (),
        *,
        message: str | None = None,
        confidence: Confidence | None = None,
        applicability: Applicability | None = None,
        severity: Severity | None = None,
    ) -> Finding:
        """A finding of this rule; an Edit or a group of Edits becomes a fix of the rule's applicability."""
        level = self.applicability if applicability is None else applicability
        made = []
        for fix in fixes:
            if isinstance(fix, Fix):
                made.append(fix)
            else:
                made.append(Fix((fix,) if isinstance(fix, Edit) else tuple(fix), level))
        return Finding(
            code=self.code,
            name=self.name,
            category=self.category,
            severity=self.severity if severity is None else severity,
            confidence=self.confidence if confidence is None else confidence,
            message=message or self.message,
            span=Span(*span),
            fixes=tuple(made),
            url=self.url,
        )


CheckFunction = Callable[["Prose", Rule], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Check:
    """A rule written in Python: metadata and a function from the prose of a document to findings.

    A `second` look is taken after all others have found what they find, and knows how much that is."""

    rule: Rule
    run: CheckFunction = field(repr=False)
    second: bool = False


def check(
    *,
    code: str,
    name: str,
    category: Category,
    message: str,
    examples: Iterable[Example],
    why: str = "",
    severity: Severity = Severity.WARNING,
    confidence: Confidence = Confidence.HIGH,
    applicability: Applicability = Applicability.UNSAFE,
    default: bool = True,
    in_quotes: bool = False,
    formal: bool = False,
    pack: str | None = None,
    second: bool = False,
) -> Callable[[CheckFunction], Check]:
    """Turn a function into a Check; its pack is `pack`, or else named after its module in rules/checks."""

    def wrap(function: CheckFunction) -> Check:
        rule = Rule(
            code=code,
            name=name,
            category=category,
            message=message,
            pack=pack or function.__module__.rpartition(".")[2].replace("_", "-"),
            why=why,
            severity=severity,
            confidence=confidence,
            applicability=applicability,
            default=default,
            in_quotes=in_quotes,
            formal=formal,
            examples=tuple(examples),
        )
        return Check(rule, function, second)

    return wrap
