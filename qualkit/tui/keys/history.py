"""The keys of the history."""

from __future__ import annotations

from functools import partial

from qualkit.tui.keys.action import Action, Section, Where

_history = partial(Action, section=Section.VIEW, where=Where.HISTORY)
_searching = partial(Action, section=Section.SEARCHING, where=Where.HISTORY)

ACTIONS: tuple[Action, ...] = (
    _history("history_open", ("enter",), "open the place where it was done", label="open"),
    Action("history_go_back", ("b",), "back to this point of your own work, after asking",
           Section.DECIDING, Where.HISTORY, "back to here"),
    _history("history_mine", ("o",), "only your own actions, or everybody's", label="only mine"),
    _searching("history_find", ("/",), "find a word in the history", label="find"),
    _searching("history_next", ("n",), "the next entry found, which is older", label="next"),
    _searching("history_previous", ("N",), "the entry found before it"),
)  # fmt: skip
