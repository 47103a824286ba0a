"""Word documents in the page, in a real browser."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
from page import Start
from playwright.sync_api import expect
from tab import Open, press, reads, settled

NAME = "report.docx"


@pytest.fixture
def report(project: Path) -> Path:
    document = docx.Document()
    document.add_heading("Good work needs advance planning", 1)
    line = document.add_paragraph("They ")
    line.add_run("util").bold = True
    line.add_run("ise ropes.")
    document.add_table(1, 1).cell(0, 0).text = "It was frobnicatd."
    document.sections[0].header.paragraphs[0].text = "Who will utilise it?"
    path = project / NAME
    document.save(str(path))
    return path


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def words(path: Path) -> list[str]:
    document = docx.Document(str(path))
    body = [one.text for one in document.paragraphs] + [document.tables[0].cell(0, 0).text]
    return [*body, document.sections[0].header.paragraphs[0].text]


def test_through_a_document(serve: Start, visit: Open, report: Path) -> None:
    before = members(report.read_bytes())
    server = serve(NAME)
    tab = visit(server)
    expect(tab.locator("#progress")).to_have_text("0 of 4 decided")
    assert reads(tab) == (
        "Good work needs advance planning\nThey utilise ropes.\nIt was frobnicatd.\nWho will utilise it?"
    )
    tab.get_by_role("button", name="2 preparation").click()
    settled(tab)
    expect(tab.locator("#where")).to_have_text("Line 2")
    tab.get_by_role("button", name="Accept", exact=True).click()
    settled(tab)
    tab.get_by_role("button", name="Reject", exact=True).click()
    settled(tab)
    tab.get_by_role("button", name="Accept", exact=True).click()
    settled(tab)
    assert members(report.read_bytes()) == before
    tab.get_by_role("button", name="Write…").click()
    expect(tab.locator("#write-files")).to_have_text("report.docx: 3 accepted, 1 rejected")
    tab.get_by_role("button", name="Write and finish").click()
    expect(tab.locator("#over")).to_contain_text("The corrections are written, and the review is over.")
    assert server.ended() == 0
    assert words(report) == [
        "Good work needs preparation", "They use ropes.", "It was frobnicatd.", "Who will use it?"
    ]  # fmt: skip
    after = members(report.read_bytes())
    assert [name for name in after if after[name] != before[name]] == ["word/document.xml", "word/header1.xml"]


def test_tracked_changes_and_going_on(serve: Start, visit: Open, report: Path) -> None:
    server = serve("--tracked", NAME)
    tab = visit(server)
    press(tab, "y", "n")
    tab.get_by_role("button", name="Write…").click()
    tab.get_by_role("button", name="Write and go on").click()
    expect(tab.locator("#progress")).to_have_text(re.compile("^1 of 3 decided$"))
    settled(tab)
    assert reads(tab).startswith("Good work needs planning\nThey utilise ropes.\n")
    press(tab, "e")
    tab.keyboard.type("frobnicated at last")
    tab.keyboard.press("Enter")
    settled(tab)
    press(tab, "y", "w")
    tab.get_by_role("button", name="Write and finish").click()
    expect(tab.locator("#over")).to_be_visible()
    assert server.ended() == 0
    body, header = (members(report.read_bytes())[f"word/{name}.xml"].decode() for name in ("document", "header1"))
    assert re.findall(r"<w:delText[^>]*>([^<]*)<", body) == [" advance", "frobnicatd"]
    assert re.findall(r"<w:ins [^>]*>.*?<w:t[^>]*>([^<]*)<", body) == ["frobnicated at last"]
    assert re.findall(r"<w:delText[^>]*>([^<]*)<", header) == ["utilise"]
