"""Commands that take in tables, row by row: codings, marks, who codes what, decisions, minutes."""

from __future__ import annotations

from pathlib import Path

import click

from qualkit.cli import output
from qualkit.cli.context import json_option, opened, study_options
from qualkit.cli.telling import tell
from qualkit.core.wording import counted


@click.command("codings")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--create-codes", is_flag=True, help="Add codes that the codebook lacks, as drafts.")
@json_option
@study_options
def codings_command(file: Path, create_codes: bool, as_json: bool) -> None:
    """Take in codings from a CSV FILE: every row or none.

    Columns: coder, document, code, and start and end (characters from 0, end not included) or a
    quote that occurs once. Taken too: turn, id, round, memo, time, codebook_version, assisted.
    """
    with opened() as study:
        done = study.import_codings(file, create_codes=create_codes)
    if as_json:
        output.answer_json(output.plain(done))
    else:
        output.answer(
            f"{counted(done.new, 'coding')} by {', '.join(done.coders) or 'nobody'} in "
            f"{counted(done.documents, 'document')}; {done.known:,} were there already"
        )


@click.command("marks")
@click.argument("file", type=click.Path(path_type=Path))
@json_option
@study_options
def marks_command(file: Path, as_json: bool) -> None:
    """Take in stars and counter-examples from a CSV FILE: every row or none.

    Columns: document, code, mark (star or counter-example), by, and a quote or start and end.
    Taken too: turn, note, on, and coder and round of the coding that is marked.
    """
    with opened() as study:
        done = study.import_marks(file)
    if as_json:
        output.answer_json(output.plain(done))
    else:
        output.answer(
            f"{counted(done.new, 'mark')} by {', '.join(done.coders) or 'nobody'}; "
            f"{done.known:,} were there already"
        )


@click.command("assignments")
@click.argument("file", type=click.Path(path_type=Path))
@json_option
@study_options
def assignments_command(file: Path, as_json: bool) -> None:
    """Take in who codes what from a CSV FILE: every row or none.

    Columns: round, kind (double, single, recode, check, training), coder, document and state
    (assigned, in progress, done). Taken too: done_on, themes (ids, with semicolons), designated.
    Import the codings first: what is done is frozen as the study has it.
    """
    with opened() as study:
        found = study.import_assignments(file)
        if as_json:
            output.answer_json(output.plain(found))
            return
        output.answer(
            f"{counted(found.new, 'assignment')} taken in, {found.known} known already; "
            f"{counted(found.frozen, 'coding')} frozen as done"
        )


@click.command("adjudications")
@click.argument("file", type=click.Path(path_type=Path))
@json_option
@study_options
def adjudications_command(file: Path, as_json: bool) -> None:
    """Take in decisions on where coders differ from a CSV FILE: every row or none.

    Columns: document and quote (or start and end). Taken too: turn, coders, kind, decision
    (take AB, both, no code, codebook unclear; empty: not decided yet), reason, decided_by,
    decided_on, round.
    """
    with opened() as study:
        done = study.import_adjudications(file)
    if as_json:
        output.answer_json(output.plain(done))
    else:
        output.answer(
            f"{counted(done.new, 'decision')} taken in, {done.known} known already, "
            f"{counted(done.open, 'row')} not decided yet"
        )


@click.command("minutes")
@click.argument("file", type=click.Path(path_type=Path))
@json_option
@study_options
def minutes_command(file: Path, as_json: bool) -> None:
    """Take in minutes of code meetings from a CSV FILE: every row or none.

    Columns: held_on, present (initials, with commas) and point. Taken too: title, round, kind,
    code, decision (adopt, merge, redefine, reject, postpone, noted), reason, codebook_version.
    """
    with opened() as study:
        change = study.import_minutes(file)
        tell(study, change, as_json=as_json, nothing="these meetings are on record already")


@click.command("joint")
@click.argument("file", type=click.Path(path_type=Path))
@json_option
@study_options
def joint_command(file: Path, as_json: bool) -> None:
    """Take in lead-ins, remarks and judgements of fit from a YAML FILE: all or none.

    Known ones stay as they are; `qualkit joint notes -o FILE` writes the same form.
    """
    with opened() as study:
        done = study.import_joint(file)
    if as_json:
        output.answer_json(output.plain(done))
    else:
        output.answer(
            f"{counted(done.new, 'note')} by {', '.join(done.coders) or 'nobody'}; "
            f"{done.known:,} were there already; {done.provisional:,} provisional"
        )


@click.command("selection")
@click.argument("file", type=click.Path(path_type=Path))
@json_option
@study_options
def selection_command(file: Path, as_json: bool) -> None:
    """Take in chosen quotations from a CSV FILE: every row or none; known ones stay.

    Columns: name (of the selection), document, code, and a quote or start and end. Taken too:
    place, turn, lead_in, note, cuts (12-40,80-95, from the quotation's start), attributes (with
    commas), qualifies (the place of the quotation that it speaks against).
    """
    with opened() as study:
        done = study.import_selection(file)
    if as_json:
        output.answer_json(output.plain(done))
    else:
        output.answer(
            f"{counted(done.new, 'quotation')} chosen for {', '.join(done.selections)}; "
            f"{done.known:,} were there already"
        )


COMMANDS = (
    codings_command, marks_command, assignments_command, adjudications_command, minutes_command,
    joint_command, selection_command,
)  # fmt: skip
