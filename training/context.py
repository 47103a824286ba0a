"""Makes src/copydesk/language/models/context.npz: the models of words in context and of commas.

    python training/context.py CORPUS WORK

CORPUS is a folder of edited English (*.txt.xz, a paragraph a line), WORK a folder for what is made on the way; what is
there already is not made again. Needs torch and an hour on one core. Seeds are fixed; sums of floats may differ between
machines in the last digits.
"""

import argparse
from pathlib import Path

import context_commas as commas
import context_confusions as confusions
import context_corpus as corpora
import context_gate as gate
import context_hyphens as hyphens
import context_thresholds as thresholds
import context_vectors as vectors
import numpy as np
import torch

from copydesk.language.context_commas import KINDS
from copydesk.language.context_file import pack, text_lines
from copydesk.language.context_words import WordTable

COMMA_THRESHOLDS = {
    "opening": 3.0, "relative": 3.5, "contrast": 3.0, "coordination": 3.5, "series": 3.0, "names": 5.0, "other": 4.0,
}  # fmt: skip
MODEL = Path(__file__).parent.parent / "src/copydesk/language/models/context.npz"
HELD_OUT = (corpora.DEV, corpora.BOOK, corpora.NEWS_TUNE)


def kept(path: Path, make):
    """What `make` returns, kept in a file."""
    if not path.exists():
        torch.save(make(), path)
    return torch.load(path)


def numpy_of(state: dict, name: str, turned: bool = False) -> np.ndarray:
    values = state[name].numpy()
    return np.ascontiguousarray(values.T) if turned else values


def confusion_arrays(corpus, table, slots, state: dict) -> dict[str, np.ndarray]:
    """The net with only the items that some direction needs."""
    net = confusions.Confusions(table.size, len(slots.items))
    net.load_state_dict(state)
    pool, odds = confusions.held_out_odds(corpus, table, slots, net, HELD_OUT)
    directions = thresholds.choose(slots, pool, odds)
    for one in directions:
        print(" ".join(slots.items[one.stands]), "→", " ".join(slots.items[one.meant]), one)
    used = sorted({one.stands for one in directions} | {one.meant for one in directions})
    place = {item: number for number, item in enumerate(used)}
    directions.sort(key=lambda one: (place[one.stands], place[one.meant]))
    return {
        "confusions.words": numpy_of(state, "trunk.words.weight"),
        "confusions.cases": numpy_of(state, "trunk.cases.weight"),
        "confusions.first": numpy_of(state, "trunk.first.weight", turned=True),
        "confusions.first.bias": numpy_of(state, "trunk.first.bias"),
        "confusions.second": numpy_of(state, "trunk.second.weight", turned=True),
        "confusions.second.bias": numpy_of(state, "trunk.second.bias"),
        "confusions.out": numpy_of(state, "out.weight")[used],
        "confusions.out.bias": numpy_of(state, "bias")[used],
        "confusions.items": text_lines([" ".join(slots.items[item]) for item in used]),
        "confusions.directions": np.array([(place[one.stands], place[one.meant]) for one in directions], np.uint16),
        "confusions.thresholds": np.array([one.threshold for one in directions], np.float32),
        "confusions.recall": np.array([one.recall for one in directions], np.float32),
    }


def comma_arrays(text, table, state: dict) -> dict[str, np.ndarray]:
    net = commas.Commas(table.size)
    net.load_state_dict(state)
    tables, least = gate.train(net, text, table)
    return {
        **{f"commas.{name}": numpy_of(state, f"{name}.weight") for name in ("words", "cases", "bag")},
        **{f"commas.{name}": numpy_of(state, f"{name}.weight", turned=True) for name in ("first", "second", "out")},
        **{f"commas.{name}.bias": numpy_of(state, f"{name}.bias") for name in ("first", "second", "out")},
        "commas.gate": tables,
        "commas.thresholds": np.array([COMMA_THRESHOLDS[kind] for kind in KINDS], np.float32),
        "commas.gate.least": np.array([least], np.float32),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("work", type=Path)
    folders = parser.parse_args()
    torch.set_num_threads(1)
    corpus = corpora.load(folders.corpus, folders.work)
    vocabulary = corpus.vocabulary({word for item in confusions.read_sets()[0] for word in item})
    table = WordTable(vocabulary)
    start = kept(folders.work / "vectors.pt", lambda: vectors.train(corpus, table))
    slots = confusions.find(corpus)
    words = kept(folders.work / "confusions.pt", lambda: confusions.train(corpus, table, slots, start).state_dict())
    text = commas.Text(corpus, table)
    marks = kept(folders.work / "commas.pt", lambda: commas.train(text, table, start).state_dict())
    arrays = {"vocabulary": text_lines(vocabulary)}
    arrays |= confusion_arrays(corpus, table, slots, words)
    arrays |= comma_arrays(text, table, marks)
    pairs = hyphens.find(corpus, table)
    arrays |= hyphens.arrays(hyphens.train(corpus, table, pairs, arrays["confusions.words"]), pairs)
    np.savez(MODEL, **pack(arrays))
    print(MODEL.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
