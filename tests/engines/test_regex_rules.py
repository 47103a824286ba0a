"""Rules that are regular expressions: hints only save time, and an expression without end is stopped and named."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.engines.base import Checked
from copydesk.engines.rules import RuleEngine
from copydesk.errors import PackError
from copydesk.formats.document import Document
from copydesk.rules.pack import parse_pack
from copydesk.rules.registry import builtin

PACK = """\
pack: house
rules:
  - code: HS001
    name: years
    kind: regex
    {hint}
    regex: "{regex}"
    fix: "\\\\1"
    message: "Write “{{fix}}”."
    examples:
      - {{bad: "A [[12 years old]].", good: "A 12."}}
      - {{ok: "A 12."}}
"""
YEARS = "(\\\\d{1,2}) years old"
BLOCKS = st.lists(st.sampled_from(("He is 7 years old.", "It is old", "years old", "12 years old", "# 9 years old")))


def checked(folder: Path, text: str, hint: str = "", regex: str = YEARS) -> Checked:
    path = folder / "house.yaml"
    path.write_text(PACK.format(hint=hint, regex=regex), "utf-8")
    engine = RuleEngine(builtin().with_packs([path]), frozenset({"HS001"}), timeout=0.2)
    return engine.check(Document.parse(text, "markdown"))


@settings(max_examples=40, deadline=None)
@given(BLOCKS)
def test_a_hint_changes_nothing(tmp_path_factory: pytest.TempPathFactory, blocks: list[str]) -> None:
    text, folder = "\n\n".join(blocks), tmp_path_factory.mktemp("packs")
    plain = checked(folder, text)
    assert len(plain.findings) == sum("years old" in block and block != "years old" for block in blocks)
    for hint in ("hint: rs old", 'hint: ["7 y", "2 y", "9 y"]'):
        assert checked(folder, text, hint) == plain


def test_an_expression_without_end_is_stopped(tmp_path: Path) -> None:
    result = checked(tmp_path, "a" * 40 + "!", regex="((?:a|aa)+)$")
    assert result.findings == ()
    assert "HS001 years was switched off for this file: its regular expression took longer" in result.warnings[0]


@pytest.mark.parametrize(("hint", "complaint"), [("hint: 3", "“hint” must be text"), ('hint: ""', "must not be empty")])
def test_a_bad_hint_is_named(hint: str, complaint: str) -> None:
    with pytest.raises(PackError, match=complaint):
        parse_pack(PACK.format(hint=hint, regex=YEARS).encode(), "house.yaml")
