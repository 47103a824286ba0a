"""Searching block by block: hints only save time."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.formats.document import Document
from copydesk.language.prose import Prose
from copydesk.rules.search import Hint, matches

TEXT = st.text(alphabet="ab ,.\n", max_size=40)
CASES: list[tuple[str, Hint]] = [
    (r"a,b|, ,", (",",)),
    (r"[ab]+\.", re.compile(r"\.")),
    (r"ab", ("ab", "ba")),
    (r"b(?=\.)", re.compile(r"[b.]")),
]


@settings(max_examples=200, deadline=None)
@given(TEXT, st.sampled_from(CASES))
def test_the_matches_are_those_of_all_blocks(text: str, case: tuple[str, Hint]) -> None:
    expression, hint = re.compile(case[0]), case[1]
    prose = Prose(Document.parse(text, "text"))
    plainly = [
        match.span()
        for block in prose.blocks
        for match in expression.finditer(prose.masked, block.start, block.end + 16)
        if match.end() <= block.end
    ]
    assert [match.span() for match in matches(prose, expression, hint)] == plainly
    assert [match.span() for match in matches(prose, expression, hint)] == plainly  # from memory
