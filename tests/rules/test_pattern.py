"""The pattern language: what it reads, and what it says of mistakes."""

import pytest

from copydesk.errors import PackError
from copydesk.formats.document import Document
from copydesk.language.lexicon import lexicon
from copydesk.language.prose import Prose
from copydesk.rules.index import anchor_of
from copydesk.rules.matcher import Matcher
from copydesk.rules.pattern import Pattern
from copydesk.rules.pattern_syntax import parse


def found(pattern: str, text: str, **lists: list[str]) -> list[str]:
    """The marked texts of all matches, one for each place of the anchor."""
    made = parse(pattern, lists)
    matcher = Matcher(made, anchor_of(made, lexicon()).element)
    prose = Prose(Document.parse(text, "text"))
    matches = [match for index in range(len(prose)) if (match := matcher.at(prose, index))]
    return [prose.span(*match.marked).of(text) for match in matches]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("two days", "Two days and two Days.", ["Two days", "two Days"]),
        ("in|on time", "in time, on time, off time", ["in time", "on time"]),
        ("<take> part", "They took part; he takes part.", ["took part", "takes part"]),
        ("<take:VBN> part", "They have taken part.", ["taken part"]),
        ("gone [.|from]", "They are gone. Gone from here, gone astray.", ["gone.", "Gone from"]),
        ("known (to)", "It is known to us.", ["to"]),
        ("a [JJ]{0,2} hut", "a hut, a small hut, a small old hut", ["a hut", "a small hut", "a small old hut"]),
        ("a very+ good", "a very very good", ["a very very good"]),
        ("the !big dog", "the big dog and the small dog", ["the small dog"]),
        ("^ and", "And so. This and that.", ["And"]),
        ("done $", "It is done. Now done with it.", ["done"]),
        ("don't", "I don't. I don’t.", ["don't", "don’t"]),
        ("[in=meals] time", "lunch time", ["lunch time"]),
        ("[shape=X] talks", "UN talks and other talks", ["UN talks"]),
        ("[end=ing] up", "giving up", ["giving up"]),
        ("[re=\\d+] days", "12 days or ten days", ["12 days"]),
        ("what \\?", "So what?", ["what?"]),
        (". days", "two days", ["two days"]),
        ("x:the [word=end]", "the end", ["the end"]),
    ],
)
def test_finds(pattern: str, text: str, expected: list[str]) -> None:
    assert found(pattern, text, meals=["lunch"]) == expected


def test_never_crosses_a_sentence() -> None:
    assert found("end the", "This is the end. The next begins.") == []


def test_never_crosses_a_block() -> None:
    assert found("end the", "the end\n\nthe next") == []


@pytest.mark.parametrize(
    ("pattern", "complaint"),
    [
        ("[XYZ]", "not a Penn Treebank tag"),
        ("[may=VX]", "not a Penn Treebank tag"),
        ("[colour=red]", "unknown condition"),
        ("[in=nothing]", "no list"),
        ("(a (b) c)", "“(”"),
        ("a b)", "“)” without “(”"),
        ("(a b", "“(” without “)”"),
        ("a{3,2}", "must go up"),
        ("a{0,99} b", "must go up"),
        ("[]", "says nothing"),
        ("[re=(]", "bad regular expression"),
        ("x:don't", "more than one token"),
        ("a? b*", "no element that must be there"),
        ("", "no element that must be there"),
    ],
)
def test_mistakes_are_named(pattern: str, complaint: str) -> None:
    with pytest.raises(PackError) as caught:
        parse(pattern)
    assert complaint in str(caught.value)


def test_packing_keeps_everything() -> None:
    pattern = parse("^ <take|get> v:[VBD may!=NN]? !of (the|a) .{0,3} [class=mass] $")
    assert Pattern.unpack(pattern.pack()) == pattern


@pytest.mark.parametrize(
    ("pattern", "rarest"),
    [("the unlawful act", 1), ("[NN] [FW] [DT]", 1), ("[NN]* the", 1), ("of [NN] [word=mice]", 2)],
)
def test_the_anchor_is_the_rarest_element(pattern: str, rarest: int) -> None:
    anchor = anchor_of(parse(pattern), lexicon())
    assert anchor.element == rarest
