"""Makes src/copydesk/language/models/repairs.npz: the net that says how learners' sentences would be repaired.

    python training/repairs.py TEXTS [--out FILE] [--seed 1] [--steps STEPS] [--material FILE]

TEXTS is a folder of edited English (*.txt.xz, a paragraph a line), of which books are read. Errors as learners make
them are put into it (tagger_errors.py), and the net learns to name what repairs each word. It reads what the tagger
makes of the words, and vectors that start as those of context.npz. Needs torch, and an hour or so of one core; seeds
are fixed, and one thread adds up in one order.
"""

from __future__ import annotations

import argparse
import math
import time
from pathlib import Path

import numpy as np
import tagger_material
import torch
from tagger_errors import DROPPED, GROUPS, SLIPS, Errors, Habits
from torch import nn

from copydesk.language.context import context
from copydesk.language.context_file import pack, text_lines
from copydesk.language.tagger import capitalisation, tagger

BOOKS = ("openstax", "standardebooks", "rust-lang+book")
MODEL = Path(__file__).parent.parent / "src/copydesk/language/models/repairs.npz"
FIRST, REST = 160, 192
SPREADS = ((-2, -1, 0, 1, 2), (-3, -1, 0, 1, 3), (-6, -3, 0, 3, 6))  # which neighbours each layer looks at
GAP = 6  # rows of nothing between sentences
BATCH = 5120  # words
STEPS = 8_000
HABITS = Habits(
    (
        *GROUPS,
        (("has", "have", "had"), 0.06),
        (("do", "does", "did"), 0.06),
        (("who", "which"), 0.03),
        (("everyone", "everything", "every"), 0.04),
        (("almost", "most"), 0.04),
        (("people", "person", "persons"), 0.04),
        (("and", "or", "but"), 0.01),
        (("all", "each"), 0.03),
        (("there", "their"), 0.01),
    ),
    {**DROPPED, ",": 0.25, "more": 0.02, "will": 0.03, "can": 0.02, "their": 0.02, "do": 0.02, "not": 0.005},
    SLIPS,
)


class Material:
    """The texts as columns: numbers of types, and what the tagger and the table of words know of each type."""

    def __init__(self, folder: Path) -> None:
        paths = [path for path in sorted(folder.glob("*.txt.xz")) if path.name.startswith(BOOKS)]
        types = tagger_material.Types()
        ids, self.starts = tagger_material.numbered(tagger_material.running_sentences(paths), types)
        spelt = list(types)
        self.tags = torch.from_numpy(tagger_material.tags_of(spelt, ids, self.starts).astype(np.int64))
        self.forms = tagger_material.forms_of(spelt, np.bincount(ids, minlength=len(types)), types)
        self.types = list(types)
        self.ids = torch.from_numpy(ids.astype(np.int64))
        rows = tagger()._features.rows(self.types[1:])
        rows = np.concatenate((np.zeros((1, rows.shape[1]), np.int64), rows))
        self.capitals = torch.from_numpy(rows[:, -1])
        self.seen = torch.from_numpy(tagger()._embed(rows)[:-1])
        numbers, cases = context().table.look_up(self.types[1:])
        self.codes = torch.from_numpy(np.append(0, numbers.astype(np.int64) * 3 + cases))
        self.lengths = np.diff(np.append(self.starts, len(ids))).astype(np.int64)


class Frozen(nn.Module):
    """What the tagger makes of rows of features, GAP rows of nothing between sentences."""

    def __init__(self) -> None:
        super().__init__()
        made = tagger()
        self.first = torch.from_numpy(np.concatenate(list(made._first), 1))
        self.round = torch.from_numpy(made._round)
        self.second = torch.from_numpy(np.concatenate(made._second))
        self.second_bias = torch.from_numpy(made._second_bias)
        self.styles = torch.from_numpy(made._styles)

    def forward(self, seen: torch.Tensor, styles: torch.Tensor, real: torch.Tensor) -> torch.Tensor:
        hidden = self.styles.shape[1]
        spread = nn.functional.pad(seen @ self.first, (0, 0, 2, 2))
        one = self.styles[styles]
        for place in range(5):
            one = one + spread[place : place + len(seen), place * hidden : (place + 1) * hidden]
        one = torch.relu(one) * real
        return torch.relu(neighbours(one, (-1, 0, 1)) @ self.second + seen @ self.round + self.second_bias) * real


def neighbours(values: torch.Tensor, places: tuple[int, ...]) -> torch.Tensor:
    """Each row beside others at the distances of `places`, nothing beyond the ends."""
    padded = nn.functional.pad(values, (0, 0, GAP, GAP))
    return torch.cat([padded[GAP + place : GAP + place + len(values)] for place in places], 1)


