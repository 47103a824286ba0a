"""The linter: what every front asks for findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from copydesk.engines.base import Engine, Multilingual, is_english
from copydesk.engines.merge import merge
from copydesk.errors import ConfigError, EngineUnavailable
from copydesk.formats.document import Document
from copydesk.lint.config import Config, suggestion
from copydesk.lint.engines import ENGINES, OPTIONAL, RULES, language_setting
from copydesk.lint.files import ignored_codes
from copydesk.lint.paths import display_path
from copydesk.lint.selection import EVERY, UNUSED_IGNORE, Selection, is_foreign, is_own
from copydesk.lint.suppress import Ignore, Ignores, ignores_of
from copydesk.text.finding import Confidence, Finding, Severity

if TYPE_CHECKING:
    from copydesk.rules.base import Rule
    from copydesk.rules.registry import RuleSet


@dataclass(frozen=True, slots=True)
class LintResult:
    """What is to be said of one document.

    `findings` by place; `suppressed` those that comments in the file switch off, `rejected` those that a person turned
    down. `warnings` are about the comments, and
    about what an optional engine could not do; `failures` about what others could not do: with one of them the check is
    not complete.
    """

    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Finding, ...] = ()
    unused_ignores: tuple[Ignore, ...] = ()
    warnings: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()
    rejected: tuple[Finding, ...] = ()


class Linter:
    """Checks documents with the rules and engines of a configuration.

    Engines and rules are made when they are first needed, and can be handed in. Raises ConfigError and PackError, from
    the first check on, for selectors, packs, vocabularies and engines that are not right.
    """

    def __init__(
        self, config: Config | None = None, *, engines: Sequence[Engine] | None = None, rules: RuleSet | None = None
    ) -> None:
        self.config = config or Config()
        self._given_engines = None if engines is None else tuple(engines)
        self._given_rules = rules
        self._unavailable: set[str] = set()

    def check(self, document: Document) -> list[Finding]:
        """The findings of a document, by place."""
        return list(self.lint(document).findings)

    def lint(self, document: Document) -> LintResult:
        """The findings of a document, with what was switched off and what could not be done."""
        findings: list[Finding] = []
        failures: list[str] = []
        remarks: list[str] = []
        for engine in self._engines_for(document, failures, remarks):
            try:
                checked = engine.check(document)
            except EngineUnavailable as error:
                self._without(engine, error, failures, remarks)
                continue
            wanted = [_repairable(finding, document) for finding in self._wanted(checked.findings, document)]
            findings = merge(document.text, findings, wanted)
            (remarks if engine.name in OPTIONAL else failures).extend(checked.warnings)
        ignores = ignores_of(document, self.codes_of) if document.layout.comments else Ignores()
        kept, gone = ignores.split(findings)
        unused = ignores.unused(self.enabled) if ignores.ignores else []
        if self.selection.wants_unused_ignores(self.config.unused_ignores):
            kept += [_unused(ignore) for ignore in unused]
            kept.sort(key=Finding.sort_key)
        warnings = (*document.layout.warnings, *ignores.warnings, *remarks)
        return LintResult(tuple(kept), tuple(gone), tuple(unused), warnings, tuple(failures))

    def _engines_for(self, document: Document, failures: list[str], remarks: list[str]) -> list[Engine]:
        """The engines that can run and speak the document's language; copydesk's rules are for English only."""
        engines = [engine for engine in self.engines if engine.name not in self._unavailable]
        language = language_setting(self.config)
        if language == "auto":
            language = None
            for engine in [engine for engine in engines if isinstance(engine, Multilingual)]:
                try:
                    language = engine.language_of(document)
                except EngineUnavailable as error:
                    self._without(engine, error, failures, remarks)
                    engines.remove(engine)
        if language is not None and not is_english(language):
            engines = [engine for engine in engines if engine.name != RULES]
        return engines

    def _without(self, engine: Engine, error: EngineUnavailable, failures: list[str], remarks: list[str]) -> None:
        """Go on without an engine: that is a failure of the run if it was asked for, else worth a warning."""
        self._unavailable.add(engine.name)
        optional = engine.name in OPTIONAL and engine.name not in self.config.required_engines
        (remarks if optional else failures).append(f"the engine “{engine.name}” cannot run: {error}")

    @cached_property
    def engines(self) -> tuple[Engine, ...]:
        """The engines that the configuration names, or those handed in."""
        if self._given_engines is not None:
            return self._given_engines
        made: list[Engine] = []
        for name in self.config.engines:
            if name not in ENGINES:
                path, line = self.config.where("engines")
                hint = suggestion(name, tuple(ENGINES)) or f"the engines are {', '.join(ENGINES)}"
                raise ConfigError(f"unknown engine “{name}”", path=path, line=line, hint=hint)
            made.append(ENGINES[name](self))
        return tuple(made)

    @cached_property
    def rules(self) -> RuleSet:
        """The built-in rules and those of the configuration's packs."""
        if self._given_rules is not None:
            return self._given_rules
        from copydesk.rules.registry import builtin

        for pack in self.config.packs:
            if not Path(pack).exists():
                path, line = self.config.where("packs")
                raise ConfigError(f"there is no pack {display_path(pack)}", path=path, line=line)
        packs = [Path(display_path(pack)) for pack in self.config.packs]
        return builtin().with_packs(packs) if packs else builtin()

    @cached_property
    def selection(self) -> Selection:
        return Selection(self.config.select, self.config.ignore, self.config.extend_select)

    @cached_property
    def enabled(self) -> frozenset[str]:
        """The codes of the rules that are on."""
        try:
            return self.rules.select(*self.selection.for_rules())
        except ConfigError as error:
            raise self._placed(error) from None

    def codes_of(self, selector: str) -> frozenset[str]:
        """The codes that a selector stands for; none for those of other engines. Raises ConfigError when unknown."""
        if is_own(selector):
            return frozenset({UNUSED_IGNORE.code})
        return frozenset() if is_foreign(selector) else self.rules.select((selector,), (), ())

    def rule(self, code: str) -> Rule | None:
        """A rule by its code; None for those of other engines."""
        if code == UNUSED_IGNORE.code:
            return UNUSED_IGNORE
        return self.rules.rule(code) if code in self.rules.headings else None

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words and phrases of the configuration's vocabulary files."""
        path, line = self.config.where("vocabulary")
        return frozenset(
            word for file in self.config.vocabulary for word in read_vocabulary(file, named_in=path, line=line)
        )

    def close(self) -> None:
        """Give back what the engines hold."""
        if self._given_engines is not None or "engines" in self.__dict__:
            for engine in self.engines:
                engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _wanted(self, findings: Iterable[Finding], document: Document) -> Iterator[Finding]:
        """The findings that selection, thresholds and the ignores for the file's path let through."""
        severity = Severity[self.config.min_severity.upper()]
        confidence = Confidence[self.config.min_confidence.upper()]
        ignored = ignored_codes(self.config, document.source.path)
        codes = frozenset[str]().union(*(self._codes_for_path(selector) for selector in ignored if selector != EVERY))
        foreign = tuple(selector for selector in ignored if is_foreign(selector))
        for finding in findings:
            if finding.severity < severity or finding.confidence < confidence:
                continue
            if finding.code in codes or finding.code.startswith(foreign or ("\0",)) or EVERY in ignored:
                continue
            if ":" in finding.code and not self.selection.wants_foreign(finding.code):
                continue
            yield finding

    def _codes_for_path(self, selector: str) -> frozenset[str]:
        try:
            return self.codes_of(selector)
        except ConfigError as error:
            raise self._placed(error, "per-file-ignores") from None

    def _placed(self, error: ConfigError, *settings: str) -> ConfigError:
        """An error about a selector, with the place in the file where the configuration names it."""
        if self.config.path is None:
            return error
        written = Config.read(self.config.path).settings()
        for setting in settings or ("select", "ignore", "extend-select"):
            value = written[setting]
            selectors = [item for codes in value.values() for item in codes] if isinstance(value, dict) else value or ()
            if any(f"“{selector}”" in error.message for selector in selectors):
                path, line = self.config.where(setting)
                return ConfigError(error.message, path=path, line=line, hint=error.hint)
        return error


