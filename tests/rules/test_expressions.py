"""Regular expressions of packs: which are compiled by re, and that it makes no difference to what fits."""

import re

import pytest

from copydesk.rules.expressions import TEXT, WORD, late, quick, stoppable, unbounded, word_test


@pytest.mark.parametrize(
    ("expression", "count"),
    [
        ("abc", 0),
        (r"\d+", 1),
        (r"\d{2,3}", 0),
        (r"a{2,}b*", 2),
        (r"[*+]", 0),
        (r"\*\+", 0),
        (r"[]*+]x", 0),
        (r"[^]+]x+", 1),
        (r"(?:a|b)?", 0),
        (r"\b([A-Za-z]+)´s", 0),
        (r"\b\w+ \w+", 1),
        (r"(a+)+", None),
        (r"(a|aa)*", None),
        (r"(?:ab){2,5}", None),
    ],
)
def test_unbounded(expression: str, count: int | None) -> None:
    assert unbounded(expression) == count


@pytest.mark.parametrize("expression", [r"(a+)+b", r"a*b*c*", r"\p{Lu}x", r"[[:alpha:]]x", r"[a--b]", "("])
def test_what_could_take_long_or_be_read_otherwise_is_not_quick(expression: str) -> None:
    assert quick(expression, WORD) is None


def test_a_repetition_is_quick_in_a_word_only() -> None:
    assert quick(r"\d+th", WORD) is not None
    assert quick(r"\d+th", TEXT) is None
    assert quick(r"(?<=[a-z])[`´](?=s\b)", TEXT) is not None


@pytest.mark.parametrize("expression", [r"\d+(?:st|nd|rd|th)", r".*ly", r"un\w+ed", r"[a-f]{2,3}", r"(ab)+", "x|y|"])
def test_both_modules_agree(expression: str) -> None:
    fits = word_test(expression, 1.0)
    for word in ("21st", "quickly", "undoubted", "abc", "abab", "x", "", "fabled", "ly", "12"):
        assert fits(word) == (stoppable(expression).fullmatch(word) is not None) == bool(re.fullmatch(expression, word))


def test_what_takes_too_long_is_stopped() -> None:
    with pytest.raises(TimeoutError):
        word_test(r"(a|aa|aaa)+(a|aa)+(aa|a)+b", 0.01)("a" * 60)


def test_a_late_expression_is_like_a_compiled_one() -> None:
    found = late(r"(?P<word>b\w+)", re.IGNORECASE)
    text = "A Bridge by the bay"
    assert [match["word"] for match in found.finditer(text)] == ["Bridge", "by", "bay"]
    assert found.search(text, 5) is not None and found.fullmatch("bay") is not None
    assert found.sub("x", text) == "A x x the x"
