"""What the styles of a Word document say about its text: what is a heading, what is code, what is not English."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from copydesk.formats.document import BlockKind
from copydesk.formats.word.xml import Node

_CODE = re.compile(
    r"(?:source |program )?code(?: (?:block|char|text|inline|snippet|listing))?|code\W.*|html (?:code|preformatted|"
    r"keyboard|sample|typewriter|variable)|verbatim.*|preformatted(?: text)?|source text|macro text|listing|console",
    re.IGNORECASE,
)
_HEADING = re.compile(r"heading \d|(?:sub)?title|toc heading|section heading", re.IGNORECASE)
_LIST = re.compile(r"list(?: (?:paragraph|bullet|number|continue)(?: \d)?| \d)?", re.IGNORECASE)
_QUOTE = re.compile(r"(?:intense )?quote|block (?:text|quote|quotation)|quotations?", re.IGNORECASE)
_CAPTION = re.compile(r"caption|table of figures|image caption|table caption|figure", re.IGNORECASE)
_MONOSPACE = re.compile(
    r"courier|consolas|menlo|monaco|\bmono\b|monospace|lucida console|source code|fira code|cascadia|inconsolata|"
    r"typewriter|hack|fixedsys|andale",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Face:
    """What is known of how a stretch of text is to be read; None where nothing is said."""

    language: str | None = None
    unproofed: bool | None = None
    hidden: bool | None = None
    font: str | None = None
    code: bool = False

    def over(self, below: Face) -> Face:
        """This, and what `below` says where this says nothing."""
        return Face(
            self.language if self.language is not None else below.language,
            self.unproofed if self.unproofed is not None else below.unproofed,
            self.hidden if self.hidden is not None else below.hidden,
            self.font if self.font is not None else below.font,
            self.code or below.code,
        )

    @property
    def foreign(self) -> bool:
        """Whether the language is said to be another one than English."""
        return bool(self.language) and not str(self.language).lower().startswith("en")

    @property
    def monospaced(self) -> bool:
        return self.font is not None and _MONOSPACE.search(self.font) is not None


_NOTHING = Face()


@dataclass(frozen=True, slots=True)
class Style:
    """A style: its name in English, the style that it is based on, and what it says itself."""

    name: str
    based_on: str
    face: Face
    level: int | None = None
    numbered: bool = False


class Styles:
    """The styles of a document."""

    def __init__(self, tree: Node | None) -> None:
        self._styles: dict[str, Style] = {}
        self._faces: dict[str, Face] = {}
        self.standard = _NOTHING
        self.paragraph = ""  # the style of paragraphs that name none
        if tree is None:
            return
        self.standard = face_of(tree.child("w:docDefaults", "w:rPrDefault", "w:rPr"))
        for node in tree.children:
            if node.name == "w:style":
                self._add(node)

    def _add(self, node: Node) -> None:
        key = node.get("w:styleId")
        name = _value(node, "w:name") or key
        face = face_of(node.child("w:rPr"))
        if _CODE.fullmatch(name):
            face = replace(face, code=True)
        numbered = node.child("w:pPr", "w:numPr") is not None
        self._styles[key] = Style(name, _value(node, "w:basedOn"), face, level_of(node.child("w:pPr")), numbered)
        if node.get("w:type") == "paragraph" and node.get("w:default", "0") in ("1", "true", "on"):
            self.paragraph = key

    def face(self, key: str) -> Face:
        """What a style and those that it is based on say of its text."""
        if key not in self._faces:
            face = _NOTHING
            for style in self._line(key):
                face = face.over(style.face)
            self._faces[key] = face
        return self._faces[key]

    def kind(self, key: str) -> BlockKind:
        """The kind of block that paragraphs of a style are."""
        for style in self._line(key or self.paragraph):
            if style.level is not None or _HEADING.fullmatch(style.name):
                return BlockKind.HEADING
            if style.numbered or _LIST.fullmatch(style.name):
                return BlockKind.LIST_ITEM
            if _QUOTE.fullmatch(style.name):
                return BlockKind.QUOTE
            if _CAPTION.fullmatch(style.name):
                return BlockKind.CAPTION
        return BlockKind.PARAGRAPH

    def _line(self, key: str) -> list[Style]:
        """A style and those that it is based on, the nearest first."""
        line: list[Style] = []
        while (style := self._styles.get(key)) is not None and style not in line:
            line.append(style)
            key = style.based_on
        return line


def face_of(properties: Node | None) -> Face:
    """What run properties say."""
    if properties is None or not properties.children:
        return _NOTHING
    language, font = properties.child("w:lang"), properties.child("w:rFonts")
    return Face(
        (language.get("w:val") or None) if language is not None else None,
        properties.switched("w:noProof"),
        properties.switched("w:vanish"),
        (font.get("w:ascii") or font.get("w:hAnsi") or None) if font is not None else None,
    )


def level_of(properties: Node | None) -> int | None:
    """The outline level of paragraph properties, for headings; None for text."""
    value = _value(properties, "w:outlineLvl") if properties is not None else ""
    return int(value) if value.isdigit() and int(value) < 9 else None


def _value(node: Node, name: str) -> str:
    child = node.child(name)
    return child.get("w:val") if child is not None else ""
