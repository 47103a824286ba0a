"""Tagged corpora: reading them, and writing their tokens as the running text they came from.

A corpus is a UTF-8 file, plain or .xz: `# sentence-id`, then `word<TAB>tag<TAB>lemma` a line, a blank line after each
sentence. Sentence ids are `document-number`.
"""

import lzma
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

_NO_SPACE_BEFORE = re.compile(r"[.,;:?!%)\]}…»]+$|\.{2,}$|['’](?:s|S|re|RE|ve|VE|ll|LL|d|D|m|M)$|[nN]['’]?[tT]$")
_NO_SPACE_AFTER = re.compile(r"[(\[{«$£€#]$|US\$$")
_GLUED = frozenset({("gon", "na"), ("wan", "na"), ("got", "ta"), ("im", "ma"), ("d'", "you")})


@dataclass(frozen=True)
class Sentence:
    """One sentence of a corpus: its document, its words and their tags."""

    document: str
    words: list[str]
    tags: list[str]


def read(path: Path) -> list[Sentence]:
    """The sentences of a corpus file."""
    data = path.read_bytes()
    text = (lzma.decompress(data) if path.suffix == ".xz" else data).decode("utf-8")
    return list(_sentences(iter(text.split("\n"))))


def _sentences(lines: Iterator[str]) -> Iterator[Sentence]:
    identity = ""
    for filled, group in groupby(lines, key=bool):
        if not filled:
            continue
        rows = list(group)
        if rows[0].startswith("# ") and "\t" not in rows[0]:
            identity, rows = rows[0][2:], rows[1:]
        columns = [row.split("\t") for row in rows]
        if columns:
            yield Sentence(identity.rpartition("-")[0], [row[0] for row in columns], [row[1] for row in columns])


def glued(words: Sequence[str], tags: Sequence[str]) -> list[bool]:
    """For each word, whether running text has no space before it."""
    result = []
    straight_open = False
    for index, (word, tag) in enumerate(zip(words, tags, strict=True)):
        before, before_tag = (words[index - 1], tags[index - 1]) if index else ("", "")
        closing = tag == "''" or (word == '"' and tag != "``" and straight_open) or (tag == "POS" and len(word) == 1)
        result.append(
            index > 0
            and (
                closing
                or before_tag == "``"
                or "HYPH" in (tag, before_tag)
                or (bool(_NO_SPACE_BEFORE.match(word)) and tag not in ("``", "NFP"))
                or bool(_NO_SPACE_AFTER.match(before))
                or _inside_range(words, tags, index)
                or "/" in (word, before)
                or (before.lower(), word.lower()) in _GLUED
            )
        )
        if word == '"':
            straight_open = tag == "``"
    return result


def _inside_range(words: Sequence[str], tags: Sequence[str], index: int) -> bool:
    """Whether the word is the dash of 1–0 or the number after it."""
    dash = index if tags[index] == "SYM" else index - 1
    return (
        0 < dash < len(words) - 1
        and tags[dash] == "SYM"
        and words[dash] in ("–", "-")
        and words[dash - 1][-1].isdigit()
        and words[dash + 1][0].isdigit()
    )


def running_text(words: Sequence[str], tags: Sequence[str]) -> str:
    """The sentence as an editor would have typed it."""
    return "".join(
        word if joined or not index else " " + word
        for index, (word, joined) in enumerate(zip(words, glued(words, tags), strict=True))
    )
