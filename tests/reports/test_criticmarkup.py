"""Changes as CriticMarkup."""

from __future__ import annotations

import pytest
from changed_texts import changed_texts, remarked_texts
from hypothesis import given

from copydesk.edits.change import apply_edits
from copydesk.errors import EditError
from copydesk.reports.criticmarkup import criticmarkup
from copydesk.reports.remarks import Reason, Remark
from copydesk.text.edit import Edit
from copydesk.text.source import Source
from copydesk.text.span import Span


def read(text: str, accept: bool) -> str:
    """CriticMarkup read from left to right, by no code of ours: every mark accepted, or every one rejected."""
    closing = {"{++": "++}", "{--": "--}", "{~~": "~~}", "{==": "==}", "{>>": "<<}"}
    result, at = "", 0
    while at < len(text):
        opening = text[at : at + 3]
        if opening not in closing:
            result, at = result + text[at], at + 1
            continue
        end = text.index(closing[opening], at + 3)
        inside = text[at + 3 : end]
        if opening == "{~~":
            old, new = inside.split("~>")
            result += new if accept else old
        elif opening == "{==" or opening == ("{++" if accept else "{--"):
            result += inside
        at = end + 3
    return result


def said(span: tuple[int, int], message: str, edit: Edit | None = None) -> Remark:
    return Remark(Span(*span), edit, (Reason("UT001", "utilise", message),))


@pytest.mark.parametrize(
    ("text", "edits", "expected"),
    [
        ("We utilise it.", [Edit(3, 10, "use")], "We {~~utilise~>use~~} it."),
        ("We really go.", [Edit(3, 10, "")], "We {--really --}go."),
        ("two day ago", [Edit(7, 7, "s")], "two {~~day~>days~~} ago"),
        ("One.\n\nTwo.\n\nThree.", [Edit(6, 12, "")], "One.\n\n{--Two.--}{--\n\n--}Three."),
        ("- one\n- two\n", [Edit(0, 6, "")], "{--- one\n--}- two\n"),
        ("| a | teh |\n", [Edit(6, 9, "the")], "| a | {~~teh~>the~~} |\n"),
        ("go home", [Edit(0, 0, "I ")], "{++I ++}go home"),
        ("so -- well", [Edit(3, 5, "–")], "so {~~--~>–~~} well"),
    ],
)
def test_criticmarkup(text: str, edits: list[Edit], expected: str) -> None:
    assert criticmarkup(Source(text), edits) == expected


def test_comments_follow_what_they_are_about() -> None:
    text = "We utilise it, and they utilise it very much."
    edits = [Edit(3, 10, "use"), Edit(24, 31, "use")]
    remarks = [
        said((24, 31), "Write\n“use”.", edits[1]),
        said((3, 10), "Short <<} words", edits[0]),
        said((35, 44), "Say how much."),
        said((0, 45), "Make two sentences of it."),
    ]
    assert criticmarkup(Source(text), edits, remarks) == (
        "We {~~utilise~>use~~}{>>Short << } words (UT001)<<} it, and they "
        "{~~utilise~>use~~}{>>Write “use”. (UT001)<<} it "
        "{==very much==}{>>Say how much. (UT001)<<}.{>>Make two sentences of it. (UT001)<<}"
    )


def test_comments_keep_to_the_encoding_of_the_file() -> None:
    written = criticmarkup(Source("très mal", encoding="latin-1"), [], [said((0, 4), "“très” – really… 😀")])
    assert written == '{==très==}{>>"très" - really... ? (UT001)<<} mal'
    assert written.encode("latin-1")


@given(remarked_texts())
def test_rejecting_gives_the_original_and_accepting_the_new_text(
    change: tuple[str, tuple[Edit, ...], tuple[Remark, ...]],
) -> None:
    text, edits, remarks = change
    for wanted in ((), remarks):
        try:
            written = criticmarkup(Source(text), edits, wanted)
        except EditError:
            assert "{" in text + "".join(edit.replacement for edit in edits) or "}" in text + "".join(
                edit.replacement for edit in edits
            )
            return
        assert read(written, accept=False) == text
        assert read(written, accept=True) == apply_edits(text, edits)


@given(changed_texts("ab -\n\r~>=+", 60))
def test_a_text_without_braces_can_always_be_written(change: tuple[str, tuple[Edit, ...]]) -> None:
    text, edits = change
    written = criticmarkup(Source(text), edits)
    assert (read(written, accept=False), read(written, accept=True)) == (text, apply_edits(text, edits))


@pytest.mark.parametrize("mark", ["{++three++}", "{>> why", "{--", "{~~", "{=="])
def test_text_that_has_marks_already_is_refused(mark: str) -> None:
    with pytest.raises(EditError, match="already") as caught:
        criticmarkup(Source(f"One.\nTwo {mark}.", "a.md"), [])
    assert (caught.value.path, caught.value.line) == ("a.md", 2)


def test_a_change_that_brings_marks_is_refused() -> None:
    with pytest.raises(EditError, match="signs of CriticMarkup") as caught:
        criticmarkup(Source("One.\nTwo.", "a.md"), [Edit(5, 8, "{--Three--}")])
    assert caught.value.line == 2
