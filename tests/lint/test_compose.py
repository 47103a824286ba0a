"""Two rounds of changes as one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from copydesk.edits.apply import Applied
from copydesk.edits.change import apply_edits
from copydesk.lint.compose import Change, compose
from copydesk.text.edit import Applicability, Edit, Fix, ordered
from copydesk.text.finding import Category, Confidence, Finding, Severity

TEXTS = st.text("ab \né", max_size=14)


def change(edit: Edit, level: Applicability, *codes: str) -> Change:
    """A change made by a rule of each of the codes."""

    def cause(code: str) -> Applied:
        fix = Fix((edit,), level)
        return Applied(
            Finding(code, "t", Category.STYLE, Severity.ERROR, Confidence.HIGH, "No.", edit.span, (fix,)), fix
        )

    return Change(edit, level, tuple(cause(code) for code in codes))


@st.composite
def rows(draw: st.DrawFn, text: str) -> list[Change]:
    """Changes of a text that do not overlap or share a place."""
    result: list[Change] = []
    position = 0
    for _ in range(draw(st.integers(0, 4))):
        if position > len(text):
            break
        start = draw(st.integers(position, len(text)))
        end = draw(st.integers(start, len(text)))
        level = draw(st.sampled_from([Applicability.SAFE, Applicability.UNSAFE]))
        result.append(change(Edit(start, end, draw(st.text("xyZ\n", max_size=3))), level, f"T{len(result)}"))
        position = max(end, start + 1)
    return result


@given(st.data())
def test_the_joined_changes_do_what_the_two_rounds_do(data: st.DataObject) -> None:
    text = data.draw(TEXTS)
    changes: tuple[Change, ...] = ()
    current = text
    for _ in range(3):
        step = data.draw(rows(current))
        after = apply_edits(current, [change.edit for change in step])
        changes = compose(current, changes, step)
        current = after
    edits = [change.edit for change in changes]
    assert list(ordered(edits)) == edits
    assert apply_edits(text, edits) == current


def test_the_least_trust_of_what_is_joined_counts() -> None:
    first = [change(Edit(0, 1, "B"), Applicability.SAFE, "T1"), change(Edit(4, 5, "E"), Applicability.SAFE, "T2")]
    second = [change(Edit(0, 2, "cc"), Applicability.UNSAFE, "T3")]
    joined = compose("Bb  E", first, second)
    assert [(one.edit, one.applicability, one.codes) for one in joined] == [
        (Edit(0, 2, "cc"), Applicability.UNSAFE, ("T1", "T3")),
        (Edit(4, 5, "E"), Applicability.SAFE, ("T2",)),
    ]
