"""What a part of a document is read as: paragraphs, the runs in them, and what the runs hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

from copydesk.formats.document import BlockKind
from copydesk.formats.word.xml import Node


class ChildKind(Enum):
    TEXT = auto()  # a w:t, which can be written anew
    MARK = auto()  # one character that is an element: a tab, a break, a hyphen
    OBJECT = auto()  # something that the reader sees in the line
    ANCHOR = auto()  # something without a length


@dataclass(slots=True, eq=False)
class Child:
    """Something inside a run, and what it reads as."""

    kind: ChildKind
    start: int
    end: int
    text: str = ""


@dataclass(slots=True, eq=False)
class Run:
    """A stretch of text in one formatting. `offset` is its place in the text of the document.

    `twin`: the same run in what older programs show in its place; what happens to the one happens to the other.
    `fixed`: it is read, but nothing may touch it. `silent`: it is no English prose; `foreign`: its language, where that
    is another one. `mark`: the element of the tracked insertion (or move) that it stands in. `anchor`: the element of
    the body to hang a comment on, where the run is not in the body itself.
    """

    node: Node
    parent: Node
    properties: Node | None
    children: list[Child]
    fixed: bool
    silent: bool
    monospaced: bool
    linked: bool
    foreign: str | None
    mark: Node | None
    anchor: Node | None
    offset: int = 0
    twin: Run | None = None
    text: str = field(init=False)

    def __post_init__(self) -> None:
        self.text = "".join([child.text for child in self.children])


@dataclass(slots=True, eq=False)
class Paragraph:
    """A paragraph. `parent` is what it stands in; `closed`: a line of the text ends with it; `twin` as for a run."""

    node: Node
    parent: Node
    kind: BlockKind
    runs: list[Run] = field(default_factory=list)
    closed: bool = True
    removable: bool = False
    twin: Paragraph | None = None


@dataclass(slots=True, eq=False)
class Reading:
    """What was read from a part. `notes`: the run of the body that refers to a footnote or endnote, by kind and number.

    `comments`: the range of each comment, as the places (paragraph, run, child) of its beginning and its end.
    """

    paragraphs: list[Paragraph] = field(default_factory=list)
    notes: dict[tuple[str, str], Node] = field(default_factory=dict)
    comments: dict[str, list[tuple[int, int]]] = field(default_factory=dict)


def pair(paragraphs: list[Paragraph], copies: list[Paragraph]) -> None:
    """Make paragraphs and their copies twins, where all of them read the same, run by run."""
    read, other = ([[run.text for run in one.runs] for one in ones] for ones in (paragraphs, copies))
    if read != other or any(one.twin for one in paragraphs):
        return
    for paragraph, copy in zip(paragraphs, copies, strict=True):
        paragraph.twin = copy
        for run, twin in zip(paragraph.runs, copy.runs, strict=True):
            run.twin = twin
