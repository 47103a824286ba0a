"""A fix in a line, the summary, and the reports for machines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from copydesk.errors import ConfigError
from copydesk.reports.base import REPORTS, FileFindings, report_of
from copydesk.reports.proposal import proposal, rewriting
from copydesk.reports.style import Style
from copydesk.reports.summary import Counts, summary
from copydesk.text.edit import Applicability, Edit, Fix
from copydesk.text.finding import Category, Confidence, Finding, Severity
from copydesk.text.source import Source
from copydesk.text.span import Span

TEXT = "They utilise it, irregardless of all the others, and then some more words that go on and on, for ever."


def finding(start: int, end: int, *fixes: Fix) -> Finding:
    return Finding("T1", "test", Category.STYLE, Severity.WARNING, Confidence.HIGH, "No.", Span(start, end), fixes)


@pytest.mark.parametrize(
    ("span", "edits", "expected"),
    [
        ((5, 12), [Edit(5, 12, "use")], "“use”"),
        ((5, 12), [Edit(7, 12, "e")], "“ute”"),
        ((5, 12), [Edit(4, 12, "")], "delete “utilise”"),
        ((5, 12), [Edit(13, 15, "them")], "“utilise it” → “utilise them”"),
        ((5, 12), [Edit(0, 4, "We"), Edit(5, 12, "use")], "“They utilise” → “We use”"),
        ((0, len(TEXT)), [Edit(15, 16, ";")], "“it,” → “it;”"),
        ((0, len(TEXT)), [Edit(5, 12, "use")], "“utilise” → “use”"),
        ((5, 5), [Edit(5, 5, "all ")], "“all ”"),
    ],
)
def test_proposals(span: tuple[int, int], edits: list[Edit], expected: str) -> None:
    fix = Fix(tuple(edits))
    assert proposal(fix, finding(*span, fix), Source(TEXT)) == expected


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (Edit(5, 12, "use"), "“utilise” → “use”"),
        (Edit(7, 12, "e"), "“utilise” → “ute”"),
        (Edit(4, 12, ""), "delete “utilise”"),
        (Edit(15, 15, ";"), "“it,” → “it;,”"),
    ],
)
def test_rewriting(edit: Edit, expected: str) -> None:
    assert rewriting(TEXT, edit) == expected


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ([], "nothing was checked"),
        ([0], "no findings in 1 file"),
        ([0, 0], "no findings in 2 files"),
        ([1], "1 finding in 1 file, 1 can be fixed"),
        ([7, 0, 5], "12 findings in 2 files, 12 can be fixed"),
    ],
)
def test_the_summary_counts(files: list[int], expected: str) -> None:
    counts = Counts()
    for number in files:
        counts.count([finding(0, 1, Fix((Edit(0, 1, "x"),)))] * number)
    assert summary(counts) == expected


def test_a_finding_that_cannot_be_fixed_is_not_counted_as_one() -> None:
    counts = Counts()
    counts.count([finding(0, 1), finding(0, 1, Fix((Edit(0, 1, "x"),), Applicability.DISPLAY))])
    assert summary(counts) == "2 findings in 1 file"


def write(name: str, *files: FileFindings) -> str:
    return "".join(report_of(name)(files, Style()))


def test_every_report_takes_no_files_and_awkward_ones() -> None:
    awkward = FileFindings(
        "a:b,c%\udcff.md", Source("one\r\ntwo 100%\n"), (finding(1, 12, Fix((Edit(0, 3, 'q"\n'),))), finding(3, 5))
    )
    for name in REPORTS:
        write(name)
        write(name, awkward).encode("utf-8", "surrogateescape")
    assert "file=a%3Ab%2Cc%25\udcff.md,line=1,endLine=2,title=T1 test::No." in write("github", awkward)
    data = json.loads(write("json", awkward))
    assert data["files"][0]["path"] == "a:b,c%\udcff.md"
    assert data["files"][0]["findings"][0]["end"] == {"line": 2, "column": 8}


def test_an_unknown_report_is_told() -> None:
    with pytest.raises(ConfigError, match="unknown output format “xml”"):
        report_of("xml")


def test_the_json_report_has_the_promised_shape() -> None:
    (path,) = (Path(__file__).parents[2] / "fixtures" / "cli" / "check-json").glob("stdout")
    data = json.loads(path.read_text("utf-8"))
    assert set(data) == {"version", "files"} and data["version"] == 1
    first = data["files"][0]["findings"][0]
    assert list(first) == [
        "code", "name", "category", "severity", "confidence", "message", "span", "start", "end", "text", "fixes"
    ]  # fmt: skip
    assert first["fixes"] == [{"applicability": "safe", "edits": [{"start": 5, "end": 12, "replacement": "use"}]}]
