"""What copydesk repairs, and what it wrongly changes, on text that people have corrected.

    python benchmarks/accuracy.py --eval FOLDER [--article FOLDER]

FOLDER holds the scorers score.py, score_suite.py and articles.py with their data; they are not part of copydesk. Prints
a Markdown table, one row a set.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

SETS = ("gmeg-wiki-dev", "cweb-g-dev", "cweb-s-dev", "jfleg-dev", "clean-news")


def run(folder: Path, *arguments: str) -> str:
    """What a scorer prints."""
    done = subprocess.run([sys.executable, *arguments], cwd=folder, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        sys.exit(done.stderr[-2000:])
    return done.stdout


def rows(folder: Path, article: Path | None) -> Iterator[tuple[str, str]]:
    """(what is measured, the figure)."""
    for line in run(folder, "score.py", "--set", ",".join(SETS), "--system", shell("lines")).splitlines():
        got = json.loads(line)
        name = got["set"]
        if "per_1000_tokens" in got:
            yield f"{name}, changes per 1,000 tokens", f"{got['per_1000_tokens']}"
        else:
            gleu = f", GLEU {got['GLEU']}" if "GLEU" in got else ""
            yield f"{name} F0.5", f"{got['F0.5']} (precision {got['P']}, recall {got['R']}{gleu})"
    suite = run(folder, "score_suite.py", "--system", shell("texts"), "data/suite-dev.jsonl")
    for line in suite.splitlines():
        if match := re.match(r"(\S+)\s+fixed (.*?)   changed wrongly (.*?)   false alarms (.*)", line):
            yield f"{match[1]} pairs", f"repaired {match[2]}; changed wrongly {match[3]}; clean changed {match[4]}"
    if article:
        total = run(folder, "articles.py", "--system", shell("texts"), str(article)).splitlines()[-1]
        yield "article", total.removeprefix("TOTAL ")


def shell(mode: str) -> str:
    """The command line of this file as a corrector."""
    return f"{sys.executable} {Path(__file__).resolve()} --correct {mode}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--eval", type=Path)
    parser.add_argument("--article", type=Path)
    parser.add_argument("--correct", choices=("lines", "texts"), help="be the corrector that a scorer calls")
    args = parser.parse_args()
    if args.correct:
        correct_stream(args.correct)
        return
    print("| set | copydesk |\n|---|---|")
    for name, figure in rows(args.eval, args.article and args.article.resolve()):
        print(f"| {name} | {figure} |", flush=True)


def correct_stream(mode: str) -> None:
    """Read lines, or texts in JSON, one a line; write each corrected: every fix, the best alternative."""
    from copydesk import correct

    if mode == "lines":
        for line in sys.stdin.read().removesuffix("\n").split("\n"):
            print(" ".join(correct(line).split("\n")))
        return
    for line in sys.stdin:
        item = json.loads(line)
        text = correct(item) if isinstance(item, str) else correct(item["text"], format=item["format"])
        print(json.dumps(text))


if __name__ == "__main__":
    main()
