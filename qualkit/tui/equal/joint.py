"""The command line and the Python call equal to what was done on the screen of joint displays."""

from __future__ import annotations

import shlex

from qualkit.core.joint import JointNote, Judgement, NoteKind
from qualkit.tui.equal import Equal
from qualkit.tui.jointly import (
    BY_GROUP,
    CROSSTAB,
    MATRIX,
    QUICK,
    SIDES,
    SOURCES,
    STATISTICS,
    TYPOLOGY,
    Shown,
)


def asked(shown: Shown) -> Equal:
    """A display asked for."""
    return Equal(f"{_command(shown)}{_options(shown)}", _call(shown))


def written(shown: Shown, target: str) -> Equal:
    """A display written to a file."""
    command = f"{_command(shown)}{_options(shown)} -o {shlex.quote(target)}"
    return Equal(command, f"study.export_joint({_call(shown)}, {target!r})")


def noted(note: JointNote) -> Equal:
    """A note written; its words are not repeated here."""
    words = ["qualkit", "joint", "note", note.theme, note.kind.value, "TEXT"]
    given = [repr(note.theme), repr(note.kind.value), "text"]
    if note.kind is NoteKind.FIT and note.judgement is not None:
        words += ["--judgement", note.judgement.value]
        given.append(f"judgement={note.judgement.value!r}")
        if note.instrument:
            words += ["--scale", f"{note.instrument}:{note.subscale}"]
            given += [f"instrument={note.instrument!r}", f"subscale={note.subscale!r}"]
        words += [word for code in note.codes for word in ("--code", code)]
        given += [f"codes={note.codes!r}"] if note.codes else []
    return Equal(shlex.join(words), f"study.joint_note({', '.join(given)})")


def reworded(note_id: str) -> Equal:
    """A note worded anew."""
    return Equal(
        f"qualkit joint edit {note_id} --text TEXT",
        f"study.edit_joint_note({note_id!r}, text=text)",
    )


def judged(note_id: str, judgement: Judgement) -> Equal:
    """A fit judged otherwise."""
    return Equal(
        f"qualkit joint edit {note_id} --judgement {judgement.value}",
        f"study.edit_joint_note({note_id!r}, judgement={judgement.value!r})",
    )


def settled(note_id: str, *, provisional: bool) -> Equal:
    """A note said to be final, or provisional again."""
    return Equal(
        f"qualkit joint edit {note_id} {'--provisional' if provisional else '--final'}",
        f"study.edit_joint_note({note_id!r}, provisional={provisional})",
    )


def removed(note_id: str) -> Equal:
    """A note taken away."""
    return Equal(f"qualkit joint remove {note_id}", f"study.remove_joint_note({note_id!r})")


def _command(shown: Shown) -> str:
    if shown.name == SOURCES:
        return "qualkit compare-sources --quotes 1"
    return f"qualkit joint {shown.name}"


def _options(shown: Shown) -> str:
    words = ["--reference", shown.reference] if shown.name == TYPOLOGY else []
    words += ["--theme", shown.theme] if shown.theme else []
    words += [word for code in shown.codes for word in ("--code", code)]
    words += ["--by", shown.by] if shown.name in BY_GROUP else []
    words += ["--survey", shown.survey] if shown.survey and shown.name not in QUICK else []
    words += ["--percent"] if shown.percent and shown.name == CROSSTAB else []
    words += ["--internal"] if shown.internal else []
    return "".join(f" {shlex.quote(word)}" for word in words)


def _call(shown: Shown) -> str:
    given = []
    if shown.name in (MATRIX, CROSSTAB):
        given.append(repr(list(shown.codes)))
    elif shown.name == TYPOLOGY:
        given.append(repr(shown.reference))
    if shown.theme:
        given.append(f"themes={[shown.theme]!r}")
    if shown.codes and shown.name in (STATISTICS, SOURCES):
        given.append(f"codes={list(shown.codes)!r}")
    given += [f"by={shown.by!r}"] if shown.name in BY_GROUP else []
    given += [f"survey={shown.survey!r}"] if shown.survey and shown.name not in QUICK else []
    given += ["percent=True"] if shown.percent and shown.name == CROSSTAB else []
    given += ["internal=True"] if shown.internal else []
    if shown.name == SOURCES:
        return f"study.compare_sources({', '.join([*given, 'quotes=1'])})"
    name = "side_by_side" if shown.name == SIDES else shown.name
    return f"study.joint_{name}({', '.join(given)})"
