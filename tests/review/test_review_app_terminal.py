"""`copydesk review` as an app, in a real pseudo-terminal whose screen is read."""

from __future__ import annotations

import signal
from pathlib import Path

import docx
import pytest
from pseudo_terminal import ARTICLE, CHAIN, Open, kept, others, reads


def verdicts(project: Path) -> list[str]:
    return [line.split("\t")[2] for line in kept(project)]


def test_a_whole_article_by_keys(app: Open, article: Path, project: Path) -> None:
    screen = app("article.txt")
    assert "article.txt" in screen.rows[0] and "0 of 5" in screen.rows[0]
    assert screen.rows[1].startswith(" ▌ Good work needs advance planning.")
    screen.answer("y", "1 of 5")
    assert screen.rows[1].startswith("   Good work needs planning.")
    screen.answer("n", "2 of 5")
    assert reads(article) == ARTICLE  # nothing is written before the end
    screen.answer("y", "3 of 5")
    screen.answer("e", "Your own words")
    screen.answer("\x15unique\r", "4 of 6")  # with what “use” has caused
    screen.answer("2", "5 of 6")
    screen.answer("n", "All is decided. q writes 1 file and leaves.")
    assert screen.leave("q") == 0
    expected = ARTICLE.replace("advance planning", "planning", 1).replace("utilise ladders", "use ladders")
    expected = expected.replace("very unique", "unique").replace("advance planning", "preparation")
    assert reads(article) == expected
    assert "article.txt: 4 accepted, 2 rejected; written." in screen.after
    assert screen.put_back()
    assert others(project) == [] and verdicts(project) == ["rejected", "rejected"]


def test_a_whole_article_by_mouse(app: Open, article: Path) -> None:
    screen = app("article.txt")
    screen.click("preparation")
    screen.wait_for("1 of 5")
    screen.click("use ropes")  # in the text: "utilise use ropes" shows the proposal
    screen.click("1  use")
    screen.wait_for("2 of 5")
    screen.click("Write & leave")
    assert screen.end() == 0
    expected = ARTICLE.replace("advance planning", "preparation", 1).replace("utilise ropes", "use ropes")
    assert reads(article) == expected


def test_typed_ahead_keys_are_not_lost(app: Open, article: Path) -> None:
    screen = app("article.txt")
    screen.answer("eX", "planningX")
    screen.answer("\x15naïve\r", "1 of 5")
    screen.answer("yn", "3 of 5")
    screen.leave("q")
    assert reads(article) == ARTICLE.replace("advance planning", "naïve", 1).replace("utilise", "use", 1)


def test_ctrl_c_leaves_the_file_alone_and_keeps_the_decisions(app: Open, article: Path, project: Path) -> None:
    screen = app("article.txt")
    screen.answer("2", "1 of 5")
    screen.answer("n", "2 of 5")
    assert screen.leave("\x03") == 130
    assert "1 accepted, 1 rejected, 3 undecided; nothing was written, the file is as it was." in screen.after
    assert "The decisions are kept in .copydesk-decisions" in screen.after
    assert "Traceback" not in screen.shown
    assert reads(article) == ARTICLE and screen.put_back()
    again = app("article.txt")
    again.wait_for("2 of 5")
    assert again.leave("q") == 0
    assert "2 decisions of an earlier review taken up." in again.shown
    assert reads(article) == ARTICLE.replace("advance planning", "preparation", 1)
    assert others(project) == []


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_signals_leave_the_file_alone_and_the_terminal_as_it_was(
    app: Open, article: Path, project: Path, name: str
) -> None:
    screen = app("article.txt")
    screen.answer("y", "1 of 5")
    number = getattr(signal, name)
    screen.signal(number)
    assert screen.end() == 128 + number
    assert reads(article) == ARTICLE and verdicts(project) == ["accepted"] and others(project) == []
    assert screen.put_back()
    assert screen.shown.rindex("\x1b[?1049l") > screen.shown.rindex("\x1b[?1049h")


def test_a_closed_terminal_leaves_the_file_alone_and_keeps_the_decisions(
    app: Open, article: Path, project: Path
) -> None:
    screen = app("article.txt")
    screen.answer("y", "1 of 5")
    screen.hang_up()
    assert screen.process.wait(30) == 128 + signal.SIGHUP
    assert reads(article) == ARTICLE and verdicts(project) == ["accepted"] and others(project) == []


def test_a_killed_program_loses_no_decision(app: Open, article: Path, project: Path) -> None:
    screen = app("article.txt")
    screen.answer("y", "1 of 5")
    screen.signal(signal.SIGKILL)
    assert screen.end() == -signal.SIGKILL
    assert reads(article) == ARTICLE and verdicts(project) == ["accepted"] and others(project) == []


