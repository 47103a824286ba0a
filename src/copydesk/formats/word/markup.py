"""Writing WordprocessingML: the elements that corrections put into a part."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from copydesk.errors import SourceError
from copydesk.formats.word.reading import LINE, PAGE
from copydesk.formats.word.xml import WORD, WORD_STRICT, Node

_SPECIAL = re.compile(f"([\t\r\n{LINE}{PAGE}])")
_ELEMENTS = {
    "\t": ("tab", {}),
    "\r": ("cr", {}),
    "\n": ("br", {}),
    LINE: ("br", {}),
    PAGE: ("br", {"type": "page"}),
}
_UNWRITABLE = re.compile("[\0-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Markup:
    """Elements for one part, in the namespace of Word as the part binds it."""

    def __init__(self, data: bytes, root: Node) -> None:
        tag = data[root.start : root.inner]
        space = WORD_STRICT if WORD_STRICT.encode() in tag else WORD
        bound = any(b"xmlns:w=%s%s%s" % (q, space.encode(), q) in tag for q in (b'"', b"'"))
        self._declared = "" if bound and data.count(b"xmlns:w=") == 1 else f' xmlns:w="{space}"'

    def start(self, name: str, attributes: dict[str, str] | None = None, *, empty: bool = False) -> bytes:
        """A start tag, or an empty element."""
        written = "".join(f" w:{key}={quoteattr(value)}" for key, value in (attributes or {}).items())
        return f"<w:{name}{self._declared}{written}{'/' if empty else ''}>".encode()

    def end(self, name: str) -> bytes:
        return f"</w:{name}>".encode()

    def element(self, name: str, content: bytes, attributes: dict[str, str] | None = None) -> bytes:
        return self.start(name, attributes) + content + self.end(name)

    def text(self, text: str, *, deleted: bool = False) -> bytes:
        """The content of a run that reads as the text. Raises SourceError for what no XML can hold."""
        if found := _UNWRITABLE.search(text):
            raise SourceError(f"the character U+{ord(found[0]):04X} cannot be written in a Word document")
        pieces = []
        for piece in _SPECIAL.split(text):
            if piece in _ELEMENTS:
                name, attributes = _ELEMENTS[piece]
                pieces.append(self.start(name, attributes, empty=True))
            elif piece:
                name = "delText" if deleted else "t"
                tag = self.start(name)
                if piece != piece.strip(" "):
                    tag = tag[:-1] + b' xml:space="preserve">'
                pieces.append(tag + escape(piece).encode() + self.end(name))
        return b"".join(pieces)
