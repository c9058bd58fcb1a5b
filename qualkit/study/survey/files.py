"""A survey's two files in the study folder: its mapping, and its answers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from qualkit.core.survey import QuestionKind, Responses, Survey
from qualkit.errors import NotFoundError
from qualkit.study.session import Session, did_you_mean
from qualkit.study.survey.linking import may_link
from qualkit.study.survey.reading import Kept, read_kept

if TYPE_CHECKING:
    from collections.abc import Callable

Stamp = tuple[tuple[int, int], ...]
Value = TypeVar("Value")


class _Read:
    """What was read while the study is open; good as long as the files' times and sizes stay."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, Path], tuple[Stamp, object]] = {}


def folder(session: Session) -> Path:
    """Where surveys lie."""
    return session.path / "survey"


def mapping_path(session: Session, name: str) -> Path:
    """What each column of a survey's file is."""
    return folder(session) / f"{name}.yaml"


def answers_path(session: Session, name: str) -> Path:
    """The answers of a survey."""
    return folder(session) / f"{name}.csv"


def document_name(survey: str, question: str, batch: int = 1) -> str:
    """The document that holds the answers to an open question; later ones have a number.

    The number comes after a dot, which no id holds.
    """
    return f"survey-{survey}-{question}{'' if batch == 1 else f'.{batch}'}.txt"


def names(session: Session) -> tuple[str, ...]:
    """The surveys that were taken in: those that have both files."""
    if not folder(session).is_dir():
        return ()
    return tuple(
        path.stem
        for path in sorted(folder(session).glob("*.csv"))
        if path.with_suffix(".yaml").exists()
    )


def surveys(session: Session) -> tuple[Survey, ...]:
    """The surveys that were taken in, by name."""
    return tuple(survey_of(session, name) for name in names(session))


def survey_of(session: Session, name: str) -> Survey:
    """What a survey asked, as its mapping says; InputError with the line of what is wrong."""
    path = mapping_path(session, name)

    def read() -> Survey:
        from qualkit.importers.surveys import read_mapping, survey_of

        return named(survey_of(read_mapping(path), name, name))

    return _once(session, ("survey", path), (path,), read)


def named(survey: Survey) -> Survey:
    """The survey with the names of the documents that hold its open answers."""
    return replace(
        survey,
        questions=tuple(
            replace(question, document=document_name(survey.name, question.id))
            if question.kind is QuestionKind.OPEN
            else question
            for question in survey.questions
        ),
    )


def chosen(session: Session, name: str = "") -> str:
    """The survey that is meant: the one there is, or the one of that name."""
    found = names(session)
    if not found:
        raise NotFoundError(
            "this study has no survey yet", "take one in: qualkit import survey FILE"
        )
    if not name and len(found) == 1:
        return found[0]
    if not name:
        raise NotFoundError(
            f"there are {len(found)} surveys: {', '.join(found)}", "say which: --survey NAME"
        )
    for each in found:
        if each.casefold() == name.casefold():
            return each
    raise NotFoundError(f"no survey '{name}'", did_you_mean(name, found))


def kept(session: Session, name: str = "") -> Kept:
    """A survey's answers with the marks of their rows; links only as consent stands today."""
    name = chosen(session, name)
    paths = (mapping_path(session, name), answers_path(session, name), session.participants_path)

    def read() -> Kept:
        found = read_kept(paths[1], survey_of(session, name))
        return replace(found, responses=_shown(session, found.responses))

    return _once(session, ("answers", paths[1]), paths, read)


def responses(session: Session, name: str = "") -> Responses:
    """A survey's answers."""
    return kept(session, name).responses


def _shown(session: Session, found: Responses) -> Responses:
    """The answers without links that nobody consents to, attributes with the values they have."""
    agreed = may_link(session)
    attributes = tuple(
        attribute
        if attribute.values
        else replace(attribute, values=tuple(sorted({*found.attributes[attribute.id]} - {""})))
        for attribute in found.survey.attributes
    )
    linked = found.participants
    if any(linked):
        linked = tuple(name if name in agreed else "" for name in linked)
    return replace(
        found, survey=replace(found.survey, attributes=attributes), participants=linked
    )  # fmt: skip


def _once(
    session: Session, key: tuple[str, Path], files: tuple[Path, ...], read: Callable[[], Value]
) -> Value:
    """What `read` gives, read afresh only when one of the files has changed."""
    cache = session.keep(_Read).kept
    stamp = tuple(_stamp(path) for path in files)
    if key not in cache or cache[key][0] != stamp:
        cache[key] = (stamp, read())
    return cache[key][1]  # type: ignore[return-value]


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)
