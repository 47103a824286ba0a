"""Names, code, sounds and foreign words are left alone, and slips beside them are not."""

import pytest

from copydesk.language import names
from copydesk.language.lexicon import lexicon
from copydesk.language.names import Names
from copydesk.language.sentences import split
from copydesk.language.spelling import Speller
from copydesk.language.tokens import tokenize

SPELLER = Speller(lexicon())


def alarms(text: str) -> list[str]:
    spans = tokenize(text, 0, len(text))
    words = [text[start:end] for start, end in spans]
    starts = [first for first, _ in split(text, spans)]
    return [" ".join(words[found.start : found.end]) for found in SPELLER.check(words, starts)]


@pytest.mark.parametrize(
    "text",
    [
        # Arabic, Persian, Turkish
        "Abd al-Rahman al-Tayyeb met Sheikh Mohammed bin Rashid al-Maktoum near the Umm al-Qura mosque in Deir ez-Zor.",
        "Fatemeh Ghasempour of Kermanshah and Ibn Khaldun's translator Yusuf el-Ghandour disagreed.",
        "Recep Tayyip Erdoğan, Meral Akşener and Kılıçdaroğlu’s deputy flew from Diyarbakır to Gaziantep.",
        # Slavic, Hungarian
        "Wojciech Szczepański and Žofia Kováčová moved to Szczecin; Yevhen Kryvoruchko's brother stayed in Zhytomyr.",
        "Győző Szentgyörgyi translated Krzhizhanovsky for Magyar Hírlap.",
        # Vietnamese, Chinese, Korean
        "Nguyễn Xuân Phúc and Trần Đại Quang visited Thanh Hoá and Buôn Ma Thuột.",
        "Zhang Xueliang wrote to Cheung Siu-wai, and Park Chung-hee's aide Kim Jae-gyu answered.",
        # Irish, Welsh
        "Caoimhín Ó Ceallaigh greeted Siobhán Ní Dhomhnaill in Dún Laoghaire; Llewelyn ap Gruffydd was long dead.",
        # Dutch, German, French, Italian, Portuguese
        "Jaap de Hoop Scheffer and Pieter van der Meulen stayed in 's-Hertogenbosch with Freiherr von Stauffenburg.",
        "Giandomenico della Rovere-Bettini and João dos Passos met Hélène de la Tour d'Auvergne in Sant'Agata.",
        # African, Indian
        "Oyinlola Adebayo-Smith interviewed Ngozi Okonjo-Iweala's cousin Thulani in Kwazakhele.",
        "Venkataraghavan Krishnamoorthy batted before Jayasuriya at Visakhapatnam.",
        # sentence-initial names
        "Yelchenko resigned. Schwarzkopff followed. Mbeki's rival Okafor-Bright did not.",
    ],
)
def test_names_are_left_alone(text: str) -> None:
    assert alarms(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Open config.yaml, call parse_args and useState, then read v2.3 of @someone's post about #hashtagg.",
        "UNHCR, SWIFTs and NGOs met in Part XIV, chapter iii, at 10km from the F-16s.",
        'The fox said "hmm" and then "brrr", went aaargh and hahaha, and left.',
        "The de facto ruler acted a priori, in vitro and in absentia, under the habeas corpus act.",
        "Brazilians call him the moderator (moderador) of the estate, or \"patrão\".",
        "She sang Non, je ne regrette rien, et puis la vie en rose, sans doute.",
        "Colonies of Corynebacterium diphtheriae and H. influenzae grew beside Xylella fastidiosa.",
        'He was "[e]xtremely sorry" for mak[ing] them wait; he had "concieved" [sic] it badly.',
        "His anti-corruption, pro-European, 14-year-old, semi-automatic, kid-like, re-elected colleague left.",
        "You can't, won't, shouldn't and mustn't go at six o'clock, ma'am; they'd've said so.",
        "The iPhone, eBay, YouTube, McDonald's, DeLorean, MacGillivray and arXiv are brands.",
        "Theatre and theater, colour and color, organise and organize: both.",
        "Dr. Smith, Mr. Jones etc. met at 5 p.m. in St. Louis.",
    ],
)
def test_what_is_no_error_is_left_alone(text: str) -> None:
    assert alarms(text) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The foreign minister of Gemrany met Recep Tayyip Erdoğan in Febuary.", ["Gemrany", "Febuary"]),
        ("On Wendesday the Prime Minsiter spoke.", ["Wendesday", "Minsiter"]),
        ("Goverment officials said nothing.", ["Goverment"]),
        ("Teh dog barked.", ["Teh"]),
        ("Dont go. Alot of people stay. Thats all.", ["Dont", "Alot", "Thats"]),
        ("The Wolrd Health Organization agreed.", ["Wolrd"]),
        ("A well-knwon anti-goverment singer sang.", ["well-knwon", "anti-goverment"]),
        ("Abd al-Rahman's goverment fell.", ["goverment"]),
    ],
)
def test_slips_beside_names_are_found(text: str, wrong: list[str]) -> None:
    assert alarms(text) == wrong


def test_a_repeated_capitalised_word_is_a_name() -> None:
    assert alarms("Wendesday is a village. The mayor of Wendesday came.") == []


def test_a_word_named_elsewhere_is_a_name() -> None:
    text = "They played a game of snorkle-free Brockley. Later brockley became the fashion, and brockley clubs opened."
    assert "brockley" not in alarms(text)


@pytest.mark.parametrize(
    "word",
    ["snake_case", "camelCase", "x86", "/usr/bin", "foo.py", "@me", "#tag", "v2", "C++", "3rd", "Москва", "北京"],
)
def test_code(word: str) -> None:
    assert names.is_code(word)


@pytest.mark.parametrize("word", ["word", "O’Neill", "Jean-Luc", "Nguyễn", "café", "don't"])
def test_not_code(word: str) -> None:
    assert not names.is_code(word)


def test_initialisms_and_sounds() -> None:
    assert all(map(names.is_initialism, ["NATO", "NGOs", "U.S.", "XIV", "iv", "MCMXCIX"]))
    assert not any(map(names.is_initialism, ["Nato", "word", "Cat"]))
    assert all(map(names.is_sound, ["hmm", "brrr", "psst", "hahaha", "aaaa", "lalala"]))
    assert not any(map(names.is_sound, ["papaya", "banana", "hat"]))


def test_names_of_a_document() -> None:
    words = ["Zorgon", "came", ".", "The", "Zorgon", "saw", "Quib", ".", "quib", "left", "."]
    document = Names(words, [0, 3, 8])
    assert document.count("zorgon") == 2
    assert document.named("zorgon") and document.named("quib") and not document.named("came")
    assert [document.sentence(place) for place in (0, 2, 3, 7, 10)] == [(0, 3), (0, 3), (3, 8), (3, 8), (8, 11)]
