"""The part of a Word document that holds the comments: added to, or made anew with what refers to it."""

from __future__ import annotations

import posixpath
from collections import Counter

from copydesk.formats.word.markup import Markup
from copydesk.formats.word.package import Package
from copydesk.formats.word.runs import Author
from copydesk.formats.word.xml import WORD, WORD_STRICT, Node, read_xml, utf8

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_RELATION_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
_RELATIONS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
_TYPES = "[Content_Types].xml"


class CommentPart:
    """The comments of a document, with new ones by an author."""

    def __init__(self, package: Package, author: Author) -> None:
        self._package, self._author = package, author
        self._name = package.related("comments")
        self._data, self._encoding = utf8(package.part(self._name)) if self._name else (self._empty(), None)
        self._tree = read_xml(self._data, self._name or "comments", package.path)
        self._markup = Markup(self._data, self._tree)
        taken = [node.get("w:id") for node in self._tree.children]
        self._next = max((int(id) for id in taken if id.isdecimal()), default=-1) + 1
        self._new: list[bytes] = []
        self._said = Counter(_words(node) for node in self._tree.children if node.get("w:author") == author.name)

    def has(self, text: str) -> bool:
        """Whether an earlier run left a comment of these words; each such comment counts once."""
        self._said[text] -= 1
        return self._said[text] >= 0

    def add(self, text: str) -> int:
        """Add a comment, a paragraph for each line; its number."""
        markup, id = self._markup, self._next
        self._next += 1
        paragraphs = []
        for number, line in enumerate(text.split("\n")):
            runs = markup.element("r", markup.start("annotationRef", empty=True)) if number == 0 else b""
            paragraphs.append(markup.element("p", runs + markup.element("r", markup.text(line))))
        attributes = {**self._author.attributes(id), "initials": self._author.initials}
        self._new.append(markup.element("comment", b"".join(paragraphs), attributes))
        return id

    def parts(self) -> dict[str, bytes]:
        """The parts that change, by name."""
        if not self._new:
            return {}
        package = self._package
        data = _appended(self._data, self._tree, b"".join(self._new))
        if self._encoding:
            data = ("\ufeff" + data.decode()).encode(self._encoding)
        if self._name:
            return {self._name: data}
        folder = posixpath.dirname(package.main)
        name = next(
            name
            for name in (posixpath.join(folder, f"comments{number or ''}.xml") for number in range(10_000))
            if name not in package.names
        )
        types, _ = utf8(package.part(_TYPES))
        root = read_xml(types, _TYPES, package.path)
        listed = _like(types, root, "Override", {"PartName": f"/{name}", "ContentType": _TYPE})
        relations = package.relations_of(package.main)
        known, _ = utf8(package.part(relations)) if relations in package.names else (_RELATIONS, None)
        tree = read_xml(known, relations, package.path)
        ids = {node.get("Id") for node in tree.children}
        id = next(id for number in range(1, 1_000_000) if (id := f"rId{number}") not in ids)
        kind = _RELATION_STRICT if self._strict else _RELATION
        relation = _like(known, tree, "Relationship", {"Id": id, "Type": kind, "Target": posixpath.basename(name)})
        return {
            _TYPES: _appended(types, root, listed),
            relations: _appended(known, tree, relation),
            name: data,
        }

    @property
    def _strict(self) -> bool:
        return WORD_STRICT.encode() in self._package.part(self._package.main)[:20_000]

    def _empty(self) -> bytes:
        space = WORD_STRICT if self._strict else WORD
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        return f'{head}\n<w:comments xmlns:w="{space}"></w:comments>'.encode()


def _words(comment: Node) -> str:
    paragraphs = (node for node in comment.children if node.name == "w:p")
    return "\n".join("".join(one.text for one in node.walk() if one.name == "w:t") for node in paragraphs)


def _appended(data: bytes, root: Node, new: bytes) -> bytes:
    """A part with something new at the end of its root."""
    if root.close < root.end:
        return data[: root.close] + new + data[root.close :]
    name = data[root.start + 1 : root.inner].split()[0].rstrip(b"/>")
    return data[: root.inner - 2] + b">" + new + b"</" + name + b">" + data[root.end :]


def _like(data: bytes, root: Node, name: str, attributes: dict[str, str]) -> bytes:
    """An element of the namespace of the root."""
    prefix, colon, _ = data[root.start + 1 : root.inner].split()[0].rstrip(b"/>").partition(b":")
    written = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return b"<" + (prefix + b":" if colon else b"") + f"{name}{written}/>".encode()
