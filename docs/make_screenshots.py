"""Draw the pictures of the review in docs/pictures from the app itself.

    python docs/make_screenshots.py
"""

from __future__ import annotations

import asyncio
import contextlib
import re
from pathlib import Path

from copydesk.errors import CopydeskError
from copydesk.lint.config import Config
from copydesk.lint.files import Target
from copydesk.lint.linter import LintResult
from copydesk.review.app.application import ReviewApp
from copydesk.review.app.theme import DAY, NIGHT, Palette
from copydesk.review.run import Review

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
ARTICLE = "fixtures/demo/article.txt"

# The keys that lead to each picture, its colours, and its columns and rows.
SHOWN: dict[str, tuple[tuple[str, ...], Palette, tuple[int, int]]] = {
    "review-dark": (("y", "y", "n", "j", "j"), NIGHT, (110, 32)),
    "review-light": (("y", "y", "n", "j", "j"), DAY, (80, 24)),
}


class Silence:
    """Nothing is said while pictures are taken."""

    failed = False

    def out(self, text: str) -> None: ...

    def out_bytes(self, data: bytes) -> None: ...

    def note(self, message: str) -> None: ...

    def warning(self, message: str) -> None: ...

    def fail(self, error: CopydeskError) -> None:
        raise error

    def report(self, result: LintResult) -> None: ...


async def picture(keys: tuple[str, ...], palette: Palette, size: tuple[int, int]) -> str:
    """The app after these keys, as SVG."""
    with Review([Target(ARTICLE, Config())], Silence(), keep=False) as review:
        first = review.open_next()
        assert first is not None
        app = ReviewApp(review, first, palette)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            for key in keys:
                await pilot.press(key)
            while len(app.screen_stack) == 1 and (app.is_checking or first.session.outdated):
                await pilot.pause(0.05)
            app.say("")
            await pilot.pause()
            drawn = app.export_screenshot(title="copydesk review")
    # The names in it are made anew with every run; these are the same as long as the picture is.
    return re.sub(r"terminal-\d+", "terminal", drawn)


def draw(folder: Path) -> None:
    """Draw all pictures into a folder."""
    folder.mkdir(exist_ok=True)
    with contextlib.chdir(ROOT):
        for name, (keys, palette, size) in SHOWN.items():
            (folder / f"{name}.svg").write_text(asyncio.run(picture(keys, palette, size)), encoding="utf-8")


if __name__ == "__main__":
    draw(PICTURES)
