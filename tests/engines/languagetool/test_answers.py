"""Answers of LanguageTool: those of our fixtures, recorded ones where they are at hand, and a real server's."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from replay import ReplayServer

from copydesk.engines.languagetool import LanguageToolEngine, LanguageToolSettings
from copydesk.formats.document import Document
from copydesk.text.finding import Category, Severity

ROOT = Path(__file__).parents[3]
FIXTURES = sorted((ROOT / "fixtures" / "languagetool").glob("*.json"))
SHARED = ROOT.parent / "shared" / "languagetool"


def load(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


RECORDED = [
    path
    for path in (sorted(SHARED.glob("*.json")) if SHARED.is_dir() else [])
    if isinstance(load(path), dict) and load(path).get("status") == 200
]


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_fixtures(path: Path, serve: Callable[..., ReplayServer]) -> None:
    fixture = load(path)
    server = serve(lambda request: fixture["response"])
    language = fixture["request"]["language"]
    engine = LanguageToolEngine(LanguageToolSettings(url=server.url, language=language))
    document = Document.parse(fixture["document"]["text"], fixture["document"]["format"])
    checked = engine.check(document)
    found = [
        [finding.code, finding.span.of(document.text), [fix.edits[0].replacement.strip() for fix in finding.fixes]]
        for finding in checked.findings
    ]
    assert found == fixture["expected"]
    assert len(checked.warnings) == fixture["warnings"]
    (request,) = server.requests
    if fixture["request"].get("text"):
        assert request.form == fixture["request"]
    else:
        assert set(request.form) == {"language", "data"}


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.stem)
def test_recorded_answers_land_on_the_words_that_were_meant(path: Path, serve: Callable[..., ReplayServer]) -> None:
    record = load(path)
    text = record["request"].get("text")
    kind = "text"
    if text is None:
        pieces = json.loads(record["request"]["data"])["annotation"]
        text = "".join(piece.get("text", piece.get("markup")) for piece in pieces)
        kind = "markdown"
    server = serve(lambda request: record["response"])
    language = record["request"]["language"]
    checked = LanguageToolEngine(LanguageToolSettings(url=server.url, language=language)).check(
        Document.parse(text, kind)
    )
    assert checked.warnings == ()
    data = text.encode("utf-16-le")
    meant = {
        (match["rule"]["id"], data[2 * match["offset"] : 2 * (match["offset"] + match["length"])].decode("utf-16-le"))
        for match in record["response"]["matches"]
    }
    flagged = {(finding.code.removeprefix("LT:"), finding.span.of(text)) for finding in checked.findings}
    assert flagged <= meant
    silenced = meant - flagged
    assert all(rule.startswith("MORFOLOGIK") and not words.islower() for rule, words in silenced)
    for finding in checked.findings:
        match = next(m for m in record["response"]["matches"] if f"LT:{m['rule']['id']}" == finding.code)
        assert bool(finding.fixes) == bool(match["replacements"])
        assert finding.message


@pytest.mark.skipif(not RECORDED, reason="the recorded answers are not here")
def test_the_names_of_the_article_are_known(serve: Callable[..., ReplayServer]) -> None:
    record = load(SHARED / "article.json")
    server = serve(lambda request: record["response"])
    text = record["request"]["text"]
    checked = LanguageToolEngine(LanguageToolSettings(url=server.url)).check(Document.parse(text, "text"))
    spelling = [finding for finding in checked.findings if finding.code == "LT:MORFOLOGIK_RULE_EN_US"]
    assert [finding.span.of(text) for finding in spelling] == ["unpurpose"]
    case = next(finding for finding in checked.findings if finding.code == "LT:EN_SPECIFIC_CASE")
    assert (case.category, case.severity, case.name) == (Category.SPELLING, Severity.ERROR, "en-specific-case")
    assert case.url


@pytest.mark.languagetool
@pytest.mark.skipif("COPYDESK_LT_URL" not in os.environ, reason="COPYDESK_LT_URL names no server")
def test_a_real_server() -> None:
    engine = LanguageToolEngine(LanguageToolSettings.of({"url": os.environ["COPYDESK_LT_URL"]}))
    text = "🎈 **He go** to scool every day. Use `teh` 🎪, an `id` too.\n\n> This are bad 🇸🇪 and\n> have a apple.\n"
    document = Document.parse(text, "markdown")
    flagged = [finding.span.of(text) for finding in engine.check(document).findings]
    assert "scool" in flagged
    assert "a" in flagged
    assert "teh" not in flagged
    assert engine.language_of(document) == "en-US"
