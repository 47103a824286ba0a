"""The headers and footers of a document: which parts they are, and which of them are shown."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.formats.word.package import Package
from copydesk.formats.word.xml import Node


def margins(package: Package, document: Node) -> list[str]:
    """The names of the parts of all headers, then of all footers, in the order in which sections refer to them.

    Those for the first page or for even pages count only where the document sets these apart.
    """
    sections = [node for node in document.walk() if node.name == "w:sectPr"]
    apart = {"default"}
    if any(section.switched("w:titlePg") for section in sections):
        apart.add("first")
    settings = package.related("settings")
    if settings is not None and package.tree(settings).switched("w:evenAndOddHeaders"):
        apart.add("even")
    found = (name for kind in ("header", "footer") for name in _named(package, sections, kind, apart))
    return list(dict.fromkeys(found))


def _named(package: Package, sections: list[Node], kind: str, apart: set[str]) -> Iterator[str]:
    for section in sections:
        for node in section.children:
            counts = node.name == f"w:{kind}Reference" and node.get("w:type", "default") in apart
            if counts and (name := package.referred(node.get("r:id"), kind)) is not None:
                yield name