def test_a_killed_program_loses_no_decision_on_what_a_correction_brought(app: Open, project: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (project / name).write_text(CHAIN, "utf-8")
    screen = app("one.txt", "two.txt")
    for other in (False, True):
        if other:
            screen.answer("]", "two.txt")
        screen.answer("y", "1 of 4")
        screen.answer("k", "Write “climb”.")
        screen.answer("n", "2 of 4")
        screen.answer("y", "3 of 5")
        screen.answer("k", "Write “climb”.")
        screen.answer("y", "4 of 5")
    screen.signal(signal.SIGKILL)
    screen.end()
    again = app("one.txt", "two.txt")
    again.wait_for("Then they climb.")
    again.wait_for("4 of 5")
    again.answer("y", "two.txt")
    again.wait_for("4 of 5")
    again.answer("y", "All is decided. q writes 2 files and leaves.")
    assert again.leave("q") == 0
    for name in ("one.txt", "two.txt"):
        assert f"{name}: 4 decisions of an earlier review taken up." in again.shown
        assert reads(project / name) == "They use ladders.\n\nThen they climb.\n\nThey use ropes.\n"
    assert verdicts(project) == ["rejected", "rejected"]


def test_a_file_that_changed_meanwhile_is_not_touched(app: Open, article: Path, project: Path) -> None:
    screen = app("article.txt")
    screen.answer("y", "1 of 5")
    article.write_bytes(ARTICLE.encode() + b" and more")
    assert screen.leave("q") == 2
    assert "has changed since it was checked" in screen.after
    assert "The accepted corrections are kept in article.txt.patch." in screen.after
    assert reads(article) == ARTICLE + " and more"
    assert others(project) == ["article.txt.patch"]


def test_a_vanished_file_is_not_written_anew(app: Open, article: Path, project: Path) -> None:
    screen = app("article.txt")
    screen.answer("y", "1 of 5")
    article.unlink()
    screen.answer("n", "2 of 5")
    assert screen.leave("q") == 2
    assert not article.exists() and others(project) == ["article.txt.patch"]


@pytest.mark.parametrize("arguments", [["--line"], []])
def test_a_document_that_vanished_is_kept_as_a_corrected_copy(app: Open, project: Path, arguments: list[str]) -> None:
    report = project / "report.docx"
    document = docx.Document()
    document.add_paragraph("They utilise ropes.")
    document.save(str(report))
    screen = app(*arguments, "report.docx", ready="(1/1)" if arguments else "y Accept")
    screen.answer("e", "write:" if arguments else "Your own words")
    report.unlink()
    screen.press("\x15hold\r")
    if not arguments:
        screen.wait_for("1 of 1")
        screen.press("q")
    assert screen.end() == 2
    assert "The accepted corrections are kept in report.corrected.docx." in screen.shown.replace("\r\n", "")
    assert docx.Document(str(project / "report.corrected.docx")).paragraphs[0].text == "They hold ropes."
    assert not report.exists() and verdicts(project) == ["accepted"]


def test_a_read_only_file_is_left_alone(app: Open, article: Path, project: Path) -> None:
    article.chmod(0o444)
    screen = app("article.txt")
    screen.answer("y", "1 of 5")
    assert screen.leave("q") == 2
    assert "is read-only, so it is left alone" in screen.after
    assert reads(article) == ARTICLE and others(project) == ["article.txt.patch"]


def test_decisions_that_cannot_be_saved_are_told(app: Open, article: Path, project: Path) -> None:
    screen = app("article.txt", "--decisions", "nowhere/decisions")
    screen.press("y")
    screen.wait_for("nowhere/decisions: cannot be")
    assert screen.leave("q") == 0
    assert reads(article) == ARTICLE.replace("advance ", "", 1)


def test_no_text_can_command_the_terminal(app: Open, project: Path) -> None:
    text = "Red \x1b[31m alert \x1b]0;title\x07 needs advance planning \u202etxt, \x9b5m a\ttab, utilise\x1b.\n"
    (project / "article.txt").write_text(text)
    screen = app("article.txt")
    screen.answer("D", "Nothing is accepted")
    screen.close_window("What q writes")
    screen.answer("j", "OW002")
    screen.answer("e", "Your own words")
    screen.close_window("Your own words")
    screen.answer("y", "1 of 2")
    screen.answer("D", "-Red")
    screen.close_window("What q writes")
    assert screen.leave("q") == 0
    for command in ("\x1b[31m alert", "\x1b]0;title", "\u202e", "\x9b"):
        assert command not in screen.shown
    assert (project / "article.txt").read_text() == text.replace("utilise", "use")


@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (132, 43), (50, 12)])
def test_every_row_is_of_the_screen(app: Open, project: Path, columns: int, lines: int) -> None:
    (project / "article.txt").write_text("東京の utilise, e\u0301e\u0301 שלום עולם, " * 40 + "\n" + "word" * 300)
    screen = app("article.txt", columns=columns, lines=lines)
    screen.answer("j", "OW002")
    assert len(screen.rows) == lines
    assert "of 40" in screen.rows[0]
    assert screen.leave("q") == 0


def test_without_colour_changes_are_in_brackets(app: Open, article: Path) -> None:
    screen = app("article.txt", NO_COLOR="1")
    assert "Good work needs[- advance-] planning." in screen.rows[1]
    assert "[-utilise-]{+use+} ropes" in screen.text
    assert screen.leave("q") == 0


def test_a_clean_file_opens_no_app(app: Open, project: Path) -> None:
    (project / "article.txt").write_text("All is well here.\n")
    screen = app("article.txt")
    assert screen.end() == 0
    assert "Nothing to review in 1 file." in screen.shown
    assert "\x1b[?1049h" not in screen.shown


@pytest.mark.parametrize(("arguments", "environment"), [(("--line",), {}), ((), {"TERM": "dumb"})])
def test_line_by_line(app: Open, article: Path, arguments: tuple[str, ...], environment: dict[str, str]) -> None:
    screen = app(*arguments, "article.txt", ready="(1/5)", **environment)
    assert "\x1b[?1049h" not in screen.shown
    assert screen.leave("q") == 0


def test_several_files(app: Open, article: Path, project: Path) -> None:
    (project / "b.txt").write_text("They utilise it.\n")
    screen = app("article.txt", "b.txt")
    screen.wait_for("article.txt 1/2")
    screen.answer("d", "b.txt 2/2")
    screen.answer("y", "All is decided")
    assert screen.leave("q") == 0
    assert (reads(article), reads(project / "b.txt")) == (ARTICLE, "They use it.\n")
