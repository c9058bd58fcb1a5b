"""The command line and the Python call that do what was done with a coding or a memo."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from qualkit.core.records import Coding, Document, Span
from qualkit.tui.equal import Equal


def recoded(coding: Coding, code: str) -> Equal:
    """Another code for a coding."""
    return Equal(
        f"qualkit codings recode {coding.id} {code}", f"study.recode({coding.id!r}, {code!r})"
    )


def resized(coding: Coding, span: Span) -> Equal:
    """Another extent for a coding."""
    return Equal(
        f"qualkit codings resize {coding.id} --start {span.start} --end {span.end}",
        f"study.resize({coding.id!r}, Span({span.start}, {span.end}))",
    )


def split(coding: Coding, at: int) -> Equal:
    """Two codings out of one."""
    return Equal(
        f"qualkit codings split {coding.id} --at {at}", f"study.split_coding({coding.id!r}, {at})"
    )


def merged(codings: Sequence[Coding]) -> Equal:
    """One coding out of several."""
    ids = [coding.id for coding in codings]
    given = ", ".join(repr(each) for each in ids)
    return Equal(f"qualkit codings merge {' '.join(ids)}", f"study.merge_codings({given})")


def starred(coding_id: str, *, on: bool, note: str = "") -> Equal:
    """A star, or none; the reason for it is not repeated here."""
    option, given = (" --note TEXT", ", note=text") if note else ("", "")
    return Equal(
        f"qualkit codings star {coding_id}{option if on else ' --off'}",
        f"study.star({coding_id!r}{given if on else ', on=False'})",
    )


def countered(coding_id: str, note: str | None) -> Equal:
    """A counter-example, or none; its note is not repeated here."""
    if note is None:
        return Equal(
            f"qualkit codings counter-example {coding_id} --off",
            f"study.counter_example({coding_id!r}, None)",
        )
    words, given = (" --note TEXT", "text") if note else ("", "''")
    return Equal(
        f"qualkit codings counter-example {coding_id}{words}",
        f"study.counter_example({coding_id!r}, {given})",
    )


def noted_coding(coding_id: str) -> Equal:
    """Writing the memo of a coding; its words are not repeated here."""
    return Equal(f"qualkit memo {coding_id} TEXT", f"study.memo({coding_id!r}, text)")


def noted_for_team(document: Document, span: Span, code: str) -> Equal:
    """Leaving the team a note; its words are not repeated here."""
    where = f"--start {span.start} --end {span.end}"
    option, given = (f" --code {code}", f", code={code!r}") if code else ("", "")
    return Equal(
        f"qualkit notes add {shlex.quote(document.name)} TEXT {where}{option}",
        f"study.note_for_team({_document(document)}, Span({span.start}, {span.end}), text{given})",
    )


def paraphrased(coding_id: str) -> Equal:
    """Saying in one's own words what a coding's passage says; they are not repeated here."""
    return Equal(
        f"qualkit paraphrase add --coding {coding_id} TEXT",
        f"study.paraphrase(text, coding={coding_id!r})",
    )


def edited_paraphrase(paraphrase_id: str) -> Equal:
    """Wording a paraphrase anew."""
    return Equal(
        f"qualkit paraphrase edit {paraphrase_id} TEXT",
        f"study.edit_paraphrase({paraphrase_id!r}, text)",
    )


def removed_paraphrase(paraphrase_id: str) -> Equal:
    """Taking a paraphrase away."""
    return Equal(
        f"qualkit paraphrase remove {paraphrase_id}",
        f"study.remove_paraphrase({paraphrase_id!r})",
    )


def edited_team_note(note_id: str) -> Equal:
    """Going on with a note for the team."""
    return Equal(f"qualkit notes edit {note_id} TEXT", f"study.edit_team_note({note_id!r}, text)")


def settled(note_id: str, *, settled: bool) -> Equal:
    """Settling a note, or opening it again."""
    return Equal(
        f"qualkit notes settle {note_id}{'' if settled else ' --open-again'}",
        f"study.settle_team_note({note_id!r}{'' if settled else ', False'})",
    )


def _document(document: Document) -> str:
    return f"study.document({document.name!r})"
