"""The report for programs, version 1. Offsets are code points; lines and columns count from 1."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from copydesk.reports.base import FileFindings
from copydesk.reports.style import Style
from copydesk.text.finding import Finding
from copydesk.text.source import Source

VERSION = 1


def report(files: Iterable[FileFindings], style: Style) -> Iterator[str]:
    """One object; every checked file is in it, a line each."""
    yield f'{{"version": {VERSION}, "files": ['
    for number, file in enumerate(files):
        findings = [finding_data(finding, file.source) for finding in file.findings]
        data = json.dumps({"path": file.path, "findings": findings}, ensure_ascii=False)
        yield f"{',' if number else ''}\n{_encodable(data)}"
    yield "\n]}\n"


def finding_data(finding: Finding, source: Source) -> dict[str, Any]:
    """A finding as plain data."""
    return {
        "code": finding.code,
        "name": finding.name,
        "category": str(finding.category),
        "severity": str(finding.severity),
        "confidence": str(finding.confidence),
        "message": finding.message,
        "span": {"start": finding.span.start, "end": finding.span.end},
        "start": _position(source, finding.span.start),
        "end": _position(source, finding.span.end),
        "text": finding.span.of(source.text),
        "fixes": [
            {"applicability": str(fix.applicability), "edits": [edit._asdict() for edit in fix.edits]}
            for fix in finding.fixes
        ],
        **({"sources": list(finding.sources)} if finding.sources else {}),
        **({"url": finding.url} if finding.url else {}),
    }


def _position(source: Source, offset: int) -> dict[str, int]:
    line, column = source.position(offset)
    return {"line": line, "column": column}


def _encodable(data: str) -> str:
    """The bytes of a file name that are not UTF-8 become escapes, as no encoding can write them."""
    return "".join(f"\\u{ord(c):04x}" if "\ud800" <= c <= "\udfff" else c for c in data)
