"""Classes of meaning: from Open English WordNet's lexicographer files, name lists and lists of our own."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from lexicon_pack import Entry
from lexicon_sources import sections

# A class that a lexicographer file gives to lower-case nouns which mostly mean that.
_FILES = {"noun.person": "person-noun", "noun.time": "time-noun", "noun.location": "location-noun",
          "noun.group": "group-noun", "noun.quantity": "quantity-noun", "noun.animal": "animal-noun"}

WordNet = Mapping[str, Mapping[str, list[Mapping[str, object]]]]


def noun_classes(wordnet: WordNet, uses: Mapping[str, int]) -> dict[str, set[str]]:
    """Lower-case noun → classes of its main meanings: where at least half of its counted uses, and its first sense, are
    in the lexicographer file of the class."""
    found: dict[str, set[str]] = defaultdict(set)
    for lemma, parts in wordnet.items():
        if not lemma.islower() or not lemma.isalpha() or "n" not in parts:
            continue
        shares: Counter[str] = Counter()
        for rank, sense in enumerate(parts["n"]):
            shares[str(sense["lex"])] += uses.get(str(sense["id"]), 0) + (0.6 if rank == 0 else 0.3)  # type: ignore[assignment]
        total = sum(shares.values())
        for file, name in _FILES.items():
            if shares[file] >= 0.5 * total and parts["n"][0]["lex"] == file:
                found[lemma].add(name)
    return found


def own_classes() -> dict[str, set[str]]:
    """Word → classes of training/data/classes.txt."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, words in sections("classes.txt").items():
        for word in words:
            for part in word.split("_") if name.endswith("-words") else [word]:
                found[part].add(name.removesuffix("-words"))
    return found


# What a plural has from its singular.
_PASSED_ON = frozenset(_FILES.values()) | {"unit", "currency", "title", "people", "weekday", "month", "place-head"}


def pass_on(entries: Mapping[str, Entry]) -> None:
    """Gives plurals the classes of their singulars: teachers, dollars, Americans, Sundays."""
    for entry in entries.values():
        for tag, lemma, rare in entry.readings:
            if tag in ("NNS", "NNPS") and not rare and lemma in entries:
                entry.classes |= entries[lemma].classes & _PASSED_ON
