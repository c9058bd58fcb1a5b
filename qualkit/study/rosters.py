"""The roster's file: read and written, put under a passphrase and taken from under it."""

from __future__ import annotations

import os
import shlex
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from qualkit.errors import InputError, NotFoundError, QualkitError, RefusedError
from qualkit.privacy import locked
from qualkit.privacy.roster import (
    Roster,
    guard,
    guard_place,
    is_everyday,
    parse_roster,
    roster_text,
)
from qualkit.study.checks import Finding
from qualkit.study.session import Session
from qualkit.study.textfiles import write_text

PASSPHRASE_FILE = "QUALKIT_PASSPHRASE_FILE"
_TRIES = 3

Asker = Callable[[str], str]
"""Given why it is asked for, what somebody types as the passphrase; empty for not now."""


@dataclass(frozen=True, slots=True)
class RosterFile:
    """Where the roster lives on this machine and in what state."""

    path: Path
    exists: bool
    encrypted: bool


class _Held:
    """What one opening of the study knows of the passphrase; never on disk."""

    def __init__(self) -> None:
        self.key: locked.Key | None = None
        self.ask: Asker | None = None


def state(session: Session) -> RosterFile:
    """Where the roster lives, whether it is there, and whether a passphrase is on it."""
    path = session.roster_path()
    exists = path.exists()
    return RosterFile(path, exists, exists and locked.is_locked(_head(path)))


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(80)


def is_closed(session: Session) -> bool:
    """Whether a passphrase is on the roster and nobody has given it, a file neither."""
    known = session.keep(_Held).key is not None or bool(os.environ.get(PASSPHRASE_FILE))
    return state(session).encrypted and not known


def read(session: Session) -> Roster:
    """The roster, an empty one where there is none; the passphrase is asked for if need be."""
    path = session.roster_path()
    if not path.exists():
        return Roster()
    roster = parse_roster(_plain(session, path), path)
    guard(path, session.path, roster)
    return roster


def _plain(session: Session, path: Path) -> bytes:
    data = path.read_bytes()
    if not locked.is_locked(data):
        return data
    held = session.keep(_Held)
    if held.key is None or held.key.recipe != locked.recipe_of(data, str(path)):
        held.key = _asked(data, path, held.ask)
    return locked.opened(data, held.key, str(path)).encode("utf-8")


def _asked(data: bytes, path: Path, ask: Asker | None) -> locked.Key:
    """The key of a locked roster, from the file that the environment names or from a person."""
    if (given := passphrase_from_file()) is not None:
        return locked.unlock(data, given, str(path))[1]
    why = f"the roster {path} is under a passphrase"
    for number in range(1, _TRIES + 1):
        given = ask(why) if ask is not None else ""
        if not given:
            break
        try:
            return locked.unlock(data, given, str(path))[1]
        except RefusedError as error:
            if number == _TRIES:
                raise
            why = error.message
    raise RefusedError(
        f"the roster {path} is under a passphrase, and none was given",
        "on a terminal it is asked for; else write it into a file of your own (chmod 600) and "
        f"name that: {PASSPHRASE_FILE}=FILE",
    )


def passphrase_from_file() -> str | None:
    """The first line of the file that QUALKIT_PASSPHRASE_FILE names; None where it names none."""
    if not (named := os.environ.get(PASSPHRASE_FILE)):
        return None
    path = Path(named).expanduser()
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"{PASSPHRASE_FILE}: {path} cannot be read", "name a text file that holds one line"
        ) from error
    if os.name != "nt" and mode & 0o077:
        raise RefusedError(
            f"{PASSPHRASE_FILE}: others on this computer can read {path}",
            f"chmod 600 {shlex.quote(str(path))}",
        )
    line = text.partition("\n")[0].rstrip("\r")
    if not line:
        raise InputError(f"{PASSPHRASE_FILE}: the first line of {path} is empty", "write it there")
    return line


