"""What is sent of a document, and where the answers land."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from replay import ReplayServer, Request, a_match, an_answer, find_words, width

from copydesk.engines.languagetool import LanguageToolEngine, LanguageToolSettings
from copydesk.engines.languagetool.chunks import chunks_of, prose_blocks
from copydesk.engines.languagetool.convert import word_edit
from copydesk.engines.languagetool.payload import payload_of
from copydesk.engines.languagetool.settings import Limits
from copydesk.formats.document import Block, BlockKind, Document, Layout
from copydesk.text.edit import Edit
from copydesk.text.mask import INVISIBLE, OPAQUE
from copydesk.text.source import Source

SMALL = Limits(whole=60, chunk=40, text_level=10_000, concurrency=2)
HUGE = Limits(whole=10**9, chunk=10**9, text_level=0, concurrency=1)


def sent(document: Document) -> Request:
    """The only request for a document."""
    (chunk,) = chunks_of(document, HUGE)
    payload = payload_of(document, chunk)
    return Request("/v2/check", {payload.field: payload.content})


def blocks_of(text: str, masked: str, *spans: tuple[int, int]) -> Document:
    blocks = tuple(Block(BlockKind.PARAGRAPH, start, end) for start, end in spans)
    return Document(Source(text), "text", Layout(masked, blocks))


def test_plain_paragraphs_are_sent_as_they_are() -> None:
    document = Document.parse("One 🌅 line.\n\nA paragraph.\n", "text")
    request = sent(document)
    assert request.form == {"text": "One 🌅 line.\n\nA paragraph."}


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Say **this** now.", "Say this now."),
        ("Run `rm -rf` now.", "Run Dummy0 now."),
        ("This is an `id` here.", "This is an Item0 here."),
        ("One line<br>and more &amp; more.", "One line\nand more & more."),
        ("As was said.[^1]\n\n[^1]: By whom.\n", "As was said.\n\nBy whom."),
        ("See [the guide](https://example.org/secret).", "See the guide."),
        ("One.\n\n```\nsecret = 1\n```\n\nTwo.", "One.\n\nTwo."),
        ("> Quoted text\n> goes on.", "Quoted text\ngoes on."),
        ("- one\n  more\n- two", "one\nmore\n\ntwo"),
        ("First.\r\nSecond.\r\n\r\nThird.", "First.\nSecond.\n\nThird."),
    ],
)
def test_only_prose_is_sent(source: str, text: str) -> None:
    request = sent(Document.parse(source, "markdown"))
    assert request.text == text
    assert "secret" not in json.dumps(request.form)


def test_what_is_sent_has_the_length_of_the_source() -> None:
    text = "Say **🌅 this** and `c🌅de`.\n\nEnd."
    document = Document.parse(text, "markdown")
    request = sent(document)
    assert request.places[-1] == width(text)


def test_half_a_character_is_replaced() -> None:
    request = sent(Document.parse("A lone \ud800 surrogate.", "text"))
    assert request.text == "A lone \ufffd surrogate."


PIECES = st.lists(
    st.tuples(st.sampled_from(["teh", "cat 🌅", "x", " ", "\n", "é", "\r\n", "\n  "]), st.sampled_from("tio")),
    max_size=12,
)


@given(PIECES)
@settings(max_examples=60)
def test_a_word_that_the_server_finds_is_the_word_of_the_source(pieces: list[tuple[str, str]]) -> None:
    text = "a" + "".join(piece for piece, _ in pieces) + "z"
    masks = {"t": None, "i": INVISIBLE, "o": OPAQUE}
    masked = "a" + "".join(p if masks[kind] is None else str(masks[kind]) * len(p) for p, kind in pieces) + "z"
    document = blocks_of(text, masked, (0, len(text)))
    request = sent(document)
    assert request.places[-1] == width(text)
    (chunk,) = chunks_of(document, HUGE)
    payload = payload_of(document, chunk)
    data = text.encode("utf-16-le")
    for index, unit in enumerate(request.text.encode("utf-16-le")[::2]):
        place = request.places[index]
        if unit == ord("t"):
            assert data[2 * place] == unit
    assert payload.offsets.length == width(text)


def test_findings_land_on_their_words(serve: Callable[..., ReplayServer]) -> None:
    server = serve()
    text = "🌅 A **bold 🌅** teh.\n\n> quoted teh\n> and this are it `teh`.\n"
    checked = LanguageToolEngine(LanguageToolSettings(url=server.url)).check(Document.parse(text, "markdown"))
    assert [finding.span.of(text) for finding in checked.findings] == ["teh", "teh", "this are"]
    assert [text[: finding.span.start].count("\n") for finding in checked.findings] == [0, 2, 3]
    grammar = checked.findings[2]
    assert grammar.code == "LT:PLURAL_VERB_AFTER_THIS"
    assert grammar.fixes[0].edits == (Edit(grammar.span.end - 3, grammar.span.end, "is"),)
    assert grammar.url == "https://example.org/PLURAL_VERB_AFTER_THIS"


def test_findings_that_touch_markup_are_dropped(serve: Callable[..., ReplayServer]) -> None:
    server = serve()
    text = "Well, this **are** it and teh."
    checked = LanguageToolEngine(LanguageToolSettings(url=server.url)).check(Document.parse(text, "markdown"))
    assert [finding.span.of(text) for finding in checked.findings] == ["teh"]
    assert checked.warnings == ()


def test_markup_at_the_edge_of_a_span_is_not_part_of_it(serve: Callable[..., ReplayServer]) -> None:
    words = ("X_RULE", "grammar", "GRAMMAR", ("the",))
    server = serve(lambda request: an_answer([a_match(words, 2, 7)]))
    text = "A **teh** b."
    checked = LanguageToolEngine(LanguageToolSettings(url=server.url)).check(Document.parse(text, "markdown"))
    assert [finding.span.of(text) for finding in checked.findings] == ["teh"]


def test_wrong_places_are_dropped_with_one_warning(serve: Callable[..., ReplayServer]) -> None:
    words = ("X_RULE", "grammar", "GRAMMAR", ("the",))
    places = [(1, 2), (0, 1), (100, 3), (-1, 2), ("0", 1), (None, None), (3, 3)]
    server = serve(lambda request: an_answer([a_match(words, *place) for place in places] + [{"odd": 1}]))
    text = "🌅 teh sun."
    checked = LanguageToolEngine(LanguageToolSettings(url=server.url)).check(Document.parse(text, "text"))
    assert [finding.span.of(text) for finding in checked.findings] == ["teh"]
    assert checked.warnings == (
        "text: 6 findings of LanguageTool dropped: the place is outside the text or splits a character",
        "text: 1 finding of LanguageTool dropped: not understood",
    )


@pytest.mark.parametrize(
    ("text", "replacement", "edit"),
    [
        ("this are", "this is", Edit(5, 8, "is")),
        ("this\nare", "this is", Edit(5, 8, "is")),
        ("this\n  are", "These are", Edit(0, 4, "These")),
        ("a\nb c", "b c", Edit(0, 2, "")),
        ("one two", "one two", None),
        ("in\norder to", "to", Edit(0, 9, "")),
        ("Teh", "", Edit(0, 3, "")),
        ("cat", "the cat", Edit(0, 0, "the ")),
    ],
)
def test_only_the_words_that_differ_are_replaced(text: str, replacement: str, edit: Edit | None) -> None:
    assert word_edit(text, 0, len(text), replacement) == edit
    if edit is not None:
        changed = text[: edit.start] + edit.replacement + text[edit.end :]
        assert changed.split() == replacement.split()


PARAGRAPHS = st.lists(st.sampled_from(["Short.", "A longer one 🌅. With two.", "x" * 130, "word " * 30]), max_size=9)


@given(PARAGRAPHS)
def test_chunks_cover_the_prose_and_keep_to_the_limit(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)
    spans = []
    place = 0
    for paragraph in paragraphs:
        spans.append((place, place + len(paragraph)))
        place += len(paragraph) + 2
    document = blocks_of(text, text, *spans)
    chunks = chunks_of(document, SMALL)
    assert all(width(text[chunk.start : chunk.end]) <= SMALL.chunk or chunk.whole for chunk in chunks)
    pieces = [text[block.start : block.end] for chunk in chunks for block in chunk.blocks]
    assert "".join(pieces) == "".join(text[block.start : block.end] for block in prose_blocks(document))


def test_a_change_leaves_the_other_chunks_as_they_were() -> None:
    limits = Limits(whole=100, chunk=2000, text_level=0, concurrency=1)
    paragraphs = [f"Paragraph number {number} says what it has to say, and no more than that." for number in range(400)]

    def texts(changed: list[str]) -> set[str]:
        document = Document.parse("\n\n".join(changed), "text")
        return {payload_of(document, chunk).content for chunk in chunks_of(document, limits)}

    before = texts(paragraphs)
    after = texts([*paragraphs[:30], "A new one.", *paragraphs[30:]])
    assert len(before) > 10
    assert len(after - before) <= 2


def test_a_long_document_is_sent_in_chunks_at_once_and_once_as_a_whole(serve: Callable[..., ReplayServer]) -> None:
    server = serve()
    text = "\n\n".join(f"Paragraph {number} of the document: teh end of it comes here." for number in range(700))
    engine = LanguageToolEngine(LanguageToolSettings(url=server.url))
    checked = engine.check(Document.parse(text, "text"))
    assert len(checked.findings) == 700
    assert all(finding.span.of(text) == "teh" for finding in checked.findings)
    modes = [request.form.get("mode") for request in server.requests]
    assert modes.count("textLevelOnly") == 1
    assert set(modes) == {"textLevelOnly", "allButTextLevelOnly"}
    assert 1 <= server.most_at_once <= engine.settings.limits.concurrency


def test_rules_that_look_at_the_whole_text_are_heard(serve: Callable[..., ReplayServer]) -> None:
    words = ("UNPAIRED", "typographical", "PUNCTUATION", ())

    def action(request: Request) -> object:
        if request.form.get("mode") == "textLevelOnly":
            return an_answer([a_match(words, len(request.text) - 4, 3)])
        return find_words(request)

    server = serve(action)
    text = "\n\n".join(f"Paragraph {number} of the document comes here." for number in range(700))
    checked = LanguageToolEngine(LanguageToolSettings(url=server.url)).check(Document.parse(text, "text"))
    assert [(finding.code, finding.span.end) for finding in checked.findings] == [("LT:UNPAIRED", len(text) - 1)]


def test_nothing_is_sent_where_there_is_nothing_to_read(serve: Callable[..., ReplayServer]) -> None:
    server = serve()
    engine = LanguageToolEngine(LanguageToolSettings(url=server.url))
    for text in ("", "\n\n", "```\ncode teh\n```\n", "![](picture.png)\n"):
        assert engine.check(Document.parse(text, "markdown")).findings == ()
    assert server.requests == []
