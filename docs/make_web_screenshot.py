"""Make docs/web-review.png: the page of `copydesk review --web` on the demo article, in a real browser.

Run it with the Python of the development environment; it needs Chromium.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
ARTICLE = ROOT / "fixtures" / "demo" / "article.txt"
PICTURE = ROOT / "docs" / "web-review.png"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SIZE = {"width": 1180, "height": 740}


def main() -> None:
    browser = next(filter(None, map(shutil.which, BROWSERS)))
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(ARTICLE, folder)
        command = [sys.executable, "-m", "copydesk", "review", "--web", "--no-browser", ARTICLE.name]
        review = subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True)
        try:
            assert review.stderr is not None
            found = next(filter(None, (re.search(r"http://\S+", line) for line in review.stderr)))
            take(browser, found.group())
        finally:
            review.terminate()
            review.wait()


def take(browser: str, address: str) -> None:
    with sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=browser).new_page(viewport=SIZE, color_scheme="light")
        page.goto(address)
        for key in ("y", "n", "j", "j", "j"):
            page.wait_for_selector("#decide:not([hidden])")
            page.wait_for_selector("body[aria-busy=false]")
            page.keyboard.press(key)
        page.wait_for_selector("#where:text('Line 8')")
        page.wait_for_selector("body[aria-busy=false]")
        page.screenshot(path=PICTURE)


if __name__ == "__main__":
    main()
