"""What several rules ask of a document, worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, TypeVar, TypeVarTuple
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from copydesk.language.prose import Prose

Answer = TypeVar("Answer")
Details = TypeVarTuple("Details")


def kept(function: Callable[[Prose, *Details], Answer]) -> Callable[[Prose, *Details], Answer]:
    """Make a function of a prose answer from memory when it is asked again, for as long as the prose is in use.

    The answer is shared: it must be complete (a tuple, no iterator), and nobody may change it. What is asked besides
    the prose must be hashable.
    """
    answers: WeakKeyDictionary[Prose, dict[object, Answer]] = WeakKeyDictionary()

    @wraps(function)
    def ask(prose: Prose, /, *details: *Details) -> Answer:
        known = answers.setdefault(prose, {})
        if details not in known:
            known[details] = function(prose, *details)
        return known[details]

    return ask
