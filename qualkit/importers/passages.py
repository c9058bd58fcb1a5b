"""Loose texts with their rosters, as JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qualkit.core.findings import Passage, RosterPerson
from qualkit.errors import InputError

_SHAPE = (
    'each line is {"id": "a", "text": "...", "participants": [{"name": "Lorna Geddes", '
    '"aliases": ["Lorna"], "pseudonym": "P01"}]}'
)


def read_passages(path: Path) -> Iterator[Passage]:
    """The passages of a file in its order; InputError names the line that is none."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield _passage(line, f"{path}, line {number}")
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 text", "save it as UTF-8") from error


def _passage(line: str, where: str) -> Passage:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"{where}: no JSON ({error.msg}, column {error.colno})", _SHAPE) from error
    except RecursionError as error:
        raise InputError(f"{where}: JSON that is nested too deep", _SHAPE) from error
    if not isinstance(row, dict):
        raise InputError(f"{where}: not an object", _SHAPE)
    text = row.get("text")
    if not isinstance(text, str):
        raise InputError(f"{where}: 'text' is missing or no text", _SHAPE)
    name = row.get("id")
    if not isinstance(name, (str, int)) or isinstance(name, bool):
        raise InputError(f"{where}: 'id' is missing or no text", _SHAPE)
    people = row.get("participants")
    people = [] if people is None else people
    if not isinstance(people, list):
        raise InputError(f"{where}: 'participants' is no list", _SHAPE)
    return Passage(str(name), text, tuple(_person(each, where) for each in people))


def _person(given: Any, where: str) -> RosterPerson:
    if not isinstance(given, dict):
        raise InputError(f"{where}: a participant is no object", _SHAPE)
    name, pseudonym = given.get("name"), given.get("pseudonym")
    for key, value in (("name", name), ("pseudonym", pseudonym)):
        if not isinstance(value, str) or not value.strip():
            raise InputError(f"{where}: a participant has no '{key}'", _SHAPE)
    aliases = given.get("aliases")
    aliases = [] if aliases is None else aliases
    if not isinstance(aliases, list) or not all(isinstance(each, str) for each in aliases):
        raise InputError(f"{where}: the 'aliases' of {pseudonym} are no list of texts", _SHAPE)
    return RosterPerson(str(name), tuple(aliases), str(pseudonym))
