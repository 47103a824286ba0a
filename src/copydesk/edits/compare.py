"""Finding edits between two texts, for when only the texts are known.

Common beginnings and ends are set aside first. What is left is aligned by the lines that occur once in both texts (the
patience method), which takes time in proportion to its length, and between those by a bounded search for the longest
common runs of lines; where that would take too long, all lines in between count as replaced.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, zip_longest

from copydesk.edits.change import common_prefix, common_suffix, minimal
from copydesk.text.edit import Edit

_LARGEST = 250_000  # old lines times new lines: what the quadratic search may be given


def edits_between(old: str, new: str) -> tuple[Edit, ...]:
    """Edits that make `new` of `old`, in order, at most one for each stretch of changed lines."""
    head = old.rfind("\n", 0, common_prefix(old, new)) + 1
    tail = common_suffix(old[head:], new[head:])
    if tail < min(len(old), len(new)) - head:
        newline = old.find("\n", len(old) - tail)
        tail = len(old) - newline - 1 if newline >= 0 else 0
    before = old[head : len(old) - tail].splitlines(keepends=True)
    after = new[head : len(new) - tail].splitlines(keepends=True)
    starts = list(accumulate(map(len, before), initial=head))
    edits = []
    for first, last, start, stop in _changes(before, after):
        edit = minimal(old, Edit(starts[first], starts[last], "".join(after[start:stop])))
        if edit.start < edit.end or edit.replacement:
            edits.append(edit)
    return tuple(edits)


def edits_by_line(old: str, new: str) -> tuple[Edit, ...]:
    """Edits that make `new` of `old`, in order, each inside a line or of whole lines.

    For texts whose lines are paragraphs: where several of them change side by side, each is led to the one that it
    became, and those that went to nothing.
    """
    before, after = _lines(old), _lines(new)
    starts = list(accumulate(map(len, before), initial=0))
    edits: list[Edit] = []
    for first, last, start, stop in _changes(before, after):
        place = starts[first]
        for one, other in _pairs(before[first:last], after[start:stop]):
            edit = minimal(old, Edit(place, place + len(one), other))
            place += len(one)
            if edits and edits[-1].end == edit.start:
                edit = Edit(edits[-1].start, edit.end, edits.pop().replacement + edit.replacement)
            if edit.start < edit.end or edit.replacement:
                edits.append(edit)
    return tuple(edits)


def _lines(text: str) -> list[str]:
    *lines, last = text.split("\n")
    return [*(line + "\n" for line in lines), last]


def _pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The lines in order, each with the one that it became; nothing stands beside those that went or came."""
    count, other = len(old), len(new)
    if count == other or count * other > _LARGEST // 10:
        yield from zip_longest(old, new, fillvalue="")
        return
    costs = [[float(i + j) for j in range(other + 1)] for i in range(count + 1)]
    for i in range(count):
        for j in range(other):
            costs[i + 1][j + 1] = min(costs[i][j] + _distance(old[i], new[j]), costs[i][j + 1] + 1, costs[i + 1][j] + 1)
    found: list[tuple[str, str]] = []
    while count or other:
        cost = costs[count][other]
        if count and cost == costs[count - 1][other] + 1:
            found.append((old[count := count - 1], ""))
        elif other and cost == costs[count][other - 1] + 1:
            found.append(("", new[other := other - 1]))
        else:
            found.append((old[count := count - 1], new[other := other - 1]))
    yield from reversed(found)


def _distance(one: str, other: str) -> float:
    """How far two lines are from being the same, up to 1."""
    head = common_prefix(one, other)
    return 1 - (head + common_suffix(one[head:], other[head:])) / max(len(one), len(other), 1)


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """The ranges of old and new lines that do not correspond."""
    from difflib import SequenceMatcher  # not needed to check a text

    anchors = _anchors(old, new) if len(old) * len(new) > _LARGEST else []
    at_old = at_new = 0
    for to_old, to_new in [*anchors, (len(old), len(new))]:
        before, after = old[at_old:to_old], new[at_new:to_new]
        if len(before) * len(after) > _LARGEST:
            yield at_old, to_old, at_new, to_new
        elif before != after:
            for tag, first, last, start, stop in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
                if tag != "equal":
                    yield at_old + first, at_old + last, at_new + start, at_new + stop
        at_old, at_new = to_old + 1, to_new + 1


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The longest increasing run of lines that occur exactly once in both texts."""
    counts, others = Counter(old), Counter(new)
    places = {line: number for number, line in enumerate(new) if others[line] == 1}
    pairs = [(number, places[line]) for number, line in enumerate(old) if counts[line] == 1 and line in places]
    tops: list[int] = []
    piles: list[int] = []
    previous = [-1] * len(pairs)
    for index, (_, place) in enumerate(pairs):
        pile = bisect_left(tops, place)
        previous[index] = piles[pile - 1] if pile else -1
        tops[pile : pile + 1] = [place]
        piles[pile : pile + 1] = [index]
    chain = []
    index = piles[-1] if piles else -1
    while index >= 0:
        chain.append(pairs[index])
        index = previous[index]
    return chain[::-1]
