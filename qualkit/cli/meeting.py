"""Commands of code meetings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualkit.cli import output
from qualkit.cli.context import json_option, opened, study_options
from qualkit.cli.telling import tell
from qualkit.core.wording import counted

if TYPE_CHECKING:
    from qualkit.core.meeting import AgendaPoint, Meeting
    from qualkit.study import Study

_MEETING = click.option(
    "--meeting", default="", metavar="NUMBER", help="Which (number or date); default: the open one."
)


@click.group("meeting", invoke_without_command=True)
@json_option
@study_options
@click.pass_context
def meeting_command(ctx: click.Context, as_json: bool) -> None:
    """Show what waits for the next code meeting: drafts, notes, unclear passages, low agreement."""
    if ctx.invoked_subcommand is not None:
        return
    with opened() as study:
        found = study.agenda()
        names = _names(study)
    if as_json:
        output.answer_json({"agenda": output.plain(found)})
        return
    if not found:
        output.say("nothing waits for a meeting")
        return
    for point in found:
        output.paragraph(_about(point, names), hang="  ")


@meeting_command.command("list")
@json_option
@study_options
def list_command(as_json: bool) -> None:
    """List the code meetings on record."""
    with opened() as study:
        found = study.meetings()
    if as_json:
        output.answer_json({"meetings": output.plain(found)})
        return
    if not found:
        output.say("no meeting is on record: qualkit meeting open --present AB,CD")
        return
    output.columns(
        ("No.", "Held on", "Title", "Present", "Points", "Undecided", "State"),
        [
            (m.number, m.held_on, m.title, ", ".join(m.present), len(m.points), len(m.undecided),
             "closed" if m.closed_at else "going on")
            for m in found
        ],
        right=(0, 4, 5),
    )  # fmt: skip


@meeting_command.command("show")
@click.argument("meeting", default="")
@json_option
@study_options
def show_command(meeting: str, as_json: bool) -> None:
    """Show a MEETING (number or date; default: the last) with its points and decisions."""
    with opened() as study:
        names, held = _names(study), study.meeting(meeting)
        numbers = dict(study.codebook_versions())
    if as_json:
        output.answer_json({"meeting": output.plain(held)})
        return
    _show(held, names, numbers)


def _show(held: Meeting, names: dict[str, str], numbers: dict[str, int]) -> None:
    output.answer(f"{held.title} ({held.held_on}), present: {', '.join(held.present)}")
    for point in held.points:
        output.paragraph(f"{point.number}. {_about(point.point, names)}", "  ", "   ")
        if point.decision is None:
            output.answer("     undecided")
            continue
        version = numbers.get(point.codebook_version)
        made = f" (codebook version {version})" if version else ""
        output.paragraph(f"{point.decision.value}{made}: {point.reason}", "     ")


def _about(point: AgendaPoint, names: dict[str, str]) -> str:
    """A point with where it comes from, and the code it is about unless it is named anyway."""
    name = names.get(point.code, point.code)
    code = f" [{name}]" if name and name not in point.heading else ""
    return f"{point.kind.value}{code}: {point.heading}"


@meeting_command.command("open")
@click.option("--present", required=True, metavar="AB,CD", help="Who was there.")
@click.option("--on", "held_on", default="", metavar="DATE", help="When; default: today.")
@click.option("--title", default="", help="What the meeting is called.")
@click.option("--round", "round_name", default="", help="The round it belongs to.")
@json_option
@study_options
def open_command(present: str, held_on: str, title: str, round_name: str, as_json: bool) -> None:
    """Put a meeting on record, with what waits as its agenda."""
    with opened() as study:
        change = study.open_meeting(present.split(","), held_on, title, round_name)
        tell(study, change, as_json=as_json)


@meeting_command.command("add")
@click.argument("heading", default="")
@click.option("--code", default="", help="The code it is about.")
@click.option("--waiting", is_flag=True, help="Everything that came to wait since it began.")
@_MEETING
@json_option
@study_options
def add_command(heading: str, code: str, waiting: bool, meeting: str, as_json: bool) -> None:
    """Put HEADING on the agenda, or with --waiting what has come to wait since."""
    if waiting and (heading or code):
        raise click.UsageError("--waiting takes what there is: give it no heading and no code")
    with opened() as study:
        if waiting:
            nothing = "nothing has come to wait since"
            tell(study, study.add_waiting(meeting), as_json=as_json, nothing=nothing)
        else:
            tell(study, study.add_point(heading, code, meeting), as_json=as_json)


@meeting_command.command("decide")
@click.argument("point", type=int)
@click.argument("decision")
@click.option("--reason", required=True, help="Why it was decided so.")
@click.option("--version", type=int, help="The codebook version that came of it.")
@_MEETING
@json_option
@study_options
def decide_command(
    point: int, decision: str, reason: str, version: int | None, meeting: str, as_json: bool
) -> None:
    """Record the DECISION on POINT: adopt, merge, redefine, reject, postpone or noted."""
    with opened() as study:
        change = study.decide(point, decision, reason, version=version, meeting=meeting)
        tell(study, change, as_json=as_json)


@meeting_command.command("close")
@click.option("--anyway", is_flag=True, help="Also where points are undecided.")
@_MEETING
@json_option
@study_options
def close_command(anyway: bool, meeting: str, as_json: bool) -> None:
    """End a meeting; the codebook in force now is what came of it."""
    with opened() as study:
        tell(study, study.close_meeting(meeting, anyway=anyway), as_json=as_json)


@meeting_command.command("remove")
@click.argument("meeting")
@json_option
@study_options
def remove_command(meeting: str, as_json: bool) -> None:
    """Take a MEETING off the record; `qualkit undo` brings it back."""
    with opened() as study:
        tell(study, study.remove_meeting(meeting), as_json=as_json)


@meeting_command.command("minutes")
@click.argument("meeting", default="")
@click.option("--format", "format_name", default="", help="docx, xlsx, csv, md, html or json.")
@click.option("-o", "--output", "target", type=click.Path(path_type=Path), help="The file.")
@json_option
@study_options
def minutes_command(meeting: str, format_name: str, target: Path | None, as_json: bool) -> None:
    """Write the minutes of a MEETING (default: the last)."""
    with opened() as study:
        done = study.export_minutes(meeting, target, format_name)
    if as_json:
        output.answer_json(output.plain(done))
    else:
        output.answer(f"{done.path} ({counted(done.rows, 'point')})")


def _names(study: Study) -> dict[str, str]:
    return {code.id: code.name for code in study.codebook.codes}
