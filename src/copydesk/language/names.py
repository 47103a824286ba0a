"""Knowing a name when one sees it: words that no dictionary lists and that are none the worse for it.

Names, initialisms, code, sounds and foreign phrases are recognised by their letters, by their neighbours and by what
the rest of the document does with them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence

# Lower-case words of names and of foreign phrases ("bin Salman", "de la Cruz", "coup d'état"), less those that are
# English words too.
PARTICLES = frozenset(
    """
    aan abd abi abu al af aus az beit ben bey bin bint bu da dal das de degli dei del della delle dello dem der
    des di du ech een ein eine el en es est et fi fitz ga ge het ibn il ir ist ja ka kai la las le les lez li
    los lu mit na nas ne ni nic noi nos notre nuestra och og olu ou pas peni por que qui sa san sant santa sao
    se shel sta sto sul sur te ter tes thi tot tou ua ul una und une uno van vel ver vers vi vom von vor vu wa
    wal ya yi yr zu zum zur
    """.split()  # noqa: SIM905
)
# Words that live in a foreign phrase only, and the words they stand after.
_PHRASES = {
    "priori": "a", "posteriori": "a", "fortiori": "a", "facto": "de ipso post", "jure": "de", "novo": "de",
    "facie": "prima", "utero": "in", "vitro": "in", "vivo": "in", "situ": "in", "absentia": "in", "loco": "in",
    "toto": "in", "extremis": "in", "memoriam": "in", "decisis": "stare", "corpus": "habeas", "mater": "alma dura",
    "sequitur": "non", "grata": "non", "compos": "non", "bono": "pro cui", "rata": "pro", "forma": "pro",
    "tempore": "pro", "patria": "pro", "dixit": "ipse", "diem": "per carpe", "capita": "per", "annum": "per",
    "mortem": "post", "partum": "post", "bellum": "ante post", "meridiem": "ante post", "alia": "inter et",
    "vires": "ultra intra", "rigueur": "de", "trop": "de", "faire": "savoir laissez", "vivre": "de", "monde": "haute",
    "masse": "en", "garde": "avant", "terre": "pied-à", "rea": "mens", "reus": "actus", "domini": "anno",
    "nauseam": "ad", "infinitum": "ad", "hominem": "ad", "litem": "ad", "juris": "sui", "generis": "sui",
    "vivendi": "modus", "operandi": "modus", "rasa": "tabula", "firma": "terra", "incognita": "terra", "vadis": "quo",
    "versa": "vice", "vino": "in", "vitae": "curriculum", "probandi": "onus", "dente": "al", "pepe": "cacio",
}  # fmt: skip
_MARKS = re.compile(r"[\d_@#/\\:&+*=<>$%~^|(){}\[\]\ufffc]|\.(?=.)")
_ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]")
_VOWEL = re.compile(r"[aeiouy]", re.IGNORECASE)
_SOUND = re.compile(
    r"(?:(.{1,3})\1{2,}.?|(?:ha|he|ho|hi|ja|la|na|da|bla|ta|tra|dum|tick|tock|boo|woo|yada|blah){2,}h?)", re.IGNORECASE
)
_LATIN = re.compile(r"(?:ae|us|is|um|ii|ei|ens|ans|oides|ensis|iana|ina|ata|ica|ella|ola)$")
# A word alone between these marks is mentioned, not used: a term, a translation.
OPENING = frozenset({*"“‘\"«(„", "``"})
CLOSING = frozenset({*"”’\"»)“", "''"})
_INNER_CAPITAL = re.compile(r"[^\W\d_][^\W\d_]*[A-ZÀ-ÖØ-Þ]")


def is_code(word: str) -> bool:
    """Whether the token is no word of prose: it holds digits, marks or no letter at all, is a file name, a handle, an
    identifier (camelCase, snake_case) or is written in another script than the Latin one."""
    if _MARKS.search(word) or not _LETTERS.search(word) or (word[-1] == "." and len(word) > 1):
        return True  # a full stop that the tokeniser left on its word makes an abbreviation of it
    if _INNER_CAPITAL.match(word) and not word.isupper() and "-" not in word:
        return True
    return not is_latin(word)


def is_latin(word: str) -> bool:
    """Whether all of the word is in the Latin alphabet, with any accents."""
    return all(letter < "\u0250" or "\u1e00" <= letter <= "\u1eff" or letter in "’‘‐‑ʻʼ" for letter in word)


def is_initialism(word: str) -> bool:
    """Whether the token is in capitals (NATO, NGOs, U.S.) or a Roman numeral."""
    bare = word.replace(".", "").replace("-", "").removesuffix("s")
    if len(word) > 1 and bare.isupper():
        return True
    return bool(_ROMAN.fullmatch(word))


def is_sound(word: str) -> bool:
    """Whether the word spells a noise: "hmm", "brrr", "hahaha", "psst"."""
    return not _VOWEL.search(word) or len(set(word.lower())) == 1 or bool(_SOUND.fullmatch(word))


def is_foreign_letters(word: str) -> bool:
    """Whether the word has letters that English words hardly have ("müsste", "ação")."""
    return not word.isascii() and any(letter.isalpha() and not letter.isascii() for letter in word)


def particle(word: str) -> bool:
    """Whether a lower-case word is one that foreign names and phrases carry ("van", "bin", "della")."""
    return word in PARTICLES


def in_phrase(word: str, left: str) -> bool:
    """Whether the word is the second of a foreign phrase that is at home in English ("a priori", "de facto")."""
    return left.lower() in _PHRASES.get(word, "").split()


def set_aside(words: Sequence[str], place: int) -> bool:
    """Whether the word is cut up or vouched for by its editor, cut short by a poet, or the second word of a species:
    "[e]xtremely", "mak[ing]", "concieved [sic]", "refin'd", "H. influenzae"."""
    before, after = words[max(0, place - 3) : place], words[place + 1 : place + 5]
    after = after[1:] if after and after[0] in CLOSING else after[:3]
    if before[-1:] in (["["], ["]"]) or after[:1] == ["]"]:
        return True
    if after[:1] == ["["] and after[2:] == ["]"] and (after[1] == "sic" or len(after[1]) < 5):
        return True
    if after[:1] in (["'d"], ["’d"]):
        return True
    if before[-1:] == ["."] and len(before) > 1:
        before = [*before[:-2], before[-2] + "."]
    genus = before[-1] if before else ""
    if len(genus) == 2 and genus[1] == "." and genus[0].isupper():
        return True
    return genus.istitle() and len(genus) > 4 and len(words[place]) > 5 and bool(_LATIN.search(words[place]))


class Names:
    """What a document does with each of its words.

    `words` are its tokens, `starts` the indices at which its sentences start. Possessives count as the word itself when
    the tokeniser cuts the 's off. `curly` tells whether the document writes curly apostrophes.
    """

    def __init__(self, words: Sequence[str], starts: Sequence[int]) -> None:
        self.words = words
        self._edges = sorted({0, *starts, len(words)})
        counted = Counter(words)
        self.curly = any("’" in word for word in counted)
        self._all: dict[str, int] = defaultdict(int)
        self._capitalised: dict[str, int] = defaultdict(int)
        at_start = Counter([words[place] for place in self._edges[:-1]])
        for word, count in counted.items():
            lower = word.lower()
            self._all[lower] += count
            if word[:1].isupper():
                self._capitalised[lower] += count - at_start[word]

    def count(self, word: str) -> int:
        """How often the document has the word, in any case."""
        return self._all.get(word.lower(), 0)

    def named(self, word: str) -> bool:
        """Whether the document writes the word with a capital inside a sentence."""
        return self._capitalised.get(word.lower(), 0) > 0

    def sentence(self, place: int) -> tuple[int, int]:
        """The half-open range of the tokens of the sentence that holds the token."""
        number = bisect_right(self._edges, place)
        return self._edges[number - 1], self._edges[number]
