"""Rules alone, LanguageTool alone and both on the article of the evaluation data, as the table of docs/languagetool.md.

LanguageTool's answer is a recorded one, replayed by a server on this machine; a running server can be named instead:

    python benchmarks/languagetool.py [--lt-url URL]
"""

from __future__ import annotations

import argparse
import json
import sys
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
sys.path.insert(0, str(ROOT / "tests" / "engines" / "languagetool"))

from replay import ReplayServer  # noqa: E402

from copydesk import Config, Document, Finding, Linter  # noqa: E402

Problem = dict[str, Any]


def places(text: str, problem: Problem) -> list[tuple[int, int]]:
    """Where a known problem stands."""
    found, start = [], text.find(problem["text"])
    while start >= 0:
        found.append((start, start + len(problem["text"])))
        start = text.find(problem["text"], start + 1)
    return found


def touches(finding: Finding, spans: Iterable[tuple[int, int]]) -> bool:
    return any(finding.span.start < end and start < finding.span.end for start, end in spans)


def repairs(text: str, finding: Finding, problem: Problem) -> bool:
    """Whether one of the finding's alternatives turns the problem into one of its corrections."""
    for start, end in places(text, problem):
        for fix in finding.fixes:
            if not all(start <= edit.start and edit.end <= end for edit in fix.edits):
                continue
            changed = text[start:end]
            for edit in reversed(fix.edits):
                changed = changed[: edit.start - start] + edit.replacement + changed[edit.end - start :]
            if changed in problem.get("fix", ()):
                return True
    return False


def row(name: str, text: str, findings: Sequence[Finding], problems: Sequence[Problem]) -> str:
    flagged = sum(any(touches(finding, places(text, problem)) for finding in findings) for problem in problems)
    repairable = [problem for problem in problems if "fix" in problem]
    repaired = sum(any(repairs(text, finding, problem) for finding in findings) for problem in repairable)
    spans = [span for problem in problems for span in places(text, problem)]
    other = sum(not touches(finding, spans) for finding in findings)
    return (
        f"| {name} | {len(findings)} | {flagged} of {len(problems)} | {repaired} of {len(repairable)} | {other} |"
    )


def raw(text: str, answer: dict[str, Any]) -> list[Finding]:
    """Every match of an answer as a finding, also those that copydesk leaves out."""
    from copydesk.engines.languagetool.convert import Dropped, findings_of
    from copydesk.engines.languagetool.payload import Payload

    document = Document.parse(text, "text")
    found = findings_of(answer["matches"], Payload("text", text, text, 0), document, Dropped())
    return [finding for finding, _ in found]


def lint(document: Document, url: str, engines: tuple[str, ...]) -> list[Finding]:
    config = Config(engines=engines, engine_settings={"language-tool": {"url": url}})
    with Linter(config) as linter:
        return linter.check(document)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lt-url", help="ask this server instead of replaying the recorded answer")
    arguments = parser.parse_args()
    recorded = SHARED / "languagetool" / "article.json"
    if not recorded.exists():
        sys.exit("the recorded answer and the article are not here")
    record = json.loads(recorded.read_text(encoding="utf-8"))
    problems = json.loads((SHARED / "article" / "article.json").read_text(encoding="utf-8"))
    text = record["request"]["text"]
    document = Document.parse(text, "text")
    url = arguments.lt_url
    if url is None:
        server = ReplayServer(lambda request: record["response"])
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = server.url
    both = lint(document, url, ("rules", "languagetool"))
    print("| engines | findings | known problems flagged | repaired by an alternative | findings elsewhere |")
    print("|---|---|---|---|---|")
    print(row("rules", text, lint(document, url, ("rules",)), problems))
    if arguments.lt_url is None:
        print(row("LanguageTool as it answers", text, raw(text, record["response"]), problems))
    print(row("LanguageTool through copydesk", text, lint(document, url, ("languagetool",)), problems))
    print(row("both", text, both, problems))
    print(f"\n{sum(bool(finding.sources) for finding in both)} findings of both together come from both engines.")


if __name__ == "__main__":
    main()
