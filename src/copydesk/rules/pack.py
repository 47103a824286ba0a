"""Rule packs: YAML files read into rules, with every mistake named by file, line and key."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

from copydesk.errors import PackError
from copydesk.rules.base import Example, Rule
from copydesk.rules.kinds import KINDS, Lists, Program
from copydesk.text.edit import Applicability
from copydesk.text.finding import Category, Confidence, Severity

PACK_KEYS = ("pack", "defaults", "lists", "rules", "description")
COMMON_FLAGS = ("default", "in_quotes", "formal", "headings")
COMMON_KEYS = ("category", "severity", "confidence", "applicability", "why", "url", *COMMON_FLAGS)
RULE_KEYS = ("code", "name", "kind", "message", "examples", *COMMON_KEYS)
EXAMPLE_KEYS = ("bad", "good", "ok", "format")

E = TypeVar("E", bound=Enum)


class Node(dict[str, Any]):
    """A YAML mapping that knows the line (from 1) at which each key stands."""

    lines: dict[str, int]
    line: int


@dataclass(frozen=True, slots=True)
class Compiled:
    """A rule and the program that finds it."""

    rule: Rule
    program: Program


def read_pack(path: Path, name: str | None = None) -> list[Compiled]:
    """The rules of one pack. Raises PackError naming file, line and key."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise PackError(f"cannot be read: {error.strerror or error}", path=path) from None
    return parse_pack(data, str(path), name)


def parse_pack(data: bytes, path: str, name: str | None = None) -> list[Compiled]:
    """The rules of a pack's bytes; see read_pack."""
    pack = _load(data, path)
    if not isinstance(pack, Node):
        raise PackError("a pack is a mapping with the keys pack and rules", path=path, line=1)
    _known(pack, PACK_KEYS, path)
    title = _text(pack, "pack", path, name or Path(path).stem).removeprefix("en.")
    defaults, lists, rules = pack.get("defaults") or Node(), pack.get("lists") or {}, pack.get("rules")
    if not isinstance(rules, list) or not rules:
        raise PackError("“rules” must be a list of rules", path=path, line=pack.lines.get("rules", 1))
    if isinstance(defaults, Node) and hasattr(defaults, "line"):
        _known(defaults, (*COMMON_KEYS, "kind", "message"), path)
    result = []
    for item in rules:
        if not isinstance(item, Node):
            raise PackError("a rule is a mapping", path=path, line=pack.lines["rules"])
        _known(item, (), path, allow_kind=True, defaults=defaults)
        result.append(_rule(item, defaults, lists, title, path))
    return result


def _rule(item: Node, defaults: Mapping[str, Any], lists: Lists, pack: str, path: str) -> Compiled:
    def value(key: str, otherwise: Any = None) -> Any:
        return item[key] if key in item else defaults.get(key, otherwise)

    for key in ("code", "name"):
        if not isinstance(item.get(key), str):
            raise PackError(f"a rule needs “{key}”", path=path, line=item.line)
    message = value("message")
    if not isinstance(message, str):
        raise PackError(f"{item['code']} needs a “message”", path=path, line=item.line)
    for key in COMMON_FLAGS:
        if not isinstance(value(key, False), bool):
            raise PackError(f"“{key}” must be true or false", path=path, line=item.lines.get(key, item.line))
    rule = Rule(
        code=item["code"],
        name=item["name"],
        category=_choice(Category, value("category", "style"), item, "category", path),
        message=message,
        pack=pack,
        why=str(value("why", "")).strip(),
        severity=_choice(Severity, value("severity", "warning"), item, "severity", path),
        confidence=_choice(Confidence, value("confidence", "high"), item, "confidence", path),
        applicability=_choice(Applicability, value("applicability", "unsafe"), item, "applicability", path),
        default=value("default", True),
        in_quotes=value("in_quotes", False),
        formal=value("formal", False),
        examples=tuple(_examples(item, path)),
        url=value("url"),
    )
    kind = KINDS[str(value("kind"))]
    body = {key: item[key] for key in kind.keys if key in item}
    missing = [key for key in kind.required if key not in body]
    if missing:
        raise PackError(f"{rule.code}: kind {value('kind')} needs “{missing[0]}”", path=path, line=item.line)
    try:
        program = kind.compile(body, lists, value("headings", True))
    except PackError as error:
        raise PackError(f"{rule.code}: {error.message}", path=path, line=item.line, hint=error.hint) from None
    return Compiled(rule, program)


