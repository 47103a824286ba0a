"""The XML of a part as a tree whose nodes know the bytes that they were read from."""

from __future__ import annotations

import codecs
import re
from collections.abc import Container, Iterator
from xml.parsers import expat

from copydesk.errors import SourceError

NODES = 2_000_000
DEPTH = 250

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WORD_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_PREFIXES = {
    WORD: "w",
    WORD_STRICT: "w",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://www.w3.org/XML/1998/namespace": "xml",
}
_TAG = re.compile(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")


class Node:
    """An element: the bytes from `start` to `end`, of which those from `inner` to `close` are its content.

    Names and attributes are written with the usual prefixes, whatever those of the file are (“w:p”), or with the whole
    namespace. `text` is the character data directly inside.
    """

    __slots__ = ("attributes", "children", "close", "end", "inner", "name", "start", "text")

    def __init__(self, name: str, attributes: dict[str, str], start: int, inner: int) -> None:
        self.name, self.attributes = name, attributes
        self.start, self.inner, self.close, self.end = start, inner, inner, inner
        self.children: list[Node] = []
        self.text = ""

    def get(self, name: str, default: str = "") -> str:
        """The value of an attribute."""
        return self.attributes.get(name, default)

    def child(self, *path: str) -> Node | None:
        """The first child of that name, or its first child of the next name, and so on."""
        node = self
        for name in path:
            for one in node.children:
                if one.name == name:
                    node = one
                    break
            else:
                return None
        return node

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.children)

    def walk_through(self, through: Container[str] | None, name: str) -> Iterator[Node]:
        """The outermost elements of that name below this node, reached through elements of some names (None: any)."""
        waiting = list(reversed(self.children))
        while waiting:
            node = waiting.pop()
            if node.name == name:
                yield node
            elif through is None or node.name in through:
                waiting += reversed(node.children)

    def switched(self, name: str) -> bool | None:
        """Whether the property of that name is on (“<w:b/>”) or off (“<w:b w:val="0"/>”); None where it is not set."""
        node = self.child(name)
        return None if node is None else node.get("w:val", "1") not in ("0", "false", "off")


def utf8(data: bytes) -> tuple[bytes, str | None]:
    """The data in UTF-8, and the encoding that it was in where that is another one."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16").encode(), "utf-16-le" if data.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
    return data, None


def read_xml(data: bytes, name: str, path: str | None) -> Node:
    """Read a part, in UTF-8. Raises SourceError, naming the part, for what is no XML or is made to do harm."""

    def refusal(message: str) -> SourceError:
        return SourceError(f"is a damaged Word document: {name} {message}", path=path)

    parser = expat.ParserCreate("utf-8", " ")
    parser.buffer_text = True
    top = Node("", {}, 0, 0)
    stack = [top]
    names: dict[str, str] = {}
    count = 0

    def short(name: str) -> str:
        found = names.get(name)
        if found is None:
            space, _, local = name.rpartition(" ")
            found = names[name] = f"{_PREFIXES.get(space, space)}:{local}" if space else local
        return found

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > NODES or len(stack) > DEPTH:
            raise refusal(f"has more than {NODES:,} elements" if count > NODES else "is nested too deep")
        place = parser.CurrentByteIndex
        tag = _TAG.match(data, place)
        assert tag is not None
        if attributes:
            attributes = {short(key): value for key, value in attributes.items()}
        node = Node(short(name), attributes, place, tag.end())
        stack[-1].children.append(node)
        stack.append(node)

    def end(name: str) -> None:
        node = stack.pop()
        if data.endswith(b"/>", node.start, node.inner):
            return
        node.close = parser.CurrentByteIndex
        node.end = data.index(b">", node.close) + 1

    def characters(text: str) -> None:
        stack[-1].text += text

    def doctype(*_: object) -> None:
        raise refusal("declares a document type, which no Word document does; it is not read")

    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = characters, doctype
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise refusal(f"is not well-formed XML ({error})") from None
    return top.children[0]
