"""Two engines, one list."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from copydesk.engines.merge import merge
from copydesk.text.edit import Edit, Fix
from copydesk.text.finding import Category, Confidence, Finding, Severity
from copydesk.text.span import Span

TEXT = "He was known to sent two unpurpose letters to teh house on the hill."


def finding(
    code: str,
    words: str,
    *changes: tuple[str, str],
    confidence: Confidence = Confidence.MEDIUM,
    category: Category = Category.GRAMMAR,
) -> Finding:
    """A finding on some words of TEXT; each change is of a part of them, and a fix of its own."""
    start = TEXT.index(words)
    fixes = []
    for old, new in changes:
        place = start + words.index(old)
        fixes.append(Fix((Edit(place, place + len(old), new),)))
    return Finding(
        code=code,
        name=code.lower(),
        category=category,
        severity=Severity.WARNING,
        confidence=confidence,
        message="",
        span=Span(start, start + len(words)),
        fixes=tuple(fixes),
    )


def replacements(found: Finding) -> list[str]:
    return [fix.edits[0].replacement for fix in found.fixes]


def test_the_same_words_are_one_finding_with_all_alternatives() -> None:
    ours = finding("GR1", "to sent", ("sent", "send"), ("sent", "have sent"))
    theirs = finding("LT:TO", "to sent", ("sent", "send"), ("sent", "be sent"), confidence=Confidence.HIGH)
    (merged,) = merge(TEXT, [ours], [theirs])
    assert (merged.code, merged.sources) == ("GR1", ("LT:TO",))
    assert replacements(merged) == ["send", "have sent", "be sent"]
    assert merged.confidence is Confidence.HIGH


def test_the_same_change_is_one_finding_however_it_is_marked() -> None:
    ours = finding("GR1", "known to sent", ("sent", "send"))
    theirs = finding("LT:TO", "to sent", ("to sent", "to send"))
    (merged,) = merge(TEXT, [ours], [theirs])
    assert (merged.code, merged.sources, replacements(merged)) == ("GR1", ("LT:TO",), ["send"])


def test_the_same_word_is_one_finding_whatever_it_is_changed_to() -> None:
    ours = finding("GR1", "two unpurpose", ("unpurpose", "purposeful"))
    theirs = finding("LT:SPELL", "unpurpose", ("unpurpose", "purpose"), category=Category.SPELLING)
    (merged,) = merge(TEXT, [ours], [theirs])
    assert replacements(merged) == ["purposeful", "purpose"]
    assert merged.span == ours.span


def test_the_surer_finding_wins_an_overlap_and_ours_when_equal() -> None:
    ours = finding("GR1", "known to sent", ("known to", "seen to"))
    rival = finding("LT:X", "to sent", ("to sent", "sending"))
    assert merge(TEXT, [ours], [rival]) == [ours]
    surer = finding("LT:X", "to sent", ("to sent", "sending"), confidence=Confidence.HIGH)
    assert merge(TEXT, [ours], [surer]) == [surer]
    doubtful = finding("GR1", "known to sent", ("known to", "seen to"), confidence=Confidence.LOW)
    assert merge(TEXT, [doubtful], [rival]) == [rival]


def test_a_remark_on_a_stretch_does_not_silence_what_is_in_it() -> None:
    remark = finding("RB1", TEXT, category=Category.READABILITY, confidence=Confidence.HIGH)
    theirs = finding("LT:SPELL", "teh", ("teh", "the"))
    assert merge(TEXT, [remark], [theirs]) == [remark, theirs]


def test_different_places_stay_apart() -> None:
    ours = finding("GR1", "to sent", ("sent", "send"))
    theirs = finding("LT:SPELL", "teh", ("teh", "the"))
    assert merge(TEXT, [ours], [theirs]) == [ours, theirs]
    assert merge(TEXT, [], [theirs]) == [theirs]
    assert merge(TEXT, [ours], []) == [ours]


FINDINGS = st.lists(
    st.builds(
        lambda start, length, new, confidence, fix: Finding(
            code="X1",
            name="x",
            category=Category.SPELLING,
            severity=Severity.WARNING,
            confidence=confidence,
            message="",
            span=Span(start, start + length),
            fixes=(Fix((Edit(start, start + length, new),)),) if fix else (),
        ),
        st.integers(0, 40),
        st.integers(1, 12),
        st.sampled_from(["a", "the", ""]),
        st.sampled_from(Confidence),
        st.booleans(),
    ),
    max_size=6,
)


@given(FINDINGS, FINDINGS)
def test_laws_of_merging(ours: list[Finding], theirs: list[Finding]) -> None:
    merged = merge(TEXT, ours, theirs)
    assert merged == sorted(merged, key=Finding.sort_key)
    spans = {found.span for found in (*ours, *theirs)}
    assert all(found.span in spans for found in merged)
    assert merge(TEXT, ours, []) == sorted(ours, key=Finding.sort_key)
    assert merge(TEXT, [], theirs) == sorted(theirs, key=Finding.sort_key)
    for found in ours:
        strongest = all(found.confidence >= other.confidence for other in theirs)
        if strongest:
            assert any(kept.span == found.span for kept in merged)
