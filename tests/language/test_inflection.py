"""Inflection in both directions."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from copydesk.language.inflection import inflect, inflections, lemmas
from copydesk.language.lexicon import lexicon
from copydesk.language.morphology import regular, stems

WORDS = lexicon()


@pytest.mark.parametrize(("lemma", "tag", "form"), [
    ("stop", "VBD", "stopped"), ("stop", "VBG", "stopping"), ("refer", "VBD", "referred"), ("offer", "VBD", "offered"),
    ("occur", "VBG", "occurring"), ("visit", "VBD", "visited"), ("panic", "VBG", "panicking"), ("die", "VBG", "dying"),
    ("dye", "VBG", "dyeing"), ("agree", "VBN", "agreed"), ("make", "VBG", "making"), ("try", "VBZ", "tries"),
    ("play", "VBZ", "plays"), ("go", "VBZ", "goes"), ("go", "VBD", "went"), ("be", "VBZ", "is"), ("be", "VBN", "been"),
    ("have", "VBZ", "has"), ("run", "VBN", "run"), ("lie", "VBD", "lay"), ("lay", "VBD", "laid"), ("cut", "VBD", "cut"),
    ("overthink", "VBD", "overthought"), ("rebuild", "VBN", "rebuilt"), ("misunderstand", "VBD", "misunderstood"),
    ("outrun", "VBD", "outran"), ("rewrite", "VBN", "rewritten"), ("re-elect", "VBD", "re-elected"),
    ("podcast", "VBG", "podcasting"), ("zorbify", "VBZ", "zorbifies"), ("blick", "VBD", "blicked"),
    ("plip", "VBD", "plipped"),
    ("box", "NNS", "boxes"), ("city", "NNS", "cities"), ("boy", "NNS", "boys"), ("potato", "NNS", "potatoes"),
    ("photo", "NNS", "photos"), ("wolf", "NNS", "wolves"), ("roof", "NNS", "roofs"), ("child", "NNS", "children"),
    ("criterion", "NNS", "criteria"), ("analysis", "NNS", "analyses"), ("sheep", "NNS", "sheep"), ("man", "NNS", "men"),
    ("policeman", "NNS", "policemen"), ("human", "NNS", "humans"), ("quiz", "NNS", "quizzes"),
    ("church", "NNS", "churches"),
    ("stomach", "NNS", "stomachs"), ("mother-in-law", "NNS", "mothers-in-law"), ("passer-by", "NNS", "passers-by"),
    ("14-year-old", "NNS", "14-year-olds"), ("NGO", "NNS", "NGOs"), ("MP", "NNS", "MPs"), ("CITY", "NNS", "CITIES"),
    ("City", "NNS", "Cities"), ("prime minister", "NNS", "prime ministers"),
    ("member of parliament", "NNS", "members of parliament"), ("Kennedy", "NNPS", "Kennedys"),
    ("Jones", "NNPS", "Joneses"),
    ("happy", "JJR", "happier"), ("big", "JJS", "biggest"), ("good", "JJR", "better"), ("late", "JJS", "latest"),
    ("fast", "RBR", "faster"), ("well", "RBR", "better"), ("quickly", "RBR", "more quickly"),
    ("beautiful", "JJR", "more beautiful"), ("beautiful", "JJS", "most beautiful"), ("Stop", "VBD", "Stopped"),
    ("take place", "VBD", "took place"), ("give up", "VBG", "giving up"), ("house", "NN", "house"),
    ("the", "DT", "the"),
    ("Go", "VBD", "Went"), ("STOP", "VBD", "STOPPED"), ("", "NNS", ""),
])
def test_inflect(lemma: str, tag: str, form: str) -> None:
    assert inflect(lemma, tag) == form


@pytest.mark.parametrize(("lemma", "tag", "dialect", "form"), [
    ("travel", "VBD", "GB", "travelled"), ("travel", "VBD", "US", "traveled"), ("Cancel", "VBG", "GB", "Cancelling"),
    ("learn", "VBD", "US", "learned"),
])
def test_inflect_in_a_dialect(lemma: str, tag: str, dialect: str, form: str) -> None:
    assert inflect(lemma, tag, dialect) == form


def test_every_form_is_offered() -> None:
    assert set(inflections("be", "VBD")) == {"was", "were"}
    assert set(inflections("be", "VBP")) == {"are", "am"}
    assert inflections("learn", "VBN")[:2] == ("learned", "learnt")


@pytest.mark.parametrize(("word", "tag", "expected"), [
    ("found", None, ("find", "found")), ("leaves", None, ("leave", "leaf")), ("leaves", "NNS", ("leaf",)),
    ("axes", "NNS", ("axis", "axe")), ("stopped", "VBD", ("stop",)), ("zorbified", "VBD", ("zorbify",)),
    ("passers-by", "NNS", ("passer-by",)), ("xqzzt", None, ("xqzzt",)), ("re-elected", "VBD", ("re-elect",)),
    ("Went", None, ("go",)),
])
def test_lemmas(word: str, tag: str | None, expected: tuple[str, ...]) -> None:
    assert set(expected) <= set(lemmas(word, tag))
    assert lemmas(word, tag)[0] in expected


LEMMAS = [
    (lemma, tag)
    for lemma in (WORDS.word(number) for number in range(0, len(WORDS), 5))
    if lemma.islower() and lemma.isalpha() and len(lemma) > 3 and WORDS.frequency(lemma) >= 96
    for base, tag in (("NN", "NNS"), ("VB", "VBZ"), ("VB", "VBD"), ("VB", "VBN"), ("VB", "VBG"))
    if any(reading.tag == base and reading.lemma == lemma and not reading.rare for reading in WORDS.readings(lemma))
]


@given(st.sampled_from(LEMMAS))
def test_inflecting_and_lemmatising_come_round(pair: tuple[str, str]) -> None:
    lemma, tag = pair
    form = inflect(lemma, tag)
    assume(WORDS.known(form))
    assert lemma in lemmas(form, tag)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=10),
       st.sampled_from(["NNS", "VBZ", "VBD", "VBG", "JJR", "JJS"]))
def test_the_rules_undo_themselves(word: str, tag: str) -> None:
    assert word in stems(regular(word, tag), tag)
