"""The engines that a configuration can name, and what the linter has to know of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.engines.base import Engine
from copydesk.errors import ConfigError, EngineUnavailable
from copydesk.lint.config import Config

if TYPE_CHECKING:
    from copydesk.engines.languagetool import LanguageToolEngine, LanguageToolSettings
    from copydesk.lint.files import Target
    from copydesk.lint.linter import Linter

RULES, LANGUAGETOOL = "rules", "languagetool"
OPTIONAL = frozenset({LANGUAGETOOL})  # a run goes on without them, unless the command line asks for them
_TABLE = "language-tool"
_FOREIGN_RULE = re.compile(r"LT:([A-Z][A-Z0-9_]*)")


def _rules(linter: Linter) -> Engine:
    from copydesk.engines.rules import RuleEngine

    config = linter.config
    return RuleEngine(
        linter.rules,
        linter.enabled,
        vocabulary=linter.vocabulary,
        dialect=config.dialect,
        timeout=config.rule_timeout,
    )


def _languagetool(linter: Linter) -> LanguageToolEngine:
    from copydesk.engines.languagetool import LanguageToolEngine

    return LanguageToolEngine(languagetool_settings(linter.config), vocabulary=linter.vocabulary)


# How each engine is made for a linter, by the name that `engines` in the configuration has for it.
ENGINES: Mapping[str, Callable[[Linter], Engine]] = {RULES: _rules, LANGUAGETOOL: _languagetool}


def with_engines(config: Config, names: Sequence[str], **languagetool: str | bool | None) -> Config:
    """The configuration with engines that the command line asks for, and its settings of LanguageTool (not None).

    To name a server, or how to run one, is to ask for LanguageTool. Raises ConfigError for a language without it.
    """
    given = {name: value for name, value in languagetool.items() if value is not None}
    if given.keys() - {"language"}:
        names = (*names, LANGUAGETOOL)
    engines = tuple(dict.fromkeys((*config.engines, *names)))
    if given and LANGUAGETOOL not in engines:
        raise ConfigError("--language is for LanguageTool, which is not used", hint="add --engine languagetool")
    table = {**config.engine_settings.get(_TABLE, {}), **given}
    return config.merged(
        engines=engines,
        required_engines=tuple(dict.fromkeys((*config.required_engines, *names))),
        engine_settings={**config.engine_settings, _TABLE: table} if given else None,
    )


def languagetool_settings(config: Config) -> LanguageToolSettings:
    """The settings of the LanguageTool engine. Rules that are selected or ignored by their full names are switched on
    or off in LanguageTool itself. Raises ConfigError for an address that may not be used."""
    import platformdirs

    from copydesk.engines.languagetool import LanguageToolSettings

    return LanguageToolSettings.of(
        config.engine_settings.get(_TABLE, {}),
        dialect=config.dialect,
        enabled=_named((*(config.select or ()), *config.extend_select)),
        disabled=_named(config.ignore),
        cache=Path(platformdirs.user_cache_dir("copydesk", appauthor=False)) / "languagetool" / "answers",
    )


def _named(selectors: Sequence[str]) -> frozenset[str]:
    return frozenset(match[1] for item in selectors if (match := _FOREIGN_RULE.fullmatch(item)))


def language_setting(config: Config) -> str | None:
    """The language that LanguageTool is to check, if it is used and the configuration says."""
    if LANGUAGETOOL not in config.engines:
        return None
    language: str | None = config.engine_settings.get(_TABLE, {}).get("language")
    return language


@contextmanager
def one_server(targets: Sequence[Target], jobs: int) -> Iterator[tuple[Sequence[Target], int]]:
    """The targets and the number of processes for a run in which the processes share one LanguageTool server.

    A server of our own is started before them and named to them. Where it does not start, or the server has limits for
    its clients, one process does all the work.
    """
    from copydesk.engines.languagetool.installation import installation
    from copydesk.engines.languagetool.server import LocalServer

    settings = [languagetool_settings(target.config) for target in targets if LANGUAGETOOL in target.config.engines]
    if any(setting.limits.bytes_per_minute for setting in settings):
        yield targets, 1
        return
    mine = [setting for setting in settings if setting.server_url() is None and not setting.keep]
    if not mine:
        yield targets, jobs
        return
    try:
        server = LocalServer(installation(), mine[0].timeout)
        url = server.start()
    except EngineUnavailable:
        yield targets, 1
        return
    try:
        configs = {target.config: _with_url(target.config, url) for target in targets}
        yield [replace(target, config=configs[target.config]) for target in targets], jobs
    finally:
        server.stop()


def _with_url(config: Config, url: str) -> Config:
    """The configuration with the address of the server, where it would have started one."""
    if LANGUAGETOOL not in config.engines:
        return config
    settings = languagetool_settings(config)
    if settings.server_url() is not None or settings.keep:
        return config
    table = {**config.engine_settings.get(_TABLE, {}), "url": url}
    return config.merged(engine_settings={**config.engine_settings, _TABLE: table})
