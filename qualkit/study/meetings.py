"""Code meetings: points taken over from the agenda, decisions with their reasons, minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from qualkit.core.ids import uuid7
from qualkit.core.meeting import AgendaPoint, Decision, Meeting, MeetingPoint, PointKind
from qualkit.core.records import Change
from qualkit.core.table import Column, ColumnKind, Table
from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.storage import meetings as rows
from qualkit.study import codebook as book
from qualkit.study import rounds
from qualkit.study.agenda import agenda, code_name
from qualkit.study.session import Session

_LIST = "see them: qualkit meeting list"
_OPEN = "open one: qualkit meeting open --present AB,CD"


def meetings(session: Session) -> tuple[Meeting, ...]:
    """Every code meeting on record, by date."""
    return rows.meetings(session.store.database)


def meeting(session: Session, reference: str | int) -> Meeting:
    """The meeting of that number, date or id; without any (""), the one still going on."""
    found = meetings(session)
    wanted = str(reference)
    fitting = [
        each
        for each in found
        if wanted in (each.id, str(each.number), each.held_on)
        or (not wanted and not each.closed_at)
    ]
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        what = f"no meeting '{wanted}'" if wanted else "no meeting is going on"
        raise NotFoundError(what, _LIST if wanted and found else _OPEN)
    raise NotFoundError(
        f"{len(fitting)} meetings fit" + (f" '{wanted}'" if wanted else ""),
        f"give the number: {', '.join(str(each.number) for each in fitting)}",
    )


def last_or(session: Session, reference: str | int) -> Meeting:
    """The meeting of that number, date or id; without any ("") the last one."""
    found = meetings(session)
    if reference == "" and not found:
        raise NotFoundError("no meeting is on record", _OPEN)
    return meeting(session, reference if reference != "" else found[-1].id)


def open_meeting(
    session: Session, held_on: str, present: Sequence[str], title: str, round_name: str
) -> Change:
    """Put a meeting on record, with what waits to be talked about as its agenda."""
    day = _day(held_on) if held_on else date.today().isoformat()
    who = tuple(dict.fromkeys(" ".join(each.split()) for each in present if each.strip()))
    if not who:
        raise InputError(
            "nobody was at the meeting", "say who: qualkit meeting open --present AB,CD"
        )
    points = agenda(session)
    before = book.version_in_force(session)
    with session.write("open meeting") as entry:
        new = Meeting(
            uuid7(), 0, day, " ".join(title.split()) or f"Code meeting of {day}", who,
            round_name or rounds.current(session), entry.coder, before,
        )  # fmt: skip
        rows.add_meeting(entry, new)
        rows.add_points(
            entry, new.id, (MeetingPoint("", n, point) for n, point in enumerate(points, 1))
        )
        entry.state(held_on=day, count=len(points))
    return entry.change()


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise InputError(
            f"'{text}' is no date", "write it as year-month-day, such as 2025-12-03"
        ) from error


def add_point(session: Session, reference: str, heading: str, code: str) -> Change:
    """Put something on the agenda of a meeting by hand."""
    if not heading.strip():
        raise InputError("the point has no words", "say what is to be talked about")
    code_id = book.codebook(session).find(code).id if code else ""
    with session.write("add meeting point") as entry:
        held = _still_open(meeting(session, reference))
        number = 1 + max((each.number for each in held.points), default=0)
        point = AgendaPoint(PointKind.OTHER, "", code_id, heading.strip())
        rows.add_points(entry, held.id, [MeetingPoint("", number, point)])
        entry.state(held_on=held.held_on, number=number)
    return entry.change()


def add_waiting(session: Session, reference: str) -> Change | None:
    """Take over what has come to wait since the meeting was put on record; None: nothing has."""
    points = agenda(session)
    if not points:
        return None
    with session.write("add waiting points") as entry:
        held = _still_open(meeting(session, reference))
        number = 1 + max((each.number for each in held.points), default=0)
        rows.add_points(
            entry, held.id, (MeetingPoint("", n, point) for n, point in enumerate(points, number))
        )
        entry.state(held_on=held.held_on, count=len(points))
    return entry.change()


def decide(
    session: Session, reference: str, number: int, decision: Decision | str, reason: str,
    version: int | None,
) -> Change:  # fmt: skip
    """Record what was decided about a point and why; deciding again replaces it.

    `version` is the number of the codebook version that came of it, if there is one already.
    """
    chosen = _decision(decision)
    if not reason.strip():
        raise InputError("the decision has no reason", "say why: --reason 'because …'")
    fingerprint = _fingerprint(session, version)
    with session.write("decide meeting point") as entry:
        held = meeting(session, reference)
        old = next((each for each in held.points if each.number == number), None)
        if old is None:
            raise NotFoundError(
                f"the meeting of {held.held_on} has no point {number}",
                f"see them: qualkit meeting show {held.number}",
            )
        new = replace(old, decision=chosen, reason=reason.strip(), codebook_version=fingerprint)
        rows.replace_point(entry, held.id, old, new)
        entry.state(held_on=held.held_on, number=number, decision=chosen.value)
    return entry.change()


def _decision(given: Decision | str) -> Decision:
    try:
        return Decision(given)
    except ValueError as error:
        raise InputError(
            f"'{given}' is no decision", f"choose: {', '.join(each.value for each in Decision)}"
        ) from error


def _fingerprint(session: Session, version: int | None) -> str:
    if version is None:
        return ""
    numbers = book.version_numbers(session)
    for fingerprint, number in numbers.items():
        if number == version:
            return fingerprint
    known = ", ".join(str(number) for number in sorted(numbers.values())) or "none"
    raise NotFoundError(f"the codebook has no version {version}", f"there is: {known}")


def close_meeting(session: Session, reference: str, *, anyway: bool) -> Change:
    """End a meeting: the codebook in force is what came of it.

    Decisions that change the codebook and name no version get this one. Raises RefusedError
    where points are undecided, unless `anyway`.
    """
    after = book.version_in_force(session)
    with session.write("close meeting") as entry:
        held = _still_open(meeting(session, reference))
        if held.undecided and not anyway:
            listed = ", ".join(str(each.number) for each in held.undecided)
            raise RefusedError(
                f"nothing has been decided about point {listed}",
                "decide: qualkit meeting decide POINT postpone --reason '…'; or close it anyway: "
                "qualkit meeting close --anyway",
            )
        rows.close(entry, held, after)
        if after != held.codebook_before:
            for point in held.points:
                if point.decision and point.decision.changes and not point.codebook_version:
                    rows.set_version(entry, point, after)
        entry.state(held_on=held.held_on)
    return entry.change()


def remove_meeting(session: Session, reference: str) -> Change:
    """Take a meeting off the record; undo brings it back."""
    with session.write("remove meeting") as entry:
        held = meeting(session, reference)
        rows.remove(entry, held)
        entry.state(held_on=held.held_on)
    return entry.change()


def _still_open(held: Meeting) -> Meeting:
    if held.closed_at:
        raise RefusedError(
            f"the meeting of {held.held_on} is closed",
            "open another: qualkit meeting open --present AB,CD",
        )
    return held


_COLUMNS = (
    Column("number", "No.", ColumnKind.INTEGER, 0.35),
    Column("kind", "Kind", ColumnKind.TEXT, 0.8),
    Column("point", "Point", ColumnKind.TEXT, 2.2),
    Column("code", "Code", ColumnKind.TEXT, 0.8),
    Column("decision", "Decision", ColumnKind.TEXT, 0.8),
    Column("reason", "Reason", ColumnKind.TEXT, 2.0),
    Column("codebook_version", "Codebook version", ColumnKind.INTEGER, 0.7),
)


def minutes_table(session: Session, held: Meeting) -> Table:
    """The minutes of a meeting: its points, decisions, reasons, and who was there."""
    numbers = book.version_numbers(session)
    table_rows = [
        (
            each.number,
            each.point.kind.value,
            each.point.heading,
            code_name(session, each.point.code) if each.point.code else "",
            each.decision.value if each.decision else "undecided",
            each.reason,
            numbers.get(each.codebook_version),
        )
        for each in held.points
    ]
    known = {coder.initials: coder.name for coder in session.known_coders()}
    present = ", ".join(f"{known[w]} ({w})" if known.get(w) else w for w in held.present)
    before, after = numbers.get(held.codebook_before), numbers.get(held.codebook_after)
    codebook = f"Codebook: version {before or '?'} before the meeting"
    codebook += f", version {after or '?'} after it." if held.closed_at else "; not closed yet."
    table_notes = (f"Present: {present}.", codebook, f"Round: {held.round}.")
    return Table(
        f"{session.settings.title}: {held.title}", _COLUMNS, table_rows, table_notes,
        caption=f"{held.title}, {held.held_on}",
    )  # fmt: skip
