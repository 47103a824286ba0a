"""The rule engine: copydesk's own rules over the linguistic view of a document."""

from __future__ import annotations

import dataclasses
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate

from copydesk.engines.base import Checked
from copydesk.engines.doubt import first_look, undisputed
from copydesk.formats.document import Document
from copydesk.language.prose import Prose
from copydesk.rules.base import Check, Rule
from copydesk.rules.compiled import CompiledPacks
from copydesk.rules.kinds import RegexProgram, TokenProgram
from copydesk.rules.matcher import Match, Matcher
from copydesk.rules.pattern import Pattern
from copydesk.rules.programs import RuleStopped, run_consistency, run_regex
from copydesk.rules.register import small_lettered
from copydesk.rules.registry import RuleSet
from copydesk.rules.repair import delete, replace
from copydesk.rules.template import Part, fill, parse_template, render
from copydesk.text.collector import collecting_later
from copydesk.text.edit import Applicability, Edit, Fix
from copydesk.text.finding import Category, Finding, Severity
from copydesk.text.progress import each, stage
from copydesk.text.span import Span

GENTLE = frozenset({Category.SPELLING, Category.TYPOGRAPHY})  # the categories that are checked inside quotations too
HALF = 0.5  # of a check: laying the text out, and looking for token patterns


class RuleEngine:
    """Checks documents with the enabled rules of a rule set.

    `vocabulary` are words and phrases that are always right; `dialect` (US, GB, CA, AU) is the document's unless None.
    A rule that raises, or whose regular expression takes longer than `timeout` seconds on a block, is reported and left
    out for that document.
    """

    name = "rules"

    def __init__(
        self,
        rules: RuleSet,
        enabled: frozenset[str],
        *,
        vocabulary: frozenset[str] = frozenset(),
        dialect: str | None = None,
        timeout: float = 2.0,
    ) -> None:
        self._rules, self._enabled = rules, enabled
        self._vocabulary, self._dialect, self._timeout = vocabulary, dialect, timeout

    @cached_property
    def _tables(self) -> list[PatternTable]:
        return [PatternTable(pack, self._enabled) for pack in self._rules.packs]

    @cached_property
    def _checks(self) -> list[Check]:
        checks = [check for code, check in self._rules.checks.items() if code in self._enabled]
        for pack in self._rules.packs:
            for number in pack.others:
                if pack.headings[number].code in self._enabled:
                    checks.append(Check(pack.rule(number), self._runner(pack, number)))
        return checks

    def _runner(self, pack: CompiledPacks, number: int) -> Callable[[Prose, Rule], Iterator[Finding]]:
        program = pack.program(number)
        if isinstance(program, RegexProgram):
            return lambda prose, rule: run_regex(program, rule, prose, self._timeout)
        assert not isinstance(program, TokenProgram)
        return lambda prose, rule: run_consistency(program, rule, prose)

    @collecting_later()
    def check(self, document: Document) -> Checked:
        """The findings of all enabled rules, by place."""
        prose = Prose(document, dialect=self._dialect, vocabulary=self._vocabulary)
        warnings: list[str] = []
        found: list[tuple[Rule, Finding]] = []
        if prose.words:
            with stage(0, HALF):
                for table in each(self._tables):
                    found += table.findings(prose, lambda rule, error: warnings.append(_report(rule, error, document)))
            with stage(HALF, 1):
                found += self._found(prose, warnings, each([check for check in self._checks if not check.second]))
        sure = (_in_register(rule, finding, prose) for rule, finding in found if not _excused(rule, finding, prose))
        kept = list(distinct(sure))
        if prose.words:
            prose.first_look = first_look(prose, kept)
            doubtful = self._found(prose, warnings, [check for check in self._checks if check.second])
            kept += undisputed((finding for rule, finding in doubtful if not _excused(rule, finding, prose)), kept)
        return Checked(tuple(sorted(kept, key=Finding.sort_key)), tuple(warnings))

    def _found(self, prose: Prose, warnings: list[str], checks: Iterable[Check]) -> list[tuple[Rule, Finding]]:
        """What checks find; one that raises is reported and left out."""
        found: list[tuple[Rule, Finding]] = []
        for check in checks:
            try:
                found += [(check.rule, finding) for finding in check.run(prose, check.rule)]
            except Exception as error:  # a rule of the user's own must not take the others down
                warnings.append(_report(check.rule, error, prose.document))
        return found

    def close(self) -> None:
        """Nothing to give back."""


class PatternTable:
    """The enabled token patterns of compiled packs, decoded when a document first has their anchor."""

    def __init__(self, pack: CompiledPacks, enabled: frozenset[str]) -> None:
        self._pack = pack
        self._wanted = [heading.code in enabled for heading in pack.headings]
        self._rules: dict[int, LoadedRule] = {}

    def findings(self, prose: Prose, report: Callable[[Rule, Exception], None]) -> Iterator[tuple[Rule, Finding]]:
        """The findings in a document; a rule that raises is reported and left out."""
        pack, broken = self._pack, set[int]()
        for number, places in pack.index.candidates(prose):
            owner = pack.owners[number]
            if not self._wanted[owner] or owner in broken:
                continue
            loaded = self._rules.get(owner)
            if loaded is None:
                loaded = self._rules[owner] = LoadedRule(pack, owner)
            try:
                for match in loaded.matcher(number).matches(prose, places):
                    if finding := loaded.finding(prose, match, number):
                        yield loaded.rule, finding
            except Exception as error:  # see RuleEngine.check
                broken.add(owner)
                report(loaded.rule, error)


