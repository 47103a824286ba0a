"""How fast copydesk is: a whole text, its growth with the text and with the rules, the start, the memory, the wheel.

    python benchmarks/speed.py NEWS.txt[.xz] ARTICLE.txt [--quick]

NEWS is plain text, a paragraph a line; its first 10,000, 100,000 and 1,000,000 words are used (a shorter text is
repeated). ARTICLE is what the start is measured on. Times are CPU time on one core. Machines differ and are seldom
idle, so each time is also given as a multiple of a yardstick measured in the same run: `re.findall(r"\\w+")` over the
same text, or a Python that imports what copydesk stands on. With --quick the million words and the wheel are left out.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TIMES = 7  # a process is started
MEGABYTE = 1 << 20


def paragraphs(path: Path, words: int) -> str:
    """So many words of a text, a blank line between paragraphs."""
    text = lzma.decompress(path.read_bytes()).decode() if path.suffix == ".xz" else path.read_text("utf-8")
    lines = [line for line in text.split("\n") if line.strip()]
    taken: list[str] = []
    count = place = 0
    while count < words:
        taken.append(lines[place % len(lines)])
        count += len(taken[-1].split())
        place += 1
    return "\n\n".join(taken) + "\n"


def seconds(task: Callable[[], object], times: int = 1) -> float:
    """The least CPU time of a task."""
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        task()
        best = min(best, time.process_time() - start)
    return best


def process(command: list[str]) -> tuple[float, float]:
    """(CPU seconds, peak memory in MB) of a process, the median of several starts."""
    settings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    used, memory = [], []
    for _ in range(TIMES + 1):
        child = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=settings
        )
        _, _, usage = os.wait4(child.pid, 0)
        child.returncode = 0
        used.append(usage.ru_utime + usage.ru_stime)
        memory.append(usage.ru_maxrss / (MEGABYTE if sys.platform == "darwin" else 1024))
    return statistics.median(used[1:]), max(memory[1:])  # the first start fills caches


def text_rows(path: Path, sizes: list[int]) -> Iterator[tuple[str, str]]:
    from copydesk import Config, Document, Linter
    from copydesk.language.lexicon import lexicon
    from copydesk.language.prose import Prose
    from copydesk.language.tagger import tagger

    linter = Linter(Config())
    costs: dict[int, float] = {}
    for size in sizes:
        text = paragraphs(path, size)
        words = len(text.split())
        yardstick = seconds(lambda text=text: re.findall(r"\w+", text), 5)
        document = Document.parse(text, "text")
        lexicon.cache_clear()
        tagger.cache_clear()
        tagged = seconds(lambda document=document: Prose(document).tags)
        checked = seconds(lambda text=text: linter.check(Document.parse(text, "text")))
        costs[size] = checked / words
        yield f"{size:,} words: split, tokenise, tag", figure(tagged, yardstick, words)
        yield f"{size:,} words: check, every default rule", figure(checked, yardstick, words)
    for small, large in pairwise(sizes):
        yield f"cost of a word, {large:,} ÷ {small:,} words", f"{costs[large] / costs[small]:.2f}"


def figure(used: float, yardstick: float, words: int) -> str:
    return f"{words / used:,.0f} words/s ({used / yardstick:.1f} × the yardstick)"


def rules_row(path: Path) -> Iterator[tuple[str, str]]:
    """What ten times the token patterns cost, with patterns made of words of the lexicon."""
    from copydesk import Document
    from copydesk.engines.rules import RuleEngine
    from copydesk.language.lexicon import lexicon
    from copydesk.rules.registry import builtin

    rules = builtin()
    patterns = sum(len(pack.owners) for pack in rules.packs)
    listed = [word for number in range(0, len(lexicon()), 7) if (word := lexicon().word(number)).isalpha()]
    lines = ["pack: synthetic", "rules:"]
    for number in range(900):
        swaps = {}
        for item in range(max(patterns // 100, 1)):
            start = number * 9173 + item * 331
            first, second, third = (listed[(start + shift) % len(listed)] for shift in (0, 77, 191))
            swaps[f"{first.lower()} {second.lower()} [NN]"] = third
        lines += [
            f"  - {{code: ZZ{number:03}, name: synthetic-{number}, kind: substitution, message: Synthetic.,",
            f"     why: None., category: style, severity: suggestion, swap: {json.dumps(swaps)},",
            "     examples: [{bad: \"[[x]]\", good: y}, {ok: z}]}",
        ]
    text = paragraphs(path, 100_000)
    with tempfile.TemporaryDirectory() as folder:
        pack = Path(folder) / "synthetic.yaml"
        pack.write_text("\n".join(lines), "utf-8")
        more = rules.with_packs([pack])
    engines = [RuleEngine(some, some.select(None)) for some in (rules, more)]
    count = sum(len(pack.owners) for pack in more.packs)
    for engine in engines:
        engine.check(Document.parse(paragraphs(path, 1_000), "text"))
    once, tenfold = (seconds(lambda e=e: e.check(Document.parse(text, "text")), 2) for e in engines)
    yield f"check with {count:,} patterns ÷ with {patterns:,}", f"{tenfold / once:.2f}"


def start_rows(article: Path) -> Iterator[tuple[str, str]]:
    python = sys.executable
    click, _ = process([python, "-c", "import click"])
    both, _ = process([python, "-c", "import click, numpy"])
    version, _ = process([python, "-m", "copydesk", "--version"])
    check, memory = process([python, "-m", "copydesk", "check", str(article)])
    yield "copydesk --version", f"{version * 1000:.0f} ms ({version / click:.2f} × import click)"
    yield "copydesk check of the article", f"{check * 1000:.0f} ms ({check / both:.2f} × import click, numpy)"
    yield "peak memory of that check", f"{memory:.0f} MB"


def wheel_rows() -> Iterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder, str(ROOT)]
        if subprocess.run(command, capture_output=True).returncode:
            yield "wheel", "could not be built"
            return
        size = sum(file.stat().st_size for file in Path(folder).glob("*.whl"))
        yield "wheel", f"{size / MEGABYTE:.1f} MB"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", type=Path)
    parser.add_argument("article", type=Path)
    parser.add_argument("--quick", action="store_true", help="leave out the million words and the wheel")
    options = parser.parse_args()
    sizes = [10_000, 100_000] if options.quick else [10_000, 100_000, 1_000_000]
    print("| what | figure |\n| --- | --- |")
    parts = [start_rows(options.article), text_rows(options.news, sizes), rules_row(options.news)]
    if not options.quick:
        parts.append(wheel_rows())
    for part in parts:
        for what, value in part:
            print(f"| {what} | {value} |", flush=True)


if __name__ == "__main__":
    main()
