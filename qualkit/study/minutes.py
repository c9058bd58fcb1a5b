"""Minutes of code meetings from a file: every row or none."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from qualkit.core.ids import uuid7
from qualkit.core.meeting import AgendaPoint, Meeting, MeetingPoint
from qualkit.core.records import Change
from qualkit.importers.minutes import MinutesRow, read_minutes
from qualkit.storage import meetings as rows
from qualkit.study import codebook as book
from qualkit.study import rounds
from qualkit.study.refused_rows import refusal
from qualkit.study.session import Session


def import_minutes(session: Session, path: Path) -> Change | None:
    """Put the meetings of a file on record, closed; those of a date that is there are left alone.

    None where all are there already. Raises InputError with the rows that are wrong.
    """
    read = list(read_minutes(path))
    wrong = [row for row in read if isinstance(row, tuple)]
    points = [row for row in read if isinstance(row, MinutesRow)]
    versions = {number: print_ for print_, number in book.version_numbers(session).items()}
    codebook = book.codebook(session)
    for row in points:
        if row.code and codebook.code(row.code) is None:
            wrong.append((row.row, f"the codebook has no code '{row.code}'"))
        if row.codebook_version is not None and row.codebook_version not in versions:
            wrong.append((row.row, f"the codebook has no version {row.codebook_version}"))
    if wrong:
        raise refusal(path, sorted(wrong))
    known = {meeting.held_on for meeting in rows.meetings(session.store.database)}
    new = [row for row in points if row.held_on not in known]
    if not new:
        return None
    with session.write("import minutes", coder=session.somebody()) as entry:
        held = 0
        for day, group in groupby(sorted(new, key=lambda r: (r.held_on, r.row)),
                                  key=lambda r: r.held_on):  # fmt: skip
            meeting, its = _meeting(session, day, list(group), versions)
            rows.add_meeting(entry, meeting)
            rows.add_points(entry, meeting.id, its)
            held += 1
        entry.state(meetings=held, count=len(new))
    return entry.change()


def _meeting(
    session: Session, day: str, group: list[MinutesRow], versions: dict[int, str]
) -> tuple[Meeting, list[MeetingPoint]]:
    first = group[0]
    made = [row.codebook_version for row in group if row.codebook_version is not None]
    after = max(made, default=0)
    points = [
        MeetingPoint(
            "", number, AgendaPoint(row.kind, "", row.code, row.point), row.decision, row.reason,
            versions.get(row.codebook_version or 0, ""),
        )
        for number, row in enumerate(group, 1)
    ]  # fmt: skip
    meeting = Meeting(
        uuid7(), 0, day, first.title or f"Code meeting of {day}", first.present,
        first.round or rounds.current(session), session.somebody(),
        versions.get(after - 1, ""), versions.get(after, ""), f"{day}T23:59:00.000Z",
    )  # fmt: skip
    return meeting, points
