"""What several rules ask of a document, worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from copydesk.language.prose import Prose

Answer = TypeVar("Answer")


def kept(function: Callable[[Prose], Answer]) -> Callable[[Prose], Answer]:
    """Make a function of a prose answer from memory when it is asked again, for as long as the prose is in use.

    The answer is shared: it must be complete (a tuple, no iterator), and nobody may change it.
    """
    answers: WeakKeyDictionary[Prose, Answer] = WeakKeyDictionary()

    @wraps(function)
    def ask(prose: Prose) -> Answer:
        if prose not in answers:
            answers[prose] = function(prose)
        return answers[prose]

    return ask
