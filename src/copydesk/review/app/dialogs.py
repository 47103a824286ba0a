"""The windows over the review: help, a rule explained, one's own words, filters, files, what will be written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar, TypeVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import OptionList, SelectionList, Static, TextArea
from textual.widgets.option_list import Option
from textual.widgets.selection_list import Selection

from copydesk.reports.cells import shown
from copydesk.review.app.desk import Desk, Filter
from copydesk.text.finding import Severity

T = TypeVar("T")
UNDECIDED = "undecided"


class Reading(ModalScreen[None]):
    """Something to read; any of a few keys, or a click outside, closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,space", "dismiss", "Close"),
        Binding("down,j", "scroll(1)", show=False),
        Binding("up,k", "scroll(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]

    def __init__(self, title: str, text: Text, closing: str = "") -> None:
        super().__init__()
        self._title, self._text = title, text
        if closing:
            self._bindings.bind(closing, "dismiss", show=False)

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="window") as window:
            window.border_title = self._title
            window.border_subtitle = "Esc closes"
            window.can_focus = False
            yield Static(self._text)

    @staticmethod
    def width_inside(columns: int) -> int:
        """How wide the text can be in a terminal of so many columns."""
        return max(20, min(columns * 9 // 10, 84) - 8)

    def action_scroll(self, by: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        window = self.query_one(VerticalScroll)
        window.scroll_relative(y=by * max(1, window.size.height - 2), animate=False)

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss()

    @property
    def text(self) -> str:
        return self._text.plain


class Words(TextArea):
    """Where one's own words are written: Enter is done, Ctrl+J begins a new line."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+j", "newline", show=False)]

    def on_mount(self) -> None:
        self.move_cursor(self.document.end)  # before any key arrives here

    def action_newline(self) -> None:
        self.insert("\n")

    async def _on_key(self, event: events.Key) -> None:
        screen = self.screen
        assert isinstance(screen, Writing)
        if event.key == "enter":
            screen.done()
        elif event.key == "escape":
            screen.dismiss(None)
        elif event.key in self._bindings.key_to_bindings and not event.is_printable:
            # now, not when the key has gone up to the app: what is typed right behind it must not overtake it
            await self.run_action(self._bindings.get_bindings_for_key(event.key)[0].action)
        else:
            return
        event.stop()
        event.prevent_default()


class Writing(ModalScreen[str | None]):
    """One's own words in the place of what was flagged. `problem` says why a text cannot be taken, if so."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Cancel")]

    def __init__(self, message: str, now: str, draft: str, problem: Callable[[str], str | None]) -> None:
        super().__init__()
        self._message, self._now, self._draft, self._problem = message, now, draft, problem

    def compose(self) -> ComposeResult:
        with Vertical(classes="window") as window:
            window.border_title = "Your own words"
            window.border_subtitle = "Enter takes them, Ctrl+J is a new line, Esc calls it off"
            yield Static(Text(shown(self._message)), classes="soft")
            yield Static(Text(f"Now: {shown(self._now.strip())}"), id="now")
            words = Words(self._draft, soft_wrap=True, show_line_numbers=False, tab_behavior="indent", id="words")
            yield words
            yield Static("", id="problem")

    def on_mount(self) -> None:
        self.query_one(Words).focus()

    def on_key(self, event: events.Key) -> None:
        """Take in what was typed before there was anything to type in; later keys do not come here."""
        if event.is_printable and event.character:
            self.query_one(Words).insert(event.character)

    def done(self) -> None:
        """Take what is written, unless something is wrong with it."""
        written = self.query_one(Words).text
        if problem := self._problem(written):
            self.query_one("#problem", Static).update(Text(problem))
        else:
            self.dismiss(written)


class Picking(ModalScreen[T | None]):
    """A list to pick from, with the keys of the review to move in it; Escape picks nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Cancel"),
        Binding("j", "cursor('down')", show=False),
        Binding("k", "cursor('up')", show=False),
    ]

    def action_cursor(self, way: str) -> None:
        options = self.query_one(OptionList)
        (options.action_cursor_down if way == "down" else options.action_cursor_up)()


class Filtering(Picking[Filter]):
    """Which findings are listed: by severity, by rule, undecided ones only."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "take", show=False),
        Binding("x", "all", show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._now = desk.filter
        severities = desk.counted(lambda one: one.finding.severity)
        rules = desk.counted(lambda one: (one.finding.code, one.finding.name))
        self._choices: list[tuple[Text, str | Severity, bool]] = [
            (Text("undecided only"), UNDECIDED, self._now.undecided),
            *(
                (_counted(f"{one}s", severities[one]), one, one in self._now.severities)
                for one in sorted(severities, reverse=True)
            ),
            *(
                (_counted(f"{code} {name}", number), code, code in self._now.codes)
                for (code, name), number in rules.most_common()
            ),
        ]

    def compose(self) -> ComposeResult:
        with Vertical(classes="window") as window:
            window.border_title = "Show only"
            window.border_subtitle = "Space picks, Enter shows, x shows all, Esc cancels"
            yield Choices(*(Selection(label, value, chosen) for label, value, chosen in self._choices))

    def on_mount(self) -> None:
        self.query_one(Choices).focus()

    def action_take(self) -> None:
        chosen = set(self.query_one(Choices).selected)
        severities = frozenset(one for one in chosen if isinstance(one, Severity))
        codes = frozenset(one for one in chosen if isinstance(one, str) and one != UNDECIDED)
        self.dismiss(Filter(codes, severities, UNDECIDED in chosen))

    def action_all(self) -> None:
        self.dismiss(Filter())


class Choices(SelectionList[str | Severity]):
    """Space and a click pick; Enter is done, and where nothing is picked takes the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "done", show=False),
        Binding("space", "select", show=False),
    ]

    def action_done(self) -> None:
        screen = self.screen
        assert isinstance(screen, Filtering)
        if not self.selected and self.highlighted is not None:
            self.select(self.get_option_at_index(self.highlighted))
        screen.action_take()


class Files(Picking[int]):
    """The files of the review, to go to one of them."""

    def __init__(self, desk: Desk, waiting: Iterable[str]) -> None:
        super().__init__()
        self._options: list[Option] = []
        for number, file in enumerate(desk.files):
            left = desk.left(file)
            label = Text(f"{'✓' if not left else '●'} {shown(file.path)}  ", style="bold" if file is desk.file else "")
            label.append(f"{file.session.progress()}", style="not bold")
            self._options.append(Option(label, str(number)))
        self._options += [Option(Text(f"… {shown(path)}"), disabled=True) for path in waiting]
        self._at = next(number for number, file in enumerate(desk.files) if file is desk.file)

    def compose(self) -> ComposeResult:
        with Vertical(classes="window") as window:
            window.border_title = "Files"
            window.border_subtitle = "Enter goes there, Esc stays"
            yield OptionList(*self._options)

    def on_mount(self) -> None:
        options = self.query_one(OptionList)
        options.highlighted = self._at
        options.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(int(event.option_id or 0))


def _counted(label: str, number: int) -> Text:
    return Text.assemble(label, ("  ", ""), (str(number), "dim"))
