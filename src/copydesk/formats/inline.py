"""The inline markup of Markdown, with its places.

The parser's own inline rules run unchanged. Each is wrapped so that it notes what stretch of the content it took for
markup; the notes of a block are left in the `meta` of its inline token, as a list of `Mark`s under the key "marks".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

from copydesk.text.mask import INVISIBLE, OPAQUE

Rule = Callable[[StateInline, bool], bool]


class Mark(NamedTuple):
    """A stretch of inline content that is masked, with which character, and what it is."""

    start: int
    end: int
    mask: str
    what: str = ""


_REACH = 2000  # how far the closing half of a template may be from its opening half
_ATTRIBUTES = re.compile(r"\{[:#.][^{}\n]{0,200}\}")
_TEMPLATE = {"{{": "}}", "{%": "%}", "{#": "#}"}
_MATH = re.compile(r"\$(?=[^\s$])((?:\\[^\n]|[^$\\\n]){0,400}?[^\s$\\])\$(?![\w$])")
_WORDS = re.compile(r"(?<![\\A-Za-z])[A-Za-z]{3,}")
_WIKI = re.compile(r"\[\[[^\[\]\n]{1,200}\]\]")
_FOOTNOTE = re.compile(r"\[\^([^\[\]\s]{1,200})\]|\^\[[^\[\]]{1,1000}\]")
_SHORTCODE = re.compile(r":(?:[a-z][a-z0-9_+-]{0,40}|[+-]1):(?![\w:])")
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_LITERAL = frozenset("code kbd samp var tt math svg script style textarea".split())  # noqa: SIM905
_THIN = frozenset(  # elements whose tags take no room among the words
    "a abbr acronym b bdi bdo big cite del dfn em font i ins mark q s small span strike strong sub sup u".split()  # noqa: SIM905
)


def note_places(md: MarkdownIt) -> None:
    """Make the parser note the places of inline markup, and know the inline markup of static site generators."""
    inline = md.inline.ruler
    inline.before("link", "wiki", _wiki)
    inline.before("escape", "template", _template)
    inline.before("escape", "math", _math)
    inline.before("escape", "shortcode", _shortcode)
    inline.before("link", "footnote", _footnote)
    rules = {rule.name: rule.fn for rule in inline.__rules__}
    for name, what in {"autolink": "link", "entity": "entity", "image": "image"}.items():
        inline.at(name, _whole(rules[name], OPAQUE, what))
    inline.at("backticks", _code(rules["backticks"]))
    inline.at("escape", _escape(rules["escape"]))
    inline.at("newline", _newline(rules["newline"]))
    inline.at("link", _link(rules["link"]))
    inline.at("html_inline", _html(rules["html_inline"]))
    inline.at("emphasis", _delimiters(rules["emphasis"]))
    inline.at("strikethrough", _delimiters(rules["strikethrough"]))
    md.inline.ruler2.before("fragments_join", "places", _emphasis)
    md.core.ruler.at("inline", _parse)


def _parse(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline":
            marks = state.env["marks"] = []
            token.children = []
            state.md.inline.parse(token.content, state.md, state.env, token.children)
            _elements(token.content, marks)
            token.meta["marks"] = marks


def _note(state: StateInline, start: int, end: int, mask: str, what: str = "") -> None:
    state.env["marks"].append(Mark(start, end, mask, what))


def _take(state: StateInline, silent: bool, end: int, mask: str, what: str) -> bool:
    """Consume the content up to `end` as one masked piece."""
    if not silent:
        _note(state, state.pos, end, mask, what)
        token = state.push("masked", "", 0)
        token.content = state.src[state.pos : end]
    state.pos = end
    return True


def _whole(rule: Rule, mask: str, what: str) -> Rule:
    """A rule all of whose match is masked, in place of whatever was noted inside it."""

    def wrapped(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.env["marks"])
        if not rule(state, silent):
            return False
        if not silent:
            del state.env["marks"][count:]
            _note(state, start, state.pos, mask, what)
        return True

    return wrapped


def _code(rule: Rule) -> Rule:
    def wrapped(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if len(state.tokens) > count and state.tokens[-1].type == "code_inline":
            _note(state, start, state.pos, OPAQUE, "code")
        return True

    return wrapped


def _escape(rule: Rule) -> Rule:
    def wrapped(state: StateInline, silent: bool) -> bool:
        start = state.pos
        if not rule(state, silent):
            return False
        if not silent and state.tokens[-1].content != state.src[start : state.pos]:
            _note(state, start, start + 1, INVISIBLE)
        return True

    return wrapped


def _newline(rule: Rule) -> Rule:
    def wrapped(state: StateInline, silent: bool) -> bool:
        start = state.pos
        if not rule(state, silent):
            return False
        blank = start
        while blank and state.src[blank - 1] == " ":
            blank -= 1
        if not silent and start - blank > 1:
            _note(state, blank, start, INVISIBLE)
        return True

    return wrapped


def _link(rule: Rule) -> Rule:
    """Links: the text is prose, except where it is also the name of its target."""

    def wrapped(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.env["marks"])
        if not rule(state, silent):
            return False
        if not silent:
            label = state.md.helpers.parseLinkLabel(state, start, True)
            if state.pos == label + 1 or (state.src[label + 1] == "[" and state.pos == label + 3):
                del state.env["marks"][count:]
                _note(state, start, state.pos, OPAQUE, "link")
            else:
                _note(state, start, start + 1, INVISIBLE)
                _note(state, label, state.pos, INVISIBLE)
        return True

    return wrapped


def _html(rule: Rule) -> Rule:
    def wrapped(state: StateInline, silent: bool) -> bool:
        start = state.pos
        if not rule(state, silent):
            return False
        if not silent:
            tag = _TAG.match(state.src, start)
            name = tag[1].lower() if tag else ""
            comment = state.src.startswith("<!--", start)
            mask = INVISIBLE if comment or name in _THIN else OPAQUE
            _note(state, start, state.pos, mask, "comment" if comment else f"<{name}" if name in _LITERAL else "")
        return True

    return wrapped


def _elements(content: str, marks: list[Mark]) -> None:
    """Mask the content of elements that are literal, such as <kbd>."""
    if not any(mark.what.startswith("<") for mark in marks):
        return
    opened: Mark | None = None
    for mark in sorted(mark for mark in marks if mark.what.startswith("<")):
        closing = content.startswith("</", mark.start)
        if opened and closing and mark.what == opened.what:
            marks.append(Mark(opened.start, mark.end, OPAQUE))
            opened = None
        elif not opened and not closing:
            opened = mark


def _delimiters(rule: Rule) -> Rule:
    """Emphasis: whether a delimiter is markup is only known at the end, so its token carries its place."""

    def wrapped(state: StateInline, silent: bool) -> bool:
        position, count = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        width = state.pos - position
        for token in reversed(state.tokens[count:]):
            if width <= 0:
                break
            token.meta["place"] = (position + width - len(token.content), position + width)
            width -= len(token.content)
        return True

    return wrapped


def _emphasis(state: StateInline) -> None:
    for token in state.tokens:
        if "place" in token.meta and (token.type != "text" or not token.content):
            start, end = token.meta["place"]
            _note(state, start, end, INVISIBLE)


def _template(state: StateInline, silent: bool) -> bool:
    start, source = state.pos, state.src
    if source[start] != "{":
        return False
    if attributes := _ATTRIBUTES.match(source, start, state.posMax):
        return _take(state, silent, attributes.end(), INVISIBLE, "attributes")
    close = _TEMPLATE.get(source[start : start + 2])
    end = source.find(close, start + 2, min(state.posMax, start + _REACH)) if close else -1
    return end > 0 and _take(state, silent, end + 2, OPAQUE, "template")


def _math(state: StateInline, silent: bool) -> bool:
    start, source = state.pos, state.src
    if source[start] != "$":
        return False
    if source.startswith("$$", start):
        end = source.find("$$", start + 2, min(state.posMax, start + _REACH))
        return end > start + 2 and _take(state, silent, end + 2, OPAQUE, "math")
    match = _MATH.match(source, start, state.posMax)
    if not match or (start and source[start - 1].isalnum()) or (match[1][0].isdigit() and _WORDS.search(match[1])):
        return False
    return _take(state, silent, match.end(), OPAQUE, "math")


def _wiki(state: StateInline, silent: bool) -> bool:
    match = _WIKI.match(state.src, state.pos, state.posMax)
    return match is not None and _take(state, silent, match.end(), OPAQUE, "link")


def _shortcode(state: StateInline, silent: bool) -> bool:
    start, source = state.pos, state.src
    if source[start] != ":" or (start and source[start - 1].isalnum()):
        return False
    match = _SHORTCODE.match(source, start, state.posMax)
    return match is not None and _take(state, silent, match.end(), OPAQUE, "emoji")


def _footnote(state: StateInline, silent: bool) -> bool:
    match = _FOOTNOTE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    defined = match[1] is None or ":" + match[1] in state.env.get("footnotes", {}).get("refs", {})
    return _take(state, silent, match.end(), INVISIBLE if defined else OPAQUE, "footnote")
