"""`copydesk review`, driven through a real pseudo-terminal."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
from pathlib import Path

import pytest
from pseudo_terminal import ARTICLE, CHAIN, PROGRAM, Start, kept, others, reads

ACCEPTED = ARTICLE.replace("advance ", "").replace("utilise", "use")


def test_accepting_rejecting_and_quitting(start: Start, article: Path, project: Path) -> None:
    terminal = start("article.txt")
    first = terminal.until()
    assert re.search(r"article.txt:1:1[67]  0 of 5 decided", first)
    assert "OW001 advance-planning  warning, high confidence" in first
    assert "“advance planning” repeats itself; write “planning”." in first
    assert re.search(r"- Good work needs ?\[- ?advance ?-\] ?planning\.", first)
    assert "+ Good work needs planning." in first
    assert "1 “planning”  2 “preparation”" in first
    second = terminal.answer("y")
    assert "1 of 5 decided" in second
    assert "- They [-utilise-] ropes, and they utilise ladders. 😀" in second
    assert "+ They {+use+} ropes, and they utilise ladders. 😀" in second
    third = terminal.answer("n")
    assert "+ They utilise ropes, and they {+use+} ladders. 😀" in third
    assert reads(article) == ARTICLE  # nothing is written before the end
    assert terminal.leave("q") == 0
    assert reads(article) == ARTICLE.replace("advance ", "", 1)
    assert "article.txt: 1 accepted, 1 rejected, 3 undecided; written." in terminal.screen
    assert terminal.put_back()
    assert kept(project) == ["article.txt\tOW002\trejected\tThey [[utilise]] ropes, and they utilise"]
    assert others(project) == []


def test_it_ends_by_itself_when_everything_is_decided(start: Start, article: Path) -> None:
    terminal = start("article.txt")
    terminal.until()
    for key in "yynn":
        terminal.answer(key)
    assert terminal.leave("y") == 0
    assert "3 accepted, 2 rejected; written." in terminal.screen
    assert reads(article) == ARTICLE.replace("advance ", "").replace("utilise", "use", 1)


def test_accepting_the_rest_and_undoing_it(start: Start, article: Path) -> None:
    terminal = start("article.txt", "--ignore", "OW003,OW004")
    terminal.until()
    terminal.answer("n")
    undone = terminal.answer("u")
    assert "Undone: reject." in undone
    assert "0 of 4 decided" in undone
    assert terminal.leave("a") == 0
    assert reads(article) == ACCEPTED


def test_choosing_an_alternative(start: Start, article: Path) -> None:
    terminal = start("article.txt")
    terminal.until()
    assert "There are 2 to choose from." in terminal.answer("3")
    terminal.answer("2")
    terminal.leave("q")
    assert reads(article) == ARTICLE.replace("advance planning", "preparation", 1)


def test_writing_ones_own_correction(start: Start, article: Path) -> None:
    terminal = start("article.txt")
    terminal.until()
    terminal.answer("e", "write: planning")
    terminal.answer("\x15forethought – “naïve” 😀\r")
    terminal.leave("q")
    assert reads(article) == ARTICLE.replace("advance planning", "forethought – “naïve” 😀", 1)


def test_typed_ahead_keys_are_not_lost(start: Start, article: Path) -> None:
    terminal = start("article.txt")
    terminal.until()
    terminal.answer("eX\rn", "(3/5)")
    terminal.leave("q")
    assert reads(article) == ARTICLE.replace("advance planning", "planningX", 1)


def test_one_can_call_off_ones_own_correction(start: Start, article: Path) -> None:
    terminal = start("article.txt")
    terminal.until()
    terminal.answer("e", "write: planning")
    assert "Called off." in terminal.answer("\x15\x04")
    terminal.answer("e", "write: planning")
    assert terminal.interrupt() == 130
    assert reads(article) == ARTICLE


def test_own_words_that_the_encoding_lacks_are_asked_for_again(start: Start, project: Path) -> None:
    path = project / "old.txt"
    path.write_bytes("Café needs advance planning.\n".encode("latin-1"))
    terminal = start("old.txt", "--encoding", "latin-1")
    terminal.until()
    terminal.answer("e", "write: planning")
    assert "cannot be written in latin-1" in terminal.answer("\x15€\r", "write: planning")
    terminal.leave("\x15thé\r")
    assert path.read_bytes() == "Café needs thé.\n".encode("latin-1")


def test_rejecting_the_rest(start: Start, article: Path, project: Path) -> None:
    terminal = start("article.txt")
    terminal.until()
    terminal.answer("y")
    assert terminal.leave("d") == 0
    assert reads(article) == ARTICLE.replace("advance ", "", 1)
    assert len(kept(project)) == 4
    again = start("article.txt")
    assert again.end() == 0
    assert "4 decisions of an earlier review taken up." in again.screen
    assert "[y,n" not in again.screen


def test_going_back_and_forth(start: Start, article: Path) -> None:
    terminal = start("article.txt")
    terminal.until()
    assert "This is the first one." in terminal.answer("K")
    assert "0 of 5 decided" in terminal.answer("j")
    terminal.answer("n")
    assert "Decided: rejected." in terminal.answer("K")
    assert "[-utilise-] ladders" in terminal.answer("\x1b[B")  # the arrow down
    assert "Good work" in terminal.answer("k")
    assert "There is nothing undecided before this." in terminal.answer("k")
    assert "[-utilise-] ropes" in terminal.answer("J")
    terminal.answer("y")  # another mind
    terminal.leave("q")
    assert reads(article) == ARTICLE.replace("utilise", "use", 1)


def test_all_of_a_rule_and_a_rule_ignored(start: Start, article: Path) -> None:
    terminal = start("article.txt")
    terminal.until()
    assert "OW001 is ignored: 2 set aside." in terminal.answer("i")
    answer = terminal.answer("A", "OW004")
    assert "2 of OW002 accepted." in answer
    assert "1 new after this correction." in answer
    terminal.leave("q")
    assert reads(article) == ARTICLE.replace("utilise", "use")


def test_a_correction_that_causes_another_finding(start: Start, article: Path) -> None:
    terminal = start("article.txt", "--select", "OW002,OW004")
    terminal.until()
    terminal.answer("n")
    caused = terminal.answer("y", "OW004")
    assert "1 new after this correction." in caused
    shown = terminal.until()
    assert "- They utilise ropes, and they [-use ladders-]. 😀" in shown
    assert "+ They utilise ropes, and they {+climb+}. 😀" in shown
    assert terminal.leave("y") == 0
    assert reads(article) == ARTICLE.replace("utilise ladders", "climb")


def test_nothing_to_accept(start: Start, project: Path) -> None:
    (project / "article.txt").write_text("It is very unique.\n")
    terminal = start("article.txt")
    assert "It is [[very unique]]." in terminal.until()
    assert "There is nothing to accept here" in terminal.answer("y")
    terminal.answer("e", "write: very unique")
    assert terminal.leave("\x15unique\r") == 0
    assert reads(project / "article.txt") == "It is unique.\n"


def test_a_word_for_the_vocabulary(start: Start, project: Path) -> None:
    (project / "article.txt").write_text("It was frobnicatd, and frobnicatd again. They utilise it.\n")
    terminal = start("article.txt")
    assert "v," in terminal.until()
    assert "2 set aside" in terminal.answer("v")
    assert "Only a word that a spelling rule flags" in terminal.answer("v")
    terminal.leave("q")
    assert reads(project / "words.txt") == "Palmyra\nfrobnicatd\n"
    assert reads(project / "article.txt") == "It was frobnicatd, and frobnicatd again. They utilise it.\n"


def test_the_help_names_every_key(start: Start, article: Path) -> None:
    terminal = start("article.txt")
    keys = re.findall(r"\[(y,.*?)\]", terminal.until())[-1].split(",")
    shown = terminal.answer("?")
    for key in {*keys, "u", "r", "v"}:
        assert re.search(rf"^  {re.escape(key.replace('1-2', '1-9'))} +[a-z]", shown, re.MULTILINE), key
    assert "That key does nothing here" in terminal.answer("x")
    terminal.leave("q")


def test_ctrl_d_quits_like_q(start: Start, article: Path) -> None:
    terminal = start("article.txt")
    terminal.until()
    terminal.answer("y")
    assert terminal.leave("\x04") == 0
    assert reads(article) == ARTICLE.replace("advance ", "", 1)


def test_ctrl_c_leaves_the_file_alone_and_keeps_the_decisions(start: Start, article: Path, project: Path) -> None:
    terminal = start("article.txt")
    terminal.until()
    terminal.answer("2")
    terminal.answer("n")
    assert terminal.leave("\x03") == 130
    assert "1 accepted, 1 rejected, 3 undecided; nothing was written, the file is as it was." in terminal.screen
    assert "The decisions are kept in .copydesk-decisions" in terminal.screen
    assert "Traceback" not in terminal.screen
    assert reads(article) == ARTICLE
    assert terminal.put_back()
    again = start("article.txt")
    assert "2 decisions of an earlier review taken up." in again.until()
    again.leave("q")
    assert reads(article) == ARTICLE.replace("advance planning", "preparation", 1)
    assert others(project) == []


def test_a_closed_terminal_leaves_the_file_alone_and_keeps_the_decisions(
    start: Start, article: Path, project: Path
) -> None:
    terminal = start("article.txt")
    terminal.until()
    terminal.answer("y")
    terminal.hang_up()
    assert terminal.process.wait(30) == 128 + signal.SIGHUP
    assert reads(article) == ARTICLE
    assert [line.split("\t")[2] for line in kept(project)] == ["accepted"]
    assert others(project) == []


def test_being_told_to_end_leaves_the_file_alone(start: Start, article: Path, project: Path) -> None:
    terminal = start("article.txt")
    terminal.until()
    terminal.answer("y")
    terminal.signal(signal.SIGTERM)
    assert terminal.end() == 128 + signal.SIGTERM
    assert reads(article) == ARTICLE
    assert terminal.put_back()
    assert others(project) == []


def test_interrupted_without_decisions_kept_the_corrections_are_saved_as_a_patch(
    start: Start, article: Path, project: Path
) -> None:
    terminal = start("article.txt", "--no-decisions")
    terminal.until()
    terminal.answer("y")
    assert terminal.leave("\x03") == 130
    assert reads(article) == ARTICLE
    assert others(project) == ["article.txt.patch"]
    assert kept(project) == []


def test_a_file_that_changed_meanwhile_is_not_touched(start: Start, article: Path, project: Path) -> None:
    terminal = start("article.txt")
    terminal.until()
    terminal.answer("y")
    article.write_bytes(ARTICLE.encode() + b" and more")
    assert terminal.leave("q") == 2
    assert "has changed since it was checked" in terminal.screen
    assert "The accepted corrections are kept in article.txt.patch." in terminal.screen
    assert reads(article) == ARTICLE + " and more"
    article.write_bytes(ARTICLE.encode())
    git = shutil.which("git")
    if git is None:
        pytest.skip("git is not there")
    subprocess.run([git, "apply", "article.txt.patch"], cwd=project, check=True)
    assert reads(article) == ARTICLE.replace("advance ", "", 1)


def test_a_vanished_file_is_not_written_anew(start: Start, article: Path, project: Path) -> None:
    terminal = start("article.txt")
    terminal.until()
    terminal.answer("y")
    article.unlink()
    assert terminal.leave("q") == 2
    assert not article.exists()
    assert others(project) == ["article.txt.patch"]


def test_a_vanished_folder_loses_no_correction(start: Start, article: Path, project: Path) -> None:
    name = f"{project.name}.txt"  # that nobody else has in the folder for temporary files
    article.rename(project / name)
    terminal = start(name, TMPDIR=str(project.parent))
    terminal.until()
    terminal.answer("y")
    shutil.rmtree(project)
    assert terminal.leave("q") == 2
    assert f"error: {name}: was moved or deleted since it was checked, so nothing was written" in terminal.screen
    patch = project.parent / f"{name}.patch"
    assert f"The accepted corrections are kept in {patch}." in terminal.screen
    assert "+Good work needs planning." in reads(patch)


def test_a_read_only_file_is_left_alone(start: Start, article: Path, project: Path) -> None:
    article.chmod(0o444)
    terminal = start("article.txt")
    assert "warning: article.txt is read-only" in terminal.until()
    terminal.answer("y")
    assert terminal.leave("q") == 2
    assert "is read-only, so it is left alone" in terminal.screen
    assert reads(article) == ARTICLE
    assert "+Good work needs planning." in (project / "article.txt.patch").read_text("utf-8")
    assert len(kept(project)) == 1  # what was accepted is not in the file, so it is still to be decided upon


def test_a_patch_instead_of_the_file(start: Start, article: Path, project: Path) -> None:
    terminal = start("article.txt", "--output", "changes.patch")
    terminal.until()
    terminal.answer("y")
    assert terminal.leave("q") == 0
    assert reads(article) == ARTICLE
    patch = shutil.which("patch")
    if patch is None:
        pytest.skip("patch is not there")
    subprocess.run(
        [patch, "-p1", "--binary", "-i", "changes.patch"], cwd=project, check=True, stdout=subprocess.DEVNULL
    )
    assert reads(article) == ARTICLE.replace("advance ", "", 1)


def test_several_files(start: Start, article: Path, project: Path) -> None:
    for name in ("b.txt", "c.txt"):
        (project / name).write_text("They utilise it.\n")
    terminal = start("article.txt", "b.txt", "c.txt")
    terminal.until()
    assert "b.txt:1:6" in terminal.answer("d")
    assert "c.txt:1:6" in terminal.answer("y")
    assert terminal.leave("q") == 0
    assert (reads(article), reads(project / "b.txt")) == (ARTICLE, "They use it.\n")
    assert reads(project / "c.txt") == "They utilise it.\n"


def test_an_ignored_rule_stays_ignored_in_the_next_file(start: Start, article: Path, project: Path) -> None:
    (project / "b.txt").write_text("They utilise advance planning.\n")
    terminal = start("article.txt", "b.txt")
    terminal.until()
    terminal.answer("i")
    assert "b.txt:1:6" in terminal.answer("d")
    assert terminal.leave("y") == 0
    assert reads(project / "b.txt") == "They use advance planning.\n"


def test_no_text_can_command_the_terminal(start: Start, project: Path) -> None:
    (project / "article.txt").write_text("Red \x1b[31m alert \x1b]0;title\x07 needs advance planning \u202etxt.\n")
    terminal = start("article.txt")
    terminal.until()
    terminal.leave("q")
    assert "\x1b[31m" not in terminal.shown
    assert "\x1b]0;" not in terminal.shown
    assert "\u202e" not in terminal.shown


def test_colour(start: Start, article: Path) -> None:
    terminal = start("article.txt", NO_COLOR="")
    terminal.until()
    terminal.answer("y")
    assert "\x1b[31;1mutilise\x1b[0m" in terminal.shown
    assert "\x1b[32;1muse\x1b[0m" in terminal.shown
    assert "[-" not in terminal.screen
    terminal.leave("q")


def test_a_clean_file(start: Start, project: Path) -> None:
    (project / "article.txt").write_text("All is well here.\n")
    terminal = start("article.txt")
    assert terminal.end() == 0
    assert "Nothing to review in 1 file." in terminal.screen


def test_without_a_terminal_it_refuses(article: Path, project: Path) -> None:
    done = subprocess.run(
        [*PROGRAM, "review", "article.txt"], cwd=project, input="y\ny\n", capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "needs a terminal" in done.stderr
    assert "copydesk diff" in done.stderr
    assert reads(article) == ARTICLE
    assert others(project) == []


def test_a_missing_file_is_named(start: Start, project: Path) -> None:
    terminal = start("nowhere.txt")
    assert terminal.end() == 2
    assert "nowhere.txt" in terminal.screen


def test_a_file_that_cannot_be_checked_does_not_keep_the_others_waiting(
    start: Start, article: Path, project: Path
) -> None:
    (project / "bad.txt").write_bytes(b"caf\xe9 latin")
    terminal = start("bad.txt", "article.txt")
    assert "bad.txt:1: byte 0xe9" in terminal.until()
    terminal.answer("y")
    assert terminal.leave("q") == 2
    assert reads(article) == ARTICLE.replace("advance ", "", 1)


def test_broken_decisions_are_named_and_left_alone(start: Start, article: Path, project: Path) -> None:
    (project / ".copydesk-decisions").write_text("nonsense\n")
    terminal = start("article.txt")
    assert ".copydesk-decisions:1: is not a decision" in terminal.until()
    terminal.answer("y")
    assert terminal.leave("q") == 2
    assert reads(article) == ARTICLE.replace("advance ", "", 1)
    assert reads(project / ".copydesk-decisions") == "nonsense\n"


def test_symbolic_links_and_modes_survive(start: Start, article: Path, project: Path) -> None:
    article.chmod(0o640)
    (project / "link.txt").symlink_to("article.txt")
    terminal = start("link.txt")
    terminal.until()
    terminal.answer("y")
    assert terminal.leave("q") == 0
    assert (project / "link.txt").is_symlink()
    assert article.stat().st_mode & 0o777 == 0o640
    assert reads(article) == ARTICLE.replace("advance ", "", 1)


def test_a_narrow_terminal(start: Start, article: Path) -> None:
    terminal = start("article.txt", COLUMNS="40")
    terminal.until()
    terminal.leave("q")
    sides = [line for line in terminal.screen.splitlines() if line.startswith(("  - ", "  + "))]
    assert sides and all(len(line) <= 40 for line in sides), sides


def test_a_decision_on_what_a_correction_brought_survives_a_kill(start: Start, project: Path) -> None:
    article = project / "article.txt"
    article.write_text(CHAIN, "utf-8")
    terminal = start("article.txt")
    terminal.until()
    assert "1 new after this correction." in terminal.answer("y")
    terminal.answer("K")
    assert "+ They {+climb+}." in terminal.answer("j")
    terminal.answer("n")
    terminal.answer("y")
    terminal.answer("K")
    assert "+ Then they {+climb+}." in terminal.answer("j")
    terminal.answer("y")
    terminal.signal(signal.SIGKILL)
    terminal.end()
    assert reads(article) == CHAIN
    assert kept(project) == [
        "article.txt\tOW002\taccepted\tThen they [[utilise]] ladders.\tuse\t3",
        "article.txt\tOW002\taccepted\tThey [[utilise]] ladders.\tuse",
        "article.txt\tOW004\taccepted\tThen they [[use ladders]].\tclimb\t4",
        "article.txt\tOW004\trejected\tThey [[use ladders]].\t2",
    ]
    again = start("article.txt")
    again.until()
    assert "4 decisions of an earlier review taken up." in again.screen
    assert "+ They {+use+} ropes." in again.screen
    assert again.leave("n") == 0
    assert reads(article) == "They use ladders.\n\nThen they climb.\n\nThey utilise ropes.\n"
    assert kept(project) == [
        "article.txt\tOW002\trejected\tThey [[utilise]] ropes.",
        "article.txt\tOW004\trejected\tThey [[use ladders]].",
    ]


def test_an_undone_decision_on_what_a_correction_brought_is_forgotten(start: Start, project: Path) -> None:
    (project / "article.txt").write_text(CHAIN, "utf-8")
    terminal = start("article.txt")
    terminal.until()
    terminal.answer("y")
    terminal.answer("K")
    terminal.answer("j")
    terminal.answer("n")
    assert len(kept(project)) == 2
    terminal.answer("u")
    assert kept(project) == ["article.txt\tOW002\taccepted\tThey [[utilise]] ladders.\tuse"]
    terminal.answer("r")
    assert kept(project)[1] == "article.txt\tOW004\trejected\tThey [[use ladders]].\t2"
    assert terminal.leave("\x03") == 130
