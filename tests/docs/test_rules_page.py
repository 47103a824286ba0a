"""docs/rules.md lists the rules that there are."""

import importlib.util
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def test_the_rules_page_is_what_the_registry_says() -> None:
    spec = importlib.util.spec_from_file_location("make_rules", DOCS / "make_rules.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    written = (DOCS / "rules.md").read_text(encoding="utf-8")
    assert written == module.page() + "\n", "run: python docs/make_rules.py > docs/rules.md"
