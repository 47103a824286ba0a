"""What is known of a text once the sure errors are found: how much of it is wrong, and how it reads without them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FirstLook:
    """`shares`: for each sentence, what share of the words around it is likely to be wrong. `repaired`: tokens that
    have a sure repair of one word, and that word."""

    shares: Sequence[float]
    repaired: Mapping[int, str]
