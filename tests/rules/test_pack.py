"""Packs: mistakes are named by file, line and key; what is compiled is what was written."""

from pathlib import Path

import pytest

from copydesk.errors import PackError
from copydesk.rules import compiled
from copydesk.rules.pack import parse_pack

GOOD = """\
pack: house
rules:
  - code: HS001
    name: advance-planning
    kind: substitution
    swap: {advance planning: planning}
    message: "Write “{fix}”."
    examples:
      - {bad: "We need [[advance planning]].", good: "We need planning."}
      - {ok: "Planning helps."}
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "complaint"),
    [
        ("kind: substitution", "kind: substitutoin", 5, "substitutoin"),
        ("    name:", "    nmae:", 4, "unknown key “nmae”"),
        ("message: ", "severity: fatal\n    message: ", 7, "fatal"),
        ("swap: {advance planning: planning}", "swap: [a]", 3, "swap"),
        ("swap: {advance planning: planning}", 'swap: {"advance (planning": x}', 3, "“(” without “)”"),
        ("swap: {advance planning: planning}", 'swap: {"advance planning": "{9}"}', 3, "no element “9”"),
        ("      - {ok: \"Planning helps.\"}\n", "", 8, "needs an example with “ok”"),
        ("[[advance planning]]", "advance planning", 9, "[[ ]]"),
        ("pack: house", "pack: house\npack: home", 2, "stands twice"),
        ("pack: house", "pack: [", None, "not valid YAML"),
        ("    message: \"Write “{fix}”.\"\n", "", 3, "needs a “message”"),
        ("    message", "    default: maybe\n    message", 7, "true or false"),
    ],
)
def test_mistakes_are_placed(old: str, new: str, line: int | None, complaint: str) -> None:
    assert old in GOOD
    with pytest.raises(PackError) as caught:
        parse_pack(GOOD.replace(old, new).encode(), "house.yaml")
    assert complaint in str(caught.value)
    assert caught.value.path == "house.yaml"
    assert line is None or caught.value.line == line


@pytest.mark.parametrize(
    "data", [b"", b"- a\n", b"pack: x\n", b"pack: x\nrules: 3\n", b"\xff\xfe\x00", b"pack: x\nrules: [3]\n"]
)
def test_nonsense_is_refused(data: bytes) -> None:
    with pytest.raises(PackError):
        parse_pack(data, "house.yaml")


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COPYDESK_CACHE_DIR", str(tmp_path / "cache"))
    path = tmp_path / "house.yaml"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_the_cache_gives_back_what_was_compiled(pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = compiled.load([pack])
    assert len(list((tmp_path / "cache").iterdir())) == 1
    monkeypatch.setattr(compiled, "_compile", lambda *_: pytest.fail("the cache was not used"))
    second = compiled.load([pack])
    assert second.rule(0) == first.rule(0) == parse_pack(GOOD.encode(), "x")[0].rule
    assert second.program(0) == first.program(0) == parse_pack(GOOD.encode(), "x")[0].program


@pytest.mark.parametrize("damage", [b"", b"garbage", b"\x80\x04", None])
def test_a_damaged_cache_is_made_anew(pack: Path, tmp_path: Path, damage: bytes | None) -> None:
    compiled.load([pack])
    (file,) = (tmp_path / "cache").iterdir()
    sound = file.read_bytes()
    file.write_bytes(sound.replace(b"planning", b"plotting") if damage is None else damage)
    assert compiled.load([pack]).rule(0).name == "advance-planning"
    assert file.read_bytes() == sound


def test_another_pack_is_another_cache_entry(pack: Path, tmp_path: Path) -> None:
    compiled.load([pack])
    pack.write_text(GOOD.replace("HS001", "HS002"), encoding="utf-8")
    assert compiled.load([pack]).rule(0).code == "HS002"
    assert len(list((tmp_path / "cache").iterdir())) == 2


def test_an_unwritable_cache_is_done_without(pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    monkeypatch.setenv("COPYDESK_CACHE_DIR", str(blocked / "cache"))
    assert compiled.load([pack]).rule(0).code == "HS001"
