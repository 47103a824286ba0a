"""Which of many intervals meet a given one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator


class Intervals:
    """A fixed set of labelled intervals, built in O(n log n), asked in O((hits + 1) log n).

    The intervals are sorted by start; a binary tree over them holds the greatest end of each subtree.
    """

    def __init__(self, intervals: Iterable[tuple[int, int, int]]) -> None:
        """Take `(start, end, label)` triples; a label may come several times."""
        self._items = sorted(intervals)
        self._starts = [start for start, _, _ in self._items]
        self._size = size = 1 << max(0, (len(self._items) - 1).bit_length())
        self._reach = reach = [-1] * (2 * size)
        for at, (_, end, _) in enumerate(self._items):
            reach[size + at] = end
        for node in range(size - 1, 0, -1):
            reach[node] = max(reach[2 * node], reach[2 * node + 1])

    def touching(self, start: int, end: int) -> Iterator[int]:
        """The labels of the intervals that overlap `[start, end]` or meet it at an edge."""
        limit = bisect_right(self._starts, end)
        stack = [(1, 0, self._size)]
        while stack:
            node, low, width = stack.pop()
            if low >= limit or self._reach[node] < start:
                continue
            if width == 1:
                yield self._items[low][2]
                continue
            half = width // 2
            stack.append((2 * node + 1, low + half, half))
            stack.append((2 * node, low, half))
