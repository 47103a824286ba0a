"""A Word document as a text: a line for each paragraph, and the runs that the offsets of the text lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from copydesk.formats.captions import is_caption
from copydesk.formats.document import Block, BlockKind, Comment, Layout
from copydesk.formats.links import links
from copydesk.formats.masking import Mask, worded
from copydesk.formats.word.margins import margins
from copydesk.formats.word.package import Package as Archive
from copydesk.formats.word.pieces import ChildKind, Paragraph, Reading, Run
from copydesk.formats.word.reading import PAGE, read_body, read_margin, read_note
from copydesk.formats.word.styles import Styles
from copydesk.formats.word.xml import Node
from copydesk.text.source import Package, Source
from copydesk.text.span import Span

_NOTES = (("footnotes", "w:footnote"), ("endnotes", "w:endnote"))
_DIRECTIVE = re.compile(r"\s*(copydesk:.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text: the span of its characters, its paragraphs (more than one where the mark between them is
    deleted), and the part that they stand in."""

    span: Span
    paragraphs: tuple[Paragraph, ...]
    part: str


class WordDocument:
    """A Word document, read. Raises SourceError where that is not possible.

    `text` has a line for each paragraph of the body, then of the footnotes and endnotes, then of the headers and
    footers; text boxes follow the paragraph that holds them. `trees` are the parts that were read, by name.
    """

    def __init__(self, data: bytes, path: str | None = None) -> None:
        self.package = package = Archive(data, path)
        self.trees: dict[str, Node] = {}
        styles = Styles(self._tree(package.related("styles")))
        body = package.tree(package.main)
        self.trees[package.main] = body
        if body.name != "w:document" or body.child("w:body") is None:
            raise package.refusal(f"is not a whole Word document: {package.main} has no body")
        self.body = read_body(body, styles)
        readings = [(package.main, self.body)]
        for kind, element in _NOTES:
            name = package.related(kind)
            tree = self._tree(name)
            if name is None or tree is None:
                continue
            self.trees[name] = tree
            reading = Reading()
            for note in tree.children:
                if note.name == element and note.get("w:type", "normal") == "normal":
                    read_note(note, styles, self.body.notes.get((kind, note.get("w:id"))), reading)
            readings.append((name, reading))
        for name in margins(package, body):
            tree = self.trees[name] = package.tree(name)
            readings.append((name, read_margin(tree, styles)))
        self.lines: list[Line] = []
        pieces: list[str] = []
        for name, reading in readings:
            self._lay(name, reading.paragraphs, pieces)
        self.text = "".join(pieces)

    def runs(self) -> Iterator[Run]:
        """All runs in the order of the text."""
        for line in self.lines:
            for paragraph in line.paragraphs:
                yield from paragraph.runs

    def _tree(self, name: str | None) -> Node | None:
        return None if name is None else self.package.tree(name)

    def _lay(self, part: str, paragraphs: Sequence[Paragraph], pieces: list[str]) -> None:
        """Give the runs their offsets, and put the paragraphs into lines."""
        offset = sum(map(len, pieces))
        group: list[Paragraph] = []
        start = offset
        for number, paragraph in enumerate(paragraphs):
            if not group:
                if self.lines:
                    pieces.append("\n")
                    offset += 1
                start = offset
            group.append(paragraph)
            for run in paragraph.runs:
                run.offset = offset
                pieces.append(run.text)
                offset += len(pieces[-1])
            following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
            if paragraph.closed or following is None or following.parent is not paragraph.parent:
                self.lines.append(Line(Span(start, offset), tuple(group), part))
                group = []

    def layout(self) -> Layout:
        """The blocks of the text, with code, fields, other languages and addresses masked."""
        text = self.text
        mask = Mask(text)
        runs = list(self.runs())
        length = sum(len(run.text) for run in runs)
        monospaced = sum(len(run.text) for run in runs if run.monospaced)
        code = 2 * monospaced < length  # where most of the text is in such a font, it says nothing
        locked: list[int] = [line.span.end for line in self.lines[:-1]]
        for run in runs:
            end = run.offset + len(run.text)
            if run.silent or (code and run.monospaced):
                mask.opaque(run.offset, end)
            if run.fixed:
                locked += range(run.offset, end)
                continue
            position = run.offset
            for child in run.children:
                if child.kind is ChildKind.OBJECT:
                    mask.opaque(position, position + 1)
                    locked.append(position)
                elif child.text == "\u00ad":
                    mask.invisible(position, position + 1)
                position += len(child.text)
        for span in links(mask.masked()):
            mask.opaque(span.start, span.end)
        masked = mask.masked()
        blocks = tuple(worded(masked, self._blocks()))
        mask.outside(blocks)
        removable = tuple(line.span for line in self.lines if all(one.removable for one in line.paragraphs))
        comments, warnings = tuple(self._comments()), tuple(_of_language(runs, self.package.path))
        return Layout(mask.masked(), blocks, comments, tuple(sorted(locked)), removable, warnings)

    def _blocks(self) -> Iterator[Block]:
        for line in self.lines:
            kind = line.paragraphs[0].kind
            words = line.span.of(self.text)
            if kind is BlockKind.PARAGRAPH and is_caption(words):
                kind = BlockKind.CAPTION
            start = line.span.start
            for stretch in words.split(PAGE):
                yield Block(kind, start, start + len(stretch))
                start += len(stretch) + 1

    def _comments(self) -> Iterator[Comment]:
        """The comments that speak to copydesk, over the text that they stand on."""
        name = self.package.related("comments")
        if name is None or b"copydesk:" not in self.package.part(name):
            return
        for node in self.package.tree(name).children:
            words = "".join(one.text for one in node.walk() if one.name == "w:t")
            match = _DIRECTIVE.fullmatch(words)
            places = self.body.comments.get(node.get("w:id"), ())
            if match and len(places) == 2:
                start, end = (self._offset(*place) for place in places)
                yield Comment(start, max(start, end), match[1].rstrip())

    def _offset(self, paragraph: int, run: int) -> int:
        """The offset at which a run of the body begins, or its paragraph ends."""
        runs = self.body.paragraphs[paragraph].runs
        if run < len(runs):
            return runs[run].offset
        if runs:
            return runs[-1].offset + len(runs[-1].text)
        return next(line.span.start for line in self.lines if self.body.paragraphs[paragraph] in line.paragraphs)


def _of_language(runs: Sequence[Run], path: str | None) -> Iterator[str]:
    """A warning where all of the text is marked as another language, so that nothing is left to check."""
    languages = {run.foreign for run in runs if any(map(str.isalpha, run.text)) and not run.fixed}
    if languages and None not in languages:
        marked = ", ".join(sorted(filter(None, languages)))
        yield f"{path or '<stdin>'}: its text is marked as {marked}, not as English, so there is nothing to check"


def read(data: bytes, path: str | None = None) -> tuple[Source, str, Layout]:
    """The text of a Word document, the name of the format, and the layout. Raises SourceError where it is none."""
    document = WordDocument(data, path)
    return Source(document.text, path, package=Package(data, document.text)), "word", document.layout()
