"""`qualkit deidentify` in a study: the scan, what it found, progress, the anonymised text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from qualkit.cli import output
from qualkit.cli.context import json_option, opened, study_options
from qualkit.core.wording import counted
from qualkit.errors import InputError

if TYPE_CHECKING:
    from qualkit.core.deidentifying import DocumentProgress, FoundWords, ScanReport

STATES = ("auto", "review", "accepted", "generalised", "kept", "rejected")
PROFILES = ("team", "commissioner", "public")


def scan_study(
    documents: tuple[str, ...], model: str, *, without_roster: bool, as_json: bool
) -> None:
    """Scan a study's documents and say what it came to."""
    with opened() as study:
        report = study.deidentify_scan(
            documents, model=model, without_roster=without_roster,
            progress=output.Progress("scanning"),
        )  # fmt: skip
        told = study.told(report.change) if report.change else None
    if as_json:
        counts = {name: getattr(report, name) for name in _COUNTS}
        output.answer_json({**counts, "change": output.plain(told)})
    else:
        _say(report)


_COUNTS = ("documents", "new", "known", "gone", "waiting")


def _say(report: ScanReport) -> None:
    output.answer(
        f"{counted(report.documents, 'document')}: {counted(report.new, 'new finding')}, "
        f"{report.known} known, {report.gone} found no more."
    )
    if report.waiting:
        output.answer(f"{report.waiting} wait for you: qualkit deidentify list --open")
    output.say("What is found lowers the risk; it does not make a text anonymous.")


@click.command("list")
@click.option("--document", help="Only in this document.")
@click.option("--open", "waiting", is_flag=True, help="Only what waits for a person.")
@click.option("--state", type=click.Choice(STATES), help="Only what is so.")
@click.option("--form", default="", help="Only this surface form.")
@click.option("--grouped", is_flag=True, help="A line for each surface form.")
@click.option("--context", is_flag=True, help="With what stands around the words.")
@click.option("--without-words", is_flag=True, help="Leave out what was said.")
@json_option
@study_options
def list_command(
    document: str | None, waiting: bool, state: str | None, form: str, grouped: bool,
    context: bool, without_words: bool, as_json: bool,
) -> None:  # fmt: skip
    """List what was found, with the words: for the team's own eyes."""
    if waiting and state not in (None, "review"):
        raise InputError("--open and --state say different things", "give one of them")
    with opened() as study:
        found = study.findings(document, form=form, state="review" if waiting else state)
    if as_json:
        records = [_record(each, without_words=without_words) for each in found]
        output.answer_json({"findings": records})
    elif grouped:
        _grouped(found, without_words=without_words)
    else:
        _listed(found, without_words=without_words, context=context)


def _record(each: FoundWords, *, without_words: bool) -> dict[str, Any]:
    finding = each.finding
    record = {
        "id": finding.id,
        "document": each.document,
        "start": finding.span.start,
        "end": finding.span.end,
        "type": finding.type,
        "rule": finding.rule,
        "status": finding.state,
        "replacement": finding.replacement,
        "wider": finding.wider,
        "participant": finding.participant or None,
        "proposed": finding.proposed or None,
        "form": each.form,
        "decided_by": finding.decided_by or None,
        "decided_at": finding.decided_at or None,
    }
    if without_words:
        return record
    return {**record, "words": each.words, "before": each.before, "behind": each.behind}


def _listed(found: Iterable[FoundWords], *, without_words: bool, context: bool) -> None:
    heads = ("Id", "Document", "At", "Status", "Becomes", "Rule", "Form", "Words")
    rows = [
        (
            each.finding.id[-8:],
            each.document,
            each.finding.span.start,
            each.finding.state.value,
            _becomes(each),
            each.finding.rule,
            each.form,
            f"{each.before}«{each.words}»{each.behind}" if context else each.words,
        )
        for each in found
    ]
    last = len(heads) - without_words
    output.columns(heads[:last], [row[:last] for row in rows], right=(2,))


def _becomes(each: FoundWords) -> str:
    proposed = each.finding.proposed
    return f"{each.finding.replacement}{f' ({proposed}?)' if proposed else ''}"


def _grouped(found: Iterable[FoundWords], *, without_words: bool) -> None:
    groups: dict[str, list[FoundWords]] = {}
    for each in found:
        groups.setdefault(each.form, []).append(each)
    heads = ("Form", "Times", "Waiting", "Documents", "Becomes", "Words")
    rows = [
        (
            form,
            len(each),
            sum(one.finding.state.value == "review" for one in each),
            len({one.document for one in each}),
            ", ".join(dict.fromkeys(map(_becomes, each))),
            each[0].words,
        )
        for form, each in sorted(groups.items(), key=lambda group: -len(group[1]))
    ]
    last = len(heads) - without_words
    output.columns(heads[:last], [row[:last] for row in rows], right=(1, 2, 3))


@click.command("progress")
@json_option
@study_options
def progress_command(as_json: bool) -> None:
    """Show how far each document is."""
    with opened() as study:
        found = study.deidentify_progress()
    if as_json:
        output.answer_json({"documents": [_counts(each) for each in found]})
        return
    heads = ("Document", "Scanned", "Findings", "Waiting", "Masked", "Kept", "Rejected", "Left")
    output.columns(
        heads,
        [
            (
                row["document"],
                "yes" if row["scanned"] else "no",
                row["findings"],
                row["review"],
                row["auto"] + row["accepted"] + row["generalised"],
                row["kept"],
                row["rejected"],
                row["left_behind"],
            )
            for row in map(_counts, found)
        ],
        right=tuple(range(2, len(heads))),
    )


def _counts(each: DocumentProgress) -> dict[str, Any]:
    return {
        "document": each.document.name,
        "scanned": each.scanned,
        "findings": each.total,
        **{state.value: number for state, number in each.counts},
        "left_behind": each.left,
    }


@click.command("show")
@click.argument("document")
@click.option(
    "--profile", type=click.Choice(PROFILES), default="team", show_default=True,
    help="For whom.",
)  # fmt: skip
@json_option
@study_options
def show_command(document: str, profile: str, as_json: bool) -> None:
    """Print DOCUMENT as it reads anonymised."""
    with opened() as study:
        rendering = study.rendered_text(document, profile)
        name = study.document(document).name
    if as_json:
        pieces = [
            {
                "start": piece.rendered.start,
                "end": piece.rendered.end,
                "source_start": piece.source.start,
                "source_end": piece.source.end,
            }
            for piece in rendering.pieces
        ]
        output.answer_json(
            {"document": name, "profile": profile, "text": rendering.text, "replaced": pieces}
        )
        return
    output.answer(rendering.text.rstrip("\n"))


COMMANDS = (list_command, progress_command, show_command)
