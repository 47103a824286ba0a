"""The colours of the app, by day and by night; the same as those of the HTML page."""

from __future__ import annotations

from dataclasses import dataclass

from rich.style import Style
from textual.theme import Theme

from copydesk.review.article import Role
from copydesk.review.proposals import Verdict
from copydesk.text.finding import Severity


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by what they are for; `…_back` lies behind, `…_here` lies behind what is meant."""

    name: str
    dark: bool
    text: str
    back: str
    panel: str
    soft: str
    line: str
    accent: str
    old: str
    old_back: str
    old_here: str
    new: str
    new_back: str
    new_here: str
    flagged: str
    flagged_here: str
    here: str
    error: str
    warning: str
    suggestion: str

    def theme(self) -> Theme:
        return Theme(
            self.name,
            primary=self.accent,
            secondary=self.accent,
            warning=self.warning,
            error=self.error,
            success=self.new,
            accent=self.accent,
            foreground=self.text,
            background=self.back,
            surface=self.back,
            panel=self.panel,
            dark=self.dark,
            variables={
                "soft": self.soft,
                "line": self.line,
                "here": self.here,
                "footer-key-foreground": self.accent,
                "footer-description-foreground": self.text,
                "footer-background": self.panel,
                "block-cursor-background": self.here,
                "block-cursor-foreground": self.text,
                "border": self.line,
                "border-blurred": self.line,
                "scrollbar": self.line,
                "scrollbar-hover": self.soft,
                "scrollbar-active": self.soft,
                "scrollbar-background": self.back,
                "scrollbar-background-hover": self.back,
                "scrollbar-background-active": self.back,
            },
        )

    def role(self, role: Role, meant: bool) -> Style:
        """How a piece of the article is painted; old and new words are told apart without colour as well."""
        match role:
            case Role.OLD:
                return Style(color=self.old, bgcolor=self.old_here if meant else self.old_back, strike=True)
            case Role.NEW:
                back = self.new_here if meant else self.new_back
                return Style(color=self.new, bgcolor=back, underline=True, bold=meant)
            case Role.FLAGGED:
                return Style(color=self.flagged, bgcolor=self.flagged_here if meant else self.back, underline=not meant)
            case Role.DONE:
                return Style(color=self.new, bgcolor=self.new_back if meant else self.back, bold=meant)
            case Role.GONE:
                return Style(color=self.soft, bgcolor=self.back, strike=True)
            case _:
                return Style(color=self.text, bgcolor=self.here if meant else self.back)

    def severity(self, severity: Severity) -> str:
        return {Severity.ERROR: self.error, Severity.WARNING: self.warning}.get(severity, self.suggestion)


SIGNS = {
    Verdict.OPEN: "●",
    Verdict.ACCEPTED: "✓",
    Verdict.REJECTED: "✗",
    Verdict.SKIPPED: "–",
    Verdict.IGNORED: "○",
}

DAY = Palette(
    name="copydesk-day",
    dark=False,
    text="#1c1b1a",
    back="#fdfcfa",
    panel="#f1eee8",
    soft="#6e6960",
    line="#d9d5ce",
    accent="#1d4f91",
    old="#8c1d18",
    old_back="#fde3e1",
    old_here="#f7bfba",
    new="#0b5a2a",
    new_back="#d8f3df",
    new_here="#a9e4b9",
    flagged="#5f4600",
    flagged_here="#fbeec4",
    here="#e6ecf5",
    error="#b3261e",
    warning="#8a5a00",
    suggestion="#1d4f91",
)
NIGHT = Palette(
    name="copydesk-night",
    dark=True,
    text="#e6e2dc",
    back="#191817",
    panel="#25231f",
    soft="#9d978d",
    line="#45423d",
    accent="#8ab4f8",
    old="#ffb4ab",
    old_back="#4a1f1b",
    old_here="#7d2d27",
    new="#9be7ad",
    new_back="#143d20",
    new_here="#1d6a35",
    flagged="#f3d27a",
    flagged_here="#3a3011",
    here="#2b3442",
    error="#ff8a80",
    warning="#f3c14b",
    suggestion="#8ab4f8",
)
