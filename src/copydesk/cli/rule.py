"""`copydesk rule`: list the rules, explain one, test a pack."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from copydesk.cli.console import Console
from copydesk.cli.options import config_options
from copydesk.cli.session import CLEAN, FOUND, fixed_config
from copydesk.errors import ConfigError
from copydesk.lint.config import Config
from copydesk.lint.linter import Linter
from copydesk.lint.selection import UNUSED_IGNORE
from copydesk.reports.explanation import explanation, general
from copydesk.reports.style import Style
from copydesk.reports.summary import plural
from copydesk.rules.base import Rule
from copydesk.rules.registry import builtin

TEST = "test"


@click.command(short_help="List, explain and test rules.")
@click.argument("what", nargs=-1, metavar="[RULE…|test [PACK|RULE…]]")
@click.option("--output-format", "-o", type=click.Choice(("text", "json")), default="text", show_default=True)
@config_options
@click.pass_context
def rule(
    ctx: click.Context,
    /,
    what: tuple[str, ...],
    output_format: str,
    config: Path | None,
    isolated: bool,
) -> None:
    """List the rules; explain those named by code or name, with their tested examples; or test packs.

    \b
    copydesk rule               all rules; a mark * shows those that are on
    copydesk rule GR            those that a selector stands for
    copydesk rule GR012         one rule, explained
    copydesk rule test style/   test the rules of a pack, or of the packs in a folder
    copydesk rule test GR       test built-in rules (all of them when none is named)
    """
    console = Console()
    if what[:1] == (TEST,):
        ctx.exit(_test(what[1:], console))
    linter = Linter(fixed_config(config, isolated) or Config.load("."))
    rules, single = _chosen(what, linter)
    if output_format == "json":
        data = [_data(item, item.code in linter.enabled) for item in rules]
        console.out(json.dumps(data, indent=2, ensure_ascii=False) + "\n")
    elif single:
        console.out("\n".join(_explain(rules, linter.enabled, console.style)))
    else:
        console.out("".join(f"{line}\n" for line in _table(rules, linter.enabled, console.style)))


def _chosen(what: tuple[str, ...], linter: Linter) -> tuple[list[Rule], bool]:
    """The rules meant, and whether each was named for itself. Raises ConfigError for what fits no rule."""
    if not what:
        return [*linter.rules.rules(), UNUSED_IGNORE], False
    chosen: dict[str, Rule] = {}
    single = True
    for name in what:
        if name.lower() in (UNUSED_IGNORE.code.lower(), UNUSED_IGNORE.name):
            chosen[UNUSED_IGNORE.code] = UNUSED_IGNORE
            continue
        try:
            found = linter.rules.rule(name)
            chosen[found.code] = found
        except ConfigError:
            codes = sorted(linter.codes_of(name))
            single = False
            chosen.update((code, linter.rules.rule(code)) for code in codes)
    return list(chosen.values()), single


def _table(rules: Iterable[Rule], enabled: frozenset[str], style: Style) -> Iterator[str]:
    rows = [(item, item.code in enabled) for item in rules]
    code = max((len(item.code) for item, _ in rows), default=0)
    name = max((len(item.name) for item, _ in rows), default=0)
    for item, on in rows:
        mark = "*" if on else " "
        meta = f"{item.category!s:<12} {item.severity!s:<10}"
        row = f"{mark} {style(f'{item.code:<{code}}', 'bold')} {item.name:<{name}}  {meta}  {general(item.message)}"
        yield row.rstrip()
    number = sum(on for _, on in rows)
    yield f"{plural(len(rows), 'rule')}, {number} on (*)"


def _explain(rules: Iterable[Rule], enabled: frozenset[str], style: Style) -> Iterator[str]:
    for item in rules:
        yield from explanation(item, item.code in enabled, style)
        yield ""


def _data(item: Rule, on: bool) -> dict[str, Any]:
    names = ("code", "name", "category", "severity", "confidence", "applicability", "message", "why", "pack", "url")
    data: dict[str, Any] = {name: getattr(item, name) for name in names}
    for name in ("category", "severity", "confidence", "applicability"):
        data[name] = str(data[name])
    examples = [{key: value for key, value in asdict(example).items() if value} for example in item.examples]
    return {**data, "default": item.default, "on": on, "examples": examples}


def _test(names: tuple[str, ...], console: Console) -> int:
    """Test the rules of packs by path, or built-in rules by selector; without names all built-in rules."""
    from copydesk.engines.selftest import test_rule

    own = builtin()
    packs = [Path(name) for name in names if Path(name).exists()]
    selectors = [name for name in names if not Path(name).exists()]
    rules = own.with_packs(packs) if packs else own
    try:
        codes = set(own.select(selectors)) if selectors else set() if packs else set(own.headings)
    except ConfigError as error:
        raise ConfigError(f"there is no such pack, and {error.message}", hint=error.hint) from None
    codes |= rules.headings.keys() - own.headings.keys()
    failed = 0
    for code in sorted(codes):
        try:
            problems = test_rule(rules.rule(code), rules)
        except RuntimeError as error:
            problems = [str(error)]
        failed += bool(problems)
        console.out("".join(f"{problem}\n" for problem in problems))
    console.out(f"{plural(len(codes), 'rule')} tested, {failed} failed\n")
    return FOUND if failed else CLEAN
