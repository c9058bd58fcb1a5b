"""Code meetings and the points of their agendas, as rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from qualkit.core.ids import now, uuid7
from qualkit.core.meeting import AgendaPoint, Decision, Meeting, MeetingPoint, PointKind
from qualkit.storage.database import Database
from qualkit.storage.store import Entry


def meetings(database: Database) -> tuple[Meeting, ...]:
    """Every meeting with its points, by date."""
    points = _points(database)
    rows = database.fetch(
        "SELECT id, held_on, title, present, round, coder, codebook_before, codebook_after, "
        "closed_at FROM meeting WHERE removed_by IS NULL ORDER BY held_on, created_at, id"
    )
    return tuple(
        Meeting(
            row[0], number, row[1], row[2], tuple(filter(None, row[3].split("\n"))), row[4],
            row[5], row[6], row[7], row[8] or "", points.get(row[0], ()),
        )
        for number, row in enumerate(rows, 1)
    )  # fmt: skip


def _points(database: Database) -> dict[str, tuple[MeetingPoint, ...]]:
    found: dict[str, list[MeetingPoint]] = {}
    for row in database.fetch(
        "SELECT meeting_id, id, number, kind, target_id, code, heading, decision, reason, "
        "codebook_version FROM meeting_item WHERE removed_by IS NULL "
        "ORDER BY meeting_id, number, id"
    ):
        point = AgendaPoint(PointKind(row[3]), row[4], row[5], row[6])
        decision = Decision(row[7]) if row[7] else None
        found.setdefault(row[0], []).append(
            MeetingPoint(row[1], row[2], point, decision, row[8], row[9])
        )
    # Two who add a point to copies of one study give it the same number.
    return {
        meeting: tuple(replace(each, number=n) for n, each in enumerate(points, 1))
        for meeting, points in found.items()
    }


def add_meeting(entry: Entry, meeting: Meeting) -> None:
    """Store a meeting (not its points)."""
    entry.insert(
        "meeting",
        {
            "id": meeting.id,
            "held_on": meeting.held_on,
            "title": meeting.title,
            "present": "\n".join(meeting.present),
            "round": meeting.round,
            "codebook_before": meeting.codebook_before,
            "codebook_after": meeting.codebook_after,
            "closed_at": meeting.closed_at or None,
            "created_at": now(),
            "coder": meeting.coder,
            "change_id": entry.id,
            "removed_by": None,
        },
    )


def add_points(entry: Entry, meeting_id: str, points: Iterable[MeetingPoint]) -> None:
    """Store points of a meeting's agenda."""
    for point in points:
        entry.insert(
            "meeting_item",
            {
                "id": point.id or uuid7(),
                "meeting_id": meeting_id,
                "number": point.number,
                "kind": point.point.kind.value,
                "target_id": point.point.target_id,
                "code": point.point.code,
                "heading": point.point.heading,
                "decision": point.decision.value if point.decision else "",
                "reason": point.reason,
                "codebook_version": point.codebook_version,
                "created_at": now(),
                "coder": entry.coder,
                "change_id": entry.id,
                "removed_by": None,
            },
        )


def replace_point(entry: Entry, meeting_id: str, old: MeetingPoint, new: MeetingPoint) -> None:
    """Put a point in the place of another one: what was written is never overwritten."""
    entry.set("meeting_item", old.id, "removed_by", None, entry.id)
    add_points(entry, meeting_id, [replace(new, id="")])


def set_version(entry: Entry, point: MeetingPoint, fingerprint: str) -> None:
    """Note which version of the codebook came of a decision."""
    entry.set("meeting_item", point.id, "codebook_version", point.codebook_version, fingerprint)


def close(entry: Entry, meeting: Meeting, fingerprint: str) -> None:
    """Close a meeting under the codebook that it left."""
    entry.set_fields(
        "meeting",
        meeting.id,
        {"closed_at": None, "codebook_after": meeting.codebook_after},
        {"closed_at": now(), "codebook_after": fingerprint},
    )


def remove(entry: Entry, meeting: Meeting) -> None:
    """Take a meeting and its points out; the rows stay, marked."""
    for point in meeting.points:
        entry.set("meeting_item", point.id, "removed_by", None, entry.id)
    entry.set("meeting", meeting.id, "removed_by", None, entry.id)
