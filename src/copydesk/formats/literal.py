"""Blocks of Markdown dialects that hold no prose: display math, directive lines, the literal blocks of Liquid."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

_DIRECTIVE = re.compile(
    r":{3,}(?:\s*$|\s*[\w{\[-].*$)|(?:!!!|\?\?\?\+?) +[\w-].*$|\{%[^%]*%\}\s*$|\{\{[<%][^{}]*[>%]\}\}\s*$"
)
_DISPLAY = re.compile(r"\$\$.+\$\$\s*$")
_DISPLAY_END = re.compile(r"\$\$\s*$")
_LIQUID = re.compile(r"\{%-?\s*(highlight|raw|comment|codeblock|mermaid|mathjax|verbatim)\b")


def literal_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A block rule: `$$ … $$`, `::: directive`, `!!! note`, `{% raw %} … {% endraw %}`, `{% tag %}`."""
    if state.is_code_block(start):
        return False
    line = _text(state, start)
    if line.startswith("$$"):
        last = start if _DISPLAY.match(line) else _closing(state, start, end, _DISPLAY_END)
    elif liquid := _LIQUID.match(line):
        close = re.compile(rf"\{{%-?\s*end{liquid[1]}\b")
        last = start if close.search(line) else _closing(state, start, end, close)
        if last < 0 and _DIRECTIVE.match(line):
            last = start
    elif _DIRECTIVE.match(line):
        last = start
    else:
        return False
    if last < 0:
        return False
    if not silent:
        token = state.push("literal", "", 0)
        token.map = [start, last + 1]
        state.line = last + 1
    return True


def _text(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _closing(state: StateBlock, start: int, end: int, pattern: re.Pattern[str]) -> int:
    """The line after `start` that closes a block, or -1. A search in vain is not repeated further down."""
    vain: dict[tuple[str, int], int] = state.env.setdefault("unclosed", {})
    if vain.get((pattern.pattern, end), end) <= start:
        return -1
    for line in range(start + 1, end):
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            break
        if pattern.search(_text(state, line)):
            return line
    else:
        vain[pattern.pattern, end] = start
    return -1
