"""Keeping to what a server allows in a minute."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable

from copydesk.engines.languagetool.settings import Limits

_WINDOW = 61.0  # seconds; one more than a minute, as the server's clock is not ours


class Pace:
    """Makes threads wait until one more request keeps within the bytes and the requests of a minute."""

    def __init__(
        self,
        bytes_per_minute: int | None = None,
        requests_per_minute: int | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._bytes = bytes_per_minute
        self._requests = requests_per_minute
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._sent: deque[tuple[float, int]] = deque()

    @classmethod
    def of(cls, limits: Limits, sleep: Callable[[float], None] = time.sleep) -> Pace:
        return cls(limits.bytes_per_minute, limits.requests_per_minute, sleep=sleep)

    def wait(self, size: int) -> None:
        """Return when a request of `size` bytes may be sent, and count it. A larger one than allowed goes alone."""
        if self._bytes is None and self._requests is None:
            return
        while True:
            with self._lock:
                pause = self._pause(size)
                if pause <= 0:
                    self._sent.append((self._clock(), size))
                    return
            self._sleep(pause)

    def _pause(self, size: int) -> float:
        now = self._clock()
        while self._sent and self._sent[0][0] <= now - _WINDOW:
            self._sent.popleft()
        if not self._sent:
            return 0.0
        too_many = self._requests is not None and len(self._sent) >= self._requests
        too_much = self._bytes is not None and sum(sent for _, sent in self._sent) + size > self._bytes
        return self._sent[0][0] + _WINDOW - now if too_many or too_much else 0.0
