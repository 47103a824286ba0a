"""The options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from copydesk.lint.engines import ENGINES
from copydesk.lint.settings import CONFIDENCES, DIALECTS, SEVERITIES, BadValue, dialect

F = TypeVar("F", bound=Callable[..., Any])


def split_selectors(context: click.Context, option: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """The selectors of a repeatable option whose values are separated by commas."""
    selectors = tuple(item for value in values for item in (part.strip() for part in value.split(",")) if item)
    if values and not selectors:
        raise click.BadParameter("names no rule", context, option)
    return selectors


def read_dialect(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """A dialect by any of its names."""
    try:
        return None if value is None else dialect(value)
    except BadValue as error:
        raise click.BadParameter(str(error), context, option) from None


def _selectors(name: str, help: str) -> Callable[[F], F]:
    return click.option(name, multiple=True, metavar="RULES", callback=split_selectors, help=help)


PATHS = click.argument("paths", nargs=-1, type=click.Path(readable=False), metavar="[PATH…|-]")

CONFIG_OPTIONS: tuple[Callable[[F], F], ...] = (
    click.option("--config", metavar="FILE", type=click.Path(path_type=Path), help="Take the settings from this file."),
    click.option("--isolated", is_flag=True, help="Leave all configuration files aside."),
)
RULE_OPTIONS: tuple[Callable[[F], F], ...] = (
    _selectors("--select", "Only these rules: code prefixes, names, packs, or ALL; separated by commas."),
    _selectors("--ignore", "Not these rules."),
    _selectors("--extend-select", "These rules as well."),
    click.option("--min-severity", type=click.Choice(SEVERITIES), help="Leave out what matters less."),
    click.option("--min-confidence", type=click.Choice(CONFIDENCES), help="Leave out what is less certain."),
    click.option(
        "--dialect", metavar="|".join(DIALECTS), callback=read_dialect, help="The spelling to keep to, such as GB."
    ),
)
ENGINE_OPTIONS: tuple[Callable[[F], F], ...] = (
    click.option("--engine", "engine", multiple=True, type=click.Choice(tuple(ENGINES)), help="Use this engine too."),
    click.option("--lt-url", metavar="URL", help="The LanguageTool server to ask, instead of starting one."),
    click.option("--lt-keep", is_flag=True, help="Leave the LanguageTool server running for the next run."),
    click.option("--lt-public", is_flag=True, help="Allow the text to be sent to languagetool.org."),
    click.option("--language", metavar="CODE", help="The language for LanguageTool, such as de-DE, or auto."),
)
INPUT_OPTIONS: tuple[Callable[[F], F], ...] = (
    click.option("--stdin-filename", metavar="NAME", help="The name of the text on stdin, for format and settings."),
    click.option("--input-format", "format_", metavar="FORMAT", help="The format of the files, such as markdown."),
    click.option("--encoding", metavar="NAME", help="The encoding of files without a byte order mark (UTF-8)."),
    click.option("--jobs", "-j", type=click.IntRange(min=1), metavar="N", help="How many processes work in parallel."),
)

DECISION_OPTIONS: tuple[Callable[[F], F], ...] = (
    click.option(
        "--respect-decisions/--no-respect-decisions", default=None, help="Leave out what was rejected in a review."
    ),
    click.option(
        "--decisions",
        metavar="FILE",
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        help="Respect the decisions in this file, not in the one beside the settings.",
    ),
)


def run_options(command: F) -> F:
    """PATHS and the options of every command that checks files; they arrive as keywords for `Session`."""
    for option in reversed((PATHS, *RULE_OPTIONS, *ENGINE_OPTIONS, *CONFIG_OPTIONS, *DECISION_OPTIONS, *INPUT_OPTIONS)):
        command = option(command)
    return command


def config_options(command: F) -> F:
    """--config and --isolated."""
    for option in reversed(CONFIG_OPTIONS):
        command = option(command)
    return command
