"""Inline ignores: what they reach, which are unused, and what is said of those that are not understood."""

from __future__ import annotations

from pathlib import Path

import pytest
from swap_engine import swap_linter

from copydesk.formats.document import Document
from copydesk.lint.config import Config


def lint(folder: Path, text: str, **settings: bool) -> tuple[list[str], list[str]]:
    """The lines of the findings with their codes, and the warnings."""
    document = Document.parse(text, "markdown", "page.md")
    result = swap_linter(folder, Config(**settings)).lint(document)
    places = [f"{document.source.position(finding.span.start)[0]} {finding.code}" for finding in result.findings]
    return places, list(result.warnings)


CASES = {
    "nothing is ignored": ("alpha beta\n", ["1 TA001", "1 TA002"]),
    "ignore all, same line": ("alpha beta <!-- copydesk: ignore -->\n\nalpha\n", ["3 TA001"]),
    "ignore by code": ("alpha beta <!-- copydesk: ignore[TA001] -->\n", ["1 TA002"]),
    "ignore by prefix": ("alpha beta gamma <!-- copydesk: ignore[TA] -->\n", ["1 TB001"]),
    "ignore by name and code": ("alpha beta gamma <!-- copydesk: ignore[alpha, TB001] -->\n", ["1 TA002"]),
    "ignore by pack": ("alpha beta gamma <!-- copydesk:ignore[swaps] -->\n", []),
    "ignore ALL": ("alpha beta gamma <!-- copydesk: ignore[ALL] -->\n", []),
    "a reason": ("alpha beta <!-- copydesk: ignore[TA001] -- it is a name -->\n", ["1 TA002"]),
    "the paragraph that it ends": ("alpha and\nbeta here\nand so on. <!-- copydesk: ignore -->\n\nbeta\n", ["5 TA002"]),
    "a line below the paragraph": ("alpha and\nbeta here.\n<!-- copydesk: ignore -->\n\nbeta\n", ["5 TA002"]),
    "not the paragraph after a blank line": ("alpha.\n\n<!-- copydesk: ignore -->\n\nbeta\n", ["1 TA001", "5 TA002"]),
    "next line": ("alpha\n\n<!-- copydesk: ignore-next-line -->\nbeta\n\nalpha\n", ["1 TA001", "6 TA001"]),
    "next line by code": ("<!-- copydesk: ignore-next-line[TA001] -->\nalpha beta\n", ["2 TA002"]),
    "from here on": ("alpha\n\n<!-- copydesk: disable -->\n\nbeta\n\ngamma\n", ["1 TA001"]),
    "disable and enable": (
        "<!-- copydesk: disable[TA001] -->\n\nalpha beta\n\n<!-- copydesk: enable[TA001] -->\n\nalpha\n",
        ["3 TA002", "7 TA001"],
    ),
    "enable all ends all": (
        "<!-- copydesk: disable[TA, TB] -->\n\nalpha gamma\n\n<!-- copydesk: enable -->\n\nalpha\n",
        ["7 TA001"],
    ),
    "enable of another rule ends nothing": (
        "<!-- copydesk: disable[TA001] -->\n\n<!-- copydesk: disable[TA002] -->\n\n"
        "<!-- copydesk: enable[TA002] -->\n\nalpha beta\n",
        ["7 TA002"],
    ),
    "the file": ("alpha\n\nbeta\n\n<!-- copydesk: ignore-file[TA001] -->\n", ["3 TA002"]),
    "other comments": ("alpha <!-- a copydesk: ignore -->\n", ["1 TA001"]),
    "a comment shown as code": ("alpha `<!-- copydesk: ignore -->`\n", ["1 TA001"]),
}


@pytest.mark.parametrize("case", CASES)
def test_reach(tmp_path: Path, case: str) -> None:
    text, expected = CASES[case]
    assert lint(tmp_path, text) == (expected, [])


WARNINGS = {
    "ignore[TX9]": "page.md:2:1: no rule fits the selector “TX9”",
    "ignroe": "page.md:2:1: “copydesk: ignroe” is not understood\n  hint: did you mean “ignore”?",
    "ignore TA001": "page.md:2:1: “copydesk: ignore TA001” is not understood\n  hint: write ignore[TA001]",
    "ignore[TA001": "page.md:2:1: “copydesk: ignore [TA001” is not understood\n  hint: write ignore[TA001]",
    "ignore[]": "page.md:2:1: “copydesk: ignore[]” names no rule",
    "enable": "page.md:2:1: “enable” has no “disable” before it",
    "": "page.md:2:1: “copydesk: ” is not understood",
}


@pytest.mark.parametrize("comment", WARNINGS)
def test_what_is_not_understood_is_told_and_hides_nothing(tmp_path: Path, comment: str) -> None:
    places, warnings = lint(tmp_path, f"alpha\n<!-- copydesk: {comment} -->\n")
    assert places == ["1 TA001"]
    assert len(warnings) == 1 and warnings[0].startswith(WARNINGS[comment])


def test_a_known_code_beside_an_unknown_one_still_counts(tmp_path: Path) -> None:
    places, warnings = lint(tmp_path, "alpha beta <!-- copydesk: ignore[TA001, TX] -->\n")
    assert places == ["1 TA002"] and len(warnings) == 1


UNUSED = {
    "all used": ("alpha <!-- copydesk: ignore[TA001] -->\n", []),
    "one of two codes": ("alpha <!-- copydesk: ignore[TA001, TA002] -->\n", ["1 CD001"]),
    "all rules": ("fine <!-- copydesk: ignore -->\n", ["1 CD001"]),
    "ignored": ("fine <!-- copydesk: ignore-next-line[TB] -->\nbeta\n", ["1 CD001", "2 TA002"]),
}


@pytest.mark.parametrize("case", UNUSED)
def test_unused_ignores(tmp_path: Path, case: str) -> None:
    text, expected = UNUSED[case]
    assert lint(tmp_path, text, unused_ignores=True)[0] == expected


def test_an_ignore_of_a_rule_that_is_off_is_not_unused(tmp_path: Path) -> None:
    document = Document.parse("fine <!-- copydesk: ignore[TB001] -->\n", "markdown")
    for config, expected in [
        (Config(unused_ignores=True), 1),
        (Config(unused_ignores=True, ignore=("TB",)), 0),
        (Config(unused_ignores=True, ignore=("CD001",)), 0),
        (Config(extend_select=("unused-ignore",)), 1),
        (Config(), 0),
    ]:
        assert len(swap_linter(tmp_path, config).check(document)) == expected


def test_suppressed_findings_are_kept_apart(tmp_path: Path) -> None:
    result = swap_linter(tmp_path).lint(Document.parse("alpha <!-- copydesk: ignore -->\n", "markdown"))
    assert [finding.code for finding in result.suppressed] == ["TA001"] and result.findings == ()
