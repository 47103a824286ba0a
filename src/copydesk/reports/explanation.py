"""What a rule is about, with its tested examples, as lines."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from copydesk.reports.cells import shown
from copydesk.reports.style import Style
from copydesk.rules.base import Example, Rule

LABEL = 12


def explanation(item: Rule, enabled: bool, style: Style) -> Iterator[str]:
    """A rule explained: what it says, why, its examples, how it is switched off."""
    yield f"{style(item.code, 'bold')} {style(item.name, 'bold')}"
    state = "on" if enabled else "off"
    yield f"{item.category}, {item.severity}, confidence {item.confidence}, pack {item.pack}; {state} here"
    yield ""
    yield from textwrap.wrap(general(item.message), style.width)
    if item.why:
        yield from textwrap.wrap(shown(item.why), style.width)
    if item.url:
        yield item.url
    yield ""
    for example in item.examples:
        yield from _example(example, item, style)
    yield ""
    yield f"Switch it off with `copydesk: ignore[{item.code}]` in a comment, or by `ignore = [\"{item.code}\"]`."


def general(message: str) -> str:
    """A message without the places for what was found."""
    return shown(re.sub(r"\{[^{}]*\}", "…", message))


def _example(example: Example, item: Rule, style: Style) -> Iterator[str]:
    """An example as lines: the words underlined, and what they become."""
    if example.ok is not None:
        yield from _labelled("fine", example.ok, "", style)
    if example.bad is not None:
        head, _, rest = example.bad.partition("[[")
        marked, _, tail = rest.partition("]]")
        text = shown(head) + style.severity(shown(marked), item.severity) + shown(tail)
        yield from _labelled("flagged", text, "", style)
        if not style.colour and "\n" not in example.bad:
            yield f"{'':{LABEL}}{' ' * len(shown(head))}{'^' * max(1, len(shown(marked)))}"
    if example.good is not None:
        yield from _labelled(f"{item.applicability} fix", shown(example.good), "green", style)


def _labelled(label: str, text: str, colour: str, style: Style) -> Iterator[str]:
    yield f"{label + ':':<{LABEL}}{style(text, colour) if colour else text}".rstrip()
