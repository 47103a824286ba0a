"""Every rule passes the harness: its examples hold, its fixes converge, clean prose raises nothing."""

from pathlib import Path

import pytest

from copydesk.engines.rules import RuleEngine
from copydesk.engines.selftest import test_rule as problems_of
from copydesk.errors import ConfigError
from copydesk.formats.document import Document
from copydesk.rules.registry import builtin

CLEAN = Path(__file__).parents[2] / "fixtures" / "clean"
RULES = builtin()


@pytest.mark.parametrize("pack", sorted(RULES.pack_names))
def test_the_examples_of_every_rule_hold(pack: str) -> None:
    codes = [code for code, heading in RULES.headings.items() if heading.pack == pack]
    assert codes
    assert [problem for code in codes for problem in problems_of(RULES.rule(code), RULES)] == []


@pytest.mark.parametrize("path", sorted(CLEAN.iterdir()), ids=lambda path: path.name)
def test_nothing_is_flagged_in_clean_prose(path: Path) -> None:
    document = Document.read(path)
    findings = RuleEngine(RULES, RULES.select(None)).check(document).findings
    assert [(finding.code, finding.span.of(document.text)) for finding in findings] == []


def test_names_and_codes_are_unique_and_well_formed() -> None:
    names = [heading.name for heading in RULES.headings.values()]
    assert len(names) == len(set(names))
    for heading in RULES.headings.values():
        assert heading.code.isalnum() and heading.code.isupper(), heading.code
        assert heading.name == heading.name.lower() and " " not in heading.name, heading.name


@pytest.mark.parametrize(
    ("select", "ignore", "extend", "inside", "outside"),
    [
        (None, [], [], {"VF001", "SP001"}, set()),
        (["VF"], [], [], {"VF001"}, {"SP001"}),
        (["ALL"], ["VF"], [], {"SP001"}, {"VF001"}),
        (["VF"], ["VF001"], [], {"VF002"}, {"VF001"}),
        (["VF001"], ["VF"], [], {"VF001"}, {"VF002"}),
        (["spelling"], [], [], {"SP001"}, {"VF001"}),
        (["capitals"], [], [], {"CA002", "CA004", "CA007"}, {"VF001"}),
        (["dates"], [], [], {"DT001", "DT003"}, {"DU001"}),
        (["duplicates"], [], [], {"DU001", "DU003"}, {"DT001"}),
        (["past-after-to"], [], [], {"VF001"}, {"VF002"}),
        (None, ["ALL"], ["VF001"], {"VF001"}, {"SP001"}),
    ],
)
def test_selection(
    select: list[str] | None, ignore: list[str], extend: list[str], inside: set[str], outside: set[str]
) -> None:
    chosen = RULES.select(select, ignore, extend)
    assert inside <= chosen
    assert not outside & chosen


def test_an_unknown_selector_says_what_may_be_meant() -> None:
    with pytest.raises(ConfigError, match="past-after-to"):
        RULES.select(["past-after-too"])
