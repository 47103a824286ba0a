"""Fixing to the fixpoint."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from swap_engine import SwapEngine, rule_set, swap_linter

from copydesk.edits.change import apply_edits
from copydesk.formats.document import Document
from copydesk.lint.config import Config
from copydesk.lint.fixer import Fixed, fix_document
from copydesk.lint.linter import Linter, LintResult
from copydesk.text.edit import Applicability

SAFE, UNSAFE = Applicability.SAFE, Applicability.UNSAFE


def swaps(folder: Path, **words: str) -> Linter:
    """A linter that swaps words; the code of a word is T and the word in capitals."""
    table = {word: (f"T{word.upper()}", new, SAFE) for word, new in words.items()}
    return Linter(engines=[SwapEngine(table)], rules=rule_set(folder, **{word: f"T{word.upper()}" for word in words}))


def fix(linter: Linter, text: str, **options: object) -> Fixed:
    return fix_document(Document.parse(text, "markdown"), linter, **options)  # type: ignore[arg-type]


def test_safe_fixes_only_unless_asked(tmp_path: Path) -> None:
    linter = swap_linter(tmp_path)
    fixed = fix(linter, "alpha beta gamma alpha")
    assert fixed.after.text == "one beta gamma one"
    assert [finding.code for finding in fixed.left] == ["TA002", "TB001"]
    assert [change.codes for change in fixed.changes] == [("TA001",), ("TA001",)]
    unsafe = fix(linter, "alpha beta gamma", at_least=UNSAFE)
    assert unsafe.after.text == "one two gamma"
    assert [change.applicability for change in unsafe.changes] == [SAFE, UNSAFE]
    assert fix(linter, "alpha beta", at_least=UNSAFE, codes=frozenset({"TA002"})).after.text == "alpha two"


def test_nothing_to_do_is_no_change(tmp_path: Path) -> None:
    fixed = fix(swap_linter(tmp_path), "gamma\n")
    assert not fixed.changed and fixed.rounds == 0 and fixed.changes == () and len(fixed.left) == 1


def test_rounds_follow_on_each_other(tmp_path: Path) -> None:
    fixed = fix(swaps(tmp_path, alpha="beta", beta="gamma delta", delta="end"), "x alpha y beta")
    assert fixed.after.text == "x gamma end y gamma end" and fixed.rounds == 3
    assert apply_edits(fixed.before.text, [change.edit for change in fixed.changes]) == fixed.after.text
    assert fixed.changes[0].codes == ("TALPHA", "TBETA", "TDELTA")


def test_rules_that_undo_each_other_are_left_out_and_named(tmp_path: Path) -> None:
    linter = swaps(tmp_path, alpha="beta", beta="alpha", gamma="end")
    fixed = fix(linter, "alpha gamma")
    assert fixed.after.text == "alpha end" and fixed.unsettled == ("TALPHA", "TBETA")
    assert not fix(linter, fixed.after.text).changed


def test_a_rule_that_goes_on_for_ever_is_left_out_and_named(tmp_path: Path) -> None:
    linter = swaps(tmp_path, alpha="alpha alpha", gamma="end")
    fixed = fix(linter, "alpha gamma")
    assert fixed.after.text == "alpha end" and fixed.unsettled == ("TALPHA",)


NAMES = ("alpha", "beta", "gamma", "delta")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    table=st.dictionaries(st.sampled_from(NAMES), st.lists(st.sampled_from((*NAMES, "end")), max_size=2).map(" ".join)),
    words=st.lists(st.sampled_from((*NAMES, "`alpha`", "<b>", "\n\n", "é")), max_size=8),
)
@example({"beta": "delta", "alpha": "beta", "delta": "alpha alpha"}, ["alpha"])
def test_the_fixpoint_exists_and_fixing_twice_is_fixing_once(
    tmp_path: Path, table: dict[str, str], words: list[str]
) -> None:
    linter = swaps(tmp_path, **table) if table else swap_linter(tmp_path)
    text = " ".join(words)
    once = fix(linter, text)
    assert apply_edits(text, [change.edit for change in once.changes]) == once.after.text
    assert fix(linter, once.after.text).after.text == once.after.text
    assert once.after.text.count("`alpha`") == text.count("`alpha`")


@given(st.lists(st.sampled_from(["alpha", "beta", "delta", "word"]), min_size=1, max_size=12), st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_turned_down_stays_in_every_round(tmp_path: Path, words: list[str], data: st.DataObject) -> None:
    linter = swaps(tmp_path, alpha="beta", beta="a longer thing", delta="")
    refused = {at for at in range(len(words)) if data.draw(st.booleans())}
    starts = [sum(len(word) + 1 for word in words[:at]) for at in range(len(words))]

    def veto(document: Document, config: Config, result: LintResult) -> LintResult:
        gone = tuple(one for one in result.findings if starts.index(one.span.start) in refused)
        return replace(result, findings=tuple(one for one in result.findings if one not in gone), rejected=gone)

    fixed = fix(linter, " ".join(words), veto=veto)
    done = {"alpha": "a longer thing", "beta": "a longer thing", "delta": ""}
    expected = [word if at in refused else done.get(word, word) for at, word in enumerate(words)]
    assert fixed.after.text == " ".join(expected)
    assert fixed.left == ()
    assert len(fixed.last.rejected) == sum(words[at] != "word" for at in refused)
