"""A review of several files without any front: what is opened, taken over, written and said."""

from __future__ import annotations

from pathlib import Path

import pytest

from copydesk.errors import CopydeskError
from copydesk.lint.files import Configs, Target, discover
from copydesk.lint.linter import LintResult
from copydesk.review.actions import Actions
from copydesk.review.proposals import ReviewError, Verdict
from copydesk.review.run import Review


class Recorder:
    """Remembers what is said."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.failed = False

    def out(self, text: str) -> None:
        self.said.append(text.rstrip("\n"))

    def out_bytes(self, data: bytes) -> None:
        self.said.append(data.decode())

    def note(self, message: str) -> None:
        self.said.append(message)

    def warning(self, message: str) -> None:
        self.said.append(message)

    def fail(self, error: CopydeskError) -> None:
        self.failed = True
        self.said.append(str(error))

    def report(self, result: LintResult) -> None:
        for failure in result.failures:
            self.said.append(failure)


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


@pytest.fixture
def review(project: Path, recorder: Recorder, monkeypatch: pytest.MonkeyPatch) -> Review:
    monkeypatch.chdir(project)
    texts = {"a.txt": "They utilise it. It was frobnicatd.\n", "b.txt": "All is well.\n"}
    texts |= {"c.txt": "They utilise advance planning, frobnicatd.\n"}
    for name, text in texts.items():
        (project / name).write_text(text, "utf-8")
    targets = [one for one in discover(sorted(texts), Configs()) if isinstance(one, Target)]
    return Review(targets, recorder)


def test_files_without_proposals_are_passed_over(review: Review) -> None:
    opened = [review.open_next(), review.open_next(), review.open_next()]
    assert [one and one.path for one in opened] == ["a.txt", "c.txt", None]
    assert len(review.files) == 3


def test_ignored_rules_and_new_words_hold_for_the_other_files(review: Review, project: Path) -> None:
    first, second = review.open_next(), review.open_next()
    assert first is not None and second is not None
    actions = Actions(first)
    assert actions.ignore_rule(0) == "OW002 is ignored: 1 set aside."
    assert actions.add_word(1) == "“frobnicatd” counts as spelt right: 1 set aside."
    review.take_over(second)
    verdicts = {one.code: second.session.mark(one.id).verdict for one in second.session.proposals()}
    assert verdicts == {"OW002": Verdict.IGNORED, "OW001": Verdict.OPEN, "OW005": Verdict.IGNORED}
    assert not second.session.can_undo
    assert review.leave() == 0
    assert (project / "words.txt").read_text("utf-8") == "Palmyra\nfrobnicatd\n"


def test_leaving_writes_and_says_so(review: Review, recorder: Recorder, project: Path) -> None:
    first, second = review.open_next(), review.open_next()
    assert first is not None and second is not None
    Actions(first).accept(0)
    assert "a.txt\tOW002\taccepted\t" in (project / ".copydesk-decisions").read_text("utf-8")
    assert review.leave() == 0
    assert recorder.said == [
        "c.txt: 0 accepted, 0 rejected, 3 undecided; the file is as it was.",
        "a.txt: 1 accepted, 0 rejected, 1 undecided; written.",
    ]
    assert (project / "a.txt").read_text("utf-8") == "They use it. It was frobnicatd.\n"
    assert not (project / ".copydesk-decisions").exists()


def test_what_cannot_be_done_says_why(review: Review) -> None:
    first = review.open_next()
    assert first is not None
    actions = Actions(first)
    for impossible, reason in (
        (lambda: actions.choose(0, 7), "there is 1 to choose from"),
        (lambda: actions.add_word(0), "only a word that a spelling rule flags"),
        (lambda: actions.write(0, "utilise"), "that is what stands there now"),
        (lambda: actions.write(0, "\x1b"), "control character"),
        (actions.undo, "nothing to undo"),
    ):
        with pytest.raises(ReviewError, match=reason):
            impossible()
    assert not first.session.decisions()


def test_ones_own_words_are_drafted_again(review: Review) -> None:
    first = review.open_next()
    assert first is not None
    actions = Actions(first)
    assert actions.draft(0).words == "use"
    actions.write(0, "wield")
    assert actions.draft(0).words == "wield"


def test_a_file_that_was_written_can_be_opened_anew(review: Review, recorder: Recorder, project: Path) -> None:
    target, *_ = review.waiting
    first = review.open_next()
    assert first is not None
    Actions(first).accept(0)
    Actions(first).add_word(1)
    assert [one.error for one in review.write()] == [None]
    review.drop(first)
    again = review.admit(target, review.check(target))
    assert again is not None
    review.take_over(again)
    assert [again.session.mark(one.id).verdict for one in again.session.proposals()] == [Verdict.IGNORED]
    review.write()
    assert (project / "words.txt").read_text("utf-8") == "Palmyra\nfrobnicatd\n"  # not once more


def test_a_second_try_to_write_leaves_one_patch(review: Review, project: Path) -> None:
    first = review.open_next()
    assert first is not None
    Actions(first).accept(0)
    (project / "a.txt").write_text("Something else.\n", "utf-8")
    for _ in range(2):
        (outcome,) = review.write()
        assert outcome.error is not None
        assert outcome.rescued is not None and outcome.rescued.absolute() == project / "a.txt.patch"
    assert sorted(path.name for path in project.glob("*.patch")) == ["a.txt.patch"]
    assert (project / "a.txt").read_text("utf-8") == "Something else.\n"


def test_a_decision_can_be_taken_back_and_the_safe_ones_made_at_once(review: Review, project: Path) -> None:
    first = review.open_next()
    assert first is not None
    actions = Actions(first)
    actions.reject(0)
    actions.accept(1)
    assert actions.reopen(0) == "Undecided again."
    assert [first.session.mark(id).verdict for id in (0, 1)] == [Verdict.OPEN, Verdict.ACCEPTED]
    assert "rejected" not in (project / ".copydesk-decisions").read_text("utf-8")
    assert actions.accept_safe() == "0 safe corrections accepted."
