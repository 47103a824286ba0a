"""The lexicon: spellings, dialects, tags, lemmas, classes, derivations and articles."""

import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.errors import ModelError
from copydesk.language import lexicon as module
from copydesk.language.lexicon import DIALECTS, Lexicon, lexicon
from copydesk.language.lexicon_file import PREFIX

WORDS = lexicon()
FILE = Path(module.__file__).parent / "models" / "lexicon.bin"

KNOWN = """
    the The THE house Houses London LONDON colour color travelled traveled organise organize iPhone McDonald
    MCDONALD smartphone podcasts blockchain timestamps café naïve fiancé attaches newborn Raqqa UNESCO NATO NGOs
    Iraqi O'Neill U.S. e.g. May may judgement
"""
UNKNOWN = """
    goverment recieve seperate untill alot wich recieved teh adn definately occured wierd tommorow dont isnt womens
    beleive accomodate occuring refered embarass london tuesday nato raqqa iphone neccessary publically-held xqzzt
    unhappyly
"""
AN = """
    apple hour honest heir honour hourly 8 11 18 80 8th 18th 11,000 18-year-old 1850 800 FBI MRI NGO MP SMS X-ray
    EU F-16 NBA umbrella urn uninteresting unidentified unimportant onerous eBay iPhone OPEC A SUV e-mail error Iraqi
"""
A = """
    book house university European one one-off once unicorn union uniform unique unit useful usual eulogy U.S. UN UK
    UFO USB NATO UNESCO NASA 7 10 1 110 1,800 180 100 118 ubiquitous Ukraine youth ewe euro U-turn T-shirt hero
"""


@pytest.mark.parametrize("word", KNOWN.split())
def test_known(word: str) -> None:
    assert WORDS.known(word)


@pytest.mark.parametrize("word", UNKNOWN.split())
def test_unknown(word: str) -> None:
    assert not WORDS.known(word)
    assert not WORDS.dialects(word)


@pytest.mark.parametrize(("word", "dialects"), [
    ("house", "US GB CA AU"), ("color", "US"), ("colour", "GB CA AU"), ("organise", "GB AU"), ("organize", "US GB CA"),
    ("tyre", "GB AU"), ("theatre", "GB CA AU"), ("xqzzt", ""),
])
def test_dialects(word: str, dialects: str) -> None:
    assert WORDS.dialects(word) == set(dialects.split())


@pytest.mark.parametrize(("word", "dialect", "expected"), [
    ("colour", "US", "color"), ("colour", "GB", None), ("color", "GB", "colour"), ("Colours", "US", "colors"),
    ("travelled", "US", "traveled"), ("traveling", "GB", "travelling"), ("centre", "US", "center"),
    ("defence", "US", "defense"), ("analyse", "US", "analyze"), ("organise", "US", "organize"),
    ("organize", "GB", None), ("manoeuvre", "US", "maneuver"), ("aluminium", "US", "aluminum"),
    ("programme", "US", "program"), ("learnt", "US", "learned"), ("house", "US", None), ("xqzzt", "US", None),
])
def test_variant(word: str, dialect: str, expected: str | None) -> None:
    assert WORDS.variant(word, dialect) == expected


@pytest.mark.parametrize(("word", "ordinary", "rare"), [
    ("the", "DT", "RB"), ("can", "MD NN", "VB VBP"), ("to", "TO IN", "RP RB"), ("that", "IN DT WDT RB", ""),
    ("stopped", "VBD VBN JJ", ""), ("children", "NNS", ""), ("better", "JJR RBR", ""), ("went", "VBD", ""),
    ("smartphones", "NNS", ""), ("written", "VBN", ""), ("Americans", "NNPS", ""), ("Monday", "NNP", ""),
    ("police", "NNS", ""), ("happily", "RB", ""), ("state", "NN VB VBP", ""), ("U.S.", "NNP", ""), ("km", "NN NNS", ""),
    ("May", "NNP MD", ""), ("set", "NN VB VBP VBD VBN JJ", ""),
])
def test_tags(word: str, ordinary: str, rare: str) -> None:
    assert WORDS.tags(word) >= set(ordinary.split())
    assert WORDS.tags(word, rare=True) >= set(ordinary.split()) | set(rare.split())
    assert not WORDS.tags(word) & set(rare.split())