def _examples(item: Node, path: str) -> Iterator[Example]:
    examples = item.get("examples")
    if not isinstance(examples, list):
        raise PackError(f"{item['code']} needs “examples”, a list", path=path, line=item.line)
    for example in examples:
        if not isinstance(example, Node):
            raise PackError("an example is a mapping", path=path, line=item.lines["examples"])
        _known(example, EXAMPLE_KEYS, path)
        if ("bad" in example) == ("ok" in example):
            raise PackError("an example has either “bad” or “ok”", path=path, line=example.line)
        if "bad" in example and ("[[" not in example["bad"] or "]]" not in example["bad"]):
            raise PackError("“bad” marks the flagged words with [[ ]]", path=path, line=example.line)
        yield Example(**{"format": "text", **example})
    for wanted in ("bad", "ok"):
        if not any(isinstance(example, Node) and wanted in example for example in examples):
            raise PackError(f"{item['code']} needs an example with “{wanted}”", path=path, line=item.lines["examples"])


def _known(
    node: Node, keys: Sequence[str], path: str, *, allow_kind: bool = False, defaults: Mapping[str, Any] | None = None
) -> None:
    if allow_kind:
        kind = str(node.get("kind", (defaults or {}).get("kind")))
        if kind not in KINDS:
            line = node.lines.get("kind", node.line)
            raise PackError(f"kind “{kind}” is not one of {', '.join(KINDS)}", path=path, line=line)
        keys = (*RULE_KEYS, *KINDS[kind].keys)
    for key in node:
        if key not in keys:
            near = difflib.get_close_matches(key, keys, 1)
            hint = f"did you mean “{near[0]}”?" if near else f"known keys: {', '.join(keys)}"
            raise PackError(f"unknown key “{key}”", path=path, line=node.lines[key], hint=hint)


def _choice(kind: type[E], value: Any, item: Node, key: str, path: str) -> E:
    for member in kind:
        if str(member) == value:
            return member
    line = item.lines.get(key, item.line)
    raise PackError(f"“{key}: {value}” is not one of {', '.join(str(m) for m in kind)}", path=path, line=line)


def _text(node: Node, key: str, path: str, otherwise: str) -> str:
    value = node.get(key, otherwise)
    if not isinstance(value, str):
        raise PackError(f"“{key}” must be text", path=path, line=node.lines.get(key, 1))
    return value


def _load(data: bytes, path: str) -> Any:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        tree = yaml.compose(data, Loader=loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise PackError(f"not valid YAML: {error.problem or error.context}", path=path, line=line) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise PackError(f"not valid YAML: {error}", path=path) from None
    constructor = yaml.SafeLoader("")
    return None if tree is None else _build(tree, constructor, path)


def _build(tree: Any, constructor: Any, path: str) -> Any:
    import yaml

    if isinstance(tree, yaml.MappingNode):
        node = Node()
        node.line, node.lines = tree.start_mark.line + 1, {}
        for key_tree, value_tree in tree.value:
            key = str(key_tree.value)
            if key in node:
                raise PackError(f"“{key}” stands twice", path=path, line=key_tree.start_mark.line + 1)
            node[key] = _build(value_tree, constructor, path)
            node.lines[key] = key_tree.start_mark.line + 1
        return node
    if isinstance(tree, yaml.SequenceNode):
        return [_build(item, constructor, path) for item in tree.value]
    return constructor.construct_object(tree)
