"""Correcting a document until nothing is left to correct."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from copydesk.edits.apply import Applied, apply_fixes, best_fix
from copydesk.formats.document import Document
from copydesk.lint.compose import Change, compose
from copydesk.lint.config import Config
from copydesk.lint.linter import Linter, LintResult
from copydesk.lint.veto import Veto, refused_in, still_without
from copydesk.lint.write import write_atomically
from copydesk.text.edit import Applicability, Fix
from copydesk.text.finding import Finding

__all__ = ["Fixed", "correct", "fix_document", "write_atomically"]

ROUNDS = 20
GROWTH = 2000  # code points beyond twice its length to which a text may grow before its rules count as restless


@dataclass(frozen=True, slots=True)
class Fixed:
    """A document corrected to the fixpoint.

    `before` and `after` are the documents, `first` and `last` what the linter said of them. `applied` are the fixes in
    the order of the rounds, each round's by place in that round's text; `changes` all of them as changes of the text of
    `before`. `unsettled` are the codes of rules whose fixes never came to rest, and were left out.
    """

    before: Document
    after: Document
    first: LintResult
    last: LintResult
    applied: tuple[Applied, ...]
    changes: tuple[Change, ...]
    rounds: int
    unsettled: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        return self.after.text != self.before.text

    @property
    def left(self) -> tuple[Finding, ...]:
        """The findings that remain."""
        return self.last.findings


def fix_document(
    document: Document,
    linter: Linter,
    *,
    at_least: Applicability = Applicability.SAFE,
    codes: frozenset[str] | None = None,
    veto: Veto | None = None,
) -> Fixed:
    """Apply the fixes of at least that applicability, best alternative first, again and again until none is left.

    `codes` narrows to the fixes of some rules; what `veto` turns down is neither fixed nor among what is left. Rules
    whose fixes undo each other, or go on for ever, are left out and named in `unsettled`, so that the result is a
    fixpoint of the others.
    """
    first = linter.lint(document)
    if veto is not None:
        first = veto(document, linter.config, first)
    unsettled: set[str] = set()

    def choose(finding: Finding) -> Fix | None:
        if finding.code in unsettled or (codes is not None and finding.code not in codes):
            return None
        return best_fix(finding, at_least)

    while True:
        fixed, restless = _settle(document, linter, first, choose)
        if not restless:
            break
        unsettled |= restless
    return Fixed(document, *fixed, unsettled=tuple(sorted(unsettled)))


def _settle(
    document: Document, linter: Linter, first: LintResult, choose: Callable[[Finding], Fix | None]
) -> tuple[tuple[Document, LintResult, LintResult, tuple[Applied, ...], tuple[Change, ...], int], frozenset[str]]:
    """Rounds of fixes up to the fixpoint; the codes of the last rounds when there is none."""
    current, result = document, first
    applied: list[Applied] = []
    changes: tuple[Change, ...] = ()
    refused = refused_in(first)
    seen: dict[str, int] = {document.text: 0}
    per_round: list[frozenset[str]] = []
    while True:
        step = apply_fixes(current.source, result.findings, choose=choose)
        if step.text == current.text:
            return (current, first, result, tuple(applied), changes, len(per_round)), frozenset()
        per_round.append(frozenset(item.finding.code for item in step.applied))
        if step.text in seen or len(per_round) > ROUNDS or len(step.text) > 2 * len(document.text) + GROWTH:
            circle = per_round[seen.get(step.text, len(per_round) // 2) :]  # what settles does so in the first half
            return (current, first, result, tuple(applied), changes, len(per_round)), frozenset[str]().union(*circle)
        seen[step.text] = len(per_round)
        changes = compose(current.text, changes, _changes(step.applied))
        applied += step.applied
        current = current.edited(step.edits)
        result = still_without(linter.lint(current), refused, (change.edit for change in changes))


def _changes(applied: tuple[Applied, ...]) -> list[Change]:
    """The edits of a round by place, each with the trust of its fix; the same edit of two fixes is one."""
    found: dict[tuple[int, int, str], Change] = {}
    for cause in applied:
        for edit in cause.fix.edits:
            known = found.get(edit)
            level = max(known.applicability, cause.fix.applicability) if known else cause.fix.applicability
            found[edit] = Change(edit, level, (*known.causes, cause) if known else (cause,))
    return sorted(found.values(), key=lambda change: change.edit)


@cache
def _default_linter() -> Linter:
    return Linter(Config())


def correct(text: str, format: str | None = "text") -> str:
    """The text with every fix applied, the best alternative of each, to the fixpoint; `format` None detects it.

    What a person would look at first (unsafe fixes) is applied too; use Linter and apply_fixes to choose.
    """
    document = Document.parse(text, format)
    return fix_document(document, _default_linter(), at_least=Applicability.UNSAFE).after.text
