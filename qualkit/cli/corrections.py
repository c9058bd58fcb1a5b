"""Commands that correct a transcript and work off what a correction left in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualkit.cli import output
from qualkit.cli.context import json_option, opened, study_options
from qualkit.cli.imports import pairs
from qualkit.core.wording import counted

if TYPE_CHECKING:
    from qualkit.study import Study
    from qualkit.study.carried import Carried, Passage
    from qualkit.study.corrections import CorrectionReport


@click.command("correct")
@click.argument("document")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would become of it; store nothing.")
@click.option(
    "--as", "pseudonyms", multiple=True, metavar="LABEL=PSEUDONYM",
    help="Who speaks under a label that the document did not have before.",
)  # fmt: skip
@click.option(
    "--merge", "merges", multiple=True, metavar="WRONG=RIGHT",
    help="A misspelt label and the right one.",
)  # fmt: skip
@click.option("--anyway", is_flag=True, help="Also where hardly a word of it is the same.")
@json_option
@study_options
def correct_command(
    document: str, file: Path, dry_run: bool, pseudonyms: Sequence[str], merges: Sequence[str],
    anyway: bool, as_json: bool,
) -> None:  # fmt: skip
    """Give a DOCUMENT the corrected text of FILE and carry everybody's codings over to it.

    What cannot be carried for certain waits for its coder: qualkit documents carried. One
    `qualkit undo` takes the whole correction back.
    """
    from qualkit.study.wishes import Wishes

    wishes = Wishes(
        merges=pairs(merges, "--merge WRONG=RIGHT"),
        pseudonyms=pairs(pseudonyms, "--as LABEL=PSEUDONYM"),
    )
    with opened() as study:
        report = study.correct_document(document, file, wishes, dry_run=dry_run, anyway=anyway)
    if as_json:
        output.answer_json({**output.plain(report), "words": report.words()})
    else:
        _tell(report, dry_run=dry_run)


def _tell(report: CorrectionReport, *, dry_run: bool) -> None:
    if not report.differs:
        output.answer(f"{report.document}: the study has this text already; nothing to correct")
        return
    would = "would be" if dry_run else "is now"
    turns = f"{report.turns} turns" + (
        f" (were {report.turns_before})" if report.turns != report.turns_before else ""
    )
    output.answer(f"{report.document} {would} version {report.version}: {report.words()}, {turns}")
    for tally in report.tallies:
        parts = [f"{tally.carried} carried"]
        parts += [f"{tally.edited} of them with changed words"] if tally.edited else []
        parts += [f"{n} {word}" for n, word in
                  ((tally.doubtful, "doubtful"), (tally.lost, "lost")) if n]  # fmt: skip
        output.answer(f"  {tally.coder}: {tally.what}s: {', '.join(parts)}")
    if report.questions_lost:
        output.answer(
            f"  {counted(report.questions_lost, 'question')} of the topic guide lost its "
            f'turn: qualkit documents question "{report.document}" TURN NUMBER'
        )
    for line in (*report.speakers, *report.warnings):
        output.say(f"  {line}")
    if report.waiting and not dry_run:
        output.say("What is doubtful or lost waits: qualkit documents carried")


@click.command("versions")
@click.argument("document")
@json_option
@study_options
def versions_command(document: str, as_json: bool) -> None:
    """List the texts that a DOCUMENT has had; the one marked * is in force."""
    with opened() as study:
        found = study.text_versions(document)
    if as_json:
        output.answer_json({"versions": output.plain(found)})
        return
    output.columns(
        ("", "Version", "Since", "By", "Turns", "Words", "File"),
        [
            (
                "*" if version.current else "",
                version.number,
                version.created_at[:16].replace("T", " "),
                version.coder,
                version.turns,
                version.words,
                version.source_name or "edited in qualkit",
            )
            for version in found
        ],
        right=(1, 4, 5),
    )


@click.command("carried")
@click.argument("document", required=False)
@click.option("--accept", multiple=True, metavar="ID", help="Take the suggested passage.")
@click.option(
    "--span", nargs=3, type=(str, int, int), metavar="ID START END",
    help="Take this passage of today's text instead.",
)  # fmt: skip
@click.option("--drop", multiple=True, metavar="ID", help="Give it up: its words are gone.")
@json_option
@study_options
def carried_command(
    document: str | None, accept: Sequence[str], span: tuple[str, int, int] | None,
    drop: Sequence[str], as_json: bool,
) -> None:  # fmt: skip
    """List what waits for you since a transcript was corrected, or say what becomes of it."""
    from qualkit.core.records import Span
    from qualkit.errors import InputError

    with opened() as study:
        for target in accept:
            _done(study.told(study.settle_carried(target)).summary)
        if span is not None:
            if not 0 <= span[1] < span[2]:
                raise InputError(f"{span[1]} to {span[2]} is no passage", "START must be below END")
            change = study.settle_carried(span[0], Span(span[1], span[2]))
            _done(study.told(change).summary)
        for target in drop:
            _done(study.told(study.drop_carried(target)).summary)
        if as_json or not (accept or span or drop):
            _list(study, document, as_json=as_json)


def _done(summary: str) -> None:
    output.say(summary)


def _list(study: Study, document: str | None, *, as_json: bool) -> None:
    found = study.carried(document=document)
    if as_json:
        rows = [{**output.plain(each), "how": each.how, "document": each.document.name}
                for each in found]  # fmt: skip
        output.answer_json({"carried": rows})
        return
    if not found:
        output.say("nothing waits for review")
    names = {code.id: code.name for code in study.codebook.codes}
    for each in found:
        _show(each, names.get(each.code, each.code))


def _show(each: Carried, name: str) -> None:
    output.answer(f"\n{each.what} {name} in {each.document.name}: {_sureness(each)}")
    output.answer(f"  {each.id}")
    output.paragraph(f"was: {_quoted(each.was)}", "  ")
    if each.now is not None and each.span is not None:
        output.paragraph(f"now: {_quoted(each.now)}", "  ")
        output.answer(f"  {each.span.start}-{each.span.end}")


def _sureness(each: Carried) -> str:
    return f"{each.confidence}% sure" if each.span is not None else "lost"


def _quoted(passage: Passage) -> str:
    before, behind = (" ".join(text.split()) for text in (passage.before, passage.behind))
    words = " ".join(passage.words.split())
    if len(before) > 40:
        before = before[-40:].partition(" ")[2]
    if len(behind) > 40:
        behind = behind[:40].rpartition(" ")[0]
    return f"… {before} [{words}] {behind} …"
