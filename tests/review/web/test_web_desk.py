"""What the page may rely on: over real HTTP, with the real command and real files."""

from __future__ import annotations

import http.client
import json
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from page import PATIENCE, PROGRAM, Page, Start
from pseudo_terminal import CHAIN

ARTICLE = (
    "Good work needs advance planning.\r\n"
    "\r\n"
    "They utilise ropes, and they utilise ladders. 😀\r\n"
    "The plan is very unique. It was frobnicatd.\r\n"
    "More advance planning helps"
)
CODES = ["OW001", "OW002", "OW002", "OW003", "OW005", "OW001"]


@pytest.fixture
def article(project: Path) -> Path:
    path = project / "article.txt"
    path.write_bytes(ARTICLE.encode())
    return path


@pytest.fixture
def page(serve: Start, article: Path) -> Page:
    page = serve("article.txt")
    page.file()
    return page


def reads(path: Path) -> str:
    return path.read_bytes().decode()


def write(page: Page, end: bool = False) -> dict[str, object]:
    files = page.get("api/files").data["files"]
    revisions = {one["number"]: one["revision"] for one in files if one["open"]}
    return dict(page.post("api/write", {"revisions": revisions, "end": end}).data)


def test_deciding_keeps_the_decision_and_writes_nothing(page: Page, article: Path, project: Path) -> None:
    assert [one["code"] for one in page.items()] == CODES
    answer = page.act("accept", id=1).data
    assert answer["said"] == "Accepted."
    assert answer["next"] == 2
    assert answer["file"]["progress"]["accepted"] == 1
    assert "OW002\taccepted" in (project / ".copydesk-decisions").read_text("utf-8")
    assert reads(article) == ARTICLE
    assert page.stop() == 130
    assert "article.txt: 1 accepted, 0 rejected, 5 undecided; nothing was written" in page.out
    assert "The decisions are kept in .copydesk-decisions; the next review takes them up." in page.out
    assert reads(article) == ARTICLE


def test_the_next_review_takes_up_where_this_one_ended(page: Page, serve: Start) -> None:
    page.act("accept", id=1)
    page.act("reject", id=0)
    assert page.stop(signal.SIGTERM) == 143
    again = serve("article.txt")
    assert again.file()["progress"]["done"] == 2
    assert "2 decisions of an earlier review taken up" in again.out or again.stop() == 130


def test_a_killed_page_loses_no_decision_on_what_a_correction_brought(serve: Start, project: Path) -> None:
    article = project / "chain.txt"
    article.write_text(CHAIN, "utf-8")
    page = serve("chain.txt")
    page.file()

    def brought() -> int:
        page.file()
        return next(one["id"] for one in page.items() if one["code"] == "OW004" and one["verdict"] == "open")

    page.act("accept", id=0)
    page.act("reject", id=brought())
    page.act("accept", id=1)
    page.act("accept", id=brought())
    page.act("undo")
    page.act("redo")
    assert page.stop(signal.SIGKILL) == -signal.SIGKILL
    again = serve("chain.txt")
    assert again.file()["progress"]["done"] == 4
    assert [one["code"] for one in again.items() if one["verdict"] == "open"] == ["OW002"]
    assert write(again, end=True)["ended"]
    assert again.ended() == 0
    assert "chain.txt: 4 decisions of an earlier review taken up." in again.out
    assert reads(article) == "They use ladders.\n\nThen they climb.\n\nThey utilise ropes.\n"


def test_writing_and_ending(page: Page, article: Path, project: Path) -> None:
    page.act("accept", id=0)
    page.act("reject", id=1)
    outcome = write(page, end=True)
    assert outcome["ended"] is True
    assert page.ended() == 0
    assert reads(article) == ARTICLE.replace("advance ", "", 1)
    assert "article.txt: 1 accepted, 1 rejected, 4 undecided; written." in page.out
    kept = (project / ".copydesk-decisions").read_text("utf-8").splitlines()[1:]
    assert kept == ["article.txt\tOW002\trejected\tThey [[utilise]] ropes, and they utilise"]


def test_writing_and_going_on(page: Page, article: Path, project: Path) -> None:
    page.act("ignore_rule", id=3)
    before = page.act("add_word", id=4).data["file"]
    page.act("accept", id=0)
    outcome = write(page)
    assert [one["written"] for one in outcome["files"]] == [True]  # type: ignore[attr-defined]
    after = page.file()
    assert after["revision"] > before["revision"]
    assert reads(article) == ARTICLE.replace("advance ", "", 1)
    assert [(one["code"], one["verdict"]) for one in page.items()] == [
        ("OW002", "open"),
        ("OW002", "open"),
        ("OW003", "ignored"),
        ("OW005", "ignored"),
        ("OW001", "open"),
    ]
    assert (project / "words.txt").read_text("utf-8") == "Palmyra\nfrobnicatd\n"
    page.act("accept_rule", id=page.items()[0]["id"])
    assert write(page, end=True)["ended"]
    assert page.ended() == 0
    assert reads(article) == ARTICLE.replace("advance ", "", 1).replace("utilise", "use")


