"""The bytes of a part with all that happens in it: runs that are written anew, and markup that is put between."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from copydesk.formats.word.markup import Markup
from copydesk.formats.word.pieces import Run
from copydesk.formats.word.runs import Operation, Tracker, corrected
from copydesk.formats.word.xml import Node, utf8


@dataclass(frozen=True, slots=True)
class _Site:
    """A place at which something happens: bytes that are put in, or a run that is written anew."""

    start: int
    end: int
    new: bytes = b""
    run: Run | None = None
    operations: Sequence[Operation] = ()


@dataclass(slots=True)
class _Rewriting:
    """A run, and what happens in it; at one place, the lower rank comes first."""

    run: Run
    operations: list[tuple[int, Operation]] = field(default_factory=list)

    def site(self) -> _Site:
        ranked = sorted(self.operations, key=lambda one: (one[1].start, one[1].end, one[0]))
        node = self.run.node
        return _Site(node.start, node.end, run=self.run, operations=[operation for _, operation in ranked])


class Part:
    """A part that is being written. `data` is its content in UTF-8."""

    def __init__(self, data: bytes, root: Node) -> None:
        self.data, self._encoding = utf8(data)
        self.markup = Markup(self.data, root)
        self._rewritings: dict[int, _Rewriting] = {}
        self._sites: list[_Site] = []

    def put(self, start: int, end: int, new: bytes) -> None:
        """Put bytes in the place of others."""
        self._sites.append(_Site(start, end, new))

    def operate(self, run: Run, rank: int, operation: Operation) -> None:
        """Let something happen in a run; at the same place, the lower rank comes first."""
        self._rewritings.setdefault(run.node.start, _Rewriting(run)).operations.append((rank, operation))

    def delete_mark(self, paragraph: Node, attributes: dict[str, str]) -> None:
        """Track that the end of a paragraph is deleted, so that it becomes one with the next."""
        new = self.markup.start("del", attributes, empty=True)
        properties = paragraph.child("w:pPr")
        mark = properties.child("w:rPr") if properties is not None else None
        if mark is not None:
            self._put_into(mark, mark.inner, new)
            return
        new = self.markup.element("rPr", new)
        if properties is not None:
            after = [one.start for one in properties.children if one.name in ("w:sectPr", "w:pPrChange")]
            self._put_into(properties, min(after, default=properties.close), new)
            return
        self._put_into(paragraph, paragraph.inner, self.markup.element("pPr", new))

    def _put_into(self, node: Node, place: int, new: bytes) -> None:
        """Put something into an element, which may be written as an empty one."""
        if node.inner < node.end:
            self.put(place, place, new)
            return
        name = self.data[node.start + 1 : node.inner].split()[0].rstrip(b"/>")
        tag = self.data[node.start : node.inner - 2].rstrip() + b">"
        self.put(node.start, node.end, tag + new + b"</" + name + b">")

    def written(self, tracker: Tracker | None) -> bytes | None:
        """The content with all that happens in it, as tracked changes with a tracker; None where nothing does."""
        sites = [*self._sites, *(one.site() for one in self._rewritings.values())]
        if not sites:
            return None
        sites.sort(key=lambda site: (site.start, site.end > site.start, -site.end))
        starts = [site.start for site in sites]

        def between(start: int, end: int, first: int) -> bytes:
            """These bytes with what happens at the sites from number `first` on."""
            pieces: list[bytes] = []
            position = start
            number = max(first, bisect_left(starts, start))
            while number < len(sites) and sites[number].end <= end:
                site = sites[number]
                pieces += (self.data[position : site.start], anew(site, number))
                position = site.end
                number += 1
                while number < len(sites) and sites[number].start < position:
                    number += 1  # it lies inside the one that was just written
            return b"".join((*pieces, self.data[position:end]))

        def anew(site: _Site, number: int) -> bytes:
            if site.run is None:
                return site.new

            def raw(start: int, end: int) -> bytes:
                return between(start, end, number + 1)

            if tracker is None:
                return corrected(site.run, self.data, site.operations, self.markup, raw)
            return tracker.tracked(site.run, self.data, site.operations, self.markup, raw)

        whole = between(0, len(self.data), 0)
        return whole if self._encoding is None else ("\ufeff" + whole.decode()).encode(self._encoding)
