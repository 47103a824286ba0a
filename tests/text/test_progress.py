"""How far a piece of work is."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from copydesk.formats.document import Document
from copydesk.lint.linter import Linter
from copydesk.text.progress import each, listening, report, stage


def test_stages_are_parts_of_the_whole() -> None:
    heard: list[float] = []
    with listening(heard.append):
        report(0.25)
        with stage(0.5, 1):
            report(0.5)
            with stage(0.5, 1):
                report(0)
    assert heard == [0.25, 0.75, 0.75, 1.0, 1.0]
    report(0.5)
    with stage(0, 1):
        assert list(each("ab")) == ["a", "b"]
    assert len(heard) == 5


Work = list["Work"]
WORK: st.SearchStrategy[Work] = st.recursive(st.just([]), lambda parts: st.lists(parts, max_size=4), max_leaves=20)


def done(work: Work) -> Iterator[None]:
    for part in each(work):
        report(0)
        yield from done(part)
        report(1)


@given(WORK)
def test_it_only_ever_grows_and_ends_with_the_whole(work: Work) -> None:
    heard: list[float] = []
    with listening(heard.append):
        list(done(work))
    assert heard == sorted(heard)
    assert heard[-1:] == ([1.0] if work else [])


def test_a_check_tells_how_far_it_is() -> None:
    heard: list[float] = []
    document = Document.parse("He go to school. It was was a long long way.\n" * 40, format="text")
    with listening(heard.append):
        found = Linter().check(document)
    assert found == Linter().check(document)
    assert len(set(heard)) > 50
    assert heard == sorted(heard)
    assert heard[-1] == 1.0
