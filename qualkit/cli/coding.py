"""Commands that code, take back and tell who did what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from qualkit.cli import output
from qualkit.cli.context import json_option, opened, study_options
from qualkit.cli.passages import passage_options, where
from qualkit.cli.telling import tell
from qualkit.core.wording import counted

if TYPE_CHECKING:
    from qualkit.study import Study


@click.command("code")
@click.argument("document")
@click.argument("codes", metavar="CODE...", nargs=-1, required=True)
@passage_options
@click.option("--memo", default="", help="A note on the coding.")
@click.option(
    "--round", "round_name", default="",
    help="The round; default: that of your work on the document, else the one going on.",
)  # fmt: skip
@json_option
@study_options
def code_command(
    document: str, codes: tuple[str, ...], memo: str, round_name: str, as_json: bool,
    **options: Any,
) -> None:  # fmt: skip
    """Give a passage of DOCUMENT one CODE or several (ids or names), as one action."""
    with opened() as study:
        span = where(options).span(study, document)
        change = study.code(document, span, *codes, memo=memo, round=round_name)
        tell(study, change, as_json=as_json)


@click.command("uncode")
@click.argument("codings", nargs=-1, required=True)
@json_option
@study_options
def uncode_command(codings: tuple[str, ...], as_json: bool) -> None:
    """Take CODINGS (their ids; see `qualkit codings`) out."""
    with opened() as study:
        tell(study, study.uncode(*codings), as_json=as_json)


@click.command("undo")
@json_option
@study_options
def undo_command(as_json: bool) -> None:
    """Take back the last action of the coder at work."""
    with opened() as study:
        tell(study, study.undo(), as_json=as_json, nothing="there is nothing to undo")


@click.command("redo")
@json_option
@study_options
def redo_command(as_json: bool) -> None:
    """Bring back what the coder at work undid last."""
    with opened() as study:
        tell(study, study.redo(), as_json=as_json, nothing="there is nothing to redo")


@click.command("history")
@click.option("--by", "coder", metavar="INITIALS", help="Only what this coder did.")
@click.option("--limit", default=50, show_default=True, help="How many; 0 for all.")
@click.option("--ids", is_flag=True, help="Show the id of each entry.")
@click.option(
    "--back-to", metavar="ID", help="Take back all that you did after this entry (see --ids)."
)
@click.option("--yes", is_flag=True, help="Do not ask before going back.")
@json_option
@study_options
def history_command(
    coder: str | None, limit: int, ids: bool, back_to: str | None, yes: bool, as_json: bool
) -> None:
    """Show who did what, newest first; or go back to a point of your own work."""
    with opened() as study:
        if back_to is not None:
            _go_back(study, back_to, yes=yes, as_json=as_json)
            return
        found = study.history(coder, limit or None)
    if as_json:
        output.answer_json({"changes": output.plain(found)})
        return
    lines = [(c.id, c.at[:19].replace("T", " "), c.coder, c.summary) for c in found]
    heads = ("Id", "When (UTC)", "Who", "What")
    output.columns(heads[not ids :], [line[not ids :] for line in lines])


def _go_back(study: Study, back_to: str, *, yes: bool, as_json: bool) -> None:
    would = study.go_back(back_to, dry_run=True)
    if as_json:
        # For a program the preview is an answer, and --yes its next question.
        done = study.go_back(back_to) if yes else would
        output.answer_json({"done": yes, "changes": output.plain(done)})
        return
    actions = counted(len(would), "action")
    if not yes:
        output.say(f"This would take back {actions}, newest first:")
        for change in would:
            output.say(f"  {change.at[:19].replace('T', ' ')}  {change.summary}")
        if not click.confirm("Take them back?", err=True):
            output.answer("nothing was taken back")
            return
    study.go_back(back_to)
    output.answer(f"took back {actions}; qualkit redo brings them back one by one")
