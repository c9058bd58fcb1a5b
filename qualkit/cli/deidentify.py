"""`qualkit deidentify`: find what says who somebody is."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualkit.cli import deidentify_decisions, deidentify_study, output
from qualkit.cli.context import json_option, study_options
from qualkit.cli.deidentify_study import scan_study
from qualkit.errors import InputError

if TYPE_CHECKING:
    from qualkit.core.findings import Finding, ScannedPassage


@click.group("deidentify")
def deidentify_command() -> None:
    """Find what says who somebody is, and decide what stands in its place."""


for _command in (*deidentify_study.COMMANDS, *deidentify_decisions.COMMANDS):
    deidentify_command.add_command(_command)


@deidentify_command.command("scan")
@click.option(
    "--input",
    "source",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Loose passages as JSON Lines, each with its own participants.",
)
@click.option(
    "--document", "documents", multiple=True, help="Only this document of the study. Repeatable."
)
@click.option(
    "--without-roster", is_flag=True, help="Scan a study although this machine has no roster."
)
@click.option(
    "--places",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="With --input: your own places, beside the Scottish ones that are shipped.",
)
@click.option(
    "--services",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="With --input: your own services.",
)
@click.option(
    "--model",
    default="",
    metavar="NAME",
    help="A spaCy model that you have installed; what it finds waits for review.",
)
@json_option
@study_options
def scan_command(
    source: Path | None, documents: tuple[str, ...], without_roster: bool, places: Path | None,
    services: Path | None, model: str, as_json: bool,
) -> None:  # fmt: skip
    """Scan the study's documents: what is found waits for decisions, what was decided stays.

    With --input it scans loose text, outside any study, and says what to mask and what a person
    must look at. Each line of FILE is {"id", "text", "participants": [{"name", "aliases",
    "pseudonym"}]}. With --json each line of the answer is {"id", "spans": [...]}; nothing is
    stored.
    """
    if source is None:
        if places or services:
            raise InputError(
                "a study has lists of its own",
                "write them into privacy/places.txt and privacy/services.txt in its folder",
            )
        scan_study(documents, model, without_roster=without_roster, as_json=as_json)
        return
    if documents or without_roster:
        raise InputError("--input reads loose text, and no document", "leave --input out")
    from qualkit.study.loose_scan import scan_passages

    scanned = scan_passages(source, places=places, services=services, model=model)
    if as_json:
        for each in scanned:
            output.answer_json_line(_plain(each))
    else:
        _show(scanned)


def _plain(scanned: ScannedPassage) -> dict[str, Any]:
    return {"id": scanned.passage.id, "spans": [_span(each) for each in scanned.findings]}


def _span(finding: Finding) -> dict[str, Any]:
    return {
        "start": finding.start,
        "end": finding.end,
        "type": finding.type,
        "status": finding.status,
        "replacement": finding.replacement,
        "participant": finding.participant,
        "proposed": finding.proposed,
        "rule": finding.rule,
    }


def _show(scanned: Iterable[ScannedPassage]) -> None:
    rows, waiting, passages = [], 0, 0
    for each in scanned:
        passages += 1
        for finding in each.findings:
            words = each.passage.text[finding.start : finding.end]
            waits = finding.status.value == "review"
            waiting += waits
            rows.append(
                (each.passage.id, finding.start, finding.status.value, finding.replacement,
                 finding.rule, words)
            )  # fmt: skip
    if rows:
        output.columns(("passage", "at", "status", "becomes", "rule", "words"), rows, right=(1,))
    masked = len(rows) - waiting
    output.say(
        f"{passages} passage{'' if passages == 1 else 's'}: {masked} to mask, {waiting} for a "
        "person to look at. What is found lowers the risk; it does not make a text anonymous."
    )
