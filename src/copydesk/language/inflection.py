"""Inflection in both directions: from a lemma to a form, from a form to its lemmas."""

from __future__ import annotations

import re
from functools import lru_cache

from .casing import match_case, shape
from .lexicon import Lexicon, lexicon
from .morphology import ADJECTIVE_TAGS, ADVERB_TAGS, NOUN_TAGS, VERB_TAGS, regular

_PREFIXES = ("counter", "inter", "under", "cross", "cyber", "over", "fore", "with", "mis", "non", "out", "pre", "sub",
             "re", "un", "up", "be", "by", "co", "de")
# Compounds whose head comes first: passers-by, lie-downs; and of nouns only: mothers-in-law, presidents-elect.
_HEAD_FIRST = re.compile(r"-(?:by|up|off|on|out|down|through)$", re.IGNORECASE)
_NOUN_FIRST = re.compile(r"-(?:in-|of-|at-|to-|de-|by$|up$|general$|elect$)", re.IGNORECASE)
_VOWEL_GROUP = re.compile(r"[aeiouy]+")
_COMPARED = frozenset({"JJR", "JJS", "RBR", "RBS"})
_BASE = {**dict.fromkeys(NOUN_TAGS, "NN"), **dict.fromkeys(VERB_TAGS, "VB"), **dict.fromkeys(ADJECTIVE_TAGS, "JJ"),
         **dict.fromkeys(ADVERB_TAGS, "RB")}


def inflect(lemma: str, tag: str, dialect: str | None = None) -> str:
    """The form of a lemma for a Penn tag, in the letter case of the lemma.

    Irregular words come from the lexicon, unknown ones follow the rules or the irregular verb they are built on
    (overthink → overthought). The last part of a hyphenated word inflects, or the first where that is the head
    (passer-by); in a phrase of several words the verb, if the tag is a verb's ("take place" → "took place"), else the
    last word. "be" has a form for each person: VBP gives "are", VBD "were"; `inflections` gives the others too. JJR and
    JJS of words that do not take endings come as "more …" and "most …". With a dialect (US, GB, CA or AU) the
    spelling is the dialect's (travel → "travelled" for GB), otherwise American.
    """
    return inflections(lemma, tag, dialect)[0]


def inflections(lemma: str, tag: str, dialect: str | None = None) -> tuple[str, ...]:
    """All forms of a lemma for a tag, the best first: ("be", "VBD") → ("were", "was"), ("learn", "VBD") → ("learned",
    "learnt"). Never empty."""
    forms = _forms(lemma, tag)
    if dialect is not None:
        words = lexicon()
        forms = tuple(dict.fromkeys(match_case(form, words.variant(form, dialect) or form) for form in forms))
    return forms


@lru_cache(maxsize=4096)
def _forms(lemma: str, tag: str) -> tuple[str, ...]:
    if tag not in _BASE or not lemma:
        return (lemma,)
    if " " in lemma:
        parts = lemma.split(" ")
        head = 0 if tag in VERB_TAGS or parts[1] in ("of", "in", "at") else len(parts) - 1
        forms = _forms(parts[head], tag)
        return tuple(" ".join([*parts[:head], form, *parts[head + 1 :]]) for form in forms)
    if "-" in lemma.strip("-"):
        place = _head_first(lemma, tag)
        if place is not None:
            return tuple(form + lemma[place.start() :] for form in _forms(lemma[: place.start()], tag))
        start, _, last = lemma.rpartition("-")
        if last:
            return tuple(f"{start}-{form}" for form in _forms(last, tag))
    return _one_word(lemma, tag)


def _head_first(word: str, tag: str) -> re.Match[str] | None:
    """Where the tail of a compound begins whose head is its first part; None for all others."""
    if tag in VERB_TAGS:
        return _HEAD_FIRST.search(word, 1)
    return _NOUN_FIRST.search(word, 1) if tag in NOUN_TAGS else None


def _one_word(lemma: str, tag: str) -> tuple[str, ...]:
    words = lexicon()
    listed = words.forms(lemma, tag)
    if listed:
        return listed
    if tag in _COMPARED and not _takes_endings(words, lemma.lower(), tag):
        return (("more " if tag in ("JJR", "RBR") else "most ") + lemma,)
    if shape(lemma) == "upper" and len(lemma) > 1 and not words.forms(lemma.lower(), tag):
        return (_upper(lemma, tag),)
    lower = lemma.lower()
    if lower != lemma and (tag not in ("NNPS", "NNP")):
        listed = words.forms(lower, tag)
        if listed:
            return tuple(match_case(lemma, form) for form in listed)
    if tag in VERB_TAGS and lower not in words:
        listed = _prefixed(words, lower, tag)
        if listed:
            return tuple(match_case(lemma, form) for form in listed)
    return (match_case(lemma, regular(lower, tag)) if lemma.isupper() else regular(lemma, tag),)


def _upper(lemma: str, tag: str) -> str:
    """Initialisms take small letters: NGO → NGOs, OK → OKed; words in capitals take capitals."""
    words, lower = lexicon(), lemma.lower()
    if tag in NOUN_TAGS and (lemma in words or not words.known(lower)):
        return lemma + "s"
    return regular(lower, tag).upper()


def _takes_endings(words: Lexicon, word: str, tag: str) -> bool:
    """Whether an adjective or adverb is compared with -er and -est; if the lexicon does not say, words of one syllable
    and those in -y are, but no adverbs in -ly."""
    form = regular(word, tag)
    if words.forms(word, tag) or tag in words.tags(form):
        return True
    if word.endswith("ly") and tag in ADVERB_TAGS:
        return False
    return not words.known(word) and (len(_VOWEL_GROUP.findall(word.removesuffix("e"))) == 1 or word.endswith("y"))


def _prefixed(words: Lexicon, verb: str, tag: str) -> tuple[str, ...]:
    for prefix in _PREFIXES:
        stem = verb[len(prefix) :]
        if verb.startswith(prefix) and len(stem) > 2 and "VB" in words.tags(stem, rare=True):
            return tuple(prefix + form for form in words.forms(stem, tag))
    return ()


def lemmas(word: str, tag: str | None = None) -> tuple[str, ...]:
    """The lemmas a form can belong to, the likeliest first; never empty.

    With a tag, the lemmas under that tag only; without, those of every reading ("found" → ("find", "found"), "leaves" →
    ("leave", "leaf")). Unknown and hyphenated words by rule.
    """
    words = lexicon()
    readings = words.readings(word)
    found = [reading.lemma for reading in readings if tag is None or reading.tag == tag]
    if found:
        return tuple(dict.fromkeys(found))
    if tag is not None:
        return (_lemma(words, word, tag),)
    lower = word.lower()
    endings = (("NNS", "s"), ("VBZ", "s"), ("VBD", "ed"), ("VBG", "ing"))
    tags = [name for name, ending in endings if lower.endswith(ending)]
    return tuple(dict.fromkeys([_lemma(words, word, name) for name in tags] or [word]))


def _lemma(words: Lexicon, word: str, tag: str) -> str:
    place = _head_first(word, tag)
    if place is not None:
        return _lemma(words, word[: place.start()], tag) + word[place.start() :]
    start, hyphen, last = word.rpartition("-")
    if hyphen and start and last and tag in _BASE and tag not in ("NNP", "NN", "JJ", "RB", "VB", "VBP"):
        return f"{start if tag == 'NNPS' else start.lower()}-{words.lemma(last, tag)}"
    return words.lemma(word, tag)
