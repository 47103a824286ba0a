"""Sentences: where one ends, from the tokens of a block and what stands around their final marks.

A full stop that the tokeniser kept apart from its word ends a sentence unless the context speaks against it (a number
in front of a list item, a small letter after a short word, a quotation that goes on: “Go!” he said, the second of
several items in one sentence: for two reasons: a) Cost. b) Time). A full stop that belongs to an abbreviation ends one
only before a word that opens sentences. Closing quotes and brackets stay with the sentence they close, as does the name
of who is quoted, after a dash or alone. A headline or caption without a final mark is one sentence, as is any block in
which nothing ends.
"""

from collections.abc import Sequence
from itertools import pairwise

from copydesk.language import abbreviations as abbr
from copydesk.text.mask import visible

_FINAL = frozenset(".!?…。！？")
_ELLIPSIS = frozenset("…. \u00a0")
_CLOSERS = frozenset("\"'”’)]}»")
_OPENERS = frozenset("\"'“‘([{«`*_•▪-–—")
_DASHES = frozenset(("-", "–", "—", "--"))
_LABELS = frozenset(("Photo", "Photograph", "Image", "Picture", "Video", "Graphic", "Illustration", "Credit", "Source"))
_SHOUTING_NAMES = frozenset({"Yahoo", "Jeopardy", "Guardian", "Wham"})
_TIMES = frozenset({"a.m.", "p.m.", "A.M.", "P.M."})
_NEVER = frozenset(
    ("e.g.", "i.e.", "E.g.", "I.e.", "vs.", "Vs.", "cf.", "Cf.", "viz.", "approx.", "Approx.", "al.", "a.k.a.")
)
_TITLES = frozenset(title + "." for title in abbr.TITLES if title not in ("Jr", "Sr", "St"))
_BEFORE_NUMBER = frozenset(word + "." for word in abbr.BEFORE_NUMBER)


def split(masked: str, tokens: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The sentences of one block: half-open ranges of indices into `tokens`, in order, covering them all."""
    count = len(tokens)
    starts = [0]
    for index, (_, end) in enumerate(tokens):
        if masked[end - 1] not in _FINAL or index < starts[-1]:
            continue
        after = index + 1
        while after < count and masked[tokens[after][0]] in _CLOSERS and not _gap(masked, tokens, after):
            after += 1
        if (
            after < count
            and _ends(masked, tokens, starts[-1], index, after)
            and not _next_item(masked, tokens, starts[-1], after)
            and not _attribution(masked, tokens, after)
        ):
            starts.append(after)
    return list(pairwise([*starts, count])) if count else []


def _gap(masked: str, tokens: Sequence[tuple[int, int]], index: int) -> bool:
    """Whether white space stands before the token."""
    return bool(visible(masked[tokens[index - 1][1] : tokens[index][0]]))


def _ends(masked: str, tokens: Sequence[tuple[int, int]], first: int, final: int, after: int) -> bool:
    """Whether the mark `final` ends the sentence begun at `first` when `after` is the next token to be placed."""
    mark = visible(masked[slice(*tokens[final])])
    quoted = after > final + 1
    word = _next_word(masked, tokens, after)
    if not word:
        return _gap(masked, tokens, after) and masked[tokens[after][0]] not in ",;:)]}"
    small = word[0].islower()
    if mark == ".":
        return _full_stop_ends(masked, tokens, first, final, after, quoted, word)
    if mark[-1] in "!?！？。":
        if not _gap(masked, tokens, after) and mark[-1] in "!?":
            return word[0].isupper() and not quoted
        return not small and not (mark == "!" and _word(masked, tokens, final - 1) in _SHOUTING_NAMES)
    if _ELLIPSIS.issuperset(mark):
        return not small and word not in ("I", "I'm", "I’m") and _gap(masked, tokens, after)
    if word in _LABELS and _label(masked, tokens, after):
        return True
    return masked[tokens[after][0]] not in "([" and _abbreviation_ends(mark, word, quoted)


def _label(masked: str, tokens: Sequence[tuple[int, int]], index: int) -> bool:
    """Whether a colon makes a label of the word at `index`, such as the “Photo:” of a caption."""
    return index + 1 < len(tokens) and masked[slice(*tokens[index + 1])] == ":" and not _gap(masked, tokens, index + 1)


def _next_item(masked: str, tokens: Sequence[tuple[int, int]], first: int, after: int) -> bool:
    """Whether the token `after` is the letter or number of an item, and the sentence has the item before it.

    Such items stand in the middle of one sentence, after a colon.
    """
    if not _item(masked, tokens, after):
        return False
    letter = _word(masked, tokens, after)
    before = str(int(letter) - 1) if letter.isdecimal() else chr(ord(letter) - 1)
    return any(
        _word(masked, tokens, index) == before and _item(masked, tokens, index) for index in range(first + 1, after)
    )


def _item(masked: str, tokens: Sequence[tuple[int, int]], index: int) -> bool:
    word = _word(masked, tokens, index)
    numbering = (word.isdecimal() and len(word) < 3) or (len(word) == 1 and "b" <= word.lower() <= "z") or word in "aA"
    return numbering and index + 1 < len(tokens) and masked[slice(*tokens[index + 1])] == ")"


def _attribution(masked: str, tokens: Sequence[tuple[int, int]], after: int) -> bool:
    """Whether nothing but a name is left of the block, in two words or more with capitals, or after a dash."""
    words = [_word(masked, tokens, index) for index in range(after, min(len(tokens), after + 7))]
    name = words[1:] if words[0] in _DASHES else words
    return 2 <= len(words) <= 6 and all(word[0].isupper() and word.isalpha() for word in name)


def _full_stop_ends(
    masked: str, tokens: Sequence[tuple[int, int]], first: int, final: int, after: int, quoted: bool, word: str
) -> bool:
    previous = _word(masked, tokens, final - 1) if final > first else ""
    if final - first == 1 and len(previous) <= 4 and (previous.isdigit() or len(previous) == 1 or _roman(previous)):
        return False  # the number of a list item or a heading
    if not _gap(masked, tokens, after):
        return word[0].isupper() and len(previous) > 1
    if not word[0].islower():
        return True
    return not quoted and len(previous) >= 4 and previous.isalpha() and any(letter in "aeiouy" for letter in previous)


def _abbreviation_ends(mark: str, word: str, quoted: bool) -> bool:
    if mark in _TITLES or mark in _NEVER or mark in _BEFORE_NUMBER:
        return False
    if word in abbr.OPENERS or (quoted and word[0].isupper()):
        return len(mark) > 2  # not an initial
    if mark in _TIMES:
        return word[0].isupper() and word not in abbr.AFTER_TIME
    return mark in ("etc.", "Etc.") and word[0].isupper()


def _next_word(masked: str, tokens: Sequence[tuple[int, int]], index: int) -> str:
    """The first word at or after a token, past opening quotes, brackets and bullets; "" if another mark comes first."""
    while index < len(tokens):
        word = _word(masked, tokens, index)
        if word[0].isalnum() or word[0] == "\ufffc" or word[0] in "$£€#@":
            return word
        if word[0] not in _OPENERS:
            return ""
        index += 1
    return ""


def _word(masked: str, tokens: Sequence[tuple[int, int]], index: int) -> str:
    return visible(masked[slice(*tokens[index])])


def _roman(word: str) -> bool:
    return all(letter in "IVXivx" for letter in word)
