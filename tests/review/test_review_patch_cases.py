"""Patches as people have them: made by git and diff, sent by mail, for a file that has gone on meanwhile."""

from __future__ import annotations

import quopri
import shutil
import subprocess
from pathlib import Path

import pytest

from copydesk.edits.change import apply_edits
from copydesk.errors import SourceError
from copydesk.formats.document import Document
from copydesk.lint.linter import Linter
from copydesk.review.files import open_patched
from copydesk.review.patches import Patch
from copydesk.text.source import Source

OLD = (
    "# The ascent\n\nThey utilise ropes – always.\n\nA second paragraph stands here.\n\n"
    "A third one.\n\nThe end is near.\n"
)
OTHER = "".join(f"\nParagraph {number} of another text.\n" for number in range(9))
NEW = OLD.replace("utilise ropes", "use ropes").replace("near", "nigh")


class Repository:
    """A real repository with the old text in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.git("init", "-q", "-b", "main")
        self.git("config", "user.name", "Ann Other")
        self.git("config", "user.email", "ann@example.org")
        self.git("config", "core.autocrlf", "false")
        self.write("docs/a.md", OLD)
        self.write("docs/b.md", OLD + OTHER)
        self.commit("first")

    def git(self, *arguments: str) -> bytes:
        return subprocess.run(["git", *arguments], cwd=self.folder, check=True, capture_output=True).stdout

    def write(self, name: str, text: str | bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)

    def commit(self, message: str) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)

    def patch(self, data: bytes) -> Patch:
        path = self.folder.parent / "changes.patch"
        path.write_bytes(data)
        return Patch.read(path)

    def source(self, name: str, text: str | bytes) -> Source:
        data = text.encode() if isinstance(text, str) else text
        return Source.from_bytes(data, str(self.folder / name))


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    if shutil.which("git") is None:
        pytest.skip("git is not there")
    (tmp_path / "work").mkdir()
    return Repository(tmp_path / "work")


def patched(patch: Patch, source: Source) -> str:
    return apply_edits(source.text, patch.edits(source))


@pytest.mark.parametrize(
    "options",
    [(), ("--no-prefix",), ("-c", "diff.mnemonicPrefix=true"), ("-U0",), ("--src-prefix=old/", "--dst-prefix=new/")],
)
def test_git_diff(repository: Repository, options: tuple[str, ...]) -> None:
    repository.write("docs/a.md", NEW)
    repository.write("docs/b.md", OLD.replace("third", "last") + OTHER)
    before = options if options[:1] == ("-c",) else ()
    patch = repository.patch(repository.git(*before, "diff", *(() if before else options)))
    assert patched(patch, repository.source("docs/a.md", OLD)) == NEW
    assert patched(patch, repository.source("docs/b.md", OLD + OTHER)) == OLD.replace("third", "last") + OTHER
    with pytest.raises(SourceError, match=r"other files: docs/a\.md, docs/b\.md|other files: .*a\.md, .*b\.md"):
        patch.edits(repository.source("docs/c.md", OLD))


def test_diff_u(repository: Repository) -> None:
    repository.write("my new.md", NEW)
    done = subprocess.run(["diff", "-u", "docs/a.md", "my new.md"], cwd=repository.folder, capture_output=True)
    assert patched(repository.patch(done.stdout), repository.source("docs/a.md", OLD)) == NEW


def test_a_mail_of_format_patch(repository: Repository) -> None:
    repository.write("docs/a.md", NEW)
    repository.commit("Use\n\n--- a/docs/a.md is what this is about\n")
    mail = repository.git("format-patch", "-1", "--stdout")
    patch = repository.patch(mail)
    assert patched(patch, repository.source("docs/a.md", OLD)) == NEW
    head, body = mail.split(b"\n\n", 1)
    encoded = head + b"\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
    encoded += quopri.encodestring(body)
    assert b"=E2=80=93" in encoded
    assert patched(repository.patch(encoded), repository.source("docs/a.md", OLD)) == NEW


def test_a_series_of_mails_for_one_file(repository: Repository) -> None:
    for number, text in enumerate((NEW, NEW.replace("nigh", "now"), "By Ann.\n\n" + NEW.replace("nigh", "now"))):
        repository.write("docs/a.md", text)
        repository.commit(f"step {number}")
    patch = repository.patch(repository.git("format-patch", "-3", "--stdout"))
    source = repository.source("docs/a.md", OLD)
    assert patched(patch, source) == "By Ann.\n\n" + NEW.replace("nigh", "now")
    assert [(edit.span.of(OLD), edit.replacement) for edit in patch.edits(source)] == [
        ("", "By Ann.\n\n"),
        ("utilise", "use"),
        ("near", "now"),
    ]


def crlf(text: str) -> str:
    return text.replace("\n", "\r\n")


@pytest.mark.parametrize("file", [OLD, crlf(OLD), OLD.rstrip("\n"), crlf(OLD).rstrip()])
@pytest.mark.parametrize("other", [OLD, crlf(OLD), OLD.rstrip("\n")])
@pytest.mark.parametrize("mailed", [False, True])
def test_the_file_keeps_its_newlines(repository: Repository, file: str, other: str, mailed: bool) -> None:
    """The patch may be of a copy with other newlines, and its own may have been changed on the way."""
    repository.write("docs/a.md", other)
    repository.git("add", "-A")
    repository.write("docs/a.md", other.replace("utilise", "use").replace("near", "nigh"))
    data = repository.git("diff")
    if mailed:
        data = data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    expected = file.replace("utilise", "use").replace("near", "nigh")
    assert patched(repository.patch(data), repository.source("docs/a.md", file)) == expected


def test_a_new_last_newline_is_a_change(repository: Repository) -> None:
    repository.write("docs/a.md", OLD.rstrip())
    assert patched(repository.patch(repository.git("diff")), repository.source("docs/a.md", OLD)) == OLD.rstrip()


def test_blanks_that_a_mail_program_strips_do_no_harm(repository: Repository) -> None:
    repository.write("docs/a.md", NEW)
    stripped = b"\n".join(line.rstrip() for line in repository.git("diff").split(b"\n"))
    assert b"\n\n" in stripped
    assert patched(repository.patch(stripped), repository.source("docs/a.md", OLD)) == NEW


def test_a_byte_order_mark(repository: Repository) -> None:
    marked = b"\xef\xbb\xbf" + OLD.encode()
    repository.write("docs/a.md", marked)
    repository.git("add", "-A")
    repository.write("docs/a.md", marked.replace(b"The ascent", b"An ascent"))
    source = repository.source("docs/a.md", marked)
    assert patched(repository.patch(repository.git("diff")), source) == OLD.replace("The ascent", "An ascent")


def test_a_paragraph_that_moves_is_one_proposal(repository: Repository) -> None:
    moved = OLD.replace("A second paragraph stands here.\n\n", "") + "\nA second paragraph stands here.\n"
    repository.write("docs/a.md", moved)
    patch = repository.patch(repository.git("diff"))
    (finding,) = patch.findings(repository.source("docs/a.md", OLD))
    assert finding.message == "changes.patch moves this."
    assert finding.fix is not None
    assert apply_edits(OLD, finding.fix.edits) == moved


def test_a_file_that_has_gone_on_meanwhile(repository: Repository) -> None:
    repository.write("docs/a.md", OLD.replace("utilise", "use"))
    patch = repository.patch(repository.git("diff"))
    since = "A new title\n\nAnd more.\n\n" + OLD.replace("The ascent", "The climb").replace("A second", "One more")
    assert patched(patch, repository.source("docs/a.md", since)) == since.replace("utilise", "use")


@pytest.mark.parametrize(
    ("now", "hint"), [(NEW, "applied already"), (OLD.replace("utilise", "employ"), "another version of the file")]
)
def test_a_patch_that_does_not_fit_says_why(repository: Repository, now: str, hint: str) -> None:
    repository.write("docs/a.md", NEW)
    patch = repository.patch(repository.git("diff"))
    with pytest.raises(SourceError, match=r"what line 5 of .*changes\.patch is about") as caught:
        patch.edits(repository.source("docs/a.md", now))
    assert hint in (caught.value.hint or "")
    assert caught.value.line == 1


def test_what_is_binary_renamed_or_new(repository: Repository) -> None:
    repository.write("picture.png", bytes(range(256)))
    repository.commit("picture")
    repository.write("picture.png", bytes(reversed(range(256))))
    only = r"nothing but binary changes"
    for options in ((), ("--binary",)):
        with pytest.raises(SourceError, match=only):
            repository.patch(repository.git("diff", *options))
    repository.git("mv", "docs/a.md", "docs/renamed.md")
    repository.write("docs/renamed.md", NEW)
    repository.git("mv", "docs/b.md", "docs/same.md")
    repository.write("docs/new.md", "New.\n")
    repository.git("add", "-A")
    patch = repository.patch(repository.git("diff", "--cached", "-M", "--binary"))
    for name in ("docs/a.md", "docs/renamed.md"):
        assert patched(patch, repository.source(name, OLD)) == NEW
    for name, text, message in [
        ("picture.png", "x", "in a binary way"),
        ("docs/same.md", OLD, "in name or mode only"),
        ("docs/new.md", "There.\n", "makes this file anew"),
    ]:
        with pytest.raises(SourceError, match=message):
            patch.edits(repository.source(name, text))
    assert patched(patch, repository.source("docs/new.md", "")) == "New.\n"


def test_a_file_that_goes(repository: Repository) -> None:
    repository.git("rm", "-q", "docs/a.md")
    patch = repository.patch(repository.git("diff", "--cached"))
    assert patched(patch, repository.source("docs/a.md", OLD)) == ""


def test_diffs_that_are_no_patches(repository: Repository) -> None:
    repository.write("docs/a.md", NEW)
    with pytest.raises(SourceError, match="breaks off") as caught:
        repository.patch(repository.git("diff", "--word-diff"))
    assert "word" in (caught.value.hint or "")
    context = subprocess.run(["diff", "-c", "docs/b.md", "docs/a.md"], cwd=repository.folder, capture_output=True)
    with pytest.raises(SourceError, match="not a unified diff"):
        repository.patch(context.stdout)
    with pytest.raises(SourceError, match="combined diff"):
        repository.patch(b"diff --cc a\n--- a/a\n+++ b/a\n@@@ -1,1 -1,1 +1,1 @@@\n- x\n -y\n++z\n")


def test_the_session_of_a_patch(repository: Repository) -> None:
    repository.write("docs/a.md", NEW)
    patch = repository.patch(repository.git("diff"))
    file = open_patched(Document.of(repository.source("docs/a.md", OLD)), Linter(), patch)
    first, second = file.session.proposals()
    file.session.accept(first.id)
    file.session.reject(second.id)
    assert file.session.text() == OLD.replace("utilise", "use")
