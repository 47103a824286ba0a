"""Word documents under review."""

from __future__ import annotations

from pathlib import Path

import pytest
from word_packages import members, paragraph, part, settled, word, zipped

from copydesk import Document, Linter
from copydesk.errors import SourceError
from copydesk.review.files import ReviewedFile, open_file, rescue, write_files, write_patch


@pytest.fixture
def file(tmp_path: Path) -> ReviewedFile:
    path = tmp_path / "report {1}.docx"
    path.write_bytes(word(paragraph("They did not recieve it.") + paragraph("He waited three month.")))
    opened = open_file(Document.read(path), Linter())
    session = opened.session
    assert [proposal.text for proposal in session.proposals()] == ["recieve", "month"]
    session.accept(session.proposals()[0].id)
    session.refresh()
    session.reject(session.proposals()[1].id)
    return opened


def test_what_was_accepted_is_written_into_the_document(file: ReviewedFile) -> None:
    (written,) = write_files([file])
    assert written.error is None
    assert Document.read(file.path).text == "They did not receive it.\nHe waited three month."


def test_what_was_accepted_can_be_tracked(file: ReviewedFile) -> None:
    (written,) = write_files([file], tracked=True)
    assert written.error is None
    data = Path(file.path).read_bytes()
    assert Document.read(file.path).text == "They did not receive it.\nHe waited three month."
    assert b"SP001 unknown-word" in part(data, "word/comments.xml")
    original = {**members(""), "word/document.xml": settled(data, accept=False)}
    assert Document.from_bytes(zipped(original), "x.docx").text == file.document.text


def test_a_document_that_changed_meanwhile_is_left_alone_and_a_corrected_copy_kept(file: ReviewedFile) -> None:
    other = word(paragraph("Something else."))
    Path(file.path).write_bytes(other)
    (written,) = write_files([file])
    assert written.error is not None and written.rescued is not None
    assert Path(file.path).read_bytes() == other
    assert written.rescued.name == "report {1}.corrected.docx"
    assert Document.read(written.rescued).text == "They did not receive it.\nHe waited three month."
    assert rescue(file) == written.rescued


def test_no_patch_of_a_document_is_written(file: ReviewedFile, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="which no patch can change"):
        write_patch([file], tmp_path / "x.patch")
    assert not (tmp_path / "x.patch").exists()


def test_what_is_checked_again_keeps_its_paragraphs(tmp_path: Path) -> None:
    lines = ["They did not recieve it.", "He go to school.", "We saw it three month ago.", "They did recieve it."]
    path = tmp_path / "report.docx"
    path.write_bytes(word("".join(map(paragraph, lines))))
    session = open_file(Document.read(path), Linter()).session
    while (proposal := session.advance()) is not None:
        session.accept(proposal.id)
        came, _ = session.refresh()
        assert came == 0
    assert session.text().split("\n") == [
        "They did not receive it.", "He goes to school.", "We saw it three months ago.", "They did receive it."
    ]  # fmt: skip
