"""Compiled packs: read once from YAML, kept on disk as lines of JSON, decoded one by one when first needed.

The cache is keyed by the packs' content, the lexicon and the compiled form's version. It holds data only; a cache that
is damaged or not ours is made anew without a word.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from zlib import adler32, crc32

from copydesk.rules import stored
from copydesk.rules.base import Example, Rule
from copydesk.rules.index import Anchor, Index, anchor_of
from copydesk.rules.kinds import ConsistencyProgram, Program, RegexProgram, TokenProgram
from copydesk.rules.pattern import Pattern
from copydesk.text.collector import collecting_later
from copydesk.text.edit import Applicability
from copydesk.text.finding import Category, Confidence, Severity

FORMAT = 8


@dataclass(frozen=True, slots=True)
class Heading:
    """What selection needs to know of a rule without decoding it."""

    code: str
    name: str
    pack: str
    category: str
    default: bool


class CompiledPacks:
    """Rules and programs of packs; rule numbers and pattern numbers run through all packs in order.

    `owners` and `anchors` give for each token pattern the number of its rule and the element that it is looked up by;
    `index` finds patterns by that element. `others` are the numbers of the rules that are not token patterns.
    """

    def __init__(self, content: memoryview) -> None:
        """`content` is what `_compile` made."""
        head, owners, anchors, ends, lines, beside_ends, beside = stored.parted(content)
        rows = json.loads(bytes(head))
        self.headings = [Heading(*row) for row in rows["headings"]]
        self.others: Sequence[int] = rows["others"]
        self.owners: Sequence[int] = stored.numbers(owners)
        self.anchors: Sequence[int] = stored.numbers(anchors)
        self._lines = stored.Lines(stored.numbers(ends), lines)
        self._beside = stored.Lines(stored.numbers(beside_ends), beside)
        size = len(self.headings)
        self._programs, self._patterns, self._index = size, 2 * size, 2 * size + len(self.owners)

    @cached_property
    def index(self) -> Index:
        keys, words, tag_keys, tags, everywhere = (self._lines[self._index + place].split("\t") for place in range(5))
        by_word, by_tag = dict(zip(keys, words, strict=True)), dict(zip(tag_keys, tags, strict=True))
        return Index(by_word, by_tag, everywhere[0], self._beside)

    def rule(self, number: int) -> Rule:
        data = json.loads(self._lines[number])
        data["category"] = Category(data["category"])
        data["severity"], data["confidence"] = Severity(data["severity"]), Confidence(data["confidence"])
        data["applicability"] = Applicability(data["applicability"])
        data["examples"] = tuple(Example(**example) for example in data["examples"])
        return Rule(**data)

    def program(self, number: int) -> Program:
        kind, *data = json.loads(self._lines[self._programs + number])
        if kind == "token":
            patterns = tuple(self.pattern(place) for place, owner in enumerate(self.owners) if owner == number)
            return TokenProgram(patterns, *self.frame(number))
        if kind == "regex":
            return RegexProgram(data[0], data[1], tuple(data[2]), data[3], tuple(data[4]))
        return ConsistencyProgram(tuple(tuple(group) for group in data[0]))

    def frame(self, number: int) -> tuple[tuple[Pattern, ...], bool]:
        """What a token program has besides its patterns: its exceptions, and whether headings are checked."""
        _, unless, headings = json.loads(self._lines[self._programs + number])
        return tuple(map(Pattern.unpack, unless)), headings

    def pattern(self, number: int) -> tuple[Pattern, tuple[str, ...]]:
        """One token pattern and its templates."""
        pattern, templates = json.loads(self._lines[self._patterns + number])
        return Pattern.unpack(pattern), tuple(templates)


def load(paths: Sequence[Path]) -> CompiledPacks:
    """The packs compiled, from the cache where it has them. Raises PackError for a malformed pack."""
    contents = []
    for path in paths:
        try:
            contents.append(path.read_bytes())
        except OSError as error:
            from copydesk.errors import PackError

            raise PackError(f"cannot be read: {error.strerror or error}", path=path) from None
    key = _key(paths, contents)
    content = stored.read(f"rules-{key}")
    if content is None:
        made = _compile(paths, contents)
        stored.write(f"rules-{key}", made)
        content = memoryview(made)
    return CompiledPacks(content)


def _key(paths: Sequence[Path], contents: Sequence[bytes]) -> str:
    from copydesk.language.lexicon import lexicon

    names = "\0".join(path.name for path in paths)
    sizes = " ".join(str(len(data)) for data in contents)
    told = [f"{FORMAT}\0{sys.byteorder}\0{lexicon().digest}\0{names}\0{sizes}\0".encode(), *contents]
    sums = 0, 1
    for data in told:
        sums = crc32(data, sums[0]), adler32(data, sums[1])
    return f"{sums[0]:08x}{sums[1]:08x}-{sum(map(len, contents)):x}"


@collecting_later()
def _compile(paths: Sequence[Path], contents: Sequence[bytes]) -> bytes:
    """The packs as sections: what is always needed; numbers; lines of JSON (the rules, their programs, their patterns)
    with those of the index; and what stands beside the anchors."""
    from copydesk.language.lexicon import lexicon
    from copydesk.rules.pack import parse_pack

    words = lexicon()
    rules: list[Any] = []
    programs: list[Any] = []
    patterns: list[Any] = []
    owners: list[int] = []
    anchors: list[Anchor] = []
    headings: list[list[Any]] = []
    others: list[int] = []
    for path, data in zip(paths, contents, strict=True):
        for compiled in parse_pack(data, str(path)):
            rule, program, number = compiled.rule, compiled.program, len(rules)
            rules.append(asdict(rule))
            programs.append(_packed(program))
            headings.append([rule.code, rule.name, rule.pack, str(rule.category), rule.default])
            if isinstance(program, TokenProgram):
                for pattern, templates in program.patterns:
                    owners.append(number)
                    anchors.append(anchor_of(pattern, words))
                    patterns.append([pattern.pack(), list(templates)])
            else:
                others.append(number)
    index = Index.of(anchors)
    tables = [column for table in (index.words, index.tags) for column in (table.keys(), table.values())]
    rows = (json.dumps(row, ensure_ascii=False) for row in (*rules, *programs, *patterns))
    lines = stored.Lines.of((*rows, *map("\t".join, tables), index.everywhere))
    beside = stored.Lines.of(map(index.beside.__getitem__, range(len(anchors))))
    head = json.dumps({"headings": headings, "others": others}, ensure_ascii=False).encode()
    of_patterns = (stored.numbers(owners), stored.numbers(anchor.element for anchor in anchors))
    return stored.joined((head, *(column.tobytes() for column in of_patterns), *lines.pack(), *beside.pack()))


def _packed(program: Program) -> list[Any]:
    if isinstance(program, TokenProgram):
        return ["token", [pattern.pack() for pattern in program.unless], program.headings]
    if isinstance(program, RegexProgram):
        fix, hints = list(program.fix), list(program.hints)
        return ["regex", program.expression, program.ignore_case, fix, program.headings, hints]
    return ["consistency", [list(group) for group in program.groups]]
