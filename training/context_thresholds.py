"""From which log-odds on a direction (a word taken for another) is reported: measured on held-out text.

Errors are imagined at a realistic rate: the slot of a word in held-out text, had the writer put the other word there,
is scored by the same difference with the sign turned. Held-out slots that are scored as wrong are false alarms.
"""

from dataclasses import dataclass

import numpy as np
from context_confusions import Slots

ERROR_RATE = 0.015  # of the occurrences of a word, for each word it may be taken for
SLIP_RATE = 0.0002  # the same for pairs that only a slip of the finger exchanges
PRECISION = 0.95
MOST, STEP = 13.0, 0.25
FLOORS = ((2000, 5.5), (500, 6.0), (120, 6.5), (0, 8.75))  # (held-out slots of a direction, least threshold)
SLIP_FLOOR = 10.5
MARGIN = 1.0  # above the best-scored slot that is right as it stands
ALARMS = 1  # false ones of a direction at most
NEVER = frozenset(("have>of",))  # nobody writes it so
RECALL = 0.05  # below it a direction is not worth its time
SEEN = 12  # held-out occurrences of the word meant
# Errors (and in one place the English of another century) in the held-out texts themselves, found by looking: so many
# of a direction's best-scored alarms are none.
ERRORS_OF_THE_TEXT = {
    "affects>effects": 1, "capitol>capital": 1, "effect>affect": 1, "everyday>every day": 2, "form>from": 3,
    "forth>fourth": 1, "in to>into": 2, "it 's>its": 2, "its>it 's": 1, "may be>maybe": 1, "past>passed": 1,
    "than>then": 2, "that>than": 1, "the>they": 1, "there>their": 1, "where>were": 2, "whose>who 's": 1,
    "women>woman": 1, "your>you": 1, "your>you 're": 1,
}  # fmt: skip


@dataclass
class Direction:
    stands: int
    meant: int
    threshold: float
    recall: float
    false_alarms: int
    slots: int  # held-out occurrences of the word that stands there
    wanted: int  # and of the word meant


def choose(slots: Slots, pool: np.ndarray, odds: np.ndarray) -> list[Direction]:
    """The directions that keep their precision, each with the lowest threshold that does."""
    grid = np.arange(FLOORS[0][1], MOST + STEP, STEP)
    item = slots.item[pool]
    rows_of = [np.nonzero(item == number)[0] for number in range(len(slots.items))]
    alarms: dict[tuple[int, int], np.ndarray] = {}
    for stands, row in enumerate(slots.others):
        for column, meant in enumerate(row[row >= 0]):
            alarms[stands, int(meant)] = np.sort(odds[rows_of[stands], column])
    result = []
    for (stands, meant), scores in alarms.items():
        repairs = np.sort(-alarms[meant, stands])
        if len(repairs) < SEEN:
            continue
        pair = f"{' '.join(slots.items[stands])}>{' '.join(slots.items[meant])}"
        if pair in NEVER:
            continue
        scores = scores[: len(scores) - ERRORS_OF_THE_TEXT.get(pair, 0)]
        slip = frozenset((slots.items[stands], slots.items[meant])) in slots.slips
        floor = SLIP_FLOOR if slip else next(least for many, least in FLOORS if len(scores) >= many)
        false = len(scores) - np.searchsorted(scores, grid)
        found = len(repairs) - np.searchsorted(repairs, grid)
        expected = (SLIP_RATE if slip else ERROR_RATE) * found
        clear = grid >= (scores[-1] + MARGIN if len(scores) else 0)
        good = (grid >= floor) & (false <= ALARMS) & (clear | (expected >= PRECISION * (expected + false)))
        good &= np.logical_and.accumulate(good[::-1])[::-1]  # and at every threshold above
        if good.any() and found[good.argmax()] >= RECALL * len(repairs):
            place = int(good.argmax())
            threshold, recall = float(grid[place]), float(found[place] / len(repairs))
            result.append(Direction(stands, meant, threshold, recall, int(false[place]), len(scores), len(repairs)))
    return result
