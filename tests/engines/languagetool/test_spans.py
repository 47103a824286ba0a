"""UTF-16 units and code points."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.engines.languagetool.spans import Utf16Offsets, splits, units

TEXTS = st.text(st.sampled_from("ab \n.é\u0301🌅👩\u200d🇩🇪\U0001f3fd中"), max_size=30)


@given(TEXTS)
def test_units_are_what_utf_16_has(text: str) -> None:
    assert units(text) == Utf16Offsets(text).length == len(text.encode("utf-16-le")) // 2


@given(TEXTS, st.integers(0, 30), st.integers(0, 30))
def test_a_span_is_the_text_that_the_server_meant(text: str, start: int, length: int) -> None:
    data = text.encode("utf-16-le")
    span = Utf16Offsets(text).span(start, length)
    meant = data[2 * start : 2 * (start + length)]
    if span is not None:
        assert text[slice(*span)].encode("utf-16-le") == meant
    elif length > 0 and len(meant) == 2 * length:
        try:
            before = data[: 2 * start].decode("utf-16-le")
            cut = meant.decode("utf-16-le")
        except UnicodeDecodeError:
            return  # half a character
        assert splits(text, len(before)) or splits(text, len(before) + len(cut))


@given(TEXTS)
def test_every_span_of_whole_characters_is_found(text: str) -> None:
    offsets = Utf16Offsets(text)
    places = [place for place in range(len(text) + 1) if not splits(text, place)]
    for start in places:
        for end in places:
            if start < end:
                assert offsets.span(units(text[:start]), units(text[start:end])) == (start, end)


@pytest.mark.parametrize(
    ("text", "offset", "length", "expected"),
    [
        ("a 🌅 teh", 5, 3, (4, 7)),
        ("this 🌅 are", 0, 11, (0, 10)),
        ("🌅 x", 1, 2, None),
        ("🌅 x", 0, 1, None),
        ("abc", 1, 3, None),
        ("abc", -1, 2, None),
        ("abc", 1, 0, None),
        ("abc", 1, None, None),
        ("abc", "1", 1, None),
        ("abc", 1.0, 1, None),
        ("abc", True, 1, None),
        ("cafe\u0301 x", 0, 4, None),
        ("cafe\u0301 x", 0, 5, (0, 5)),
    ],
)
def test_places_of_the_server(text: str, offset: object, length: object, expected: object) -> None:
    assert Utf16Offsets(text).span(offset, length) == expected


@pytest.mark.parametrize(
    "character", ["e\u0301", "👩\u200d👩\u200d👧", "🇩🇪", "👍\U0001f3fd", "நி", "❤\ufe0f", "한"]
)
def test_what_a_reader_takes_for_one_character_is_not_split(character: str) -> None:
    text = f"x{character}y"
    assert [place for place in range(len(text) + 1) if splits(text, place)] == list(range(2, len(character) + 1))


def test_flags_in_a_row_are_split_between_flags_only() -> None:
    text = "🇩🇪🇫🇷"
    assert [splits(text, place) for place in range(5)] == [False, True, False, True, False]
