"""Changes written into the text itself as CriticMarkup: `{++new++}`, `{--old--}`, `{~~old~>new~~}`, `{>>why<<}`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from copydesk.edits.words import widen
from copydesk.errors import EditError
from copydesk.reports.diffs import FileChanges
from copydesk.reports.remarks import Reason, Remark, remarks_of
from copydesk.reports.style import Style
from copydesk.text.edit import Edit
from copydesk.text.source import Source
from copydesk.text.span import Span

_MARK = re.compile(
    r"\{\+\+(?P<added>.*?)\+\+\}|\{--(?P<removed>.*?)--\}|\{~~(?P<old>.*?)~>(?P<new>.*?)~~\}|\{>>(?P<note>.*?)<<\}"
    r"|\{==(?P<flagged>.*?)==\}",
    re.DOTALL,
)
_OPENING = re.compile(r"\{(?=\+\+|--|~~|>>|==)")
_PARAGRAPHS = re.compile(r"((?:\r\n|\n|\r(?!\n))(?:[ \t]*(?:\r\n|\n|\r(?!\n)))+)")
_PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "→": "->"})


def report(files: Iterable[FileChanges], style: Style) -> Iterator[bytes]:
    """The whole text of each file with its changes in it, in the file's own encoding."""
    for file in files:
        source = file.fixed.before.source
        yield source.bom + source.encoded(criticmarkup(source, [change.edit for change in file.fixed.changes]))


def commented_report(files: Iterable[FileChanges], style: Style) -> Iterator[bytes]:
    """The same with the reasons as comments, also those of what is only flagged."""
    for file in files:
        source = file.fixed.before.source
        edits = [change.edit for change in file.fixed.changes]
        yield source.bom + source.encoded(criticmarkup(source, edits, remarks_of(file.fixed)))


def criticmarkup(source: Source, edits: Iterable[Edit], remarks: Iterable[Remark] = ()) -> str:
    """The text with the edits written as CriticMarkup, in whole words, and what the remarks say as comments.

    Accepting every mark gives the changed text, rejecting every one the original. Raises EditError, naming the line,
    where the text has such marks already or a change cannot be written as one.
    """
    text = source.text
    if match := _OPENING.search(text):
        raise EditError(
            f"the text has CriticMarkup already: “{text[match.start() : match.start() + 3]}”",
            path=source.path,
            line=source.line_of(match.start()) + 1,
            hint="accept or reject those marks first, or take another format",
        )
    marks = [(edit.span, _marked(source, edit)) for edit in widen(text, edits)]
    remarks = sorted(remarks, key=lambda remark: remark.span)
    marks += _highlights(text, [span for span, _ in marks], [one.span for one in remarks if one.edit is None])
    marks.sort(key=lambda mark: mark[0])
    marks += _comments(source, [span for span, _ in marks], remarks)
    parts: list[str] = []
    at = 0
    for span, written in sorted(marks, key=lambda mark: mark[0]):
        parts += (text[at : span.start], written)
        at = span.end
    return "".join((*parts, text[at:]))


def accepted(text: str) -> str:
    """The text with every mark accepted, comments gone."""
    return _MARK.sub(lambda m: m["added"] or m["new"] or m["flagged"] or "", text)


def rejected(text: str) -> str:
    """The text with every mark rejected, comments gone."""
    return _MARK.sub(lambda m: m["removed"] or m["old"] or m["flagged"] or "", text)


def _marked(source: Source, edit: Edit) -> str:
    """The marks of one change. No mark crosses the edge of a paragraph, since no reader of CriticMarkup allows it."""
    old, new = edit.span.of(source.text), edit.replacement
    written = f"{{~~{old}~>{new}~~}}"
    parted = _PARAGRAPHS.search(old) or _PARAGRAPHS.search(new)
    if parted or not old or not new or "~" in old + new or not _holds(written, old, new):
        written = "".join(
            f"{{{sign}{piece}{sign}}}"
            for sign, text in (("--", old), ("++", new))
            for piece in _PARAGRAPHS.split(text)
            if piece
        )
    if _OPENING.search(new) or not _holds(written, old, new):
        line = source.line_of(edit.start) + 1
        raise EditError("a change here holds signs of CriticMarkup itself", path=source.path, line=line)
    return written


def _holds(written: str, old: str, new: str) -> bool:
    return accepted(written) == new and rejected(written) == old


def _highlights(text: str, changes: Sequence[Span], flagged: Iterable[Span]) -> Iterator[tuple[Span, str]]:
    """Marks around the flagged words that no change and no other such mark meets, as far as that can be written."""
    end = 0
    for span in flagged:
        words = span.of(text)
        written = f"{{=={words}==}}"
        if not words or span.start < end or _PARAGRAPHS.search(words) or not _holds(written, words, words):
            continue
        place = bisect_left(changes, span.start, key=lambda change: change.end)
        if place == len(changes) or changes[place].start > span.end:
            yield span, written
            end = span.end


def _comments(source: Source, marks: Sequence[Span], remarks: Iterable[Remark]) -> Iterator[tuple[Span, str]]:
    """The comments, each after the mark that it is about, or after the words."""
    for remark in remarks:
        place = bisect_left(marks, remark.span.end, key=lambda mark: mark.end)
        inside = place < len(marks) and marks[place].start < remark.span.end
        at = marks[place].end if inside else remark.span.end
        for reason in remark.reasons:
            yield Span(at, at), _comment(reason, source)


def _comment(reason: Reason, source: Source) -> str:
    text = " ".join(f"{reason.message} ({reason.code})".split())
    text = _OPENING.sub("{ ", text).replace("<<}", "<< }")
    try:
        text.encode(source.encoding)
    except UnicodeEncodeError:
        text = text.translate(_PLAIN).encode(source.encoding, "replace").decode(source.encoding)
    return f"{{>>{text}<<}}"
