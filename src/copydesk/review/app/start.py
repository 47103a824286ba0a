"""From the command line into the app, and back."""

from __future__ import annotations

import os
import signal
from collections.abc import Mapping

from copydesk.errors import CopydeskError
from copydesk.review.app.application import ReviewApp
from copydesk.review.app.theme import DAY, NIGHT, Palette
from copydesk.review.files import ReviewedFile
from copydesk.review.keyboard import HANGUP, Stopped
from copydesk.review.run import Review

THEMES = {"light": DAY, "dark": NIGHT}


class AppFailed(CopydeskError):
    """The app itself failed, and has said so."""


def review_in_app(review: Review, first: ReviewedFile, theme: str = "auto") -> None:
    """Show a review until it is left. What was said meanwhile is said again on the way out.

    Raises KeyboardInterrupt for Ctrl-C, Stopped for the other signals and for a terminal that is gone.
    """
    if os.environ.get("NO_COLOR") == "":
        del os.environ["NO_COLOR"]  # for Textual it is set, for the convention and the rest of copydesk it is not
    app = ReviewApp(review, first, THEMES.get(theme) or palette_of(os.environ))
    try:
        ended = app.run()
    except OSError:
        raise Stopped(HANGUP) from None
    finally:
        if app.patience is not None:
            app.patience.cancel()
        app.aside.repeat()
    if ended is None:
        raise AppFailed("the app failed; this is a bug in copydesk", hint="`copydesk review --line` does without it")
    if ended == signal.SIGINT:
        raise KeyboardInterrupt
    if ended:
        raise Stopped(ended)


def palette_of(environment: Mapping[str, str]) -> Palette:
    """Light where the terminal says that its background is, as `COLORFGBG` does; else dark."""
    background = environment.get("COLORFGBG", "").rpartition(";")[2]
    return DAY if background in {"7", *map(str, range(9, 16))} else NIGHT

