"""Compiled packs: read once from YAML, kept on disk as JSON, decoded rule by rule when first needed.

The cache is keyed by the packs' content, the lexicon and the compiled form's version. It holds data only; a cache that
is damaged or not ours is made anew without a word.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from copydesk.rules.base import Example, Rule
from copydesk.rules.kinds import ConsistencyProgram, Program, RegexProgram, TokenProgram
from copydesk.rules.matcher import Anchor, anchor_of
from copydesk.rules.pattern import Pattern
from copydesk.text.edit import Applicability
from copydesk.text.finding import Category, Confidence, Severity

FORMAT = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """What selection needs to know of a rule without decoding it."""

    code: str
    name: str
    pack: str
    category: str
    default: bool


class CompiledPacks:
    """Rules and programs of packs; rule `number`s run through all packs in order.

    `anchors` lists (rule number, pattern number in the rule, Anchor) for every token pattern; `others` the numbers of
    the rules that are not token patterns.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._rules: Sequence[str] = data["rules"]
        self._programs: Sequence[str] = data["programs"]
        self.headings = [Heading(*row) for row in data["headings"]]
        self.others: Sequence[int] = data["others"]
        self._anchors: Sequence[Sequence[Any]] = data["anchors"]

    @cached_property
    def anchors(self) -> list[tuple[int, int, Anchor]]:
        return [(r, p, Anchor(e, tuple(words), tuple(tags))) for r, p, e, words, tags in self._anchors]

    def rule(self, number: int) -> Rule:
        data = json.loads(self._rules[number])
        data["category"] = Category(data["category"])
        data["severity"], data["confidence"] = Severity(data["severity"]), Confidence(data["confidence"])
        data["applicability"] = Applicability(data["applicability"])
        data["examples"] = tuple(Example(**example) for example in data["examples"])
        return Rule(**data)

    def program(self, number: int) -> Program:
        kind, *data = json.loads(self._programs[number])
        if kind == "token":
            patterns = tuple((Pattern.unpack(pattern), tuple(templates)) for pattern, templates in data[0])
            return TokenProgram(patterns, tuple(Pattern.unpack(item) for item in data[1]), data[2])
        if kind == "regex":
            return RegexProgram(data[0], data[1], tuple(data[2]), data[3])
        return ConsistencyProgram(tuple(tuple(group) for group in data[0]))


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
    cached = _read(key)
    if cached is None:
        cached = _compile(paths, contents)
        _write(key, cached)
    return CompiledPacks(cached)


def _key(paths: Sequence[Path], contents: Sequence[bytes]) -> str:
    from copydesk.language.lexicon import lexicon

    digest = hashlib.sha256(f"{FORMAT} {lexicon().digest}".encode())
    for path, data in zip(paths, contents, strict=True):
        digest.update(f"\0{path.name} {len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


def _compile(paths: Sequence[Path], contents: Sequence[bytes]) -> dict[str, Any]:
    from copydesk.language.lexicon import lexicon
    from copydesk.rules.pack import parse_pack

    words = lexicon()
    rules: list[str] = []
    programs: list[str] = []
    headings: list[list[Any]] = []
    others: list[int] = []
    anchors: list[list[Any]] = []
    for path, data in zip(paths, contents, strict=True):
        for compiled in parse_pack(data, str(path)):
            rule, program, number = compiled.rule, compiled.program, len(rules)
            rules.append(json.dumps(asdict(rule), ensure_ascii=False))
            programs.append(json.dumps(_packed(program), ensure_ascii=False))
            headings.append([rule.code, rule.name, rule.pack, str(rule.category), rule.default])
            if isinstance(program, TokenProgram):
                for index, (pattern, _) in enumerate(program.patterns):
                    anchor = anchor_of(pattern, words)
                    anchors.append([number, index, anchor.element, list(anchor.words), list(anchor.tags)])
            else:
                others.append(number)
    return {"rules": rules, "programs": programs, "headings": headings, "others": others, "anchors": anchors}


def _packed(program: Program) -> list[Any]:
    if isinstance(program, TokenProgram):
        patterns = [[pattern.pack(), list(templates)] for pattern, templates in program.patterns]
        return ["token", patterns, [pattern.pack() for pattern in program.unless], program.headings]
    if isinstance(program, RegexProgram):
        return ["regex", program.expression, program.ignore_case, list(program.fix), program.headings]
    return ["consistency", [list(group) for group in program.groups]]


def cache_folder() -> Path:
    """Where compiled packs are kept: $COPYDESK_CACHE_DIR, else the user's cache folder."""
    if folder := os.environ.get("COPYDESK_CACHE_DIR"):
        return Path(folder)
    from platformdirs import user_cache_path

    return user_cache_path("copydesk")


def _read(key: str) -> dict[str, Any] | None:
    try:
        body = (cache_folder() / f"rules-{key[:32]}.json").read_bytes()
        seal, _, rest = body.partition(b"\n")
        if seal != hashlib.sha256(key.encode() + rest).hexdigest().encode():
            return None
        data = json.loads(rest)
    except (OSError, ValueError, RuntimeError):
        return None
    return data if isinstance(data, dict) else None


def _write(key: str, data: Mapping[str, Any]) -> None:
    rest = json.dumps(data, ensure_ascii=False).encode()
    seal = hashlib.sha256(key.encode() + rest).hexdigest().encode()
    with contextlib.suppress(OSError, RuntimeError):
        folder = cache_folder()
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
            file.write(seal + b"\n" + rest)
        Path(file.name).replace(folder / f"rules-{key[:32]}.json")
