"""What people say they look for, as records; every name in it checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from qualkit.core.proposals import UNITS, ProposalSource, Wish
from qualkit.core.records import Document, DocumentKind, Role
from qualkit.core.searching import THRESHOLD, Limits, Query, SearchMode
from qualkit.core.units import Unit
from qualkit.errors import InputError
from qualkit.study import codebook as book
from qualkit.study.session import Session, did_you_mean

Named = TypeVar("Named", bound=StrEnum)


def query(
    text: str, mode: SearchMode | str = SearchMode.EXACT, *, case: bool = False,
    threshold: int | None = None,
) -> Query:  # fmt: skip
    """What is looked for."""
    return Query(
        text,
        chosen(SearchMode, mode, "way to search"),
        case,
        THRESHOLD if threshold is None else threshold,
    )


def limits(
    session: Session, *, documents: Sequence[Document | str] = (), kind: str = "",
    speaker: str = "", role: Role | str | None = None, code: str = "", not_code: str = "",
    uncoded: bool = False, attributes: Mapping[str, str] | None = None,
) -> Limits:  # fmt: skip
    """Where it is looked for: names of documents and codes become ids."""
    find = book.codebook(session).find
    return Limits(
        documents=tuple((session.document(d) if isinstance(d, str) else d).id for d in documents),
        kind=chosen(DocumentKind, kind, "kind of document") if kind else None,
        speaker=speaker,
        role=chosen(Role, role, "role") if role else None,
        code=find(code).id if code else "",
        not_code=find(not_code).id if not_code else "",
        uncoded=uncoded,
        attributes=tuple((attributes or {}).items()),
    )


def wish(
    code: str | Sequence[str] | None, source: ProposalSource | str, unit: Unit | str,
    where: Limits, what: Query | None, most: int = 0,
) -> Wish:  # fmt: skip
    """What is to be proposed."""
    codes = (code,) if isinstance(code, str) else tuple(code or ())
    size = chosen(Unit, unit, "size of passage")
    if size not in UNITS:
        raise InputError(f"nothing is proposed by the {size}", "one of: sentence, turn")
    if most < 0:
        raise InputError(f"{most} is no number of proposals", "give 1 or more, or 0 for all")
    return Wish(codes, chosen(ProposalSource, source, "source"), size, where, what, most)


def chosen(names: type[Named], name: str, what: str) -> Named:
    """The member of an enum that is called so; InputError names the others."""
    try:
        return names(name)
    except ValueError as error:
        known = [member.value for member in names]
        raise InputError(f"there is no {what} '{name}'", did_you_mean(name, known)) from error
