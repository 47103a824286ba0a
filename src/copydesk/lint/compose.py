"""Changes that keep their trust, and the joining of one round of changes with the next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from copydesk.edits.apply import Applied
from copydesk.edits.change import OffsetMap, apply_edits
from copydesk.text.edit import Applicability, Edit


class Change(NamedTuple):
    """An edit of the original text, how far the least sure fix in it may be trusted, and the fixes behind it."""

    edit: Edit
    applicability: Applicability
    causes: tuple[Applied, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the rules behind it."""
        return tuple(dict.fromkeys(cause.finding.code for cause in self.causes))


def compose(middle: str, first: Sequence[Change], second: Iterable[Change]) -> tuple[Change, ...]:
    """One row of changes that does what `first` and then `second` do.

    `middle` is the text between them: the result of the first, which the second changes. Both are ordered and without
    overlap; so is the result. Changes that meet become one.
    """
    places = OffsetMap(change.edit for change in first)
    # Where each change stands in the middle text; the first come before the second at the same place.
    marks: list[tuple[int, int, int, Change]] = []
    moved = 0
    for change in first:
        start = change.edit.start + moved
        marks.append((start, start + len(change.edit.replacement), 0, change))
        moved += len(change.edit.replacement) - (change.edit.end - change.edit.start)
    marks += [(change.edit.start, change.edit.end, 1, change) for change in second]
    marks.sort(key=lambda mark: mark[:3])
    result: list[Change] = []
    place = 0
    while place < len(marks):
        start, end = marks[place][:2]
        group = [marks[place]]
        while place + len(group) < len(marks) and marks[place + len(group)][0] <= end:
            group.append(marks[place + len(group)])
            end = max(end, group[-1][1])
        place += len(group)
        result.append(_join(middle, start, end, group, places))
    return tuple(result)


def _join(
    middle: str, start: int, end: int, group: list[tuple[int, int, int, Change]], places: OffsetMap
) -> Change:
    if len(group) == 1 and group[0][2] == 0:
        return group[0][3]
    later = [Edit(s - start, e - start, change.edit.replacement) for s, e, round_, change in group if round_]
    earlier = [change for _, _, round_, change in group if not round_]
    old_start, old_end = places.old(start), places.old(end, after=True)
    if earlier:
        old_start = min(old_start, earlier[0].edit.start)
        old_end = max(old_end, earlier[-1].edit.end)
    causes = tuple(dict.fromkeys(cause for _, _, _, change in group for cause in change.causes))
    level = min(change.applicability for _, _, _, change in group)
    return Change(Edit(old_start, old_end, apply_edits(middle[start:end], later)), level, causes)
