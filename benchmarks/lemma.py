"""How often the lexicon gives the treebank's lemma, from the treebank's own tags.

    python benchmarks/lemma.py TAGGED.tsv.xz [--errors]

The file has a line "word, tab, tag, tab, lemma" a token. Prints the accuracy over all tokens and over those that
inflect, and with --errors what went wrong.
"""

from __future__ import annotations

import argparse
import lzma
from collections import Counter
from pathlib import Path

from copydesk.language.lexicon import lexicon


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--errors", action="store_true")
    given = parser.parse_args()
    words = lexicon()
    for path in given.files:
        right = total = right_inflected = inflected = 0
        errors: Counter[tuple[str, str, str, str]] = Counter()
        with lzma.open(path, "rt", encoding="utf-8") as stream:
            for line in stream:
                fields = line.rstrip("\n").split("\t")
                if len(fields) != 3:
                    continue
                word, tag, lemma = fields
                found = words.lemma(word, tag)
                total += 1
                right += found == lemma
                if word.lower() != lemma.lower():
                    inflected += 1
                    right_inflected += found == lemma
                if found != lemma:
                    errors[word, tag, lemma, found] += 1
        print(f"{path.name}: {100 * right / total:.2f} % of {total} tokens, "
              f"{100 * right_inflected / inflected:.2f} % of {inflected} inflected ones")
        if given.errors:
            for error, count in errors.most_common():
                print(f"{count:5} " + "  ".join(error))


if __name__ == "__main__":
    main()
