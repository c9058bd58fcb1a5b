"""What a scan goes by in a study: the roster's people and the study's own lists."""

from __future__ import annotations

from pathlib import Path

from qualkit.core.findings import OwnLists, RosterPerson
from qualkit.errors import InputError, RefusedError
from qualkit.privacy.roster import names_nobody
from qualkit.study.session import Session

PLACES, SERVICES = "places.txt", "services.txt"


def people(session: Session, *, without_roster: bool = False) -> tuple[RosterPerson, ...]:
    """Everybody on the roster who is called by a name, by pseudonym.

    RefusedError where this machine has no roster for speakers, unless `without_roster`: what the
    roster alone finds would be taken out of the list.
    """
    if not without_roster and (missing := session.missing_roster()):
        raise RefusedError(
            missing,
            "copy the roster here, or scan for everything else: "
            "qualkit deidentify scan --without-roster",
        )
    called: dict[str, list[str]] = {}
    for entry in session.roster().entries:
        names = called.setdefault(entry.pseudonym, [])
        # The whole name goes before a label, which may be a first name alone.
        for name in (entry.name, *entry.called()):
            if name and name not in names and not names_nobody(name):
                names.append(name)
    return tuple(
        RosterPerson(names[0], tuple(names[1:]), pseudonym)
        for pseudonym, names in called.items()
        if names
    )


def own_lists(session: Session) -> OwnLists:
    """The study's own places and services, as the files in its folder `privacy` say."""
    folder = session.path / "privacy"
    return OwnLists(_read(folder / PLACES), _read(folder / SERVICES))


def _read(path: Path) -> str:
    if not path.exists():
        return ""
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 text", "save it as UTF-8") from error


def known_pseudonyms(session: Session) -> frozenset[str]:
    """Everybody who has a pseudonym in the study."""
    return frozenset(
        [
            *(entry.pseudonym for entry in session.roster().entries),
            *(each.pseudonym for each in session.participants()),
            *(s.pseudonym for document in session.documents() for s in document.speakers),
        ]
    ) - {""}
