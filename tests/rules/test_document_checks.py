"""The checks that look at the whole document: what they find, what they leave alone, and what they make of it."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.engines.rules import RuleEngine
from copydesk.formats.document import Document
from copydesk.rules.checks.dates import MONTHS, WEEKDAYS
from copydesk.rules.checks.readability import syllables
from copydesk.rules.registry import builtin
from copydesk.text.edit import Applicability
from copydesk.text.finding import Finding


def found(text: str, code: str, *, format: str = "text", dialect: str | None = None) -> list[Finding]:
    rules = builtin()
    engine = RuleEngine(rules, rules.select([code]), dialect=dialect)
    checked = engine.check(Document.parse(text, format))
    assert not checked.warnings
    return list(checked.findings)


def marked(text: str, code: str, **options: str) -> list[str]:
    return [text[item.span.start : item.span.end] for item in found(text, code, **options)]


FERRY = "The ferry left the island at noon on Friday with all on board."


def test_a_far_repetition_is_shown_and_a_near_one_is_taken_out() -> None:
    between = "\n\n".join(f"Paragraph number {word} is about the weather." for word in ("one", "two", "three"))
    near = found(f"{FERRY}\n\n{FERRY}\n\nIt was late.", "DU001")
    far = found(f"{FERRY}\n\n{between}\n\n{FERRY}\n\nIt was late.", "DU001")
    assert [item.fixes[0].applicability for item in near] == [Applicability.SAFE]
    assert [item.fixes[0].applicability for item in far] == [Applicability.DISPLAY]


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join([FERRY, "One.", FERRY, "Two.", FERRY]),  # a refrain
        f"# One\n\n{FERRY}\n\n# Two\n\n{FERRY}",  # sections of a manual
        "- Press the green button to begin.\n- Wait.\n- Press the green button to begin.",
        "| a cell with four words | b |\n|---|---|\n| a cell with four words | b |",
        "“Go away.”\n\n“Go away.”",
    ],
)
def test_repetitions_that_are_meant(text: str) -> None:
    assert not found(text, "DU001", format="markdown")


@given(st.dates(min_value=date(1753, 1, 1), max_value=date(2099, 12, 31)), st.integers(0, 6), st.booleans())
def test_a_weekday_is_flagged_exactly_when_it_is_wrong(day: date, weekday: int, month_first: bool) -> None:
    month = MONTHS[day.month - 1].capitalize()
    written = f"{month} {day.day}, {day.year}" if month_first else f"{day.day} {month} {day.year}"
    text = f"They met on {WEEKDAYS[weekday].capitalize()}, {written}, in Rome."
    wrong = found(text, "DT002")
    assert bool(wrong) == (day.weekday() != weekday)
    if wrong:
        edit = wrong[0].fixes[0].edits[0]
        assert edit.replacement.lower() == WEEKDAYS[day.weekday()]


@given(st.integers(1, 12), st.integers(1, 31), st.integers(1800, 2099))
def test_a_date_is_flagged_exactly_when_there_is_no_such_day(month: int, day: int, year: int) -> None:
    text = f"It was signed on {day} {MONTHS[month - 1].capitalize()} {year} in Rome."
    assert bool(found(text, "DT001")) == (day > monthrange(year, month)[1])


@pytest.mark.parametrize(
    ("dialect", "words"),
    [
        ("US", ["colour", "centre", "organise"]),
        ("GB", ["analyze"]),
        ("CA", ["organise"]),
        ("AU", ["analyze"]),
    ],
)
def test_a_configured_dialect_decides(dialect: str, words: list[str]) -> None:
    text = "The colour of the centre: they organise and analyze it."
    assert marked(text, "DL001", dialect=dialect) == words


def test_without_a_clear_majority_no_dialect_is_wrong() -> None:
    assert not found("The colour of her favorite harbor is the colour of grey defense.", "DL001")


def test_a_name_spelt_otherwise_once_is_flagged_unless_it_is_quoted() -> None:
    text = "Magnitogorsk is far. They like Magnitogorsk. {}"
    assert marked(text.format("It is warm in Magnitigorsk."), "CO002") == ["Magnitigorsk"]
    assert marked(text.format("“It is warm in Magnitigorsk,” he said."), "CO002") == []
    assert marked(text.format("It is warm in Chelyabinsk."), "CO002") == []


def test_a_quotation_of_several_paragraphs_is_closed_once() -> None:
    text = "“It began at noon.\n\n“It went on till one.\n\n“It ended at two,” she said."
    assert not found(text, "BA002")
    assert len(found(text.replace(",”", ","), "BA002")) == 1


@pytest.mark.parametrize(
    ("word", "count"),
    [("cat", 1), ("table", 2), ("maker", 2), ("make", 1), ("cities", 2), ("wanted", 2), ("moved", 1), ("national", 3)],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize("pack", ["news", "plain", "tech", "inclusive", "academic", "cliches"])
def test_style_packs_are_off_until_asked_for(pack: str) -> None:
    rules = builtin()
    chosen = rules.select([pack])
    assert chosen
    assert not chosen & rules.select(None)
