"""Answers of servers, kept from run to run."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from pathlib import Path
from typing import Any

from copydesk.engines.languagetool.payload import Payload
from copydesk.engines.languagetool.settings import LanguageToolSettings

_FORMAT = 1
_MOST = 4000  # files
_PARTS = ("offset", "length", "message", "replacements", "rule")


class AnswerCache:
    """A folder of answers. A cache that cannot be read or written is an empty one; it never fails."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._written = 0

    def get(self, key: str) -> dict[str, Any] | None:
        """The answer that was kept under the key."""
        if self._folder is None:
            return None
        try:
            answer = json.loads(self._path(key).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return answer if isinstance(answer, dict) and isinstance(answer.get("matches"), list) else None

    def put(self, key: str, answer: dict[str, Any]) -> None:
        """Keep what is needed of an answer."""
        if self._folder is None:
            return
        matches = [
            {name: match[name] for name in _PARTS if name in match}
            for match in answer["matches"]
            if isinstance(match, dict)
        ]
        path = self._path(key)
        scratch = path.with_suffix(f".{os.getpid()}")
        with contextlib.suppress(OSError, ValueError):
            path.parent.mkdir(parents=True, exist_ok=True)
            scratch.write_text(json.dumps({"matches": matches}, ensure_ascii=False), encoding="utf-8")
            scratch.replace(path)
            self._written += 1

    def close(self) -> None:
        """Forget the oldest answers when there are too many."""
        if self._folder is None or not self._written:
            return
        self._written = 0
        with contextlib.suppress(OSError):
            kept = sorted(self._folder.glob("*/*"), key=lambda path: path.stat().st_mtime)
            for path in kept[: max(0, len(kept) - _MOST)]:
                path.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        assert self._folder is not None
        return self._folder / key[:2] / f"{key[2:]}.json"


def cache_key(payload: Payload, language: str, mode: str, settings: LanguageToolSettings, server: str) -> str:
    """Everything that an answer depends on: text, language, rules, and the version of the server."""
    parts = (
        _FORMAT,
        server,
        language,
        mode,
        settings.level,
        sorted(settings.enabled),
        sorted(settings.disabled),
        payload.field,
        payload.content,
    )
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
