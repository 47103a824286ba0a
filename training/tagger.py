"""Train the tagger: a teacher learns English and the treebanks, a small net learns from the teacher over running text.

    python training/tagger.py --tagged DIRECTORY --text DIRECTORY [--out FILE] [--seed 1]

`--tagged` holds ewt-train, gum-train, ewt-dev and gum-dev (.tsv.xz: word, tag, lemma), `--text` running text (.txt.xz,
a paragraph a line); Wikinews is left out, being for evaluation. Needs torch, an installed copydesk with its lexicon and
a tagger, and a GPU (six minutes on an H200); `--material FILE` keeps what the nets are fed, which needs no GPU.
Seeds are fixed; sums of floats differ between GPUs in the last digits.

1. The teacher, a recurrent net either way, guesses the words of the running text.
2. A copy of it learns the tags of the treebanks, written in many ways, and to find errors put into running text.
3. The net that ships learns from that copy, over running text with errors, and from the treebanks.

Finding errors is an exercise that makes tags hold in faulty text. Its heads do not ship: on text by native writers only
one in eight of the errors that they named was one, though on that of learners six in ten were.

English Web Treebank and GUM are licensed CC BY-SA 4.0 and CC BY; NOTICE names these and the texts.
"""

from __future__ import annotations

import argparse
import copy
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import tagger_material
import torch
from tagger_columns import Batch, Columns
from tagger_errors import LABELS, Errors
from tagger_nets import SIZES, Net
from tagger_teacher import Teacher
from torch import nn
from torch.nn import functional

from copydesk.language.tagger import TAGS

TABLES = tuple(SIZES)
BEGIN = time.time()


def say(*what: object) -> None:
    print(f"{time.time() - BEGIN:6.0f} s", *what, flush=True)


