"""Which findings of the rules are left out because another one says the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from copydesk.engines.rules import distinct
from copydesk.text.edit import Applicability, Edit, Fix
from copydesk.text.finding import Category, Confidence, Finding, Severity
from copydesk.text.span import Span

SPANS = st.tuples(st.integers(0, 12), st.integers(0, 6)).map(lambda pair: Span(pair[0], sum(pair)))


def finding(number: int, span: Span, category: Category, fixable: bool) -> Finding:
    fixes = (Fix((Edit(*span, f"word {number}"),), Applicability.UNSAFE),) if fixable else ()
    return Finding(f"X{number}", "toy", category, Severity.ERROR, Confidence.HIGH, "toy", span, fixes)


@given(st.lists(st.tuples(SPANS, st.sampled_from([Category.SPELLING, Category.GRAMMAR]), st.booleans())))
def test_a_misspelling_that_a_better_finding_repairs_is_left_out(made: list[tuple[Span, Category, bool]]) -> None:
    findings = [finding(number, *one) for number, one in enumerate(made)]
    repaired = [one.span for one in findings if one.fixable and one.category is not Category.SPELLING]
    left = {
        one
        for one in findings
        if one.category is not Category.SPELLING or not any(span.covers(one.span) for span in repaired)
    }
    assert set(distinct(findings)) == left


def test_of_the_same_edits_those_that_may_be_applied_stay() -> None:
    span, made = Span(0, 4), []
    for code, confidence, applicability in (
        ("A", Confidence.HIGH, Applicability.DISPLAY),
        ("B", Confidence.LOW, Applicability.UNSAFE),
    ):
        fix = Fix((Edit(0, 4, "word"),), applicability)
        made.append(Finding(code, "toy", Category.GRAMMAR, Severity.ERROR, confidence, "toy", span, (fix,)))
    assert [one.code for one in distinct(made)] == ["B"]
