"""Words made of known words by rule: derived words that no dictionary lists, and forms made by the wrong rule."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.language.inflection import inflect
from copydesk.language.lexicon import Lexicon
from copydesk.language.morphology import regular, stems

_NOUN, _VERB, _ADJECTIVE = {"NN", "NNS"}, {"VB"}, {"JJ"}
_VERB_FORMS = {"VB", "VBD", "VBN", "VBG", "VBZ"}
# A prefix and the tags of what it stands before.
_PREFIXES: dict[str, set[str]] = {
    "un": {"JJ", "VBN", "VBG", "RB"},
    "re": _VERB_FORMS,
    "mis": _VERB_FORMS,
    "out": _VERB_FORMS,
    "up": _VERB_FORMS,
    "down": _VERB_FORMS,
    "de": {"VBD", "VBN", "VBG", "VBZ"},
    "pre": {"JJ", "VBN", "VBG", "VB"},
    "over": {*_VERB_FORMS, "JJ"},
    "under": {*_VERB_FORMS, "JJ"},
    "co": {*_VERB_FORMS, "NN", "NNS"},
}
_LEARNED_PREFIXES = """
    aero agro anti astro bio cardio counter cyber eco electro endo ethno exo extra geo giga hydro hyper immuno
    infra inter intra macro mega meta micro mini mono multi nano neo neuro non para photo poly post pro proto
    pseudo psycho quasi radio semi socio sub super tele thermo trans ultra
    """
_AFTER_LEARNED = {"NN", "NNS", "JJ", "VBN", "VBG", "RB"}
# An ending, the ending of its stem, and the tags of the stem.
_ENDINGS: tuple[tuple[str, str, set[str]], ...] = (
    ("like", "", _NOUN), ("less", "", {"NN"}), ("wise", "", {"NN"}), ("ward", "", {"NN"}), ("wards", "", {"NN"}),
    ("ish", "", {"NN", "JJ"}), ("ness", "", _ADJECTIVE), ("iness", "y", _ADJECTIVE), ("able", "", _VERB),
    ("able", "e", _VERB), ("ability", "", _VERB), ("ability", "e", _VERB), ("ability", "able", _ADJECTIVE),
    ("er", "", _VERB), ("er", "e", _VERB), ("eth", "", _VERB), ("eth", "e", _VERB), ("ers", "", _VERB),
    ("ers", "e", _VERB), ("ization", "ize", _VERB), ("isation", "ise", _VERB), ("ization", "", {"JJ", "NN"}),
    ("isation", "", {"JJ", "NN"}), ("ly", "", _ADJECTIVE), ("ably", "able", _ADJECTIVE), ("ically", "ic", _ADJECTIVE),
    ("ship", "", {"NN"}), ("hood", "", {"NN"}), ("dom", "", {"NN"}), ("ism", "", {"JJ"}), ("ist", "", {"JJ"}),
    ("ists", "", {"JJ"}), ("proof", "", {"NN"}), ("fold", "", {"CD"}), ("scape", "", {"NN"}),
)  # fmt: skip
_AFTER_IZE = {"NN", "JJ"}
_ENDINGS += tuple(
    (f"i{letter}{ending}", restored, _AFTER_IZE)
    for letter in "zs"
    for ending in ("e", "es", "ed", "ing", "er", "ers")
    for restored in ("", "y")
)
for _prefix in _LEARNED_PREFIXES.split():
    _PREFIXES[_prefix] = _AFTER_LEARNED
_AFTER_VERB = frozenset({"er", "ers", "able", "ability", "eth"})
_DEEDS = ("tion", "tions", "sion", "sions", "ment", "ments", "sure", "sures", "ture", "tures", "ance", "al", "ing")
_NOUNS_TOO = ("al", "able", "ible")  # adjectives that are made nouns: financials, consumables
SHORTEST_STEM, RAREST_STEM = 3, 48
# Nouns that have no plural, though learners give them one. Other mass nouns get one in the trades that count them.
_COUNTLESS = frozenset(
    """
    advice aluminum applause baggage bedding behavior behaviour bread bravery bullying butter cash chaos
    clothing courage cutlery damage dirt dust education electricity entertainment equipment evidence feedback
    flour furniture garbage gasoline hair happiness hardware harm health help homework honesty hospitality
    housework housing hunger information intelligence jewellery jewelry knowledge laughter leisure lightning
    literature logic luck luggage machinery mail merchandise milk money music news nonsense oxygen parking pasta
    patience peace petrol poetry pollution poverty power pride progress publicity research rice rubbish safety
    salt sand scenery shopping slang software spaghetti stuff sunshine thunder toothpaste traffic transportation
    trash violence vocabulary wealth weather wheat wildlife wisdom work
    """.split()  # noqa: SIM905
)
# Noun forms and verb forms that a learner's rule may have made.
_TAGS_BY_ENDING = (("s", "NNS"), ("s", "VBZ"), ("ed", "VBD"), ("ing", "VBG"), ("er", "JJR"), ("est", "JJS"))


def derived(word: str, lexicon: Lexicon) -> bool:
    """Whether a lower-case word is made of a known word and a productive prefix or ending ("nanomachine", "rezoning",
    "customizable"), or is a regular form of a known one.

    The stem must be of a kind that the affix goes with: "unhelped" is a word, "unpurpose" is none.
    """
    return (
        _form(word, lexicon)
        or (word.endswith("in") and _is_a(word + "g", {"VBG"}, lexicon))  # livin', written without its apostrophe
        or any(_prefixed(word, prefix, tags, lexicon) for prefix, tags in _PREFIXES.items() if word.startswith(prefix))
        or any(
            _is_a(stem, tags, lexicon) and _joins(stem, ending, restored)
            for ending, restored, tags in _ENDINGS
            if word.endswith(ending) and (stem := word[: -len(ending)] + restored)
        )
    )


def _joins(stem: str, ending: str, restored: str) -> bool:
    """Whether stem and ending meet like this: "planner", "truly", "happily" and "basically", not "planer", "truely",
    "happyly" and "basicly"."""
    if ending == "ly":
        return not stem.endswith(("le", "ue", "y", "ic", "ll"))
    if ending in _AFTER_VERB:
        return regular(stem, "VBG") == (stem[: len(stem) - len(restored)] + "ing")
    return True


def _prefixed(word: str, prefix: str, tags: set[str], lexicon: Lexicon) -> bool:
    rest = word[len(prefix) :]
    if prefix in ("re", "over", "under") and rest.endswith(_DEEDS):
        tags = _VERB_FORMS | _NOUN
    if prefix[-1] == rest[:1] and prefix not in ("un", "non", "re", "mis", "inter"):
        return False
    return len(rest) > SHORTEST_STEM and _is_a(rest, tags, lexicon)


def _is_a(stem: str, tags: set[str], lexicon: Lexicon) -> bool:
    """Whether the stem is a word in use, of one of the kinds."""
    return (
        len(stem) >= SHORTEST_STEM
        and lexicon.known(stem)
        and lexicon.frequency(stem) >= RAREST_STEM
        and not tags.isdisjoint(lexicon.tags(stem))
    )


def _form(word: str, lexicon: Lexicon) -> bool:
    """Whether it is the right regular form of a known noun or verb that the lexicon happens not to list."""
    for ending, tag in _TAGS_BY_ENDING[:4]:
        if not word.endswith(ending):
            continue
        bases = {"NN", "VBG"} if tag == "NNS" else _VERB
        for stem in stems(word, tag):
            kinds = bases | _ADJECTIVE if tag == "NNS" and stem.endswith(_NOUNS_TOO) else bases
            if stem == word or not _is_a(stem, kinds, lexicon) or inflect(stem, tag) != word:
                continue
            if tag != "NNS" or stem not in _COUNTLESS:
                return True
    return False


def repaired(word: str, lexicon: Lexicon) -> list[tuple[str, float]]:
    """The right forms behind a form made by the wrong rule, with the cost of the slip: "goed" → "went", "childs" →
    "children", "familys" → "families", "runing" → "running", "informations" → "information", "womens" → "women's"."""
    found: dict[str, float] = {}
    for right, cost in _right_forms(word, lexicon):
        if right != word and lexicon.known(right.removesuffix("'s")):
            found[right] = min(cost, found.get(right, cost))
    return list(found.items())


def _right_forms(word: str, lexicon: Lexicon) -> Iterator[tuple[str, float]]:
    for ending, tag in _TAGS_BY_ENDING:
        if not word.endswith(ending) or len(word) - len(ending) < 2:
            continue
        cut = word[: -len(ending)]
        for stem in dict.fromkeys((*stems(word, tag), cut, cut + "e", cut + "y", _undoubled(cut))):
            tags = lexicon.tags(stem)
            base = "NN" if tag == "NNS" else "JJ" if tag in ("JJR", "JJS") else "VB"
            if base in tags and regular(stem, tag) == word and tag != "NNS":
                yield inflect(stem, tag), 0.2
                if tag == "VBD":
                    yield inflect(stem, "VBN"), 0.3
            elif base in tags and _same_but_joint(stem, ending, word):
                right = stem if tag == "NNS" and stem in _COUNTLESS else inflect(stem, tag)
                if right[:2] == word[:2]:  # "maner" is not "more"
                    yield right, 0.25
    if word.endswith("s"):
        yield from _with_s(word[:-1], lexicon)
    if word.endswith("ed") and lexicon.tags(word[:-2]) & {"VBD", "VB"} == {"VBD"}:
        yield word[:-2], 0.4  # "wented", "thoughted"


def _with_s(stem: str, lexicon: Lexicon) -> Iterator[tuple[str, float]]:
    tags = lexicon.tags(stem)
    if "NNS" in tags and lexicon.lemma(stem, "NNS") != stem and not stem.endswith("s"):
        yield stem + "'s", 0.4  # "womens"
        yield stem, 0.45
    elif tags & {"JJ", "JJR"} and not tags & {"NN", "VB"} and not stem.endswith(_NOUNS_TOO):
        yield stem, 0.7  # "importants", "smallers"
    elif "NN" in tags and inflect(stem, "NNS") == stem:
        yield stem, 0.2


def _same_but_joint(stem: str, ending: str, word: str) -> bool:
    """Whether the word is stem and ending, whatever was done to the letters where they meet ("familys", "runing")."""
    rest = word[: -len(ending)]
    return rest in (stem, stem[:-1] if stem[-1] in "ey" else stem, stem + "e", stem + stem[-1])


def _undoubled(stem: str) -> str:
    return stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else stem


def compound(word: str, lexicon: Lexicon) -> bool:
    """Whether the word is two nouns, or an adjective and a noun, written as one ("fanbase", "tonewood")."""
    return any(
        _is_a(word[:cut], {"NN", "JJ"}, lexicon) and _is_a(word[cut:], {"NN", "NNS"}, lexicon)
        for cut in range(SHORTEST_STEM, len(word) - SHORTEST_STEM)
    )
