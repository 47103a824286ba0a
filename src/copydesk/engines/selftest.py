"""The harness that every rule of every pack must pass: its examples hold, its fixes converge and raise nothing new."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.edits.change import apply_edits
from copydesk.engines.rules import RuleEngine
from copydesk.formats.document import Document
from copydesk.language.casing import folded
from copydesk.language.tokens import tokenize
from copydesk.rules.base import Example, Rule
from copydesk.rules.kinds import TokenProgram
from copydesk.rules.pattern import Condition
from copydesk.rules.registry import RuleSet
from copydesk.text.edit import Edit
from copydesk.text.finding import Finding

ROUNDS = 5


def test_rule(rule: Rule, rules: RuleSet, enabled: frozenset[str] | None = None) -> list[str]:
    """What is wrong with a rule, in sentences; an empty list when all of its examples hold.

    `enabled` are the rules that must not flag the repaired text (by default those that are on without being asked for).
    A rule that takes a second look needs what they find, and they repair its examples with it.
    """
    others = RuleEngine(rules, (rules.select(None) if enabled is None else enabled) | {rule.code})
    second = rule.code in rules.checks and rules.checks[rule.code].second
    alone = others if second else RuleEngine(rules, frozenset({rule.code}))
    problems = [] if rule.message.endswith((".", "?", "!")) else [f"the message “{rule.message}” is no sentence"]
    if not any(example.bad for example in rule.examples) or not any(example.ok for example in rule.examples):
        problems.append("it needs an example to be flagged (bad) and one to be left alone (ok)")
    for example in rule.examples:
        problems += _bad(example, alone, others) if example.bad is not None else _ok(example, alone)
    program = rules.program(rule.code)
    if isinstance(program, TokenProgram):
        problems += _silent(program, alone)
        problems += (f"the alternative “{word}” never matches: it is no token" for word in impossible(program))
    return [f"{rule.code} {rule.name}: {problem}" for problem in problems]


def _silent(program: TokenProgram, engine: RuleEngine) -> Iterator[str]:
    """Patterns of literal words that do not flag even those words: misspelt, or replaced by themselves."""
    for pattern, _ in program.patterns:
        elements = pattern.elements
        if not all(element.words and not element.conditions and not element.negated for element in elements):
            continue
        words = [element.words[0] for element in elements if element.least]
        text = words[0] + "".join(word if word[0] in "'’.,?!" or word == "n't" else f" {word}" for word in words[1:])
        if not _check(f"and so {text}" if not pattern.at_start else text, "text", engine):
            yield f"the pattern “{text}” flags nothing"


def impossible(program: TokenProgram) -> Iterator[str]:
    """The words of a program that no text has as one token, such as “don't” or “as well”, or not in that case."""
    patterns = (*(pattern for pattern, _ in program.patterns), *program.unless)
    for element in (element for pattern in patterns for element in pattern.elements):
        for condition in (Condition("word", False, element.words), *element.conditions):
            if condition.key in ("word", "any", "text"):
                words = (word for word in condition.values if condition.key != "any" or word.islower())
                yield from (word for word in words if not _possible(word, condition.key == "text"))


def _possible(word: str, as_written: bool) -> bool:
    name = word.capitalize()
    places = ((word, 0), (f"they{word}", 4), (f"do{word}", 2), (f"{name} 5", 0), (f"{name} K", 0))
    return (as_written or (folded(word) == word and "_" not in word)) and any(
        (start, start + len(word)) in tokenize(text, 0, len(text)) for text, start in places
    )


def _ok(example: Example, engine: RuleEngine) -> Iterator[str]:
    for finding in _check(example.ok or "", example.format, engine):
        yield f"“{example.ok}” must be left alone, but “{finding.span.of(example.ok or '')}” is flagged"


def _bad(example: Example, alone: RuleEngine, others: RuleEngine) -> Iterator[str]:
    marked = example.bad or ""
    start, end = marked.index("[["), marked.index("]]") - 2
    text = marked.replace("[[", "", 1).replace("]]", "", 1)
    findings = _check(text, example.format, alone)
    if not findings:
        yield f"“{marked}” is not flagged"
        return
    spans = [(finding.span.start, finding.span.end) for finding in findings]
    if (start, end) not in spans:
        found = ", ".join(f"“{text[a:b]}”" for a, b in spans)
        yield f"“{marked}”: what is flagged is {found}"
        return
    fixed = _repaired(text, example.format, alone)
    if example.good is None:
        if fixed != text:
            yield f"“{marked}” becomes “{fixed}”, but the example has no “good”"
        return
    if fixed is None:
        yield f"“{marked}”: the fixes do not come to an end"
    elif fixed != example.good:
        yield f"“{marked}” becomes “{fixed}”, not “{example.good}”"
    else:
        before = {(finding.code, finding.span.of(text)) for finding in _check(text, example.format, others)}
        for finding in _check(example.good, example.format, others):
            if (finding.code, finding.span.of(example.good)) not in before:
                yield f"“{example.good}” is flagged anew by {finding.code}: “{finding.span.of(example.good)}”"


def _check(text: str, format: str, engine: RuleEngine) -> tuple[Finding, ...]:
    checked = engine.check(Document.parse(text, format))
    if checked.warnings:
        raise RuntimeError(checked.warnings[0])
    return checked.findings


def _repaired(text: str, format: str, engine: RuleEngine) -> str | None:
    """The text with the best fix of every finding applied, again and again; None when that does not end."""
    for _ in range(ROUNDS):
        fixes = [finding.fixes[0] for finding in _check(text, format, engine) if finding.fixes]
        if not fixes:
            return text
        end = -1
        edits: list[Edit] = []
        for fix in fixes:
            if fix.span.start >= end:
                edits += fix.edits
                end = fix.span.end
        text = apply_edits(text, edits)
    return None
