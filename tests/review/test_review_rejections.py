"""What was rejected in a review stays away from check, diff and fix."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.engines.base import Checked
from copydesk.formats.document import Document
from copydesk.lint.config import Config
from copydesk.lint.fixer import fix_document
from copydesk.lint.linter import Linter, LintResult
from copydesk.review.memory import Memory
from copydesk.review.proposals import Verdict
from copydesk.review.rejections import Rejections
from copydesk.review.session import ReviewSession
from copydesk.review.store import FILE_NAME, DecisionFile
from copydesk.text.edit import Applicability, Edit, Fix
from copydesk.text.finding import Category, Confidence, Finding, Severity
from copydesk.text.source import Source
from copydesk.text.span import Span

WORDS = st.sampled_from(["utilise", "leverage", "they", "ropes.", "\n\n", "\n"])
VERDICTS = st.sampled_from([Verdict.REJECTED, Verdict.ACCEPTED, Verdict.SKIPPED, Verdict.OPEN])


def findings(text: str) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            match.group()[:2].upper(), "w", Category.STYLE, Severity.ERROR, Confidence.HIGH, "No.", Span(*match.span()),
            (Fix((Edit(*match.span(), "use"),)),),
        )
        for match in re.finditer("utilise|leverage", text)
    )  # fmt: skip


class Words:
    """An engine that flags what `findings` does."""

    name = "words"

    def check(self, document: Document) -> Checked:
        return Checked(findings(document.text))

    def close(self) -> None:
        pass


def decide(memory: Memory, verdicts: Sequence[Verdict]) -> None:
    for proposal, verdict in zip(memory.session.proposals(), verdicts, strict=False):
        if verdict is Verdict.REJECTED:
            memory.session.reject(proposal.id)
        elif verdict is Verdict.ACCEPTED:
            memory.session.accept(proposal.id)
        elif verdict is Verdict.SKIPPED:
            memory.session.skip(proposal.id)
    memory.save()


@given(st.lists(WORDS, max_size=25), st.lists(VERDICTS, max_size=25), st.lists(WORDS, max_size=25), st.integers(0, 25))
def test_check_leaves_out_just_what_a_review_does_not_show_again(
    tmp_path_factory: pytest.TempPathFactory, words: list[str], verdicts: list[Verdict], more: list[str], place: int
) -> None:
    folder = tmp_path_factory.mktemp("both")
    path = str(folder / "a.txt")
    decisions = DecisionFile(folder / FILE_NAME)
    text = " ".join(words)
    decide(Memory(decisions, path, ReviewSession(text, findings(text))), verdicts)
    changed = " ".join([*words[:place], *more, *words[place:]])  # the text has changed since
    for now in (text, changed):
        again = Memory(DecisionFile(folder / FILE_NAME), path, ReviewSession(now, findings(now)))
        again.take_up()
        proposals = again.session.proposals()
        rejected = [one.finding for one in proposals if again.session.mark(one.id).verdict is Verdict.REJECTED]
        result = Rejections()(
            Document.of(Source(now, path), "text"),
            Config(root=folder, respect_decisions=True),
            LintResult(findings(now)),
        )
        assert list(result.rejected) == rejected
        assert list(result.findings) == [one for one in findings(now) if one not in rejected]


def test_only_where_the_settings_respect_decisions(tmp_path: Path) -> None:
    text = "They utilise ropes."
    path, decisions = str(tmp_path / "a.txt"), DecisionFile(tmp_path / FILE_NAME)
    decide(Memory(decisions, path, ReviewSession(text, findings(text))), [Verdict.REJECTED])
    result, document = LintResult(findings(text)), Document.of(Source(text, path), "text")
    assert Rejections()(document, Config(root=tmp_path), result) is result
    unnamed = Document.of(Source(text), "text")
    assert Rejections()(unnamed, Config(root=tmp_path, respect_decisions=True), result) is result
    elsewhere = Rejections(tmp_path / FILE_NAME)
    assert elsewhere(document, Config(root=tmp_path / "sub", respect_decisions=True), result).findings == ()


def test_a_rejection_goes_with_its_words_when_words_beside_them_are_fixed(tmp_path: Path) -> None:
    linter = Linter(
        Config(root=tmp_path, respect_decisions=True),
        engines=[Words()],
    )
    text, path = "They utilise and leverage ropes.", str(tmp_path / "a.txt")
    decide(Memory(DecisionFile(tmp_path / FILE_NAME), path, ReviewSession(text, findings(text))), [Verdict.REJECTED])
    document, veto = Document.of(Source(text, path), "text"), Rejections()
    fixed = fix_document(document, linter, at_least=Applicability.UNSAFE, veto=veto)
    assert fixed.after.text == "They utilise and use ropes."
    assert [finding.code for finding in fixed.last.rejected] == ["UT"]
    veto.carry_over(fixed, linter.config)
    assert (tmp_path / FILE_NAME).read_text().endswith("a.txt\tUT\trejected\tThey [[utilise]] and use ropes.\n")
    assert len(DecisionFile(tmp_path / FILE_NAME)) == 1


@pytest.fixture
def git(tmp_path: Path) -> Path:
    """A repository with one commit: a text, and a decision on it."""
    if shutil.which("git") is None:
        pytest.skip("git is not there")
    run(tmp_path, "init", "-q", "-b", "main")
    run(tmp_path, "config", "user.name", "T")
    run(tmp_path, "config", "user.email", "t@example.org")
    (tmp_path / "a.txt").write_text(TEXT)
    review(tmp_path, {3: Verdict.REJECTED})
    commit(tmp_path)
    return tmp_path


TEXT = "We utilise it.\n\nYou utilise it.\n\nThey utilise it.\n\nAll leverage it.\n"


def run(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def commit(folder: Path) -> None:
    run(folder, "add", "-A")
    run(folder, "commit", "-q", "-m", "decisions")


def review(folder: Path, verdicts: dict[int, Verdict]) -> None:
    """Decide on some proposals of the text."""
    memory = Memory(DecisionFile(folder / FILE_NAME), str(folder / "a.txt"), ReviewSession(TEXT, findings(TEXT)))
    memory.take_up()
    decide(memory, [verdicts.get(id, Verdict.OPEN) for id in range(4)])


def decided(folder: Path) -> dict[str, str]:
    memory = Memory(DecisionFile(folder / FILE_NAME), str(folder / "a.txt"), ReviewSession(TEXT, findings(TEXT)))
    memory.take_up()
    marks = {TEXT[: one.span.start].split()[-1]: memory.session.mark(one.id) for one in memory.session.proposals()}
    return {word: str(mark.verdict) for word, mark in marks.items()}


def merge(folder: Path, ours: dict[int, Verdict], theirs: dict[int, Verdict]) -> bool:
    """Decide on two branches and merge them; whether git saw no conflict."""
    run(folder, "checkout", "-q", "-b", "other")
    review(folder, theirs)
    commit(folder)
    run(folder, "checkout", "-q", "main")
    review(folder, ours)
    commit(folder)
    return subprocess.run(["git", "merge", "-q", "other"], cwd=folder, capture_output=True).returncode == 0


@pytest.mark.parametrize("union", [True, False])
def test_decisions_of_two_branches_hold_after_a_merge(git: Path, union: bool) -> None:
    if union:
        (git / ".gitattributes").write_text(f"{FILE_NAME} merge=union\n")
        commit(git)
    ours, theirs = {0: Verdict.REJECTED, 2: Verdict.ACCEPTED}, {1: Verdict.REJECTED}
    assert merge(git, ours, theirs) is union  # without it, lines side by side are a conflict to git
    assert decided(git) == {"We": "rejected", "You": "rejected", "They": "accepted", "All": "rejected"}
    assert DecisionFile(git / FILE_NAME).disputes == ()


def test_decisions_that_contradict_each_other_are_told_and_asked_again(git: Path) -> None:
    (git / ".gitattributes").write_text(f"{FILE_NAME} merge=union\n")
    commit(git)
    assert merge(git, {0: Verdict.REJECTED}, {0: Verdict.ACCEPTED})
    assert decided(git) == {"We": "open", "You": "open", "They": "open", "All": "rejected"}
    (dispute,) = DecisionFile(git / FILE_NAME).disputes
    lines = (git / FILE_NAME).read_text().split("\n")
    first, second = (at for at, line in enumerate(lines, 1) if "[[utilise]]" in line)
    assert f"{FILE_NAME}:{second}: decides otherwise than line {first}" in dispute
    review(git, {1: Verdict.REJECTED})
    assert len(DecisionFile(git / FILE_NAME).disputes) == 1  # deciding elsewhere loses neither
    review(git, {0: Verdict.REJECTED})
    assert DecisionFile(git / FILE_NAME).disputes == ()
    assert decided(git)["We"] == "rejected"
