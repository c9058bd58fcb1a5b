"""A person's own keys: the file that gives actions other keys, read strictly and checked."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from qualkit.core.codebook import Codebook
from qualkit.errors import InputError, RefusedError
from qualkit.strictfields import Fields, as_text, did_you_mean
from qualkit.strictyaml import Document, Node, Sequence, parse, read_text
from qualkit.strictyaml import Mapping as Tree
from qualkit.tui import keymap
from qualkit.tui.guide.guidance import title_of
from qualkit.tui.keymap import ACTIONS, SCREENS, Action, Where, key_name, keys_of, works_on
from qualkit.tui.personal import keys_file

CHECK = "qualkit keys --check"

_NAMED = frozenset({
    "up", "down", "left", "right", "pageup", "pagedown", "home", "end", "enter", "escape", "tab",
    "backspace", "delete", "insert", "space",
})  # fmt: skip
_ALIASES = {
    "esc": "escape", "pgup": "pageup", "pgdn": "pagedown", "del": "delete", "ins": "insert",
    "return": "enter", "backsp": "backspace", "↑": "up", "↓": "down", "←": "left", "→": "right",
    " ": "space",
}  # fmt: skip
_MODIFIED = re.compile(r"(?:shift|ctrl)\+(?:up|down|left|right|home|end|pageup|pagedown)")
_CONTROL = re.compile(r"ctrl\+[a-z]")
# The terminal keeps these for itself, or sends the same byte as for another key.
_LOST = {
    "ctrl+h": "Backspace", "ctrl+i": "Tab", "ctrl+j": "Enter", "ctrl+m": "Enter",
    "ctrl+c": "stopping a program", "ctrl+z": "putting a program to sleep",
    "ctrl+s": "halting the output",
}  # fmt: skip
_DIGITS = frozenset("123456789")


@dataclass(frozen=True, slots=True)
class OwnKeys:
    """A person's file of keys: where it is, and the keys that it gives to actions, by id."""

    path: Path
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hidden:
    """A code whose letter a person's own keys have taken: it is applied by name."""

    code: str
    shortcut: str
    action: Action


def own_keys() -> OwnKeys:
    """The person's own keys, checked; none where there is no file. InputError names its line."""
    path = keys_file()
    if not path.exists() and "QUALKIT_KEYS" not in os.environ:
        return OwnKeys(path)
    hint = "Mend QUALKIT_KEYS, which names it, or make the file: qualkit keys --write"
    return OwnKeys(path, read(read_text(path, InputError, hint), str(path)))


def read(text: str, source: str) -> dict[str, tuple[str, ...]]:
    """The keys that a file gives to actions, by id; InputError where they cannot be."""
    document = parse(text, source, InputError)
    fields = Fields(document, document.root, "the file of keys", ("keys",))
    node = fields.given("keys")
    if node is None:
        return {}
    if not isinstance(node, Tree):
        _refuse(document, node.line, "'keys' must be lines like `grow: [\"+\"]`")
    known = {each.id: each for each in ACTIONS}
    keys: dict[str, tuple[str, ...]] = {}
    lines: dict[str, int] = {}
    for pair in node.pairs:
        identity, line = pair.key.value, pair.key.line
        if identity not in known:
            meant = did_you_mean(identity, known)
            _refuse(document, line, f"there is no action '{identity}'{meant}",
                    "The ids stand in the first column of: qualkit keys")  # fmt: skip
        keys[identity] = _keys(document, known[identity], pair.value)
        lines[identity] = line
    _refuse_doubles(document, keys, lines)
    return keys


def _refuse(document: Document, line: int, message: str, hint: str = "") -> NoReturn:
    document.fail(line, message, f"{hint + '. ' if hint else ''}Then check it again: {CHECK}")


