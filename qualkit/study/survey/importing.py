"""A survey's file taken in: guessed, confirmed by a person, checked, stored as a whole."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.config import SLUG
from qualkit.errors import InputError, RefusedError
from qualkit.study.session import Session
from qualkit.study.survey import files, linking, showing
from qualkit.study.survey.reports import Outcome, SurveyImport
from qualkit.study.survey.taking import Given, Taking

if TYPE_CHECKING:
    from qualkit.core.instrument import Instrument
    from qualkit.importers.surveys import Clean, Grid

__all__ = ["Outcome", "SurveyImport", "import_survey"]


def import_survey(
    session: Session, path: Path, *, name: str, mapping: Path | None, confirm: bool,
    dry_run: bool, take_changed: bool = False, sheet: str = "",
) -> SurveyImport:  # fmt: skip
    """Take the answers in a file in under a confirmed mapping; else write and show the guess.

    All or nothing. Raises InputError where the file or the mapping is wrong, RefusedError where
    the mapping asks what nobody has answered.
    """
    from qualkit.importers.surveys import read_grid

    name = _named(name, path)
    if path.resolve() == files.answers_path(session, name).resolve():
        raise RefusedError(
            f"{path.name} lies where the study keeps the answers of '{name}' itself",
            "move it to survey/originals/ and import it from there, or say another --name",
        )
    known = instruments(session)
    written = _written(session, name, mapping)
    grid = read_grid(path, sheet=sheet, usual=written.mapping.source.sheet if written else "")
    given = written or _guess(session, grid, name, known)
    if not (given.mapping.confirmed or confirm or mapping):
        if given.guessed and not dry_run:
            _write_guess(session, name, given.text)
        return _guessed(grid, path, name, given, dry_run=dry_run)
    _refuse_open_questions(session, name, given, dry_run=dry_run)
    taking = Taking(session, name, grid, given, _applied(grid, given, known), take_changed)
    taking.join()
    if dry_run:
        return taking.report(path, dry_run=True)
    taking.keep()
    return replace(taking.report(path), links=linking.links(session, name))


def instruments(session: Session) -> tuple[Instrument, ...]:
    """The instruments that the study knows: its own, and those that are shipped."""
    from qualkit.study.survey import instruments as known

    return known.instruments(session)


def _named(name: str, path: Path) -> str:
    if name:
        if not SLUG.fullmatch(name):
            raise InputError(
                f"'{name}' cannot be a survey's name", "use lower-case letters, digits and hyphens"
            )
        return name
    plain = unicodedata.normalize("NFKD", path.stem).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "survey"


def _written(session: Session, name: str, chosen: Path | None) -> Given | None:
    """The mapping that there is: the one chosen, or the study's own."""
    from qualkit.importers.surveys import read_mapping
    from qualkit.importers.tables import text_of

    path = chosen or files.mapping_path(session, name)
    if chosen or path.exists():
        return Given(read_mapping(path), text_of(path), path)
    return None


def _guess(session: Session, grid: Grid, name: str, known: tuple[Instrument, ...]) -> Given:
    from qualkit.importers.surveys import guess, mapping_text

    guessed = guess(grid, known)
    own = files.mapping_path(session, name)
    return Given(guessed, mapping_text(guessed), own, guessed=True)


def _write_guess(session: Session, name: str, text: str) -> None:
    from qualkit.study.textfiles import write_text

    if session.store.read_only:
        raise RefusedError("this study can only be read", "work on a copy of it")
    write_text(files.mapping_path(session, name), text)


def _guessed(grid: Grid, path: Path, name: str, given: Given, *, dry_run: bool) -> SurveyImport:
    # Read back where it was written, because only then its questions have lines.
    from qualkit.importers.surveys import parse_mapping

    mapping = parse_mapping(given.text, given.path.name)
    seen = given.mapping.seen if given.guessed else mapping.seen
    return SurveyImport(
        name=name,
        file=path.name,
        mapping=given.path,
        outcome=Outcome.GUESSED,
        dry_run=dry_run,
        taken=showing.taken(mapping, grid),
        dropped=showing.dropped(mapping, grid),
        asked=showing.asked(mapping),
        seen=seen,
    )


def _refuse_open_questions(session: Session, name: str, given: Given, *, dry_run: bool) -> None:
    from qualkit.importers.surveys import parse_mapping

    mapping = given.mapping
    if given.guessed:
        # Only what is written has lines, and only there it can be answered.
        mapping = parse_mapping(given.text, given.path.name)
    asked = showing.asked(mapping)
    if not asked:
        return
    if given.guessed and not dry_run:
        _write_guess(session, name, given.text)
    lines = [f"{given.path.name}, line {ask.line}: {ask.where}: {ask.question}" for ask in asked]
    raise RefusedError(
        f"the mapping asks {len(asked)} {'thing' if len(asked) == 1 else 'things'} that nobody has "
        "answered, so nothing was imported:\n  " + "\n  ".join(lines),
        f"answer in {given.path} and take the `ask:` lines out, then import again with --confirm",
    )


def _applied(grid: Grid, given: Given, known: tuple[Instrument, ...]) -> Clean:
    from qualkit.importers.surveys import apply

    return apply(grid, replace(given.mapping, confirmed=True), known)
