"""Which key does what in the app."""

from __future__ import annotations

from textual.binding import Binding, BindingType

KEYS: list[BindingType] = [
    Binding("y", "decide('accept')", "Accept"),
    Binding("n", "decide('reject')", "Reject"),
    *(Binding(str(number), f"choose({number})", show=False) for number in range(1, 10)),
    Binding("e", "write", "Write"),
    Binding("s", "decide('skip')", "Skip"),
    Binding("u", "undo", "Undo"),
    Binding("w", "why", "Why"),
    Binding("f", "filter", "Filter"),
    Binding("question_mark", "help", "Help", key_display="?"),
    Binding("q", "leave", "Write & leave"),
    Binding("ctrl+d", "leave", show=False),
    Binding("a", "decide('accept_rest')", show=False),
    Binding("d", "decide('reject_rest')", show=False),
    Binding("A", "decide('accept_rule')", show=False),
    Binding("i", "decide('ignore_rule')", show=False),
    Binding("v", "decide('add_word')", show=False),
    Binding("r", "redo", show=False),
    Binding("j", "step(False, True)", show=False),
    Binding("k", "step(True, True)", show=False),
    Binding("J,down", "step(False, False)", show=False),
    Binding("K,up", "step(True, False)", show=False),
    Binding("home", "edge(False)", show=False),
    Binding("end", "edge(True)", show=False),
    Binding("pagedown,space", "page(1)", show=False),
    Binding("pageup,b", "page(-1)", show=False),
    Binding("x", "all", show=False),
    Binding("right_square_bracket", "other_file(1)", show=False),
    Binding("left_square_bracket", "other_file(-1)", show=False),
    Binding("F", "files", show=False),
    Binding("D", "diff", show=False),
    Binding("l", "list", show=False),
    Binding("t", "theme", show=False),
    Binding("ctrl+c,ctrl+q", "interrupt", show=False, priority=True),
    Binding("ctrl+z", "suspend_process", show=False),
]
