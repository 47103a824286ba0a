"""Which files a walk takes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from copydesk.errors import CopydeskError
from copydesk.lint.config import Config
from copydesk.lint.files import Configs, Target, discover, format_for, ignored_codes


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(*names: str, text: str = "Text.\n") -> None:
    for name in names:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def found(*paths: str, config: Config | None = None) -> list[str]:
    items = list(discover(paths, Configs(config)))
    assert all(isinstance(item, Target) for item in items), items
    return [item.path for item in items if isinstance(item, Target)]


def test_a_folder_gives_its_files_of_known_formats_in_order(tree: Path) -> None:
    put("b.md", "a/z.txt", "a/c/d.MD", "code.py", "image.png", "noext")
    assert found(".") == ["a/c/d.MD", "a/z.txt", "b.md"]
    assert found("a") == ["a/c/d.MD", "a/z.txt"]
    assert found("./a", str(tree / "b.md")) == ["a/c/d.MD", "a/z.txt", str(tree / "b.md")]


def test_a_named_file_is_taken_whatever_it_is_called_and_only_once(tree: Path) -> None:
    put("code.py", ".venv/x.md", "a.md")
    assert found("code.py", ".venv/x.md", "a.md", "./a.md", ".") == ["code.py", ".venv/x.md", "a.md"]


def test_caches_and_excluded_files_are_left_out(tree: Path) -> None:
    put(".venv/a.md", "node_modules/p/a.md", "x/build/a.md", "docs/a.md", "docs/old/a.md", "docs/b.md", "top.md")
    config = Config(extend_exclude=("docs/old/", "b.md", "/top.md"), root=tree)
    assert found(".", config=config) == ["docs/a.md"]
    assert "x/build/a.md" in found(".", config=Config(exclude=(), root=tree))


def test_gitignore_files_are_respected_as_git_does(tree: Path) -> None:
    put("a.md", "b.md", "out/c.md", "keep/b.md", "keep/d.tmp.md", "sub/e.md", "sub/f.md", "sub/deep/e.md")
    (tree / ".gitignore").write_text("b.md\n/out/\n*.tmp.md\n!keep/b.md\n")
    (tree / "sub" / ".gitignore").write_text("/e.md\n")
    assert found(".") == ["a.md", "keep/b.md", "sub/deep/e.md", "sub/f.md"]
    assert "b.md" in found(".", config=Config(respect_gitignore=False, root=tree))


def test_the_gitignore_of_the_repository_above_holds_in_a_folder(tree: Path) -> None:
    put("sub/a.md", "sub/b.md", "sub/c.md", "out/x.md")
    (tree / ".git" / "info").mkdir(parents=True)
    (tree / ".git" / "info" / "exclude").write_text("c.md\n")
    (tree / ".gitignore").write_text("sub/b.md\nout/\n")
    assert found("sub") == ["sub/a.md"]
    assert found(".") == ["sub/a.md"]
    assert found("out") == ["out/x.md"], "an ignored folder that is asked for is checked"


def test_links_to_files_are_followed_and_links_to_folders_are_not(tree: Path) -> None:
    put("real/a.md")
    Path("loop").symlink_to("real")
    Path("real/up").symlink_to("..")
    Path("link.md").symlink_to("real/a.md")
    Path("broken.md").symlink_to("nowhere.md")
    Path("self.md").symlink_to("self.md")
    assert found(".") == ["link.md"], "one file, reached twice, is checked once"
    assert found("loop") == ["loop/a.md"]


def test_what_cannot_be_looked_into_is_told_and_the_rest_goes_on(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put("a/x.md", "b/y.md")
    scan = os.scandir

    def refuse(path: str) -> object:
        if path == "a":
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    first, second = discover(["a", "b"], Configs())
    assert isinstance(first, CopydeskError) and str(first) == "a: cannot be looked into: Permission denied"
    assert isinstance(second, Target) and second.path == "b/y.md"


def test_every_file_gets_the_nearest_configuration(tree: Path) -> None:
    put("a.md", "sub/b.md", "sub/deep/c.md", "broken/d.md", "broken/e.md")
    (tree / "copydesk.toml").write_text('dialect = "US"\n')
    (tree / "sub" / "copydesk.toml").write_text('dialect = "GB"\nexclude = ["deep"]\n')
    (tree / "broken" / "copydesk.toml").write_text("dialect = 1\n")
    items = list(discover(["."], Configs()))
    assert [(item.path, item.config.dialect) for item in items if isinstance(item, Target)] == [
        ("a.md", "US"),
        ("sub/b.md", "GB"),
    ]
    errors = [str(item) for item in items if isinstance(item, CopydeskError)]
    assert errors == ["broken/copydesk.toml:1: “dialect” should be a string, not a number (1)"]


def test_formats_and_ignores_go_by_globs_from_the_root(tree: Path) -> None:
    config = Config(
        formats=(("*.article", "text"), ("wiki/*", "markdown")),
        per_file_ignores=(("docs/**", ("ST",)), ("*.txt", ("SP", "GR001")), ("/top.txt", ("ALL",))),
        root=tree,
    )
    assert format_for(config, "x/y.article") == "text"
    assert format_for(config, "wiki/page.article") == "markdown"
    assert format_for(config, "x.md") is None
    assert ignored_codes(config, "docs/a/b.txt") == ("ST", "SP", "GR001")
    assert ignored_codes(config, str(tree / "top.txt")) == ("SP", "GR001", "ALL")
    assert ignored_codes(config, "sub/../docs/x.md") == ("ST",)
    assert ignored_codes(config, None) == ()
    put("n.article", "wiki/p")
    assert found(".", config=config) == ["n.article", "wiki/p"]
