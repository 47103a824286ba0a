"""copydesk: a copy editor for text files.

    from copydesk import Config, Document, Linter, apply_fixes, unified_diff, correct

    doc = Document.read("post.md")
    findings = Linter(Config.load(".")).check(doc)

What is named here is the public interface; each name is imported when it is first used.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from copydesk.version import VERSION

# Our matrices are small: threads of numpy's linear algebra only wait for each other. Read when numpy is imported first.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

if TYPE_CHECKING:
    from copydesk.edits.apply import Result as Result
    from copydesk.edits.apply import apply_fixes as apply_fixes
    from copydesk.edits.diff import unified_diff as unified_diff
    from copydesk.errors import CopydeskError as CopydeskError
    from copydesk.formats.document import Document as Document
    from copydesk.lint.config import Config as Config
    from copydesk.lint.fixer import Fixed as Fixed
    from copydesk.lint.fixer import correct as correct
    from copydesk.lint.fixer import fix_document as fix_document
    from copydesk.lint.linter import Linter as Linter
    from copydesk.lint.linter import LintResult as LintResult
    from copydesk.review.session import ReviewSession as ReviewSession
    from copydesk.text.edit import Applicability as Applicability
    from copydesk.text.edit import Edit as Edit
    from copydesk.text.edit import Fix as Fix
    from copydesk.text.finding import Category as Category
    from copydesk.text.finding import Confidence as Confidence
    from copydesk.text.finding import Finding as Finding
    from copydesk.text.finding import Severity as Severity
    from copydesk.text.source import Source as Source
    from copydesk.text.span import Span as Span

__version__: str = VERSION

_HOMES = {
    "Applicability": "copydesk.text.edit",
    "Category": "copydesk.text.finding",
    "Confidence": "copydesk.text.finding",
    "Config": "copydesk.lint.config",
    "CopydeskError": "copydesk.errors",
    "Document": "copydesk.formats.document",
    "Edit": "copydesk.text.edit",
    "Finding": "copydesk.text.finding",
    "Fix": "copydesk.text.edit",
    "Fixed": "copydesk.lint.fixer",
    "LintResult": "copydesk.lint.linter",
    "Linter": "copydesk.lint.linter",
    "Result": "copydesk.edits.apply",
    "ReviewSession": "copydesk.review.session",
    "Severity": "copydesk.text.finding",
    "Source": "copydesk.text.source",
    "Span": "copydesk.text.span",
    "apply_fixes": "copydesk.edits.apply",
    "correct": "copydesk.lint.fixer",
    "fix_document": "copydesk.lint.fixer",
    "unified_diff": "copydesk.edits.diff",
}

__all__ = ["__version__", *_HOMES]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module “copydesk” has no attribute “{name}”")
    import importlib

    value: object = getattr(importlib.import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
