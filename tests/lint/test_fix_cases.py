"""Corrections as data: each folder of fixtures/fix holds a text before and after, and what is flagged in it.

`before.*` is checked with the case's copydesk.toml. `findings.json` are the findings as in the JSON report; `after.*`
is the text with every fix, `safe.*` with the safe ones, where that is another. COPYDESK_UPDATE=1 writes them anew.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from copydesk.edits.change import apply_edits
from copydesk.formats.document import Document
from copydesk.lint.config import Config
from copydesk.lint.fixer import fix_document
from copydesk.lint.linter import Linter
from copydesk.reports.json import finding_data
from copydesk.text.edit import Applicability

CASES = Path(__file__).parents[2] / "fixtures" / "fix"
NAMES = sorted(path.parent.name for path in CASES.glob("*/copydesk.toml"))
UPDATE = bool(os.environ.get("COPYDESK_UPDATE"))


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COPYDESK_CACHE_DIR", str(tmp_path))
    case = CASES / name
    (before,) = case.glob("before.*")
    linter = Linter(Config.load(case))
    document = Document.read(before)
    result = linter.lint(document)
    assert result.failures == () and result.warnings == ()
    findings = [finding_data(finding, document.source) for finding in result.findings]
    texts = {}
    for level, stem in ((Applicability.UNSAFE, "after"), (Applicability.SAFE, "safe")):
        fixed = fix_document(document, linter, at_least=level)
        assert fixed.unsettled == ()
        assert apply_edits(document.text, [change.edit for change in fixed.changes]) == fixed.after.text
        assert not fix_document(fixed.after, linter, at_least=level).changed
        texts[stem] = fixed.after.source.data()
    after, safe = case / f"after{before.suffix}", case / f"safe{before.suffix}"
    if UPDATE:
        (case / "findings.json").write_text(json.dumps(findings, indent=1, ensure_ascii=False) + "\n", "utf-8")
        after.write_bytes(texts["after"])
        safe.unlink(missing_ok=True)
        if texts["safe"] != texts["after"]:
            safe.write_bytes(texts["safe"])
    assert findings == json.loads((case / "findings.json").read_text("utf-8"))
    assert texts["after"] == after.read_bytes()
    assert texts["safe"] == (safe if safe.exists() else after).read_bytes()