def test_an_outdated_tab_is_told_and_changes_nothing(page: Page) -> None:
    known = page.file()["revision"]
    assert page.act("reject", id=0, revision=known).status == 200
    late = page.act("accept", id=1, revision=known)
    assert late.status == 409
    assert "decided elsewhere" in late.data["message"]
    fresh = late.data["files"][0]
    assert fresh["progress"] == {"done": 1, "total": 6, "accepted": 0, "rejected": 1, "skipped": 0, "ignored": 0}
    assert page.file()["progress"]["done"] == 1
    late = page.post("api/write", {"revisions": {0: known}, "end": True})
    assert late.status == 409
    assert page.post("api/write", {"revisions": {}, "end": True}).status == 409
    assert page.post("api/files/0/reload", {"revision": known}).status == 409
    assert page.act("accept", id=1, revision=fresh["revision"]).status == 200
    assert page.act("accept", id=2, revision=fresh["revision"] + 1000).status == 409


def test_what_a_check_brings_is_no_obstacle(page: Page) -> None:
    accepted = page.act("accept", id=2).data["file"]  # “use ladders” is a finding of its own
    assert accepted["rechecking"]
    settled = page.file()
    assert settled["revision"] > accepted["revision"]
    assert settled["notice"] == "1 new after this correction."
    assert [one["code"] for one in page.items()] == ["OW001", "OW002", "OW002", "OW004", "OW003", "OW005", "OW001"]
    assert page.act("reject", id=0, revision=accepted["revision"]).status == 200


def test_what_was_settled_meanwhile_cannot_be_decided(page: Page) -> None:
    page.act("accept", id=2)
    page.file()
    new = next(one["id"] for one in page.items() if one["code"] == "OW004")
    page.act("undo")
    answer = page.act("accept", id=new)
    assert answer.status == 422
    assert answer.data["message"] == "This has been settled by another correction meanwhile."


def test_all_tabs_hear_what_happens(page: Page) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", page.port, timeout=PATIENCE)
    connection.request("GET", f"/{page.token}/api/news")
    stream = connection.getresponse()
    assert stream.getheader("content-type", "").startswith("text/event-stream")

    def news() -> dict[str, object]:
        while True:
            line = stream.readline().decode()
            assert line, "the stream has ended"
            if line.startswith("data: "):
                return dict(json.loads(line.removeprefix("data: ")))

    assert news()["output"] is None
    page.act("reject", id=0)
    told = news()["files"]
    assert [one["progress"]["rejected"] for one in told] == [1]  # type: ignore[attr-defined]
    page.process.send_signal(signal.SIGINT)
    assert "ended where it was started" in str(news()["over"])
    assert page.ended() == 130


def test_a_file_that_changed_meanwhile_is_not_written(page: Page, article: Path, project: Path) -> None:
    page.act("accept", id=1)
    page.act("reject", id=3)
    changed = "A new first line. " + ARTICLE
    article.write_bytes(changed.encode())
    outcome = write(page, end=True)
    assert outcome["ended"] is False
    (one,) = outcome["files"]  # type: ignore[misc]
    assert one["written"] is False
    assert one["said"] == "has changed since it was checked, so nothing was written"
    assert one["rescued"] == "article.txt.patch"
    assert "-They utilise ropes" in (project / "article.txt.patch").read_text("utf-8")
    assert reads(article) == changed
    state = page.until(lambda one: one["disk"] == "changed")
    assert state["progress"]["accepted"] == 1  # nothing is lost in the page either

    answer = page.post("api/files/0/reload", {"revision": state["revision"]})
    assert answer.data["said"].endswith("What was accepted before is kept in article.txt.patch.")
    again = page.file()
    assert again["revision"] > state["revision"]
    assert (again["disk"], again["progress"]["accepted"], again["progress"]["rejected"]) == ("same", 1, 1)
    assert write(page, end=True)["ended"]
    assert page.ended() == 2  # the first try failed
    assert reads(article) == changed.replace("utilise", "use", 1)


def test_a_change_on_disk_is_noticed_before_anything_is_written(page: Page, article: Path) -> None:
    article.write_bytes(b"Something else.\n")
    assert page.until(lambda one: one["disk"] == "changed")
    article.write_bytes(ARTICLE.encode())
    assert page.until(lambda one: one["disk"] == "same")


def test_a_file_that_was_deleted(page: Page, article: Path, project: Path) -> None:
    page.act("accept", id=1)
    article.unlink()
    state = page.until(lambda one: one["disk"] == "gone")
    (one,) = write(page)["files"]  # type: ignore[misc]
    assert one["written"] is False
    assert "was moved or deleted" in one["said"]
    assert (project / one["rescued"]).exists()
    answer = page.post("api/files/0/reload", {"revision": state["revision"]})
    assert answer.status == 422
    assert "cannot be read" in answer.data["message"]
    assert page.file()["progress"]["accepted"] == 1
    article.write_bytes(ARTICLE.encode())
    assert write(page, end=True)["ended"]
    assert page.ended() == 2
    assert reads(article) == ARTICLE.replace("utilise", "use", 1)


