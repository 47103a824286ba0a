"""The README shows what copydesk prints."""

import importlib.util
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_readme_shows_the_real_output() -> None:
    spec = importlib.util.spec_from_file_location("make_readme", ROOT / "docs" / "make_readme.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    written = (ROOT / "README.md").read_text(encoding="utf-8")
    assert module.output(["check"]).count("\n") > 10
    assert written == module.page(written), "run: python docs/make_readme.py"
