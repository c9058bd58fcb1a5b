"""`qualkit import survey`: the guess shown and confirmed, then the answers taken in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualkit.cli import output
from qualkit.cli.context import json_option, opened, study_options
from qualkit.core.wording import counted, some

if TYPE_CHECKING:
    from qualkit.study.survey.reports import SurveyImport

# Changed answers are told one by one up to this many; --json tells all.
_TOLD = 12


@click.command("survey")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", default="", metavar="NAME", help="What the survey is called in the study.")
@click.option(
    "--mapping", type=click.Path(path_type=Path), metavar="PATH",
    help="A mapping that is right, in place of survey/NAME.yaml.",
)  # fmt: skip
@click.option(
    "--sheet", default="", metavar="NAME",
    help="The sheet of a workbook that has several; it is kept in the mapping.",
)  # fmt: skip
@click.option("--confirm", is_flag=True, help="The mapping in survey/NAME.yaml is right.")
@click.option(
    "--take-changed", is_flag=True, help="Let answers that differ in FILE replace the study's."
)
@click.option("--dry-run", is_flag=True, help="Only show what would come of it; write nothing.")
@json_option
@study_options
def survey_command(
    file: Path, name: str, mapping: Path | None, sheet: str, confirm: bool, take_changed: bool,
    dry_run: bool, as_json: bool,
) -> None:  # fmt: skip
    """Take in the answers to a survey: csv, xlsx or sav, as the survey's platform exports them.

    The first time, what each column seems to be is written to survey/NAME.yaml and shown, and
    nothing is taken in. Correct that file, then say --confirm. The same FILE again changes
    nothing; a later export adds who is new.
    """
    with opened() as study:
        found = study.import_survey(
            file, name=name, mapping=mapping, confirm=confirm, dry_run=dry_run,
            take_changed=take_changed, sheet=sheet,
        )  # fmt: skip
    if as_json:
        output.answer_json(_json(found))
    elif found.outcome == "guessed":
        _print_guess(found, file)
    else:
        _print_taken(found)


def _json(found: SurveyImport) -> dict[str, Any]:
    plain: dict[str, Any] = output.plain(found)
    return plain


def _print_guess(found: SurveyImport, file: Path) -> None:
    output.table(found.table())
    for seen in found.seen:
        output.paragraph(seen, "  ", "  ")
    output.answer("")
    if found.asked:
        questions = "question" if len(found.asked) == 1 else "questions"
        output.answer(f"{len(found.asked)} {questions} to answer in {found.mapping}:")
        for ask in found.asked:
            where = f"line {ask.line}: " if ask.line else ""
            output.paragraph(f"{where}{ask.where}: {ask.question}", "  ", "  ")
    written = "would be written to" if found.dry_run else "is in"
    output.answer(f"this is a guess, and nothing was taken in; it {written} {found.mapping}")
    output.answer(
        f"correct what is wrong there, then: qualkit import survey {_quoted(str(file))}"
        f" --name {found.name} --confirm"
    )


def _quoted(name: str) -> str:
    return f'"{name}"' if " " in name else name


def _print_taken(found: SurveyImport) -> None:
    would = "would be " if found.dry_run else ""
    if found.outcome == "unchanged":
        output.answer(
            f"{found.name}: nothing changes; the study has all of "
            f"{counted(found.respondents, 'respondent')} already"
        )
    else:
        output.answer(
            f"{found.name}: {counted(found.new, 'respondent')} {would}taken in, "
            f"{found.respondents:,} in all"
        )
    for document in found.documents:
        output.answer(f"    open answers: {document}")
    for left in found.dropped:
        output.answer(f"    dropped: {left.where} ({left.why})")
    for left in found.left_out:
        output.answer(f"    left out: {left.where} ({left.why})")
    if found.changed:
        _print_changed(found)
    if found.gone:
        output.answer(f"    not in this file, and kept: {some(found.gone, _TOLD)}")
    for link in found.links:
        output.paragraph(f"linked at {link.words()}", "    ", "  ")
    for told in found.told:
        output.answer(f"    note: {told}")


def _print_changed(found: SurveyImport) -> None:
    told = some((f"{each.respondent} {each.column}" for each in found.changed), _TOLD)
    answers = f"{counted(len(found.changed), 'answer')} not as in the study"
    if found.took_changed:
        output.answer(f"    {answers}, taken over: {told}")
        return
    output.answer(f"    {answers}, which keeps its own: {told}")
    output.answer("    (to take over what FILE says: --take-changed)")
