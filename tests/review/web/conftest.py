"""The page of a project, and a real browser to look at it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from page import PATIENCE, Page, Start
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright
from playwright.sync_api import Page as Tab
from pseudo_terminal import PACK
from tab import Open, settled

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SAFE = "    applicability: safe\n"


@pytest.fixture
def project(project: Path) -> Path:
    """The project of the review's tests, where “frobnicated” is a safe fix."""
    pack = PACK.replace("    name: frobnicated\n", f"    name: frobnicated\n{SAFE}")
    assert SAFE in pack
    (project / "packs" / "own.yaml").write_text(pack, "utf-8")
    return project


@pytest.fixture
def serve(project: Path) -> Iterator[Start]:
    """Starts `copydesk review --web --no-browser` with arguments in the project."""
    started: list[Page] = []

    def begin(*arguments: str) -> Page:
        started.append(Page(list(arguments), project))
        return started[-1]

    yield begin
    for page in started:
        page.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real browser. Without one the tests that need it are skipped, except where CI is to run them."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        message = f"there is no browser here ({', '.join(BROWSERS)}); on Debian: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Open]:
    """Opens the page of a server in a window of its own; whatever goes wrong in it fails the test."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def begin(server: Page, width: int = 1280, height: int = 800, **options: object) -> Tab:
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)  # type: ignore[arg-type]
        contexts.append(context)
        tab = context.new_page()
        tab.on("pageerror", lambda error: wrong.append(str(error)))
        tab.on(
            "console",
            lambda message: wrong.append(message.text) if "Content Security Policy" in message.text else None,
        )
        tab.goto(server.address, timeout=PATIENCE * 1000)
        settled(tab)
        return tab

    yield begin
    for context in contexts:
        context.close()
    assert wrong == []
