"""The command that removes somebody who withdraws."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from qualkit.cli import output
from qualkit.cli.context import json_option, opened, study_options
from qualkit.core.wording import counted
from qualkit.errors import RefusedError

if TYPE_CHECKING:
    from qualkit.study import Study
    from qualkit.study.withdrawal.withdrawing import WithdrawalReport


@click.command("withdraw")
@click.argument("pseudonym", required=False)
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
@click.option("--yes", is_flag=True, help="Do it without asking.")
@click.option("--forget-name", is_flag=True, help="Take their rows out of the roster too.")
@json_option
@study_options
def withdraw_command(
    pseudonym: str | None, dry_run: bool, yes: bool, forget_name: bool, as_json: bool
) -> None:
    """Remove a participant (P07) or respondent (R07) everywhere, for good: no undo.

    Asks for the pseudonym once more. Without one, lists the receipts of those who withdrew.
    """
    with opened() as study:
        if pseudonym is None:
            _receipts(study, as_json=as_json)
            return
        if not dry_run and not yes:
            _confirm(study, pseudonym)
        report = study.withdraw(pseudonym, dry_run=dry_run, forget_name=forget_name)
    if as_json:
        output.answer_json(output.plain(report))
    else:
        _tell(report)


def _receipts(study: Study, *, as_json: bool) -> None:
    found = study.withdrawals()
    if as_json:
        output.answer_json({"withdrawals": output.plain(found)})
        return
    if not found:
        output.say("nobody has withdrawn")
    for each in found:
        what = ", ".join(f"{number:,} {kind}" for kind, number in each.counts.items())
        output.answer(f"{each.withdrawn_on}  {each.pseudonym}  by {each.coder}: {what}")


def _confirm(study: Study, pseudonym: str) -> None:
    """Let the person type the pseudonym again, knowing what will go."""
    report = study.withdraw(pseudonym, dry_run=True)
    output.say(_summary(report))
    output.say("this is for good: nothing of it can be undone")
    typed = click.prompt(f"Type {report.pseudonym} to go on", default="", show_default=False,
                         err=True)  # fmt: skip
    if str(typed).strip() != report.pseudonym:
        raise RefusedError(
            "nothing was removed: what was typed is not the pseudonym",
            f"see what would go: qualkit withdraw {report.pseudonym} --dry-run",
        )


def _summary(report: WithdrawalReport) -> str:
    would = "would go" if report.dry_run else "are gone"
    parts = [counted(len(report.documents), "document")]
    parts += [counted(report.receipt.counts["turns"], "turn") + " in others' documents"]
    if report.codings is not None:
        parts.append(counted(report.codings, "coding"))
    parts.append(counted(report.receipt.counts["survey answers"], "row") + " of surveys")
    return f"{report.pseudonym}: {', '.join(parts)} {would}"


def _tell(report: WithdrawalReport) -> None:
    output.answer(_summary(report))
    if report.respondents:
        output.answer(f"the same person in surveys: {', '.join(report.respondents)}")
    if report.cut:
        output.answer(f"{counted(report.cut, 'coding')} cut to what others said")
    quoted = ", ".join(f"{number} {kind}" for kind, number in (report.redacted or {}).items())
    if quoted:
        output.answer(f"quoted them, and has a mark there: {quoted}; read these again")
    would = "would be " if report.dry_run else ""
    for heading, paths in (
        (f"{would}deleted", report.deleted),
        (f"{would}rewritten without them", report.rewritten),
        ("earlier exports that count them, to be made again", report.exports),
        ("look at these yourself: they hold their words, or cannot be read", report.remaining),
    ):
        _list(heading, paths)
    if report.roster_rows and not report.roster_forgotten:
        output.say(
            f"the roster has {counted(report.roster_rows, 'row')} of theirs, by which their name "
            "is masked where others say it; to take them out: --forget-name"
        )
    _list("out of reach", report.out_of_reach)


def _list(heading: str, lines: Sequence[str]) -> None:
    if lines:
        output.answer(f"{heading}:")
    for line in lines:
        output.answer(f"  {line}")
