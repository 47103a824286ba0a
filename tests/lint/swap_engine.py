"""A small engine for tests of the linter: it flags words and proposes others."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from copydesk.engines.base import Checked
from copydesk.formats.document import Document
from copydesk.lint.config import Config
from copydesk.lint.linter import Linter
from copydesk.rules.compiled import load
from copydesk.rules.registry import RuleSet
from copydesk.text.edit import Applicability, Edit, Fix
from copydesk.text.finding import Category, Confidence, Finding, Severity
from copydesk.text.span import Span

PACK = """\
pack: swaps
defaults: {kind: substitution, category: style, severity: warning, confidence: high, applicability: safe}
rules:
"""
RULE = """\
  - code: %(code)s
    name: %(name)s
    swap: {%(name)s: fixed}
    message: "Not “{match}”."
    why: It is a test.
    examples:
      - {bad: "A [[%(name)s]] thing.", good: "A fixed thing."}
      - {ok: "All is well."}
"""


class SwapEngine:
    """Flags each word of a table: word → (code, replacement or None, applicability)."""

    name = "swaps"

    def __init__(
        self, words: Mapping[str, tuple[str, str | None, Applicability]], warnings: tuple[str, ...] = ()
    ) -> None:
        self.words, self.warnings, self.closed = words, warnings, False

    def check(self, document: Document) -> Checked:
        found = []
        for word, (code, replacement, level) in self.words.items():
            for match in re.finditer(rf"\b{word}\b", document.text):
                fixes = () if replacement is None else (Fix((Edit(*match.span(), replacement),), level),)
                found.append(
                    Finding(code, word.lower(), Category.STYLE, Severity.WARNING, Confidence.HIGH, f"Not {word}.",
                            Span(*match.span()), fixes)
                )  # fmt: skip
        return Checked(tuple(found), self.warnings)

    def close(self) -> None:
        self.closed = True


def rule_set(folder: Path, **rules: str) -> RuleSet:
    """A rule set of nothing but the named rules: name=code."""
    path = folder / "swaps.yaml"
    path.write_text(PACK + "".join(RULE % {"code": code, "name": name} for name, code in rules.items()))
    return RuleSet([load([path])], [])


def swap_linter(folder: Path, config: Config | None = None) -> Linter:
    """A linter for “alpha” (TA001), “beta” (TA002, unsafe) and “gamma” (TB001, without a fix)."""
    engine = SwapEngine(
        {
            "alpha": ("TA001", "one", Applicability.SAFE),
            "beta": ("TA002", "two", Applicability.UNSAFE),
            "gamma": ("TB001", None, Applicability.SAFE),
        }
    )
    return Linter(config, engines=[engine], rules=rule_set(folder, alpha="TA001", beta="TA002", gamma="TB001"))