def optimise(
    nets: list[nn.Module],
    steps: int,
    rate: float,
    decay: float,
    loss_of: Callable[[int], torch.Tensor],
) -> None:
    """AdamW, the rate rising for the first steps and falling to nothing."""
    weights = [one for net in nets for one in net.parameters() if one.requires_grad]
    fast = {"fused": True} if weights[0].is_cuda else {}
    optimizer = torch.optim.AdamW(weights, lr=rate, weight_decay=decay, betas=(0.9, 0.98), **fast)
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = rate * min(1, (step + 1) / 300) * max(0.01, 1 - step / steps)
        loss = loss_of(step)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(weights, 1.0)
        optimizer.step()
        if step % max(1, steps // 8) == 0:
            say(f"  step {step} of {steps}: {loss.item():.4f}")


class School:
    """The material on a device, and what is trained on it."""

    def __init__(self, material: dict[str, np.ndarray], device: torch.device, seed: int, small: bool) -> None:
        self.entries = {
            name: material[f"{name}.entries"].tobytes().decode("utf-8").split("\n") for name in (*TABLES, "types")
        }
        self.device, self.seed = device, seed
        self.columns = Columns(material, device, seed)
        self.errors = Errors(self.entries["types"], material["forms"], device, seed)
        self.shape = {"width": 64, "hidden": 32} if small else {}
        self.scale = 64 if small else 1
        torch.manual_seed(seed)

    def sizes(self) -> dict[str, int]:
        return {name: len(self.entries[name]) + 1 for name in TABLES}

    def half(self) -> torch.autocast:
        return torch.autocast(self.device.type, torch.bfloat16)

    def pretrain(self, steps: int) -> Teacher:
        """A teacher that has read the running text."""
        sizes = list(self.sizes().values())
        teacher = Teacher(self.columns.guesses, sizes[1:], len(TAGS), len(LABELS), **self.shape).to(self.device)

        def loss_of(step: int) -> torch.Tensor:
            words, affixes, readings = self.columns.draw("running", 65_536 // self.scale).rows()
            short = (-1, words.shape[1] // 2)  # half as long: twice as quick
            with self.half():
                return teacher.guessing(
                    words.view(short), affixes.view(*short, 5), readings.view(*short, readings.shape[-1])
                )

        optimise([teacher], steps, 1.5e-3, 0.001, loss_of)
        return teacher

    def mistaken(self, size: int) -> Batch:
        """Running text with errors, and the labels that repair them."""
        batch = self.columns.draw("running", size)
        ids, labels, sentence = self.errors.put_in(batch.ids, batch.tags, batch.sentence)
        return self.columns.batch(self.errors.recase(ids, sentence), labels, sentence, batch.styles)

    def finish(self, learnt: Teacher, steps: int, seed: int) -> Teacher:
        """A copy of the teacher that knows tags and errors."""
        teacher = copy.deepcopy(learnt)
        torch.manual_seed(seed)

        def loss_of(step: int) -> torch.Tensor:
            gold, wrong = self.columns.draw("gold", 8192 // self.scale), self.mistaken(16_384 // self.scale)
            with self.half():
                tags = teacher.tags(gold.flat(teacher(*gold.rows())))
                labels = teacher.labels(wrong.flat(teacher(*wrong.rows())))
            return functional.cross_entropy(tags.float(), gold.tags, label_smoothing=0.05) + functional.cross_entropy(
                labels.float(), wrong.tags
            )

        teacher.train()
        optimise([teacher], steps, 6e-4, 0.001, loss_of)
        teacher.eval()
        for name in ("ewt", "gum"):
            say(f"teacher on {name}-dev: {self.accuracy(name, lambda batch: self.judge([teacher], batch)[0]):.2f}")
        return teacher

    def judge(self, teachers: list[Teacher], batch: Batch) -> tuple[torch.Tensor, torch.Tensor]:
        """What the teachers together hold likely: tags, labels."""
        with torch.no_grad(), self.half():
            vectors = [batch.flat(teacher(*batch.rows())) for teacher in teachers]
            tags = [teacher.tags(one).float().softmax(1) for teacher, one in zip(teachers, vectors, strict=True)]
            labels = [teacher.labels(one).float().softmax(1) for teacher, one in zip(teachers, vectors, strict=True)]
        return torch.stack(tags).mean(0), torch.stack(labels).mean(0)

    def accuracy(self, name: str, judge: Callable[[Batch], torch.Tensor]) -> float:
        batch = self.columns.whole(name)
        with torch.no_grad():
            return 100 * (judge(batch).argmax(1) == batch.tags).float().mean().item()

    def teach(self, teachers: list[Teacher], steps: int, drop: float, rate: float) -> Net:
        """The net that ships, with the running mean of its weights."""
        net = Net(self.sizes(), len(LABELS), drop).to(self.device)
        mean = copy.deepcopy(net).eval()

        def loss_of(step: int) -> torch.Tensor:
            with torch.no_grad():
                keep = min(0.998, step / (step + 10))
                for old, new in zip(mean.parameters(), net.parameters(), strict=True):
                    old.lerp_(new, 1 - keep)
            if steps > 8 and step % (steps // 8) == 0:
                self.report(mean)
            wrong, gold = self.mistaken(24_576 // self.scale), self.columns.draw("gold", 8192 // self.scale)
            tags, labels = self.judge(teachers, wrong)
            truth = functional.one_hot(wrong.tags, len(LABELS)).float()
            target = 0.5 * labels + 0.5 * truth
            said, doubt, meant = (wrong.unpadded(one) for one in net(*wrong.padded()))
            loss = -(tags * said.log_softmax(1)).sum(1).mean()
            loss = loss + functional.binary_cross_entropy_with_logits(doubt, 1 - target[:, 0])
            loss = loss - (target * meant.log_softmax(1)).sum(1).mean()
            own = gold.unpadded(net(*gold.padded())[0])
            return loss + functional.cross_entropy(own, gold.tags, label_smoothing=0.03)

        net.train()
        optimise([net], steps, rate, 0.002, loss_of)
        self.report(mean)
        return mean

    def report(self, net: Net) -> None:
        net.eval()
        scores = [
            f"{name}-dev {self.accuracy(name, lambda batch: batch.unpadded(net(*batch.padded())[0])):.2f}"
            for name in ("ewt", "gum")
        ]
        with torch.no_grad():
            wrong = self.mistaken(65_536 // self.scale)
            _, doubt, labels = (wrong.unpadded(one) for one in net(*wrong.padded()))
        truth = wrong.tags > 0
        odds = labels.log_softmax(1)
        best, label = odds[:, 1:].max(1)
        sure = best > odds[:, 0]
        right = (sure & (label + 1 == wrong.tags)).sum() / sure.sum().clamp(min=1)
        found = (sure & (label + 1 == wrong.tags)).sum() / truth.sum()
        gate = doubt > doubt.quantile(0.9)
        say(" ".join(scores), f"errors found {found:.3f} right {right:.3f}",
            f"doubted tenth has {(gate & truth).sum() / truth.sum():.3f}")  # fmt: skip


def weights_of(net: Net, entries: dict[str, list[str]]) -> dict[str, np.ndarray]:
    """The net in eight bits a weight, a scale a column, as language/tagger.py reads it."""
    net = net.cpu()
    result: dict[str, np.ndarray] = {}

    def put(name: str, tensor: torch.Tensor) -> None:
        table = tensor.detach().numpy().astype(np.float32)
        scale = np.abs(table).max(0) / 127 + 1e-9
        result[f"{name}.table"] = np.round(table / scale).astype(np.int8)
        result[f"{name}.scale"] = scale.astype(np.float32)

    for name, table in zip(TABLES, net.words.tables, strict=True):
        result[f"{name}.entries"] = np.frombuffer("\n".join(entries[name]).encode("utf-8"), np.uint8)
        put(name, table.weight)
    put("readings", net.words.readings.weight.T)
    for name in ("first", "second", "last"):
        layer = getattr(net, name)
        put(name, layer.weight.T)
        bias = net.first_bias if name == "first" else layer.bias
        result[f"{name}.bias"] = bias.detach().numpy().astype(np.float32)
    result["styles"] = net.styles.weight.detach().numpy()
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tagged", type=Path)
    parser.add_argument("--text", type=Path)
    root = Path(__file__).resolve().parent.parent
    parser.add_argument("--out", type=Path, default=root / "src/copydesk/language/models/tagger.npz")
    parser.add_argument("--material", type=Path, help="keep what the nets are fed in this file, use it the next time")
    parser.add_argument("--words", type=int, default=20_000, help="how many words have a vector")
    parser.add_argument("--steps", default="1194,556,2844", help="of pretraining, of each teacher, of the net")
    parser.add_argument("--teachers", type=int, default=1, help="how many copies of it teach together")
    parser.add_argument("--drop", type=float, default=0.15)
    parser.add_argument("--rate", type=float, default=0.004)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--small", action="store_true", help="try the script itself on tiny nets")
    options = parser.parse_args()
    if options.material and options.material.exists():
        with np.load(options.material) as kept:
            material = dict(kept.items())
    else:
        material = tagger_material.make(options.tagged, options.text, options.words, options.seed)
        if options.material:
            np.savez_compressed(options.material, **material)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = True
    school = School(material, device, options.seed, options.small)
    pretrain, finish, teach = map(int, options.steps.split(","))
    say("material on", device)
    learnt = school.pretrain(pretrain)
    teachers = [school.finish(learnt, finish, options.seed + place) for place in range(options.teachers)]
    for name in ("ewt", "gum"):
        say(f"teachers on {name}-dev: {school.accuracy(name, lambda batch: school.judge(teachers, batch)[0]):.2f}")
    net = school.teach(teachers, teach, options.drop, options.rate)
    with options.out.open("wb") as file:
        np.savez(file, **weights_of(net, school.entries))
    say(options.out, options.out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
