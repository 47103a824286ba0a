"""Configuration files: what is read from them, and the message for everything that is wrong in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from copydesk.errors import ConfigError
from copydesk.lint.config import DEFAULT_EXCLUDE, Config
from copydesk.lint.settings import SETTINGS
from copydesk.lint.toml import key_lines, line_of

EVERYTHING = """\
select = ["GR", "SP001"]
ignore = ["GR012"]
extend-select = ["RD"]
min-severity = "warning"
min-confidence = "medium"
vocabulary = "words.txt"
packs = ["style", "/elsewhere/pack.yaml"]
dialect = "en-GB"
engines = ["rules"]
rule-timeout = 2
exclude = ["old"]
extend-exclude = ["drafts/*.md"]
respect-gitignore = false
encoding = "latin-1"
unused-ignores = true
output-format = "concise"

[formats]
"*.article" = "text"

[per-file-ignores]
"docs/**" = ["ST"]
"CHANGELOG.md" = "ALL"

[language-tool]
url = "http://localhost:8081"
keep = true
"""


def test_every_setting_is_read(tmp_path: Path) -> None:
    (tmp_path / "copydesk.toml").write_text(EVERYTHING)
    config = Config.load(tmp_path)
    assert config == Config(
        select=("GR", "SP001"),
        ignore=("GR012",),
        extend_select=("RD",),
        min_severity="warning",
        min_confidence="medium",
        vocabulary=(str(tmp_path / "words.txt"),),
        packs=(str(tmp_path / "style"), "/elsewhere/pack.yaml"),
        dialect="GB",
        engines=("rules",),
        rule_timeout=2.0,
        exclude=("old",),
        extend_exclude=("drafts/*.md",),
        respect_gitignore=False,
        encoding="latin-1",
        formats=(("*.article", "text"),),
        per_file_ignores=(("docs/**", ("ST",)), ("CHANGELOG.md", ("ALL",))),
        unused_ignores=True,
        output_format="concise",
        engine_settings={"language-tool": {"url": "http://localhost:8081", "keep": True}},
        root=tmp_path,
        path=tmp_path / "copydesk.toml",
    )
    assert set(config.settings()) >= set(SETTINGS)


@pytest.mark.parametrize("name", ["copydesk.toml", ".copydesk.toml", "pyproject.toml"])
def test_the_nearest_file_upwards_counts(tmp_path: Path, name: str) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    head = "[tool.copydesk]\n" if name == "pyproject.toml" else ""
    (tmp_path / "copydesk.toml").write_text('dialect = "AU"\n')
    (tmp_path / "a" / name).write_text(f'{head}dialect = "CA"\n')
    assert Config.load(deep).dialect == "CA"
    assert Config.load(deep).root == tmp_path / "a"
    assert Config.load(deep / "file.md").dialect == "CA"
    assert Config.load(tmp_path).dialect == "AU"


def test_a_pyproject_without_our_table_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "copydesk.toml").write_text('dialect = "AU"\n')
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert Config.load(inner).dialect == "AU"
    (inner / "pyproject.toml").write_text("[project\n")
    assert Config.load(inner).dialect == "AU"


def test_without_a_file_the_defaults_hold() -> None:
    config = Config.load("/")
    assert config.select is None and config.exclude == DEFAULT_EXCLUDE and config.path is None


BROKEN = {
    "not TOML": ("select = [\n", ":2: is not valid TOML"),
    "not TOML, with a place": ("a = 1\nselect == 2\n", ":2:9: is not valid TOML"),
    "unknown key": ('ignore = []\nselekt = ["GR"]\n', ":2: “selekt” is not a setting\n  hint: did you mean “select”?"),
    "underscores": ("ignore = []\n\nextend_select = []\n", ":3: “extend_select” is not a setting\n  hint: did you"),
    "far from every key": ("zzz = 1\n", ":1: “zzz” is not a setting\n  hint: the settings are select, ignore"),
    "text for a list": ('\nselect = "GR"\n', ":2: “select” should be a list of strings, not a string (“GR”)"),
    "number in a list": ("select = ['GR', 3]\n", ":1: “select” should be a list of strings, but holds a number (3)"),
    "list for a flag": ("respect-gitignore = []\n", ":1: “respect-gitignore” should be true or false, not a list"),
    "dialect": ('dialect = "en-NZ"\n', ":1: “dialect” should be one of US, GB, CA, AU, not “en-NZ”"),
    "output format": ('output-format = "xml"\n', ":1: “output-format” should be one of full, concise, json"),
    "time": ("rule-timeout = 0\n", ":1: “rule-timeout” should be a number of seconds above 0"),
    "table value": ("[per-file-ignores]\n'a.md' = 1\n", "“per-file-ignores” “a.md” should be a string or a list"),
    "key of an engine": ("[language-tool]\nurl = 'x'\nlangu = 'en'\n", ":3: “langu” is not a setting of [languag"),
    "value of an engine": ("[language-tool]\nkeep = 'x'\n", ":2: “language-tool.keep” should be true or false"),
    "engine without a table": ("language-tool = true\n", ":1: “language-tool” should be a table, not true"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, case: str) -> None:
    text, message = BROKEN[case]
    path = tmp_path / "copydesk.toml"
    path.write_text(text)
    with pytest.raises(ConfigError) as caught:
        Config.load(tmp_path)
    assert str(caught.value).startswith(str(path))
    assert message in str(caught.value)


def test_lines_in_a_pyproject_are_those_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text("[project]\nselect = 1\n\n[tool.copydesk]\nignore = []\nselect = 1\n")
    with pytest.raises(ConfigError) as caught:
        Config.load(tmp_path)
    assert caught.value.line == 6


def test_a_named_file_has_to_hold_settings(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read: No such file"):
        Config.read(tmp_path / "none.toml")
    (tmp_path / "pyproject.toml").write_text("")
    with pytest.raises(ConfigError, match=r"has no \[tool.copydesk\] table"):
        Config.read(tmp_path / "pyproject.toml")
    (tmp_path / "bytes.toml").write_bytes(b'a = 1\nb = "\xff"\n')
    with pytest.raises(ConfigError, match=r"bytes\.toml:2: is not UTF-8"):
        Config.read(tmp_path / "bytes.toml")


TRICKY = '''\
# "select" = not here
a = """
select = 1
""" # ] [
"b.c" = [ # [
  "x = 1", '#', # select = 2
  [1, { y = 2 }],
]
d.e = { select = 3 }
'f' = "\\"]["

[ table . "k l" ]
select = 4
[[array]]
m = 'n'
[[array]]
m = 'o'
'''


def test_lines_of_keys_in_tricky_toml() -> None:
    lines = key_lines(TRICKY)
    assert lines == {
        ("a",): 2,
        ("b.c",): 5,
        ("d",): 9,
        ("d", "e"): 9,
        ("f",): 10,
        ("table", "k l"): 12,
        ("table", "k l", "select"): 13,
        ("array",): 14,
        ("array", "m"): 15,
    }
    assert line_of(lines, ("d", "e", "select")) == 9
    assert line_of(lines, ("nowhere",)) is None


def test_merging_leaves_out_what_is_not_given() -> None:
    config = Config(ignore=("A",)).merged(dialect="US", ignore=None)
    assert (config.dialect, config.ignore) == ("US", ("A",))
