"""Findings that a writer has switched off by a comment in the file.

The comments, in the comment syntax of the format:

    copydesk: ignore[CODE, …]            the line of the comment, and the paragraph that it stands in or ends
    copydesk: ignore-next-line[CODE, …]  the line after the comment
    copydesk: disable[CODE, …]           from here on, up to the `enable` that names the same rules
    copydesk: enable[CODE, …]
    copydesk: ignore-file[CODE, …]       the whole file

What stands in brackets are selectors as in `select`; without brackets all rules are meant. A reason may follow after
“--”.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from copydesk.errors import ConfigError
from copydesk.formats.document import Comment, Document
from copydesk.lint.config import suggestion
from copydesk.text.finding import Finding
from copydesk.text.span import Span

WORDS = ("ignore", "ignore-next-line", "disable", "enable", "ignore-file")
DIRECTIVE = re.compile(r"\s*copydesk\s*:\s*(?P<word>[\w-]*)\s*(?P<codes>\[[^\]]*\])?\s*(?P<rest>.*?)\s*", re.DOTALL)
EVERY = "ALL"

# The codes that a selector stands for. Raises ConfigError for one that nobody knows.
Resolver = Callable[[str], frozenset[str]]


@dataclass(slots=True)
class Ignore:
    """One selector of one comment: which codes (None: all) are switched off in `span`."""

    comment: Comment
    word: str
    selector: str
    codes: frozenset[str] | None
    span: Span
    used: bool = False

    def covers(self, finding: Finding) -> bool:
        if not self.span.start <= finding.span.start < max(self.span.end, self.span.start + 1):
            return False
        return self.codes is None or any(matches(code, self) for code in (finding.code, *finding.sources))


def matches(code: str, ignore: Ignore) -> bool:
    """Whether a code is meant; the codes of other engines (LT:RULE_ID) are not in the rule set and go by prefix."""
    assert ignore.codes is not None
    return code in ignore.codes or (":" in code and code.startswith(ignore.selector))


@dataclass(slots=True)
class Ignores:
    """The ignores of a document, and warnings about comments that are not understood."""

    ignores: list[Ignore] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def split(self, findings: Iterable[Finding]) -> tuple[list[Finding], list[Finding]]:
        """The findings that stay, and those that are switched off."""
        kept: list[Finding] = []
        gone: list[Finding] = []
        for finding in findings:
            covering = [ignore for ignore in self.ignores if ignore.covers(finding)]
            for ignore in covering:
                ignore.used = True
            (gone if covering else kept).append(finding)
        return kept, gone

    def unused(self, enabled: frozenset[str]) -> list[Ignore]:
        """The ignores that switched nothing off although a rule that they name was on, by place."""
        idle = [ignore for ignore in self.ignores if not ignore.used]
        return [ignore for ignore in idle if ignore.codes is None or ignore.codes & enabled]


def ignores_of(document: Document, resolve: Resolver) -> Ignores:
    """Read the comments of a document."""
    result = Ignores()
    opened: list[Ignore] = []
    end = len(document.text) + 1
    for comment in document.layout.comments:
        match = DIRECTIVE.fullmatch(comment.text)
        if match is None:
            continue
        selectors = _selectors(match, comment, document, resolve, result.warnings)
        word = match["word"]
        if word == "enable":
            if not _close(opened, [codes for _, codes in selectors], comment.start) and selectors:
                result.warnings.append(f"{_place(document, comment)}: “enable” has no “disable” before it")
            continue
        for selector, codes in selectors:
            span = Span(comment.end, end) if word == "disable" else _reach(word, comment, document)
            ignore = Ignore(comment, word, selector, codes, span)
            result.ignores.append(ignore)
            if word == "disable":
                opened.append(ignore)
    return result


def _selectors(
    match: re.Match[str], comment: Comment, document: Document, resolve: Resolver, warnings: list[str]
) -> list[tuple[str, frozenset[str] | None]]:
    """The selectors of a directive with their codes; what is not understood goes to the warnings."""
    place = _place(document, comment)
    word, rest = match["word"], match["rest"]
    if word not in WORDS:
        hint = suggestion(word, WORDS) or f"the words are {', '.join(WORDS)}"
        warnings.append(f"{place}: “copydesk: {word}” is not understood\n  hint: {hint}")
        return []
    if rest and not rest.startswith("--"):
        codes = re.findall(r"[\w:.-]+", rest)
        hint = f"write {word}[{', '.join(codes)}]" if codes else f"write {word} or {word}[CODE]"
        warnings.append(f"{place}: “copydesk: {word} {rest}” is not understood\n  hint: {hint}")
        return []
    if match["codes"] is None:
        return [(EVERY, None)]
    found: list[tuple[str, frozenset[str] | None]] = []
    names = [name for name in re.split(r"[\s,]+", match["codes"][1:-1]) if name]
    if not names:
        warnings.append(f"{place}: “copydesk: {word}[]” names no rule\n  hint: write {word} to mean all rules")
    for name in names:
        if name == EVERY:
            found.append((name, None))
            continue
        try:
            found.append((name, resolve(name)))
        except ConfigError as error:
            hint = f"\n  hint: {error.hint}" if error.hint else ""
            warnings.append(f"{place}: {error.message}{hint}")
    return found


def _close(opened: list[Ignore], enabled: Sequence[frozenset[str] | None], at: int) -> bool:
    """End the open ignores whose rules are all among those enabled; says whether there was one."""
    closed = False
    for ignore in list(opened):
        if any(codes is None or (ignore.codes is not None and ignore.codes <= codes) for codes in enabled):
            ignore.span = Span(ignore.span.start, at)
            opened.remove(ignore)
            closed = True
    return closed


def _reach(word: str, comment: Comment, document: Document) -> Span:
    source, text = document.source, document.text
    if word == "ignore-file":
        return Span(0, len(text) + 1)
    last = source.line_of(max(comment.start, comment.end - 1))
    starts = [*source.line_starts, len(text) + 1, len(text) + 1]
    if word == "ignore-next-line":
        return Span(starts[last + 1], starts[last + 2])
    reach = Span(source.line_span(source.line_of(comment.start)).start, starts[last + 1])
    for block in document.blocks:
        if block.start > comment.start:
            break
        below = source.line_of(comment.start) - source.line_of(max(block.start, block.end - 1))
        if comment.start < block.end or (below <= 1 and not text[block.end : comment.start].strip()):
            reach = reach.hull(block.span)
    return reach


def _place(document: Document, comment: Comment) -> str:
    line, column = document.source.position(comment.start)
    return f"{document.source.path or '<stdin>'}:{line}:{column}"
