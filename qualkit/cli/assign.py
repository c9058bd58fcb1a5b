"""Commands that say who codes what, and who is how far."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from qualkit.cli import output
from qualkit.cli.context import json_option, opened, study_options
from qualkit.cli.planning import ROUND, THEMES, listed, percent, plan_command, shares
from qualkit.cli.telling import tell

if TYPE_CHECKING:
    from qualkit.core.team import Assignment
    from qualkit.study import Study
    from qualkit.study.closed import ClosedDocument
    from qualkit.study.grid import WorkCell, WorkGrid, WorkRow, WorkTotal

_DOCUMENTS = click.argument("documents", nargs=-1, required=True)


@click.group("assign", invoke_without_command=True)
@ROUND
@json_option
@study_options
@click.pass_context
def assign_command(ctx: click.Context, round_name: str, as_json: bool) -> None:
    """Show who codes what and is how far: documents by coders, with words done."""
    if ctx.invoked_subcommand is not None:
        return
    with opened() as study:
        grid = study.work_grid(round_name)
        closed = study.closed_documents()
    if as_json:
        output.answer_json(_grid_json(grid, closed))
    else:
        _print_grid(grid)
        _say_closed(closed)


def _say_closed(closed: Sequence[ClosedDocument]) -> None:
    if len(closed) == 1:
        output.say(f"closed to you: {closed[0].document.name}, until {closed[0].until}")
    elif closed:
        more = f" and {len(closed) - 3} more" if len(closed) > 3 else ""
        names = ", ".join(each.document.name for each in closed[:3])
        output.say(f"closed to you: {names}{more}, until all who code them are done")


def _grid_json(grid: WorkGrid, closed: Sequence[ClosedDocument]) -> dict[str, Any]:
    share, done = grid.double_share(done=False), grid.double_share(done=True)
    return {
        "round": output.plain(grid.round),
        "documents": [
            {
                "document": row.document.name,
                "words": row.words,
                "double": row.double,
                "work": output.plain(row.cells),
                "unblinded": output.plain(row.unblinded),
            }
            for row in grid.rows
        ],
        "coders": output.plain(grid.totals),
        "double_coded_percent": {
            "planned": {"documents": share[0], "words": share[1]},
            "done": {"documents": done[0], "words": done[1]},
        },
        "unassigned": [document.name for document in grid.unassigned],
        "closed": [
            {"document": each.document.name, "own": each.own, "waiting": list(each.waiting)}
            for each in closed
        ],
    }


def _print_grid(grid: WorkGrid) -> None:
    if not grid.rows:
        output.answer(f"nobody has been assigned anything in the round '{grid.round.name}'")
        output.say("share the documents out: qualkit assign plan --coders AB,CD --overlap 20%")
        return
    heads = ("Document", "Words", *grid.coders)
    lines: list[tuple[str | int, ...]] = [
        (row.document.name, row.words, *(_cell(row, row.cell(coder)) for coder in grid.coders))
        for row in grid.rows
    ]
    totals = [
        f"{each.done} of {each.documents} done, {percent(_done(each))}" for each in grid.totals
    ]
    lines.append(("in all", sum(row.words for row in grid.rows), *totals))
    output.columns(heads, lines, right=(1,))
    planned, done = grid.double_share(done=False), grid.double_share(done=True)
    if planned[0] is not None:
        output.answer(f"coded by two: {shares(planned)}; by now done by two: {shares(done)}")
    if grid.unassigned:
        output.answer(f"nobody has: {', '.join(document.name for document in grid.unassigned)}")


def _done(total: WorkTotal) -> float | None:
    return 100 * total.words_done / total.words if total.words else None


def _cell(row: WorkRow, cell: WorkCell | None) -> str:
    if cell is None:
        return "-"
    words = cell.state.value
    if cell.state.value == "in progress" and row.words:
        words += f" {percent(100 * cell.words_done / row.words)}"
    if cell.purpose.value not in ("double", "single"):
        words += f", {cell.purpose.value}"
    words += ", discussed" if cell.discussed else ""
    return words + (", stands" if cell.designated else "")


@assign_command.command("add")
@click.argument("initials", metavar="CODER")
@_DOCUMENTS
@ROUND
@click.option(
    "--purpose", default="double", show_default=True,
    type=click.Choice(["double", "single", "recode", "check", "training"]),
    help="What the coder is to do.",
)  # fmt: skip
@THEMES
@click.option("--designated", is_flag=True, help="The coder's codings stand if none are decided.")
@json_option
@study_options
def add_command(
    initials: str, documents: Sequence[str], round_name: str, purpose: str, themes: str,
    designated: bool, as_json: bool,
) -> None:  # fmt: skip
    """Give CODER the DOCUMENTS to code."""
    with opened() as study:
        change = study.assign(
            initials, *documents, round=round_name, purpose=purpose, themes=listed(themes),
            designated=designated,
        )  # fmt: skip
        tell(study, change, as_json=as_json)


@assign_command.command("remove")
@click.argument("initials", metavar="CODER")
@_DOCUMENTS
@ROUND
@json_option
@study_options
def remove_command(initials: str, documents: Sequence[str], round_name: str, as_json: bool) -> None:
    """Take DOCUMENTS off CODER, who was never done with them; their codings stay."""
    with opened() as study:
        tell(study, study.unassign(initials, *documents, round=round_name), as_json=as_json)


@assign_command.command("designate")
@click.argument("initials", metavar="CODER")
@_DOCUMENTS
@ROUND
@json_option
@study_options
def designate_command(
    initials: str, documents: Sequence[str], round_name: str, as_json: bool
) -> None:
    """Let CODER's codings of DOCUMENTS stand where nothing has been decided between coders."""
    with opened() as study:
        tell(study, study.designate(initials, *documents, round=round_name), as_json=as_json)


