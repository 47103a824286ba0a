"""What edits and comments mean for the runs, paragraphs and parts of a Word document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from copydesk.errors import SourceError
from copydesk.formats.word.comments import CommentPart
from copydesk.formats.word.document import Line, WordDocument
from copydesk.formats.word.parts import Part
from copydesk.formats.word.pieces import ChildKind, Run
from copydesk.formats.word.runs import Author, Operation, Tracker, formatting
from copydesk.formats.word.xml import Node
from copydesk.text.edit import Edit
from copydesk.text.span import Span


class Writer:
    """Collects what happens to the runs of a document, and writes it. Without an author the edits are made directly."""

    def __init__(self, document: WordDocument, author: Author | None) -> None:
        self.document = document
        self.text = document.text
        self.runs: list[Run] = []
        self._lines: list[Line] = document.lines
        self._part_of: list[str] = []
        for line in document.lines:
            for paragraph in line.paragraphs:
                for run in paragraph.runs:
                    if run.text:
                        self.runs.append(run)
                        self._part_of.append(line.part)
        self._offsets = [run.offset for run in self.runs]
        self._parts: dict[str, Part] = {}
        self.author = author
        self._comments = CommentPart(document.package, author) if author else None
        self._tracker = Tracker(author, _highest(document.trees.values())) if author else None

    # -- what happens -------------------------------------------------------------------------------------------------

    def put(self, edit: Edit, comments: Sequence[str] = ()) -> None:
        """Take in an edit, with comments on it."""
        if "\n" in edit.span.of(self.text):
            self._remove_lines(edit, comments)
            return
        pieces = list(self._pieces(edit.start, edit.end))
        if not pieces:
            pieces = [self._place(edit)]
        for number, start, end in pieces:
            if end > start and (self.runs[number].fixed or _holds_object(self.runs[number], start, end)):
                raise self._refusal(edit, "would change what Word itself puts there")
        host = self._host(pieces) if edit.replacement else -1
        before, after = self._markers(pieces[0][0], comments)
        for index, (number, start, end) in enumerate(pieces):
            self._add(
                number,
                1,
                Operation(
                    start,
                    end,
                    edit.replacement if index == host else "",
                    before if index == 0 else b"",
                    after if index == len(pieces) - 1 else b"",
                ),
            )

    def remark(self, span: Span, comment: str) -> None:
        """Take in a comment on text that stays as it is."""
        line = self._line(span.start)
        span = Span(max(span.start, line.span.start), min(span.end, line.span.end))
        pieces = [piece for piece in self._pieces(span.start, span.end) if not self.runs[piece[0]].fixed]
        if not pieces or self._comments is None or self._comments.has(comment):
            return
        before, after = self._markers(pieces[0][0], [comment])
        number, start, _ = pieces[0]
        self._add(number, 0, Operation(start, start, before=before))
        number, _, end = pieces[-1]
        self._add(number, 2, Operation(end, end, after=after))

    def uniform(self, span: Span) -> bool:
        """Whether a stretch of text has one formatting and stands in one place, and can be replaced as a whole."""
        pieces = list(self._pieces(*span))
        looks = {self._look(number) for number, _, _ in pieces}
        free = all(
            not self.runs[number].fixed and not _holds_object(self.runs[number], start, end)
            for number, start, end in pieces
        )
        return len(looks) <= 1 and free

    def _look(self, number: int) -> tuple[int, bytes]:
        run = self.runs[number]
        return id(run.parent), formatting(run, self._part(self._part_of[number]).data)

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """The runs that hold the text between two offsets: the number of each, and the stretch inside it."""
        number = max(0, bisect_right(self._offsets, start) - 1)
        while number < len(self.runs) and self._offsets[number] < end:
            run = self.runs[number]
            first, last = max(start, run.offset), min(end, run.offset + len(run.text))
            if first < last:
                yield number, first - run.offset, last - run.offset
            number += 1

    def _place(self, edit: Edit) -> tuple[int, int, int]:
        """Where text is inserted: in the run before the place, else in the one after it."""
        line = self._line(edit.start)
        number = bisect_right(self._offsets, edit.start) - 1
        found: list[tuple[int, int, int]] = []
        for candidate in (number - 1, number, number + 1):
            if not 0 <= candidate < len(self.runs):
                continue
            run = self.runs[candidate]
            inside = line.span.start <= run.offset and run.offset + len(run.text) <= line.span.end
            if inside and not run.fixed and run.offset <= edit.start <= run.offset + len(run.text):
                found.append((candidate, edit.start - run.offset, edit.start - run.offset))
        if not found:
            raise self._refusal(edit, "has no text beside it to go with")
        before, after = self.text[edit.start - 1 : edit.start], self.text[edit.start : edit.start + 1]
        joins_before = (before[:1] + edit.replacement[:1]).isalnum() and bool(before)
        joins_after = (edit.replacement[-1:] + after).isalnum() and bool(after)
        if not joins_before and (joins_after or self.runs[found[0][0]].linked):
            return found[-1]  # the beginning of the next word, or what follows a link
        return found[0]

    def _host(self, pieces: Sequence[tuple[int, int, int]]) -> int:
        """Which of the runs takes the new text: the last one of those that look like the first and stand beside it."""
        look = self._look(pieces[0][0])
        last = 0
        while last + 1 < len(pieces) and self._look(pieces[last + 1][0]) == look:
            last += 1
        return last

    def _add(self, number: int, rank: int, operation: Operation) -> None:
        part, run = self._part(self._part_of[number]), self.runs[number]
        part.operate(run, rank, operation)
        if run.twin is not None:
            part.operate(run.twin, rank, operation)

    def _line(self, offset: int) -> Line:
        return self._lines[max(0, bisect_right(self._lines, offset, key=lambda line: line.span.start) - 1)]

    def _refusal(self, edit: Edit, why: str) -> SourceError:
        line = self._line(edit.start)
        number = self._lines.index(line) + 1
        column = edit.start - line.span.start + 1
        words = edit.span.of(self.text) or edit.replacement
        path = self.document.package.path
        return SourceError(f"the correction of “{words}” {why}", path=path, line=number, column=column)

    # -- whole paragraphs ---------------------------------------------------------------------------------------------

    def _remove_lines(self, edit: Edit, comments: Sequence[str]) -> None:
        """Take in the removal of lines, each with the newline before it."""
        start = edit.start
        lines = []
        while start < edit.end:
            line = self._line(start + 1)
            whole = self.text[start] == "\n" and line.span.start == start + 1 and line.span.end <= edit.end
            if not whole or edit.replacement or not all(one.removable for one in line.paragraphs):
                raise self._refusal(edit, "would join paragraphs")
            lines.append(line)
            start = line.span.end
        for number, line in enumerate(lines):
            if not line.span.empty and self.author:
                inner = Edit(line.span.start, line.span.end, "")
                self.put(inner, comments if number == 0 else ())
            part = self._part(line.part)
            for paragraph in line.paragraphs:
                for node in [one.node for one in (paragraph, paragraph.twin) if one]:
                    if self._tracker is None:
                        part.put(node.start, node.end, b"")
                    else:
                        part.delete_mark(node, self._tracker.attributes())

    # -- comments -----------------------------------------------------------------------------------------------------

    def _markers(self, number: int, comments: Sequence[str]) -> tuple[bytes, bytes]:
        """What stands before and after a commented place in the run; elsewhere for runs outside the body."""
        if self._comments is None or not comments:
            return b"", b""
        main = self.document.package.main
        run = self.runs[number]
        outside = self._part_of[number] != main
        if outside and run.anchor is None:
            return b"", b""  # a note that nothing refers to: nobody sees it, and no comment can stand there
        markup = self._part(main).markup
        before, after = b"", b""
        for comment in comments:
            id = {"id": str(self._comments.add(comment))}
            before += markup.start("commentRangeStart", id, empty=True)
            reference = markup.element("r", markup.start("commentReference", id, empty=True))
            after += markup.start("commentRangeEnd", id, empty=True) + reference
        if run.anchor is None:
            return before, after
        self._part(main).put(run.anchor.start, run.anchor.start, before)
        self._part(main).put(run.anchor.end, run.anchor.end, after)
        return b"", b""

    # -- writing ------------------------------------------------------------------------------------------------------

    def _part(self, name: str) -> Part:
        if name not in self._parts:
            self._parts[name] = Part(self.document.package.part(name), self.document.trees[name])
        return self._parts[name]

    def written(self) -> bytes:
        """The bytes of the file; those that were read where nothing happens."""
        changed: dict[str, bytes] = {}
        for name, part in self._parts.items():
            if data := part.written(self._tracker):
                changed[name] = data
        if self._comments is not None:
            changed |= self._comments.parts()
        return self.document.package.with_parts(changed) if changed else self.document.package.data


def _holds_object(run: Run, start: int, end: int) -> bool:
    position = 0
    for child in run.children:
        if child.kind is ChildKind.OBJECT and start <= position < end:
            return True
        position += len(child.text)
    return False


def _highest(trees: Iterable[Node]) -> int:
    """The highest number that an element of these parts has."""
    numbers = (node.get("w:id") for tree in trees for node in tree.walk() if "w:id" in node.attributes)
    return max((int(number) for number in numbers if number.isdecimal()), default=0)