@pytest.mark.parametrize(("word", "wrong"), [
    ("of", "NN VB RB"), ("the", "NN VB"), ("information", "NNS VB"), ("quickly", "NN JJ"), ("went", "VBN"),
    ("written", "VBD"), ("teacher", "VB"), ("Monday", "VB"), ("children", "VB"),
])
def test_tags_are_not_given_away(word: str, wrong: str) -> None:
    assert not WORDS.tags(word, rare=True) & set(wrong.split())


def test_an_unknown_word_has_no_tags() -> None:
    assert WORDS.tags("xqzzt") == frozenset()
    assert WORDS.readings("xqzzt") == ()


@pytest.mark.parametrize(("word", "tag", "lemma"), [
    ("stopped", "VBD", "stop"), ("Stopped", "VBN", "stop"), ("went", "VBD", "go"), ("is", "VBZ", "be"),
    ("found", "VBD", "find"), ("leaves", "NNS", "leaf"), ("leaves", "VBZ", "leave"), ("better", "JJR", "good"),
    ("better", "RBR", "well"), ("children", "NNS", "child"), ("criteria", "NNS", "criterion"), ("lay", "VBD", "lie"),
    ("these", "DT", "this"), ("him", "PRP", "he"), ("n't", "RB", "not"), ("wo", "MD", "will"), ("an", "DT", "a"),
    ("Americans", "NNPS", "American"), ("United", "NNP", "United"), ("Museum", "NNP", "Museum"), ("NGOs", "NNS", "NGO"),
    ("googled", "VBD", "google"), ("zorbified", "VBD", "zorbify"), ("blickets", "NNS", "blicket"),
    ("14-year-olds", "NNS", "14-year-olds"), ("travelled", "VBD", "travel"), ("analyses", "NNS", "analysis"),
])
def test_lemma(word: str, tag: str, lemma: str) -> None:
    assert WORDS.lemma(word, tag) == lemma


def test_frequency_orders_words() -> None:
    common = [WORDS.frequency(word) for word in ("the", "people", "government", "podcast", "zymurgy")]
    assert common == sorted(common, reverse=True)
    assert common[-1] > 0
    assert WORDS.frequency("xqzzt") == 0
    assert WORDS.frequency("The") == WORDS.frequency("the")


@pytest.mark.parametrize(("word", "expected"), [
    ("Obama", "person"), ("Maria", "given"), ("Raqqa", "place"), ("France", "country"), ("Iraqi", "people"),
    ("English", "language"), ("January", "month"), ("Sundays", "weekday"), ("information", "mass"),
    ("scissors", "plural-only"), ("team", "collective"), ("kilometre", "unit"), ("dollars", "currency"),
    ("president", "title"), ("teachers", "person-noun"), ("week", "time-noun"), ("north", "direction"),
    ("Empire", "place-head"), ("UNESCO", "acronym"), ("UN", "the-acronym"), ("Reuters", "org"),
    ("Netherlands", "the-place"),
])
def test_classes(word: str, expected: str) -> None:
    assert expected in WORDS.classes(word)


def test_classes_mind_capitals() -> None:
    assert "place" not in WORDS.classes("turkey")
    assert "place" in WORDS.classes("Turkey")
    assert WORDS.classes("the") == frozenset()


@pytest.mark.parametrize(
    ("word", "expected"), [(word, "an") for word in AN.split()] + [(word, "a") for word in A.split()]
)
def test_article(word: str, expected: str) -> None:
    assert WORDS.article(word) == expected


def test_both_articles_where_speakers_differ() -> None:
    assert set(WORDS.articles("herb")) == {"a", "an"} == set(WORDS.articles("historic"))
    assert WORDS.articles("hour") == ("an",)


