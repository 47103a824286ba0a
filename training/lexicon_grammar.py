"""Readings of words: which Penn tags a spelling can have, with which lemma, and which of them are rare."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from copydesk.language.morphology import regular, stems

POS_OF_TAG = {
    **dict.fromkeys(("NN", "NNS"), "n"),
    **dict.fromkeys(("VB", "VBP", "VBZ", "VBD", "VBN", "VBG"), "v"),
    **dict.fromkeys(("JJ", "JJR", "JJS"), "a"),
    **dict.fromkeys(("RB", "RBR", "RBS"), "r"),
}
BASE = {"n": ("NN",), "v": ("VB", "VBP"), "a": ("JJ",), "r": ("RB",)}
INFLECTED = {"n": ("NNS",), "v": ("VBD", "VBN", "VBG", "VBZ"), "a": ("JJR", "JJS"), "r": ("RBR", "RBS")}
_TABLE_NAME = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
# A part of speech is rare for a word below this share of its counted uses, if there are enough of them.
RARE_SHARE = 0.015
ENOUGH = 8
_SUFFIX_TAGS = (
    ("ly", ("RB",)), ("ness", ("NN",)), ("ity", ("NN",)), ("tion", ("NN",)), ("sion", ("NN",)), ("ment", ("NN",)),
    ("ism", ("NN",)), ("ist", ("NN",)), ("ship", ("NN",)), ("able", ("JJ",)), ("ible", ("JJ",)), ("less", ("JJ",)),
    ("ous", ("JJ",)), ("ical", ("JJ",)), ("ful", ("JJ",)), ("ish", ("JJ",)),
    ("ic", ("JJ",)), ("like", ("JJ",)), ("ing", ("VBG", "NN", "JJ")), ("ed", ("VBN", "VBD", "JJ")),
)
_NEGATIONS = ("non", "un", "re", "over", "under", "pre", "anti", "super", "multi", "sub", "inter", "micro", "mis", "co",
              "post", "semi", "ultra", "trans", "hyper", "out", "fore", "self", "counter", "de", "dis", "mid", "neo")

_NEVER_ADDED = frozenset({"NNP", "NNPS", "GW", "XX", "AFX", "ADD", "NFP", "SYM", "LS", "HYPH", "CC", "POS"})

Reading = tuple[str, str, bool]  # tag, lemma, rare


class Grammar:
    """Collects the evidence of dictionaries and treebanks and answers with readings."""

    def __init__(
        self,
        known: set[str],
        wordnet: Mapping[str, Mapping[str, object]],
        concordance: Mapping[tuple[str, str], int],
        table: Mapping[tuple[str, str], list[list[str]]],
        tagged: Iterable[tuple[str, str, str, bool]],
        irregular: Iterable[str],
        extra_pos: Mapping[str, str],
        nouns: set[str],
    ) -> None:
        self.known = known
        self.wordnet = wordnet
        self.table = table
        self.extra_pos = extra_pos
        self.nouns = nouns
        self.by_hand: dict[tuple[str, str], list[str]] = {}
        for line in irregular:
            lemma, tag, *forms = line.split()
            self.by_hand[lemma, tag] = forms
        self.lemma_uses: Counter[tuple[str, str]] = Counter(concordance)
        self.tagged_lemmas: Counter[tuple[str, str]] = Counter()
        self.form_uses: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
        self.raw_tags: dict[str, Counter[str]] = defaultdict(Counter)
        self.raw_lemmas: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for word, tag, lemma, starts in tagged:
            self.raw_lemmas[word if tag.startswith("NNP") else word.lower(), tag][lemma] += 1
            pos = POS_OF_TAG.get(tag)
            if pos is not None:
                self.lemma_uses[lemma.lower(), pos] += 1
                self.tagged_lemmas[lemma.lower(), pos] += 1
                self.form_uses[word.lower()][pos, lemma.lower()] += 1
            if not starts:
                self.raw_tags[word][tag] += 1

    def share_evidence(self, variants: Mapping[str, list[str]]) -> None:
        """Lets a spelling of one dialect stand on the counts and dictionary entries of its counterparts."""
        for word, others in variants.items():
            for pos in BASE:
                for counts in (self.lemma_uses, self.tagged_lemmas):
                    counts[word, pos] = max(counts[each, pos] for each in (word, *others))

    def parts(self, lemma: str) -> dict[str, bool]:
        """part of speech → rare, for a lower-case lemma."""
        listed = {pos: False for pos in BASE if pos in self.extra_pos.get(lemma, "")}
        listed.update({pos: False for pos in self.wordnet.get(lemma, {}) if pos in BASE})
        tabled = [pos for pos, name in _TABLE_NAME.items() if (lemma, name) in self.table]
        for pos in tabled:
            listed.setdefault(pos, bool(listed))
        uses = {pos: self.lemma_uses[lemma, pos] for pos in BASE}
        total = sum(uses.values())
        for pos, count in uses.items():
            if pos in listed:
                if total >= ENOUGH and count < RARE_SHARE * total and pos not in self.extra_pos.get(lemma, ""):
                    listed[pos] = True
                elif count >= max(2, 0.1 * total):
                    listed[pos] = False
            else:
                seen = self.tagged_lemmas[lemma, pos]
                if seen >= 3 and seen >= 0.1 * total:
                    listed[pos] = False
                elif seen >= 2 and seen >= 0.01 * total:
                    listed[pos] = True
        return listed

    def forms(self, lemma: str, pos: str) -> dict[str, list[str]]:
        """tag → forms of a lemma for its part of speech, the best first."""
        row = self.table.get((lemma, _TABLE_NAME[pos]), [])
        found = {}
        for index, tag in enumerate(INFLECTED[pos]):
            forms = self.by_hand.get((lemma, tag))
            if forms is None:
                forms = list(row[index]) if index < len(row) else []
                forms = [form for form in forms if form in self.known] or forms[:1]
                if tag == "VBN" and not forms and row:
                    forms = list(row[0])
                usual = regular(lemma, tag)
                if tag == "NNS":
                    forms = [form for form in forms if form != lemma]
                if pos in "nv" and not forms:
                    forms = self._by_rule(lemma, tag)
                elif pos in "nv" and usual not in forms and usual in self.known and usual.startswith(lemma[:-1]):
                    doubled = lemma + lemma[-1] + usual[len(lemma):]
                    if pos == "n" and all(form not in self.known for form in forms):
                        forms.insert(0, usual)
                    elif doubled in forms:
                        forms.append(usual)
                if pos in "ar" and not forms and self._in_known(lemma, tag):
                    forms = self._by_rule(lemma, tag)
            elif tag == "VBN" and not forms:
                forms = found["VBD"]
            found[tag] = list(dict.fromkeys(forms))
        return found

    def _in_known(self, lemma: str, tag: str) -> bool:
        """Whether the ending makes a listed word that no dictionary has as a lemma of its own: "truest"."""
        form = self._by_rule(lemma, tag)[0]
        return tag.startswith("JJ") and form in self.known and form not in self.wordnet

    def _by_rule(self, lemma: str, tag: str) -> list[str]:
        for prefix in _NEGATIONS if tag in ("VBD", "VBN") else ():
            stem = lemma[len(prefix):]
            if lemma.startswith(prefix) and len(stem) > 2 and (stem, "verb") in self.table:
                forms = [prefix + form for form in self.forms(stem, "v")[tag]]
                if any(form in self.known for form in forms):
                    return forms
        usual = regular(lemma, tag)
        if len(lemma) > 2 and lemma[-1] not in "aeiouwxyhs" and usual.startswith(lemma):
            doubled = lemma + lemma[-1] + usual[len(lemma):]
            if doubled in self.known and tag != "NNS":
                return [usual, doubled] if usual in self.known else [doubled]
        return [usual]

    def readings(self) -> dict[str, list[Reading]]:
        """Every lower-case spelling that some lemma accounts for, with its readings."""
        found: dict[str, dict[tuple[str, str], bool]] = defaultdict(dict)
        lemmas = {word for word in self.known if word.islower()}
        lemmas |= {word for word, _ in self.table if word.islower() and word in self.known}
        for lemma in sorted(lemmas):
            for pos, rare in self.parts(lemma).items():
                for tag in BASE[pos]:
                    found[lemma][tag, lemma] = rare
                for tag, forms in self.forms(lemma, pos).items():
                    for form in forms:
                        if form in self.known:
                            old = found[form].get((tag, lemma), True)
                            found[form][tag, lemma] = old and rare
        result = {}
        for form, readings in found.items():
            result[form] = self._ranked(form, readings)
        for word in lemmas - set(result):
            result[word] = self._guess(word, result)
        return result

    def _ranked(self, form: str, readings: Mapping[tuple[str, str], bool]) -> list[Reading]:
        uses = self.form_uses.get(form, Counter())
        total = sum(uses.values())
        rows = []
        for (tag, lemma), rare in readings.items():
            pos = POS_OF_TAG[tag]
            count = uses[pos, lemma]
            if total >= 40 and count < 0.005 * total:
                rare = True
            own = (lemma == form) == (tag in INFLECTED[pos])
            rows.append((rare, -count, -self.lemma_uses[lemma, pos], own, tag, lemma))
        rows.sort()
        if all(row[0] for row in rows):
            rows[0] = (False, *rows[0][1:])
            best = (rows[0][4], rows[0][5])
            rows = [(False, *row[1:]) if row[5] == best[1] and POS_OF_TAG[row[4]] == POS_OF_TAG[best[0]] else row
                    for row in rows]
            rows.sort()
        return [(tag, lemma, rare) for rare, _, _, _, tag, lemma in rows]

    def _guess(self, word: str, done: Mapping[str, list[Reading]]) -> list[Reading]:
        """Readings of a listed word that no dictionary describes, by its plural, prefix or suffix."""
        if self.extra_pos.get(word) == "f":
            return [("FW", word, False)]
        for ending, restored in (("ies", "y"), ("es", ""), ("s", "")):
            stem = word[: -len(ending)] + restored
            if word.endswith(ending) and stem in self.known and regular(stem, "NNS") == word:
                return [("NNS", stem, False)]
        if word in self.nouns:
            return [("NN", word, False)]
        for prefix in _NEGATIONS:
            stem = word[len(prefix):]
            if word.startswith(prefix) and len(stem) > 3 and stem in done:
                return [(tag, prefix + lemma, rare) for tag, lemma, rare in done[stem]]
        for suffix, tags in _SUFFIX_TAGS:
            if word.endswith(suffix) and len(word) > len(suffix) + 2:
                return [(tag, self._stem(word, tag), False) for tag in tags]
        return [("NN", word, False)]

    def _stem(self, word: str, tag: str) -> str:
        if tag not in ("VBN", "VBD", "VBG"):
            return word
        options = stems(word, tag)
        return next((stem for stem in options if stem in self.known), options[0])

    def seen(self, word: str) -> list[Reading]:
        """Readings that the treebanks give a word again and again, all of them as rare."""
        uses = self.raw_tags.get(word, Counter())
        total = sum(uses.values())
        return [(tag, self.raw_lemmas[word if tag.startswith("NNP") else word.lower(), tag].most_common(1)[0][0], True)
                for tag, count in uses.items()
                if count >= 3 and count >= 0.01 * total and tag.isalpha() and tag not in _NEVER_ADDED]

    def paradigm(self, lemma: str, readings: Iterable[Reading]) -> list[tuple[str, str]]:
        """(tag, form) of a lemma where the rules alone would not give just that form."""
        found = []
        parts = {POS_OF_TAG[tag] for tag, base, _ in readings if base == lemma and tag in ("NN", "VB", "JJ", "RB")}
        for pos in sorted(parts):
            for tag, forms in self.forms(lemma, pos).items():
                if forms and forms != [regular(lemma, tag)]:
                    found += [(tag, form) for form in forms[:3]]
        for (word, tag), forms in self.by_hand.items():
            if word == lemma and tag not in {name for name, _ in found} and forms != [regular(lemma, tag)]:
                found += [(tag, form) for form in forms]
        return found
