"""Researchers' notes on joint displays carried in and out as a file that people write."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from qualkit.core.joint import JointNote, NoteKind
from qualkit.errors import GateError, InputError, QualkitError
from qualkit.importers.joint import FORMAT, read_joint
from qualkit.privacy import gate
from qualkit.storage import joint_notes as rows
from qualkit.strictfields import quoted
from qualkit.study import codebook as book
from qualkit.study.codings import register
from qualkit.study.joint.links import theme_id
from qualkit.study.joint.notes import checked, joint_notes
from qualkit.study.leaving.exporting import Exported, rules
from qualkit.study.session import Session, checked_initials

_WIDTH = 100


@dataclass(frozen=True, slots=True)
class ImportedJoint:
    """What came of a file: notes new and known already, by whom, and how many are provisional."""

    new: int
    known: int
    coders: tuple[str, ...]
    provisional: int


def import_joint(session: Session, path: Path) -> ImportedJoint:
    """Take in the notes of a file: one action, all or none.

    What the study holds, or held until a person changed it, is left alone. InputError names the
    lines at fault.
    """
    read = read_joint(path)
    own = session.settings.id
    if read.study and own and read.study != own:
        raise InputError(
            f"{path.name} is of the study '{read.study}', this one is '{own}'",
            "open the study that it belongs to, or mend the line `study:`",
        )
    notes, faults = [], []
    codebook = book.file_codebook(session)
    for placed in read.notes:
        try:
            who = checked_initials(placed.note.coder or session.coder_or_refuse())
            theme = theme_id(codebook, placed.note.theme)
            notes.append(checked(session, replace(placed.note, theme=theme, coder=who)))
        except QualkitError as problem:
            said = "; ".join(filter(None, (problem.message, problem.hint)))
            faults.append(f"line {placed.line}: {said}")
    if faults:
        raise InputError(
            f"{path.name}: nothing was imported:\n  " + "\n  ".join(faults),
            "mend the file and import it again",
        )
    return _store(session, notes)


def _store(session: Session, notes: list[JointNote]) -> ImportedJoint:
    with session.write("import joint notes", coder=session.somebody()) as entry:
        known = {note.content for note in rows.ever_written(entry.database)}
        new = []
        for note in notes:
            if note.content not in known:
                known.add(note.content)
                new.append(note)
        rows.add_many(entry, new)
        who = sorted({note.coder for note in notes})
        register(session, *who)
        entry.state(count=len(new))
    waiting = sum(note.provisional for note in notes)
    return ImportedJoint(len(new), len(notes) - len(new), tuple(who), waiting)


def export_joint_notes(session: Session, target: Path) -> Exported:
    """Write the notes in the form that `import joint` takes back; names on the roster masked."""
    from qualkit.exporters.files import replacing

    going_by = rules(session)
    notes = joint_notes(session)
    mask = gate.mask_text(going_by.forms)
    text = file_text([replace(n, text=mask(n.text)) for n in notes], session.settings.id)
    if named := gate.leaks([target.name, text], going_by.forms):
        raise GateError(
            f"{target.name} was not written: it would still name {', '.join(named)}",
            tuple(f"a form of {pseudonym}'s name stands in the file" for pseudonym in named),
            "look for the name in the file's name and the codes",
        )
    with replacing(target) as temporary:
        temporary.write_text(text, "utf-8", newline="\n")
    return Exported(target, len(notes))


def file_text(notes: Iterable[JointNote], study: str) -> str:
    """The notes as a file; the same notes always give the same bytes."""
    found = list(notes)
    provisional = bool(found) and all(note.provisional for note in found)
    lines = [
        "# Lead-ins, remarks, judgements of fit and meta-inferences of the joint displays.",
        f"joint_displays: {FORMAT}",
        *([f"study: {quoted(study)}"] if study else []),
        f"provisional: {'true' if provisional else 'false'}",
        "",
        "themes:" if found else "themes: []",
    ]
    for theme in dict.fromkeys(note.theme for note in found):
        own = [note for note in found if note.theme == theme]
        lines += ["", f"  - id: {quoted(theme)}", *_theme(own, provisional)]
    return "\n".join(lines) + "\n"


def _theme(notes: list[JointNote], usual: bool) -> Iterator[str]:
    # A theme has one line for each of these; what is more stands in a list at the end.
    heads: dict[NoteKind, JointNote] = {}
    more = []
    for note in notes:
        fits = note.kind is not NoteKind.FIT and note.provisional == usual
        if fits and note.kind not in heads:
            heads[note.kind] = note
        elif note.kind is not NoteKind.FIT:
            more.append(note)
    for kind, key in ((NoteKind.LEAD_IN, "lead_in"), (NoteKind.META_INFERENCE, "meta_inference")):
        if kind in heads:
            yield from _text(key, heads[kind].text, 4)
            yield f"    {key}_by: {quoted(heads[kind].coder)}"
    if remark := heads.get(NoteKind.REMARK):
        yield from _text("remark", f"{remark.coder}: {remark.text}", 4)
    fits_ = [note for note in notes if note.kind is NoteKind.FIT]
    if fits_:
        yield "    fit:"
    for fit in fits_:
        yield f"      - instrument: {quoted(fit.instrument) if fit.instrument else 'null'}"
        yield f"        subscale: {quoted(fit.subscale) if fit.subscale else 'null'}"
        yield f"        codes: [{', '.join(quoted(code, flow=True) for code in fit.codes)}]"
        yield f"        judgement: {fit.judgement}"
        yield f"        by: {quoted(fit.coder)}"
        yield from _provisional(fit, usual)
        yield from _text("reasoning", fit.text, 8)
    if more:
        yield "    more:"
    for note in more:
        yield f"      - kind: {note.kind}"
        yield f"        by: {quoted(note.coder)}"
        yield from _provisional(note, usual)
        yield from _text("text", note.text, 8)


def _provisional(note: JointNote, usual: bool) -> Iterator[str]:
    if note.provisional != usual:
        yield f"        provisional: {'true' if note.provisional else 'false'}"


def _text(key: str, text: str, indent: int) -> list[str]:
    """A field with a text: folded over lines where it is one paragraph, else in quotation marks."""
    head = f"{' ' * indent}{key}: "
    if "\n" in text or "  " in text or not text.isprintable():
        return [head + quoted(text, always=True)]
    room = " " * (indent + 2)
    folded = textwrap.wrap(text, _WIDTH - len(room), break_long_words=False, break_on_hyphens=False)
    return [head + ">", *(room + line for line in folded)]
