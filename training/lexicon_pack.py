"""Writes the lexicon file; the layout is described where it is read, in copydesk.language.lexicon_file."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from copydesk.language.lexicon_file import EMPTY, MAGIC, PREFIX


@dataclass
class Entry:
    """What is known of one spelling."""

    preferred: int = 0
    accepted: int = 0
    frequency: int = 0
    cased: int = 0
    marks: int = 0
    readings: list[tuple[str, str, bool]] = field(default_factory=list)
    classes: set[str] = field(default_factory=set)
    paradigm: list[tuple[str, str]] = field(default_factory=list)


def _edit(word: str, other: str) -> str:
    """How to make another word from this one: how many letters to take off and what to put on, or "=" and the word."""
    same = 0
    while same < min(len(word), len(other)) and word[same] == other[same]:
        same += 1
    # An edit that keeps too little is no pattern.
    return f"{len(word) - same}:{other[same:]}" if same * 2 >= len(word) or len(word) < 5 else f"=:={other}"


class _Sets:
    """Numbers distinct strings in order of first use; the empty one is 0."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {"": 0}

    def number(self, text: str) -> int:
        return self.numbers.setdefault(text, len(self.numbers))

    def text(self) -> bytes:
        return "\n".join(self.numbers).encode()


def pack(entries: Mapping[str, Entry], relations: Mapping[str, Iterable[tuple[str, str]]], path: Path) -> None:
    """Writes the entries, and the relations kind → (source, target) pairs, each source's targets best first."""
    words = sorted(entries, key=lambda word: (len(word.encode()), word.encode()))
    numbers = {word: number for number, word in enumerate(words)}
    longest = max(len(word.encode()) for word in words)
    sizes = np.array([len(word.encode()) for word in words])
    firsts = [int(np.searchsorted(sizes, length)) for length in range(longest + 2)]
    capacity = 1 << int(np.ceil(np.log2(len(words) * 1.5)))
    slots = np.full(capacity, EMPTY, dtype="<u4")
    for number, word in enumerate(words):
        slot = zlib.crc32(word.encode()) & (capacity - 1)
        while slots[slot] != EMPTY:
            slot = (slot + 1) & (capacity - 1)
        slots[slot] = number
    analyses, classes, paradigms = _Sets(), _Sets(), _Sets()
    rows = [entries[word] for word in words]
    columns: dict[str, tuple[str, bytes]] = {
        "words": ("text", "".join(words).encode()),
        "slots": ("u4", slots.tobytes()),
        "frequency": ("u1", bytes(row.frequency for row in rows)),
        "cased": ("u1", bytes(row.cased for row in rows)),
        "dialects": ("u1", bytes(row.preferred | (row.accepted | row.preferred) << 4 for row in rows)),
        "marks": ("u1", bytes(row.marks for row in rows)),
    }
    numbered: dict[str, list[int]] = {"analysis": [], "classes": [], "paradigm": []}
    for word, row in zip(words, rows, strict=True):
        items = [f"{tag}{'~' if rare else ''}:{_edit(word, lemma)}" for tag, lemma, rare in row.readings]
        numbered["analysis"].append(analyses.number(" ".join(items)))
        numbered["classes"].append(classes.number(" ".join(sorted(row.classes))))
        forms = [f"{tag}:{_edit(word, form)}" for tag, form in row.paradigm]
        numbered["paradigm"].append(paradigms.number(" ".join(forms)))
    for name, values in numbered.items():
        columns[name] = ("u2", np.array(values, dtype="<u2").tobytes())
    columns["analyses"], columns["class-sets"] = ("text", analyses.text()), ("text", classes.text())
    columns["paradigms"] = ("text", paradigms.text())
    mixed = [number for number, word in enumerate(words)
             if word != word.lower() and word != word.upper() and word[1:] != word[1:].lower()]
    columns["mixed"] = ("u4", np.array(mixed, dtype="<u4").tobytes())
    names = list(relations)
    links = [(numbers[source], code, rank, numbers[target])
             for code, name in enumerate(names)
             for rank, (source, target) in enumerate(relations[name]) if source in numbers and target in numbers]
    links.sort()
    columns["relation-source"] = ("u4", np.array([link[0] for link in links], dtype="<u4").tobytes())
    columns["relation-kind"] = ("u1", bytes(link[1] for link in links))
    columns["relation-target"] = ("u4", np.array([link[3] for link in links], dtype="<u4").tobytes())
    _write(path, columns, {"count": len(words), "firsts": firsts, "relations": names})
    print({name: len(data) for name, (_, data) in columns.items()})
    print(len(words), "words;", len(analyses.numbers), "analyses;", len(classes.numbers), "class sets;",
          len(paradigms.numbers), "paradigms;", len(links), "links")


def _write(path: Path, columns: Mapping[str, tuple[str, bytes]], header: dict[str, object]) -> None:
    # The header holds offsets and its own length moves them, so it is padded to a round size.
    room = 4096
    sections, body, place = {}, [], room
    for name, (code, data) in columns.items():
        padding = -(PREFIX.size + place) % 8
        body += [b"\0" * padding, data]
        place += padding
        sections[name] = [PREFIX.size + place, len(data), code]
        place += len(data)
    text = json.dumps({**header, "sections": sections}, separators=(",", ":")).encode()
    assert len(text) <= room, len(text)
    payload = text.ljust(room) + b"".join(body)
    path.write_bytes(PREFIX.pack(MAGIC, room, zlib.crc32(payload)) + payload)