class Repairs(nn.Module):
    """Scores of HABITS.labels for each word."""

    def __init__(self, vectors: torch.Tensor, features: int) -> None:
        super().__init__()
        self.vectors = nn.Embedding.from_pretrained(vectors.clone(), freeze=False)
        self.cases = nn.Embedding(3, vectors.shape[1])
        nn.init.zeros_(self.cases.weight)
        self.narrow = nn.Linear(features + vectors.shape[1], FIRST)
        widths = (FIRST, REST, REST)
        self.layers = nn.ModuleList(
            nn.Linear(len(places) * width, REST) for places, width in zip(SPREADS, widths, strict=True)
        )
        self.last = nn.Linear(REST, len(HABITS.labels))
        self.last.bias.data[0] = 4.0
        self.drop = nn.Dropout(0.1)

    def forward(self, codes: torch.Tensor, known: torch.Tensor, real: torch.Tensor) -> torch.Tensor:
        words = self.vectors(codes // 3) + self.cases(codes % 3)
        values = torch.relu(self.narrow(self.drop(torch.cat((words, known), 1)))) * real
        for layer, places in zip(self.layers, SPREADS, strict=True):
            new = torch.relu(layer(neighbours(values, places))) * real
            values = new if new.shape != values.shape else values + new
        return self.last(self.drop(values))


class School:
    def __init__(self, material: Material, seed: int) -> None:
        torch.manual_seed(seed)
        self.material, self.chance = material, np.random.default_rng(seed)
        self.errors = Errors(material.types, material.forms, torch.device("cpu"), seed, HABITS)
        self.frozen = Frozen()
        vectors = torch.from_numpy(context().confusions.words)
        self.net = Repairs(vectors, material.seen.shape[1] + self.frozen.second.shape[1])

    def batch(self, first: int, last: int) -> tuple[torch.Tensor, ...]:
        """The sentences [first, last) with errors: codes, what the tagger makes of them, real, labels, spots."""
        material = self.material
        begin, end = int(material.starts[first]), int(material.starts[last])
        sentence = torch.from_numpy(np.repeat(np.arange(last - first), material.lengths[first:last]))
        ids, labels, sentence = self.errors.put_in(material.ids[begin:end], material.tags[begin:end], sentence)
        ids = self.errors.recase(ids, sentence)
        starts = np.searchsorted(sentence.numpy(), np.arange(last - first))
        styles = torch.from_numpy(capitalisation(material.capitals[ids].numpy(), starts))[sentence]
        spots = torch.arange(len(ids)) + GAP * (sentence + 1)
        size = len(ids) + GAP * (last - first + 1)

        def spread(values: torch.Tensor) -> torch.Tensor:
            result = torch.zeros((size, *values.shape[1:]), dtype=values.dtype)
            result[spots] = values
            return result

        seen, real = spread(material.seen[ids]), spread(torch.ones(len(ids), 1))
        with torch.no_grad():
            known = torch.cat((seen, self.frozen(seen, spread(styles), real)), 1)
        return spread(material.codes[ids]), known, real, labels, spots

    def learn(self, steps: int, rate: float = 2e-3) -> None:
        """AdamW, the rate rising at first and then falling; sentences in chunks from all over."""
        edges = np.searchsorted(self.material.starts, np.arange(0, len(self.material.ids), BATCH // 4))
        edges = np.unique(edges)[:-1]
        optimiser = torch.optim.AdamW(self.net.parameters(), lr=rate, weight_decay=0.002, betas=(0.9, 0.98))
        words, running = 0, 0.0
        for step in range(steps):
            fall = 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * step / steps))
            for group in optimiser.param_groups:
                group["lr"] = rate * min(1, (step + 1) / 200) * fall
            parts = []
            for place in self.chance.integers(0, len(edges) - 1, 4):
                parts.append(self.batch(int(edges[place]), int(edges[place + 1])))
            offsets = np.cumsum([0, *(len(part[0]) for part in parts)])
            codes, known, real, labels = (torch.cat([part[column] for part in parts]) for column in range(4))
            spots = torch.cat([part[4] + int(offset) for part, offset in zip(parts, offsets, strict=False)])
            loss = nn.functional.cross_entropy(self.net(codes, known, real)[spots], labels)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
            optimiser.step()
            words, running = words + len(labels), running + loss.item()
            if step % 50 == 49:
                print(f"{time.time() - BEGIN:5.0f} s {step + 1} {words:,} words, loss {running / 50:.4f}", flush=True)
                running = 0.0

    def report(self) -> None:
        self.net.eval()
        with torch.no_grad():
            codes, known, real, labels, spots = self.batch(1000, 5000)
            said = self.net(codes, known, real)[spots].softmax(1)
        best, label = said[:, 1:].max(1)
        for least in (0.3, 0.5, 0.7, 0.9):
            sure = best >= least
            right = (label + 1 == labels) & sure
            print(f"from {least}: right {right.sum() / sure.sum():.3f}, found {right.sum() / (labels > 0).sum():.3f}")


def arrays(net: Repairs) -> dict[str, np.ndarray]:
    state = {name: values.numpy() for name, values in net.state_dict().items()}
    result = {"vectors": state["vectors.weight"], "cases": state["cases.weight"]}
    names = {"narrow": "narrow", "last": "last"} | {f"layers.{place}": f"layer{place}" for place in range(len(SPREADS))}
    for name, there in names.items():
        result[there] = np.ascontiguousarray(state[f"{name}.weight"].T)
        result[f"{there}.bias"] = state[f"{name}.bias"]
    return {**result, "labels": text_lines(list(HABITS.labels))}


BEGIN = time.time()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--material", type=Path, help="keep what the net is fed in this file, use it the next time")
    options = parser.parse_args()
    torch.set_num_threads(1)
    if options.material and options.material.exists():
        material = torch.load(options.material, weights_only=False)
    else:
        material = Material(options.texts)
        if options.material:
            torch.save(material, options.material)
    school = School(material, options.seed)
    print(f"{time.time() - BEGIN:5.0f} s material", len(school.material.ids), flush=True)
    school.learn(options.steps)
    school.report()
    np.savez(options.out, **pack(arrays(school.net)))
    print(options.out, options.out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
