"""The proof: LibreOffice opens what was written, and accepts and rejects the tracked changes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from word_packages import box, note, paragraph, section, table, text, word

from copydesk import Applicability, Document, Linter, fix_document
from copydesk.lint.fixer import Fixed
from copydesk.reports.tracked import tracked

PYTHONS = ("/usr/bin/python3", shutil.which("python3") or "")
CI = bool(os.environ.get("CI"))
NOTE = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
UNDERLINED = '<w:u w:val="single"/>'
ANA = 'w:author="Ana" w:date="2026-01-02T03:04:05Z"'


@cache
def missing() -> str | None:
    """What is missing of LibreOffice, if anything."""
    if shutil.which("soffice") is None:
        return "LibreOffice is not installed (libreoffice-writer)"
    if _python() is None:
        return "the Python bridge of LibreOffice is not installed (python3-uno)"
    return None


@cache
def _python() -> str | None:
    """A Python that can talk to LibreOffice."""
    for python in PYTHONS:
        if python and subprocess.run([python, "-c", "import uno"], capture_output=True, check=False).returncode == 0:
            return python
    return None


def documents() -> Iterator[tuple[str, bytes]]:
    """Documents with errors in all kinds of places."""
    bold = partial(text, properties="<w:b/>")
    yield "plain", word(
        paragraph("The strikers", style="berschrift1")
        + paragraph("They did not ", bold("reci"), "eve an answer to there ", text("questions", "<w:i/>"), ".")
        + paragraph("The owners have promised new lamps three month ago.")
    )
    yield "table", word(
        paragraph("Two cells:")
        + table((paragraph("He go to school."), paragraph("They did recieve it.")), (paragraph("Both."), paragraph("")))
        + paragraph("After the table they did recieve it.")
    )
    twice = "The blockade was kept from the newspapers until the night before it began on Sunday."
    yield "twice", word(
        paragraph("First.") + paragraph(twice, properties="<w:spacing w:after='0'/>") + paragraph(twice)
        + paragraph("Last of all they did recieve it.")
    )  # fmt: skip
    yield "notes", word(
        paragraph("The miners did not recieve it", NOTE, " on Monday."),
        footnotes=note(2, " Some of them did recieve it in there homes."),
    )
    boxed = box(paragraph("Some of them did recieve it."))
    yield "margins", word(
        paragraph("The miners did not recieve it", boxed, " on Monday."),
        section("header1", "footer1"),
        header1=paragraph("Nobody ", bold("reci"), "eved it"),
        footer1=paragraph("He waited three month."),
    )
    gone = f'<w:del w:id="5" {ANA}><w:r><w:delText xml:space="preserve">never </w:delText></w:r></w:del>'
    come = f'<w:ins w:id="6" {ANA}>{text("did recieve an answer to ")}</w:ins>'
    yield "tracked", word(paragraph("They ", gone, come, "there questions."))
    link = f'<w:hyperlink w:anchor="there">{text("did recieve", UNDERLINED)}</w:hyperlink>'
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>SEQ Figure</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{text("1")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    yield "inline", word(
        paragraph('<w:bookmarkStart w:id="1" w:name="there"/>', "Here it is.", '<w:bookmarkEnd w:id="1"/>')
        + paragraph("They ", link, " it in figure ", field, " and three month ago.")
        + paragraph("One line, recieved", "<w:r><w:tab/><w:br/></w:r>", "after three month.")
        + paragraph("They ", f"<w:sdt><w:sdtPr/><w:sdtContent>{text('did recieve it')}</w:sdtContent></w:sdt>", ".")
    )  # fmt: skip
    long = "The blockade, which had been planned for a fortnight by a committee and which was kept from all " * 3
    yield "flagged", word(paragraph(f"{long.strip()} from all of us.") + paragraph("They did recieve it."))


def fixed(data: bytes) -> Fixed:
    return fix_document(Document.from_bytes(data, "report.docx"), Linter(), at_least=Applicability.UNSAFE)


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Fixed, dict[str, Any]]]:
    """What LibreOffice makes of each document: one start for all."""
    if reason := missing():
        if CI:
            pytest.fail(reason)
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("word")
    cases: dict[str, Fixed] = {}
    for name, data in documents():
        cases[name] = fixed(data)
        (folder / f"{name}.docx").write_bytes(tracked(cases[name], datetime(2026, 3, 1, 12, 0)))
    told = ask(sorted(folder.glob("*.docx")))
    return {name: (cases[name], told[f"{name}.docx"]) for name in cases}


def ask(files: list[Path]) -> dict[str, Any]:
    """Start LibreOffice, ask it, and end it."""
    pipe = f"copydesk{os.getpid()}"
    with tempfile.TemporaryDirectory() as profile:
        office = subprocess.Popen(
            ["soffice", "--headless", "--norestore", "--nologo", f"-env:UserInstallation={Path(profile).as_uri()}",
             f"--accept=pipe,name={pipe};urp"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            script = Path(__file__).with_name("office_uno.py")
            command = [_python() or "", str(script), pipe, *map(str, files)]
            done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
            assert done.returncode == 0, done.stderr
            found: dict[str, Any] = json.loads(done.stdout)
            return found
        finally:
            office.terminate()
            try:
                office.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(office.pid, 9)
                office.wait(30)


@pytest.mark.parametrize("name", [name for name, _ in documents()])
def test_accepting_all_gives_the_corrected_text_and_rejecting_all_the_original(
    name: str, seen: dict[str, tuple[Fixed, dict[str, Any]]]
) -> None:
    done, told = seen[name]
    original, corrected = done.before.text, done.after.text
    assert original != corrected
    assert told["accepted"] == lines(corrected, name)
    # What somebody else has tracked is rejected, too.
    rejected = "They never there questions." if name == "tracked" else original
    assert told["rejected"] == lines(rejected, name)


def lines(text: str, name: str) -> list[str]:
    found = [line.replace("\u2028", "\n") for line in text.split("\n")]
    if name == "margins":
        found.append(found.pop(1))  # the text box, which LibreOffice is asked for at the end
    return found


@pytest.mark.parametrize("name", [name for name, _ in documents()])
def test_every_change_has_a_comment_that_says_why(name: str, seen: dict[str, tuple[Fixed, dict[str, Any]]]) -> None:
    done, told = seen[name]
    assert {author for author, _ in told["comments"]} == {"copydesk"}
    assert told["authors"] == (["Ana", "copydesk"] if name == "tracked" else ["copydesk"])
    inside = len(done.before.text) if name != "margins" else done.before.text.index("Nobody")
    for change in done.changes:
        if change.edit.start >= inside:
            continue  # there are no comments in headers and footers
        for cause in change.causes:
            told_so = [content for _, content in told["comments"] if cause.finding.message in content]
            assert any(f"{cause.finding.code} {cause.finding.name}" in content for content in told_so)
    for finding in done.left:
        assert any(finding.message in content for _, content in told["comments"])
