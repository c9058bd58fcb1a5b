"""The command that ends a study."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qualkit.cli import output
from qualkit.cli.context import json_option, opened, study_options
from qualkit.cli.telling import tell
from qualkit.core.wording import counted
from qualkit.errors import InputError, RefusedError

if TYPE_CHECKING:
    from qualkit.core.closing import Closing
    from qualkit.study.closing.closing import ClosingReport

_NEEDED = "it is not said until when the study is kept"
_HOW = "qualkit close --retain-until 2036-12-31 --roster destroy (--dry-run shows what would be)"


@click.command("close")
@click.option("--retain-until", default="", metavar="DATE", help="Until when it is kept.")
@click.option(
    "--roster", type=click.Choice(("destroy", "keep")), default=None,
    help="What becomes of the file of names.",
)  # fmt: skip
@click.option("--reason", default="", help="Why the roster is kept.")
@click.option("--anyway", is_flag=True, help="Close it although work is open.")
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@click.option("--yes", is_flag=True, help="Do it without asking.")
@click.option("--reopen", is_flag=True, help="Open a closed study again.")
@json_option
@study_options
def close_command(
    retain_until: str, roster: str | None, reason: str, anyway: bool, dry_run: bool, yes: bool,
    reopen: bool, as_json: bool,
) -> None:  # fmt: skip
    """End the study, as its data steward: say until when it is kept, and destroy the roster.

    Writes what is archived, file by file, into exports/archive-manifest. Nothing is coded from
    then on. Asks for the study's id first. In a closed study without options: says so.
    """
    with opened() as study:
        closed = study.closing()
        if reopen:
            tell(study, study.reopen_study(), as_json=as_json)
            return
        if closed and not (retain_until or dry_run):
            _closed(closed, as_json=as_json)
            return
        if not retain_until:
            raise InputError(_NEEDED, _HOW)
        end = roster or ""
        if not dry_run and not yes:
            _confirm(
                study.close_study(retain_until, roster=end, reason=reason, dry_run=True),
                anyway=anyway,
            )
        report = study.close_study(
            retain_until, roster=end, reason=reason, anyway=anyway, dry_run=dry_run
        )
    if as_json:
        output.answer_json(output.plain(report))
    else:
        _tell(report)


def _closed(closed: Closing, *, as_json: bool) -> None:
    if as_json:
        output.answer_json({"closing": output.plain(closed)})
        return
    output.answer(
        f"closed on {closed.closed_on} by {closed.coder}, kept until {closed.retain_until}; "
        f"the roster: {closed.roster.value}"
    )


def _confirm(report: ClosingReport, *, anyway: bool) -> None:
    """Let the person type the study's id, knowing what will be done; not what will be refused."""
    made = report.manifest
    if made.roster is made.roster.UNSAID or (not anyway and any(e.work for e in made.open_ends)):
        return
    _summary(report)
    wanted = report.manifest.study_id
    typed = click.prompt(f"Type {wanted} to go on", default="", show_default=False, err=True)
    if str(typed).strip() != wanted:
        raise RefusedError(
            "the study was not closed: what was typed is not its id",
            "see what would be done: qualkit close --retain-until DATE --dry-run",
        )


def _summary(report: ClosingReport) -> None:
    made, would = report.manifest, report.dry_run
    output.say(f"{made.title}: to be kept until {made.retain_until}")
    if made.roster.name == "DESTROYED":
        what = "would be" if would else "was"
        output.say(f"the roster {made.roster_path} {what} overwritten and removed, for good")
    for end in made.open_ends:
        output.say(f"open: {end.what}: {end.count:,} ({end.mend})")


def _tell(report: ClosingReport) -> None:
    made = report.manifest
    size = sum(file.size for file in made.files)
    yes, perhaps = (
        sum(file.personal.value == each for file in made.files) for each in ("yes", "perhaps")
    )
    what = "would be closed" if report.dry_run else f"closed on {made.closed_on}"
    output.answer(
        f"{what}, kept until {made.retain_until}: {counted(len(made.files), 'file')} of "
        f"{size:,} bytes ({yes:,} hold personal data, {perhaps:,} may do so); "
        f"{sum(made.rows.values()):,} rows"
    )
    _summary(report)
    for path in report.files:
        output.answer(str(path))
    for warning in report.warnings:
        output.say(f"note: {warning}")
    output.answer("out of reach:")
    for each in made.out_of_reach:
        output.answer(f"  {each}")
