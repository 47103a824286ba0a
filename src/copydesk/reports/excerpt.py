"""The source lines of a finding with the span underlined."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.reports.cells import cells
from copydesk.reports.style import Style
from copydesk.text.finding import Severity
from copydesk.text.source import Source
from copydesk.text.span import Span

MOST_LINES = 4
LEAST_WIDTH = 24
LEFT_OUT = "… "
LONGEST_WORD = 20


def excerpt(source: Source, span: Span, severity: Severity, style: Style) -> Iterator[str]:
    """The lines that a span covers, each cut to the width around it, and carets below; at most a few lines."""
    first = source.line_of(span.start)
    last = source.line_of(max(span.start, span.end - 1))
    numbers = list(range(first, last + 1))
    if len(numbers) > MOST_LINES:
        numbers = [first, first + 1, -1, last]
    gutter = len(str(last + 1)) + 2
    bar = style("|", "dim")
    for number in numbers:
        if number < 0:
            yield f"{'…':>{gutter}} {bar}"
            continue
        line = source.line_span(number)
        marked = Span(min(max(span.start, line.start), line.end), max(line.start, min(span.end, line.end)))
        if marked.empty and len(numbers) > 1:
            yield f"{number + 1:>{gutter}} {bar} {line.of(source.text)}".rstrip()
            continue
        text, below = window(line.of(source.text), marked.shift(-line.start), style.width - gutter - 4)
        yield f"{style(f'{number + 1:>{gutter}}', 'dim')} {bar} {text}".rstrip()
        carets = len(below) - len(below.lstrip())
        yield f"{'':>{gutter}} {bar} {below[:carets]}{style.severity(below[carets:], severity)}"


def window(line: str, marked: Span, width: int) -> tuple[str, str]:
    """A line cut to `width` columns around the marked characters, and what underlines them.

    A mark of no length gets one caret before the character there. A mark longer than the window shows its beginning.
    """
    width = max(width, LEAST_WIDTH)
    begin, end = max(0, marked.start - 2 * width), marked.start + 2 * width
    if begin or end < len(line):  # a line may be very long, and only what is near the mark can be shown
        line, marked = line[begin:end], Span(marked.start - begin, min(marked.end, end) - begin)
    simple = line.isascii() and line.isprintable()
    pieces = [(character, 1) for character in line] if simple else list(cells(line))
    widths = [columns for _, columns in pieces]
    left, right = _at_words(line, marked, *_cut(widths, marked, width))
    head, tail = LEFT_OUT * (left > 0), " …" * (right < len(pieces))
    text = head + "".join(piece for piece, _ in pieces[left:right]) + tail
    before = len(head) + sum(widths[left : marked.start])
    length = sum(widths[marked.start : min(marked.end, right)])
    return text, " " * before + "^" * max(1, length)


def _at_words(line: str, marked: Span, left: int, right: int) -> tuple[int, int]:
    """The cut moved inwards to the edges of words, unless a word is too long for that."""
    if 0 < left < marked.start:
        blank = line.find(" ", left - 1, min(marked.start, left + LONGEST_WORD))
        left = blank + 1 if blank >= 0 else left
    if marked.end < right < len(line):
        blank = line.rfind(" ", max(marked.end, right - LONGEST_WORD), right + 1)
        right = blank if blank >= 0 else right
    return left, right


def _cut(widths: list[int], marked: Span, width: int) -> tuple[int, int]:
    """Which characters are shown: the mark in the middle, words before and after it as far as there is room."""
    if sum(widths) <= width:
        return 0, len(widths)
    room = width - 2 * len(LEFT_OUT)
    left, right, used = marked.start, marked.start, 0
    while right < min(marked.end, len(widths)) and used + widths[right] <= room:
        used += widths[right]
        right += 1
    whole = right >= min(marked.end, len(widths))
    while used < room and (left > 0 or (whole and right < len(widths))):
        if left > 0:
            left -= 1
            used += widths[left]
        if whole and right < len(widths) and used < room:
            used += widths[right]
            right += 1
    while left < marked.start and widths[left] == 0:
        left += 1  # a mark whose letter was cut away
    return left, right