def read_vocabulary(path: str, *, named_in: str | None = None, line: int | None = None) -> tuple[str, ...]:
    """The words and phrases of a file: one a line, “#” begins a comment. Raises ConfigError when it cannot be read."""
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except OSError as error:
        message = f"the vocabulary file {display_path(path)} cannot be read: {error.strerror or error}"
        raise ConfigError(message, path=named_in, line=line) from None
    except UnicodeDecodeError:
        raise ConfigError("a vocabulary file has to be UTF-8", path=display_path(path)) from None
    words = (entry.partition("#")[0] for entry in text.splitlines())
    return tuple(" ".join(word.split()) for word in words if word.strip())


def _repairable(finding: Finding, document: Document) -> Finding:
    """The finding without the fixes that would touch what is masked."""
    kept = tuple(
        fix for fix in finding.fixes if all(document.editable(edit.start, edit.end) for edit in fix.edits)
    )
    return finding if len(kept) == len(finding.fixes) else replace(finding, fixes=kept)


def _unused(ignore: Ignore) -> Finding:
    selector = "all rules" if ignore.codes is None else ignore.selector
    span = (ignore.comment.start, ignore.comment.end)
    return UNUSED_IGNORE.finding(span, message=UNUSED_IGNORE.message.format(selector=selector))
