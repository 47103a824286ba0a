"""From words to edits: capitals, spaces, articles, and nothing touched that stays."""

import pytest

from copydesk.edits.change import apply_edits
from copydesk.formats.document import Document
from copydesk.language.prose import Prose
from copydesk.rules.repair import delete, insert_before, replace


def tokens(text: str, words: str) -> tuple[Prose, int, int]:
    """The prose of a text and the token range that reads so."""
    prose = Prose(Document.parse(text, "text"))
    start = text.index(words)
    first = prose.starts.index(start)
    return prose, first, prose.ends.index(start + len(words)) + 1


@pytest.mark.parametrize(
    ("text", "words", "new", "result"),
    [
        ("They took control over it.", "control over", "control of", "They took control of it."),
        ("Advance planning helps.", "Advance planning", "planning", "Planning helps."),
        ("We saw a large house.", "large", "old", "We saw an old house."),
        ("We saw an old house.", "old", "large", "We saw a large house."),
        ("WE SEE THE HOUSE NOW.", "HOUSE", "home", "WE SEE THE HOME NOW."),
        ("He asked NATO for help.", "NATO", "them", "He asked them for help."),
        ("“Due to rain we stayed.”", "Due to", "because of", "“Because of rain we stayed.”"),
        ("It is red or blue.", "red or blue", "red or deep blue", "It is red or deep blue."),
        ("It is red or blue.", "red or blue", "deep red or blue", "It is deep red or blue."),
        ("It’s late and he isn’t here.", "here", "who's", "It’s late and he isn’t who’s."),
        ("They  went\nhome.", "went", "drove", "They  drove\nhome."),
    ],
)
def test_replace(text: str, words: str, new: str, result: str) -> None:
    prose, first, last = tokens(text, words)
    assert apply_edits(text, replace(prose, first, last, new)) == result


def test_replace_touches_only_what_differs() -> None:
    prose, first, last = tokens("known to sent word", "to sent")
    (edit,) = replace(prose, first, last, "to send")
    assert (edit.start, edit.end, edit.replacement) == (9, 13, "send")


def test_the_same_words_are_no_edit() -> None:
    prose, first, last = tokens("known to all", "to all")
    assert replace(prose, first, last, "to all") == ()


@pytest.mark.parametrize(
    ("text", "words", "result"),
    [
        ("Ask the NATO for help.", "the", "Ask NATO for help."),
        ("The NATO helped.", "The", "NATO helped."),
        ("Basically we won.", "Basically", "We won."),
        ("We won, basically.", "basically", "We won,."),
        ("We won (basically) twice.", "basically", "We won () twice."),
    ],
)
def test_delete(text: str, words: str, result: str) -> None:
    prose, first, last = tokens(text, words)
    assert apply_edits(text, delete(prose, first, last)) == result


def test_insert_before_takes_over_the_capital() -> None:
    prose, first, _ = tokens("House was sold.", "House")
    assert apply_edits("House was sold.", insert_before(prose, first, "the")) == "The house was sold."
