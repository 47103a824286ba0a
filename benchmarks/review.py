"""How quickly the review of a large article answers, against that of one a hundredth as long, in the page and the app.

    python benchmarks/review.py [--findings 20000] [--bytes 5000000]

Both are reviewed in the same run. For the page the server is asked over HTTP, by one tab that decides and by another
that goes on reading meanwhile: for that the longest wait for an answer counts. For the app keys are pressed, and the
longest time counts in which nothing could be painted.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import http.client
import json
import os
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from page import PACK, SETTINGS, article, serve

from copydesk.lint.config import Config
from copydesk.lint.files import Target
from copydesk.lint.run import Outcome
from copydesk.review.app.application import ReviewApp
from copydesk.review.app.details import TopLine
from copydesk.review.files import ReviewedFile
from copydesk.review.run import Review

FRACTION = 100  # how many times longer the large article is
DECISIONS = 15
Figures = dict[str, float]  # milliseconds by what took them


class Tab:
    """A tab of the page, without a browser: it asks for what the page asks for."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.base, self.origin = parts.path, f"http://{parts.netloc}"
        self._connection = http.client.HTTPConnection("127.0.0.1", parts.port or 80, timeout=600)

    def ask(self, path: str, body: Any = None) -> Any:
        headers = {} if body is None else {"Origin": self.origin, "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        self._connection.request("GET" if body is None else "POST", f"{self.base}{path}", data, headers)
        response = self._connection.getresponse()
        answer = json.loads(response.read())
        assert response.status == 200, answer
        return answer

    @property
    def file(self) -> Any:
        return self.ask("api/files")["files"][0]

    def until(self, holds: Callable[[Any], bool]) -> None:
        while not holds(self.file):
            time.sleep(0.005)

    def look(self, place: int) -> None:
        """What is on the screen around a place in the list."""
        self.ask(f"api/files/0/items?start={place}&count=40")
        self.ask("api/files/0/sheets?start=0&count=2")

    def act(self, action: str, **more: Any) -> Any:
        """Decide, and see the next proposal."""
        answer = self.ask("api/files/0/actions", {"action": action, "revision": self.file["revision"], **more})
        self.look(answer["item"]["place"] if answer["item"] else 0)
        return answer


@contextlib.contextmanager
def another_tab(address: str, waits: list[float]) -> Iterator[None]:
    """A second tab that reads on, and notes how long each answer took."""
    over = threading.Event()

    def read() -> None:
        tab = Tab(address)
        while not over.is_set():
            for path in ("api/files/0/items?start=100&count=20", "api/files/0/sheets?start=1&count=1"):
                started = time.perf_counter()
                tab.ask(path)
                waits.append(1000 * (time.perf_counter() - started))
            time.sleep(0.005)

    reading = threading.Thread(target=read)
    reading.start()
    try:
        yield
    finally:
        over.set()
        reading.join()


def measure_page(folder: Path, name: str) -> Figures:
    figures: Figures = {}
    started = time.perf_counter()
    review, address = serve(folder, name)
    try:
        tab = Tab(address)
        tab.until(lambda one: one["open"])
        tab.look(0)
        figures["open"] = 1000 * (time.perf_counter() - started)

        def timed(what: str, work: Callable[[], object]) -> None:
            waits: list[float] = []
            with another_tab(address, waits):
                begun = time.perf_counter()
                work()
                figures[what] = 1000 * (time.perf_counter() - begun)
            figures[f"{what}, another tab waits"] = max(waits)

        def decide() -> float:
            begun, first = time.perf_counter(), next(ids)
            tab.act("accept", id=first)
            return 1000 * (time.perf_counter() - begun)

        def checked() -> None:
            tab.until(lambda one: not one["rechecking"])

        ids = iter(range(DECISIONS * 2))
        figures["decide"] = statistics.median(decide() for _ in range(DECISIONS))
        timed("check again and take it in", checked)
        timed("accept all that is safe", lambda: tab.act("accept_safe"))
        timed("check that and take it in", checked)
        timed("undo it", lambda: tab.act("undo"))
        timed("compare side by side", lambda: (tab.act("redo"), tab.ask("api/files/0/comparison?start=0&count=1")))
    finally:
        review.terminate()
        review.wait()
    return figures


class Quiet:
    """Says nothing."""

    failed = False

    def say(self, *_: object) -> None:
        return None

    out = out_bytes = note = warning = fail = report = say


async def measure_app(folder: Path, name: str) -> Figures:
    os.chdir(folder)
    review = Review([], Quiet(), keep=True)  # type: ignore[arg-type]
    target = Target(name, Config.load(folder))
    started = time.perf_counter()
    outcome: Outcome[ReviewedFile] = review.check(target)
    file = review.admit(target, outcome)
    assert file is not None
    checked = time.perf_counter()
    figures: Figures = {"check": 1000 * (checked - started)}
    app = ReviewApp(review, file)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        figures["open after the check"] = 1000 * (time.perf_counter() - checked)

        async def timed(what: str, *keys: str, until: Callable[[], bool]) -> None:
            """Press keys until something holds; the longest time that nothing was painted."""
            longest, last = 0.0, time.perf_counter()
            for key in keys:
                await pilot.press(key)
            while True:
                now = time.perf_counter()
                longest, last = max(longest, now - last), now
                if until():
                    break
                await asyncio.sleep(0.002)
            figures[what] = 1000 * longest

        def shows(done: int) -> Callable[[], bool]:
            return lambda: f" {done} of " in app.query_one(TopLine).text

        for number in range(DECISIONS):
            await timed(f"decide {number}", "y", until=shows(number + 1))
        figures["decide"] = statistics.median(figures.pop(f"decide {number}") for number in range(DECISIONS))
        await timed("take in a check", until=lambda: not file.session.outdated)
        total = file.session.progress().total
        await timed("accept all of a rule", "A", until=shows(total))
        await timed("take in a check of that", until=lambda: not file.session.outdated)
        await timed("undo it", "u", until=shows(DECISIONS))
    (folder / ".copydesk-decisions").unlink(missing_ok=True)
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--findings", type=int, default=20_000)
    parser.add_argument("--bytes", type=int, default=5_000_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "packs").mkdir()
        (folder / "packs" / "benchmark.yaml").write_text(PACK, "utf-8")
        (folder / "copydesk.toml").write_text(SETTINGS, "utf-8")
        for title, part in (("small", FRACTION), ("large", 1)):
            text = article(options.findings // part, options.bytes // part)
            (folder / f"{title}.txt").write_text(text, "utf-8")
        for front in ("page", "app"):
            found: dict[str, Figures] = {}
            for title in ("small", "large"):
                (folder / ".copydesk-decisions").unlink(missing_ok=True)
                if front == "page":
                    found[title] = measure_page(folder, f"{title}.txt")
                else:
                    found[title] = asyncio.run(measure_app(folder, f"{title}.txt"))
            for what, large in found["large"].items():
                small = found["small"][what]
                ratio = f"ratio {large / small:.1f}" if small >= 1 else "too little to compare"
                print(f"{front}, {what}: small {small:.0f} ms, large {large:.0f} ms, {ratio}")


if __name__ == "__main__":
    main()
