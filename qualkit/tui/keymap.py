"""Every key of the screens, once: footer, help, docs and dispatch are all read from this table.

Only keys that every terminal delivers. A key is the character it types or Textual's name for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from qualkit.tui.keys import (
    agreement,
    board,
    carried,
    codebook,
    coding,
    correcting,
    differences,
    everywhere,
    history,
    home,
    identifiers,
    importing,
    joint,
    meeting,
    memos,
    participants,
    passages,
    proposals,
    quotes,
    searching,
    second_look,
    settling,
    survey,
    tables,
    team,
    verifying,
)
from qualkit.tui.keys.action import Action, Section, Where

__all__ = [
    "ACTIONS", "RESERVED_SHORTCUTS", "SCREENS", "Action", "Section", "Where", "action", "actions",
    "as_delivered", "by_key", "in_footer", "key_name", "keys_of", "table", "use_keys", "works_on",
]  # fmt: skip

ACTIONS: tuple[Action, ...] = tuple(
    each
    for screen in (
        coding, home, importing, codebook, board, passages, searching, proposals, second_look,
        carried, correcting, history, memos, team, agreement, differences, settling, meeting,
        survey, joint, tables, identifiers, participants, verifying, quotes,
        everywhere,
    )
    for each in screen.ACTIONS
)  # fmt: skip
"""The whole table, with the keys that qualkit comes with."""

# The table in force: a person's own file of keys may have changed it when qualkit started.
_in_force: dict[str, Action] = {each.id: each for each in ACTIONS}

_SEVERAL = frozenset({Where.BOTH, Where.LISTS, Where.EVERYWHERE})

SCREENS: tuple[Where, ...] = tuple(where for where in Where if where not in _SEVERAL)
"""Every screen that has keys."""

_BOTH = frozenset({Where.HOME, Where.CODING})
# These have motions of their own; all others are lists.
_NO_LISTS = frozenset({
    Where.HOME, Where.CODING, Where.CORRECTING, Where.SETTLING, Where.EDITING,
})  # fmt: skip


def works_on(action: Action, where: Where) -> bool:
    """Whether an action can be done on that screen."""
    if action.where is Where.BOTH:
        return where in _BOTH
    if action.where is Where.LISTS:
        return where not in _NO_LISTS
    return action.where in (where, Where.EVERYWHERE)


def use_keys(keys: Mapping[str, Sequence[str]]) -> None:
    """Give these actions, by id, other keys; all others have the keys qualkit comes with."""
    for each in ACTIONS:
        _in_force[each.id] = replace(each, keys=tuple(keys.get(each.id, each.keys)))


def as_delivered() -> bool:
    """Whether all keys are those that qualkit comes with."""
    return table() == ACTIONS


def table() -> tuple[Action, ...]:
    """Every action with the keys it has now."""
    return tuple(_in_force.values())


def action(identity: str) -> Action:
    """The action of that id, with the keys it has now."""
    return _in_force[identity]


def actions(where: Where) -> Iterator[Action]:
    """The actions of one screen, in the order of the table."""
    return (each for each in table() if works_on(each, where))


# Kept, as a rule that can be remembered: the capital of every small letter that is taken. A
# codebook must not break with a later qualkit, nor by the keys that one person likes better.
def _reserved() -> frozenset[str]:
    # Codes are applied on the coding screen alone: keys of other screens are free for them.
    here = [each for each in ACTIONS if works_on(each, Where.CODING)]
    taken = {key for each in here for key in each.keys if len(key) == 1}
    return frozenset(taken | {key.upper() for key in taken} | {key.lower() for key in taken})


RESERVED_SHORTCUTS: frozenset[str] = _reserved()
"""Characters that no code may have as its shortcut: the actions need them."""


def by_key(where: Where) -> dict[str, Action]:
    """The action of each key on one screen."""
    return {key: each for each in actions(where) for key in each.keys}


# What a coder does most often comes first: at 80 columns the footer holds seven of them.
_FIRST = ("pick", "grow", "repeat", "next_uncoded", "undo", "memo", "remove", "search")


def in_footer(choice: Sequence[Action]) -> list[Action]:
    """The actions that a footer shows, the most useful first; those without a key are left out."""
    order = {identity: number for number, identity in enumerate(_FIRST)}
    shown = [each for each in choice if each.label and each.keys]
    return sorted(shown, key=lambda each: order.get(each.id, len(order)))


_NAMES = {
    "up": "↑", "down": "↓", "left": "←", "right": "→", "pageup": "PgUp", "pagedown": "PgDn",
    "home": "Home", "end": "End", "enter": "Enter", "escape": "Esc", "delete": "Del",
    "space": "Space", "backspace": "Backsp", "tab": "Tab", "insert": "Ins",
}  # fmt: skip


def key_name(key: str) -> str:
    """A key as people call it."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    names = [modifier.capitalize() for modifier in modifiers]
    plain = last.upper() if modifiers or (len(last) > 1 and last[0] == "f") else last
    return "+".join([*names, _NAMES.get(last, plain)])


def keys_of(action: Action) -> str:
    """All keys of an action as people call them; what has none is found by name (Ctrl+P)."""
    if action.keys in (tuple("123456789"), tuple("0123456789")):
        return f"{action.keys[0]}-9"
    return " ".join(key_name(key) for key in action.keys) or "by name"
