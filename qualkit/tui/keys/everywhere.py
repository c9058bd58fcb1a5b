"""The keys that every screen has, and those that all lists share."""

from __future__ import annotations

from functools import partial

from qualkit.tui.keys.action import Action, Section, Where

_lists = partial(Action, section=Section.MOVING, where=Where.LISTS)
_everywhere = partial(Action, section=Section.EVERYWHERE, where=Where.EVERYWHERE)

ACTIONS: tuple[Action, ...] = (
    _lists("list_down", ("down", "j"), "next row"),
    _lists("list_up", ("up", "k"), "previous row"),
    _lists("list_page_down", ("pagedown",), "one page down"),
    _lists("list_page_up", ("pageup",), "one page up"),
    _lists("list_start", ("home",), "first row"),
    _lists("list_end", ("end",), "last row"),
    _lists("list_undo", ("u",), "undo your last action"),
    _lists("list_redo", ("U",), "redo what was undone"),
    _lists("list_back", ("escape", "q"), "back to where you came from", label="back"),
    _everywhere("rooms", ("space",), "go to the codebook, the search, the queues, the history …",
                label="go to"),
    _everywhere("palette", ("ctrl+p",), "every action by name, with its key"),
    _everywhere("theme", ("T",), "next theme: dark, light, high contrast"),
    _everywhere("equal", (":",), "the command line and the Python call equal to the last action"),
    _everywhere("tour", (), "a tour of seven steps, in the demonstration study"),
    _everywhere("help", ("?",), "what this screen is for, and its keys", label="help"),
    _everywhere("quit", ("ctrl+q",), "quit from anywhere; everything is saved already"),
)  # fmt: skip
