"""Readers of the sources the lexicon is built from. Nothing here judges; each function gives what its source says."""

from __future__ import annotations

import csv
import gzip
import json
import lzma
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import yaml

DATA = Path(__file__).parent / "data"
# Word lists of SCOWL by region: bit of the dialect (US 1, GB 2, CA 4, AU 8); variants are accepted, not preferred.
_REGIONS = {"english": 15, "american": 1, "british": 2, "british_z": 2, "canadian": 4, "australian": 8}
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|[.!?:;“”\"()\[\]|]")


def own_list(name: str) -> list[str]:
    """The lines of a hand-written list in training/data, without comments and blank lines."""
    lines = (line.split("#")[0].strip() for line in (DATA / name).read_text("utf-8").splitlines())
    return [line for line in lines if line]


def sections(name: str) -> dict[str, list[str]]:
    """A hand-written list in sections: a line "[name]", then words separated by white space or, where a line has a
    comma, entries separated by commas."""
    found: dict[str, list[str]] = defaultdict(list)
    current = ""
    for line in own_list(name):
        if line.startswith("["):
            current = line.strip("[]")
            found[current] = found[current]
        else:
            parts = line.split(",") if "," in line else line.split()
            found[current] += [part.strip() for part in parts if part.strip()]
    return dict(found)


def scowl(folder: Path) -> dict[str, tuple[int, int, int, str]]:
    """word → (smallest size, preferred dialect bits, accepted dialect bits, category) of SCOWL's lists.

    Categories: words, upper, proper-names, abbreviations. Possessives are given too.
    """
    found: dict[str, tuple[int, int, int, str]] = {}
    for path in sorted(folder.glob("*-*.[0-9][0-9]")):
        region, _, category = path.stem.partition("-")
        if category == "contractions" or region == "special":
            continue
        size = int(path.suffix[1:])
        base, _, level = region.partition("_variant_")
        if region.startswith("variant_"):
            base, level = "english", region[-1]
        preferred = 0 if level else _REGIONS[base]
        tolerated = (level == "1" and size <= 70) or (level == "2" and size <= 60)
        accepted = _REGIONS[base] if tolerated else preferred
        if not accepted or size > 80:
            continue
        for word in path.read_text("utf-8").split():
            old = found.get(word)
            if old is None:
                found[word] = (size, preferred, accepted, category)
                continue
            # A rare list may add a dialect only if the word is not much more common in another.
            bits = old[1] | preferred if size <= old[0] + 30 or not old[1] else old[1]
            best = category if size < old[0] or (category == "words" and size == old[0]) else old[3]
            found[word] = (min(size, old[0]), bits, old[2] | accepted, best)
    return found


def wordnet(folder: Path, cache: Path) -> dict[str, dict[str, list[dict[str, object]]]]:
    """Open English WordNet: lemma → part of speech (n, v, a, r) → senses with keys id, lex (file, e.g. "noun.person"),
    derivation, pertainym, event (lists of sense ids) and say (dialect → beginnings of pronunciations)."""
    kept = cache / "wordnet.json"
    if kept.exists():
        return json.loads(kept.read_text())  # type: ignore[no-any-return]
    found: dict[str, dict[str, list[dict[str, object]]]] = {}
    for path in sorted(folder.glob("entries-*.yaml")):
        for lemma, parts in yaml.load(path.read_text("utf-8"), yaml.CSafeLoader).items():
            lemma = str(lemma)
            for part, entry in parts.items():
                senses = found.setdefault(lemma, {}).setdefault("a" if part[0] == "s" else part[0], [])
                say = [(p.get("variety", ""), p["value"][:2]) for p in entry.get("pronunciation", [])]
                for sense in entry["sense"]:
                    links = {key: sense[key] for key in ("derivation", "pertainym", "event") if key in sense}
                    senses.append({"id": sense["id"], "synset": sense["synset"], "say": say, **links})
    lex: dict[str, tuple[str, list[str]]] = {}
    for path in sorted(folder.glob("*.yaml")):
        if not path.stem.startswith(("entries", "frames")):
            for synset, entry in yaml.load(path.read_text("utf-8"), yaml.CSafeLoader).items():
                lex[synset] = (path.stem, entry.get("instance_hypernym", []) + entry.get("hypernym", []),
                               bool(entry.get("instance_hypernym")), entry["members"][0])
    for parts in found.values():
        for senses in parts.values():
            for sense in senses:
                sense["lex"], sense["up"], sense["instance"], _ = lex[sense["synset"]]
                chain, todo = [], list(sense["up"])
                while todo and len(chain) < 12:
                    above = todo.pop(0)
                    chain.append(lex[above][3])
                    todo += lex[above][1][:1]
                sense["up"] = chain
    kept.write_text(json.dumps(found))
    return found


