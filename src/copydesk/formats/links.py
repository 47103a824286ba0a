"""URLs, e-mail addresses and host names in running text."""

from __future__ import annotations

import re

from copydesk.text.mask import OPAQUE
from copydesk.text.span import Span

_PLACE = (
    r"[@.](?:(?<=@)(?P<mail>(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,24}\b)"
    r"|(?<=\.)(?P<host>(?:com|org|net|edu|gov|mil|io|dev|app|info|co\.uk|org\.uk|ac\.uk|gov\.uk)\b(?![.-]\w|@)))"
)
_PLACE_ALONE = re.compile(_PLACE, re.IGNORECASE)  # by its first character, ten times as fast as the other
_ANCHOR = re.compile(
    rf"(?P<url>\b(?:https?|ftps?|sftp|ssh|git|file|wss?)://|\bmailto:|\bwww\.(?=[\w-]))|{_PLACE}", re.IGNORECASE
)
_TARGET = re.compile(rf'[^\s<>"“”„«»`|{OPAQUE}]+')
_PATH = re.compile(rf'(?::\d+)?(?:[/?#][^\s<>"“”„«»`|{OPAQUE}]*)?')
_LOCAL = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.!#$%&'*+/=?^_`{|}~-")
_NAME = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-")
_PAIRS = {")": "(", "]": "[", "}": "{"}
_TRAILING = frozenset(".,;:!?…'’‘*_~\u2060")


def links(text: str) -> list[Span]:
    """Where the text names an address, in order. Punctuation that closes the sentence or a bracket is left out."""
    found: list[Span] = []
    position = 0
    small = text.lower()
    anchor = _ANCHOR if any(sign in small for sign in ("://", "mailto:", "www.")) else _PLACE_ALONE
    while match := anchor.search(text, position):
        start, end = match.span()
        if match.lastgroup == "url":
            target = _TARGET.match(text, end)
            end = _end(text, start, target.end()) if target else end
            position = max(end, match.end())
            if end <= match.end():
                continue
        elif match.lastgroup == "mail":
            start = _left(text, start, max(position, start - 64), _LOCAL)
            position = match.end()
            if start == match.start():
                continue
        else:
            start = _left(text, start, max(position, start - 253), _NAME)
            position = match.end()
            if start == match.start() or text[start] == "-" or (start and text[start - 1] in "@_"):
                continue
            path = _PATH.match(text, end)
            end = position = max(end, _end(text, start, path.end() if path else end))
        found.append(Span(start, end))
    return found


def _left(text: str, start: int, limit: int, allowed: frozenset[str]) -> int:
    """The leftmost offset from which only `allowed` characters lead up to `start`."""
    place = start
    while place > limit and text[place - 1] in allowed:
        place -= 1
    while place < start and text[place] in ".'`*_~{|(":
        place += 1
    return place


def _end(text: str, start: int, end: int) -> int:
    """`end` without trailing punctuation and without brackets that the address does not open."""
    stretch = text[start:end]
    unopened = {close: stretch.count(close) - stretch.count(open) for close, open in _PAIRS.items()}
    while end > start:
        last = text[end - 1]
        if last in _TRAILING:
            end -= 1
        elif unopened.get(last, 0) > 0:
            unopened[last] -= 1
            end -= 1
        else:
            break
    return end
