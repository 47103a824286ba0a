"""The documentation and the program agree."""

from __future__ import annotations

import importlib
import re
import tomllib
from pathlib import Path

import click
import pytest

from copydesk.cli.init import CONFIG
from copydesk.cli.main import COMMANDS
from copydesk.lint.config import Config
from copydesk.lint.settings import ENGINE_SETTINGS, SETTINGS
from copydesk.lint.suppress import WORDS
from copydesk.reports.base import REPORTS

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted(DOCS.glob("*.md"))


def page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def options_of(command: str) -> set[str]:
    module, _, attribute = COMMANDS[command][0].partition(":")
    found: click.Command = getattr(importlib.import_module(module), attribute)
    return {name for option in found.params for name in option.opts if name.startswith("--")}


def test_every_command_is_documented() -> None:
    text = "".join(path.read_text("utf-8") for path in PAGES)
    for command in COMMANDS:
        assert f"copydesk {command}" in text, command


@pytest.mark.parametrize("command", ["check", "diff", "fix"])
def test_every_option_is_documented(command: str) -> None:
    text = page("command-line.md") + page("languagetool.md")
    assert [option for option in sorted(options_of(command)) if option not in text] == []


def test_no_option_is_documented_that_does_not_exist() -> None:
    known = set().union(*(options_of(command) for command in ("check", "diff", "fix", "review", "rule", "init")))
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", page("command-line.md") + page("configuration.md")))
    assert named - known - {"--help"} == set()


def test_every_setting_is_documented_and_in_the_first_configuration() -> None:
    rows = set(re.findall(r"^\| `([a-z-]+)` \|", page("configuration.md"), re.MULTILINE))
    assert rows == set(SETTINGS)
    left_out = {"engines", "rule-timeout", "exclude"}
    assert set(re.findall(r"^(?:# )?([a-z-]+) = ", CONFIG, re.MULTILINE)) == set(SETTINGS) - left_out
    for table in ENGINE_SETTINGS:
        assert f"[{table}]" in page("configuration.md")


def test_the_first_configuration_and_the_examples_are_valid() -> None:
    Config.from_settings(tomllib.loads(CONFIG))
    uncommented = re.sub(r"^# (?=[a-z-]+ = )", "", CONFIG, flags=re.MULTILINE)
    Config.from_settings(tomllib.loads(uncommented))
    for example in re.findall(r"```toml\n(.*?)```", page("configuration.md"), re.DOTALL):
        Config.from_settings(tomllib.loads(example))


def test_every_report_and_comment_is_documented() -> None:
    for name in REPORTS:
        assert f"| `{name}` |" in page("command-line.md")
    for word in WORDS:
        assert f"`copydesk: {word}[GR012]`" in page("configuration.md")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_between_pages_lead_somewhere(path: Path) -> None:
    text = path.read_text("utf-8")
    for target in re.findall(r"\]\(([^)#:]+\.md)(#[\w-]+)?\)", text):
        linked = path.parent / target[0]
        assert linked.exists(), target
        if target[1]:
            headings = re.findall(r"^#+ (.+)$", linked.read_text("utf-8"), re.MULTILINE)
            slugs = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
            assert target[1][1:] in slugs, target
