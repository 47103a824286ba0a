"""Edits as a reader thinks of them: in whole words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import accumulate

from copydesk.edits.change import apart, apply_edits, coalesce, minimal
from copydesk.text.edit import Edit

_LONGEST = 100  # how far a word is followed
_MOST = 40_000  # old words times new words
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


def widen(text: str, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The same change, each edit cut down to what differs and then stretched over the words it touches.

    Edits that come to share a word are made into one. For showing a change; never for making it.
    """
    parts = [minimal(text, edit) for edit in coalesce(text, edits)]
    groups: list[tuple[int, int, list[Edit]]] = []
    for part in parts:
        start, end = _reach(text, part)
        if groups and start <= groups[-1][1]:
            first, last, members = groups.pop()
            groups.append((first, max(last, end), [*members, part]))
        else:
            groups.append((start, end, [part]))
    return tuple(_union(text, start, end, group) for start, end, group in groups)


def blank_after(text: str, edit: Edit) -> Edit:
    """The same change; words that go or come with the blank before them do so with the one after them, if it is alike.

    Marked like that, words do not tear a blank from the line before.
    """
    start, end, new = edit
    words = text[start:end] or new
    if (start < end and new) or words[:1] != " " or text[end : end + 1] != " ":
        return edit
    return Edit(start + 1, end + 1, f"{new[1:]} " if new else "")


def _union(text: str, start: int, end: int, edits: Iterable[Edit]) -> Edit:
    """One edit from `start` to `end` that does what the edits in between do."""
    inside = (Edit(edit.start - start, edit.end - start, edit.replacement) for edit in edits)
    return Edit(start, end, apply_edits(text[start:end], inside))


def by_word(text: str, edit: Edit) -> tuple[Edit, ...]:
    """The same change as edits of the words that differ; one edit where it is too long for that."""
    old, new = _TOKEN.findall(text[edit.start : edit.end]), _TOKEN.findall(edit.replacement)
    if len(old) * len(new) > _MOST:
        return (edit,)
    starts = list(accumulate(map(len, old), initial=edit.start))
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return tuple(
        Edit(starts[first], starts[last], "".join(new[start:stop]))
        for tag, first, last, start, stop in codes
        if tag != "equal"
    )


def marked(text: str, start: int, end: int, edits: Iterable[Edit]) -> str:
    """The text from `start` to `end`, its changes written as `[-old-]{+new+}`. The (widened) edits lie in between."""
    pieces, position = [], start
    for edit in edits:
        old, new = text[edit.start : edit.end], edit.replacement
        pieces.append(text[position : edit.start] + (f"[-{old}-]" if old else "") + (f"{{+{new}+}}" if new else ""))
        position = edit.end
    return "".join(pieces) + text[position:end]


def _reach(text: str, edit: Edit) -> tuple[int, int]:
    """The range of the edit together with the rest of the words at its edges."""
    start, end, new = edit
    first, last = max(0, start - _LONGEST), min(len(text), end + _LONGEST)
    if start > first and _together(text[start - 1], text[start : start + 1], new[:1]):
        start -= 1
        while start > first and _together(text[start - 1], text[start]):
            start -= 1
    if end < last and _together(text[end], text[end - 1 : end] if end else "", new[-1:]):
        end += 1
        while end < last and _together(text[end], text[end - 1]):
            end += 1
    return start, end


def _together(outer: str, *neighbours: str) -> bool:
    """Whether a character belongs to the same word (or the same visible character) as one of its neighbours."""
    return any(
        bool(inner) and ((_in_word(outer) and _in_word(inner)) or not (apart(outer, inner) and apart(inner, outer)))
        for inner in neighbours
    )


def _in_word(char: str) -> bool:
    return char.isalnum() or char in "'’-_\u00ad\u200d" or unicodedata.category(char)[0] == "M"
