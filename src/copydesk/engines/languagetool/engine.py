"""The LanguageTool engine: documents in, findings out."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from copydesk.engines.base import Checked, is_english
from copydesk.engines.languagetool.cache import AnswerCache, cache_key
from copydesk.engines.languagetool.chunks import Chunk, chunks_of, prose_blocks
from copydesk.engines.languagetool.client import Client
from copydesk.engines.languagetool.convert import Dropped, findings_of
from copydesk.engines.languagetool.failure import NoAnswer, Refused, ServerTrouble, TooSlow, boundary, of_trouble
from copydesk.engines.languagetool.installation import installation
from copydesk.engines.languagetool.kept import KeptServer
from copydesk.engines.languagetool.names import DocumentNames, KnownWords
from copydesk.engines.languagetool.payload import Payload, payload_of
from copydesk.engines.languagetool.pool import in_parallel
from copydesk.engines.languagetool.refusals import Refusals, place
from copydesk.engines.languagetool.server import LocalServer
from copydesk.engines.languagetool.settings import LanguageToolSettings, is_loopback
from copydesk.engines.languagetool.spans import units
from copydesk.engines.languagetool.transport import version_in, version_of
from copydesk.errors import EngineUnavailable
from copydesk.formats.document import Document
from copydesk.text.finding import Finding

_ALL, _LOCAL_RULES, _TEXT_RULES = "all", "allButTextLevelOnly", "textLevelOnly"
_SAMPLE = 1000  # code points from which the language is told


Answers = list[tuple[Payload, dict[str, Any]]]


class LanguageToolEngine:
    """Checks documents with LanguageTool. Threads may share it; it holds one server, until `close`.

    `vocabulary` are words that its speller is not to mind.
    """

    name = "languagetool"

    def __init__(
        self, settings: LanguageToolSettings | None = None, *, vocabulary: frozenset[str] = frozenset()
    ) -> None:
        self.settings = settings or LanguageToolSettings()
        self._limits = self.settings.limits
        self._known = KnownWords(vocabulary, self.settings.dialect)
        self._cache = AnswerCache(self.settings.cache)
        self._gate = threading.BoundedSemaphore(self._limits.concurrency)
        self._lock = threading.Lock()
        self._server: LocalServer | KeptServer | None = None
        self._client: Client | None = None
        self._version: str | None = None
        self._languages: dict[str, str] = {}

    def check(self, document: Document) -> Checked:
        """The findings of LanguageTool, without those that touch masked text or words that are known.

        Raises EngineUnavailable when there is no server, or none that answers; ConfigError for a bad address.
        """
        chunks = chunks_of(document, self._limits)
        if not chunks:
            return Checked()
        warnings: list[str] = []
        with boundary("checking with LanguageTool"):
            language = self.language_of(document)
            answers = self._answers(document, chunks, language, warnings)
        names = DocumentNames(document, self._known, english=is_english(language))
        dropped = Dropped()
        findings: dict[tuple[object, ...], Finding] = {}
        for payload, answer in answers:
            for finding, spelling in findings_of(answer["matches"], payload, document, dropped):
                if not (spelling and names.covers(finding.span)):
                    findings.setdefault((finding.code, finding.span, finding.message), finding)
            if is_incomplete(answer):
                warnings.append(f"{place(document, payload.start)}: LanguageTool gave up before the end")
        warnings += [f"{document.source.path or 'text'}: {warning}" for warning in _about(dropped)]
        ordered = sorted(findings.values(), key=Finding.sort_key)
        return Checked(tuple(ordered), tuple(dict.fromkeys(warnings)))

    def language_of(self, document: Document) -> str:
        """The code of the document's language: the one that was set, or what LanguageTool recognises.

        Raises EngineUnavailable when LanguageTool has to be asked and cannot.
        """
        if self.settings.code != "auto":
            return self.settings.code
        sample = _sample(document)
        if not sample.strip():
            return self.settings.variants[0]
        with self._lock:
            known = self._languages.get(sample)
        if known is None:
            with boundary("telling the language"):
                try:
                    answer = self._connection().check(Payload("text", sample, sample, 0), "auto", _TEXT_RULES)
                except ServerTrouble as trouble:
                    raise self._unavailable(trouble) from None
                known = detected_language(answer) or self.settings.variants[0]
            with self._lock:
                self._languages[sample] = known
        return known

    def close(self) -> None:
        """Stop the server if it is ours. The engine can be used again, and then starts another."""
        self._cache.close()
        with self._lock:
            server, self._server, self._client = self._server, None, None
        if server is not None:
            server.stop()

    def _answers(self, document: Document, chunks: list[Chunk], language: str, warnings: list[str]) -> Answers:
        """What LanguageTool says of each chunk, and, if they are several, of the text as a whole."""
        whole = chunks[0].whole
        everything = not whole and units(document.text[: chunks[-1].end]) <= self._limits.text_level
        mode = _LOCAL_RULES if everything else _ALL
        refusals = Refusals()
        tasks: list[Callable[[], Answers]] = [
            partial(self._ask, document, chunk, language, mode, refusals) for chunk in chunks
        ]
        if everything:
            full = Chunk(prose_blocks(document), whole=True)
            tasks.append(partial(self._ask_as_a_whole, document, full, language, warnings))
        answers = [answer for part in in_parallel(tasks, self._gate) for answer in part]
        warnings += refusals.warnings(document)
        return answers

    def _ask_as_a_whole(self, document: Document, chunk: Chunk, language: str, warnings: list[str]) -> Answers:
        """The rules that look at the whole text. A server that does not take so much leaves them out."""
        try:
            payload = payload_of(document, chunk)
            return [(payload, self._answer(payload, language, _TEXT_RULES))]
        except (Refused, TooSlow):
            reason = "the document is too long for LanguageTool's rules that look at a text as a whole"
            warnings.append(f"{document.source.path or 'text'}: {reason}")
            return []

    def _ask(self, document: Document, chunk: Chunk, language: str, mode: str, refusals: Refusals) -> Answers:
        """The answers for a chunk; where the server fails on it, for its halves, down to the paragraph."""
        payload = payload_of(document, chunk)
        try:
            answer = self._answer(payload, language, mode)
        except Refused as refused:
            if refused.status not in (400, 413, 500, 502) or "activate rules" in refused.words:
                raise self._unavailable(refused) from None
            if len(chunk.blocks) == 1:
                if refusals.add(chunk, refused):
                    raise self._unavailable(refused) from None
                return []
            return [
                answer
                for half in chunk.halves()
                for answer in self._ask(document, half, language, mode, refusals)
            ]
        except ServerTrouble as trouble:
            raise self._unavailable(trouble) from None
        refusals.accepted = True
        return [(payload, answer)]

    def _answer(self, payload: Payload, language: str, mode: str) -> dict[str, Any]:
        """The answer to one request, from the cache if it is there."""
        version = self._server_version()
        if version is not None:
            kept = self._cache.get(cache_key(payload, language, mode, self.settings, version))
            if kept is not None:
                return kept
        answer = self._connection().check(payload, language, mode)
        if self._version is None:
            self._version = _identity(self.settings.server_url() or "", version_in(answer))
        if version := self._version:
            self._cache.put(cache_key(payload, language, mode, self.settings, version), answer)
        return answer

    def _server_version(self) -> str | None:
        """What the answers depend on besides the text; known of a local server before it runs."""
        with self._lock:
            if self._version is None and self.settings.cache is not None:
                url = self.settings.server_url()
                if url is None:
                    self._version = f"local {self._local_server().installation.version}"
                else:
                    self._version = _identity(url, version_of(url, self.settings.timeout))
            return self._version

    def _local_server(self) -> LocalServer | KeptServer:
        if self._server is None:
            kind = KeptServer if self.settings.keep else LocalServer
            self._server = kind(installation(), self.settings.timeout)
        return self._server

    def _connection(self) -> Client:
        """The client, with its server running."""
        with self._lock:
            if self._client is None:
                url = self.settings.server_url() or self._local_server().start()
                self._client = Client(url, self.settings)
            return self._client

    def _unavailable(self, trouble: ServerTrouble) -> EngineUnavailable:
        """What a request without a result means; with the last words of our server if it has died."""
        server = self._server
        if isinstance(trouble, NoAnswer) and server is not None and server.died():
            words = server.last_words()
            return EngineUnavailable(
                "the LanguageTool server ended while it was checking" + (f"; it said: {words}" if words else ""),
                hint="check again; if it happens again, the text or the memory of this machine is the cause",
            )
        return of_trouble(trouble, "checking with LanguageTool")


def _identity(url: str, version: str | None) -> str | None:
    """What tells servers apart: the version, and the address of those elsewhere, which may have rules of their own."""
    return version if version is None or is_loopback(url) else f"{version} at {url}"


def detected_language(answer: dict[str, Any]) -> str | None:
    """The language that the server takes a text for."""
    language = answer.get("language")
    if not isinstance(language, dict):
        return None
    detected = language.get("detectedLanguage")
    code = (detected if isinstance(detected, dict) else {}).get("code") or language.get("code")
    return code if isinstance(code, str) else None


def is_incomplete(answer: dict[str, Any]) -> bool:
    """Whether the server says that it has not looked at everything."""
    warnings = answer.get("warnings")
    return isinstance(warnings, dict) and bool(warnings.get("incompleteResults"))


def _sample(document: Document) -> str:
    """The beginning of the prose, without what is masked."""
    from copydesk.text.mask import INVISIBLE, OPAQUE

    texts: list[str] = []
    for block in prose_blocks(document):
        texts.append(document.masked[block.start : block.end].replace(INVISIBLE, "").replace(OPAQUE, " "))
        if sum(map(len, texts)) >= _SAMPLE:
            break
    return "\n\n".join(texts)[:_SAMPLE]


def _about(dropped: Dropped) -> Iterable[str]:
    """Warnings about what a server sent that cannot be used."""
    if dropped.misplaced:
        yield (
            f"{dropped.misplaced} finding{'s' * (dropped.misplaced > 1)} of LanguageTool dropped:"
            " the place is outside the text or splits a character"
        )
    if dropped.malformed:
        yield f"{dropped.malformed} finding{'s' * (dropped.malformed > 1)} of LanguageTool dropped: not understood"
