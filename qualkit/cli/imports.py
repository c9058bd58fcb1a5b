"""Commands that take things in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualkit.cli import output
from qualkit.cli.context import json_option, opened, study_options, study_path
from qualkit.cli.import_rows import COMMANDS
from qualkit.cli.import_survey import survey_command
from qualkit.cli.literature import import_literature_command
from qualkit.core.wording import counted
from qualkit.errors import InputError

if TYPE_CHECKING:
    from qualkit.study.import_reports import Imported


@click.group("import")
def import_command() -> None:
    """Take in transcripts, a survey, a codebook, codings or a topic guide."""


_FILES = click.argument("files", nargs=-1, type=click.Path(path_type=Path))


@import_command.command("transcripts")
@_FILES
@click.option("--dry-run", is_flag=True, help="Only show what was detected; store nothing.")
@click.option(
    "--interviewer", "interviewers", multiple=True, metavar="LABEL",
    help="This speaker label is an interviewer's (may be given often).",
)  # fmt: skip
@click.option(
    "--participant", "participants", multiple=True, metavar="LABEL",
    help="This speaker label is a participant's.",
)  # fmt: skip
@click.option(
    "--other", "others", multiple=True, metavar="LABEL",
    help="This speaker is neither: a note taker, say.",
)  # fmt: skip
@click.option(
    "--merge", "merges", multiple=True, metavar="WRONG=RIGHT",
    help="A misspelt label and the right one.",
)  # fmt: skip
@click.option(
    "--as", "pseudonyms", multiple=True, metavar="LABEL=PSEUDONYM",
    help="Who speaks under a label; FILE:LABEL=P07 where a label is local to its file.",
)  # fmt: skip
@click.option(
    "--kind",
    type=click.Choice(["interview", "focus group", "survey comment", "literature", "other"]),
    help="What sort of source the files are; default: detected.",
)
@json_option
@study_options
def transcripts_command(
    files: Sequence[Path], dry_run: bool, interviewers: Sequence[str], participants: Sequence[str],
    others: Sequence[str], merges: Sequence[str], pseudonyms: Sequence[str], kind: str | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Take FILES in as documents: docx, txt, md, vtt, srt, html, rtf, odt, csv, pdf.

    A folder stands for the files in it; without FILES, whatever is new in transcripts/ is taken.
    All files are imported or none.
    """
    from qualkit.core.records import DocumentKind
    from qualkit.study.wishes import Wishes

    wishes = Wishes(
        interviewers=tuple(interviewers),
        participants=tuple(participants),
        others=tuple(others),
        merges=pairs(merges, "--merge WRONG=RIGHT"),
        pseudonyms=pairs(pseudonyms, "--as LABEL=PSEUDONYM"),
        kind=DocumentKind(kind) if kind else None,
    )
    progress = output.Progress("reading")
    if dry_run and files and not (study_path() / "study.yaml").exists():
        from qualkit.study import documents

        found = documents.preview(None, _expanded(files), wishes, progress)
    else:
        with opened() as study:
            paths = _expanded(files) if files else study.new_files()
            found = study.import_transcripts(paths, wishes, progress, dry_run=dry_run)
    report_imports(found, dry_run=dry_run, as_json=as_json)


def pairs(given: Sequence[str], form: str) -> dict[str, str]:
    """`LEFT=RIGHT` options as left to right; InputError where one is not of that form."""
    found = {}
    for item in given:
        left, sign, right = item.rpartition("=")
        if not sign or not left.strip() or not right.strip():
            raise InputError(f"'{item}' is not of the form {form}")
        found[left.strip()] = right.strip()
    return found


def _expanded(files: Sequence[Path]) -> list[Path]:
    from qualkit.importers import SUFFIXES
    from qualkit.study.checks import BESIDE

    found: list[Path] = []
    for path in files:
        if path.is_dir():
            inside = [
                each
                for each in sorted(path.iterdir())
                if each.suffix.lower() in SUFFIXES
                and not each.name.startswith((".", "~$"))
                and each.name not in BESIDE
            ]
            if not inside:
                raise InputError(f"{path} holds no transcript", f"known: {', '.join(SUFFIXES)}")
            found += inside
        else:
            found.append(path)
    return found


def report_imports(found: Sequence[Imported], *, dry_run: bool, as_json: bool) -> None:
    """Tell what became, or would become, of each file."""
    if as_json:
        output.answer_json({"documents": [_json(document) for document in found]})
        return
    if not found:
        output.answer("nothing new in transcripts/")
    for document in found:
        _print_import(document, details=dry_run)
    if found and not dry_run:
        new = sum(document.outcome == "new" for document in found)
        output.answer(f"{new} imported, {len(found) - new} left as they were")


def _json(document: Imported) -> dict[str, Any]:
    return {
        "name": document.name,
        "kind": document.kind.value,
        "outcome": document.outcome.value,
        "speakers": [
            {
                "label": voice.label,
                "role": voice.role.value,
                "pseudonym": voice.pseudonym or None,
                "turns": voice.turns,
                "words": voice.words,
            }
            for voice in document.voices
        ],
        "turns": document.turns,
        "words": document.words,
        "left_out": output.plain(document.left_out),
        "warnings": list(document.warnings),
    }


def _print_import(document: Imported, *, details: bool) -> None:
    output.answer(
        f"{document.name}: {document.outcome.value}, {document.kind.value}, "
        f"{counted(document.turns, 'turn')}, {counted(document.words, 'word')}"
    )
    if details or document.outcome == "new":
        for voice in document.voices:
            named = f" -> {voice.pseudonym}" if voice.pseudonym else ""
            output.answer(
                f"    {voice.label}{named}: {voice.role.value}, "
                f"{counted(voice.turns, 'turn')}, {counted(voice.words, 'word')}"
            )
        if document.kind.published:
            output.answer("    literature: nobody in it is a participant")
        elif not document.voices:
            output.answer("    no speakers: the whole text counts as said by one voice")
    for warning in document.warnings:
        output.answer(f"    note: {warning}")
    if details:
        for part in document.left_out:
            kept = "kept beside the speech" if part.kept else "not stored"
            output.answer(f"    left out ({part.what}, {part.where}, {kept}): {part.text}")
    elif document.left_out:
        output.answer(f"    left out: {len(document.left_out)} parts (--dry-run lists them)")


@import_command.command("codebook")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--earlier", is_flag=True, help="Only keep it as an earlier version, for codings made under it."
)
@study_options
def codebook_command(file: Path, earlier: bool) -> None:
    """Take over a codebook from a YAML or CSV FILE, where the study's own has no codes yet."""
    with opened() as study:
        if earlier:
            output.answer(f"kept as version {study.remember_codebook(file)}")
            return
        book = study.import_codebook(file)
        output.answer(
            f"{counted(len(book.codes), 'code')} under {counted(len(book.themes), 'theme')}"
        )


@import_command.command("guide")
@click.argument("file", type=click.Path(path_type=Path))
@study_options
def guide_command(file: Path) -> None:
    """Take in the topic guide and find the turns in which its questions are asked."""
    with opened() as study:
        questions = study.import_guide(file)
        linked = sum(len(study.questions_asked(d)) for d in study.documents())
        output.answer(f"{counted(len(questions), 'question')}, asked in {counted(linked, 'turn')}")


for command in (survey_command, import_literature_command, *COMMANDS):
    import_command.add_command(command)
