"""Links between words: spelling variants of dialects, and derivations."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from lexicon_pack import Entry
from lexicon_sources import own_list

WordNet = Mapping[str, Mapping[str, list[Mapping[str, object]]]]
Links = dict[str, list[str]]
Scores = dict[str, dict[str, dict[str, float]]]  # kind → source → target → score

# British and American spellings of the same sound; each is tried in both directions.
_PAIRS = (
    ("our", "or"), ("is", "iz"), ("ys", "yz"), ("re", "er"), ("ae", "e"), ("oe", "e"), ("oeu", "eu"), ("ogue", "og"),
    ("ll", "l"), ("pp", "p"), ("gg", "g"), ("tt", "t"), ("ss", "s"), ("ce", "se"), ("s", "z"), ("ph", "f"),
    ("ough", "ow"), ("mme", "m"), ("y", "i"), ("sce", "ske"), ("que", "ck"), ("kerb", "curb"), ("grey", "gray"),
    ("nium", "num"), ("eable", "able"), ("ement", "ment"), ("eing", "ing"), ("oul", "ol"), ("xion", "ction"),
    ("en", "in"), ("im", "em"), ("rnt", "rned"), ("lt", "lled"), ("elt", "elled"), ("oilt", "oiled"), ("amt", "amed"),
    ("eapt", "eaped"), ("wards", "ward"), ("storey", "story"), ("pyj", "paj"), ("draught", "draft"), ("gaol", "jail"),
    ("aero", "air"), ("que", "k"), ("ei", "ie"), ("eu", "e"), ("ier", "ear"), ("moustache", "mustache"),
    ("ax", "axe"), ("sulph", "sulf"), ("oestr", "estr"), ("tyre", "tire"), ("cosy", "cozy"), ("cosi", "cozi"),
    ("speciality", "specialty"), ("specialities", "specialties"), ("orientat", "orient"), ("mum", "mom"), ("e", ""),
    ("yoghurt", "yogurt"), ("furore", "furor"), ("ellery", "elry"), ("maths", "math"), ("carat", "karat"),
    ("carburett", "carburet"), ("dyke", "dike"), ("gybe", "jibe"),
)


def variants(entries: Mapping[str, Entry]) -> Links:
    """Word → spellings preferred elsewhere, the likeliest first, for words that some dialect does not prefer."""
    found: Links = {}
    for word, entry in entries.items():
        if entry.preferred == 15 or not word.isalpha() or not entry.accepted | entry.preferred:
            continue
        once = [(cost, other) for cost, other in _respelt(word) if _fits(entries, entry, other)]
        if not once:
            once = [(cost + more, other) for cost, middle in _respelt(word) for more, other in _respelt(middle)
                    if other != word and _fits(entries, entry, other)]
        ranked = sorted(set(once), key=lambda pair: (pair[0], -entries[pair[1]].frequency))
        if ranked:
            found[word] = list(dict.fromkeys(other for _, other in ranked[:3]))
    return found


def _fits(entries: Mapping[str, Entry], entry: Entry, other: str) -> bool:
    return other in entries and bool(entries[other].preferred & ~entry.preferred)


def _respelt(word: str) -> Iterable[tuple[int, str]]:
    for rank, pair in enumerate(_PAIRS):
        for old, new in (pair, pair[::-1]):
            if not old:
                continue
            start = word.find(old)
            while start >= 0:
                other = word[:start] + new + word[start + len(old):]
                if other != word:
                    yield (2 if rank > 20 else 1), other
                start = word.find(old, start + 1)


_NOUN_SUFFIX = re.compile(r"(?:ment|tion|sion|al|ance|ence|ancy|ency|ure|ery|y|age|th|sis|ism)$")
_QUALITY_SUFFIX = re.compile(r"(?:ness|ity|ty|th|ance|ence|ancy|ency|cy|tude|dom|ism)$")
_ADJECTIVE_SUFFIX = re.compile(r"(?:al|ic|ical|ous|ful|y|an|ian|ern|ary|ive|less|en|ar|ese|ish)$")
_AGENT = re.compile(r"(?:er|or|ee|ist|ant|man)s?$")
_ADVERBS = {"good": "well", "fast": "fast", "hard": "hard", "late": "late", "early": "early", "public": "publicly",
            "whole": "wholly", "true": "truly", "due": "duly", "daily": "daily", "weekly": "weekly",
            "monthly": "monthly",
            "straight": "straight", "long": "long", "far": "far", "low": "low", "well": "well", "gay": "gaily"}


def derivations(wordnet: WordNet, entries: Mapping[str, Entry]) -> dict[str, Links]:
    """Kind → word → derived words, best first; the kinds are those of Lexicon.derive."""
    scores: Scores = defaultdict(lambda: defaultdict(lambda: defaultdict(float)))
    spelling = {key.lower(): key for key in wordnet}
    for lemma, parts in wordnet.items():
        if lemma not in entries:
            continue
        for part, senses in parts.items():
            for rank, sense in enumerate(senses):
                weight = 1.0 / (1 + rank / 3)
                for relation in ("derivation", "event", "pertainym"):
                    for target in sense.get(relation, ()):  # type: ignore[attr-defined]
                        other, _, rest = str(target).partition("%")
                        other = other if other in entries else spelling.get(other, other)
                        kind = part + {"1": "n", "2": "v", "3": "a", "5": "a", "4": "r"}[rest[0]]
                        if other in entries:
                            _link(scores, kind, lemma, other, relation, weight, rest)
                            # Many links are written on one side only.
                            here = str(sense["id"]).partition("%")[2]
                            if relation == "derivation":
                                _link(scores, kind[::-1], other, lemma, relation, weight / 2, here)
    _by_suffix(scores, entries)
    chosen: dict[str, Links] = {}
    for kind, sources in scores.items():
        chosen[kind] = {}
        for source, targets in sources.items():
            if source in entries:
                # The noun of the verb's own form shares its frequency with the verb.
                ranked = sorted(targets, key=lambda word: (
                    -targets[word] - (entries[word].frequency - 50 * (word == source)) / 24, word))
                good = [word for word in ranked if targets[word] > 0 and entries[word].frequency >= 25]
                if good:
                    chosen[kind][source] = good[:4]
    chosen["noun>adv"] = _noun_adverbs(chosen)
    _by_hand(chosen)
    return chosen


def _by_hand(chosen: dict[str, Links]) -> None:
    kind = ""
    for line in own_list("derivations.txt"):
        if line.startswith("["):
            kind = line.strip("[]")
        else:
            source, _, targets = line.partition(": ")
            chosen[kind][source] = list(dict.fromkeys(targets.split() + chosen[kind].get(source, [])))[:4]
    for line in own_list("demonyms.txt"):
        place, adjective, *_ = line.split()
        chosen["noun>adj"][place] = [adjective]


def _link(scores: Scores, kind: str, lemma: str, other: str, relation: str, weight: float, rest: str) -> None:
    capital = lemma[:1].isupper() != other[:1].isupper()
    if kind == "vn" and other.islower():
        person = rest.startswith("1:18") or (_AGENT.search(other) and rest[2:4] in ("06", "18"))
        bonus = 2.0 * bool(_NOUN_SUFFIX.search(other)) + 2.0 * (relation == "event") - 1.5 * other.endswith("ing")
        scores["verb>noun"][lemma][other] += weight * (0.1 if person else 1) + (bonus if not person else -1.5) * weight
    elif kind == "an":
        if relation == "pertainym":
            scores["noun>adj"][other][lemma] += 4 * weight
        elif not capital:
            scores["adj>noun"][lemma][other] += weight * (1 + 3 * bool(_QUALITY_SUFFIX.search(other)))
            if rest.startswith(("1:18", "1:05")):
                scores["adj>noun"][lemma][other] -= 1.5 * weight
    elif kind == "na" and relation == "derivation":
        scores["noun>adj"][lemma][other] += weight * (0.5 + 2 * bool(_ADJECTIVE_SUFFIX.search(other)))
    elif kind == "ra" and lemma[:3] == other[:3] and not lemma.endswith(("er", "est")):
        scores["adj>adv"][other][lemma] += 3 * weight * (1 + lemma.endswith("ly"))


def _by_suffix(scores: Scores, entries: Mapping[str, Entry]) -> None:
    """Adds what spelling alone shows: adjective + -ly, verb + -ment …, directions + -ern."""
    for word, entry in entries.items():
        tags = {tag for tag, _, rare in entry.readings if not rare}
        if not word.islower():
            continue
        if "JJ" in tags:
            for adverb in (_ADVERBS.get(word), None if word.endswith("ly") else _with_ly(word)):
                if adverb in entries and any(tag == "RB" for tag, _, _ in entries[adverb].readings):
                    scores["adj>adv"][word][adverb] += 9 if adverb == _ADVERBS.get(word) else 5
            scores["adj>noun"][word][word] -= 9
        if "VB" in tags and word not in scores["verb>noun"]:
            stem = word[:-1] if word.endswith("e") else word
            for ending in ("ment", "ation", "ion", "al", "ance", "ence", "ure", "age", "ing"):
                for noun in (word + ending, stem + ending):
                    if noun in entries and any(tag == "NN" for tag, _, _ in entries[noun].readings):
                        scores["verb>noun"][word][noun] += 2 if ending != "ing" else 0.2
    for direction in ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"):
        scores["noun>adj"][direction][direction + "ern"] += 20


def _with_ly(word: str) -> str:
    if word.endswith("ic"):
        return word + "ally"
    if word.endswith("le") and word[-3:-2] not in "aeiou":
        return word[:-1] + "y"
    if word.endswith("y") and len(word) > 3 and word[-2] not in "aeiou":
        return word[:-1] + "ily"
    return word + ("y" if word.endswith("ll") else "ly")


def _noun_adverbs(chosen: Mapping[str, Links]) -> Links:
    found: dict[str, list[str]] = defaultdict(list)
    adverbs = chosen["adj>adv"]
    for noun, adjectives in chosen["noun>adj"].items():
        for adjective in adjectives:
            found[noun] += [adverb for adverb in adverbs.get(adjective, []) if adverb.endswith("ly")][:1]
    for adverb in {word for words in adverbs.values() for word in words}:
        if adverb.endswith("ly") and adverb[:-2] in chosen["noun>adj"]:
            found[adverb[:-2]].insert(0, adverb)
    return {noun: list(dict.fromkeys(words))[:4] for noun, words in found.items()}


def pairs(links: Links) -> list[tuple[str, str]]:
    return [(source, target) for source, targets in links.items() for target in targets]
