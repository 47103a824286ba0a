"""Put the real output of the demo into README.md, between its markers.

    python docs/make_readme.py
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
SHOWN = {"check": ["check"], "diff": ["diff", "--word-diff"]}
ARTICLE = "fixtures/demo/article.txt"


def output(arguments: list[str]) -> str:
    """What copydesk prints on standard output for the demo article."""
    command = [sys.executable, "-m", "copydesk", *arguments, "--isolated", ARTICLE]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False).stdout


def page(text: str) -> str:
    """The README with the output as it is now."""
    for name, arguments in SHOWN.items():
        lines = output(arguments).rstrip("\n").split("\n")
        shown = [line if len(line) <= 140 else line[:139].rstrip() + "…" for line in lines]
        block = "\n".join(["```", f"$ copydesk {' '.join(arguments)} {ARTICLE}", *shown, "```"])
        head, rest = text.split(f"<!-- demo: {name} -->\n", 1)
        _, tail = rest.split("\n<!-- /demo -->", 1)
        text = f"{head}<!-- demo: {name} -->\n{block}\n<!-- /demo -->{tail}"
    return text


if __name__ == "__main__":
    README.write_text(page(README.read_text(encoding="utf-8")), encoding="utf-8")
