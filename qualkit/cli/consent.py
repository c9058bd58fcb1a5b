"""Commands about consent: what each person agreed to, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qualkit.cli import output
from qualkit.cli.context import json_option, opened, study_options
from qualkit.cli.telling import tell_findings

if TYPE_CHECKING:
    from qualkit.study.consents import Consents

_PROFILES = ("team", "commissioner", "public")


@click.group("consent", invoke_without_command=True)
@click.option(
    "--profile", type=click.Choice(_PROFILES), default=None,
    help="For whom; default: what study.yaml says.",
)  # fmt: skip
@json_option
@study_options
@click.pass_context
def consent_command(ctx: click.Context, profile: str | None, as_json: bool) -> None:
    """List what may be done today with what each person said; `consent check` finds gaps.

    May: quote (word for word), paraphrase (in a researcher's words), nothing.
    """
    if ctx.invoked_subcommand is not None:
        return
    with opened() as study:
        found = study.consents(profile or "")
    if as_json:
        output.answer_json(output.plain(found))
    else:
        _show(found)


def _show(found: Consents) -> None:
    output.say(f"for {found.profile}, on {found.on}")
    output.columns(
        ("Participant", "May", "Why not more", "Linked", "Form", "Signed", "Speaks in"),
        [
            (
                each.pseudonym,
                each.may,
                each.why or None,
                "yes" if each.may_link else "no",
                each.form or None,
                each.signed or None,
                ", ".join(each.documents) or None,
            )
            for each in found.people
        ],
    )
    for survey in found.surveys:
        why = f" ({survey.why})" if survey.why else ""
        own = survey.as_participants
        apart = f"; {own:,} of them as their participant's row says" if own else ""
        output.answer(
            f"respondents of {survey.survey}: {survey.respondents:,}, may: {survey.may}{why}{apart}"
        )


@consent_command.command("check")
@json_option
@study_options
def check_command(as_json: bool) -> int:
    """Find what is missing from the consent on record, or wrong; exit code 3 if anything is."""
    with opened() as study:
        findings = study.check_consents()
    return tell_findings(findings, as_json=as_json)
