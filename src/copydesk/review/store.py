"""Decisions that last: a small text file, one decision a line, sorted, so that it reads and merges well.

    # copydesk decisions …
    article.txt	GR012	rejected	was known [[to sent]] a text
    article.txt	GR031	accepted	recaptured the citadel [[two day]] ago but	two days

A decision is found again by its file, rule, words and the words around them, not by its line; where all of these are
the same several times, the rule has the number of the occurrence (`GR012#2`).
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from copydesk.errors import ConfigError, SourceError
from copydesk.lint.paths import display_path
from copydesk.lint.write import write_output
from copydesk.review.proposals import Verdict
from copydesk.text.span import Span

FILE_NAME = ".copydesk-decisions"
HEADER = "# Decisions of `copydesk review`. One a line, sorted: commit it, merge it, delete lines to be asked again.\n"
WORDS_AROUND = 4
REACH = 200  # code points within which the words around are looked for
_PARAGRAPH = re.compile(r"(?:\r\n|\n|\r(?!\n))[ \t]*(?:\r\n|\n|\r(?!\n))")
_ORDER = re.compile(r"(\d+)(?::(\d+))?")
_CONFLICT = re.compile(r"<{7} |={7}$|>{7} |\|{7} ")
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_UNESCAPES = {"\\": "\\", "t": "\t", "n": "\n", "r": "\r"}


class Key(NamedTuple):
    """What a decision is about."""

    path: str
    code: str
    context: str  # the words, with those flagged in [[ ]]
    occurrence: int = 1


class Saved(NamedTuple):
    """What was decided: `words` are those that an accepted correction puts in the place of `own_span`."""

    verdict: Verdict
    words: str | None = None
    turn: int | None = None  # which decision of its review it was, where that matters
    length: int | None = None  # of what one's own words replace, where an earlier correction was in the way of them


def context(text: str, span: Span, reading: str | None = None) -> str:
    """The words of a span in [[ ]] with some words of the same paragraph around them, newlines as spaces.

    `reading` stands in the place of the words where they read otherwise by now; it has the [[ ]] in it.
    """
    before = _PARAGRAPH.split(text[max(0, span.start - REACH) : span.start])[-1]
    after = _PARAGRAPH.split(text[span.end : span.end + REACH])[0]
    left = re.findall(r"\s*\S+", before)[-WORDS_AROUND:]
    right = re.findall(r"\S+\s*", after)[:WORDS_AROUND]
    gap = " " if before[-1:].isspace() else ""
    inside = f"[[{span.of(text)}]]" if reading is None else reading
    pieces = ("".join(left).lstrip(), gap, inside, after[: len(after) - len(after.lstrip())])
    return re.sub(r"\s+", " ", "".join((*pieces, "".join(right)))).strip()


def keys_of(path: str, text: str, places: Iterable[tuple[str, Span]]) -> list[Key]:
    """The keys of findings, given by code and span in the order of the text."""
    seen: Counter[tuple[str, str]] = Counter()
    keys = []
    for code, span in places:
        words = context(text, span)
        seen[code, words] += 1
        keys.append(Key(path, code, words, seen[code, words]))
    return keys


class DecisionFile:
    """The file of decisions. What others write into it meanwhile is kept."""

    def __init__(self, path: Path) -> None:
        """Raises ConfigError, naming the line, for a file that cannot be read or understood."""
        self.path = path
        self.disputes: tuple[str, ...] = ()  # what is wrong where two lines decide differently
        self._stamp: tuple[int, int] | None = None
        self._saved: dict[Key, tuple[Saved, ...]] = {}
        self.refresh()

    def __getitem__(self, key: Key) -> Saved | None:
        """What was decided; None also where two lines decide differently, as after a merge."""
        decided = self._saved.get(key, ())
        return decided[0] if len(decided) == 1 else None

    def in_turn(self, path: str) -> list[tuple[Key, Saved]]:
        """The decisions on a file whose order matters, in that order."""
        found = [(key, saved) for key in self._saved if key.path == path and (saved := self[key]) is not None]
        return sorted((one for one in found if one[1].turn is not None), key=lambda one: one[1].turn or 0)

    def disputed(self, key: Key) -> bool:
        return len(self._saved.get(key, ())) > 1

    def __len__(self) -> int:
        return len(self._saved)

    def name_of(self, path: str) -> str:
        """A file's path as the decisions name it: from the folder of the decisions."""
        try:
            return Path(os.path.relpath(path, self.path.parent)).as_posix()
        except ValueError:  # another drive on Windows
            return Path(path).absolute().as_posix()

    def update(self, news: Mapping[Key, Saved | None]) -> bool:
        """Save decisions, take back those that are None; whether anything changed. Raises SourceError."""
        known = self._saved
        self.refresh()
        if self._stamp is None:
            self._saved = known  # it was removed meanwhile, but what was decided still is
        decided = {**self._saved, **{key: () if one is None else (one,) for key, one in news.items()}}
        after = {key: values for key, values in decided.items() if values}
        if after == self._saved and (self._stamp is not None or not after):
            return False
        lines = sorted(_line(key, saved) for key, values in after.items() for saved in values)
        data = (HEADER + "".join(lines)).encode("utf-8", "surrogatepass")
        try:
            if not lines:
                self.path.unlink(missing_ok=True)
                self._saved, self._stamp = {}, None
                return True
            write_output(self.path, data)
        except OSError as error:
            raise SourceError(f"cannot be removed: {error.strerror or error}", path=display_path(self.path)) from None
        self._saved = after
        self._stamp = self._now()
        return True

    def _now(self) -> tuple[int, int] | None:
        try:
            status = self.path.stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size

    def refresh(self) -> None:
        """Read the file again if it has changed. Raises ConfigError, naming the line."""
        stamp = self._now()
        if stamp is not None and stamp == self._stamp:
            return
        if stamp is None:
            self._stamp, self._saved, self.disputes = None, {}, ()
            return
        try:
            text = self.path.read_bytes().decode("utf-8", "surrogatepass")
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
            raise ConfigError(f"the decisions cannot be read: {reason}", path=display_path(self.path)) from None
        found: dict[Key, dict[tuple[Verdict, str | None], tuple[Saved, int]]] = {}
        for number, line in enumerate(text.split("\n"), 1):
            line = line.removesuffix("\r")
            if line.strip() and not line.startswith("#") and not _CONFLICT.match(line):
                key, saved = self._parsed(line, number)
                found.setdefault(key, {}).setdefault(saved[:2], (saved, number))
        self._saved = {key: tuple(saved for saved, _ in lines.values()) for key, lines in found.items()}
        self.disputes = tuple(
            self._dispute([number for _, number in lines.values()]) for lines in found.values() if len(lines) > 1
        )
        self._stamp = stamp

    def _dispute(self, lines: list[int]) -> str:
        others = " and ".join(str(line) for line in lines[:-1])
        return (
            f"{display_path(self.path)}:{lines[-1]}: decides otherwise than line {others}, so neither counts\n"
            "  hint: delete the one that is wrong, or decide anew in copydesk review"
        )

    def _parsed(self, line: str, number: int) -> tuple[Key, Saved]:
        fields = [_unescaped(field) for field in line.split("\t")]
        usual = {"accepted": 5, "rejected": 4}.get(fields[2], 0) if len(fields) > 2 else 0
        order = _ORDER.fullmatch(fields[usual]) if len(fields) == usual + 1 else None
        if not usual or (order is None and len(fields) != usual):
            hint = (
                "a line is: file, rule, accepted or rejected, the words in [[ ]], for accepted the new words, "
                "and a number where the order of decisions matters"
            )
            raise ConfigError("is not a decision", path=display_path(self.path), line=number, hint=hint)
        code, _, occurrence = fields[1].partition("#")
        if occurrence and not occurrence.isdecimal():
            raise ConfigError(f"“{fields[1]}” is not a rule", path=display_path(self.path), line=number)
        key = Key(fields[0], code, fields[3], int(occurrence or 1))
        turn, length = (None if one is None else int(one) for one in order.groups()) if order else (None, None)
        return key, Saved(Verdict(fields[2]), fields[4] if usual == 5 else None, turn, length)


@lru_cache(maxsize=65_536)  # most lines are the same from one saving to the next
def _line(key: Key, saved: Saved) -> str:
    code = key.code if key.occurrence == 1 else f"{key.code}#{key.occurrence}"
    fields = [key.path, code, str(saved.verdict), key.context]
    if saved.verdict is Verdict.ACCEPTED:
        fields.append(saved.words or "")
    if saved.turn is not None:
        fields.append(str(saved.turn) if saved.length is None else f"{saved.turn}:{saved.length}")
    return "\t".join(_escaped(field) for field in fields) + "\n"


def _escaped(text: str) -> str:
    text = text.translate(_ESCAPES)
    return f"\\{text}" if text.startswith("#") or _CONFLICT.match(text) else text


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.?)", lambda match: _UNESCAPES.get(match.group(1), match.group(1)), text)
