"""Laws of the Markdown layout, for Markdown made of nasty pieces."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin

from copydesk.formats.document import Document
from copydesk.text.mask import INVISIBLE, OPAQUE, visible

PIECES = [
    "\n", "\n", "\n\n", "  \n", "\\\n", " ", "  ", "\t", "    ", "word", "two words", "*", "**", "***", "_",
    "__", "~~", "~", "`", "``", "`code`", "[", "]", "](", "(", ")", "[text](target)",
    "[text](<a b> \"ti\ntle\")", "![alt *text*](image.png)", "![", "\\", "\\*", "\\`", "\\[", "\\a", "\\|", "|",
    "| a | b |\n|---|:-:|\n", "|-|\n", "<b>", "</b>", "<img src=x>", "<!-- note -->", "<", ">", "> ", ">", "- ",
    "* ", "1. ", "10) ", "+ ", "# ", "## ", " ##", "===", "---", "***\n", "&amp;", "&nbsp;", "&#35;", "&",
    "```\n", "~~~\n", "```py\n", "<div>\n", "</div>\n", "<!--", "-->", "ü", "e\u0301", "👍🏽", "\u2028", "\xa0",
    "\x0c", "’", "a_b_c", "2*3*4", ".", "!", "\n: ", "\n~ ", "<http-x:y>", "\u200b", "\ufeff", "İ",
    "[full *text*][r]", "[full\ntext][r]",
]  # fmt: skip
EXTRAS = [
    "$", "$x$", "$$", "$$\nx\n$$\n", "{{", "}}", "{% a %}", "{% raw %}\n", "{% endraw %}\n", "{#id}", "{: .a}",
    "[^1]", "[^1]: ", "^[", ":smile:", "[[", "]]", "https://a.example/b_c_d", "<kbd>", "</kbd>", "[ ] ",
    "[!NOTE]", "::: note\n", ":::\n", "!!! note\n", "---\ntitle: x\n---\n", "[ref]", "[ref][]",
    "me@example.org", "[//]: # (copydesk: ignore)\n", "<!-- copydesk: ignore -->", "[ref]: target 'title'\n",
    "[ref]:\n",
]  # fmt: skip
RUN = re.compile(f"{OPAQUE}+")
NASTY = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


def texts(pieces: list[str]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(pieces), max_size=25).map("".join)


def seen(text: str) -> str:
    """What a reader sees, with what may not be touched as one bar, and white space made even."""
    return re.sub(r"\s+", " ", RUN.sub("▮", visible(text))).strip()


def rendered(token: Token) -> str:
    """The same of an inline token of a parser that knows nothing of places."""
    pieces, automatic = [], False
    children = token.children or []
    for number, child in enumerate(children):
        if child.type == "link_open":
            automatic = child.markup == "autolink" or children[number + 1].content == "r"
        if child.type in ("softbreak", "hardbreak"):
            only_image = number == 1 and children[0].type == "image"
            pieces = [] if only_image else [*pieces, " "]
        elif automatic or child.type in ("image", "code_inline") or child.info == "entity":
            pieces.append(OPAQUE)
        elif child.type == "html_inline":
            pieces.append("" if child.content.startswith(("<b>", "</b>", "<a b>", "<!--")) else OPAQUE)
        else:
            pieces.append(child.content)
        automatic = automatic and child.type != "link_close"
    return seen("".join(pieces))


REFERENCE = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("text_join")
deflist_plugin(REFERENCE)


@NASTY
@given(texts(PIECES))
def test_a_reader_sees_what_the_rules_see(text: str) -> None:
    assume("[r](" not in text)  # an inline link with the words of the reference, which `rendered` takes for one
    text += "\n\n[r]: target 'title'\n"
    document = Document.parse(text, "markdown")
    ours = [seen(document.masked[block.start : block.end]) for block in document.blocks]
    theirs = [rendered(token) for token in REFERENCE.parse(text) if token.type == "inline"]
    assert ours == [prose for prose in theirs if re.search(r"[^\W_]", prose)]


@NASTY
@given(texts(PIECES + EXTRAS), st.sampled_from(["\n", "\r\n", "\r"]))
def test_a_layout_is_sound(text: str, newline: str) -> None:
    text = text.replace("\n", newline)
    document = Document.parse(text, "markdown")
    masked = document.masked
    assert len(masked) == len(text)
    assert all(m == t or m in (INVISIBLE, OPAQUE) for m, t in zip(masked, text, strict=True))
    position = 0
    for block in document.blocks:
        assert position <= block.start < block.end <= len(text)
        assert not masked[block.start].isspace() and not masked[block.end - 1].isspace()
        assert all(m == OPAQUE or m.isspace() for m in masked[position : block.start])
        position = block.end
    assert all(m == OPAQUE or m.isspace() for m in masked[position:])
    for comment in document.layout.comments:
        assert comment.text in text[comment.start : comment.end]


@NASTY
@given(texts(PIECES + EXTRAS))
def test_newlines_make_no_difference(text: str) -> None:
    layouts = [Document.parse(text.replace("\n", newline), "markdown") for newline in ("\n", "\r\n", "\r")]
    first, *others = [[(block.kind, seen(d.masked[block.start : block.end])) for block in d.blocks] for d in layouts]
    assert others == [first, first]


@NASTY
@given(texts(PIECES + EXTRAS), st.integers(0, 200), st.integers(0, 5))
def test_what_is_masked_is_never_editable(text: str, start: int, length: int) -> None:
    document = Document.parse(text, "markdown")
    start = min(start, len(text))
    end = min(start + length, len(text))
    touched = any(m != t for m, t in zip(document.masked[start:end], text[start:end], strict=True))
    if end > start:
        assert document.editable(start, end) != touched