def ask_with(session: Session, ask: Asker | None) -> None:
    """Let `ask` be called when the roster is needed and a passphrase is on it."""
    session.keep(_Held).ask = ask


def write(session: Session, roster: Roster) -> None:
    """Replace the roster's file; one under a passphrase stays under it."""
    path = session.roster_path()
    if session.settings.roster is None:
        guard_place(path, session.path)
    text = roster_text(roster)
    if state(session).encrypted:
        _plain(session, path)
        key = session.keep(_Held).key
        if key is None:  # pragma: no cover - _plain has made it or raised
            raise RefusedError(f"the roster {path} is under a passphrase", "qualkit roster show")
        text = locked.sealed(text, key).decode("ascii")
    _put(path, text)


def _put(path: Path, text: str) -> None:
    write_text(path, text, "mend the rights of its folder, or name another place in QUALKIT_ROSTER")
    path.chmod(0o600)


def encrypt(session: Session, passphrase: str) -> RosterFile:
    """Put the roster under a passphrase; its file keeps its name."""
    roster, now = _present(session), state(session)
    if now.encrypted:
        raise RefusedError(
            f"the roster {now.path} is under a passphrase already",
            "for another one: qualkit roster decrypt, then qualkit roster encrypt",
        )
    data, key = locked.lock(roster_text(roster), passphrase)
    if parse_roster(locked.opened(data, key, str(now.path)).encode(), now.path) != roster:
        raise InputError(f"{now.path} would not read back as it is", "qualkit roster check")
    _put(now.path, data.decode("ascii"))
    session.keep(_Held).key = key
    return state(session)


def decrypt(session: Session) -> RosterFile:
    """Take the roster from under its passphrase: a plain CSV again."""
    if state(session).exists and not state(session).encrypted:
        raise RefusedError(
            f"the roster {session.roster_path()} is under no passphrase", "qualkit roster show"
        )
    _put(session.roster_path(), roster_text(_present(session)))
    session.keep(_Held).key = None
    return state(session)


def _present(session: Session) -> Roster:
    if not session.roster_path().exists():
        raise NotFoundError(
            f"this machine has no roster for the study ({session.roster_path()})",
            "copy it there, or name its place in QUALKIT_ROSTER",
        )
    return read(session)


def present(session: Session) -> Roster:
    """The roster; NotFoundError where this machine has none."""
    return _present(session)


def check(session: Session) -> tuple[Finding, ...]:
    """What is wrong with the roster, and names in it that cannot be masked without a person."""
    try:
        roster = _present(session)
    except QualkitError as error:
        return (Finding(error.message, error.hint or ""),)
    # Of invented people there is nothing to hide.
    found = () if roster.invented else too_open(session.roster_path())
    return (*found, *_shared(roster), *_everyday(roster))


def too_open(path: Path) -> Iterator[Finding]:
    """A finding where others on this computer can read the roster."""
    if os.name != "nt" and path.exists() and path.stat().st_mode & 0o077:
        yield Finding(
            f"others on this computer can read the roster {path}",
            f"chmod 600 {shlex.quote(str(path))}",
        )


def _shared(roster: Roster) -> Iterator[Finding]:
    for form in roster.forms():
        if " or " in form.pseudonym:
            yield Finding(
                f"'{form.text}' means {form.pseudonym}: where somebody says it, it is masked as "
                f"[{form.pseudonym}], and a new speaker of that name is nobody known",
                "write their whole names under 'name', and say at the import who speaks: "
                "--as LABEL=PSEUDONYM",
            )


def _everyday(roster: Roster) -> Iterator[Finding]:
    for entry in roster.entries:
        for called in entry.called():
            if is_everyday(called):
                yield Finding(
                    f"'{called}' of {entry.pseudonym} is an everyday word too, so it masks "
                    "nothing by itself",
                    f"write the whole name under 'name'; see where it is said: "
                    f'qualkit search "{called}"',
                )
