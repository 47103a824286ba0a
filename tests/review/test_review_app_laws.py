"""Laws of the app: whatever is pressed in whatever order, what is shown and what is written is the text."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_review_app import ARTICLE, Project, reads_now, settle, tight
from test_review_laws import TEXTS, applied, must_hold, toy_check
from test_review_run import Recorder
from textual.pilot import Pilot

from copydesk.formats.document import Block, BlockKind, Document, Layout
from copydesk.lint.linter import LintResult
from copydesk.review.actions import Actions
from copydesk.review.app.application import ReviewApp
from copydesk.review.app.desk import Desk, Filter
from copydesk.review.app.rows import rows
from copydesk.review.article import READS_NOW, Part, Role, parts
from copydesk.review.files import ReviewedFile
from copydesk.review.proposals import ReviewError, Verdict
from copydesk.review.run import Review
from copydesk.review.session import ReviewSession
from copydesk.review.sheets import Sheets
from copydesk.text.finding import Severity
from copydesk.text.source import Source
from copydesk.text.span import Span


def file_of(text: str, path: Path) -> ReviewedFile:
    path.write_bytes(text.encode())
    source = Source(text, str(path))
    document = Document(source, "text", Layout(text, (Block(BlockKind.PARAGRAPH, 0, len(text)),)))
    found = toy_check(text)
    session = ReviewSession(source, found, toy_check)
    return ReviewedFile(str(path), document, source.data(), session, 0.0, LintResult(tuple(found)))


def narrowed(desk: Desk, filter_: Filter) -> str:
    desk.narrow(filter_)
    return ""


def refreshed(desk: Desk) -> str:
    for file in desk.files:
        file.session.refresh()
    return ""


DEEDS: dict[str, Callable[[Desk], str]] = {
    "y": lambda desk: desk.decide(Actions.accept),
    "n": lambda desk: desk.decide(Actions.reject),
    "s": lambda desk: desk.decide(Actions.skip),
    "2": lambda desk: desk.decide(lambda actions, id_: actions.choose(id_, 2)),
    "e": lambda desk: desk.decide(lambda actions, id_: actions.write(id_, "bax")),
    "A": lambda desk: desk.decide(Actions.accept_rule),
    "a": lambda desk: desk.decide(Actions.accept_rest),
    "d": lambda desk: desk.decide(Actions.reject_rest),
    "i": lambda desk: desk.decide(Actions.ignore_rule),
    "v": lambda desk: desk.decide(Actions.add_word),
    "u": Desk.undo,
    "r": Desk.redo,
    "j": lambda desk: desk.step(undecided=True),
    "K": lambda desk: desk.step(back=True),
    "home": Desk.edge,
    "end": lambda desk: desk.edge(last=True),
    "]": lambda desk: desk.other_file(1),
    "f": lambda desk: narrowed(desk, Filter(undecided=True)),
    "g": lambda desk: narrowed(desk, Filter(codes=frozenset({"T1", "T4"}), severities=frozenset({Severity.ERROR}))),
    "x": lambda desk: narrowed(desk, Filter()),
    "check": refreshed,
}


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=2), st.lists(st.sampled_from(sorted(DEEDS)), max_size=30))
def test_any_keys_in_any_order(tmp_path_factory: pytest.TempPathFactory, texts: list[str], keys: list[str]) -> None:
    folder = tmp_path_factory.mktemp("desk")
    files = [file_of(text, folder / f"{number}.txt") for number, text in enumerate(texts)]
    review = Review([], Recorder(), keep=False)
    review.files += files
    desk = Desk(review, files[0])
    for key in keys:
        before = [file.session.text() for file in files]
        try:
            DEEDS[key](desk)
        except ReviewError:
            assert [file.session.text() for file in files] == before
        must_hold(desk.session)
        current = desk.current
        listed = desk.listing().proposals
        assert current is None or desk.session.mark(current.id).shown
        assert current is None or current in listed or desk.filter.undecided
        assert (current is None) <= (not listed)
        sheets = Sheets(desk.session.source)
        id_ = current.id if current is not None else None
        shown = [part for number in range(len(sheets)) for part in parts(desk.session, sheets.span(number), id_)]
        assert "".join(part.text for part in shown if part.role in READS_NOW) == desk.session.text()
    expected = [applied(text, file.session.edits()) for text, file in zip(texts, files, strict=True)]
    assert review.leave() == 0
    assert [(folder / f"{number}.txt").read_bytes().decode() for number in range(len(files))] == expected


STRANGE = st.text("ab é\n\r\t東😀e\u0301\x1b\u202e", max_size=12)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.builds(Part, STRANGE, st.sampled_from(Role), st.just((1,)))), st.integers(2, 20), st.booleans())
def test_rows_hold_what_there_is_and_fit(made: list[Part], width: int, marked: bool) -> None:
    laid = rows(made, width, marked)
    assert all(sum(run.width for run in row) <= max(width, 2) for row in laid)
    text = "".join(run.text for row in laid for run in row)
    assert not any(character in text for character in "\x1b\u202e\t\n\r")
    for letter in "abé東😀\u0301":
        assert text.count(letter) == sum(part.text.count(letter) for part in made)


KEYS = [*"ynsudrAaijkJKx12", "up", "down", "home", "end", "pagedown", "l", "right_square_bracket"]


@settings(max_examples=4, deadline=None)
@given(st.lists(st.sampled_from(KEYS), min_size=10, max_size=25))
def test_any_keys_in_the_app(tmp_path_factory: pytest.TempPathFactory, keys: list[str]) -> None:
    folder = tmp_path_factory.mktemp("app")
    text = "ab bc é aab cbc\r\nbcb aa é"
    file = file_of(text, folder / "0.txt")
    review = Review([], Recorder(), keep=False)
    review.files.append(file)

    async def run() -> None:
        app = ReviewApp(review, file)
        async with app.run_test(size=(80, 120)) as pilot:  # newlines that are accepted make it tall
            for key in keys:
                await pilot.press(key)
                await settle(app, pilot)
                for _ in range(200):  # the screen follows what has just been decided or checked
                    if reads_now(app) == tight(file.session.text()):
                        break
                    await pilot.pause(0.02)
                assert reads_now(app) == tight(file.session.text())

    asyncio.run(run())
    assert review.leave() == 0
    assert (folder / "0.txt").read_bytes().decode() == applied(text, file.session.edits())


def test_a_long_article_is_laid_out_only_where_it_is_seen(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    opened = Project(project)
    opened.write("article.txt", ARTICLE * 2_000)

    async def steps(app: ReviewApp, pilot: Pilot[int]) -> None:
        from copydesk.review.app.article import ArticleView

        for key in ("j", "end", "pageup", "home", "y", "j"):
            await pilot.press(key)
            await pilot.pause()
        layout = app.query_one(ArticleView).shown
        assert layout is not None and len(layout.sheets) > 100
        assert layout.laid_out < 20
        assert app.desk.session.progress().total == 12_000
        assert app.desk.session.mark(0).verdict is Verdict.ACCEPTED

    opened.run(steps)


def test_a_piece_may_be_a_whole_row() -> None:
    assert [[run.text for run in row] for row in rows(parts(ReviewSession("a\n\nb", []), Span(0, 4)), 10)] == [
        ["a"],
        [],
        ["b"],
    ]
