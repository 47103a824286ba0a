"""What the review says while the app has the screen: shown there, and said again afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from copydesk.errors import CopydeskError
from copydesk.lint.linter import LintResult
from copydesk.review.run import Voice


class Aside:
    """Remembers everything for `repeat`; `news` are the messages since one last asked."""

    def __init__(self, voice: Voice) -> None:
        self.voice = voice
        self._said: list[Callable[[], None]] = []
        self._news: list[tuple[str, bool]] = []
        self._failed = False

    @property
    def failed(self) -> bool:
        return self._failed or self.voice.failed

    def out(self, text: str) -> None:
        self._remember(lambda: self.voice.out(text), text.strip())

    def out_bytes(self, data: bytes) -> None:
        self._said.append(lambda: self.voice.out_bytes(data))

    def note(self, message: str) -> None:
        self._remember(lambda: self.voice.note(message), message)

    def warning(self, message: str) -> None:
        self._remember(lambda: self.voice.warning(message), message)

    def fail(self, error: CopydeskError) -> None:
        self._failed = True
        self._remember(lambda: self.voice.fail(error), str(error), True)

    def report(self, result: LintResult) -> None:
        self._said.append(lambda: self.voice.report(result))
        self._news += [(message, False) for message in result.warnings]
        self._news += [(message, True) for message in result.failures]
        self._failed = self._failed or bool(result.failures)

    def _remember(self, again: Callable[[], None], message: str, is_error: bool = False) -> None:
        self._said.append(again)
        self._news.append((message, is_error))

    def news(self) -> Iterator[tuple[str, bool]]:
        """The messages that have not been shown yet, and whether each is an error."""
        while self._news:
            yield self._news.pop(0)

    def repeat(self) -> None:
        """Say everything where it would have been said without the app."""
        for again in self._said:
            again()
        self._said.clear()
