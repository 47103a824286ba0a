"""Writing a run anew: what stays of it, what goes, and what comes in."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from copydesk.formats.word.markup import Markup
from copydesk.formats.word.pieces import ChildKind, Run
from copydesk.formats.word.xml import Node

# The bytes of the part between two places, with what else happens there: a text box stands inside a run.
Raw = Callable[[int, int], bytes]


@dataclass(frozen=True, slots=True)
class Operation:
    """What happens in a run: the characters from `start` to `end` go, `insert` comes in after them.

    `before` and `after` is markup around it.
    """

    start: int
    end: int
    insert: str = ""
    before: bytes = b""
    after: bytes = b""


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of a run: some characters, or (with their bytes in `raw`) a child as a whole."""

    text: str
    raw: bytes | None = None
    element: bool = False  # not plain text: a tab, a break, something without a length


class Step(Enum):
    KEEP = auto()
    BEGIN = auto()
    CUT = auto()
    FINISH = auto()


def steps(run: Run, raw_of: Raw, operations: Sequence[Operation]) -> Iterator[tuple[Step, Atom, Operation | None]]:
    """The pieces of a run in their order, and where each operation (by place) begins and is done.

    What is inserted stands with the text before it, ahead of what has no length; at the very beginning with the text
    after it.
    """
    nothing = Atom("")
    waiting = deque(operations)
    edges = {place for operation in operations for place in (operation.start, operation.end)}
    position = 0
    for child in run.children:
        raw, element = raw_of(child.start, child.end), child.kind is not ChildKind.TEXT
        if not child.text:
            yield Step.KEEP, Atom("", raw, True), None
            continue
        end = position + len(child.text)
        inner = sorted(edge for edge in edges if position < edge < end)
        for first, last in zip([position, *inner], [*inner, end], strict=True):
            while first == 0 and waiting and waiting[0].end == 0:
                yield Step.BEGIN, nothing, waiting[0]
                yield Step.FINISH, nothing, waiting.popleft()
            text = child.text[first - position : last - position]
            atom = Atom(text, None if inner else raw, element)
            if waiting and waiting[0].start <= first < waiting[0].end:
                if first == waiting[0].start:
                    yield Step.BEGIN, nothing, waiting[0]
                yield Step.CUT, atom, waiting[0]
                if last == waiting[0].end:
                    yield Step.FINISH, nothing, waiting.popleft()
            else:
                yield Step.KEEP, atom, None
            while waiting and waiting[0].start == waiting[0].end == last:
                yield Step.BEGIN, nothing, waiting[0]
                yield Step.FINISH, nothing, waiting.popleft()
        position = end


def content(pieces: Sequence[Atom], markup: Markup, *, deleted: bool = False) -> bytes:
    """The pieces as the content of a run. Text that was cut or put in is written as one with the text beside it."""
    out: list[bytes] = []
    texts: list[Atom] = []

    def flush() -> None:
        if not deleted and all(atom.raw is not None for atom in texts):
            out.extend(atom.raw or b"" for atom in texts)
        else:
            out.append(markup.text("".join(atom.text for atom in texts), deleted=deleted))
        texts.clear()

    for atom in pieces:
        if atom.element and atom.raw is not None:
            flush()
            out.append(atom.raw)
        else:
            texts.append(atom)
    flush()
    return b"".join(out)


def formatting(run: Run, data: bytes, *, new: bool = False) -> bytes:
    """The properties of a run; for text that is `new`, without the record of how they were changed."""
    node = run.properties
    if node is None:
        return b""
    change = node.child("w:rPrChange") if new else None
    if change is None:
        return data[node.start : node.end]
    return data[node.start : change.start] + data[change.end : node.end]


def _run(run: Run, data: bytes, inner: bytes, *, new: bool = False) -> bytes:
    node = run.node
    return data[node.start : node.inner] + formatting(run, data, new=new) + inner + data[node.close : node.end]


def corrected(run: Run, data: bytes, operations: Sequence[Operation], markup: Markup, raw: Raw) -> bytes:
    """The run with the operations done; nothing, where nothing is left in it."""
    pieces: list[Atom] = []
    for step, atom, operation in steps(run, raw, operations):
        if step is Step.KEEP:
            pieces.append(atom)
        elif step is Step.FINISH and operation is not None and operation.insert:
            pieces.append(Atom(operation.insert))
    inner = content(pieces, markup)
    return _run(run, data, inner) if inner else b""


@dataclass(frozen=True, slots=True)
class Author:
    """Whose tracked changes are written, and when they are made."""

    name: str
    date: str
    initials: str

    def attributes(self, id: int) -> dict[str, str]:
        return {"id": str(id), "author": self.name, "date": self.date}


class Tracker:
    """Writes runs with tracked changes in the place of operations. `number`: the first number for a change."""

    def __init__(self, author: Author, number: int) -> None:
        self.author, self._number = author, number

    def attributes(self) -> dict[str, str]:
        """Those of the next change."""
        self._number += 1
        return self.author.attributes(self._number)

    def tracked(
        self, run: Run, data: bytes, operations: Sequence[Operation], markup: Markup, raw: Raw
    ) -> bytes:
        """The run as runs that stay, are deleted and are inserted; its text insertion by somebody else is parted."""
        out: list[bytes] = []
        kept: list[Atom] = []
        cut: list[Atom] = []
        mark = run.mark if run.mark is not None and run.mark.name == "w:ins" else None
        inside = True

        def place(within: bool) -> None:
            nonlocal inside
            if mark is not None and within != inside:
                out.append(self._again(mark, data) if within else data[mark.close : mark.end])
                inside = within

        def flush() -> None:
            if kept:
                place(True)
                out.append(_run(run, data, content(kept, markup)))
                kept.clear()
            if cut:
                place(True)
                gone = _run(run, data, content(cut, markup, deleted=True))
                out.append(markup.element("del", gone, self.attributes()))
                cut.clear()

        for step, atom, operation in steps(run, raw, operations):
            if step is Step.KEEP:
                if cut:
                    flush()
                kept.append(atom)
            elif step is Step.CUT:
                if kept:
                    flush()
                cut.append(atom)
            elif operation is not None:
                flush()
                if step is Step.BEGIN and operation.before:
                    place(False)
                    out.append(operation.before)
                elif step is Step.FINISH:
                    if operation.insert:
                        place(False)
                        new = _run(run, data, markup.text(operation.insert), new=True)
                        out.append(markup.element("ins", new, self.attributes()))
                    if operation.after:
                        place(False)
                        out.append(operation.after)
        flush()
        place(True)
        return b"".join(out)

    def _again(self, mark: Node, data: bytes) -> bytes:
        """The start tag of somebody else's tracked insertion once more, under a number of its own."""
        self._number += 1
        tag = data[mark.start : mark.inner]
        old = mark.get("w:id").encode()
        for quote in (b'"', b"'"):
            tag = tag.replace(b":id=" + quote + old + quote, b':id="%d"' % self._number, 1)
        return tag