def sense_counts(path: Path) -> Counter[tuple[str, str]]:
    """(lemma, part of speech) → uses counted in the concordance of Princeton WordNet 3.0 (its file cntlist.rev)."""
    counts: Counter[tuple[str, str]] = Counter()
    for line in path.read_text().splitlines():
        key, _, count = line.split()
        lemma, _, rest = key.partition("%")
        counts[lemma.replace("_", " "), {"1": "n", "2": "v", "3": "a", "5": "a", "4": "r"}[rest[0]]] += int(count)
    return counts


def key_counts(path: Path) -> dict[str, int]:
    """Sense key → uses counted, from the same file."""
    rows = (line.split() for line in path.read_text().splitlines())
    return {key: int(count) for key, _, count in rows}


def inflection_table(package: Path) -> dict[tuple[str, str], list[list[str]]]:
    """(lemma, noun | verb | adj | adv) → forms of lemminflect, alternatives as lists: noun (plural), verb (past,
    participle, -ing, -s), adj and adv (comparative, superlative)."""
    found: dict[tuple[str, str], list[list[str]]] = {}
    with gzip.open(package / "resources" / "infl_lu.csv.gz", "rt", encoding="utf-8") as stream:
        for row in csv.reader(stream):
            cells = [cell.split("/") for cell in row[2:]]
            found[row[0], row[1]] = [[form for form in forms if form.replace("-", "").isalpha()] for forms in cells]
    return found


def treebank(folder: Path) -> Iterator[tuple[str, str, str, bool]]:
    """(word, tag, lemma, starts a sentence) of the tagged training files."""
    for name in ("ewt-train", "gum-train"):
        starts = True
        with lzma.open(folder / f"{name}.tsv.xz", "rt", encoding="utf-8") as stream:
            for line in stream:
                fields = line.rstrip("\n").split("\t")
                if len(fields) == 3:
                    yield fields[0], fields[1], fields[2], starts
                    starts = False
                elif not line.strip():
                    starts = True


def corpus_counts(folder: Path, cache: Path) -> dict[str, Counter[str]]:
    """group → counts of words as written, for the groups textbooks, manuals and novels; words that begin a sentence
    are counted under "^" + word."""
    kept = cache / "corpus.json"
    if kept.exists():
        return {group: Counter(counts) for group, counts in json.loads(kept.read_text()).items()}
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for path in sorted(folder.glob("*.txt.xz")):
        if "wikinews" in path.name:
            continue
        group = "textbooks" if "openstax" in path.name else "novels" if "ebooks" in path.name else "manuals"
        with lzma.open(path, "rt", encoding="utf-8") as stream:
            for line in stream:
                starts = True
                for token in _TOKEN.findall(line):
                    if token[0].isalpha():
                        found[group][("^" if starts else "") + token.replace("’", "'")] += 1
                        starts = False
                    else:
                        starts = True
    kept.write_text(json.dumps(found))
    return dict(found)


def book_counts(path: Path) -> Counter[str]:
    """Lower-case word → count in Google Books, from the frequency dictionary that symspellpy ships."""
    rows = (line.split() for line in path.read_text("utf-8-sig").splitlines())
    return Counter({word: int(count) for word, count in rows})


def pronunciations(path: Path) -> dict[str, list[str]]:
    """Lower-case word → first phones of its pronunciations in CMUdict."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        fields = line.split("#")[0].split()
        if len(fields) > 1:
            found[re.sub(r"\(\d\)$", "", fields[0])].append(" ".join(fields[1:3]))
    return found
