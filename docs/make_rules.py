"""Print docs/rules.md: every rule that copydesk has, from the registry.

    python docs/make_rules.py > docs/rules.md
"""

from __future__ import annotations

from itertools import groupby

from copydesk.rules.base import Rule
from copydesk.rules.registry import builtin

HEAD = """# Rules

{total} rules in {packs} packs; {on} of them are on without being asked for. `copydesk rule CODE` shows the reason for
a rule and its tested examples, `--select`, `--ignore` and `--extend-select` take codes, their beginnings, names and
packs. This page is made from the registry by `python docs/make_rules.py`.
"""


def page() -> str:
    """The page as Markdown."""
    rules = sorted(builtin().rules(), key=lambda rule: (rule.pack, rule.code))
    packs = {rule.pack for rule in rules}
    lines = [HEAD.format(total=len(rules), packs=len(packs), on=sum(rule.default for rule in rules))]
    for pack, members in groupby(rules, key=lambda rule: rule.pack):
        lines += [f"## {pack}\n", "| Code | Name | On | Severity | Fix | Example |", "|---|---|---|---|---|---|"]
        lines += [_row(rule) for rule in members]
        lines.append("")
    return "\n".join(lines)


def _row(rule: Rule) -> str:
    example = next(example for example in rule.examples if example.bad)
    bad = (example.bad or "").replace("[[", "**").replace("]]", "**").replace("\n", " ⏎ ").replace("|", "\\|")
    shown = bad if len(bad) <= 160 else bad[:120].rsplit(" ", 1)[0] + " …"
    shown += "**" if shown.count("**") % 2 else ""
    fix = str(rule.applicability) if example.good is not None else ""
    return f"| {rule.code} | {rule.name} | {'yes' if rule.default else ''} | {rule.severity} | {fix} | {shown} |"


if __name__ == "__main__":
    print(page())