@pytest.mark.parametrize(("word", "kind", "expected"), [
    ("accomplish", "verb>noun", "accomplishment"), ("embarrass", "verb>noun", "embarrassment"),
    ("arrive", "verb>noun", "arrival"), ("approve", "verb>noun", "approval"), ("develop", "verb>noun", "development"),
    ("fail", "verb>noun", "failure"), ("allow", "verb>noun", "allowance"), ("announce", "verb>noun", "announcement"),
    ("refuse", "verb>noun", "refusal"), ("recover", "verb>noun", "recovery"), ("decide", "verb>noun", "decision"),
    ("angry", "adj>adv", "angrily"), ("public", "adj>adv", "publicly"), ("good", "adj>adv", "well"),
    ("basic", "adj>adv", "basically"), ("gentle", "adj>adv", "gently"), ("east", "noun>adj", "eastern"),
    ("center", "noun>adj", "central"), ("Europe", "noun>adj", "European"), ("danger", "noun>adj", "dangerous"),
    ("Russia", "noun>adj", "Russian"), ("purpose", "noun>adv", "purposely"), ("intention", "noun>adv", "intentionally"),
    ("strong", "adj>noun", "strength"), ("able", "adj>noun", "ability"), ("happy", "adj>noun", "happiness"),
])
def test_derive(word: str, kind: str, expected: str) -> None:
    assert WORDS.derive(word, kind)[0] == expected


def test_derive_of_nothing() -> None:
    assert WORDS.derive("xqzzt", "verb>noun") == ()
    with pytest.raises(KeyError):
        WORDS.derive("house", "noun>nothing")


def test_candidates_hold_every_accepted_spelling_once() -> None:
    groups = WORDS.candidates_source()
    group = next(group for group in groups if group.length == 6)
    spellings = [bytes(row).decode() for row in group.words]
    assert {"colour", "London", "podcas"} & set(spellings) == {"colour", "London"}
    assert len(set(spellings)) == len(spellings)
    place = spellings.index("colour")
    assert WORDS.word(int(group.numbers[place])) == "colour"
    assert group.frequency[place] > 0
    assert {DIALECTS[bit] for bit in range(4) if group.dialects[place] >> bit & 1} == {"GB", "CA", "AU"}
    assert sum(len(group.words) for group in groups) <= len(WORDS)


@given(st.integers(min_value=0, max_value=len(WORDS) - 1))
def test_every_word_is_found_under_its_number(number: int) -> None:
    word = WORDS.word(number)
    assert word in WORDS
    assert WORDS.readings(word)
    assert WORDS.tags(word) <= WORDS.tags(word, rare=True)


@given(st.text(max_size=30))
def test_any_text_can_be_asked_for(word: str) -> None:
    assert WORDS.known(word) in (True, False)
    assert WORDS.article(word) in ("a", "an")
    assert isinstance(WORDS.lemma(word, "NNS"), str)
    WORDS.classes(word)
    WORDS.frequency(word)


def damaged(content: bytes) -> bytes:
    return content[:100_000] + bytes([content[100_000] ^ 255]) + content[100_001:]


def of_another_version(content: bytes) -> bytes:
    return content[:7] + b"\xfe" + content[8:]


@pytest.mark.parametrize(("change", "message"), [
    (damaged, "damaged"),
    (lambda content: content[:5], "cut short"),
    (lambda content: content[: len(content) // 2], "damaged"),
    (lambda content: b"PK" + content[2:], "not a lexicon"),
    (of_another_version, "version 254"),
    (lambda content: b"", "cannot be read"),
])
def test_a_damaged_file_is_refused(change, message: str, tmp_path: Path) -> None:
    path = tmp_path / "lexicon.bin"
    path.write_bytes(change(FILE.read_bytes()))
    with pytest.raises(ModelError, match=message) as error:
        Lexicon(path)
    assert str(path) in str(error.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="missing"):
        Lexicon(tmp_path / "none.bin")


def test_the_file_stays_small() -> None:
    content = FILE.read_bytes()
    assert len(zlib.compress(content, 6)) < 5_000_000
    assert PREFIX.unpack_from(content)[2] == zlib.crc32(content[PREFIX.size :])
