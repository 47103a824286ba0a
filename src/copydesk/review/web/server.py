"""The server of the page: where it listens, how it opens the browser, how it ends."""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Iterator
from types import FrameType
from typing import Any

import uvicorn

from copydesk.errors import ConfigError
from copydesk.review.run import Review
from copydesk.review.web.app import make_app
from copydesk.review.web.desk import Desk
from copydesk.review.web.guard import LOOPBACK, guard_for

SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")
INTERRUPTED = 130
SWITCH = 0.0005  # seconds after which a check in the background lets an answer through


def serve(review: Review, *, host: str = "127.0.0.1", port: int = 0, browser: bool = True) -> int:
    """Serve the page until the review is ended there, or by a signal; the exit status.

    Raises ConfigError where it is not possible to listen at the address.
    """
    listening = listen(host, port)
    token = secrets.token_urlsafe(24)
    address = f"http://{_named(host)}:{listening.getsockname()[1]}/{token}/"
    targets, review.waiting = review.waiting, []
    desk = Desk(review, targets)
    guard = guard_for(make_app(desk), token, host)
    config = uvicorn.Config(
        guard, log_config=None, access_log=False, server_header=False, ws="none", timeout_graceful_shutdown=2
    )
    server = _Server(config, desk)
    if host not in LOOPBACK:
        review.voice.warning("the page can be reached from other machines; whoever has its address can read and decide")
    review.voice.note(f"Review in the browser: {address}\nCtrl-C ends it; decisions are kept, nothing is written.")
    if browser and can_open_a_browser():
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    sys.setswitchinterval(SWITCH)
    with contextlib.closing(listening):
        server.run(sockets=[listening])
    desk.rest()
    if desk.ended is not None:
        return desk.ended
    review.voice.out("\n")
    review.interrupted()
    return 128 + server.signal if server.signal else INTERRUPTED


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens at an address; port 0 takes a free one. Raises ConfigError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # said aloud, asyncio sends at once
    try:
        if sys.platform != "win32":  # there it would let two servers share a port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(64)
    except (OSError, OverflowError) as error:
        listening.close()
        reason = getattr(error, "strerror", None) or str(error)
        raise ConfigError(
            f"cannot listen at {host}, port {port}: {reason}", hint="without --port a free one is taken"
        ) from None
    return listening


def can_open_a_browser() -> bool:
    """Whether there is a screen to open one on; a browser of the terminal would take that over."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _named(host: str) -> str:
    """The host as it stands in an address that can be opened on this machine."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"[{shown}]" if ":" in shown else shown


class _Server(uvicorn.Server):
    """Ends when the review has ended, or with a signal, of which a second one does not wait for anything."""

    def __init__(self, config: uvicorn.Config, desk: Desk) -> None:
        super().__init__(config)
        self.desk = desk
        self.signal: int | None = None

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        def stop(number: int, frame: FrameType | None) -> None:
            self.force_exit = self.should_exit
            self.signal, self.should_exit = number, True

        before: dict[int, Any] = {}
        for name in SIGNALS:
            if number := getattr(signal, name, None):
                before[number] = signal.signal(number, stop)
        try:
            yield
        finally:
            for number, old in before.items():
                signal.signal(number, old)

    async def on_tick(self, counter: int) -> bool:
        self.should_exit = self.should_exit or self.desk.ended is not None
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self.desk.close("The review was ended where it was started. The decisions are kept, nothing was written.")
        await super().shutdown(sockets)
