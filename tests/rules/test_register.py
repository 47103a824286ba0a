"""In a paragraph written without capitals the fixes of rules for formal writing are only shown."""

import pytest

from copydesk import correct
from copydesk.formats.document import Document
from copydesk.language.prose import Prose
from copydesk.lint.linter import Linter
from copydesk.rules.register import small_lettered
from copydesk.text.edit import Applicability


@pytest.mark.parametrize(
    ("text", "small"),
    [
        ("so i took the ferry and i was late", True),
        ("did they go? i never heard of it. who cares!", True),
        ("so i took the ferry and was late.", False),  # the final stop: here the capital is a slip
        ("Last year i took the ferry", False),
        ("did they go? They never came", False),
        ("3 boats are late", False),
        ("", False),
    ],
)
def test_small_letters_are_a_habit_or_a_slip(text: str, small: bool) -> None:
    prose = Prose(Document.parse(text, "text"))
    assert [small_lettered(prose, number) for number in range(len(prose.blocks))] == [small] * len(prose.blocks)


def test_each_paragraph_has_its_own_register() -> None:
    chat = "so i took the ferry"
    assert correct(f"Last year i moved to the coast.\n\n{chat}\n") == f"Last year I moved to the coast.\n\n{chat}\n"


def test_what_is_only_shown_is_still_found() -> None:
    (finding,) = Linter().check(Document.parse("last year i moved to the coast", "text"))
    assert finding.code == "CA003"
    assert finding.applicability is Applicability.DISPLAY
