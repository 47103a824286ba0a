"""The public interface."""

from __future__ import annotations

import importlib.metadata
import json
import subprocess
import sys
from pathlib import Path

import pytest

import copydesk
from copydesk import Applicability, Config, Document, Linter, apply_fixes, correct, unified_diff


def test_everything_named_is_there() -> None:
    for name in copydesk.__all__:
        assert getattr(copydesk, name) is not None
    assert set(copydesk.__all__) <= set(dir(copydesk))
    with pytest.raises(AttributeError, match="no attribute “nothing”"):
        copydesk.nothing  # noqa: B018


def test_the_version_is_that_of_the_package() -> None:
    assert copydesk.__version__ == importlib.metadata.version("copydesk")


def test_a_document_is_checked_corrected_and_shown_as_a_diff(tmp_path: Path) -> None:
    path = tmp_path / "post.md"
    path.write_text("The envoy was known to wrote `to wrote` himself.\n")
    document = Document.read(path)
    findings = Linter(Config.load(tmp_path)).check(document)
    assert [finding.span.of(document.text) for finding in findings] == ["to wrote"]
    result = apply_fixes(document.source, findings, at_least=Applicability.UNSAFE)
    assert result.text == "The envoy was known to write `to wrote` himself.\n"
    diff = unified_diff(document.source, result.text).splitlines()
    assert diff[2:] == [
        "@@ -1 +1 @@",
        "-The envoy was known to wrote `to wrote` himself.",
        "+The envoy was known to write `to wrote` himself.",
    ]


def test_correct_applies_everything_up_to_the_fixpoint() -> None:
    once = correct("The envoy was known to wrote it.")
    assert once == "The envoy was known to write it." == correct(once)
    assert correct("Known to wrote `known to wrote`.\n", format="markdown").endswith("`known to wrote`.\n")
    assert correct("") == ""


@pytest.mark.parametrize(
    ("statement", "banned"),
    [
        ("import copydesk", ["numpy", "click", "yaml", "markdown_it", "dataclasses"]),
        ("from copydesk.cli.main import cli", ["numpy", "rich", "yaml", "markdown_it", "copydesk.lint"]),
        ("import copydesk.cli.check", ["numpy", "rich", "yaml", "markdown_it", "pathspec", "difflib"]),
    ],
)
def test_what_an_import_leaves_for_later(statement: str, banned: list[str]) -> None:
    code = f"{statement}; import sys, json; print(json.dumps(sorted(sys.modules)))"
    modules = json.loads(subprocess.check_output([sys.executable, "-c", code]))
    assert [name for name in banned if name in modules] == []
