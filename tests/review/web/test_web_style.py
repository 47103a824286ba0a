"""The colours of the page: enough contrast in both themes, computed from the style sheet itself."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

TEXT = [  # text on its ground, as the style sheet puts them together
    ("text", "back"),
    ("text", "paper"),
    ("text", "side"),
    ("text", "here"),
    ("text", "flag-back"),
    ("soft", "back"),
    ("soft", "paper"),
    ("soft", "side"),
    ("soft", "here"),
    ("old", "paper"),
    ("old", "back"),
    ("old", "side"),
    ("old", "here"),
    ("old", "old-back"),
    ("new", "paper"),
    ("new", "back"),
    ("new", "here"),
    ("new", "new-back"),
    ("text", "new-back"),
    ("flag", "side"),
    ("on-main", "main"),
    ("back", "text"),
]
SIGNS = [("focus", "back"), ("focus", "paper"), ("focus", "side"), ("mark", "paper"), ("main", "line")]


def themes() -> dict[str, dict[str, str]]:
    style = files("copydesk.review.web").joinpath("static", "style.css").read_text("utf-8")
    light, dark = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    found = [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block)) for block in (light, dark)]
    return {"light": found[0], "dark": {**found[0], **found[1]}}


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_computed_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_can_be_read(theme: str) -> None:
    colours = themes()[theme]
    low = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in TEXT}
    assert {pair: value for pair, value in low.items() if value < 4.5} == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_signs_can_be_seen(theme: str) -> None:
    colours = themes()[theme]
    low = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in SIGNS}
    assert {pair: value for pair, value in low.items() if value < 3} == {}


def test_both_themes_have_their_own_colours() -> None:
    light, dark = themes().values()
    assert set(light) == set(dark)
    assert [name for name in light if light[name] == dark[name]] == []
