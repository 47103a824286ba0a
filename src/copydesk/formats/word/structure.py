"""What the elements around text mean for it: which branch is shown, what is fixed, what can go as a whole."""

from __future__ import annotations

from copydesk.formats.word.xml import Node

_FIXED_CONTROLS = ("w:dataBinding", "w:date", "w:comboBox", "w:dropDownList", "w:picture", "w:citation",
                   "w:bibliography", "w:equation", "w:showingPlcHdr")  # fmt: skip
_SIMPLE = frozenset(("w:pPr", "w:r", "w:rPr", "w:t", "w:tab", "w:br", "w:cr", "w:noBreakHyphen", "w:softHyphen",
                     "w:proofErr", "w:lastRenderedPageBreak", "w:hyperlink", "w:smartTag"))  # fmt: skip


def choice(node: Node) -> Node | None:
    """The branch of alternative content that is read: what newer programs show, else what older ones do."""
    return node.child("mc:Choice") or node.child("mc:Fallback")


def is_fixed(control: Node) -> bool:
    """Whether what stands in a content control is chosen or filled in by Word, or locked."""
    properties = control.child("w:sdtPr")
    if properties is None:
        return False
    lock = properties.child("w:lock")
    if lock is not None and lock.get("w:val") in ("contentLocked", "sdtContentLocked"):
        return True
    gallery = properties.child("w:docPartObj", "w:docPartGallery")
    if gallery is not None and gallery.get("w:val") in ("Table of Contents", "Bibliographies"):
        return True
    return any(properties.child(name) is not None for name in _FIXED_CONTROLS)


def is_plain(paragraph: Node, mark: Node | None) -> bool:
    """Whether a paragraph holds text and nothing else, so that it can go as a whole."""
    if mark is not None and any(one.name in ("w:ins", "w:del", "w:moveFrom", "w:moveTo") for one in mark.children):
        return False
    properties = paragraph.child("w:pPr")
    if properties is not None and properties.child("w:sectPr") is not None:
        return False
    waiting: list[Node] = [node for node in paragraph.children if node.name != "w:pPr"]
    while waiting:
        node = waiting.pop()
        if node.name not in _SIMPLE:
            return False
        if node.name != "w:rPr":
            waiting += node.children
    return True


def goes_on(parent: Node, number: int) -> bool:
    """Whether another paragraph follows directly, which a deleted paragraph could become one with."""
    return number + 1 < len(parent.children) and parent.children[number + 1].name == "w:p"
