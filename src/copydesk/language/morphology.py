"""The regular spelling rules of English inflection, forwards and backwards, with no word list.

Everything here is a function of the letters alone; irregular words are the lexicon's business.
"""

from __future__ import annotations

import re

VOWELS = frozenset("aeiouáéíóúàèìòùâêîôûäëïöü")
_SIBILANT = re.compile(r"(?:[sxz]|[cs]h)$", re.IGNORECASE)
_CONSONANT_Y = re.compile(r"(?:[^aeiou\W\d_]|qu)y$", re.IGNORECASE)
_MAN = re.compile(r"(?:[a-z]{3}|wo)man$")
# One syllable, one vowel letter and one consonant at the end: stop, plan, quit; not show, fix, stay, rain.
_DOUBLES = re.compile(r"^(?:[^aeiou]*|[^aeiou]*qu)[aeiouy][bdfgklmnprtvz]$", re.IGNORECASE)

NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
VERB_TAGS = frozenset({"VB", "VBP", "VBZ", "VBD", "VBN", "VBG"})
ADJECTIVE_TAGS = frozenset({"JJ", "JJR", "JJS"})
ADVERB_TAGS = frozenset({"RB", "RBR", "RBS"})
BASE_TAGS = frozenset({"NN", "NNP", "VB", "VBP", "JJ", "RB"})


def regular(lemma: str, tag: str) -> str:
    """The form of a lemma for a Penn tag by the regular rules; tags that do not inflect give the lemma back."""
    if tag == "NNS":
        return plural(lemma)
    if tag == "NNPS":
        return plural_name(lemma)
    if tag == "VBZ":
        return lemma + "es" if lemma.endswith("o") and lemma[-2:-1] not in VOWELS else _with_s(lemma)
    if tag in ("VBD", "VBN"):
        return _join(lemma, "ed")
    if tag == "VBG":
        return participle(lemma)
    if tag in ("JJR", "RBR"):
        return _join(lemma, "er")
    if tag in ("JJS", "RBS"):
        return _join(lemma, "est")
    return lemma


def plural(noun: str) -> str:
    """The regular plural: box → boxes, city → cities, analysis → analyses, policeman → policemen."""
    if _MAN.search(noun):
        return noun[:-2] + "en"
    if noun.endswith("sis"):
        return noun[:-2] + "es"
    return _with_s(noun)


def plural_name(name: str) -> str:
    """The plural of a name keeps its letters: Kennedy → Kennedys, Jones → Joneses, Englishman → Englishmen."""
    if _MAN.search(name.lower()) and name.endswith(("shman", "chman")):
        return name[:-2] + "en"
    return name + ("es" if _SIBILANT.search(name) else "s")


def participle(verb: str) -> str:
    """The -ing form: make → making, die → dying, see → seeing, stop → stopping."""
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and len(verb) > 2:
        return verb[:-1] + "ing"
    return _double(verb) + "ing"


def _with_s(word: str) -> str:
    if _CONSONANT_Y.search(word):
        return word[:-1] + "ies"
    return word + ("es" if _SIBILANT.search(word) else "s")


def _join(word: str, ending: str) -> str:
    if word.endswith("e"):
        return word + ending[1:]
    if _CONSONANT_Y.search(word):
        return word[:-1] + "i" + ending
    return _double(word) + ending


def _double(word: str) -> str:
    """The stem before a vowel of a suffix: stopp-, panick-."""
    if word.endswith("c") and len(word) > 2 and word[-2] in "aeiou":
        return word + "k"
    return word + word[-1] if _DOUBLES.match(word) else word


# What to take off and what to put back, most specific first.
_ENDINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "NNS": (("ies", "y"), ("men", "man"), ("ses", "sis"), ("es", ""), ("s", ""), ("ies", "ie")),
    "NNPS": (("men", "man"), ("es", ""), ("s", "")),
    "VBZ": (("ies", "y"), ("es", ""), ("s", ""), ("ies", "ie")),
    "VBD": (("ied", "y"), ("cked", "c"), ("ed", "e"), ("ed", "")),
    "VBG": (("ying", "ie"), ("cking", "c"), ("ing", "e"), ("ing", "")),
    "JJR": (("ier", "y"), ("cker", "c"), ("er", "e"), ("er", "")),
    "JJS": (("iest", "y"), ("ckest", "c"), ("est", "e"), ("est", "")),
}
_ENDINGS["VBN"] = _ENDINGS["VBD"]
_ENDINGS["RBR"], _ENDINGS["RBS"] = _ENDINGS["JJR"], _ENDINGS["JJS"]
_UNDOUBLE = frozenset("bdfgklmnprtvz")


def stems(word: str, tag: str) -> tuple[str, ...]:
    """The lemmas that the rules can make this form from, the likeliest first; never empty.

    "stopped" VBD → ("stop", "stoppe", "stopp"); "baked" → ("bake", "bak"). A word that cannot be such a form is its
    own lemma.
    """
    found: list[str] = []
    for ending, restored in _ENDINGS.get(tag, ()):
        if not word.endswith(ending) or len(word) - len(ending) + len(restored) < 2:
            continue
        stem = word[: len(word) - len(ending)]
        if not restored and len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] in _UNDOUBLE:
            found.append(stem[:-1])
        found.append(stem + restored)
    likely = [stem for stem in found if regular(stem, tag) == word]
    doubtful = [stem for stem in found if stem not in likely and _doubled(stem, word)]
    ordered = sorted(likely, key=_plausible) + doubtful
    return tuple(dict.fromkeys(ordered)) or (word,)


def _doubled(stem: str, word: str) -> bool:
    """Whether the form doubles the stem's last consonant, as stressed last syllables do: refer, referred."""
    return word.startswith(stem + stem[-1]) and stem[-1] in _UNDOUBLE


# A bare stem that ends like this wants its "e" back: "bak-ed", "judg-ed", "creat-ed", "solv-ed", "organiz-ed".
_WANTS_E = re.compile(r"(?:[^aeiou][lr]|[^aeiouy]?[iou]t|at|iz|is|[uv]|[^s]s|c|[^aeiou]g|dg|z|[aiou][^aeiouwxy])$")


def _plausible(stem: str) -> int:
    if stem.endswith("e"):
        return 0 if _WANTS_E.search(stem[:-1]) else 2
    return 1
