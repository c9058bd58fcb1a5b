"""`qualkit attributions`: what prints beside quotations, and why it is not more."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualkit.cli import output
from qualkit.cli.context import json_option, opened, study_options
from qualkit.core.deidentifying import Profile
from qualkit.core.wording import counted

if TYPE_CHECKING:
    from qualkit.study.attribution.attributions import Attribution, Attributions


@click.command("attributions")
@click.option(
    "--profile", type=click.Choice([profile.value for profile in Profile]),
    help="For whom; default: study.yaml's.",
)  # fmt: skip
@click.option("--format", "format_name", default="", help="docx, xlsx, csv, md, html or json.")
@click.option(
    "-o", "--output", "target", type=click.Path(path_type=Path), help="Write the list to this file."
)
@json_option
@study_options
def attributions_command(
    profile: str | None, format_name: str, target: Path | None, as_json: bool
) -> None:
    """Show what prints beside each participant's quotations, what was left out of it, and why.

    It goes by `attribution:` in study.yaml. The list says what is left out: it is for the team.
    """
    with opened() as study:
        found = study.attributions(profile or "")
        if target is not None or format_name:
            done = study.export_attributions(target, format_name, profile or "")
            for warning in found.warnings:
                output.say(f"note: {warning}")
            if as_json:
                output.answer_json(output.plain(done))
            else:
                output.answer(f"{done.path} ({counted(done.rows, 'row')})")
            return
    if as_json:
        output.answer_json(_plain(found))
    else:
        _show(found)


def _plain(found: Attributions) -> dict[str, Any]:
    return {
        "profile": found.profile,
        "pseudonyms": found.pseudonyms,
        "minimum": found.minimum,
        "people": [
            {
                "participant": each.pseudonym,
                "attribution": each.label,
                "kind": "respondent" if each.respondent else "participant",
                "attributes": {name: value or None for name, value in each.attributes},
                "print_so": each.fellows,
                "share": each.size,
                "at_least": each.least,
                "counted_among": _among(each),
                "widened": [
                    {"attribute": c.attribute, "value": c.value, "printed": c.printed or None}
                    for c in each.widened
                ],
                "why": each.why or None,
            }
            for each in found.people
        ],
        "widened": list(found.widened),
        "warnings": list(found.warnings),
    }


def _among(each: Attribution) -> str:
    if each.in_population:
        return "population"
    return "respondents" if each.respondent else "participants"


def _show(found: Attributions) -> None:
    if not found.people:
        output.say("nobody has taken part yet: import transcripts or participants first")
        return
    output.columns(
        ("Participant", "Share it", "At least", "Among", "Prints as"),
        [(e.pseudonym, e.size, e.least, _among(e), e.label) for e in found.people],
        right=(1, 2),
    )
    for sentence in found.widened:
        output.paragraph(sentence, hang="  ")
    for warning in found.warnings:
        output.say(f"note: {warning}")
