"""Writing a word of the text in another case."""

from __future__ import annotations

from copydesk.language.prose import Prose
from copydesk.text.edit import Edit


def recased(prose: Prose, index: int, new: str) -> Edit:
    """The edit that writes a token anew, letter for letter: the token must be `unmarked`."""
    return Edit(prose.starts[index], prose.ends[index], new)


def unmarked(prose: Prose, index: int) -> bool:
    """Whether the token is untouched by markup, so that its offsets are its letters."""
    return prose.ends[index] - prose.starts[index] == len(prose.words[index])