def test_a_read_only_file(serve: Start, article: Path, project: Path) -> None:
    article.chmod(0o444)
    page = serve("article.txt")
    assert page.file()["readOnly"]
    page.act("accept", id=1)
    outcome = write(page, end=True)
    assert not outcome["ended"]
    (one,) = outcome["files"]  # type: ignore[misc]
    assert one["said"] == "is read-only, so it is left alone"
    assert one["rescued"] == "article.txt.patch"
    assert page.stop() == 130
    assert reads(article) == ARTICLE


def test_a_patch_in_place_of_the_files(serve: Start, article: Path, project: Path) -> None:
    page = serve("article.txt", "--output", "changes.patch")
    page.act("accept", id=1)
    assert page.get("api/files").data["output"] == "changes.patch"
    assert write(page, end=True)["ended"]
    assert page.ended() == 0
    assert reads(article) == ARTICLE
    done = subprocess.run(["patch", "-p1", "--binary", "-i", "changes.patch"], cwd=project, capture_output=True)
    assert done.returncode == 0
    assert reads(article) == ARTICLE.replace("utilise", "use", 1)


def test_ending_without_writing(page: Page, article: Path) -> None:
    page.act("accept", id=1)
    assert page.post("api/leave", {}).data == {"ended": True}
    assert page.ended() == 0
    assert "nothing was written" in page.out
    assert reads(article) == ARTICLE


def test_without_decisions_what_was_accepted_goes_to_a_patch(serve: Start, article: Path, project: Path) -> None:
    page = serve("article.txt", "--no-decisions")
    page.act("accept", id=1)
    assert page.stop() == 130
    assert "the accepted corrections are kept in article.txt.patch" in page.out
    assert not (project / ".copydesk-decisions").exists()


def test_ones_own_words(page: Page, article: Path) -> None:
    assert page.get("api/files/0/items/0").data["words"] == "planning"
    assert page.act("write", id=0, words="a plan\nand a second line").status == 200
    for words, reason in (("\x07", "control character"), ("\ud800", "cannot be written"), (7, "missing")):
        answer = page.act("write", id=5, words=words)
        assert answer.status == 422
        assert reason in answer.data["message"]
    write(page, end=True)
    assert reads(article) == ARTICLE.replace("advance planning", "a plan\r\nand a second line", 1)


def test_several_files(serve: Start, article: Path, project: Path) -> None:
    (project / "b.txt").write_text("They utilise it.\n", "utf-8")
    (project / "bad.txt").write_bytes(b"caf\xe9\n")
    page = serve("article.txt", "bad.txt", "b.txt")
    page.file(2)
    files = page.get("api/files").data["files"]
    assert [(one["path"], one["open"]) for one in files] == [("article.txt", True), ("bad.txt", False), ("b.txt", True)]
    assert "bad.txt" in files[1]["problem"]
    page.act("accept", 2, id=0)
    page.act("accept", 0, id=1)
    assert write(page, end=True)["ended"]
    assert page.ended() == 2
    assert reads(project / "b.txt") == "They use it.\n"
    assert reads(article) == ARTICLE.replace("utilise", "use", 1)


def test_a_patch_of_someone_else(serve: Start, article: Path, project: Path) -> None:
    patch = "--- a/article.txt\n+++ b/article.txt\n@@ -5 +5 @@\n-More advance planning helps\n"
    patch += "\\ No newline at end of file\n+More planning helps\n\\ No newline at end of file\n"
    (project / "other.patch").write_bytes(patch.encode())
    page = serve("--from", "other.patch", "article.txt")
    assert page.file()["progress"]["total"] == 1
    page.act("accept", id=0)
    assert write(page, end=True)["ended"]
    assert reads(article) == ARTICLE.replace("More advance", "More")


def test_a_port_that_is_taken(article: Path, project: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        command = [*PROGRAM, "--port", str(port), "article.txt"]
        done = subprocess.run(command, cwd=project, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 2
    assert f"cannot listen at 127.0.0.1, port {port}" in done.stderr
    assert "without --port a free one is taken" in done.stderr


def test_without_the_extra_it_says_how_to_get_it(article: Path, project: Path) -> None:
    script = (
        "import sys; sys.modules['uvicorn'] = None; from copydesk.cli.main import main; "
        "sys.argv = ['copydesk', 'review', '--web', 'article.txt']; main()"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 2
    assert "pip install 'copydesk[web]'" in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_to_review(serve: Start, project: Path) -> None:
    (project / "fine.txt").write_text("All is well.\n", "utf-8")
    page = serve("fine.txt")
    assert page.file()["progress"]["total"] == 0
    assert page.stop() == 130
    assert "Nothing was decided, nothing was written." in page.out
