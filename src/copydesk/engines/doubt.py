"""What the sure findings say of a text as a whole: the more of them, the more may be believed of what is only doubtful.

A text is taken to be careful or faulty. Sure findings are rare in careful ones and common in faulty ones, so that each
speaks for a faulty text, and each word without one for a careful one (Bayes). A paragraph is judged by what is in it,
and by the rest of its document up to a limit: one slip in a careful text changes little, three in a sentence much.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable

import numpy as np

from copydesk.formats.document import BlockKind
from copydesk.language.first_look import FirstLook
from copydesk.language.prose import Prose
from copydesk.text.edit import Edit
from copydesk.text.finding import Category, Finding

FAULTY = 0.0005  # share of the texts that are taken to be faulty before they are read
FOUND_IN_CAREFUL, FOUND_IN_FAULTY = 0.0013, 0.038  # sure findings a word: in news, and in sentences of learners
WRONG_IN_CAREFUL, WRONG_IN_FAULTY = 0.0003, 0.2  # what is wrong beside them, a word
REST = 6.0  # log-odds that the rest of a document counts for at most
ERRORS = frozenset({Category.SPELLING, Category.GRAMMAR, Category.PUNCTUATION, Category.WORD_CHOICE})


def first_look(prose: Prose, findings: Iterable[Finding]) -> FirstLook:
    """What the findings of the rules say of the text; style and typography say nothing."""
    blocks = np.zeros(len(prose.blocks))
    repaired: dict[int, str] = {}
    for finding in findings:
        if finding.category not in ERRORS or not finding.fixable:
            continue
        block = bisect_right(prose.block_starts, finding.span.start) - 1
        blocks[block] += 1
        assert finding.fix is not None
        if len(finding.fix.edits) == 1:
            edit = finding.fix.edits[0]
            tokens = prose.tokens_in(finding.fix.span)
            whole = len(tokens) == 1 and prose.span(tokens[0], tokens[0] + 1) == finding.fix.span
            if whole and edit.replacement.isalpha():
                repaired[tokens[0]] = edit.replacement
    words = np.array([last - first for first, last in prose.block_tokens], np.float64)
    own = blocks * math.log(FOUND_IN_FAULTY / FOUND_IN_CAREFUL) - words * (FOUND_IN_FAULTY - FOUND_IN_CAREFUL)
    odds = math.log(FAULTY) + own + np.clip(own.sum() - own, -REST, REST)
    faulty = 1 / (1 + np.exp(-np.clip(odds, -50, 50)))
    shares = WRONG_IN_CAREFUL + faulty * (WRONG_IN_FAULTY - WRONG_IN_CAREFUL)
    kept = [block.kind is not BlockKind.HEADING for block in prose.blocks]
    numbers = prose.block_numbers
    return FirstLook(
        [float(shares[numbers[first]]) if kept[numbers[first]] else 0.0 for first, _ in prose.sentences], repaired
    )


def undisputed(doubtful: Iterable[Finding], sure: Iterable[Finding]) -> list[Finding]:
    """The doubtful findings that want nothing changed where a sure one does."""
    taken = sorted(edit for finding in sure if finding.fix is not None for edit in finding.fix.edits)
    starts = [edit.start for edit in taken]
    return [finding for finding in doubtful if not any(_meets(edit, starts, taken) for edit in finding.fixes[0].edits)]


def _meets(edit: Edit, starts: list[int], taken: list[Edit]) -> bool:
    near = taken[max(0, bisect_right(starts, edit.start) - 2) : bisect_right(starts, edit.end)]
    return any(one.start <= edit.end and edit.start <= one.end for one in near)
