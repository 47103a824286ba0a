"""Whether a noun phrase is one or several, when nobody could doubt it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.rules.checks.phrases import INDEFINITE, NOUNS, Phrase, words

if TYPE_CHECKING:
    from copydesk.language.prose import Prose

# Nouns whose verb may follow the meaning ("a total of five were", "the kind of people who are").
EITHER_NUMBER = words(
    "kind kinds sort sorts type types form forms total average maximum minimum record majority minority percentage "
    "proportion fraction portion percent half third quarter fifth tenth dozen hundred thousand million billion rest "
    "remainder bulk lot lots couple pair range variety series set host mix mixture combination collection array "
    "selection handful bunch number numbers amount plenty abundance wealth mass fish sheep deer reindeer trout sperm "
    "salmon aircraft spacecraft offspring craft youth staff crew media data bacteria criteria phenomena agenda counsel "
    "folk cattle faculty personnel military clergy elite enemy press public audience few many one ones other others "
    "left right best worst more most less all some none any bit spate string wave flurry multitude myriad sequence "
    "succession stream slew swarm flock herd trio duo quartet gang cluster samurai glia chain suite batch "
    "pool network mob crop cast body litter school army fleet squad class league sample subset share part piece % "
    "ratio rate quantity volume score level pack stack pile row"
)
# Plural in form, but one thing, or a field of study; or the name of an activity that may be one thing.
SINGULAR_IN_FORM = words(
    "news series species means headquarters works barracks crossroads gallows measles mumps rabies diabetes darts "
    "billiards dominoes cards checkers draughts thanks odds kudos biceps triceps chess links sales operations "
    "communications telecommunications savings earnings winnings customs blues commons classics craps hives shingles "
    "marbles humanities marines bellows italics alms skittles charades bowls boxers flies bends stakes lens gas bus "
    "sports arts media data bacteria criteria phenomena "
    "algae agenda stamina insignia memorabilia paraphernalia graffiti spaghetti pasta errata addenda corps chassis "
    "premises remains shambles whereabouts innings kindergartens states maths times hundreds thousands "
    "millions billions dozens lots heaps loads tons minutes hours days weeks months years decades dollars cents "
    "pounds euros miles kilometers kilometres meters metres feet inches yards degrees percent points grams "
    "kilograms tonnes kilos bytes pixels volts watts others acoustics"
)
# Plural-only nouns that nobody takes for one thing.
PAIRS = words(
    "glasses sunglasses eyeglasses spectacles goggles binoculars scissors shears pliers tweezers tongs trousers pants "
    "jeans shorts tights leggings overalls pyjamas pajamas clothes goods troops stairs belongings surroundings "
    "outskirts ashes groceries fireworks"
)
# One thing in spite of the -s.
FIELDS = words("news mathematics physics linguistics gymnastics measles mumps rickets diabetes")
SEVERAL = words("several various numerous many few")
MANY_PEOPLE = words(
    "poor rich young old sick dead weak wealthy needy elderly blind deaf homeless faithful brave wounded injured elect "
    "free living like equal white black brown good bad evil great mighty powerful"
)
NAMES = frozenset({"person", "place", "org", "software", "acronym", "place-part"})
CAPITALISED_ONES = frozenset({"place-head", "person-noun"})
FALSE_CLASSES = frozenset(
    {"collective", "number-of", "group-noun", "quantity-noun", "unit", "currency", "people", "plural-only"}
)
FOREIGN_PLURALS = ("ia", "aea", "ata", "people", "men")  # bacteria, archaea; and craftspeople
SINGULAR_DETERMINERS = words("a an each every this that another either neither")
PLURALS = frozenset({"people", "police", "those"})
NAMING = words("term word phrase expression name title label concept")
# What ends in “-ics” without being a field of study.
COUNTED_ICS = words(
    "lyrics clinics critics topics comics fabrics relics picnics characteristics antics skeptics sceptics clerics "
    "metrics mosaics cynics fanatics alcoholics academics attics epidemics republics heretics antibiotics mechanics "
    "panics tunics romantics diabetics eccentrics basics"
)


def number(prose: Prose, phrase: Phrase) -> str:
    """ "singular" or "plural" when the phrase surely is, else ""."""
    head = phrase.head
    word = prose.form(head)
    lower = prose.lower[head]
    single = phrase.determiner in SINGULAR_DETERMINERS or prose.lower[phrase.first] == "one"
    if lower in PLURALS and not single:
        return "plural"
    if lower in INDEFINITE or lower in ("each", "either", "neither", "one"):
        return "singular"
    if not lower.isalpha() or len(lower) < 3 or lower in EITHER_NUMBER:
        return ""
    if word != lower:  # “the Lateran Palace” is one, “The Clash” may be some
        named = word[1:] == lower[1:] and phrase.determiner and "NNS" not in prose.lexicon.tags(lower)
        classes = prose.lexicon.classes(lower)
        return "singular" if named and classes & CAPITALISED_ONES and not classes & FALSE_CLASSES else ""
    if lower in FIELDS:
        return "singular" if phrase.first == head or prose.tags[head - 1] not in NOUNS else ""
    readings = prose.readings(head)
    classes = prose.lexicon.classes(word)
    if prose.words[head].isupper() or (
        prose.words[head] != lower and prose.lexicon.classes(prose.words[head]) & NAMES
    ):
        return ""  # “AIDS”, “Mars”
    if "NNS" in readings and not readings & {"JJ", "RB", "NNP"} and ("NN" not in readings or _plural_of(prose, lower)):
        if lower in SINGULAR_IN_FORM or (lower.endswith("ics") and lower not in COUNTED_ICS):
            return ""
        if lower not in PAIRS and classes & {"mass", "plural-only"}:
            return ""
        if single or not NAMING.isdisjoint(prose.lower[phrase.first : head]):
            return ""  # “the term human rights is”
        return "plural"
    if "NN" in readings and not readings & {"NNS", "NNPS", "NNP", "JJS", "JJR", "CD", "DT"}:
        if not SEVERAL.isdisjoint(prose.lower[phrase.first : head]):
            return ""  # “various problem”: the noun is what is wrong
        if phrase.determiner in ("these", "those", "both", "all", "some", "half") or phrase.counted:
            return ""
        if classes & FALSE_CLASSES or (lower[-1] == "s" and lower[-2] not in "siu") or lower.endswith(FOREIGN_PLURALS):
            return ""
        if lower[-1] == "i" and len(lower) > 5:
            return ""  # “alveoli” are many
        if "JJ" in readings and phrase.determiner not in ("a", "an", "this", "each", "every", "another"):
            described = prose.lower[head + 1 : head + 2] == ["of"]  # “the colour of”, but “the poor of the town”
            return "singular" if described and lower not in MANY_PEOPLE else ""
        return "singular"
    return ""


def _plural_of(prose: Prose, word: str) -> bool:
    """Whether a word that dictionaries list as a noun of its own, too, is the plural of another: “rooms”, “men”."""
    return word in PAIRS or (word.endswith(("s", "men", "teeth")) and prose.lexicon.lemma(word, "NNS") != word)
