"""What researchers write into joint displays: each an action of its own, taken back by undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qualkit.core.codebook import tidy
from qualkit.core.joint import JointNote, Judgement, NoteKind
from qualkit.core.records import Change, CoderRole
from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.storage import joint_notes as rows
from qualkit.storage.store import Entry
from qualkit.study import codebook as book
from qualkit.study.codings import register
from qualkit.study.joint.links import checked_scale, theme_id
from qualkit.study.session import Session


def joint_notes(session: Session, theme: str = "") -> tuple[JointNote, ...]:
    """The notes, theme by theme in the order of the codebook, each kind in order of writing."""
    codebook = book.file_codebook(session)
    wanted = theme_id(codebook, theme) if theme else ""
    order = {each.id: number for number, each in enumerate(codebook.themes)}
    kinds = {kind: number for number, kind in enumerate(NoteKind)}
    found = rows.joint_notes(session.store.database, theme=wanted)
    return tuple(sorted(found, key=lambda n: (order.get(n.theme, len(order)), kinds[n.kind])))


def write(
    session: Session, theme: str, kind: NoteKind | str, text: str, *,
    judgement: Judgement | str = "", instrument: str = "", subscale: str = "",
    codes: Sequence[str] = (), provisional: bool = False,
) -> Change:  # fmt: skip
    """Write a note on a theme; it takes the place of one's own on the same, where there is one.

    Only remarks stand beside each other. Nothing is done where the note says so already.
    """
    codebook = book.file_codebook(session)
    note = checked(
        session,
        JointNote(
            "", theme_id(codebook, theme), _kind(kind), session.coder_or_refuse(), tidy(text),
            _judgement(judgement), instrument, subscale, tuple(codes), provisional,
        ),
    )  # fmt: skip
    with session.write("joint note") as entry:
        _put(entry, note)
        register(session, entry.coder)
        _tell(entry, note)
    return entry.change()


def _put(entry: Entry, note: JointNote) -> None:
    for old in rows.joint_notes(entry.database, theme=note.theme):
        if old.content == note.content and old.provisional == note.provisional:
            return
        if note.kind is not NoteKind.REMARK and old.about == note.about:
            rows.remove(entry, old)
            note = replace(note, at=old.at)
    rows.add(entry, note)


def edit(
    session: Session, note_id: str, *, text: str | None, judgement: Judgement | str | None,
    provisional: bool | None,
) -> Change:  # fmt: skip
    """Word a note of one's own anew, judge anew, or say that it was checked against the figures.

    Leads may do so to anybody's; the note then stays its writer's.
    """
    with session.write("edit joint note") as entry:
        old = _own(session, note_id)
        new = replace(
            old,
            text=old.text if text is None else tidy(text),
            judgement=old.judgement if judgement is None else _judgement(judgement),
            provisional=old.provisional if provisional is None else provisional,
        )
        checked(session, new)
        if new.content == old.content:
            if new.provisional != old.provisional:
                rows.settle(entry, old, provisional=new.provisional)
        else:
            rows.remove(entry, old)
            rows.add(entry, new)
        _tell(entry, new)
    return entry.change()


def remove(session: Session, note_id: str) -> Change:
    """Take a note of one's own away; leads may take anybody's away."""
    with session.write("remove joint note") as entry:
        note = _own(session, note_id)
        rows.remove(entry, note)
        _tell(entry, note)
    return entry.change()


def _own(session: Session, note_id: str) -> JointNote:
    found = rows.joint_notes(session.store.database, note_id=note_id)
    if not found:
        raise NotFoundError(
            f"there is no note '{note_id}' in the joint displays",
            "see them with their ids: qualkit joint notes --ids",
        )
    note = found[0]
    leads = {c.initials for c in session.known_coders() if c.role is CoderRole.LEAD}
    if session.coder_or_refuse() not in {note.coder, *leads}:
        raise RefusedError(
            f"this note is {note.coder}'s: only {note.coder} and a lead change it",
            "write your own beside it: qualkit joint note",
        )
    return note


def _tell(entry: Entry, note: JointNote) -> None:
    """Note for the history what it is on; never what it says."""
    on = ", ".join(filter(None, (note.instrument, note.subscale)))
    entry.state(theme=note.theme, note=note.kind.value, scale=f" on {on}" if on else "")


def checked(session: Session, note: JointNote) -> JointNote:
    """The note with codes as ids and the subscale as its key spells it; else an error that says
    what is wrong with it."""
    if not note.text:
        raise InputError(
            f"the {note.kind.value} says nothing", "to take one away: qualkit joint remove ID"
        )
    if note.kind is not NoteKind.FIT:
        if note.judgement or note.instrument or note.subscale or note.codes:
            raise InputError(
                f"a {note.kind.value} is on a theme as a whole, without judgement, scale or codes",
                "to judge a fit: qualkit joint note THEME fit --judgement confirm",
            )
        return note
    if note.judgement is None:
        raise InputError(
            "the fit is not said", "say --judgement confirm, expand, discord or silent"
        )
    codebook = book.file_codebook(session)
    # Of the file: a note that all see must not name a draft that is somebody's alone.
    codes = tuple(dict.fromkeys(codebook.current(codebook.find(c).id) for c in note.codes))
    instrument, subscale = checked_scale(session, note.instrument, note.subscale)
    return replace(note, codes=codes, instrument=instrument, subscale=subscale)


def _kind(kind: NoteKind | str) -> NoteKind:
    try:
        return NoteKind(kind)
    except ValueError as error:
        raise InputError(
            f"'{kind}' is no kind of note", f"choose from: {', '.join(NoteKind)}"
        ) from error


def _judgement(judgement: Judgement | str) -> Judgement | None:
    try:
        return Judgement(judgement) if judgement else None
    except ValueError as error:
        raise InputError(
            f"'{judgement}' is no judgement of fit", f"choose from: {', '.join(Judgement)}"
        ) from error
