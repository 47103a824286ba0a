"""What a test does in a tab of the browser, and what it sees there."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

Open = Callable[..., Page]


def settled(tab: Page) -> Page:
    """Wait until nothing is asked or checked any more."""
    expect(tab.locator("#progress")).to_have_text(re.compile(r"^\d+ of \d+ decided$"))
    expect(tab.locator("body")).to_have_attribute("aria-busy", "false")
    return tab


def press(tab: Page, *keys: str) -> None:
    for key in keys:
        tab.keyboard.press(key)
        settled(tab)


def reads(tab: Page) -> str:
    """The article as it is shown, without what goes."""
    shown = tab.locator("#text .sheet").evaluate_all(
        "sheets => sheets.map(sheet => { const one = sheet.cloneNode(true);"
        " one.querySelectorAll('.new, .gone').forEach(part => part.remove()); return one.textContent; }).join('')"
    )
    return str(shown)
