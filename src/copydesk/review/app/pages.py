"""What the windows have to say: the keys, a rule explained, what will be written."""

from __future__ import annotations

from rich.style import Style as RichStyle
from rich.text import Span, Text

from copydesk.edits.diff import unified_diff
from copydesk.reports.cells import shown
from copydesk.reports.explanation import explanation
from copydesk.reports.style import Style
from copydesk.review.app.theme import Palette
from copydesk.review.files import ReviewedFile
from copydesk.review.keys import HELP
from copydesk.review.proposals import Proposal

MOST_LINES = 3_000  # of a patch that is shown
MORE = (
    ("w", "why: the rule explained, with examples"),
    ("f", "filter the list by severity and rule; x lists all again"),
    ("] [ F", "next file, last file, all files"),
    ("D", "what will be written into this file, as a diff"),
    ("arrows", "next and last finding, decided or not; Home and End"),
    ("space b", "scroll the article down, up; so do Page Down, Page Up, the wheel"),
    ("l", "hide the list, show it again"),
    ("t", "light or dark"),
    ("Ctrl-C", "leave without writing; the decisions are kept"),
)
MOUSE = (
    "Click a proposal in the text or in the list to go to it, an alternative to accept it, a key in the last line "
    "to press it. The dots at the right of the text show where there is something left to decide."
)


def help_text(palette: Palette) -> Text:
    """All keys, one a line."""
    text = Text()
    for key, meaning in (*(pair for pair in HELP if pair[0] != "?"), *MORE):
        text.append(f"{key:>7}  ", style=f"bold {palette.accent}")
        text.append(f"{meaning}\n", style=palette.text)
    text.append(f"\n{MOUSE}", style=palette.soft)
    return text


def why_text(file: ReviewedFile, proposal: Proposal, style: Style, palette: Palette) -> Text:
    """The rule of a proposal, as `copydesk rule` explains it."""
    rule = file.rule(proposal.code)
    if rule is not None:
        return _tinted(Text.from_ansi("\n".join(explanation(rule, True, style))), palette)
    return Text(f"{shown(proposal.finding.message)}\n\nThis is not one of copydesk's own rules.")


def diff_text(file: ReviewedFile, palette: Palette) -> Text:
    """What was accepted in a file, as a unified diff."""
    if not file.session.edits():
        return Text("Nothing is accepted yet.")
    patch = unified_diff(file.session.source, file.session.edits(), path=file.patch_path or file.path)
    lines = patch.split("\n")
    colours = {"+": palette.new, "-": palette.old, "@": palette.accent}
    text = Text()
    for line in lines[:MOST_LINES]:
        text.append(f"{shown(line)}\n", style=colours.get(line[:1], palette.text))
    if len(lines) > MOST_LINES:
        text.append(f"… {len(lines) - MOST_LINES} more lines", style=palette.soft)
    return text


def _tinted(text: Text, palette: Palette) -> Text:
    """Text in the colours of the palette in place of those of the terminal."""
    colours = {"red": palette.error, "yellow": palette.warning, "cyan": palette.suggestion, "green": palette.new}
    spans = []
    for start, end, style in text.spans:
        if isinstance(style, RichStyle) and style.color is not None:
            style = RichStyle(color=colours.get(style.color.name), bold=style.bold)
        spans.append(Span(start, end, style))
    text.spans = spans
    return text
