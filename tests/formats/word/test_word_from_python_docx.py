"""Documents from another program, with all that it puts into them, on the command line."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest


def run(*arguments: str, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "copydesk", *arguments], input=stdin, capture_output=True, check=False)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    document = docx.Document()
    document.add_heading("The strikers hold the bridge", 1)
    line = document.add_paragraph("They did not ")
    line.add_run("reci").bold = True
    line.add_run("eve an answer to there questions.")
    document.add_paragraph("He waited three month.", style="List Bullet")
    document.add_table(1, 2).cell(0, 1).text = "They did recieve it."
    document.sections[0].header.paragraphs[0].text = "A header that nobody recieved"
    path = tmp_path / "report.docx"
    document.save(str(path))
    return path


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def words(path: Path) -> list[str]:
    document = docx.Document(str(path))
    return [one.text for one in document.paragraphs] + [cell.text for cell in document.tables[0].rows[0].cells]


def test_check_counts_paragraphs(report: Path) -> None:
    done = run("check", "-o", "json", str(report))
    assert done.returncode == 1
    (file,) = json.loads(done.stdout)["files"]
    assert [(one["start"]["line"], one["text"]) for one in file["findings"]] == [
        (2, "recieve"), (2, "there"), (3, "month"), (5, "recieve"), (6, "recieved")
    ]  # fmt: skip


def test_fix_corrects_the_runs(report: Path) -> None:
    before = report.read_bytes()
    done = run("fix", "--unsafe-fixes", str(report))
    assert done.returncode == 0, done.stderr
    assert words(report) == [
        "The strikers hold the bridge", "They did not receive an answer to their questions.", "He waited three months.",
        "", "They did receive it.",
    ]  # fmt: skip
    bold = [run.text for run in docx.Document(str(report)).paragraphs[1].runs if run.bold]
    assert bold == ["recei"]
    old, new = members(before), members(report.read_bytes())
    assert list(new) == list(old)
    assert [name for name in new if new[name] != old[name]] == ["word/document.xml", "word/header1.xml"]
    assert docx.Document(str(report)).sections[0].header.paragraphs[0].text == "A header that nobody received"


def test_fix_tracked_leaves_the_document_and_writes_another(report: Path, tmp_path: Path) -> None:
    before, output = report.read_bytes(), tmp_path / "tracked.docx"
    done = run("fix", "--tracked", "--output", str(output), str(report))
    assert done.returncode == 0, done.stderr
    assert b"5 changes in 1 file, no findings left" in done.stdout
    assert report.read_bytes() == before
    new = members(output.read_bytes())
    changed = {name for name in new if new[name] != members(before).get(name)}
    listed = {"[Content_Types].xml", "word/_rels/document.xml.rels"}
    assert changed == {"word/document.xml", "word/header1.xml", "word/comments.xml", *listed}
    assert b"SP001 unknown-word" in new["word/comments.xml"]
    assert docx.Document(str(output)).paragraphs[2].style.name == "List Bullet"
    again = run("fix", "--tracked", str(output))
    assert (again.returncode, again.stdout) == (0, b"nothing changed, no findings left\n")
    assert members(output.read_bytes()) == new


def test_only_what_is_safe_is_tracked_where_that_is_asked_for(report: Path) -> None:
    done = run("fix", "--tracked", "--safe-only", str(report))
    assert done.returncode == 1
    tracked = members(report.read_bytes())["word/document.xml"]
    assert tracked.count(b"<w:ins ") < 4
    assert b"<w:delText>there</w:delText>" not in tracked


def test_diff_shows_the_paragraphs(report: Path) -> None:
    done = run("diff", str(report))
    assert done.returncode == 1
    assert b"They did not [-recieve-]{+receive+} an answer to [-there-]{+their+} questions." in done.stdout
    assert b"3 | He waited three [-month-]{+months+}." in done.stdout


def test_stdin_and_folders(report: Path) -> None:
    (report.parent / "~$report.docx").write_bytes(b"\5user")
    assert run("check", "--show-files", str(report.parent)).stdout.decode().split("\n") == [str(report), ""]
    done = run("check", "-", stdin=report.read_bytes())
    assert b"<stdin>:2:14 SP001" in done.stdout
    fixed = run("fix", "-", stdin=report.read_bytes())
    report.write_bytes(fixed.stdout)
    assert "They did not receive an answer to there questions." in words(report)


def test_refusals_of_the_command_line(report: Path, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("They did recieve it.\n", "utf-8")
    done = run("fix", "--tracked", str(note))
    assert done.returncode == 2
    assert done.stderr.decode() == f"error: {note}: is not a Word document, so no changes can be tracked in it\n"
    assert note.read_text("utf-8") == "They did recieve it.\n"
    old = tmp_path / "old.doc"
    old.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + "WordDocument".encode("utf-16-le"))
    done = run("check", str(old), str(report))
    assert done.returncode == 2
    assert done.stderr.decode() == f"error: {old}: is in the old .doc format\n  hint: save it as .docx\n"
    assert b"5 findings in 1 file" in done.stdout
    for options in (["--safe-only", "--unsafe-fixes"], ["--diff", "--tracked"], ["--output", "x", str(note)]):
        done = run("fix", *options, str(report))
        assert (done.returncode, done.stdout) == (2, b"")
