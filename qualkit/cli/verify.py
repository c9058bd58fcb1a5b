"""`qualkit verify`: a finished report against the transcripts, consent and roster."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualkit.cli import output
from qualkit.cli.context import json_option, opened, study_options
from qualkit.core.wording import counted
from qualkit.errors import ExitCode

if TYPE_CHECKING:
    from qualkit.core.audit import Audit, Checked
    from qualkit.study.leaving.exporting import Exported

# So many words of a quotation are shown; the files and --json have all of them.
_SHOWN = 14


@click.command("verify")
@click.argument("report", type=click.Path(path_type=Path))
@click.option(
    "--minimum", type=click.IntRange(1), metavar="N",
    help="So many people have to share what an attribution says; default: as study.yaml says.",
)  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="Show the quotations without fault too.")
@click.option(
    "-o", "--output", "target", type=click.Path(path_type=Path),
    help="Write all quotations with their findings: docx, csv, json, xlsx, md or html.",
)  # fmt: skip
@click.option(
    "--sheet", type=click.Path(path_type=Path),
    help="Write the motivated-intruder sheet, to be signed by a second reader.",
)  # fmt: skip
@json_option
@study_options
def verify_command(
    report: Path, minimum: int | None, everything: bool, target: Path | None, sheet: Path | None,
    as_json: bool,
) -> int:  # fmt: skip
    """Check every quotation of a finished report (docx, md, html, txt, pdf).

    For each: verbatim and where, altered, stitched together, not found, used twice, without
    consent, still naming somebody, or with an attribution that singles somebody out. Leaves with
    3 where anything is wrong.
    """
    with opened() as study:
        audit = study.verify(report, minimum=minimum)
        written = [
            *([study.export_audit(audit, target)] if target else ()),
            *([study.export_intruder_sheet(audit, sheet)] if sheet else ()),
        ]
    if as_json:
        output.answer_json(_plain(audit))
    else:
        _show(audit, everything)
    _tell(written)
    return ExitCode.FINDINGS if audit.failed else ExitCode.DONE


def _plain(audit: Audit) -> dict[str, Any]:
    return {
        "report": audit.report,
        "quotes": [_quote(quote) for quote in audit.quotes],
        "elsewhere": audit.elsewhere,
        "notes": audit.notes,
        "minimum": audit.minimum,
    }


def _quote(quote: Checked) -> dict[str, Any]:
    whole = quote.places if len({p.document for p in quote.places}) == 1 else ()
    return {
        "text": quote.text,
        "verdict": quote.verdict,
        "document": quote.places[0].document if quote.places else None,
        "start": min(p.start for p in whole) if whole else None,
        "end": max(p.end for p in whole) if whole else None,
        "diff": quote.diff,
        "findings": quote.findings,
        "at": quote.at,
        "places": quote.places,
        "speakers": quote.speakers,
        "attribution": quote.attribution,
        "sharing": quote.sharing,
    }


def _show(audit: Audit, everything: bool) -> None:
    for quote in audit.quotes:
        if quote.findings or everything:
            _show_quote(quote)
    for each in audit.elsewhere:
        output.paragraph(f"{each.at}: {each.message}", hang="  ")
    for note in audit.notes:
        output.say(f"note: {note}")
    wrong = sum(bool(quote.findings) for quote in audit.quotes)
    told = f"{audit.report}: {counted(len(audit.quotes), 'quotation')}"
    verdict = f"{wrong} with findings" if wrong else "none with findings"
    more = counted(len(audit.elsewhere), "name") + " outside them" if audit.elsewhere else ""
    output.answer(", ".join(filter(None, (told, verdict, more))))


def _show_quote(quote: Checked) -> None:
    words = quote.text.split()
    text = " ".join(words[:_SHOWN]) + (" ..." if len(words) > _SHOWN else "")
    place = quote.places[0] if quote.places else None
    where = f" ({place.document}, {place.start} to {place.end})" if place else ""
    output.paragraph(f"{quote.at}: {quote.verdict.value}{where}: '{text}'", hang="  ")
    for finding in quote.findings:
        output.paragraph(f"{finding.kind.value}: {finding.message}", "    ", "  ")
    if quote.diff:
        output.paragraph(_changes(quote.diff), "    ", "  ")


def _changes(diff: str) -> str:
    """A diff with its long stretches of agreement cut to five words at either side."""
    from qualkit.core.audit import around_changes

    return around_changes(diff)


def _tell(written: list[Exported]) -> None:
    for done in written:
        for warning in done.warnings:
            output.say(f"note: {warning}")
        output.say(f"wrote {done.path} ({counted(done.rows, 'row')})")
