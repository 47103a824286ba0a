"""The linter: selection, thresholds, engines, vocabulary, guarded fixes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from swap_engine import SwapEngine, rule_set, swap_linter

from copydesk.engines.base import Checked
from copydesk.errors import ConfigError, EngineUnavailable
from copydesk.formats.document import Document
from copydesk.lint.config import Config
from copydesk.lint.linter import Linter, read_vocabulary
from copydesk.text.edit import Applicability
from copydesk.text.finding import Confidence, Finding, Severity

WORDS = {"alpha": ("TA001", "one", Applicability.SAFE), "beta": ("LT:BETA", None, Applicability.SAFE)}


def test_findings_of_all_engines_come_by_place(tmp_path: Path) -> None:
    first, second = SwapEngine({"beta": WORDS["beta"]}), SwapEngine({"alpha": WORDS["alpha"]})
    linter = Linter(engines=[first, second], rules=rule_set(tmp_path, alpha="TA001"))
    assert [f.code for f in linter.check(Document.parse("beta alpha beta"))] == ["LT:BETA", "TA001", "LT:BETA"]
    with linter:
        pass
    assert first.closed and second.closed


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, ["TA001", "LT:BETA"]),
        ({"select": ("TA",)}, ["TA001"]),
        ({"select": ("LT",)}, ["TA001", "LT:BETA"]),
        ({"select": ("TA",), "extend_select": ("LT:BETA",)}, ["TA001", "LT:BETA"]),
        ({"ignore": ("LT",)}, ["TA001"]),
        ({"ignore": ("LT",), "extend_select": ("LT:BETA",)}, ["TA001", "LT:BETA"]),
        ({"ignore": ("LT:BETA",), "select": ("LT", "TA")}, ["TA001"]),
        ({"min_severity": "error"}, []),
        ({"min_severity": "warning", "min_confidence": "high"}, ["TA001", "LT:BETA"]),
        ({"per_file_ignores": (("*.txt", ("swaps", "LT")),)}, []),
        ({"per_file_ignores": (("a.txt", ("ALL",)),)}, []),
        ({"per_file_ignores": (("b.txt", ("ALL",)),)}, ["TA001", "LT:BETA"]),
    ],
)
def test_selection(tmp_path: Path, settings: dict[str, object], expected: list[str]) -> None:
    config = Config(root=tmp_path, **settings)  # type: ignore[arg-type]
    linter = Linter(config, engines=[SwapEngine(WORDS)], rules=rule_set(tmp_path, alpha="TA001"))
    document = Document.parse("alpha beta", path=str(tmp_path / "a.txt"))
    assert [finding.code for finding in linter.check(document)] == expected


def test_the_rule_engine_runs_the_selected_rules_of_a_pack(tmp_path: Path) -> None:
    rules = rule_set(tmp_path, alpha="TA001", beta="TA002")
    document = Document.parse("An alpha and a beta thing.")
    assert [f.code for f in Linter(Config(), rules=rules).check(document)] == ["TA001", "TA002"]
    assert [f.code for f in Linter(Config(ignore=("TA001",)), rules=rules).check(document)] == ["TA002"]


def test_words_of_the_vocabulary_are_right(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("\ufeff# ours\nalpha\n\n  delta   force # a unit\n")
    rules = rule_set(tmp_path, alpha="TA001", beta="TA002")
    config = Config(vocabulary=(str(tmp_path / "words.txt"),))
    linter = Linter(config, rules=rules)
    assert linter.vocabulary == {"alpha", "delta force"}
    assert [f.code for f in linter.check(Document.parse("An alpha and a beta thing."))] == ["TA002"]


def test_a_missing_vocabulary_is_told_with_the_place_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "copydesk.toml").write_text('ignore = []\nvocabulary = "none.txt"\n')
    with pytest.raises(ConfigError, match=r"copydesk.toml:2: the vocabulary file .*none.txt cannot be read: No such"):
        Linter(Config.load(tmp_path)).check(Document.parse("Text."))
    (tmp_path / "bad.txt").write_bytes(b"caf\xe9\n")
    with pytest.raises(ConfigError, match="has to be UTF-8"):
        read_vocabulary(str(tmp_path / "bad.txt"))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('select = ["XX9"]', ":2: no rule fits the selector “XX9”"),
        ('extend-select = ["XX9"]', ":2: no rule fits the selector “XX9”"),
        ('engines = ["ruls"]', ":2: unknown engine “ruls”\n  hint: did you mean “rules”?"),
        ('per-file-ignores = {"*" = "XX9"}', ":2: no rule fits the selector “XX9”"),
    ],
)
def test_what_the_configuration_names_wrongly_is_told_with_its_place(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "copydesk.toml").write_text(f"unused-ignores = false\n{line}\n")
    rules = rule_set(tmp_path, alpha="TA001")
    with pytest.raises(ConfigError) as caught:
        document = Document.parse("An alpha thing.", path=str(tmp_path / "a.txt"))
        Linter(Config.load(tmp_path), rules=rules).check(document)
    assert message in str(caught.value)


def test_an_engine_that_cannot_run_is_told_once_and_the_others_go_on(tmp_path: Path) -> None:
    class Absent(SwapEngine):
        name = "absent"

        def check(self, document: Document) -> Checked:
            raise EngineUnavailable("no server", hint="start one")

    linter = Linter(engines=[Absent({}), SwapEngine(WORDS, ("slow today",))], rules=rule_set(tmp_path, alpha="TA001"))
    first, second = (linter.lint(Document.parse("alpha")) for _ in range(2))
    assert first.failures == ("the engine “absent” cannot run: no server\n  hint: start one", "slow today")
    assert second.failures == ("slow today",)
    assert [len(result.findings) for result in (first, second)] == [1, 1]


def test_a_fix_that_would_touch_what_is_masked_is_dropped(tmp_path: Path) -> None:
    linter = swap_linter(tmp_path)
    document = Document.parse("alpha `alpha` [alpha](alpha)\n", "markdown")
    fixable = [(f.span.start, f.fixable) for f in linter.check(document)]
    assert fixable == [(0, True), (7, False), (15, True), (22, False)]


def test_thresholds_compare_by_rank(tmp_path: Path) -> None:
    class Low(SwapEngine):
        def check(self, document: Document) -> Checked:
            found: list[Finding] = []
            for finding in super().check(document).findings:
                found += [
                    replace(finding, severity=Severity.SUGGESTION),
                    replace(finding, confidence=Confidence.MEDIUM),
                    replace(finding, severity=Severity.ERROR),
                ]
            return Checked(tuple(found))

    rules = rule_set(tmp_path, alpha="TA001")

    def number(**settings: str) -> int:
        linter = Linter(Config(**settings), engines=[Low({"alpha": WORDS["alpha"]})], rules=rules)  # type: ignore[arg-type]
        return len(linter.check(Document.parse("alpha")))

    assert number() == 3
    assert number(min_severity="warning") == 2
    assert number(min_confidence="high") == 2
    assert number(min_severity="error", min_confidence="medium") == 1
