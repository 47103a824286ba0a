"""Make src/copydesk/language/models/counted_nouns.txt: nouns that hardly ever stand bare in the singular.

    python training/counted_nouns.py TEXTS        # a folder of *.txt.xz, a paragraph a line

Counts what stands before the singular nouns of the texts: a determiner, or a preposition or a verb without one. Nouns
that are seen often enough and bare hardly ever are written out; those that set phrases have bare ("by hand") are
refused by hand in data/uncounted.txt. Three minutes on one core. Wikinews is left out: it is for evaluation.

The tagger decides what counts as a use, so that another tagger moves nouns near a threshold to the other side: then
those that come have to be looked through by hand.
"""

from __future__ import annotations

import argparse
import lzma
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from copydesk.formats.document import Document
from copydesk.language.counted_nouns import PATH
from copydesk.language.lexicon import lexicon
from copydesk.language.prose import Prose

REFUSED = Path(__file__).parent / "data" / "uncounted.txt"
HELD_BACK = "wikinews"
TEXT_WORDS = 330_000  # of one text, so that no book outweighs the rest
PIECE_WORDS = 20_000  # read at a time

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
MODIFIERS = frozenset({"JJ", "JJR", "VBG", "VBN", "NN", "HYPH"})
DETERMINERS = frozenset({"DT", "PDT", "PRP$", "POS", "WDT", "WP$", "CD"})
COMPOUNDING = NOUNS | {"HYPH", "POS", "CD"}

LEAST = 20  # uses that tell something
LEAST_FREQUENCY = 110  # on the scale of the lexicon
BARE = 0.007  # of all uses of a noun that stands bare hardly ever
BARE_PERSON = 0.02  # after prepositions; verbs before them name an office ("elected governor")
DESCRIBED = 0.014  # with an adjective and no determiner
DESCRIBED_PERSON = 0.03
BARE_WHEN_DESCRIBED = 0.07  # so often may the noun alone stand bare that adjectives never leave bare
OTHER_READINGS = frozenset({"JJ", "JJR", "NNS", "RB", "IN", "CD", "DT"})
OTHER_CLASSES = frozenset({"mass", "unit", "currency"})
OTHER_ENDINGS = ("ing", "ness")


@dataclass
class Uses:
    """How often a noun stood with a determiner, and bare after a preposition or a verb, with and without modifiers."""

    determined: int = 0
    after_preposition: int = 0
    after_preposition_described: int = 0
    after_verb: int = 0
    after_verb_described: int = 0

    @property
    def bare(self) -> int:
        return self.after_preposition + self.after_verb

    @property
    def described(self) -> int:
        return self.after_preposition_described + self.after_verb_described

    @property
    def total(self) -> int:
        return self.determined + self.bare + self.described


def pieces(folder: Path) -> Iterator[str]:
    """The texts, some pages at a time."""
    for path in sorted(folder.glob("*.txt.xz")):
        if HELD_BACK in path.name:
            continue
        lines: list[str] = []
        words = total = 0
        with lzma.open(path, "rt", encoding="utf-8") as stream:
            for line in stream:
                lines.append(line.rstrip("\n"))
                words += len(line.split())
                if words > PIECE_WORDS:
                    yield "\n\n".join(lines)
                    total += words
                    lines, words = [], 0
                if total > TEXT_WORDS:
                    break
        yield "\n\n".join(lines)
        print(f"{path.name}: {total + words:,} words")


def count(text: str, uses: defaultdict[str, Uses]) -> None:
    """Add the uses of the singular nouns of a text, outside quotations, that head their phrase."""
    prose = Prose(Document.parse(text, "text"))
    words, tags = prose.words, prose.tags
    for index in prose.tag_positions.get("NN", ()):
        word = words[index]
        if not (word.isalpha() and word.islower()) or prose.quoted[index]:
            continue
        if index + 1 < len(words) and tags[index + 1] in COMPOUNDING:
            continue
        low, _ = prose.sentence(index)
        before = index - 1
        while before >= low and tags[before] in MODIFIERS and words[before].isalpha() and words[before].islower():
            before -= 1
        if before < low:
            continue
        found, tag, described = uses[word], tags[before], before < index - 1
        if tag in DETERMINERS:
            found.determined += 1
        elif tag in ("IN", "TO"):
            found.after_preposition += not described
            found.after_preposition_described += described
        elif tag.startswith("VB"):
            found.after_verb += not described
            found.after_verb_described += described


def refused() -> tuple[frozenset[str], frozenset[str]]:
    """The nouns refused by hand: altogether, and only where they stand alone."""
    altogether, alone = [], []
    for line in REFUSED.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, _, words = line.partition(": ")
            (alone if kind == "alone" else altogether).extend(words.split())
    return frozenset(altogether), frozenset(alone)


def choose(uses: defaultdict[str, Uses]) -> tuple[set[str], set[str]]:
    """The nouns that never stand alone, and those that never stand with an adjective only."""
    known = lexicon()
    altogether, not_alone = refused()
    alone, described = set(), set()
    for noun, seen in uses.items():
        tags, classes = known.tags(noun), known.classes(noun)
        if seen.total < LEAST or len(noun) < 3 or noun in altogether or known.frequency(noun) < LEAST_FREQUENCY:
            continue
        if "NN" not in tags or tags & OTHER_READINGS or classes & OTHER_CLASSES or noun.endswith(OTHER_ENDINGS):
            continue
        person = "person-noun" in classes
        bare, with_adjective = seen.bare / seen.total, seen.described / seen.total
        if bare <= BARE or (person and seen.after_preposition / seen.total <= BARE_PERSON):
            alone.add(noun)
        counted = with_adjective <= DESCRIBED and bare <= BARE_WHEN_DESCRIBED
        if counted or (person and with_adjective < DESCRIBED_PERSON):
            described.add(noun)
    return alone - not_alone, described


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, help="the folder of texts")
    parser.add_argument("--output", type=Path, default=PATH)
    options = parser.parse_args()
    uses: defaultdict[str, Uses] = defaultdict(Uses)
    for piece in pieces(options.texts):
        count(piece, uses)
    alone, described = choose(uses)
    lines = [
        " ".join([noun, *["alone"] * (noun in alone), *["described"] * (noun in described)])
        for noun in sorted(alone | described)
    ]
    options.output.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(alone)} nouns never stand alone, {len(described)} never with an adjective only")


if __name__ == "__main__":
    main()
