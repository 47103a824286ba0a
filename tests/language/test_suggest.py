"""Suggestions: the right word first, for slips of the hand and of the ear, in its place."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.language import typos, wordforms
from copydesk.language.lexicon import lexicon
from copydesk.language.neighbours import neighbours
from copydesk.language.suggest import CONTRACTIONS, Suggester

SUGGESTER = Suggester(lexicon())
LETTERS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=14)


@pytest.mark.parametrize(
    ("left", "written", "right", "meant"),
    [
        # letters swapped, left out, added, doubled, single
        ("we", "recieve", "letters", "receive"),
        ("the", "goverment", "fell", "government"),
        ("a", "beautifull", "garden", "beautiful"),
        ("was", "comitted", "to", "committed"),
        ("the", "begining", "of", "beginning"),
        ("very", "sucessful", ".", "successful"),
        ("an", "occurence", "of", "occurrence"),
        ("it", "truely", "is", "truly"),
        ("", "becuase", "they", "because"),
        ("my", "freind", "came", "friend"),
        # by ear
        ("his", "fone", "rang", "phone"),
        ("the", "nife", "was", "knife"),
        ("great", "independance", "day", "independence"),
        ("a", "skedule", "of", "schedule"),
        ("the", "kichen", "door", "kitchen"),
        ("no", "profetion", "at", "profession"),
        ("have", "dout", "about", "doubt"),
        ("is", "definately", "true", "definitely"),
        ("", "wich", "is", "which"),
        ("the", "enviroment", "suffers", "environment"),
        ("a", "resturant", "in", "restaurant"),
        # a neighbouring key
        ("the", "wprld", "cup", "world"),
        ("a", "gteat", "deal", "great"),
        # two letters skipped in a long word
        ("the", "ceremial", "sword", "ceremonial"),
        ("an", "oportuity", "for", "opportunity"),
        # small letters are seldom a name's, and no form of another word's
        ("sat", "alon", "there", "alone"),
        ("friendly", "maner", "of", "manner"),
        # what the neighbours say
        ("with", "yong", "people", "young"),
        ("a", "lto", "of", "lot"),
        ("on", "teh", "table", "the"),
        # an ending left out, where the neighbours ask for it
        ("many", "scolar", "agree", "scholars"),
        ("a", "scolar", "agrees", "scholar"),
        ("were", "discuse", "at", "discussed"),
        # an article that fits
        ("an", "egle", "flew", "eagle"),
    ],
)
def test_first_suggestion(left: str, written: str, right: str, meant: str) -> None:
    assert SUGGESTER.suggest(written, left, right)[0].text == meant


@pytest.mark.parametrize(
    ("left", "written", "right", "meant", "reason"),
    [
        ("he", "goed", "home", "went", "inflection"),
        ("we", "teached", "them", "taught", "inflection"),
        ("the", "childs", "play", "children", "inflection"),
        ("three", "familys", "live", "families", "inflection"),
        ("was", "runing", "away", "running", "inflection"),
        ("more", "informations", "about", "information", "inflection"),
        ("of", "womens", "rights", "women's", "inflection"),
        ("have", "alot", "of", "a lot", "joined"),
        (",", "infact", ",", "in fact", "joined"),
        ("on", "theother", "side", "the other", "joined"),
        ("they", "dont", "know", "don't", "unknown word"),
        ("", "im", "going", "I'm", "unknown word"),
    ],
)
def test_reason(left: str, written: str, right: str, meant: str, reason: str) -> None:
    best = SUGGESTER.suggest(written, left, right)[0]
    assert (best.text, best.reason) == (meant, reason)


def test_a_dialect_has_its_own_spelling() -> None:
    for dialect, meant in (("US", "theater"), ("GB", "theatre")):
        assert Suggester(lexicon(), dialect=dialect).suggest("theatr", "the", "of")[0].text == meant


def test_the_projects_words_are_suggested() -> None:
    assert Suggester(lexicon(), {"quixbolt"}).suggest("quixblot")[0].text == "quixbolt"


def test_nothing_is_suggested_for_nothing_or_too_much() -> None:
    assert SUGGESTER.suggest("") == []
    assert SUGGESTER.suggest("x" * 50) == []


@settings(max_examples=60, deadline=None)
@given(LETTERS)
def test_suggestions_are_known_and_ranked(word: str) -> None:
    found = SUGGESTER.suggest(word, "the", "of")
    scores = [suggestion.score for suggestion in found]
    assert scores == sorted(scores, reverse=True)
    for suggestion in found:
        assert suggestion.text != word
        for part in suggestion.text.split():
            assert lexicon().known(part) or part in CONTRACTIONS or lexicon().known(part.removesuffix("'s"))


def slips(one: str, two: str) -> int:
    """The restricted Damerau-Levenshtein distance, plainly."""
    table = [[i + j if not i or not j else 0 for j in range(len(two) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(two) + 1):
            best = min(table[i - 1][j], table[i][j - 1], table[i - 1][j - 1] - (one[i - 1] == two[j - 1])) + 1
            if i > 1 and j > 1 and one[i - 1] == two[j - 2] and one[i - 2] == two[j - 1]:
                best = min(best, table[i - 2][j - 2] + 1)
            table[i][j] = best
    return table[-1][-1]


def pairs(cases: list[tuple[str, str]]) -> typos.Pairs:
    """Pairs of a written word and another one; each written word is listed once."""
    written = list(dict.fromkeys(one for one, _ in cases))
    sizes = np.array([len(other) for _, other in cases], np.intp)
    meant = np.zeros((sizes.max(), len(cases)), np.uint8)
    for number, (_, other) in enumerate(cases):
        meant[: len(other), number] = typos.encode(other)
    owners = np.array([written.index(one) for one, _ in cases], np.intp)
    return typos.Pairs([typos.encode(word) for word in written], owners, meant, sizes)


WORDS = st.text("abc", min_size=1, max_size=9)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=9))
def test_distances_are_exact(cases: list[tuple[str, str]]) -> None:
    counted = [slips(one, other) for one, other in cases]
    assert typos.distances(pairs(cases)).tolist() == counted
    costs = typos.costs(pairs(cases)).tolist()
    for (one, other), count, cost in zip(cases, counted, costs, strict=True):
        assert (cost == 0) == (other == one)
        assert cost <= 1.6 * count or abs(len(other) - len(one)) > 4


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS), min_size=2, max_size=6))
def test_pairs_do_not_mind_each_other(cases: list[tuple[str, str]]) -> None:
    alone = [float(typos.costs(pairs([case]))[0]) for case in cases]
    assert typos.costs(pairs(cases)).tolist() == alone


@settings(max_examples=200, deadline=None)
@given(WORDS, WORDS)
def test_letters_bound_the_slips(one: str, other: str) -> None:
    mine, theirs = (typos.letters(typos.encode(word)[:, None]) for word in (one, other))
    gone, come = int(typos.ones(mine & ~theirs)[0]), int(typos.ones(theirs & ~mine)[0])
    assert max(gone, come) <= slips(one, other)


@settings(max_examples=20, deadline=None)
@given(st.lists(LETTERS, min_size=1, max_size=5, unique=True))
def test_words_searched_together_find_what_each_finds_alone(words: list[str]) -> None:
    together = Suggester(lexicon())
    together.prepare(words)
    for word in words:
        assert together.suggest(word, "the", "of") == Suggester(lexicon()).suggest(word, "the", "of")


def cost(written: str, meant: str) -> float:
    return float(typos.costs(pairs([(written, meant)]))[0])


@pytest.mark.parametrize(
    ("meant", "likely", "unlikely"),
    [
        ("believe", "beleive", "belgeve"),
        ("phone", "fone", "pone"),
        ("committee", "comittee", "commitee" + "x"),
        ("separate", "seperate", "sepkrate"),
        ("garden", "gatden", "gavden"),
        ("which", "whitch", "whipch"),
        ("letter", "lettwr", "xetter"),
    ],
)
def test_likely_slips_cost_less(meant: str, likely: str, unlikely: str) -> None:
    assert cost(likely, meant) < cost(unlikely, meant)


def test_ones() -> None:
    values = np.array([0, 1, 3, 0x80000001, 2**64 - 1], np.uint64)
    assert typos.ones(values).tolist() == [0, 1, 2, 2, 64]


@pytest.mark.parametrize(
    ("left", "fits", "misfits", "right"),
    [("to", "go", "went", "home"), ("a", "house", "houses", "of"), ("have", "been", "being", "there")],
)
def test_neighbours(left: str, fits: str, misfits: str, right: str) -> None:
    scores = neighbours().fit(left, [(fits, fits), (misfits, misfits)], right)
    assert scores[0] > scores[1]


def test_neighbours_know_sentence_edges_and_unlisted_words() -> None:
    model = neighbours()
    assert model.fit_left("", ["however", "of"]).argmax() == 0
    assert model.fit("to", [("it", "it"), ("the", "the")], "").argmax() == 0
    verb, noun = model.fit_left("was", ["blorfing", "blorfness"])
    assert verb > noun


@pytest.mark.parametrize(
    "word",
    [
        "nanomachine",
        "rezoning",
        "unhelped",
        "unfindable",
        "cloudlike",
        "mistyped",
        "counterprotester",
        "overcautious",
        "winterish",
        "livin",
        "pumpable",
        "kitelike",
        "blockchainless",
        "strategizing",
        "redisclosure",
    ],
)
def test_derived(word: str) -> None:
    assert wordforms.derived(word, lexicon())


@pytest.mark.parametrize(
    "word",
    [
        "unpurpose",
        "untable",
        "truely",
        "happyly",
        "basicly",
        "runer",
        "goverment",
        "unbelive",
        "reaccomodate",
        "informations",
    ],
)
def test_not_derived(word: str) -> None:
    assert not wordforms.derived(word, lexicon())
