"""Markdown: CommonMark with tables, strikethrough, footnotes, definition lists, front matter, math and templates."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cache
from itertools import accumulate

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from copydesk.formats.captions import is_caption
from copydesk.formats.document import Block, BlockKind, Comment, Layout
from copydesk.formats.inline import Mark, note_places
from copydesk.formats.links import links
from copydesk.formats.literal import literal_block
from copydesk.formats.masking import Mask, worded
from copydesk.formats.placement import Lines, Placement
from copydesk.text.mask import INVISIBLE, visible

_NEWLINE = re.compile(r"(\r\n|\n|\r)")
_FIELD = re.compile(r"""\s*["']?[\w.-]+["']?\s*[:=]|\s*\[{1,2}[\w.-]+\]{1,2}\s*$""")
_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_LABEL_COMMENT = re.compile(r"""[ ]{0,3}\[(?://|comment)\]:[ ]*(?:#|<>)[ ]*["'(](.*)["')][ \t]*""")
_BREAK = re.compile(r"[ \t\\]*\n")
_TASK = re.compile(r"\[[ xX]\][ \t]+")
_ALERT = re.compile(r"\[![\w-]+\][+-]?[ \t]*")
_KINDS = {
    "heading_open": BlockKind.HEADING,
    "th_open": BlockKind.TABLE_CELL,
    "td_open": BlockKind.TABLE_CELL,
    "dt_open": BlockKind.LIST_ITEM,
}
_CONTAINERS = {
    "list_item": BlockKind.LIST_ITEM,
    "dd": BlockKind.LIST_ITEM,
    "blockquote": BlockKind.QUOTE,
    "footnote_reference": BlockKind.PARAGRAPH,
}
_COLUMN_RULES = {"heading": ["paragraph", "reference", "blockquote"], "table": ["paragraph", "reference"]}
_LEADS = {"list_item_open": _TASK, "blockquote_open": _ALERT}
_RAW = frozenset(("fence", "code_block", "html_block", "literal"))


def parse(text: str) -> Layout:
    """The layout of a Markdown text. What cannot be placed exactly is opaque."""
    return _Reader(text).layout()


@cache
def _parser() -> MarkdownIt:
    md = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    footnote_plugin(md, inline=False, move_to_end=False)
    md.disable("footnote_ref")
    deflist_plugin(md)
    md.block.ruler.before("fence", "literal", literal_block, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    for name, alternatives in _COLUMN_RULES.items():
        rule = next(rule.fn for rule in md.block.ruler.__rules__ if rule.name == name)
        md.block.ruler.at(name, _noting_columns(rule), {"alt": alternatives})
    note_places(md)
    return md


def _noting_columns(rule: Callable[[StateBlock, int, int, bool], bool]) -> Callable[[StateBlock, int, int, bool], bool]:
    """A block rule whose first token tells, in its `meta`, at which offset the ink of each of its lines begins."""

    def wrapped(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        count = len(state.tokens)
        if not rule(state, start, end, silent):
            return False
        if not silent:
            state.tokens[count].meta["ink"] = [state.bMarks[n] + state.tShift[n] for n in range(start, state.line)]
        return True

    return wrapped


class _Reader:
    """One pass over the blocks of a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        parts = _NEWLINE.split(text)
        texts = parts[::2]
        lengths = (len(line) + len(newline) for line, newline in zip(texts, [*parts[1::2], ""], strict=True))
        self.lines = Lines(texts, [0, *accumulate(lengths)])
        self.mask = Mask(text)
        self.literals: list[tuple[int, int]] = []  # in order
        self.blocks: list[Block] = []
        self.comments: list[Comment] = []

    def layout(self) -> Layout:
        front = _front_matter(self.lines.texts)
        if front:
            self._literal(0, front)
        body = [""] * front + list(self.lines.texts[front:])
        self._read(_parser().parse("\n".join(body)), [0, *accumulate(len(line) + 1 for line in body)])
        self._label_comments()
        for span in links(self.mask.masked()):
            self.mask.opaque(span.start, span.end)
        masked = self.mask.masked()
        blocks = tuple(_captioned(block, masked) for block in worded(masked, self.blocks))
        self.mask.outside(blocks)
        return Layout(self.mask.masked(), blocks, tuple(sorted(self.comments, key=lambda comment: comment.start)))

    def _read(self, tokens: Sequence[Token], offsets: Sequence[int]) -> None:
        """Take in the blocks. `offsets`: where the lines start for the parser."""
        containers = [BlockKind.PARAGRAPH]
        table = Token("", "", 0)
        cells: list[tuple[str, Placement]] = []
        cell = 0
        for number, token in enumerate(tokens):
            name, _, side = token.type.rpartition("_")
            if name in _CONTAINERS:
                if side == "open":
                    containers.append(_CONTAINERS[name])
                else:
                    containers.pop()
            elif token.type in _RAW and token.map:
                self._literal(token.map[0], token.map[1], comments=token.type == "html_block")
            elif token.type == "table_open":
                table = token
            elif token.type == "tr_open" and token.map and table.map:
                row, cell = token.map[0], 0
                cells = self.lines.cells(row, table.meta["ink"][row - table.map[0]] - offsets[row])
            elif token.type == "inline" and token.content and token.map:
                opener = tokens[number - 1]
                line = token.map[0]
                if opener.tag in ("th", "td"):
                    content, placement = cells[cell] if cell < len(cells) else ("", None)
                    placement = placement if content == token.content else None
                elif opener.type == "heading_open" and opener.markup[0] == "#":
                    placement = self.lines.heading(token.content, line, opener.meta["ink"][0] - offsets[line])
                else:
                    placement = self.lines.paragraph(token.content, line, max(token.map[1], line + 1))
                if placement is None:
                    self._literal(line, max(token.map[1], line + 1))
                else:
                    kind = _KINDS.get(opener.type, containers[-1])
                    self._prose(kind, token, placement, tokens[number - 2].type if number > 1 else "")
            cell += token.type in ("th_close", "td_close")

    def _prose(self, kind: BlockKind, token: Token, placement: Placement, container: str) -> None:
        """Mask the markup of a block. `container`: the type of the token that the block is the first thing in."""
        content = token.content
        marks: list[Mark] = token.meta["marks"]
        for start, end in placement.gaps():
            self.mask.invisible(start, end)
        for mark in marks:
            start, end = placement.start(mark.start), placement.end(mark.end)
            if mark.mask == INVISIBLE:
                self.mask.invisible(start, end)
            else:
                self.mask.opaque(start, end)
            if mark.what == "comment":
                self.comments.append(Comment(start, end, _comment_text(self.text[start:end])))
        begin = 0
        lead = _LEADS[container].match(content) if container in _LEADS else None
        newline = content.find("\n")
        if lead:
            begin = lead.end()
            self.mask.opaque(placement.start(0), placement.end(begin))
            if container == "blockquote_open" and begin < newline:
                self.blocks.append(Block(BlockKind.HEADING, placement.start(begin), placement.end(newline)))
                begin = newline
        elif marks and marks[0][0] == 0 and marks[0].what == "image" and (gap := _BREAK.match(content, marks[0].end)):
            kind, begin = BlockKind.CAPTION, gap.end()
        self.blocks.append(Block(kind, placement.start(begin), placement.end(len(content))))

    def _literal(self, first: int, last: int, *, comments: bool = False) -> None:
        """Make whole lines opaque, white space and all."""
        start, end = self.lines.starts[first], self.lines.starts[last]
        end = start + len(self.text[start:end].rstrip())
        self.mask.opaque(start, end)
        self.literals.append((start, end))
        if comments:
            while (start := self.text.find("<!--", start, end)) >= 0:
                close = self.text.find("-->", start + 4, end)
                if close < 0:
                    break
                self.comments.append(Comment(start, close + 3, self.text[start + 4 : close].strip()))
                start = close

    def _label_comments(self) -> None:
        """Comments in the guise of link definitions: `[//]: # (…)`."""
        if "]: " not in self.text:
            return
        for line, text in enumerate(self.lines.texts):
            if match := _LABEL_COMMENT.fullmatch(text):
                start = self.lines.starts[line]
                place = bisect_right(self.literals, (start, len(self.text))) - 1
                if place < 0 or self.literals[place][1] <= start:
                    self.comments.append(Comment(start, start + len(text), match[1].strip()))


def _captioned(block: Block, masked: str) -> Block:
    """The block, as a caption if its words are one."""
    if block.kind is BlockKind.PARAGRAPH and is_caption(visible(masked[block.start : block.end])):
        return Block(BlockKind.CAPTION, block.start, block.end)
    return block


def _comment_text(comment: str) -> str:
    return comment.removeprefix("<!--").removesuffix("-->").strip()


def _front_matter(lines: Sequence[str]) -> int:
    """How many lines the front matter takes: YAML between `---`, TOML between `+++`."""
    closing = _FENCES.get(lines[0].lstrip("\ufeff").rstrip())
    if closing is None:
        return 0
    fields = False
    for number in range(1, len(lines)):
        line = lines[number].rstrip()
        if line in closing:
            return number + 1 if fields or number == 1 else 0
        fields = fields or _FIELD.match(line) is not None
    return 0
