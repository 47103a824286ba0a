from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.edits.apply import apply_fixes, resolve
from copydesk.edits.change import apply_edits
from copydesk.errors import EditError
from copydesk.text.edit import Applicability, Edit, Fix, ordered
from copydesk.text.finding import Category, Confidence, Finding, Severity
from copydesk.text.source import Source
from copydesk.text.span import Span

SAFE, UNSAFE, DISPLAY = Applicability.SAFE, Applicability.UNSAFE, Applicability.DISPLAY


def finding(
    code: str,
    *fixes: Fix,
    severity: Severity = Severity.WARNING,
    confidence: Confidence = Confidence.HIGH,
) -> Finding:
    span = fixes[0].span if fixes else Span(0, 1)
    return Finding(code, code.lower(), Category.GRAMMAR, severity, confidence, "message", span, fixes)


def fix(*edits: tuple[int, int, str], how: Applicability = SAFE) -> Fix:
    return Fix(tuple(Edit(*edit) for edit in edits), how)


SOURCE = Source("Two day ago he was known to sent a text.")


def test_fixes_are_applied_and_the_rest_is_left_alone() -> None:
    result = apply_fixes(SOURCE, [finding("B", fix((28, 32, "send"))), finding("A", fix((4, 7, "days")))])
    assert result.text == "Two days ago he was known to send a text."
    assert [item.finding.code for item in result.applied] == ["A", "B"]
    assert result.edits == (Edit(4, 7, "days"), Edit(28, 32, "send"))
    assert result.skipped == () and result.changed


def test_nothing_to_apply_gives_the_text_back() -> None:
    result = apply_fixes(SOURCE, [finding("A")])
    assert (result.text, result.applied, result.skipped, result.edits) == (SOURCE.text, (), (), ())
    assert not result.changed


@pytest.mark.parametrize(
    ("at_least", "expected"), [(SAFE, "b"), (UNSAFE, "a"), (DISPLAY, "a")], ids=["safe", "unsafe", "display"]
)
def test_the_first_alternative_that_is_trusted_enough_is_taken(at_least: Applicability, expected: str) -> None:
    item = finding("A", fix((0, 3, "c"), how=DISPLAY), fix((0, 3, "a"), how=UNSAFE), fix((0, 3, "b")))
    assert apply_fixes(SOURCE, [item], at_least=at_least).text == expected + SOURCE.text[3:]


def test_a_fix_for_display_is_never_applied() -> None:
    assert not apply_fixes(SOURCE, [finding("A", fix((0, 3, "x"), how=DISPLAY))], at_least=DISPLAY).changed


def test_a_caller_may_choose() -> None:
    item = finding("A", fix((0, 3, "one")), fix((0, 3, "two")))
    assert apply_fixes(SOURCE, [item], choose=lambda f: f.fixes[1]).text.startswith("two ")
    assert not apply_fixes(SOURCE, [item], choose=lambda f: None).changed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (fix((4, 7, "days")), fix((5, 9, "x"))),
        (fix((4, 7, "days")), fix((5, 5, "x"))),
        (fix((4, 7, "days")), fix((7, 7, "s"))),
        (fix((4, 7, "days")), fix((4, 4, "s"))),
        (fix((7, 7, "s")), fix((7, 7, ","))),
        (fix((0, 3, "x"), (10, 12, "y")), fix((11, 14, "z"), (20, 22, "a"))),
    ],
)
def test_fixes_that_collide_are_skipped_and_reported(one: Fix, other: Fix) -> None:
    first = finding("A", one, confidence=Confidence.HIGH)
    second = finding("B", other, confidence=Confidence.MEDIUM)
    result = apply_fixes(SOURCE, [second, first])
    assert result.text == apply_edits(SOURCE.text, one.edits)
    assert [(item.finding.code, item.fix, item.reason) for item in result.skipped] == [
        ("B", other, "it collides with the fix of A a")
    ]


def test_fixes_that_only_meet_go_together() -> None:
    result = apply_fixes(Source("abcdef"), [finding("A", fix((0, 3, "x"))), finding("B", fix((3, 6, "y")))])
    assert result.text == "xy"


def test_the_very_same_edit_is_applied_once() -> None:
    result = apply_fixes(Source("a, b"), [finding("A", fix((2, 2, "x"))), finding("B", fix((2, 2, "x"), (3, 4, "c")))])
    assert result.text == "a,x c"
    assert len(result.applied) == 2


def test_the_surest_and_gravest_go_first() -> None:
    low = finding("A", fix((0, 3, "low")), severity=Severity.ERROR, confidence=Confidence.LOW)
    sure = finding("C", fix((0, 3, "sure")), severity=Severity.SUGGESTION)
    grave = finding("D", fix((0, 3, "grave")), severity=Severity.ERROR)
    for order in permutations([low, sure, grave]):
        assert resolve(order).applied[0].finding is grave
        assert {item.finding.code for item in resolve(order).skipped} == {"A", "C"}


def test_an_edit_outside_the_text_is_an_error() -> None:
    with pytest.raises(EditError, match="outside"):
        apply_fixes(Source("a"), [finding("A", fix((4, 9, "x")))])


FIXES = st.lists(
    st.tuples(st.integers(0, 20), st.integers(0, 4), st.sampled_from(["", "x", "yz"])), min_size=1, max_size=3
)


@given(st.lists(st.tuples(FIXES, st.sampled_from(Severity), st.sampled_from(Confidence)), max_size=12), st.randoms())
def test_what_is_applied_fits_together_whatever_the_order(drawn: list, random) -> None:  # type: ignore[no-untyped-def, type-arg]
    findings = []
    for number, (edits, severity, confidence) in enumerate(drawn):
        try:
            one = fix(*((start, start + length, new) for start, length, new in edits))
        except EditError:
            continue
        findings.append(finding(f"R{number:02}", one, severity=severity, confidence=confidence))
    result = resolve(findings)
    assert ordered(result.edits) == result.edits
    assert {edit for item in result.applied for edit in item.fix.edits} == set(result.edits)
    assert len(result.applied) + len(result.skipped) == len(findings)
    random.shuffle(findings)
    assert resolve(findings) == result
