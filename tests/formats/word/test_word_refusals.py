"""What is refused: one message that names the file, and nothing is written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from word_packages import HEAD, NAMESPACES, members, paragraph, word, zipped

from copydesk import Document
from copydesk.errors import SourceError
from copydesk.formats.rewrite import rewritten
from copydesk.formats.word import package
from copydesk.text.edit import Edit

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
BODY = paragraph("They recieved it.")


def refusal(data: bytes) -> str:
    with pytest.raises(SourceError) as raised:
        Document.from_bytes(data, "report.docx")
    assert raised.value.path == "report.docx"
    return raised.value.message


def changed(name: str, data: bytes | None) -> bytes:
    """A document with one member changed, or left out."""
    found = members(BODY)
    if data is None:
        del found[name]
    else:
        found[name] = data
    return zipped(found)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty, not a Word document"),
        (b"Just some text.", "is not a Word document: it is no zip archive"),
        (b"{\\rtf1 text}", "is in the RTF format"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "is protected by a password"),
        (OLE + "WordDocument".encode("utf-16-le"), "is in the old .doc format"),
        (OLE, "is not a Word document"),
        (word(BODY)[:-40], "is a damaged Word document: File is not a zip file"),
        (zipped({"a.txt": b"a"}), "is a zip archive, but not a Word document"),
        (changed("word/document.xml", None), "is not a whole Word document: word/document.xml is missing"),
        (changed("_rels/.rels", None), "is a zip archive, but not a Word document"),
        (changed("word/document.xml", b"<a/>"), "is not a whole Word document: word/document.xml has no body"),
        (
            changed("word/document.xml", b"<a><b></a>"),
            "is a damaged Word document: word/document.xml is not well-formed XML (mismatched tag: line 1, column 8)",
        ),
    ],
)
def test_what_is_no_whole_word_document(data: bytes, message: str) -> None:
    assert refusal(data) == message


def test_entities_are_never_expanded_nor_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    for declared in (
        '<!ENTITY a "boat">',
        '<!ENTITY a "&b;&b;"><!ENTITY b "&c;&c;"><!ENTITY c "boat">',
        f'<!ENTITY a SYSTEM "{secret.as_uri()}">',
    ):
        body = "<w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body>"
        document = f"<!DOCTYPE w:document [{declared}]><w:document {NAMESPACES}>{body}</w:document>"
        assert "declares a document type" in refusal(changed("word/document.xml", document.encode()))


def test_a_part_that_expands_without_end_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    blank = f"{HEAD}<w:document {NAMESPACES}>{' ' * 6_000_000}<w:body/></w:document>".encode()
    bomb = changed("word/document.xml", blank)
    assert len(bomb) < 20_000
    assert "word/document.xml expands to 6,0" in refusal(bomb)
    monkeypatch.setattr(package, "PART_BYTES", 1_000_000)
    assert "would expand to more than 0 MB" in refusal(bomb)
    monkeypatch.setattr(package, "ALL_BYTES", 1_000_000)
    assert "would expand to more than 1 GB" in refusal(bomb)


def test_a_part_that_lies_about_its_size_is_damaged() -> None:
    data = bytearray(changed("word/media/a.bin", b"x" * 10))
    place = data.rindex(b"PK\1\2", 0, data.rindex(b"word/media/a.bin"))
    data[place + 24 : place + 28] = (3).to_bytes(4, "little")
    assert Document.from_bytes(bytes(data), "report.docx").text == "They recieved it."  # it is not read at all
    data = bytearray(word(BODY))
    place = data.rindex(b"PK\1\2", 0, data.rindex(b"word/document.xml"))
    data[place + 24 : place + 28] = (3).to_bytes(4, "little")
    assert refusal(bytes(data)).startswith("is a damaged Word document")


def test_members_on_one_another_and_members_there_twice_are_damage() -> None:
    data = bytearray(word(BODY))
    first = data.index(b"PK\1\2")
    second = data.index(b"PK\1\2", first + 4)
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    assert "members lie on one another" in refusal(bytes(data))
    twice = io.BytesIO(word(BODY))
    with pytest.warns(UserWarning), zipfile.ZipFile(twice, "a") as archive:
        archive.writestr("word/document.xml", b"<a/>")
    assert "a member is there twice" in refusal(twice.getvalue())


def test_too_many_members_and_too_deep_nesting(monkeypatch: pytest.MonkeyPatch) -> None:
    deep = f"{HEAD}<w:document {NAMESPACES}><w:body>{'<w:sdt>' * 400}{'</w:sdt>' * 400}</w:body></w:document>"
    assert "is nested too deep" in refusal(changed("word/document.xml", deep.encode()))
    monkeypatch.setattr(package, "MEMBERS", 3)
    assert refusal(word(BODY)) == "has 5 members, more than a Word document needs, and is not opened"


def test_a_signed_document_is_read_but_not_written() -> None:
    data = changed("_xmlsignatures/origin.sigs", b"")
    document = Document.from_bytes(data, "report.docx")
    assert rewritten(document.source, []) == data
    with pytest.raises(SourceError, match="a correction would break the signature"):
        rewritten(document.source, [Edit(0, 4, "We")])


@pytest.mark.parametrize("damage", [lambda data, n: data[:n], lambda data, n: data[:n] + b"\xff" + data[n + 1 :]])
def test_no_damage_at_all_ends_in_anything_but_a_message(damage: Callable[[bytes, int], bytes]) -> None:
    data = word(BODY)
    for place in range(0, len(data), 7):
        try:
            Document.from_bytes(damage(data, place), "report.docx")
        except SourceError as error:
            assert error.path == "report.docx"
