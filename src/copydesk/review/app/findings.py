"""The list of findings: one row each, of which only those on the screen are looked at."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from copydesk.reports.cells import cells, shown
from copydesk.review.app.desk import Desk
from copydesk.review.app.theme import NIGHT, SIGNS, Palette
from copydesk.review.proposals import Proposal, Verdict


class FindingsList(ScrollView):
    """The findings that the desk lists; a click on one means it."""

    can_focus = False

    class Clicked(Message):
        def __init__(self, proposal_id: int) -> None:
            super().__init__()
            self.proposal_id = proposal_id

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.palette = NIGHT
        self.desk: Desk | None = None
        self._current: Proposal | None = None

    def show(self, desk: Desk, palette: Palette) -> None:
        """Show the list as it is now, with the current proposal in sight."""
        current = desk.current
        moved = self._current is not current or self.desk is not desk
        self.desk, self.palette, self._current = desk, palette, current
        listing = desk.listing()
        self.virtual_size = Size(self.size.width, len(listing.proposals))
        if moved and current is not None:
            self.reveal()
        self.refresh()

    def reveal(self) -> None:
        """Scroll so that the current proposal is seen."""
        if self.desk is None or self._current is None or not self.size.height:
            return
        at, height = self.desk.listing().place(self._current), self.size.height
        top = round(self.scroll_y)
        margin = min(2, height // 4)
        if at < top + margin:
            self.scroll_to(y=max(0, at - margin), animate=False, force=True, immediate=True)
        elif at >= top + height - margin:
            self.scroll_to(y=at - height + 1 + margin, animate=False, force=True, immediate=True)

    def on_resize(self, event: events.Resize) -> None:
        self.reveal()

    def render_line(self, y: int) -> Strip:
        width, palette = self.size.width, self.palette
        plain = Style(color=palette.text, bgcolor=palette.panel)
        at = y + round(self.scroll_y)
        proposals = self.desk.listing().proposals if self.desk is not None else []
        if at >= len(proposals):
            return Strip.blank(width, plain)
        assert self.desk is not None
        one = proposals[at]
        here = self._current is not None and one.id == self._current.id
        back = palette.here if here else palette.panel
        mark = self.desk.session.mark(one.id)
        is_open = mark.verdict is Verdict.OPEN
        colour = palette.severity(one.finding.severity) if is_open else palette.soft
        line = self.desk.session.source.position(one.span.start)[0]
        head = f"{'▌' if here else ' '}{SIGNS[mark.verdict]} {line} "
        label = label_of(self.desk, one)
        meta = Style.from_meta({"id": one.id})
        text, used = _fit(label, width - len(head) - 1)
        words = Style(color=palette.text if is_open else palette.soft, bgcolor=back, bold=here)
        segments = [
            Segment(head[:2], Style(color=colour, bgcolor=back, bold=True) + meta),
            Segment(head[2:], Style(color=palette.soft, bgcolor=back) + meta),
            Segment(text + " " * max(0, width - len(head) - used), words + meta),
        ]
        return Strip(segments, width).crop(0, width)

    def on_click(self, event: events.Click) -> None:
        if (id_ := event.style.meta.get("id")) is not None:
            self.post_message(self.Clicked(id_))


def label_of(desk: Desk, proposal: Proposal) -> str:
    """What a finding is about in a few words: “old → new”, or what was flagged."""
    session = desk.session
    mark = session.mark(proposal.id)
    offered = session.alternatives(proposal.id) if mark.verdict is not Verdict.ACCEPTED else []
    if mark.verdict is Verdict.ACCEPTED and mark.own is None:
        offered = [mark.alternative or 0]
    old = session.own_text(proposal.id)
    if mark.own is not None:
        new = mark.own
    elif offered:
        new = session.own_text(proposal.id, offered[0])
    else:
        return shown(proposal.text.strip() or proposal.finding.message)
    old, new = (shown(" ".join(words)) for words in _differing(old.split(), new.split()))
    if old and new:
        return f"{old} → {new}"
    if old or new:
        return f"delete {old}" if old else f"add {new}"
    return shown(proposal.finding.message)


def _differing(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    """The words without those that both begin or end with."""
    for _ in range(2):  # from the end, then from the beginning
        while old and new and old[-1] == new[-1]:
            old, new = old[:-1], new[:-1]
        old, new = old[::-1], new[::-1]
    return old, new


def _fit(text: str, width: int) -> tuple[str, int]:
    """The text cut to a number of columns, and how many it takes."""
    made = list(cells(text))
    if sum(columns for _, columns in made) <= width:
        return text, sum(columns for _, columns in made)
    kept, used = "", 0
    for piece, columns in made:
        if used + columns >= width:
            break
        kept += piece
        used += columns
    return f"{kept}…", used + 1
