"""All the rules there are: built-in packs, checks in Python, packs of the user's own; and which of them are on."""

from __future__ import annotations

import difflib
import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path

from copydesk.errors import ConfigError, PackError
from copydesk.rules.base import Check, Rule
from copydesk.rules.compiled import CompiledPacks, Heading, load
from copydesk.rules.kinds import Program

BUILTIN = Path(__file__).parent / "packs" / "en"
EVERY = "ALL"


class RuleSet:
    """Rules by code: those of packs (compiled) and those written in Python."""

    def __init__(self, packs: Sequence[CompiledPacks], checks: Sequence[Check]) -> None:
        self.packs = packs
        self.checks = {item.rule.code: item for item in checks}
        self._places: dict[str, tuple[CompiledPacks, int]] = {}
        self.headings: dict[str, Heading] = {}
        for item in checks:
            rule = item.rule
            self._add(Heading(rule.code, rule.name, rule.pack, str(rule.category), rule.default))
        for pack in packs:
            for number, heading in enumerate(pack.headings):
                self._add(heading)
                self._places[heading.code] = (pack, number)

    def _add(self, heading: Heading) -> None:
        if heading.code in self.headings:
            other = self.headings[heading.code]
            raise PackError(f"the code {heading.code} is used twice: by {other.name} and by {heading.name}")
        self.headings[heading.code] = heading

    def with_packs(self, paths: Iterable[Path]) -> RuleSet:
        """These rules and those of more packs: YAML files, or folders of them. Raises PackError."""
        files = [file for path in paths for file in _pack_files(path)]
        return RuleSet([*self.packs, load(files)], list(self.checks.values()))

    def rule(self, code_or_name: str) -> Rule:
        """The rule with a code or a name. Raises ConfigError, with what may have been meant."""
        code = self.names.get(code_or_name.lower(), code_or_name.upper())
        if code in self.checks:
            return self.checks[code].rule
        if code in self._places:
            pack, number = self._places[code]
            return pack.rule(number)
        raise ConfigError(f"there is no rule “{code_or_name}”", hint=self._nearest(code_or_name))

    def program(self, code: str) -> Program | None:
        """The program of a pack's rule; None for a check written in Python."""
        if code not in self._places:
            return None
        pack, number = self._places[code]
        return pack.program(number)

    def rules(self) -> Iterator[Rule]:
        """All rules, by code."""
        return (self.rule(code) for code in sorted(self.headings))

    @cached_property
    def names(self) -> Mapping[str, str]:
        return {heading.name: code for code, heading in self.headings.items()}

    @cached_property
    def pack_names(self) -> frozenset[str]:
        return frozenset(heading.pack for heading in self.headings.values())

    def select(
        self, select: Sequence[str] | None, ignore: Sequence[str] = (), extend_select: Sequence[str] = ()
    ) -> frozenset[str]:
        """The codes of the rules that are on.

        A selector is a code or its beginning, a rule's name, a pack's name, a category, or ALL. Without `select` the
        rules start as their packs say. The most specific selector decides; of equals `ignore` does. Raises ConfigError
        for a selector that fits no rule.
        """
        for selector in (*(select or ()), *ignore, *extend_select):
            if not any(self._weight(selector, heading) for heading in self.headings.values()):
                raise ConfigError(f"no rule fits the selector “{selector}”", hint=self._nearest(selector))
        chosen = set()
        for code, heading in self.headings.items():
            on = max((self._weight(item, heading) for item in (*(select or ()), *extend_select)), default=0)
            off = max((self._weight(item, heading) for item in ignore), default=0)
            if on > off or (not on and not off and select is None and heading.default):
                chosen.add(code)
        return frozenset(chosen)

    @staticmethod
    def _weight(selector: str, heading: Heading) -> int:
        """How specifically the selector names the rule; 0 when it does not."""
        if selector == EVERY:
            return 1
        lower = selector.lower()
        if lower in (heading.name, heading.code.lower()):
            return 100
        if lower == heading.category:
            return 2
        if lower == heading.pack:
            return 3
        return 3 + len(selector) if heading.code.startswith(selector.upper()) else 0

    def _nearest(self, selector: str) -> str:
        options = [*self.headings, *self.names, *self.pack_names]
        near = difflib.get_close_matches(selector, options, 1) or difflib.get_close_matches(
            selector.upper(), options, 1
        )
        return f"did you mean “{near[0]}”?" if near else "copydesk rule lists all rules"


@cache
def builtin() -> RuleSet:
    """The rules that come with copydesk."""
    return RuleSet([load(sorted(BUILTIN.glob("*.yaml")))], checks())


@cache
def checks() -> tuple[Check, ...]:
    """The checks written in Python: every Check in a module of rules/checks."""
    from copydesk.rules import checks as package

    found = []
    for module in sorted(info.name for info in pkgutil.iter_modules(package.__path__)):
        members = vars(importlib.import_module(f"{package.__name__}.{module}"))
        found += [member for member in members.values() if isinstance(member, Check)]
    return tuple(found)


def _pack_files(path: Path) -> list[Path]:
    if path.is_dir():
        files = sorted(file for pattern in ("*.yaml", "*.yml") for file in path.rglob(pattern))
        if not files:
            raise PackError("the folder has no packs (*.yaml)", path=path)
        return files
    if not path.exists():
        raise PackError("there is no such pack", path=path)
    return [path]
