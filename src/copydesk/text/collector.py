"""Python's garbage collector, kept from looking at many thousands of findings again and again.

Reference counts free nearly all of what copydesk makes; what is left are a few rings that a later collection finds.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

YOUNG = 100_000  # objects made since the last time, from which on they are looked at (usually 700)


def collect_rarely() -> None:
    """Never look at what there is now again, and seldom at what comes."""
    gc.freeze()
    gc.set_threshold(YOUNG, 20, 20)


@contextmanager
def collecting_later() -> Iterator[None]:
    """No collection in here, if this is what switches it off; threads may be in here side by side."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
