"""Colour for terminals, and nothing for everything else."""

from __future__ import annotations

from dataclasses import dataclass

from copydesk.text.finding import Severity

DEFAULT_WIDTH = 100

CODES = {
    "bold": "1",
    "dim": "2",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "blue": "34",
    "cyan": "36",
    "inverse": "7",
}
SEVERITY_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.SUGGESTION: "cyan"}


@dataclass(frozen=True, slots=True)
class Style:
    """Whether text is coloured, and how many columns there are."""

    colour: bool = False
    width: int = DEFAULT_WIDTH

    def __call__(self, text: str, *names: str) -> str:
        """The text in the named colours and weights, if colour is on."""
        if not self.colour or not text or not names:
            return text
        return f"\x1b[{';'.join(CODES[name] for name in names)}m{text}\x1b[0m"

    def severity(self, text: str, severity: Severity) -> str:
        return self(text, "bold", SEVERITY_COLOURS[severity])
