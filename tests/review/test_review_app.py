"""The app, driven by keys and by the mouse in a terminal that is not there."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path

import pytest
from test_review_run import Recorder
from textual.pilot import Pilot
from textual.widgets import Static

from copydesk.lint.files import Configs, Target, discover
from copydesk.review.app.application import ReviewApp
from copydesk.review.app.article import ArticleView
from copydesk.review.app.details import Details, TopLine
from copydesk.review.app.dialogs import Choices, Reading, Words, Writing
from copydesk.review.app.findings import FindingsList, label_of
from copydesk.review.app.start import palette_of
from copydesk.review.app.theme import DAY, NIGHT
from copydesk.review.article import READS_NOW
from copydesk.review.keys import HELP
from copydesk.review.proposals import Verdict
from copydesk.review.run import Review
from copydesk.review.session import ReviewSession

ARTICLE = (
    "Good work needs advance planning.\n\nThey utilise ropes, and they utilise ladders. 😀\n"
    "The plan is very unique. It was frobnicatd. More advance planning helps\n"
)
Steps = Callable[[ReviewApp, Pilot[int]], Awaitable[None]]


class Project:
    """Opens the app on files of the project, and runs steps in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.recorder = Recorder()
        self.write("article.txt", ARTICLE)

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, "utf-8")

    def run(self, steps: Steps, *names: str, size: tuple[int, int] = (80, 24)) -> Review:
        targets = [one for one in discover(names or ("article.txt",), Configs()) if isinstance(one, Target)]
        review = Review(targets, self.recorder)
        first = review.open_next()
        assert first is not None

        async def run() -> None:
            app = ReviewApp(review, first)
            async with app.run_test(size=size) as pilot:
                await settle(app, pilot)
                await steps(app, pilot)
            app.aside.repeat()

        asyncio.run(run())
        return review

    def press(self, *keys: str, files: Iterable[str] = ()) -> Review:
        async def steps(app: ReviewApp, pilot: Pilot[int]) -> None:
            for key in keys:
                await pilot.press(key)
                await settle(app, pilot)

        return self.run(steps, *files)


async def settle(app: ReviewApp, pilot: Pilot[int]) -> None:
    """Wait until everything is shown and nothing is being checked."""
    await pilot.pause()
    for _ in range(400):
        outdated = any(file.session.outdated for file in app.review.files)
        if app.desk is not None and not outdated and not app.is_checking:
            break
        if len(app.screen_stack) > 1:
            break
        await pilot.pause(0.02)
    await pilot.pause()


def reads_now(app: ReviewApp) -> str:
    """The text on the screen without what is only proposed, without white space and the signs for newlines."""
    article = app.screen_stack[0].query_one(ArticleView)
    shown = "".join(run.text for row in article.text_shown for run in row if run.role in READS_NOW)
    return tight(shown.replace("↵", ""))


def tight(text: str) -> str:
    return "".join(text.split())


def details(app: ReviewApp) -> str:
    return app.screen_stack[0].query_one(Details).text


def message(app: ReviewApp) -> str:
    return str(app.screen_stack[0].query_one("#message", Static).render())


