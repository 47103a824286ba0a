from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.errors import EditError, SourceError
from copydesk.text.edit import Applicability, Edit, Fix, ordered
from copydesk.text.finding import Category, Confidence, Finding, Severity
from copydesk.text.mask import INVISIBLE, OPAQUE, visible
from copydesk.text.source import Source
from copydesk.text.span import Span

ENCODINGS = ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]
BOMS = dict(
    zip(
        ENCODINGS,
        [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE],
        strict=True,
    )
)
TEXTS = st.lists(st.sampled_from(["a", "é", "👍🏽", "\n", "\r\n", "\r", "\u2028", "’", " ", "word"]), max_size=20).map(
    "".join
)


@given(TEXTS, st.sampled_from(ENCODINGS))
def test_bytes_come_back_as_they_were(text: str, encoding: str) -> None:
    data = BOMS[encoding] + text.encode(encoding)
    source = Source.from_bytes(data)
    assert (source.text, source.encoding, source.bom) == (text, encoding, BOMS[encoding])
    assert source.data() == data
    assert source.with_text(text + "!").data() == data + "!".encode(encoding) == source.data(text + "!")


@given(TEXTS)
def test_lines_and_positions_agree(text: str) -> None:
    source = Source(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert [source.line_span(number).of(text) for number in range(len(source.line_starts))] == lines
    for offset in range(len(text) + 1):
        line, column = source.position(offset)
        assert source.line_of(offset) == line - 1
        assert source.line_starts[line - 1] + column - 1 == offset


@pytest.mark.parametrize(
    ("text", "newline"), [("", "\n"), ("a", "\n"), ("a\r\nb\n", "\r\n"), ("a\rb\n", "\r"), ("a\nb\r\n", "\n")]
)
def test_the_first_newline_counts(text: str, newline: str) -> None:
    assert Source(text).newline == newline


@pytest.mark.parametrize(
    ("data", "encoding", "message"),
    [
        (b"caf\xe9\n", None, "f.txt:1: byte 0xe9 at byte offset 3 is not utf-8"),
        (b"a\nb\n\xff", None, "f.txt:3: byte 0xff at byte offset 4"),
        (b"\x89PNG\r\n\x1a\n\0\0", None, "looks like a binary file"),
        (b"abc\0def", None, "looks like a binary file"),
        (b"text", "klingon", "unknown encoding “klingon”"),
        (b"+AGE-b", "utf-7", "does not give the same bytes back"),
    ],
)
def test_what_cannot_be_decoded_is_refused(data: bytes, encoding: str | None, message: str) -> None:
    with pytest.raises(SourceError) as error:
        Source.from_bytes(data, "f.txt", encoding)
    assert message in str(error.value)


def test_a_mark_goes_before_the_encoding_that_was_asked_for() -> None:
    assert Source.from_bytes(codecs.BOM_UTF8 + b"a", encoding="latin-1").encoding == "utf-8"
    assert Source.from_bytes(b"caf\xe9", encoding="latin-1").text == "café"


def test_what_cannot_be_encoded_is_refused() -> None:
    with pytest.raises(SourceError, match="“’” cannot be written in latin-1"):
        Source("it's", "f", "latin-1").data("it’s")


def test_reading_names_the_path(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_bytes(b"one\r\ntwo")
    assert Source.read(target) == Source("one\r\ntwo", str(target))
    with pytest.raises(SourceError, match=r"none\.txt: cannot be read: No such file"):
        Source.read(tmp_path / "none.txt")


def test_spans() -> None:
    span = Span(2, 5)
    assert (span.length, span.empty, Span(3, 3).empty) == (3, False, True)
    assert span.overlaps(Span(4, 9)) and not span.overlaps(Span(5, 9)) and not span.overlaps(Span(5, 5))
    assert span.overlaps(Span(3, 3)) and not Span(2, 2).overlaps(span)
    assert span.touches(Span(5, 9)) and not span.touches(Span(6, 9))
    assert span.covers(Span(2, 5)) and span.covers(Span(5, 5)) and not span.covers(Span(1, 3))
    assert span.hull(Span(7, 8)) == Span(2, 8)
    assert span.shift(2) == Span(4, 7)
    assert span.of("abcdefg") == "cde"


def test_a_fix_keeps_its_edits_in_order() -> None:
    fix = Fix((Edit(5, 6, "b"), Edit(1, 2, "a")))
    assert fix.edits == (Edit(1, 2, "a"), Edit(5, 6, "b"))
    assert fix.span == Span(1, 6)
    assert fix.applicability is Applicability.UNSAFE
    with pytest.raises(EditError, match="at least one edit"):
        Fix(())
    with pytest.raises(EditError, match="overlap"):
        Fix((Edit(1, 4, "a"), Edit(3, 6, "b")))
    assert ordered([Edit(3, 3, "x"), Edit(1, 3, "y")]) == (Edit(1, 3, "y"), Edit(3, 3, "x"))


def test_a_finding_speaks_of_its_best_fix() -> None:
    def finding(*fixes: Fix) -> Finding:
        return Finding("GR001", "x", Category.GRAMMAR, Severity.ERROR, Confidence.HIGH, "m", Span(0, 1), fixes)

    shown, safe = Fix((Edit(0, 1, "a"),), Applicability.DISPLAY), Fix((Edit(0, 1, "b"),), Applicability.SAFE)
    assert (finding().fix, finding().applicability, finding().fixable) == (None, None, False)
    assert finding(shown, safe).fix is shown and not finding(shown, safe).fixable
    assert finding(safe).applicability is Applicability.SAFE and finding(safe).fixable
    assert finding().sort_key() == (0, 1, "GR001")
    assert Applicability.SAFE > Applicability.UNSAFE > Applicability.DISPLAY
    assert (str(Applicability.SAFE), str(Severity.ERROR), str(Confidence.LOW)) == ("safe", "error", "low")


def test_visible_text_is_without_invisible_markup() -> None:
    assert visible(f"bo{INVISIBLE}ld {OPAQUE}") == f"bold {OPAQUE}"
    assert visible("plain") == "plain"
