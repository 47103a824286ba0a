"""The report for code-scanning services: SARIF 2.1.0, with columns in code points."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from copydesk.reports.base import FileFindings
from copydesk.reports.style import Style
from copydesk.text.edit import Fix
from copydesk.text.finding import Finding, Severity
from copydesk.text.source import Source
from copydesk.text.span import Span
from copydesk.version import VERSION

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "note"}


def report(files: Iterable[FileFindings], style: Style) -> Iterator[str]:
    """One log with one run."""
    rules: dict[str, dict[str, Any]] = {}
    results = []
    for file in files:
        for finding in file.findings:
            rules.setdefault(finding.code, {"id": finding.code, "name": finding.name})
            if finding.url:
                rules[finding.code]["helpUri"] = finding.url
            results.append(_result(file, finding))
    driver = {"name": "copydesk", "version": VERSION, "rules": [rules[code] for code in sorted(rules)]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    yield json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _result(file: FileFindings, finding: Finding) -> dict[str, Any]:
    place = {"artifactLocation": _artifact(file.path), "region": _region(file.source, finding.span)}
    result = {
        "ruleId": finding.code,
        "level": LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": place}],
    }
    if finding.fixes:
        result["fixes"] = [_fix(file, fix) for fix in finding.fixes]
    return result


def _fix(file: FileFindings, fix: Fix) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(file.source, edit.span), "insertedContent": {"text": edit.replacement}}
        for edit in fix.edits
    ]
    return {
        "description": {"text": f"{fix.applicability} fix"},
        "artifactChanges": [{"artifactLocation": _artifact(file.path), "replacements": replacements}],
    }


def _artifact(path: str) -> dict[str, str]:
    whole = Path(path)
    return {"uri": whole.as_uri() if whole.is_absolute() else quote(os.fsencode(whole.as_posix()))}


def _region(source: Source, span: Span) -> dict[str, int]:
    start_line, start_column = source.position(span.start)
    end_line, end_column = source.position(span.end)
    return {"startLine": start_line, "startColumn": start_column, "endLine": end_line, "endColumn": end_column}
