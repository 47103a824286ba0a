from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.formats.captions import is_capitals, is_caption, is_title, opens_caption
from copydesk.formats.document import Document
from copydesk.text.mask import INVISIBLE, OPAQUE


def blocks(text: str) -> list[tuple[str, str]]:
    document = Document.parse(text, "text")
    return [(str(block.kind), document.masked[block.start : block.end]) for block in document.blocks]


PIECES = [
    "\n", "\n\n", "\r\n", "\r", " ", "    ", "\t", "- ", "1. ", "> ", ">", "===", "---", "| ", "word", "The word",
    "end.", "so,", "https://a.example/x", "me@a.example", "<!-- copydesk: ignore -->", "# copydesk: disable",
    "Photo: ", "SHOUT", "👍🏽",
    "e\u0301", "\u2028", "\x0c", "a longer run of words that might be wrapped", "-", "*",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_a_layout_is_sound(text: str) -> None:
    document = Document.parse(text, "text")
    masked = document.masked
    assert len(masked) == len(text)
    assert all(m == t or m in (INVISIBLE, OPAQUE) for m, t in zip(masked, text, strict=True))
    position = 0
    for block in document.blocks:
        assert position <= block.start < block.end
        assert not text[block.start].isspace() and not text[block.end - 1].isspace()
        assert all(m == OPAQUE or m.isspace() for m in masked[position : block.start])
        position = block.end
    assert all(m == OPAQUE or m.isspace() for m in masked[position:])


SENTENCES = (
    "The net was old when we bought it, and nobody had looked after it since. My aunt hung it in the "
    "yard. She said that it would hold for another year if we mended it by Sunday, and that we would be "
    "sorry if we did not. We were sorry. There is a way to mend a net that takes an hour, and a way that "
    "takes all night; we found the second one at once. By morning the yard was full of string. Two of the "
    "boys from the harbour came by and laughed until they had to sit down."
)


@pytest.mark.parametrize("width", [40, 60, 72, 80, 100, 120])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_prose_wrapped_at_any_width_is_one_paragraph(width: int, newline: str) -> None:
    lines = textwrap.wrap(SENTENCES, width)
    text = newline.join([*lines, "", *lines]) + newline
    assert blocks(text) == [("paragraph", newline.join(lines))] * 2


def test_sentences_each_on_a_line_of_their_own_are_blocks() -> None:
    lines = [sentence.strip() + "." for sentence in SENTENCES.split(".") if sentence.strip()]
    assert [text for _, text in blocks("\n".join(lines))] == lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\n", []),
        ("He go to school", [("paragraph", "He go to school")]),
        ("- one\n- two", [("list_item", "one"), ("list_item", "two")]),
        ("a) one\nb) two", [("list_item", "one"), ("list_item", "two")]),
        ("We paid the men - all of\nthem - in cash.", [("paragraph", "We paid the men - all of\nthem - in cash.")]),
        ("The vote was on the\n12. It failed.", [("paragraph", "The vote was on the\n12. It failed.")]),
        ("ONE\n\nTwo is here.", [("heading", "ONE"), ("paragraph", "Two is here.")]),
        ("Head\n====\nBody text here.", [("heading", "Head"), ("paragraph", "Body text here.")]),
        ("One.\n\n* * *\n\nTwo.", [("paragraph", "One."), ("paragraph", "Two.")]),
        ("> a quote", [("quote", "a quote")]),
        ("> one\n>\n> two", [("quote", "one"), ("quote", "two")]),
        ("Figure 2: A boat.", [("caption", "Figure 2: A boat.")]),
    ],
)
def test_blocks(text: str, expected: list[tuple[str, str]]) -> None:
    assert blocks(text) == expected


def test_quote_prefixes_are_invisible_inside_a_block() -> None:
    text = "> We had never seen such a thing, and I do not think\n> that we will."
    assert blocks(text) == [("quote", text[2:].replace("> ", INVISIBLE * 2))]


@pytest.mark.parametrize(
    "comment", ["<!-- copydesk: ignore[GR012] -->", "# copydesk: ignore[GR012]", "// copydesk: ignore[GR012]"]
)
def test_comments_are_found_and_masked(comment: str) -> None:
    document = Document.parse(f"One line.\n{comment}\nAnother line.\n", "text")
    assert [(c.text, document.text[c.start : c.end]) for c in document.layout.comments] == [
        ("copydesk: ignore[GR012]", comment)
    ]
    assert [document.text[b.start : b.end] for b in document.blocks] == ["One line.", "Another line."]
    assert not document.editable(12, 14)


def test_other_comments_are_text() -> None:
    assert blocks("# a hash\n<!-- note -->")[0] == ("paragraph", "# a hash")


@pytest.mark.parametrize(
    "line",
    [
        "Troops enter the old town. Photo credit: The Post", "Photo: Ann Reed", "Source: The New York Times",
        "(Photo by Ann Reed)",
        "The harbour at dawn (Reuters)", "The harbour at dawn. Image by Ann Reed", "Figure 3: Rainfall",
        "Fig. 2. Rainfall",
        "Table 4 – Rainfall", "© 2020 The Post", "The mayor speaks. / AP", "Credit: Ann Reed/Getty Images",
    ],
)  # fmt: skip
def test_captions(line: str) -> None:
    assert is_caption(line)


@pytest.mark.parametrize(
    "line",
    [
        "The source said that he would resign.", "Reuters reported the news on Monday.", "Source code is here.",
        "Photography is hard.",
        "BEIRUT (Reuters) – Troops entered the town.", "Image processing by computers is old.", "Tables are turning.",
    ],
)  # fmt: skip
def test_sentences_are_no_captions(line: str) -> None:
    assert not is_caption(line) and not opens_caption(line)


def test_titles_and_capitals() -> None:
    assert is_title("A strategic place") and is_title("“No more”, they said".rstrip(".") + " again")
    assert not is_title("it begins in the middle") and not is_title("He went home.") and not is_title("***")
    assert is_capitals("WHAT IS NEXT?") and not is_capitals("UN") and not is_capitals("What Is Next")
