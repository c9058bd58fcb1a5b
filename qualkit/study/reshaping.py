"""Codings of one's own changed: another code, another extent, two made of one, one of several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import reduce

from qualkit.core.ids import uuid7
from qualkit.core.records import Change, Coding, Span
from qualkit.core.speech import Speech
from qualkit.core.text import trimmed
from qualkit.errors import InputError, RefusedError
from qualkit.storage import codings as rows
from qualkit.storage import marks, memos
from qualkit.storage.store import Entry
from qualkit.study import codebook as book
from qualkit.study import working
from qualkit.study.codings import codable, own, state
from qualkit.study.session import Session


def recode(session: Session, coding_id: str, code: str) -> Change:
    """Give a coding another code; it counts as made under the codebook in force."""
    chosen = codable(session, code)
    version = book.version_in_force(session)
    with session.write("recode") as entry:
        coding = own(session, [coding_id])[0]
        if coding.code == chosen.id:
            raise RefusedError(f"the passage is coded as '{chosen.name}' already")
        changed = replace(coding, code=chosen.id, codebook_version=version)
        _refuse_equal(session, changed)
        rows.change(entry, coding, changed)
        working.touch(session, entry, [coding])
        state(entry, changed)
        entry.state(was=coding.code)
    return entry.change()


def resize(session: Session, coding_id: str, span: Span) -> Change:
    """Make a coding cover another stretch of its text."""
    with session.write("resize") as entry:
        coding = own(session, [coding_id])[0]
        if coding.span == span:
            raise RefusedError("the coding lies just there already")
        _check_inside(session, coding, span)
        changed = replace(coding, span=span)
        _refuse_equal(session, changed)
        rows.change(entry, coding, changed)
        working.touch(session, entry, [coding])
        state(entry, coding)
        entry.state(to_start=span.start, to_end=span.end)
    return entry.change()


def split(session: Session, coding_id: str, at: int) -> Change:
    """Cut a coding in two; the first part keeps its id, memo and marks."""
    with session.write("split coding") as entry:
        coding = own(session, [coding_id])[0]
        if not coding.span.start < at < coding.span.end:
            raise InputError(
                f"the coding goes from {coding.span.start} to {coding.span.end}; "
                f"{at} is not inside it",
                "name a character between its ends",
            )
        first = replace(coding, span=_said_between(session, coding, coding.span.start, at))
        # The same judgement, made when it was made; the memo stays with the first part.
        second = replace(
            coding, id=uuid7(), span=_said_between(session, coding, at, coding.span.end), memo=""
        )
        for part in (first, second):
            _refuse_equal(session, part)
        rows.change(entry, coding, first)
        rows.add(entry, second)
        working.touch(session, entry, [coding])
        state(entry, coding)
        entry.state(at=second.span.start)
    return entry.change()


def merge(session: Session, coding_ids: Iterable[str]) -> Change:
    """Make one of several codings: the first, over all of them, with their memos and marks."""
    with session.write("merge codings") as entry:
        found = own(session, coding_ids)
        if len(found) < 2:
            raise InputError("one coding alone cannot be merged", "name two or more")
        for other in found[1:]:
            _refuse_unlike(found[0], other)
        merged = _merged(session, found)
        _refuse_equal(session, merged, but=[coding.id for coding in found])
        # First out of the way: one of them may lie just where the merged one will.
        for other in found[1:]:
            absorb(entry, other, merged.id)
        rows.change(entry, found[0], merged)
        memos.set_memo(entry, "coding", merged.id, merged.memo)
        working.touch(session, entry, found)
        state(entry, merged)
        entry.state(count=len(found))
    return entry.change()


def absorb(entry: Entry, gone: Coding, kept_id: str) -> None:
    """Take a coding out whose passage another one covers, which gets its marks.

    Its memo has to be joined to the other's with `joined`.
    """
    rows.remove(entry, gone)
    marks.move_marks(entry, gone.id, kept_id)


def joined(texts: Iterable[str]) -> str:
    """Memos made one: each once, in order."""
    return "\n".join(dict.fromkeys(filter(None, texts)))


def _merged(session: Session, found: Sequence[Coding]) -> Coding:
    in_order = sorted(found, key=lambda coding: coding.span)
    numbers = book.version_numbers(session)
    return replace(
        found[0],
        span=reduce(Span.hull, (coding.span for coding in found)),
        memo=joined(coding.memo for coding in in_order),
        # Assisted once is assisted for ever; and the oldest rule is the one to look at again.
        assisted=any(coding.assisted for coding in found),
        codebook_version=min(
            (coding.codebook_version for coding in found),
            key=lambda version: numbers.get(version, 0),
        ),
    )


def _refuse_unlike(one: Coding, other: Coding) -> None:
    for name, what in (
        ("document_id", "lie in different documents"),
        ("version_id", "lie in different versions of the text"),
        ("code", "have different codes"),
        ("round", "belong to different rounds"),
        ("layer", "belong to different layers"),
    ):
        if getattr(one, name) != getattr(other, name):
            raise RefusedError(
                f"the codings {what}, so they stay apart", "merge those that are alike in it"
            )


def _refuse_equal(session: Session, coding: Coding, but: Sequence[str] = ()) -> None:
    there = rows.equal_coding(session.store.database, coding)
    if there is not None and there not in (coding.id, *but):
        raise RefusedError(
            f"there is an equal coding of yours already ({there})",
            f"take one of the two out: qualkit uncode {there}",
        )


def _check_inside(session: Session, coding: Coding, span: Span) -> None:
    length = len(session.text(coding.version_id).text)
    if span.end > length:
        raise InputError(f"the text has {length} characters; {span.end} is past its end")


def _said_between(session: Session, coding: Coding, start: int, end: int) -> Span:
    """What is said in a stretch of the coding's text, without white space and labels at its ends.

    Raises RefusedError where nothing is.
    """
    version = session.text(coding.version_id)
    parts = list(Speech(version.text, version.structure).parts(start, end))
    said = [span for _, first, last in parts if (span := trimmed(version.text, first, last))]
    if said:
        return said[0].hull(said[-1])
    raise RefusedError("nothing is said on one side of the cut", "cut between words of the coding")
