"""The team's work as columns: coders, rounds, assignments, the history, exports, meetings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from qualkit.core.meeting import Decision
from qualkit.core.records import CoderRole
from qualkit.core.team import Purpose, RoundKind, WorkState
from qualkit.study.frames.recipe import Col, Here, Kind, Recipe


def _coders(_: Here) -> Sequence[Col]:
    return (
        Col("coder", Kind.TEXT, "initials", lambda c: c.initials),
        Col("name", Kind.TEXT, "the name, if one was given", lambda c: c.name),
        Col("role", Kind.CLASS, "coder, lead or consensus", lambda c: c.role.value,
            lambda: [role.value for role in CoderRole]),
    )  # fmt: skip


def _rounds(_: Here) -> Sequence[Col]:
    return (
        Col("round", Kind.TEXT, "its name", lambda r: r.name),
        Col("kind", Kind.CLASS, "development, calibration, main or training",
            lambda r: r.kind.value, lambda: [kind.value for kind in RoundKind]),
        Col("number", Kind.WHOLE, "its place in order, from 1", lambda r: r.number),
        Col("opened", Kind.TIME, "when it was opened", lambda r: r.opened_at),
        Col("closed", Kind.TIME, "when it was closed; missing while it goes on",
            lambda r: r.closed_at),
        Col("codebook_version", Kind.CLASS, "fingerprint of the codebook kept with it",
            lambda r: r.codebook_version),
    )  # fmt: skip


def _assignments(here: Here) -> Sequence[Col]:
    return (
        Col("id", Kind.TEXT, "the assignment's id", lambda a: a.id),
        Col("round", Kind.CLASS, "the round of coding", lambda a: a.round),
        Col("coder", Kind.CLASS, "who codes, by initials", lambda a: a.coder, here.coders),
        Col("document", Kind.CLASS, "the document's name", lambda a: here.document(a.document_id),
            here.names),
        Col("purpose", Kind.CLASS, "what is to be done with it", lambda a: a.purpose.value,
            lambda: [each.value for each in Purpose]),
        Col("state", Kind.CLASS, "how far it is", lambda a: a.state.value,
            lambda: [each.value for each in WorkState]),
        Col("themes", Kind.TEXT, "the themes it is limited to, with commas; missing: none",
            lambda a: ", ".join(a.themes)),
        Col("designated", Kind.FLAG, "whether this coder's codings stand undecided",
            lambda a: a.designated),
        Col("first_done", Kind.TIME, "when the coder first said done", lambda a: a.first_done_at),
        Col("done", Kind.TIME, "when the coder last said done", lambda a: a.done_at),
        Col("discussed", Kind.TIME, "when it was opened again with the others' codings seen",
            lambda a: a.discussed_at),
    )  # fmt: skip


def _history(_: Here) -> Sequence[Col]:
    return (
        Col("id", Kind.TEXT, "the entry's id", lambda c: c.id),
        Col("time", Kind.TIME, "when it was done", lambda c: c.at),
        Col("coder", Kind.CLASS, "who did it", lambda c: c.coder),
        Col("action", Kind.CLASS, "what sort of action", lambda c: c.action),
        Col("summary", Kind.TEXT, "what was done, in words", lambda c: c.summary),
        Col("undoes", Kind.TEXT, "the entry that it takes back or brings back",
            lambda c: c.undoes),
    )  # fmt: skip


def _exports(here: Here) -> Sequence[Col]:
    return (
        Col("id", Kind.TEXT, "the record's id", lambda e: e.id),
        Col("what", Kind.CLASS, "what was written", lambda e: e.what),
        Col("file", Kind.TEXT, "the file", lambda e: e.file),
        Col("profile", Kind.CLASS, "for whom: team, commissioner or public", lambda e: e.profile),
        Col("quotes", Kind.WHOLE, "quotations in it", lambda e: e.quotes),
        Col("people", Kind.WHOLE, "participants quoted", lambda e: len(e.people)),
        Col("objections", Kind.WHOLE, "what stood against it, left out or overruled",
            lambda e: sum(e.objections.values())),
        Col("reason", Kind.TEXT, "why the gate was overruled", lambda e: e.reason),
        Col("stale", Kind.TEXT, "why it should no longer be used", lambda e: e.stale),
        Col("coder", Kind.CLASS, "who wrote it", lambda e: e.coder, here.coders),
        Col("time", Kind.TIME, "when", lambda e: e.at),
        Col("sha256", Kind.TEXT, "fingerprint of the file", lambda e: e.sha256),
    )  # fmt: skip


def _faults(_: Here) -> Sequence[Col]:
    return (
        Col("problem", Kind.TEXT, "what is wrong", lambda f: f.problem),
        Col("mend", Kind.TEXT, "the command that mends it", lambda f: f.mend),
    )


def _meetings(_: Here) -> Sequence[Col]:
    return (
        Col("meeting", Kind.WHOLE, "the meeting's number, from 1", lambda r: r[0].number),
        Col("held_on", Kind.TIME, "its date", lambda r: r[0].held_on),
        Col("title", Kind.TEXT, "its title", lambda r: r[0].title),
        Col("point", Kind.WHOLE, "the point's number, from 1", lambda r: r[1].number),
        Col("kind", Kind.CLASS, "where the point comes from", lambda r: r[1].point.kind.value),
        Col("heading", Kind.TEXT, "what it is about", lambda r: r[1].point.heading),
        Col("code", Kind.CLASS, "the code's id", lambda r: r[1].point.code),
        Col("decision", Kind.CLASS, "what was decided; missing: nothing",
            lambda r: r[1].decision.value if r[1].decision else "",
            lambda: [each.value for each in Decision]),
        Col("reason", Kind.TEXT, "why", lambda r: r[1].reason, said=True),
    )  # fmt: skip


def _points(meetings: Iterable[Any]) -> Iterator[Any]:
    return ((meeting, point) for meeting in meetings for point in meeting.points)


CODERS = Recipe("member of the team", _coders, "coder")
ROUNDS = Recipe("round", _rounds, "round")
ASSIGNMENTS = Recipe("coder, document and round", _assignments, "id")
HISTORY = Recipe("entry of the history, newest first", _history, "id")
EXPORTS = Recipe("file that left the study", _exports, "id")
FAULTS = Recipe("thing that is wrong", _faults)
MEETINGS = Recipe("point of a meeting's agenda", _meetings, rows=_points)
