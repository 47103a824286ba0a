"""Texts, edits and remarks for the laws of the reports, with the signs and newlines that could break them."""

from __future__ import annotations

from hypothesis import strategies as st

from copydesk.reports.remarks import Reason, Remark
from copydesk.text.edit import Edit, ordered
from copydesk.text.span import Span

SIGNS = 'ab  \n\r-+~>{}<=é😀&"|`'
WIDE = "ab  \n\t\ré한e\u0301😀"


@st.composite
def changed_texts(draw: st.DrawFn, alphabet: str = SIGNS, size: int = 40) -> tuple[str, tuple[Edit, ...]]:
    """A text and edits of it that do not meet."""
    text = draw(st.text(alphabet, max_size=size))
    edits: list[Edit] = []
    at = 0
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(at, len(text)))
        end = draw(st.integers(start, min(len(text), start + 8)))
        edits.append(Edit(start, end, draw(st.text(alphabet, max_size=6))))
        at = end + 1
        if at > len(text):
            break
    return text, ordered(edits)


@st.composite
def remarked_texts(draw: st.DrawFn) -> tuple[str, tuple[Edit, ...], tuple[Remark, ...]]:
    """The same with a reason for each edit, and notes on other places."""
    text, edits = draw(changed_texts())
    reason = Reason("XX001", "no-script", "<script>alert(1)</script> <<} {++no++}", ("“<b>”",))
    remarks = [Remark(edit.span, edit, (reason,), draw(st.booleans())) for edit in edits]
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(text)))
        remarks.append(Remark(Span(start, draw(st.integers(start, len(text)))), None, (reason,)))
    return text, edits, tuple(remarks)
