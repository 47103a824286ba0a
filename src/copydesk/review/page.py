"""Changes as one HTML page that needs nothing else: to mail around, to print, to read in the dark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from copydesk.edits.words import widen
from copydesk.reports.summary import plural
from copydesk.text.edit import Edit
from copydesk.text.source import Source

STYLE = """
:root { color-scheme: light dark; --old: #8c1d18; --old-back: #fde3e1; --new: #0b5a2a; --new-back: #d8f3df;
  --text: #1c1b1a; --back: #fdfcfa; --soft: #5d5a55; --line: #d9d5ce; }
@media (prefers-color-scheme: dark) { :root { --old: #ffb4ab; --old-back: #53201c; --new: #9be7ad; --new-back: #12401f;
  --text: #ece9e4; --back: #191817; --soft: #b0aba3; --line: #45423d; } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 46rem; padding: 1.5rem 1rem 4rem; color: var(--text); background: var(--back);
  font: 1.0625rem/1.6 Georgia, "Noto Serif", serif }
h1, h2, nav, ol, .number { font-family: system-ui, sans-serif }
h1 { font-size: 1.4rem; margin: 0 0 .25rem } h2 { font-size: 1.1rem; margin: 2.5rem 0 .5rem }
.summary, .codes { color: var(--soft) }
.text { white-space: pre-wrap; overflow-wrap: anywhere }
del, ins { border-radius: .2em; padding: 0 .1em; unicode-bidi: isolate }
del { color: var(--old); background: var(--old-back); text-decoration: line-through }
ins { color: var(--new); background: var(--new-back); text-decoration: underline }
.number { font-size: .7rem; vertical-align: super; text-decoration: none; color: var(--soft) }
ol { border-top: 1px solid var(--line); font-size: .9rem; padding: 1rem 0 0 2rem } li { margin: .35rem 0 }
a { color: inherit } :target { outline: 2px solid currentColor; outline-offset: 2px }
""".strip()
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
LONGEST = 80  # what the list quotes of a change


@dataclass(frozen=True, slots=True)
class Remark:
    """One edit of a file and why: the rule codes behind it, and what they say."""

    edit: Edit
    codes: tuple[str, ...] = ()
    message: str = ""


@dataclass(frozen=True, slots=True)
class ChangedFile:
    """A file and what changes in it; the edits of the remarks do not overlap."""

    path: str
    source: Source
    remarks: tuple[Remark, ...]


def html_page(files: Iterable[ChangedFile], title: str = "Proposed corrections") -> Iterator[str]:
    """The page, piece by piece: each text with what goes struck and what comes underlined, and the list of reasons.

    Text is never read as HTML, and the page loads nothing and runs nothing.
    """
    yield (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{_shown(title)}</title>\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        f"<style>\n{STYLE}\n</style>\n</head>\n<body>\n<main>\n<h1>{_shown(title)}</h1>\n"
    )
    number = 0
    for number, file in enumerate(files, 1):
        yield from _file(file, number)
    if not number:
        yield '<p class="summary">Nothing to correct.</p>\n'
    yield "</main>\n</body>\n</html>\n"


def _file(file: ChangedFile, number: int) -> Iterator[str]:
    text = file.source.text
    changes = list(_changes(text, file.remarks))
    yield f'<section aria-labelledby="file-{number}">\n<h2 id="file-{number}">{_shown(file.path)}</h2>\n'
    yield f'<p class="summary">{plural(len(changes), "correction")}</p>\n<div class="text" dir="auto">'
    at = 0
    for place, (edit, _) in enumerate(changes, 1):
        yield f'{_shown(text[at : edit.start])}<span id="change-{number}-{place}">'
        if edit.start < edit.end:
            yield f"<del>{_shown(text[edit.start : edit.end])}</del>"
        if edit.replacement:
            yield f"<ins>{_shown(edit.replacement)}</ins>"
        label = f'aria-label="Why: correction {place}"'
        yield f'<a class="number" href="#why-{number}-{place}" {label}>{place}</a></span>'
        at = edit.end
    yield f"{_shown(text[at:])}</div>\n<ol>\n"
    for place, (edit, remarks) in enumerate(changes, 1):
        old, new = _short(text[edit.start : edit.end]), _short(edit.replacement)
        what = (f"<del>{old}</del> " if old else "") + (f"<ins>{new}</ins>" if new else "")
        yield f'<li id="why-{number}-{place}"><a href="#change-{number}-{place}">{what.strip() or "white space"}</a>'
        for codes, message in dict.fromkeys((remark.codes, remark.message) for remark in remarks):
            if codes:
                yield f' <span class="codes">{_shown(", ".join(codes))}</span>'
            if message:
                yield f" {_shown(message)}"
        yield "</li>\n"
    yield "</ol>\n</section>\n"


def _changes(text: str, remarks: Iterable[Remark]) -> Iterator[tuple[Edit, list[Remark]]]:
    """The edits in whole words, each with the remarks that are about it."""
    left = sorted(remarks, key=lambda remark: remark.edit, reverse=True)
    for edit in widen(text, [remark.edit for remark in left]):
        about = []
        while left and left[-1].edit.start <= edit.end:
            about.append(left.pop())
        yield edit, about


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return _shown(flat if len(flat) <= LONGEST else f"{flat[: LONGEST - 1]}…")


def _shown(text: str) -> str:
    """Text as HTML: nothing in it is a tag, and control characters are pictures of themselves."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return escape("".join(_picture(character) for character in plain) if not plain.isprintable() else plain)


def _picture(character: str) -> str:
    if character < " " and character not in "\t\n":
        return chr(0x2400 + ord(character))
    return "\ufffd" if "\x7f" <= character < "\xa0" else character