@assign_command.command("done")
@click.argument("document")
@ROUND
@json_option
@study_options
def done_command(document: str, round_name: str, as_json: bool) -> None:
    """Say that you have worked DOCUMENT through, whatever you found in it."""
    with opened() as study:
        change = study.mark_done(document, round_name)
        tell(study, change, as_json=as_json)
        facts = dict(change.facts)
        if not study.codings(facts["document"], study.coder, round=facts["round"]):
            output.say("you coded nothing in it: that is an answer too, and counts as one")


@assign_command.command("reopen")
@click.argument("document")
@ROUND
@json_option
@study_options
def reopen_command(document: str, round_name: str, as_json: bool) -> None:
    """Go on with a DOCUMENT you were done with; agreement keeps to what you had then."""
    with opened() as study:
        tell(study, study.reopen(document, round_name), as_json=as_json)


@assign_command.command("unblind")
@click.argument("document")
@click.option("--reason", required=True, help="Why; it is recorded.")
@json_option
@study_options
def unblind_command(document: str, reason: str, as_json: bool) -> None:
    """As the lead, see what the coders of DOCUMENT have so far; recorded, and never undone."""
    with opened() as study:
        tell(study, study.unblind(document, reason), as_json=as_json)


@assign_command.command("infer")
@click.option(
    "--round", "round_name", default="", metavar="NAME", help="Only this round; default: all."
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@json_option
@study_options
def infer_command(round_name: str, yes: bool, as_json: bool) -> None:
    """Take it that whoever has codings in a document was assigned it and is done with it.

    For codings that were made elsewhere. Who found nothing in a document cannot be inferred.
    """
    with opened() as study:
        found = study.infer_assignments(round_name, dry_run=True)
        if not as_json:
            _print_inferred(study, found)
            yes = yes or bool(found and click.confirm("Are they done with these?", err=True))
        if found and yes:
            found = study.infer_assignments(round_name)
    saved = bool(found) and yes
    if as_json:
        output.answer_json({"saved": saved, "assignments": output.plain(found)})
    elif found:
        output.answer("saved as done, and frozen" if saved else "nothing was saved")


def _print_inferred(study: Study, found: Sequence[Assignment]) -> None:
    if not found:
        output.answer("every coder of every document has been assigned it already")
        return
    names = {document.id: document.name for document in study.documents()}
    output.columns(
        ("Round", "Document", "Coder", "Kind"),
        [(a.round, names[a.document_id], a.coder, a.purpose.value) for a in found],
    )


assign_command.add_command(plan_command)
