"""Answers about a document are worked out once, and forgotten with the document."""

import gc

from copydesk.formats.document import Document
from copydesk.language.prose import Prose
from copydesk.rules.kept import kept


def test_an_answer_is_kept_as_long_as_the_prose() -> None:
    asked = []

    @kept
    def words(prose: Prose) -> tuple[str, ...]:
        asked.append(len(prose))
        return tuple(prose.words)

    one, two = (Prose(Document.parse(text, "text")) for text in ("A bridge.", "Old bridges fall."))
    assert words(one) == words(one) == ("A", "bridge", ".")
    assert words(two) == ("Old", "bridges", "fall", ".")
    assert asked == [3, 4]
    del one, two
    gc.collect()
    assert words(Prose(Document.parse("A bridge.", "text"))) == ("A", "bridge", ".")
    assert asked == [3, 4, 3]


def test_what_is_asked_besides_makes_another_answer() -> None:
    asked = []

    @kept
    def at_least(prose: Prose, letters: int) -> tuple[str, ...]:
        asked.append(letters)
        return tuple(word for word in prose.words if len(word) >= letters)

    prose = Prose(Document.parse("An old bridge.", "text"))
    assert at_least(prose, 3) == at_least(prose, 3) == ("old", "bridge")
    assert at_least(prose, 4) == ("bridge",)
    assert asked == [3, 4]
