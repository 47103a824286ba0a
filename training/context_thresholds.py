"""From which log-odds on a direction (a word taken for another) is reported: measured on held-out text.

Errors are imagined at a realistic rate: the slot of a word in held-out text, had the writer put the other word there, is
scored by the same difference with the sign turned. Held-out slots that are scored as wrong are false alarms.
"""

from dataclasses import dataclass

import numpy as np
from context_confusions import Slots

ERROR_RATE = 0.01  # of the occurrences of a word, for each word it may be taken for
SLIP_RATE = 0.0005  # the same for pairs that only a slip of the finger exchanges
PRECISION = 0.95
LEAST, MOST, STEP = 6.5, 13.0, 0.25
RECALL = 0.1  # below it a direction is not worth its time
SEEN = 12  # held-out occurrences of the word meant, or training ones a hundredfold


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
    grid = np.arange(LEAST, MOST + STEP, STEP)
    item = slots.item[pool]
    alarms: dict[tuple[int, int], np.ndarray] = {}
    rows_of = [np.nonzero(item == number)[0] for number in range(len(slots.items))]
    for stands, row in enumerate(slots.others):
        for column, meant in enumerate(row[row >= 0]):
            alarms[stands, int(meant)] = np.sort(odds[rows_of[stands], column])
    every = np.sort(np.concatenate(list(alarms.values())))
    usual = (len(every) - np.searchsorted(every, grid)) / len(every)  # false alarms a slot, over all directions
    result = []
    for (stands, meant), scores in alarms.items():
        repairs = np.sort(-alarms[meant, stands])
        if len(repairs) < SEEN:
            continue
        false = len(scores) - np.searchsorted(scores, grid)
        found = len(repairs) - np.searchsorted(repairs, grid)
        expected_false = false + 0.5 * usual * len(scores)
        slip = frozenset((slots.items[stands], slots.items[meant])) in slots.slips
        expected_found = (SLIP_RATE if slip else ERROR_RATE) * found
        good = expected_found >= PRECISION * (expected_found + expected_false)
        good &= np.maximum.accumulate(~good[::-1])[::-1] == 0  # and at every threshold above
        if good.any() and (recall := found[good.argmax()] / len(repairs)) >= RECALL:
            place = int(good.argmax())
            result.append(
                Direction(stands, meant, float(grid[place]), float(recall), int(false[place]), len(scores), len(repairs))
            )
    return result
