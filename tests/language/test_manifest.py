"""The data files that ship are those the manifest describes, with their sources named in NOTICE."""

import hashlib
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODELS = ROOT / "src" / "copydesk" / "language" / "models"
MANIFEST = json.loads((ROOT / "training" / "manifest.json").read_text(encoding="utf-8"))


def test_every_shipped_file_is_described() -> None:
    assert {path.name for path in MODELS.iterdir() if path.suffix != ".py" and path.is_file()} == set(MANIFEST)


@pytest.mark.parametrize("name", sorted(MANIFEST))
def test_the_file_is_the_one_described(name: str) -> None:
    data = (MODELS / name).read_bytes()
    assert len(data) == MANIFEST[name]["bytes"]
    assert hashlib.sha256(data).hexdigest() == MANIFEST[name]["sha256"]


@pytest.mark.parametrize("name", sorted(MANIFEST))
def test_the_file_says_where_it_comes_from(name: str) -> None:
    entry = MANIFEST[name]
    script = re.search(r"training/\w+\.py", entry["command"])
    assert script and name in (ROOT / script.group()).read_text(encoding="utf-8")
    notice = " ".join((ROOT / "NOTICE").read_text(encoding="utf-8").split())
    section = notice.partition(f"models/{name}")[2].partition("src/copydesk/language/models/")[0]
    assert section
    assert [source for source in entry["sources"] if source not in section] == []
