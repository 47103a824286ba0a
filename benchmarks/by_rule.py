"""How often each rule is right: every best fix applied alone, and compared with the annotators' edits.

    python benchmarks/by_rule.py --eval ../shared/eval [--set cweb-g-dev,gmeg-wiki-dev] [--select AG,VF] [--show 5]

A fix counts as right when some annotator made the same edit, else as wrong; on well-edited sets every fix is wrong.
Prints for each rule: right, wrong, precision, and with --show some of the wrong ones.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict

from copydesk.edits.change import apply_edits
from copydesk.engines.rules import RuleEngine
from copydesk.formats.document import Document
from copydesk.rules.registry import builtin
from copydesk.text.edit import Applicability

DEFAULT_SETS = "cweb-g-dev,cweb-s-dev,gmeg-wiki-dev,jfleg-dev,clean-news"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--eval", required=True, help="folder of the scorers and their data")
    parser.add_argument("--set", default=DEFAULT_SETS)
    parser.add_argument("--select", help="codes or prefixes, comma-separated (default: the rules that are on)")
    parser.add_argument("--show", type=int, default=0, help="wrong fixes to print for each rule")
    parser.add_argument("--right", action="store_true", help="print right ones too")
    args = parser.parse_args()
    sys.path.insert(0, args.eval)
    from data import load, output_tokens
    from match import match

    rules = builtin()
    engine = RuleEngine(rules, rules.select(args.select.split(",") if args.select else None))
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    by_set: dict[str, Counter[str]] = defaultdict(Counter)
    examples: dict[str, list[str]] = defaultdict(list)
    for name in args.set.split(","):
        for sentence in load(name):
            text = sentence.text
            for finding in engine.check(Document.parse(text, "text")).findings:
                fix = finding.fix
                if fix is None or fix.applicability < Applicability.UNSAFE:
                    continue
                output = apply_edits(text, fix.edits)
                tokens = output_tokens(sentence, output)
                if tokens == sentence.tokens:
                    continue
                golds = [[(a, b, c) for a, b, c, _ in edits] for edits in sentence.edits]
                readings = [match(sentence.tokens, tokens, gold) for gold in golds]
                good = any(hits and not extra for hits, extra in readings)
                (right if good else wrong)[finding.code] += 1
                by_set[finding.code][f"{name}{'+' if good else '-'}"] += 1
                if not good or args.right:
                    start = max(fix.span.start - 40, 0)
                    excerpt = text[start : fix.span.start] + "[[" + text[fix.span.start : fix.span.end] + "]]"
                    new = output[fix.span.start : fix.span.end + len(output) - len(text)]
                    after = text[fix.span.end : fix.span.end + 30]
                    examples[finding.code].append(f"    {'+' if good else '-'} {name}: {excerpt}{after}  → {new!r}")
    print(f"{'rule':42} right wrong precision")
    for code in sorted(right | wrong, key=lambda c: -(right[c] + wrong[c])):
        total = right[code] + wrong[code]
        label = f"{code} {rules.rule(code).name}"
        print(f"{label:42} {right[code]:5} {wrong[code]:5} {right[code] / total:7.0%}   {dict(by_set[code])}")
        for line in examples[code][: args.show]:
            print(line)
    good, bad = sum(right.values()), sum(wrong.values())
    print(f"{'all':42} {good:5} {bad:5} {good / max(good + bad, 1):7.0%}")


if __name__ == "__main__":
    main()
