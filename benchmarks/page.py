"""How quickly the page of `copydesk review --web` shows a large article, against one without findings.

    python benchmarks/page.py [--findings 20000] [--bytes 5000000] [--loads 7]

Both are served in the same run and loaded in turns in a real Chromium. First paint is the browser's own entry; the
article counts as shown when its text, the list and the first proposal are. Then decisions are timed, in turns with
those in an article a hundredth as long.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SETTINGS = 'packs = ["packs"]\nselect = ["BM"]\n'
PACK = """\
pack: benchmark
rules:
  - code: BM001
    name: utilise
    kind: substitution
    applicability: safe
    swap: {utilise: use}
    message: "Write “{fix}”, not “{match}”."
    examples:
      - {bad: "They [[utilise]] it.", good: "They use it."}
      - {ok: "They use it."}
"""
BAD = "The crews utilise the old bridge by the harbour, where the wind comes in from the sea. "
GOOD = "Nobody in the town remembers a colder winter than the one when the ferry stayed in port for nine weeks. "
READY = "body[aria-busy=false] #decide:not([hidden]), body[aria-busy=false] #card-title:text('Nothing to correct.')"


def article(findings: int, size: int) -> str:
    """A text with so many findings in about so many bytes, four to a paragraph."""
    room = max(0, size // findings - len(BAD)) if findings else 0
    filler = (GOOD * (room // len(GOOD) + 1))[:room].rpartition(" ")[0]
    return "".join(f"{BAD}{filler}. " + ("\n\n" if number % 4 == 3 else "") for number in range(findings))


def serve(folder: Path, name: str) -> tuple[subprocess.Popen[str], str]:
    command = [sys.executable, "-m", "copydesk", "review", "--web", "--no-browser", name]
    review = subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    assert review.stderr is not None
    return review, next(filter(None, (re.search(r"http://\S+", line) for line in review.stderr))).group()


def load(browser: Browser, address: str) -> tuple[float, float, int]:
    """Milliseconds until first paint and until the article is shown, and the elements in the page then."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        page.goto(address)
        page.wait_for_selector(READY, timeout=600_000, state="attached")
        times = page.locator("html").evaluate(
            "node => [performance.getEntriesByName('first-contentful-paint')[0].startTime,"
            " performance.getEntriesByName('article-shown')[0].startTime, node.querySelectorAll('*').length]"
        )
        return float(times[0]), float(times[1]), int(times[2])


def decide(page: Page) -> float:
    """Milliseconds from a key to the next proposal."""
    before = page.locator("#card").get_attribute("data-id")
    started = time.perf_counter()
    page.keyboard.press("y")
    page.wait_for_selector(f"#card:not([data-id='{before}'])", state="attached")
    return 1000 * (time.perf_counter() - started)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--findings", type=int, default=20_000)
    parser.add_argument("--bytes", type=int, default=5_000_000)
    parser.add_argument("--loads", type=int, default=7)
    options = parser.parse_args()
    path = next(filter(None, map(shutil.which, BROWSERS)))
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        (folder / "packs").mkdir()
        (folder / "packs" / "benchmark.yaml").write_text(PACK, "utf-8")
        (folder / "copydesk.toml").write_text(SETTINGS, "utf-8")
        small = article(options.findings // 100, options.bytes // 100)
        texts = {"empty": "All is well.\n", "small": small, "large": article(options.findings, options.bytes)}
        for title, text in texts.items():
            (folder / f"{title}.txt").write_text(text, "utf-8")
        print(f"large: {len(texts['large'].encode()):,} bytes")
        served = {title: serve(folder, f"{title}.txt") for title in texts}
        try:
            browser = playwright.chromium.launch(executable_path=path)
            for _, address in served.values():  # wait for the checks
                load(browser, address)
            measure(browser, {title: address for title, (_, address) in served.items()}, options.loads)
        finally:
            for review, _ in served.values():
                review.terminate()
                review.wait()


def measure(browser: Browser, addresses: dict[str, str], loads: int) -> None:
    found: dict[str, list[tuple[float, float, int]]] = {title: [] for title in ("empty", "large")}
    for _ in range(loads):
        for title, times in found.items():
            times.append(load(browser, addresses[title]))
    for place, what in enumerate(("first paint", "article shown")):
        middle = {title: statistics.median(one[place] for one in times) for title, times in found.items()}
        ratio = middle["large"] / middle["empty"]
        print(f"{what}: empty {middle['empty']:.0f} ms, large {middle['large']:.0f} ms, ratio {ratio:.2f}")
    print(f"elements in the page: empty {found['empty'][-1][2]}, large {found['large'][-1][2]}")
    pages = {title: browser.new_page(viewport={"width": 1280, "height": 800}) for title in ("small", "large")}
    for title, page in pages.items():
        page.goto(addresses[title])
        page.wait_for_selector(READY, timeout=600_000, state="attached")
    decided: dict[str, list[float]] = {title: [] for title in pages}
    for _ in range(12):  # the first one starts a check in the background
        for title, page in pages.items():
            page.bring_to_front()
            decided[title].append(decide(page))
    middle = {title: statistics.median(times) for title, times in decided.items()}
    ratio = middle["large"] / middle["small"]
    print(
        f"from a decision until the next proposal is shown: small {middle['small']:.0f} ms, "
        f"large {middle['large']:.0f} ms, ratio {ratio:.2f}; large at most {max(decided['large']):.0f} ms"
    )


if __name__ == "__main__":
    main()
