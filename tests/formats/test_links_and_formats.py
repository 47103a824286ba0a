from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.errors import ConfigError
from copydesk.formats.detect import FORMATS, PACKAGES, SUFFIXES, detect, format_of, parser_of
from copydesk.formats.document import Document
from copydesk.formats.links import links
from copydesk.text.source import Source


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See https://a.example/b_(c)/d?e=f#g.", ["https://a.example/b_(c)/d?e=f#g"]),
        ("(see http://a.example/b)", ["http://a.example/b"]),
        ("“https://a.example”", ["https://a.example"]),
        ("<https://a.example/b>", ["https://a.example/b"]),
        ("www.a.example, and so on", ["www.a.example"]),
        ("Write to ann.b+c@a.example.", ["ann.b+c@a.example"]),
        ("mailto:ann@a.example!", ["mailto:ann@a.example"]),
        ("Ask (ann@a.example)", ["ann@a.example"]),
        ("Go to example.com/path, then on.", ["example.com/path"]),
        ("At docs.example.org.", ["docs.example.org"]),
        ("file:///etc/hosts and ftp://x.example", ["file:///etc/hosts", "ftp://x.example"]),
        ("An @ sign, a.com.b, 3.5, e.g. this.It was", []),
        ("Mr.Smith and the U.S. and .com alone", []),
        ("http:// alone", []),
        ("@ann said", []),
    ],
)
def test_links(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in links(text)] == expected


@given(st.text("htps:/w.@acom()<>-_ é", max_size=60))
def test_links_are_in_order_and_hold_no_space(text: str) -> None:
    position = 0
    for span in links(text):
        assert position <= span.start < span.end <= len(text)
        assert not any(char.isspace() for char in span.of(text))
        position = span.end


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a.md", "markdown"),
        ("A.MD", "markdown"),
        ("b.markdown", "markdown"),
        ("c.txt", "text"),
        ("d.rst", "text"),
        (None, "text"),
    ],
)
def test_formats_are_told_from_the_path(path: str | None, expected: str) -> None:
    assert detect(Source("# Not looked at", path)) == expected


def test_suffixes_lead_to_formats() -> None:
    assert set(SUFFIXES.values()) == {*FORMATS, *PACKAGES}
    assert format_of("x.py") is None and format_of(".md") is None


def test_an_unknown_format_is_an_error_that_names_the_known_ones() -> None:
    with pytest.raises(ConfigError, match="unknown format “docx”") as error:
        parser_of("docx")
    assert "text, markdown" in str(error.value)
    with pytest.raises(ConfigError):
        Document.parse("x", "docx")


def test_a_new_text_is_laid_out_anew() -> None:
    document = Document.parse("# One\n", path="a.md")
    assert [
        document.with_text("# One\n\ntwo\n").text[b.start : b.end] for b in document.with_text("# One\n\ntwo\n").blocks
    ] == [
        "One",
        "two",
    ]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Some `code  here` end", "code  here"), ("```\na  b\n```\n", "a  b"), ("    a  b\n", "a  b"),
        ("---\nt: a  b\n---\n", "a  b"),
        ("<div>\na  b\n</div>", "a  b"), ("[t](u 'a  b')", "a  b"), ("[t]: u 'a  b'", "a  b"),
        ("![a  b](c)", "a  b"), ("# Head", "# "),
        ("- item", "- "), ("> q\n> r", "> r"), ("a | b\n--|--\nc | d", "--|--"), ("$$\na  b\n$$", "a  b"),
        ("x $a  b$ y", "a  b"),
        ("{{ a  b }} x", "a  b"), ("<!-- a  b -->", "a  b"), ("x <!-- a  b --> y", "a  b"),
        ("line  \nnext", "  \n"), ("a &nbsp; b", "nbsp"),
        ("Head\n====", "===="), ("x[^1]\n\n[^1]: y", "[^1]"), ("* * *", "*"),
        ("see https://a.example/b", "a.example"), ("a \\* b", "\\"),
        ("<kbd>a  b</kbd> x", "a  b"), ("- [ ] task", "[ ]"), ("[a  b]\n\n[a  b]: c", "a  b"),
    ],
)  # fmt: skip
def test_what_is_not_prose_is_not_editable(text: str, what: str) -> None:
    document = Document.parse(text, "markdown")
    place = text.index(what)
    assert not document.editable(place, place + len(what))
    gap = text.find("  ", place, place + len(what))
    if gap >= 0:
        assert not document.editable(gap, gap + 1)


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("# Head", 0, False),
        ("# Head", 1, False),
        ("# Head", 2, True),
        ("# Head", 6, True),
        ("a\n\n```\nb\n```", 3, False),
        ("a\n\n```\nb\n```", 12, False),
        ("> a\n> b", 4, False),
        ("see `code`", 10, True),
        ("see `code`\n", 10, True),
        ("**bold**", 6, True),
        ("**bold**", 7, False),
        ("word", 0, True),
        ("word\n\n\nword", 4, True),
        ("word\n\n\nword", 6, False),
        ("", 0, False),
    ],
)
def test_where_text_may_be_inserted(text: str, place: int, expected: bool) -> None:
    assert Document.parse(text, "markdown").editable(place, place) == expected