def _keys(document: Document, action: Action, node: Node) -> tuple[str, ...]:
    items = node.items if isinstance(node, Sequence) else (node,)
    found = []
    for item in items:
        text = as_text(document, item, f"a key of '{action.id}'")
        if not text:
            _refuse(document, item.line, f"a key of '{action.id}' is empty",
                    "Put each key in quotation marks; no key at all is []")  # fmt: skip
        found.append(_key(document, action, item.line, text))
    if not found and ("escape" in action.keys or action.id == "quit"):
        _refuse(document, node.line, f"'{action.id}' cannot be left without a key",
                "Nothing else leads out: leave the line away, or give it a key")  # fmt: skip
    if action.id == "recent" and not set(found) <= _DIGITS:
        _refuse(document, node.line, "'recent' can have no keys but the digits 1 to 9",
                "Each digit stands for one of the codes used last")  # fmt: skip
    return tuple(dict.fromkeys(found))


def _key(document: Document, action: Action, line: int, text: str) -> str:
    """The name under which a key arrives."""
    key = _ALIASES.get(text.lower(), text)
    if len(key) == 1 and key.isprintable():
        return key
    *modifiers, last = key.lower().split("+")
    key = "+".join([*modifiers, _ALIASES.get(last, last)])
    if key in _LOST:
        _refuse(document, line, f"{key_name(key)} never arrives: terminals use it for {_LOST[key]}",
                "Choose another key")  # fmt: skip
    if key == "ctrl+q" and action.id != "quit":
        _refuse(document, line, "Ctrl+Q is for quitting alone", "Choose another key")
    function = re.fullmatch(r"f(?:[1-9]|1[0-2])", key)
    if key in _NAMED or function or _MODIFIED.fullmatch(key) or _CONTROL.fullmatch(key):
        return key
    names = sorted({*_NAMED, "ctrl+a", "shift+up", "f1"})
    _refuse(document, line, f"there is no key '{text}'{did_you_mean(text, names)}",
            f"A key is one character, or a name such as {', '.join(names)}")  # fmt: skip


def _refuse_doubles(
    document: Document, keys: Mapping[str, tuple[str, ...]], lines: Mapping[str, int]
) -> None:
    """Refuse a key that would mean two things on one screen."""
    for where in SCREENS:
        taken: dict[str, Action] = {}
        for action in ACTIONS:
            if not works_on(action, where):
                continue
            for key in keys.get(action.id, action.keys):
                other = taken.setdefault(key, action)
                if other.id == action.id:
                    continue
                mine, theirs = (action, other) if action.id in lines else (other, action)
                _refuse(
                    document, lines.get(mine.id, 1),
                    f"'{key_name(key)}' of '{mine.id}' is also the key of '{theirs.id}' "
                    f"({theirs.tooltip}) on the screen {title_of(where)}",
                    f"Choose another, or give '{theirs.id}' another key in the same file",
                )  # fmt: skip


def hidden(book: Codebook) -> tuple[Hidden, ...]:
    """The codes whose letter is now a key of the coding screen."""
    taken = keymap.by_key(Where.CODING)
    return tuple(
        Hidden(code.name, code.shortcut, taken[code.shortcut])
        for code in book.active()
        if code.shortcut in taken
    )


def told(codes: tuple[Hidden, ...]) -> str:
    """A line for people about such codes."""
    said = [f"{each.shortcut} is now '{each.action.id}', not the code {each.code}"
            for each in codes]  # fmt: skip
    pick = keys_of(keymap.action("pick"))
    return f"By your own keys {'; '.join(said)}: apply it by name ({pick})" if said else ""


def write_template() -> Path:
    """Write a file to begin with, in which every line is a comment; never over another."""
    path = keys_file()
    lines = [
        "# Your own keys for qualkit. Take the # from a line and write the keys you like.",
        "# Put each key in quotation marks. [] leaves an action without a key: Ctrl+P finds it.",
        f"# Names of keys: {', '.join(sorted(_NAMED))},",
        "# shift+up, ctrl+right, ctrl+a, f1 ... Check the file with: " + CHECK,
        "keys:",
    ]
    for where in Where:
        here = [each for each in ACTIONS if each.where is where]
        lines += ["", f"  # {title_of(where)}"] if here else []
        for each in here:
            keys = ", ".join(json.dumps(key, ensure_ascii=False) for key in each.keys)
            lines.append(f"  # {each.id}: [{keys}]  # {each.tooltip}")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    except FileExistsError:
        raise RefusedError(f"{path} is there already", f"edit it, then check it: {CHECK}") from None
    return path
