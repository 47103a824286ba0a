"""The paragraphs and runs of a part, in reading order, each with its bytes and what it reads as.

Text that is marked as deleted is not read, text that is marked as inserted is. A run is read as its characters; what it
holds besides (notes, images, bookmarks) has no length, or that of one OBJECT where a reader sees it in the line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from copydesk.formats.document import BlockKind
from copydesk.formats.word.pieces import Child, ChildKind, Paragraph, Reading, Run, pair
from copydesk.formats.word.structure import choice, goes_on, is_fixed, is_plain
from copydesk.formats.word.styles import Face, Styles, face_of, level_of
from copydesk.formats.word.xml import Node

OBJECT = "\ufffc"
LINE, PAGE = "\u2028", "\f"  # a break inside a paragraph

_CHARACTERS = {"w:tab": "\t", "w:ptab": "\t", "w:cr": LINE, "w:noBreakHyphen": "\u2011", "w:softHyphen": "\u00ad"}
_OBJECTS = frozenset(("w:sym", "w:ruby", "w:pgNum", "w:dayShort", "w:dayLong", "w:monthShort", "w:monthLong"))
_DRAWINGS = frozenset(("w:drawing", "w:pict", "w:object", "mc:AlternateContent"))
_NOTES = {"w:footnoteReference": "footnotes", "w:endnoteReference": "endnotes"}
_AROUND_BLOCKS = frozenset(("w:body", "w:customXml", "w:sdtContent"))
_AROUND_RUNS = frozenset(("w:hyperlink", "w:smartTag", "w:customXml", "w:sdtContent", "w:bdo", "w:dir", "w:fldSimple"))
_BLANK = re.compile("[ \t\r\n\x85\u2028\u2029]")
_INSTRUCTION = re.compile(r"\s*(\w+)")
_PLAIN_FIELDS = frozenset(("HYPERLINK", "QUOTE"))  # fields whose result is text like any other


def read_body(body: Node, styles: Styles) -> Reading:
    """Read what is below an element of the body that holds paragraphs."""
    reading = Reading()
    _Reader(styles, None, reading, True).blocks(body, BlockKind.PARAGRAPH, False)
    return reading


def read_note(note: Node, styles: Styles, anchor: Node | None, reading: Reading) -> None:
    """Read a footnote or an endnote into what was read of its part. `anchor`: the run that refers to it, if any."""
    _Reader(styles, anchor, reading, False).blocks(note, BlockKind.PARAGRAPH, False)


def read_margin(margin: Node, styles: Styles) -> Reading:
    """Read a header or a footer: pieces like those of a form, most of which stand on every page."""
    reading = Reading()
    _Reader(styles, None, reading, False, BlockKind.TABLE_CELL).blocks(margin, BlockKind.TABLE_CELL, False)
    for paragraph in reading.paragraphs:
        paragraph.removable = False
    return reading


class _Reader:
    def __init__(
        self,
        styles: Styles,
        anchor: Node | None,
        reading: Reading,
        in_body: bool,
        boxed: BlockKind = BlockKind.PARAGRAPH,
    ) -> None:
        self.styles, self.anchor, self.reading, self._in_body, self._boxed = styles, anchor, reading, in_body, boxed
        self.fields: list[_Field] = []

    # -- blocks -------------------------------------------------------------------------------------------------------

    def blocks(self, parent: Node, kind: BlockKind, fixed: bool) -> None:
        for number, node in enumerate(parent.children):
            if node.name == "w:p":
                self._paragraph(parent, number, kind, fixed)
            elif node.name == "w:tbl":
                self._table(node, fixed)
            elif node.name == "w:sdt":
                if content := node.child("w:sdtContent"):
                    self.blocks(content, kind, fixed or is_fixed(node))
            elif node.name == "mc:AlternateContent":
                if branch := choice(node):
                    self.blocks(branch, kind, fixed)
            elif node.name in _AROUND_BLOCKS:
                self.blocks(node, kind, fixed)

    def _table(self, table: Node, fixed: bool) -> None:
        for node in table.walk_through(("w:sdt", "w:sdtContent", "w:customXml"), "w:tr"):
            if node.child("w:trPr", "w:del") is None:
                for cell in node.walk_through(("w:sdt", "w:sdtContent", "w:customXml"), "w:tc"):
                    self.blocks(cell, BlockKind.TABLE_CELL, fixed)

    def _paragraph(self, parent: Node, number: int, kind: BlockKind, fixed: bool) -> None:
        node = parent.children[number]
        properties = node.child("w:pPr")
        style = ""
        if properties is not None and (named := properties.child("w:pStyle")) is not None:
            style = named.get("w:val")
        paragraph = Paragraph(node, parent, kind if kind is BlockKind.TABLE_CELL else self._kind(properties, style))
        self.reading.paragraphs.append(paragraph)
        face = self.styles.face(style or self.styles.paragraph).over(self.styles.standard)
        inline = _Inline(self, paragraph, face)
        began_in_field = bool(self.fields)
        inline.runs(node, None, fixed, False)
        mark = properties.child("w:rPr") if properties is not None else None
        paragraph.closed = mark is None or (mark.child("w:del") is None and mark.child("w:moveFrom") is None)
        paragraph.removable = (
            not began_in_field and not self.fields and not fixed and is_plain(node, mark) and goes_on(parent, number)
        )
        for content, older, at in inline.boxes:
            outer, first = self.anchor, len(self.reading.paragraphs)
            self.anchor = outer or (at if self._in_body else None)
            self.blocks(content, self._boxed, fixed)
            if older is not None:
                aside = Reading()
                _Reader(self.styles, self.anchor, aside, False, self._boxed).blocks(older, self._boxed, fixed)
                pair(self.reading.paragraphs[first:], aside.paragraphs)
            self.anchor = outer

    def _kind(self, properties: Node | None, style: str) -> BlockKind:
        kind = self.styles.kind(style)
        if kind is BlockKind.PARAGRAPH and properties is not None:
            if level_of(properties) is not None:
                return BlockKind.HEADING
            numbering = properties.child("w:numPr", "w:numId")
            if numbering is not None and numbering.get("w:val") != "0":
                return BlockKind.LIST_ITEM
        return kind


@dataclass(slots=True)
class _Field:
    """A field that was begun: its instruction, and whether its result was reached."""

    instruction: str = ""
    result: bool = False

    @property
    def plain(self) -> bool:
        match = _INSTRUCTION.match(self.instruction)
        return match is not None and match[1].upper() in _PLAIN_FIELDS


class _Inline:
    """The reading of the runs of one paragraph."""

    def __init__(self, reader: _Reader, paragraph: Paragraph, face: Face) -> None:
        self.reader, self.paragraph, self.face = reader, paragraph, face
        self.boxes: list[tuple[Node, Node | None, Node]] = []

    def runs(self, parent: Node, mark: Node | None, fixed: bool, linked: bool) -> None:
        reader = self.reader
        for node in parent.children:
            name = node.name
            if name == "w:r":
                self._run(node, parent, mark, fixed, linked)
            elif name in ("w:ins", "w:moveTo"):
                self.runs(node, node, fixed, linked)
            elif name == "w:sdt":
                if content := node.child("w:sdtContent"):
                    self.runs(content, None, fixed or is_fixed(node), linked)
            elif name == "w:fldSimple":
                self.runs(node, None, fixed or not _Field(node.get("w:instr"), True).plain, linked)
            elif name in _AROUND_RUNS:
                self.runs(node, None, fixed, linked or name == "w:hyperlink")
            elif name in ("m:oMath", "m:oMathPara"):
                child = Child(ChildKind.OBJECT, node.start, node.end, OBJECT)
                self._add(Run(node, parent, None, [child], True, True, False, False, None, None, reader.anchor))
            elif name == "mc:AlternateContent":
                if branch := choice(node):
                    self.runs(branch, None, fixed, linked)
            elif name in ("w:commentRangeStart", "w:commentRangeEnd"):
                place = (len(reader.reading.paragraphs) - 1, len(self.paragraph.runs))
                reader.reading.comments.setdefault(node.get("w:id"), []).append(place)

    def _run(self, node: Node, parent: Node, mark: Node | None, fixed: bool, linked: bool) -> None:
        reader, properties = self.reader, node.child("w:rPr")
        face = self.face
        if properties is not None:
            style = properties.child("w:rStyle")
            if style is not None:
                face = reader.styles.face(style.get("w:val")).over(face)
            face = face_of(properties).over(face)
        children: list[Child] = []
        for inner in node.children:
            if inner.name != "w:rPr":
                children.append(self._child(inner, node, bool(face.hidden)))
        outer = reader.fields
        fixed = fixed or any(not one.plain for one in outer)
        silent = fixed or face.foreign or bool(face.unproofed) or face.code
        linked = linked or bool(outer)
        foreign, mono = face.language if face.foreign else None, face.monospaced
        self._add(Run(node, parent, properties, children, fixed, silent, mono, linked, foreign, mark, reader.anchor))

    def _add(self, run: Run) -> None:
        self.paragraph.runs.append(run)

    def _child(self, node: Node, run: Node, hidden: bool) -> Child:
        reader, name = self.reader, node.name
        child = Child(ChildKind.ANCHOR, node.start, node.end)
        if name == "w:fldChar":
            self._field(node)
        elif name == "w:instrText" and reader.fields:
            reader.fields[-1].instruction += "" if reader.fields[-1].result else node.text
        elif name in _NOTES:
            reader.reading.notes.setdefault((_NOTES[name], node.get("w:id")), run)
        elif name in _DRAWINGS:
            child = self._drawing(node, run, child)
        if hidden or (reader.fields and not all(one.result for one in reader.fields)):
            return Child(ChildKind.ANCHOR, node.start, node.end)
        if name == "w:t":
            text = node.text if node.get("xml:space") == "preserve" else node.text.strip(" \t\r\n")
            return Child(ChildKind.TEXT, node.start, node.end, text if text.isprintable() else _BLANK.sub(" ", text))
        if name in _CHARACTERS:
            return Child(ChildKind.MARK, node.start, node.end, _CHARACTERS[name])
        if name == "w:br":
            text = LINE if node.get("w:type", "textWrapping") == "textWrapping" else PAGE
            return Child(ChildKind.MARK, node.start, node.end, text)
        if name in _OBJECTS:
            return Child(ChildKind.OBJECT, node.start, node.end, OBJECT)
        return child

    def _field(self, node: Node) -> None:
        fields, kind = self.reader.fields, node.get("w:fldCharType")
        if kind == "begin":
            fields.append(_Field())
        elif kind == "separate" and fields:
            fields[-1].result = True
        elif kind == "end" and fields:
            fields.pop()

    def _drawing(self, node: Node, run: Node, child: Child) -> Child:
        shown = choice(node) if node.name == "mc:AlternateContent" else node
        if shown is None:
            return child
        boxes = list(shown.walk_through(None, "w:txbxContent"))
        fallback = node.child("mc:Fallback")
        older = list(fallback.walk_through(None, "w:txbxContent")) if fallback not in (None, shown) else []
        paired = older if len(older) == len(boxes) else [None] * len(boxes)
        self.boxes += [(box, twin, run) for box, twin in zip(boxes, paired, strict=True)]
        floats = any(one.name == "wp:anchor" for one in shown.walk())
        if not boxes and not floats and any(one.name in ("wp:inline", "w:pict", "w:object") for one in shown.walk()):
            return Child(ChildKind.OBJECT, node.start, node.end, OBJECT)
        return child
