"""The top line and the panel below the article: how far the review is, what the finding says, what can be done."""

from __future__ import annotations

from rich.text import Text
from textual import events
from textual.message import Message
from textual.widget import Widget

from copydesk.reports.cells import shorten, shown
from copydesk.reports.summary import plural
from copydesk.review.app.desk import Desk
from copydesk.review.app.theme import SIGNS, Palette
from copydesk.review.proposals import Proposal, Verdict

BAR = 12  # columns of the progress bar
LONGEST = 40  # an alternative as it is offered


class TopLine(Widget):
    """The file, the filter, what is going on, and the progress."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = Text()

    def show(self, desk: Desk, checking: str, palette: Palette) -> None:
        """`checking`: what is going on in the background, in a word."""
        progress = desk.session.progress()
        files = desk.files
        left = Text(" copydesk ", style=f"bold {palette.accent}")
        left.append(shown(desk.file.path), style=f"bold {palette.text}")
        if len(files) > 1:
            at = next(number for number, file in enumerate(files, 1) if file is desk.file)
            left.append(f" {at}/{len(files)}", style=palette.soft)
        if desk.filter:
            left.append(f"  only {desk.filter}", style=palette.warning)
        right = Text(f"{checking}  " if checking else "", style=palette.soft)
        filled = BAR * progress.done // progress.total if progress.total else BAR
        right.append("━" * filled, style=palette.new)
        right.append("━" * (BAR - filled), style=palette.line)
        right.append(f" {progress} ", style=f"bold {palette.text}")
        room = self.size.width - right.cell_len
        left.truncate(max(room - 1, 1), overflow="ellipsis")
        left.pad_right(max(0, room - left.cell_len))
        self._text = left + right
        self.refresh()

    def render(self) -> Text:
        return self._text

    @property
    def text(self) -> str:
        return self._text.plain


class Details(Widget):
    """The finding that is meant: its rule, its message, and the alternatives, which can be clicked."""

    class Chosen(Message):
        """An alternative was clicked: its number in the list, from 1."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = Text()

    def show(self, desk: Desk, palette: Palette, colour: bool = True) -> None:
        current = desk.current
        if current is None:
            self._text = self._empty(desk, palette)
        else:
            self._text = self._about(desk, current, palette, colour)
        self.refresh(layout=True)

    def _empty(self, desk: Desk, palette: Palette) -> Text:
        if desk.filter:
            return Text(f"No finding is {desk.filter}. f changes the filter.", style=palette.soft)
        return Text("Nothing is left here.", style=palette.soft)

    def _about(self, desk: Desk, one: Proposal, palette: Palette, colour: bool) -> Text:
        finding, session = one.finding, desk.session
        line, column = session.source.position(one.span.start)
        head = Text()
        head.append(f"{finding.code} ", style=f"bold {palette.severity(finding.severity)}")
        head.append(f"{finding.name}", style=f"bold {palette.text}")
        where = f"  {finding.severity}, {finding.confidence} confidence, line {line}:{column}"
        head.append(where, style=palette.soft)
        head.truncate(max(self.size.width, 20), overflow="ellipsis")
        text = Text.assemble(head, "\n", (shown(finding.message), palette.text), "\n")
        mark = session.mark(one.id)
        offered = session.alternatives(one.id)
        if mark.verdict is not Verdict.OPEN:
            text.append(f"{SIGNS[mark.verdict]} {_verdict(desk, one)}", style=f"bold {palette.new}")
            text.append("  u undoes, another key decides anew", style=palette.soft)
            text.append("\n")
        if not offered:
            if mark.verdict is Verdict.OPEN:
                text.append("Nothing to accept here: e writes your own words, n leaves it.", style=palette.soft)
        else:
            text.append_text(self._alternatives(desk, one, offered, palette))
        if not desk.left_anywhere():
            text.append("\nAll is decided. ", style=f"bold {palette.accent}")
            text.append(_ending(desk), style=palette.text)
        return text

    def _alternatives(self, desk: Desk, one: Proposal, offered: list[int], palette: Palette) -> Text:
        text = Text()
        old = shown(desk.session.own_text(one.id).strip())
        if old:
            text.append(shorten(old, LONGEST), style=f"{palette.old} strike")
            text.append(" → ", style=palette.soft)
        for number, at in enumerate(offered[:9], 1):
            new = shown(desk.session.own_text(one.id, at).strip())
            chip = Text(f" {number} ", style=f"bold {palette.back} on {palette.accent}")
            chip.append(f" {shorten(new, LONGEST) if new else 'delete'} ", style=f"{palette.new} on {palette.new_back}")
            chip.apply_meta({"number": number})
            text.append_text(chip)
            text.append("  ")
        return text

    def render(self) -> Text:
        return self._text

    @property
    def text(self) -> str:
        return self._text.plain

    def on_click(self, event: events.Click) -> None:
        if number := event.style.meta.get("number"):
            self.post_message(self.Chosen(number))


def _verdict(desk: Desk, one: Proposal) -> str:
    mark = desk.session.mark(one.id)
    if mark.verdict is not Verdict.ACCEPTED:
        return f"{mark.verdict.capitalize()}."
    new = mark.own if mark.own is not None else desk.session.own_text(one.id, mark.alternative)
    return f"Accepted: “{shorten(shown(new.strip()), LONGEST)}”." if new.strip() else "Accepted: deleted."


def _ending(desk: Desk) -> str:
    changed = sum(1 for file in desk.review.files if file.session.edits())
    if not changed:
        return "q leaves; nothing is to be written."
    if desk.review.output is not None:
        return f"q writes {desk.review.output} and leaves."
    return f"q writes {plural(changed, 'file')} and leaves."