@pytest.fixture
def opened(project: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.chdir(project)
    return Project(project)


# What keys do

CASES: dict[str, tuple[tuple[str, ...], str]] = {
    "accept": (("y",), ARTICLE.replace("advance ", "", 1)),
    "reject": (("n",), ARTICLE),
    "choose": (("2",), ARTICLE.replace("advance planning", "preparation", 1)),
    "no such alternative": (("7",), ARTICLE),
    "accept the rest": (("n", "a"), ARTICLE.replace("utilise", "use").replace("frobnicatd", "frobnicated")
                        .replace("More advance planning", "More planning")),
    "reject the rest": (("y", "d"), ARTICLE.replace("advance ", "", 1)),
    "all of a rule": (("j", "A"), ARTICLE.replace("utilise", "use")),
    "skip": (("s", "y"), ARTICLE.replace("utilise", "use", 1)),
    "undo": (("y", "y", "u"), ARTICLE.replace("advance ", "", 1)),
    "redo": (("y", "u", "r"), ARTICLE.replace("advance ", "", 1)),
    "undo too much": (("u", "u"), ARTICLE),
    "another mind": (("y", "K", "n"), ARTICLE),
    "ignore the rule": (("i", "y"), ARTICLE.replace("utilise", "use", 1)),
    "next undecided": (("j", "j", "y"), ARTICLE.replace("utilise ladders", "use ladders", 1)),
    "last undecided": (("j", "j", "k", "y"), ARTICLE.replace("utilise", "use", 1)),
    "arrows": (("down", "down", "up", "y"), ARTICLE.replace("utilise", "use", 1)),
    "the end": (("end", "y"), ARTICLE.replace("More advance planning", "More planning")),
    "the beginning": (("end", "home", "y"), ARTICLE.replace("advance ", "", 1)),
    "from the end round to the beginning": (("end", "y", "y"), ARTICLE.replace("advance ", "")),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_keys(opened: Project, name: str) -> None:
    keys, expected = CASES[name]
    review = opened.press(*keys)
    assert review.files[0].session.text() == expected
    assert review.leave() == 0
    assert (opened.folder / "article.txt").read_text("utf-8") == expected


def test_the_text_shown_is_the_text_as_it_reads(opened: Project) -> None:
    async def steps(app: ReviewApp, pilot: Pilot[int]) -> None:
        for key in ("y", "y", "n", "2", "u", "e", "escape", "j", "A", "i"):
            await pilot.press(key)
            await settle(app, pilot)
            assert reads_now(app) == tight(app.desk.session.text())

    opened.run(steps)


def test_it_is_clear_where_one_is(opened: Project) -> None:
    async def steps(app: ReviewApp, pilot: Pilot[int]) -> None:
        top = app.query_one(TopLine)
        assert "article.txt" in top.text and "0 of 6" in top.text
        assert "OW001 advance-planning  warning, high confidence, line 1:17" in details(app)
        assert "advance planning →  1  planning    2  preparation" in details(app)
        await pilot.press("n")
        await settle(app, pilot)
        assert "1 of 6" in top.text and "OW002" in details(app)
        await pilot.press("K")
        assert "✗ Rejected." in details(app)

    opened.run(steps)


def test_what_is_not_possible_is_said(opened: Project) -> None:
    async def steps(app: ReviewApp, pilot: Pilot[int]) -> None:
        for key, line in (
            ("v", "Only a word that a spelling rule flags can be added to the vocabulary."),
            ("u", "There is nothing to undo."),
            ("9", "There are 2 to choose from."),
            ("K", "This is the first one."),
            ("k", "There is nothing undecided before this."),
            ("right_square_bracket", "There is no other file."),
        ):
            await pilot.press(key)
            await pilot.pause()
            assert message(app) == line

    opened.run(steps)


def test_a_finding_without_a_proposal(opened: Project) -> None:
    opened.write("article.txt", "It is very unique.\n")

    async def steps(app: ReviewApp, pilot: Pilot[int]) -> None:
        assert "Nothing to accept here" in details(app)
        await pilot.press("y")
        await pilot.pause()
        assert message(app).startswith("There is nothing to accept here")
        await pilot.press("e")
        await pilot.pause()
        app.screen.query_one(Words).text = "unique"
        await pilot.press("enter")
        await settle(app, pilot)
        assert app.desk.session.text() == "It is unique.\n"
        assert "All is decided. q writes 1 file and leaves." in details(app)

    opened.run(steps)


def test_ones_own_words_may_have_lines_and_no_control_characters(opened: Project) -> None:
    async def steps(app: ReviewApp, pilot: Pilot[int]) -> None:
        await pilot.press("e")
        await pilot.pause()
        words = app.screen.query_one(Words)
        assert words.text == "planning"
        words.text = "a\x07b"
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, Writing)
        assert "control character" in str(app.screen.query_one("#problem", Static).render())
        words.text = ""
        await pilot.press("n", "o", "t", "e", "s", "ctrl+j", "y", "enter")
        await settle(app, pilot)
        assert app.desk.session.text().startswith("Good work needs notes\ny.")

    opened.run(steps)


def test_a_correction_that_causes_another_finding(opened: Project) -> None:
    opened.write("article.txt", "They utilise ladders. They utilise ropes.\n")

    async def steps(app: ReviewApp, pilot: Pilot[int]) -> None:
        await pilot.press("y")
        await settle(app, pilot)
        assert message(app) == "1 new after this correction."
        assert [one.code for one in app.desk.listing().proposals] == ["OW002", "OW004", "OW002"]
        current = app.desk.current
        assert current is not None and current.text == "utilise"  # what is under one's eyes stays
        await pilot.press("u")
        await settle(app, pilot)
        assert [one.code for one in app.desk.listing().proposals] == ["OW002", "OW002"]

    opened.run(steps)


def test_a_check_that_fails_is_told_and_loses_nothing(opened: Project) -> None:
    async def steps(app: ReviewApp, pilot: Pilot[int]) -> None:
        def fail(text: str) -> list[object]:
            raise KeyError("a bug")

        app.desk.session.recheck = fail  # type: ignore[assignment]
        await pilot.press("y")
        for _ in range(50):
            await pilot.pause(0.02)
        assert any("could not be checked again" in one.message for one in app._notifications)
        await pilot.press("y")
        await pilot.pause()
        assert app.desk.session.progress().accepted == 2

    opened.run(steps)


# Filters and files


def test_the_list_is_filtered_and_keys_follow_it(opened: Project) -> None:
    async def steps(app: ReviewApp, pilot: Pilot[int]) -> None:
        await pilot.press("f")
        await pilot.pause()
        choices = app.screen.query_one(Choices)
        labels = [str(choices.get_option_at_index(at).prompt) for at in range(choices.option_count)]
        assert labels[:2] == ["undecided only", "warnings  6"]
        assert "OW002 utilise  2" in labels
        choices.highlighted = labels.index("OW002 utilise  2")
        await pilot.press("enter")
        await settle(app, pilot)
        assert [one.code for one in app.desk.listing().proposals] == ["OW002", "OW002"]
        assert "only OW002" in app.query_one(TopLine).text
        await pilot.press("y", "n")
        await settle(app, pilot)
        assert app.desk.session.progress()[:4] == (2, 6, 1, 1)
        await pilot.press("x")
        await pilot.pause()
        assert len(app.desk.listing().proposals) == 6

    opened.run(steps)


def test_an_empty_list_is_explained(opened: Project) -> None:
    async def steps(app: ReviewApp, pilot: Pilot[int]) -> None:
        await pilot.press("f")
        await pilot.pause()
        app.screen.query_one(Choices).select("undecided")
        await pilot.press("f")
        await pilot.press("d")
        await settle(app, pilot)
        assert app.desk.listing().proposals == []
        await pilot.press("y")
        await settle(app, pilot)

    opened.run(steps)


def test_files_follow_one_another(opened: Project) -> None:
    opened.write("b.txt", "All is well.\n")
    opened.write("c.txt", "They utilise it.\n")

    async def steps(app: ReviewApp, pilot: Pilot[int]) -> None:
        assert "article.txt 1/2" in app.query_one(TopLine).text
        await pilot.press("d")
        await settle(app, pilot)
        assert app.desk.file.path == "c.txt"
        assert message(app) == "6 rejected. article.txt is done; this is c.txt."
        await pilot.press("y", "u", "u")
        await settle(app, pilot)
        assert app.desk.file.path == "article.txt"
        assert app.desk.session.progress().done == 0
        await pilot.press("right_square_bracket")
        assert app.desk.file.path == "c.txt"
        await pilot.press("F")
        await pilot.pause()
        await pilot.press("up", "enter")
        await pilot.pause()
        assert app.desk.file.path == "article.txt"

    opened.run(steps, "article.txt", "b.txt", "c.txt")


def test_what_is_ignored_is_ignored_in_the_next_file(opened: Project) -> None:
    opened.write("c.txt", "They utilise advance planning, frobnicatd.\n")
    keys = ("i", "down", "down", "down", "v", "right_square_bracket", "y")
    review = opened.press(*keys, files=["article.txt", "c.txt"])
    assert {one.code: mark_of(review.files[1].session, one.id) for one in review.files[1].session.proposals()} == {
        "OW002": Verdict.ACCEPTED,
        "OW001": Verdict.IGNORED,
        "OW005": Verdict.IGNORED,
    }


def mark_of(session: ReviewSession, id: int) -> Verdict:
    return session.mark(id).verdict


def test_files_that_cannot_be_read_are_told(opened: Project) -> None:
    (opened.folder / "bad.txt").write_bytes(b"caf\xe9")

    async def steps(app: ReviewApp, pilot: Pilot[int]) -> None:
        assert any("bad.txt" in one.message for one in app._notifications)

    review = opened.run(steps, "article.txt", "bad.txt")
    assert any("bad.txt:1: byte 0xe9" in line for line in opened.recorder.said)
    assert review.leave() == 2


# Windows


@pytest.mark.parametrize(("key", "words"), [("question_mark", "skip: leave it"), ("w", "always done in advance")])
def test_something_to_read(opened: Project, key: str, words: str) -> None:
    async def steps(app: ReviewApp, pilot: Pilot[int]) -> None:
        for closing in ("escape", key, "q"):
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(app.screen, Reading)
            assert words in app.screen.text
            await pilot.press(closing)
            await pilot.pause()
            assert not isinstance(app.screen, Reading)

    opened.run(steps)


def test_the_help_names_every_key(opened: Project) -> None:
    async def steps(app: ReviewApp, pilot: Pilot[int]) -> None:
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(app.screen, Reading)
        listed = {line.split()[0] for line in app.screen.text.splitlines() if line.strip()}
        assert {key for key, _ in HELP if key != "?"} <= listed

    opened.run(steps)


def test_the_diff_shows_what_will_be_written(opened: Project) -> None:
    async def steps(app: ReviewApp, pilot: Pilot[int]) -> None:
        await pilot.press("y", "D")
        await pilot.pause()
        assert isinstance(app.screen, Reading)
        assert "-Good work needs advance planning.\n+Good work needs planning.\n" in app.screen.text

    opened.run(steps)


# The mouse


def test_a_whole_article_by_mouse(opened: Project) -> None:
    async def steps(app: ReviewApp, pilot: Pilot[int]) -> None:
        assert await pilot.click(FindingsList, offset=(8, 2))
        await pilot.pause()
        current = app.desk.current
        assert current is not None and current.text == "utilise" and current.span.start > 60
        await click_text(app, pilot, " 1 ")
        article = app.query_one(ArticleView)
        row = next(y for y, row in enumerate(article.text_shown) if any(run.text.strip() == "advance" for run in row))
        assert row == 0
        assert await pilot.click(ArticleView, offset=(22, 0))
        await pilot.pause()
        current = app.desk.current
        assert current is not None and current.text == "advance planning"
        await click_text(app, pilot, " 2 ")
        await settle(app, pilot)

    review = opened.run(steps)
    expected = ARTICLE.replace("utilise ladders", "use ladders").replace("advance planning", "preparation", 1)
    assert review.files[0].session.text() == expected


async def click_text(app: ReviewApp, pilot: Pilot[int], text: str) -> None:
    lines = details(app).split("\n")
    y = next(number for number, line in enumerate(lines) if text in line)
    assert await pilot.click(Details, offset=(1 + lines[y].index(text) + 1, y + 1))
    await settle(app, pilot)


def test_the_wheel_scrolls_and_the_keys_come_back(opened: Project) -> None:
    opened.write("article.txt", "They utilise it.\n" + "A line of text.\n" * 300 + "They utilise it.\n")

    async def steps(app: ReviewApp, pilot: Pilot[int]) -> None:
        article = app.query_one(ArticleView)
        assert article.top == (0, 0)
        await pilot.press("pagedown", "pagedown")
        below = article.top
        assert below > (0, 0)
        await pilot.press("pageup")
        assert (0, 0) < article.top < below
        await pilot.press("j")
        await pilot.pause()
        assert any(run.text == "utilise" for row in article.text_shown for run in row)
        assert "They use it." in "".join(run.text for run in article.text_shown[-1]).replace("utilise ", "")

    opened.run(steps)


# Looks


@pytest.mark.parametrize("size", [(20, 5), (40, 10), (63, 19), (80, 24), (200, 60)])
def test_every_size(opened: Project, size: tuple[int, int]) -> None:
    strange = "東京 " * 60 + "e\u0301" * 200 + "שלום " * 40 + "\t\x1b[31m\u202ex utilise\n"
    opened.write("article.txt", ARTICLE * 3 + strange)

    async def steps(app: ReviewApp, pilot: Pilot[int]) -> None:
        for key in ("j", "end", "home", "y", "l", "t", "question_mark", "escape", "w", "escape", "f", "escape", "D"):
            await pilot.press(key)
            await pilot.pause()
        screen = app.export_screenshot()
        assert "\x1b" not in screen and "\u202e" not in screen

    opened.run(steps, size=size)


def test_the_terminal_changes_its_size(opened: Project) -> None:
    async def steps(app: ReviewApp, pilot: Pilot[int]) -> None:
        for size in ((40, 12), (120, 40), (80, 24)):
            await pilot.resize_terminal(*size)
            await settle(app, pilot)
            await pilot.pause(0.1)
            assert app.query_one(ArticleView).shown is not None
            assert "Goodworkneedsadvance" in reads_now(app)

    opened.run(steps)


def test_labels(opened: Project) -> None:
    async def steps(app: ReviewApp, pilot: Pilot[int]) -> None:
        labels = [label_of(app.desk, one) for one in app.desk.listing().proposals]
        assert labels[:2] == ["delete advance", "utilise → use"]
        assert labels[3:5] == ["very unique", "frobnicatd → frobnicated"]

    opened.run(steps)


def test_light_where_the_terminal_says_so() -> None:
    assert palette_of({"COLORFGBG": "0;15"}) is DAY
    assert palette_of({"COLORFGBG": "0;default;7"}) is DAY
    assert palette_of({"COLORFGBG": "15;0"}) is NIGHT
    assert palette_of({}) is NIGHT
