"""The pictures of the documentation are drawn from the app."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_picture_is_drawn_by_the_command_and_shown(tmp_path: Path) -> None:
    draw = runpy.run_path(str(ROOT / "docs" / "make_screenshots.py"))["draw"]
    draw(tmp_path)
    drawn = {path.name for path in tmp_path.iterdir()}
    assert drawn == {path.name for path in (ROOT / "docs" / "pictures").glob("*.svg")}
    for path in tmp_path.iterdir():
        text = path.read_text("utf-8").replace("&#160;", " ")
        for words in ("fixtures/demo/article.txt", "3 of 17", "wrote", "write", "Accept"):
            assert words in text, (path.name, words)
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    shown = {name for page in pages for name in re.findall(r"pictures/(review-[a-z]+\.svg)", page.read_text("utf-8"))}
    assert shown == drawn
