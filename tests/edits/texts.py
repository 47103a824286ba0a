"""Texts and edits for the laws of this folder, with every newline, script and trap in them."""

from __future__ import annotations

from hypothesis import strategies as st

from copydesk.text.edit import Edit

PIECES = [
    "\n", "\r\n", "\r", "\n\n", " ", "  ", "\t", "a", "the cat", "to sent", "naïve", "e\u0301", "o\u0308\u0323", "👍🏽",
    "👩‍👩‍👧", "🇫🇷🇩🇪", "\u2028", "\x0c", "\x0b", "\x85", "’", "“", "—", "- old", "+new", "@@ -1 +1 @@", "\\ No newline",
    "--- a/x", "+++ b/x", "한글", "नि", "❤️", ".", ",", "don't", "well-known", "\ufeff", "diff --git a/x b/x", "#", "ß",
]  # fmt: skip
LATIN = [piece for piece in PIECES if piece.isascii()] + ["é", "ü", "\x85", "\xa0", "ÿ"]


def texts(pieces: list[str] = PIECES, size: int = 30) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(pieces), max_size=size).map("".join)


@st.composite
def changes(draw: st.DrawFn, pieces: list[str] = PIECES, size: int = 30) -> tuple[str, tuple[Edit, ...]]:
    """A text, and edits of it that do not overlap."""
    text = draw(texts(pieces, size))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    edits = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        edit = Edit(start, end, draw(texts(pieces, 3)))
        if not edits or (edits[-1].start, edits[-1].end) != (start, end):
            edits.append(edit)
    return text, tuple(edits)
