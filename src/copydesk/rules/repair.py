"""From new words to edits, as small as can be, with the capitals, spaces and articles that go with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from copydesk.language.casing import capitalise, uncapitalise
from copydesk.text.edit import Edit
from copydesk.text.mask import visible

if TYPE_CHECKING:
    from copydesk.language.prose import Prose

CHUNK = re.compile(r"\S+")


def replace(prose: Prose, first: int, last: int, text: str) -> tuple[Edit, ...]:
    """The edits that put `text` in the place of the tokens from first to last; none when they read so already.

    Only the words that differ are touched. The first word takes over a sentence's capital, and an article before the
    words follows their sound ("a strategic" → "an important").
    """
    text = _apostrophes(prose, _cased(prose, first, last, text))
    start, end = prose.starts[first], prose.ends[last - 1]
    old = [(visible(m.group()), start + m.start(), start + m.end()) for m in CHUNK.finditer(prose.masked[start:end])]
    new = CHUNK.findall(text)
    head = 0
    while head < min(len(old), len(new)) and old[head][0] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail][0] == new[-1 - tail]:
        tail += 1
    gone, come = old[head : len(old) - tail], new[head : len(new) - tail]
    if not gone and not come:
        return ()
    if not come:
        return (_deletion(prose, gone[0][1], gone[-1][2]),)
    words = " ".join(come)
    if gone:
        edit = Edit(gone[0][1], gone[-1][2], words)
    elif head:
        place = old[head - 1][2]
        edit = Edit(place, place, " " + words)
    else:
        place = old[0][1]
        edit = Edit(place, place, words + " ")
    article = _article(prose, first, new[0]) if head == 0 else None
    return (article, edit) if article else (edit,)


def delete(prose: Prose, first: int, last: int) -> tuple[Edit, ...]:
    """The edits that take the tokens from first to last out, with the space that belongs to them."""
    article = _article(prose, first, prose.words[last]) if last < prose.sentence(first)[1] else None
    edit = _deletion(prose, prose.starts[first], prose.ends[last - 1])
    return (article, edit) if article else (edit,)


def insert_before(prose: Prose, index: int, text: str) -> tuple[Edit, ...]:
    """The edit that puts words before a token; they take over the capital at a sentence's start."""
    start = prose.starts[index]
    if index in prose.sentence_starts and prose.form(index) != prose.words[index]:
        word = uncapitalise(prose.words[index])
        return (Edit(start, prose.ends[index], f"{capitalise(text)} {word}"),)
    return (Edit(start, start, text + " "),)


def insert_after(prose: Prose, index: int, text: str) -> tuple[Edit, ...]:
    """The edit that puts text right behind a token: a comma as it is, words with their space before."""
    end = prose.ends[index]
    return (Edit(end, end, text),)


def _deletion(prose: Prose, start: int, end: int) -> Edit:
    masked = prose.masked
    if start and masked[start - 1] == " " and (end == len(masked) or masked[end] in " \n\r.,;:!?)”’"):
        while start and masked[start - 1] == " ":
            start -= 1
        return Edit(start, end, "")
    if start and not masked[start].isalnum() and masked[start - 1].isalnum():
        return Edit(start, end, "")  # punctuation behind a word leaves the space to the next one
    stop = end
    while stop < len(masked) and masked[stop] == " ":
        stop += 1
    if stop < len(masked) and masked[start].isupper() and masked[stop].islower():
        return Edit(start, stop + 1, masked[stop].upper())
    return Edit(start, stop, "")


def _cased(prose: Prose, first: int, last: int, text: str) -> str:
    """The text with the capitals that the tokens had because of where they stand."""
    words = [word for word in prose.words[first:last] if word[0].isalpha()]
    if not text or not words:
        return text
    if all(word.isupper() for word in words) and any(len(word) > 1 for word in words) and not text.isupper():
        known = prose.lexicon.known
        if all(known(word.lower()) for word in words) and max(len(word) for word in words) > 3:
            return text.upper()
        if _among_capitals(prose, first, last):
            return text.upper()
    branded = not text.split()[0][1:].islower() and len(text.split()[0]) > 1  # iPhone, eBay
    if words[0][0].isupper() and text[0].islower() and not branded and prose.words[first] == words[0]:
        starts = all(not word[0].isalnum() for word in prose.words[prose.sentence(first)[0] : first])
        if starts or (
            words[0] != "I" and (prose.lexicon.known(prose.lower[first]) or not prose.lexicon.known(words[0]))
        ):
            return capitalise(text)
    return text


def _among_capitals(prose: Prose, first: int, last: int) -> bool:
    """Whether the words next to the tokens, at least one of them, are all in capitals, as in a headline."""
    low, high = prose.sentence(first)
    near = [*prose.words[max(low, first - 2) : first], *prose.words[last : min(high, last + 2)]]
    words = [word for word in near if word[0].isalpha()]
    return any(len(word) > 3 for word in words) and all(word.isupper() for word in words)


def _apostrophes(prose: Prose, text: str) -> str:
    return text.replace("'", "’") if "'" in text and "’" in prose.text else text


def _article(prose: Prose, first: int, following: str) -> Edit | None:
    """The edit that fits the article before the token to another following word."""
    if first == 0 or first in prose.sentence_starts or prose.lower[first - 1] not in ("a", "an"):
        return None
    word = re.match(r"[\w’'-]+", following)
    if word is None:
        return None
    wanted, now = prose.lexicon.article(word.group().lstrip("'’")), prose.lower[first - 1]
    before = prose.lexicon.article(prose.words[first])
    if wanted == now or before == wanted:  # the article was wrong before: another rule's business
        return None
    text = wanted.capitalize() if prose.words[first - 1][0].isupper() else wanted
    return Edit(prose.starts[first - 1], prose.ends[first - 1], text)
