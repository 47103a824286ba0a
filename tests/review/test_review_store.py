"""Decisions that last."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.errors import ConfigError
from copydesk.review.memory import Memory
from copydesk.review.proposals import Verdict
from copydesk.review.session import ReviewSession
from copydesk.review.store import DecisionFile, Key, Saved, context
from copydesk.text.edit import Edit, Fix
from copydesk.text.finding import Category, Confidence, Finding, Severity
from copydesk.text.span import Span

TEXT = "She utilise ropes daily.\nThey utilise ropes daily.\n\nNew ideas utilise\tropes."


def findings(text: str) -> list[Finding]:
    found = []
    for match in re.finditer("utilise", text):
        fixes = (Fix((Edit(*match.span(), "use"),)), Fix((Edit(*match.span(), "uses"),)))
        found.append(
            Finding("UT1", "u", Category.STYLE, Severity.ERROR, Confidence.HIGH, "No.", Span(*match.span()), fixes)
        )
    return found


def memory(folder: Path, text: str, name: str = "a.txt") -> Memory:
    return Memory(DecisionFile(folder / "decisions"), str(folder / name), ReviewSession(text, findings(text)))


def test_the_file_reads_well(tmp_path: Path) -> None:
    first = memory(tmp_path, TEXT)
    first.session.reject(2)
    first.session.write_own(0, "knots\tand")
    first.save()
    assert (tmp_path / "decisions").read_text("utf-8").splitlines()[1:] == [
        "a.txt\tUT1\taccepted\tShe [[utilise]] ropes daily. They utilise\tknots\\tand\t2",
        "a.txt\tUT1\trejected\tNew ideas [[utilise]] ropes.",
    ]


def test_decisions_are_taken_up_again(tmp_path: Path) -> None:
    first = memory(tmp_path, TEXT)
    first.session.accept(0, 1)
    first.session.write_own(1, "climb")
    first.session.reject(2)
    first.save()
    again = memory(tmp_path, TEXT)
    assert again.take_up() == 3
    assert again.session.text() == first.session.text()
    assert again.session.mark(0).alternative == 1
    assert not again.session.can_undo


def test_lines_may_move_and_other_files_do_not_count(tmp_path: Path) -> None:
    first = memory(tmp_path, TEXT)
    first.session.reject(1)
    first.save()
    moved = memory(tmp_path, "A new beginning.\n\n" + TEXT.replace("\n", "\r\n"))
    assert moved.take_up() == 1
    assert moved.session.mark(1).verdict is Verdict.REJECTED
    assert memory(tmp_path, TEXT, "b.txt").take_up() == 0


def test_undoing_takes_a_decision_out_of_the_file(tmp_path: Path) -> None:
    first = memory(tmp_path, TEXT)
    first.session.reject(1)
    first.save()
    first.session.undo()
    first.save()
    assert not (tmp_path / "decisions").exists()


def test_the_same_words_twice_are_two_occurrences(tmp_path: Path) -> None:
    text = "They utilise ropes.\n\nThey utilise ropes.\n"
    first = memory(tmp_path, text)
    first.session.reject(1)
    first.save()
    again = memory(tmp_path, text)
    again.take_up()
    assert [again.session.mark(id).verdict for id in (0, 1)] == [Verdict.OPEN, Verdict.REJECTED]
    assert "UT1#2" in (tmp_path / "decisions").read_text()


def test_once_written_what_was_rejected_is_kept_by_its_new_words(tmp_path: Path) -> None:
    first = memory(tmp_path, TEXT)
    first.session.accept(0)
    first.session.reject(1)
    first.save()
    first.settle()
    again = memory(tmp_path, first.session.text())
    assert again.take_up() == 1
    assert len(again.decisions) == 1
    assert again.session.mark(0).verdict is Verdict.REJECTED


def test_what_others_write_meanwhile_is_kept(tmp_path: Path) -> None:
    one, other = memory(tmp_path, TEXT), memory(tmp_path, TEXT, "b.txt")
    one.session.reject(0)
    one.save()
    other.session.reject(0)
    other.save()
    one.session.reject(1)
    one.save()
    assert len(DecisionFile(tmp_path / "decisions")) == 3


def test_the_marks_of_a_merge_conflict_do_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "decisions"
    line = "a.txt\tUT1\trejected\tNew ideas [[utilise]] ropes.\n"
    path.write_text(f"<<<<<<< HEAD\n{line}=======\nb.txt\tUT1\trejected\t[[x]]\r\n>>>>>>> other\n\n# note\n")
    assert len(DecisionFile(path)) == 2


@pytest.mark.parametrize(
    "line", ["nonsense", "a.txt\tUT1\tperhaps\t[[x]]", "a.txt\tUT1\taccepted\t[[x]]", "a.txt\tUT1#x\trejected\t[[x]]"]
)
def test_a_broken_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "decisions"
    path.write_text(f"# ok\n{line}\n")
    with pytest.raises(ConfigError) as caught:
        DecisionFile(path)
    assert (caught.value.line, caught.value.path) == (2, str(path))


def test_a_file_that_somebody_breaks_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "decisions"
    mine = memory(tmp_path, TEXT)
    mine.session.reject(0)
    mine.save()
    broken = path.read_text() + "nonsense\n"
    path.write_text(broken)
    for id in (1, 2):
        mine.session.reject(id)
        with pytest.raises(ConfigError):
            mine.save()
    assert path.read_text() == broken
    path.write_text(broken.removesuffix("nonsense\n"))
    mine.session.accept(1)
    mine.save()
    assert memory(tmp_path, TEXT).take_up() == 3


def test_a_file_that_is_removed_meanwhile_comes_back_with_the_next_decision(tmp_path: Path) -> None:
    mine = memory(tmp_path, TEXT)
    mine.session.reject(0)
    mine.save()
    (tmp_path / "decisions").unlink()
    mine.session.reject(1)
    mine.save()
    assert memory(tmp_path, TEXT).take_up() == 2


def test_the_same_decision_in_another_turn_is_no_dispute(tmp_path: Path) -> None:
    path = tmp_path / "decisions"
    line = "a.txt\tUT1\taccepted\tNew ideas [[utilise]] ropes.\tknots"
    path.write_text(f"{line}\t2\n{line}\t7\n")
    assert DecisionFile(path).disputes == ()
    mine = memory(tmp_path, TEXT)
    assert mine.take_up() == 1 and mine.session.mark(2).own == "knots"


def test_ones_own_words_are_not_put_where_they_were_not_written_for(tmp_path: Path) -> None:
    def opened() -> Memory:
        text = "She utilise ropes."
        late = Finding("UT2", "l", Category.STYLE, Severity.ERROR, Confidence.HIGH, "No.", Span(8, 17))
        session = ReviewSession(text, [*findings(text), late])
        return Memory(DecisionFile(tmp_path / "decisions"), str(tmp_path / "a.txt"), session)

    first = opened()
    first.session.write_own(0, "climbs with")
    first.session.write_own(1, "climbs daily")  # which takes the place of the other as well
    first.save()
    lines = (tmp_path / "decisions").read_text("utf-8").splitlines()[1:]
    assert lines == [
        "a.txt\tUT1\taccepted\tShe [[utilise]] ropes.\tclimbs with\t1",
        "a.txt\tUT2\taccepted\tShe util[[ise ropes]].\tclimbs daily\t2:13",
    ]
    again = opened()
    assert again.take_up() == 2 and again.session.text() == "She climbs daily."
    (tmp_path / "decisions").write_text(lines[1], "utf-8")
    alone = opened()
    assert alone.take_up() == 0 and alone.session.text() == "She utilise ropes."


FIELD = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)


@given(st.dictionaries(st.builds(Key, FIELD, st.just("UT1"), FIELD, st.integers(1, 9)), FIELD | st.none(), max_size=5))
def test_whatever_is_saved_is_read_back(tmp_path_factory: pytest.TempPathFactory, news: dict[Key, str | None]) -> None:
    path = tmp_path_factory.mktemp("store") / "decisions"
    saved = {
        key: Saved(Verdict.REJECTED) if words is None else Saved(Verdict.ACCEPTED, words) for key, words in news.items()
    }
    DecisionFile(path).update(saved)
    again = DecisionFile(path)
    assert len(again) == len(saved)
    assert all(again[key] == value for key, value in saved.items())


def test_context_stays_in_the_paragraph() -> None:
    text = "Before it.\n\nOne  two\nthree four five [x] six.\r\n\r\nAfter."
    start = text.index("[x]")
    assert context(text, Span(start, start + 3)) == "two three four five [[[x]]] six."
    assert context("ab", Span(1, 1)) == "a[[]]b"
