"""Python's garbage collector, kept from looking at thousands of findings again and again while a person waits."""

from __future__ import annotations

import gc

YOUNG = 100_000  # objects made since the last time, from which on they are looked at (usually 700)


def collect_rarely() -> None:
    """Never look at what there is now again, and seldom at what comes. Reference counts free most of it anyway."""
    gc.freeze()
    gc.set_threshold(YOUNG, 20, 20)
