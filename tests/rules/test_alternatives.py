"""A pattern whose alternatives have several tokens finds each of them, and the harness names those that cannot be."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.engines.selftest import impossible
from copydesk.errors import PackError
from copydesk.formats.document import Document
from copydesk.language.lexicon import lexicon
from copydesk.language.prose import Prose
from copydesk.rules.alternatives import parse_all, variants
from copydesk.rules.index import anchor_of
from copydesk.rules.kinds import TokenProgram
from copydesk.rules.matcher import Matcher

LISTS = {"modals": ["can", "cannot", "let's"]}
PHRASE = st.lists(st.sampled_from(["out", "of", "in", "under"]), min_size=1, max_size=3)
PHRASES = st.lists(PHRASE, min_size=2, max_size=4)


def marked(pattern: str, text: str) -> set[str]:
    prose = Prose(Document.parse(text, "text"))
    found = set()
    for made in parse_all(pattern, LISTS):
        matcher = Matcher(made, anchor_of(made, lexicon()).element)
        matches = [match for index in range(len(prose)) if (match := matcher.at(prose, index))]
        found |= {prose.span(*match.marked).of(text) for match in matches}
    return found


@pytest.mark.parametrize(
    ("pattern", "written"),
    [
        ("a out_of|under b", ["a under b", "a out of b"]),
        ("(out_of|by_way_of)", ["(out of)", "(by way of)"]),
        ("let's|please go", ["please go", "let's go"]),
        ("[in=modals]? (go)", ["[in=modals]? (go)", "cannot (go)", "let's (go)"]),
        ("this|that !a|b", ["this|that !a|b"]),
    ],
)
def test_a_pattern_is_written_once_for_each_length(pattern: str, written: list[str]) -> None:
    assert variants(pattern, LISTS) == written


@settings(deadline=None, max_examples=40)
@given(PHRASES)
def test_every_alternative_is_found(phrases: list[list[str]]) -> None:
    pattern = "|".join("_".join(phrase) for phrase in phrases)
    for phrase in phrases:
        assert marked(f"reach ({pattern}) sight", f"They reach {' '.join(phrase)} sight.") == {" ".join(phrase)}


def test_a_number_must_mean_the_same_element_everywhere() -> None:
    assert len(parse_all("(take|takes) out_of|from", {}, ["{bring@1}"])) == 2
    with pytest.raises(PackError, match="give element 2 a name"):
        parse_all("out_of|from (take|takes)", {}, ["{bring@2}"])


@pytest.mark.parametrize("pattern", ["!out_of|from it", "x:out_of|from it", "out_of|from{0,2} it"])
def test_only_a_plain_element_can_be_longer(pattern: str) -> None:
    with pytest.raises(PackError, match="more than one token"):
        parse_all(pattern, {})


@pytest.mark.parametrize(
    ("pattern", "never"),
    [
        ("[word=do|don't]", ["don't"]),
        ("[NN|as_well|'ll]", ["as_well"]),
        ("[word=May|may]", ["May"]),
        ("[text=May|may]", []),
        ("[word=’s|'s]", ["’s"]),
        ("[in=modals] out_of|up", []),
        ("n't|'ve|dr. [word=sept.]", []),
    ],
)
def test_the_harness_names_what_never_matches(pattern: str, never: list[str]) -> None:
    program = TokenProgram(tuple((made, ()) for made in parse_all(pattern, LISTS)))
    assert list(impossible(program)) == never
