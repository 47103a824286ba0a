"""Every document in fixtures/documents has the blocks that the YAML file beside it lists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from copydesk.formats.document import Document
from copydesk.text.mask import OPAQUE, visible

FOLDER = Path(__file__).parents[2] / "fixtures/documents"
CASES = sorted(path for path in FOLDER.glob("*/*") if path.suffix != ".yaml")


def outline(document: Document) -> dict[str, list[dict[str, str]] | list[str]]:
    """The blocks as a reader sees them: no invisible markup, one ▮ for what may not be touched, ⏎ for line breaks."""
    blocks = []
    for block in document.blocks:
        text = re.sub(f"{OPAQUE}+", "▮", visible(document.masked[block.start : block.end]))
        blocks.append({str(block.kind): re.sub(r"\s*(?:\r\n|\n|\r)\s*", " ⏎ ", text)})
    return {"blocks": blocks, "comments": [comment.text for comment in document.layout.comments]}


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_document(path: Path) -> None:
    document = Document.read(path)
    assert document.format == path.parent.name
    assert outline(document) == yaml.safe_load(path.with_suffix(".yaml").read_text(encoding="utf-8"))


def test_there_are_documents_of_every_format() -> None:
    from copydesk.formats.detect import FORMATS

    assert {path.parent.name for path in CASES} == set(FORMATS)
