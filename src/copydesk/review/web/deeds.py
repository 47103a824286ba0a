"""What a tab can ask to be done to a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from copydesk.review.actions import Actions
from copydesk.review.listing import Filter, Listing
from copydesk.review.proposals import ReviewError

ON_ONE = frozenset({"accept", "reject", "skip", "reopen", "choose", "write"})  # the others may decide thousands at once


def do(
    action: str, arguments: Mapping[str, Any], actions: Actions, listing: Listing, narrowed: Filter
) -> tuple[str, int | None]:
    """What was done in words, and the proposal to go on with. Raises ReviewError."""
    if action in ("undo", "redo"):
        said = actions.undo() if action == "undo" else actions.redo()
        there = actions.session.current()
        following = there.id if there else None
        return said, listing.next_open(following, narrowed) if action == "redo" else following
    if action == "accept_safe":
        said = actions.accept_safe()
        return said, listing.next_open(None, narrowed)
    id = _whole(arguments, "id")
    said = _on_one(action, id, arguments, actions)
    return said, listing.next_open(id, narrowed)


def _on_one(action: str, id: int, arguments: Mapping[str, Any], actions: Actions) -> str:
    if not actions.session.mark(id).shown:
        raise ReviewError("this has been settled by another correction meanwhile")
    if action == "choose":
        return actions.choose(id, _whole(arguments, "number"))
    if action == "write":
        words = arguments.get("words")
        if not isinstance(words, str):
            raise ReviewError("the words are missing")
        newline = actions.session.source.newline
        written = words.replace("\r\n", "\n").replace("\r", "\n").replace("\n", newline)
        return actions.write(id, actions.draft(id).whole(written))
    simple: dict[str, Callable[[int], str]] = {
        "accept": actions.accept,
        "reject": actions.reject,
        "skip": actions.skip,
        "reopen": actions.reopen,
        "accept_rest": actions.accept_rest,
        "reject_rest": actions.reject_rest,
        "accept_rule": actions.accept_rule,
        "ignore_rule": actions.ignore_rule,
        "add_word": actions.add_word,
    }
    if action not in simple:
        raise ReviewError(f"“{action}” is nothing that can be done")
    return simple[action](id)


def _whole(arguments: Mapping[str, Any], name: str) -> int:
    value = arguments.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise ReviewError(f"“{name}” has to be a number")
    return value
