"""Commands that bring copies of a study together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualkit.cli import output
from qualkit.cli.context import json_option, opened, study_options
from qualkit.cli.telling import tell
from qualkit.core.wording import counted

if TYPE_CHECKING:
    from qualkit.core.merging import Conflict, MergeReport


class _MergeGroup(click.Group):
    """A group in which `merge OTHER.db` stands for `merge with OTHER.db`."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name; a file is the first word of a merge."""
        return super().get_command(ctx, cmd_name) or super().get_command(ctx, "with")

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant, and the words left for it."""
        if args and args[0] not in self.commands:
            args = ["with", *args]
        return super().resolve_command(ctx, args)


@click.group("merge", cls=_MergeGroup, no_args_is_help=True)
def merge_command() -> None:
    """Bring another copy of this study in: qualkit merge OTHER.db.

    Nothing is lost, doubled or brought back to life; merging again changes nothing. What both
    copies changed is listed by `merge conflicts`.
    """


@merge_command.command("with")
@click.argument("other", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would come in.")
@json_option
@study_options
def with_command(other: Path, dry_run: bool, as_json: bool) -> None:
    """Bring in OTHER, a copy's database or folder (the word "with" may be left out)."""
    with opened() as study:
        report = study.merge(other, dry_run=dry_run)
    if as_json:
        output.answer_json(output.plain(report) | {"nothing_new": report.nothing_new})
        return
    _tell(report)


def _tell(report: MergeReport) -> None:
    if report.nothing_new:
        output.answer("the copy holds nothing that is not here already")
    else:
        would = "would come in" if report.dry_run else "came in"
        parts = [counted(report.codings, "coding"), f"{report.removed:,} taken out"]
        parts += [counted(len(report.documents), "document")] if report.documents else []
        who = f" by {', '.join(report.coders)}" if report.coders else ""
        output.answer(f"{counted(report.entries, 'action')} {would}{who}: {', '.join(parts)}")
    if report.codebook_changed:
        codes = f": {', '.join(report.codes)}" if report.codes else ""
        output.answer(f"the codebook is another now{codes}")
    if report.closed:
        output.say(
            f"in {counted(report.closed, 'document')} that you may not look into yet more "
            "may have changed"
        )
    if report.waiting:
        output.say(
            f"{report.waiting} of yours wait since a text was corrected: qualkit documents carried"
        )
    for line in report.told:
        output.say(line)
    if report.conflicts:
        output.say(
            f"{counted(len(report.conflicts), 'conflict')} to settle: qualkit merge conflicts"
        )


@merge_command.command("conflicts")
@click.option("--settled", is_flag=True, help="Those that have been settled too.")
@json_option
@study_options
def conflicts_command(settled: bool, as_json: bool) -> None:
    """List what two copies changed differently, neither knowing of the other."""
    with opened() as study:
        found = study.conflicts(settled=settled)
    if as_json:
        output.answer_json({"conflicts": output.plain(found)})
        return
    if not found:
        output.say("no conflict waits")
    for each in found:
        _show(each)


def _show(each: Conflict) -> None:
    where = f" in {each.document}" if each.document else ""
    state = " (settled)" if each.settled else ""
    output.answer(f"{each.kind}: {each.about}{where}{state}")
    output.answer(f"  {each.id}")
    for name, side in (("in force", each.kept), ("other", each.other)):
        who = f"{side.coder}, {side.at[:16].replace('T', ' ')}" if side.at else "changed since"
        output.paragraph(f"{name} ({who}): {side.says}", "  ")
    output.answer(f"  qualkit merge settle {each.id} {'|'.join(c.value for c in each.choices)}")


@merge_command.command("settle")
@click.argument("conflict")
@click.argument("choice")
@json_option
@study_options
def settle_command(conflict: str, choice: str, as_json: bool) -> None:
    """Settle a CONFLICT: CHOICE is keep (what is in force), take (the other) or both."""
    with opened() as study:
        tell(study, study.settle_conflict(conflict, choice), as_json=as_json)