class LoadedRule:
    """A token rule, decoded as far as needed: what a match of one of its patterns becomes."""

    def __init__(self, pack: CompiledPacks, number: int) -> None:
        self._pack, self._number = pack, number
        self._matchers: dict[int, Matcher] = {}
        self._sources: dict[int, tuple[str, ...]] = {}
        self._templates: dict[int, list[tuple[Part, ...]]] = {}

    @cached_property
    def rule(self) -> Rule:
        return self._pack.rule(self._number)

    @cached_property
    def _frame(self) -> tuple[tuple[Pattern, ...], bool]:
        return self._pack.frame(self._number)

    def matcher(self, number: int) -> Matcher:
        """The pattern of this number, ready to be tried."""
        matcher = self._matchers.get(number)
        if matcher is None:
            pattern, self._sources[number] = self._pack.pattern(number)
            matcher = self._matchers[number] = Matcher(pattern, self._pack.anchors[number])
        return matcher

    @cached_property
    def _unless(self) -> list[Matcher]:
        matchers = []
        for pattern in self._frame[0]:
            element = next(i for i, e in enumerate(pattern.elements) if e.least and not e.negated)
            matchers.append(Matcher(pattern, element))
        return matchers

    def finding(self, prose: Prose, match: Match, number: int) -> Finding | None:
        """The finding of a match; None when the rule's exceptions or its templates call it off."""
        first, last = match.marked
        if first == last or (not self._frame[1] and prose.in_heading(first)):
            return None
        if any(prose.opaque(index) for index in range(first, last)):
            return None
        if any(matcher.overlapping(prose, first, last) for matcher in self._unless):
            return None
        sources = self._sources[number]
        texts = [text for template in self._parts(number, match) for text in render(template, prose, match)]
        edits = [edits for edits in (_edits(prose, first, last, text) for text in dict.fromkeys(texts)) if edits]
        if sources and not edits:
            return None
        span = prose.span(first, last)
        visible = " ".join(span.of(prose.text).split())
        message = fill(self.rule.message, visible, texts[0] if texts else "")
        return self.rule.finding(span, dict.fromkeys(edits), message=message)

    def _parts(self, number: int, match: Match) -> Sequence[tuple[Part, ...]]:
        parts = self._templates.get(number)
        if parts is None:
            pattern, sources = match.pattern, self._sources[number]
            parts = [parse_template(source, pattern.names, len(pattern.elements)) for source in sources]
            self._templates[number] = parts
        return parts


def _edits(prose: Prose, first: int, last: int, text: str) -> tuple[Edit, ...]:
    return replace(prose, first, last, text) if text else delete(prose, first, last)


def _excused(rule: Rule, finding: Finding, prose: Prose) -> bool:
    """Whether the words are in the project's vocabulary, or somebody else's inside quotation marks."""
    if prose.vocabulary and prose.in_vocabulary(finding.span):
        return True
    if rule.in_quotes or rule.category in GENTLE:
        return False
    tokens = prose.tokens_in(finding.span)
    return bool(tokens) and all(prose.quoted[index] for index in tokens)


def _in_register(rule: Rule, finding: Finding, prose: Prose) -> Finding:
    """The finding; with its fixes for show only, if its rule is for formal writing and the paragraph is none."""
    if not rule.formal or not finding.fixes:
        return finding
    tokens = prose.tokens_in(finding.span)
    if not tokens or not small_lettered(prose, prose.block_numbers[tokens[0]]):
        return finding
    shown = tuple(Fix(fix.edits, Applicability.DISPLAY) for fix in finding.fixes)
    return dataclasses.replace(finding, severity=Severity.SUGGESTION, fixes=shown)


def distinct(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings less those that say again what a better one says: the same edits, or a spelling that it repairs."""
    ranked = sorted(findings, key=_rank)
    seen: set[tuple[Edit, ...]] = set()
    repaired: list[Span] = []
    spelling: list[Finding] = []
    for finding in ranked:
        if finding.fix is not None:
            if finding.fix.edits in seen:
                continue
            seen.add(finding.fix.edits)
        if finding.category is Category.SPELLING:
            spelling.append(finding)
            continue
        if finding.fixable:
            repaired.append(finding.span)
        yield finding
    repaired.sort()
    reach = list(accumulate((span.end for span in repaired), max))  # the furthest end of those that start so early
    for finding in spelling:
        earlier = bisect_right(repaired, finding.span.start, key=lambda span: span.start)
        if not earlier or reach[earlier - 1] < finding.span.end:
            yield finding


def _rank(finding: Finding) -> tuple[object, ...]:
    """The order of findings that may say the same: first what can be applied."""
    spelling = finding.category is Category.SPELLING
    return not finding.fixable, spelling, -finding.confidence, -finding.severity, finding.sort_key()


def _report(rule: Rule, error: Exception, document: Document) -> str:
    place = document.source.path or "the text"
    if isinstance(error, RuleStopped):
        reason = str(error)
    elif isinstance(error, TimeoutError):
        reason = "its regular expression took too long on a word"
    else:
        reason = f"it failed with {type(error).__name__}: {error}"
    return f"{place}: the rule {rule.code} {rule.name} was switched off for this file: {reason}"
