from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from texts import changes, texts

from copydesk.edits.change import apply_edits
from copydesk.edits.compare import edits_between, edits_by_line
from copydesk.edits.words import marked, widen
from copydesk.text.edit import Edit, ordered


@given(texts(), texts())
def test_edits_between_lead_from_one_text_to_the_other(old: str, new: str) -> None:
    edits = edits_between(old, new)
    assert ordered(edits) == edits
    assert apply_edits(old, edits) == new


@given(changes())
def test_edits_between_find_a_change(change: tuple[str, tuple[Edit, ...]]) -> None:
    text, edits = change
    new = apply_edits(text, edits)
    assert apply_edits(text, edits_between(text, new)) == new


def test_edits_between_are_small_and_apart() -> None:
    old = "One alot.\nTwo.\nThree.\nFour sent.\nFive.\n"
    assert edits_between(old, old) == ()
    assert edits_between(old, old.replace("alot", "a lot").replace("sent", "send")) == (
        Edit(5, 5, " "),
        Edit(30, 31, "d"),
    )
    assert edits_between("", "x") == (Edit(0, 0, "x"),)
    assert edits_between("x\n", "") == (Edit(0, 2, ""),)
    assert edits_between("a\nb\n", "a\nx\nb\n") == (Edit(2, 2, "x\n"),)


def test_edits_between_long_texts_stay_apart() -> None:
    lines = [f"This is sentence {number} of a long text.\n" for number in range(4000)]
    changed = list(lines)
    for number in (3, 1500, 3990):
        changed[number] = changed[number].replace("long", "short")
    del changed[2000]
    assert len(edits_between("".join(lines), "".join(changed))) == 4
    repeated = "again\n" * 3000
    edits = edits_between("x\n" + repeated + "y\n", "z\n" + repeated + "again\nw\n")
    assert apply_edits("x\n" + repeated + "y\n", edits) == "z\n" + repeated + "again\nw\n"


@pytest.mark.parametrize(
    ("text", "edits", "expected"),
    [
        ("Alot of cats", [Edit(1, 1, " ")], "[-Alot-]{+A lot+} of cats"),
        ("two cats", [Edit(7, 8, "")], "two [-cats-]{+cat+}"),
        ("of the the dog", [Edit(6, 10, "")], "of the[- the-] dog"),
        ("However we went", [Edit(7, 7, ",")], "However{+,+} we went"),
        ("a well known fact", [Edit(6, 7, "-")], "a [-well known-]{+well-known+} fact"),
        ("its late", [Edit(2, 2, "’")], "[-its-]{+it’s+} late"),
        ("He go home", [Edit(3, 10, "goes home")], "He [-go-]{+goes+} home"),
        ("unpurpose", [Edit(0, 1, "i"), Edit(8, 9, "ely")], "[-unpurpose-]{+inpurposely+}"),
        ("so 👍", [Edit(4, 4, "🏽")], "so [-👍-]{+👍🏽+}"),
        ("end\n", [Edit(3, 3, "\r")], "end[-\n-]{+\r\n+}"),
        ("same", [Edit(0, 4, "same")], "same"),
    ],
)
def test_changes_are_shown_in_whole_words(text: str, edits: list[Edit], expected: str) -> None:
    assert marked(text, 0, len(text), widen(text, edits)) == expected


@given(changes())
def test_widened_edits_do_the_same(change: tuple[str, tuple[Edit, ...]]) -> None:
    text, edits = change
    assert apply_edits(text, widen(text, edits)) == apply_edits(text, edits)


LINES = st.lists(st.text("ab c", max_size=6), max_size=6)


@given(LINES, LINES)
def test_edits_by_line_make_the_new_text(old: list[str], new: list[str]) -> None:
    before, after = "\n".join(old), "\n".join(new)
    assert apply_edits(before, edits_by_line(before, after)) == after


@given(st.lists(st.tuples(st.text("ab c", max_size=6), st.text("ab c", max_size=6)), max_size=6))
def test_edits_by_line_tear_no_line_that_stayed_in_its_place(lines: list[tuple[str, str]]) -> None:
    before = "\n".join(f"{number}{one}" for number, (one, _) in enumerate(lines))
    after = "\n".join(f"{number}{other}" for number, (_, other) in enumerate(lines))
    edits = edits_by_line(before, after)
    assert apply_edits(before, edits) == after
    assert all("\n" not in before[edit.start : edit.end] + edit.replacement for edit in edits)


def test_each_of_several_lines_is_led_to_what_it_became() -> None:
    before = "They recieved it.\nSaid twice.\nSaid twice.\nHe go home.\nThe end."
    after = "They received it.\nSaid twice.\nHe goes home.\nThe end!"
    edits = edits_by_line(before, after)
    assert [(before[edit.start : edit.end], edit.replacement) for edit in edits] == [
        ("ie", "ei"), ("Said twice.\n", ""), ("", "es"), (".", "!")
    ]  # fmt: skip
