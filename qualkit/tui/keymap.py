"""Every key of the screens, once: footer, help, docs and dispatch are all read from this table.

Only keys that every terminal delivers. A key is the character it types or Textual's name for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Section(StrEnum):
    """Where an action belongs in the help."""

    MOVING = "Moving"
    SELECTING = "Selecting"
    CODING = "Coding"
    SEARCHING = "Searching"
    DOCUMENTS = "Documents"
    IMPORTING = "Importing"
    EVERYWHERE = "Everywhere"


class Where(StrEnum):
    """The screen on which an action works."""

    HOME = "home"
    CODING = "coding"
    IMPORTING = "importing"
    BOTH = "both"
    """The list of documents and the transcript."""
    EVERYWHERE = "everywhere"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a key does. `id` names the method `do_<id>` of the screen.

    `label` stands in the footer and is empty where the footer has no room for the action;
    `tooltip` explains it in the help.
    """

    id: str
    keys: tuple[str, ...]
    tooltip: str
    section: Section
    where: Where = Where.CODING
    label: str = ""


_M, _S, _C = Section.MOVING, Section.SELECTING, Section.CODING
_F, _D, _E = Section.SEARCHING, Section.DOCUMENTS, Section.EVERYWHERE
_I = Section.IMPORTING

ACTIONS: tuple[Action, ...] = (
    Action("next_sentence", ("down", "j"), "next sentence", _M),
    Action("previous_sentence", ("up", "k"), "previous sentence", _M),
    Action("next_word", ("right", "l"), "next word", _M),
    Action("previous_word", ("left", "h"), "previous word", _M),
    Action("next_turn", ("]",), "next turn", _M),
    Action("previous_turn", ("[",), "previous turn", _M),
    Action("next_coding", ("}",), "next passage that you coded", _M),
    Action("previous_coding", ("{",), "previous passage that you coded", _M),
    Action("next_uncoded", (")",), "next turn of a participant without a code", _M,
           label="uncoded"),
    Action("previous_uncoded", ("(",), "previous turn of a participant without a code", _M),
    Action("page_down", ("pagedown",), "one page down", _M),
    Action("page_up", ("pageup",), "one page up", _M),
    Action("to_start", ("home",), "beginning of the document", _M),
    Action("to_end", ("end",), "end of the document", _M),
    Action("grow", ("+", "="), "grow: word, sentence, turn, exchange", _S, label="grow"),
    Action("shrink", ("-",), "shrink again", _S),
    Action("extend_down", ("shift+down",), "extend to the next sentence", _S),
    Action("extend_up", ("shift+up",), "extend to the previous sentence", _S),
    Action("extend_right", ("shift+right",), "extend by a word", _S),
    Action("extend_left", ("shift+left",), "extend by a word backwards", _S),
    Action("stick", ("v",), "all movements extend the selection, until v or Escape", _S,
           label="extend"),
    Action("pick", ("c",), "choose codes by typing a part of their name", _C, label="code"),
    Action("repeat", (".",), "apply the last code again", _C, label="again"),
    Action("recent", tuple("123456789"), "apply one of the recent codes", _C),
    Action("remove", ("x", "delete"), "remove a coding in the selection", _C, label="remove"),
    Action("memo", ("m",), "write a memo on a coding in the selection", _C, label="memo"),
    Action("undo", ("u",), "undo your last action", _C, Where.BOTH, "undo"),
    Action("redo", ("U",), "redo what was undone", _C, Where.BOTH),
    Action("search", ("/",), "search in this document", _F, label="search"),
    Action("next_hit", ("n",), "next hit", _F),
    Action("previous_hit", ("N",), "previous hit", _F),
    Action("down", ("down", "j"), "next document", _D, Where.HOME),
    Action("up", ("up", "k"), "previous document", _D, Where.HOME),
    Action("home_page_down", ("pagedown",), "one page down", _D, Where.HOME),
    Action("home_page_up", ("pageup",), "one page up", _D, Where.HOME),
    Action("first", ("home",), "first document", _D, Where.HOME),
    Action("last", ("end",), "last document", _D, Where.HOME),
    Action("open", ("enter",), "open the document where you stopped", _D, Where.HOME, "open"),
    Action("import_files", ("i",), "look at the new files in transcripts/, to import them", _D,
           Where.HOME, "import"),
    Action("import_now", ("enter",), "import every file that can be read", _I, Where.IMPORTING,
           "import"),
    Action("import_down", ("down", "j"), "one line down", _I, Where.IMPORTING),
    Action("import_up", ("up", "k"), "one line up", _I, Where.IMPORTING),
    Action("import_page_down", ("pagedown",), "one page down", _I, Where.IMPORTING),
    Action("import_page_up", ("pageup",), "one page up", _I, Where.IMPORTING),
    Action("import_start", ("home",), "beginning", _I, Where.IMPORTING),
    Action("import_end", ("end",), "end", _I, Where.IMPORTING),
    Action("import_later", ("escape", "q"), "back to the documents; nothing is stored", _I,
           Where.IMPORTING, "not now"),
    Action("theme", ("T",), "next theme: dark, light, high contrast", _E, Where.EVERYWHERE),
    Action("equal", (":",), "the command line and the Python call equal to the last action", _E,
           Where.EVERYWHERE),
    Action("help", ("?",), "this table", _E, Where.EVERYWHERE, "help"),
    Action("back", ("escape", "q"), "close, let go, then back to the documents", _E),
    Action("leave", ("q",), "quit", _E, Where.HOME, "quit"),
    Action("quit", ("ctrl+q",), "quit from anywhere; everything is saved already", _E,
           Where.EVERYWHERE),
)  # fmt: skip

_SHARED = {
    Where.HOME: frozenset({Where.HOME, Where.BOTH, Where.EVERYWHERE}),
    Where.CODING: frozenset({Where.CODING, Where.BOTH, Where.EVERYWHERE}),
    Where.IMPORTING: frozenset({Where.IMPORTING, Where.EVERYWHERE}),
}


def actions(where: Where) -> Iterator[Action]:
    """The actions of one screen, in the order of the table."""
    return (action for action in ACTIONS if action.where in _SHARED[where])


# Kept for actions that are coming (jump mode, time stamps) and, as a rule that can be remembered,
# the capital of every small letter that is taken: a codebook must not break with a later qualkit.
_COMING = frozenset("gt")


def _reserved() -> frozenset[str]:
    # Codes are applied on the coding screen alone: keys of other screens are free for them.
    taken = {key for a in actions(Where.CODING) for key in a.keys if len(key) == 1} | _COMING
    return frozenset(taken | {key.upper() for key in taken} | {key.lower() for key in taken})


RESERVED_SHORTCUTS: frozenset[str] = _reserved()
"""Characters that no code may have as its shortcut: the actions need them."""


def by_key(where: Where) -> dict[str, Action]:
    """The action of each key on one screen."""
    return {key: action for action in actions(where) for key in action.keys}


_NAMES = {
    "up": "↑", "down": "↓", "left": "←", "right": "→", "pageup": "PgUp", "pagedown": "PgDn",
    "home": "Home", "end": "End", "enter": "Enter", "escape": "Esc", "delete": "Del",
}  # fmt: skip


def key_name(key: str) -> str:
    """A key as people call it."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    names = [modifier.capitalize() for modifier in modifiers]
    return "+".join([*names, _NAMES.get(last, last.upper() if modifiers else last)])


def keys_of(action: Action) -> str:
    """All keys of an action as people call them."""
    if action.id == "recent":
        return "1-9"
    return " ".join(key_name(key) for key in action.keys)
