"""Commands on documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qualkit.cli import output
from qualkit.cli.context import json_option, opened, source_option, study_options
from qualkit.cli.corrections import carried_command, correct_command, versions_command
from qualkit.cli.literature import cite_command
from qualkit.cli.telling import merged_codes

if TYPE_CHECKING:
    from qualkit.core.records import Document
    from qualkit.study import Study
    from qualkit.study.reading import Reading


@click.group("documents")
def documents_command() -> None:
    """List and show documents; correct their texts and speakers."""


@documents_command.command("list")
@json_option
@study_options
def list_command(as_json: bool) -> None:
    """List the documents with their size and how far the coder at work is."""
    with opened() as study:
        found = study.documents()
        progress = study.progress() if study.coder else {}
        cited = study.citations()
    if as_json:
        rows = [
            {
                **output.plain(document),
                "citation": cited.get(document.id),
                "progress": output.plain(progress.get(document.id)),
            }
            for document in found
        ]
        output.answer_json({"documents": rows})
        return
    if not found:
        output.say("no documents yet: qualkit import transcripts FILES")
    output.columns(
        ("Document", "Kind", "Speakers", "Turns", "Words", "Participants'", "Codings", "Coded"),
        [
            (
                document.name,
                document.kind.value,
                len(document.speakers),
                document.turns,
                document.words,
                document.participant_words,
                progress[document.id].codings if progress else None,
                _share(progress[document.id].coded_words, progress[document.id].words)
                if progress
                else None,
            )
            for document in found
        ],
        right=(2, 3, 4, 5, 6, 7),
    )
    for document in found:
        if document.id in cited:
            output.paragraph(f"{document.name}: {cited[document.id]}", "", "  ")


def _share(part: int, whole: int) -> str:
    from qualkit.core.text import percent

    return f"{percent(part, whole)}%" if whole else "-"


@documents_command.command("show")
@click.argument("document")
@click.option("--codings/--no-codings", "with_codings", default=True, help="Name the codes.")
@source_option
@json_option
@study_options
def show_command(document: str, with_codings: bool, source: bool, as_json: bool) -> None:
    """Show a DOCUMENT turn by turn, speakers under their pseudonyms, with your codes.

    What a scan found is shown as it is replaced.
    """
    from qualkit.study import reading

    with opened() as study:
        found = study.document(document)
        shown = reading.of(study, found, as_source="documents show" if source else "")
        if as_json:
            _show_json(found, shown)
        else:
            _show(study, found, shown, with_codings=with_codings)


def _show_json(document: Document, shown: Reading) -> None:
    from qualkit.core.text import spoken

    version, speech = shown.version, shown.speech()
    speakers = version.structure.speakers
    turns: list[dict[str, object]] = []
    for piece in spoken(version.text, version.structure):
        if not turns or turns[-1]["turn"] != piece.turn + 1:
            number = version.structure.turns[piece.turn].speaker if piece.turn >= 0 else None
            turns.append(
                {
                    "turn": piece.turn + 1,
                    "speaker": speakers[number].pseudonym if number is not None else None,
                    "role": speakers[number].role.value if number is not None else None,
                    "spans": [],
                    "text": [],
                }
            )
        turns[-1]["spans"].append([piece.span.start, piece.span.end])  # type: ignore[attr-defined]
        turns[-1]["text"].append(speech.said(piece.span))  # type: ignore[attr-defined]
    output.answer_json({"document": output.plain(document), "turns": turns})


def _show(study: Study, document: Document, read: Reading, *, with_codings: bool) -> None:
    from qualkit.core.text import paragraphs, squeeze

    version, speech = read.version, read.speech()
    asked = study.questions_asked(document)
    codings = study.codings(document, coder=study.coder) if with_codings and study.coder else ()
    shown = merged_codes(study)
    last = None
    for turn, spans in paragraphs(version.text, version.structure):
        if turn != last:
            last = turn
            who = ""
            if turn >= 0:
                speaker = version.structure.speakers[version.structure.turns[turn].speaker]
                who = speaker.pseudonym
            question = asked.get(turn + 1)
            number = f"   [question {question.number}]" if question else ""
            output.answer(f"\n{turn + 1}  {who}{number}")
        output.paragraph(" ".join(squeeze(speech.said(span)) for span in spans), "    ")
        for coding in codings:
            if spans[0].start <= coding.span.start < spans[-1].end:
                words = squeeze(speech.said(coding.span))
                short = words if len(words) <= 50 else f"{words[:24]} … {words[-24:]}"
                output.answer(f"      * {shown(coding.code)}: {short}")


@documents_command.command("speaker")
@click.argument("document")
@click.argument("pseudonym")
@click.option("--role", required=True, type=click.Choice(["interviewer", "participant", "other"]))
@click.option("--as", "now", default="", metavar="PSEUDONYM", help="The speaker's right pseudonym.")
@study_options
def speaker_command(document: str, pseudonym: str, role: str, now: str) -> None:
    """Correct what a speaker of a DOCUMENT is to the study, and under which PSEUDONYM."""
    from qualkit.core.records import Role

    with opened() as study:
        study.correct_speaker(document, pseudonym, Role(role), now)
        output.answer(f"{now or pseudonym} is {role} in {study.document(document).name}")


@documents_command.command("question")
@click.argument("document")
@click.argument("turn", type=int)
@click.argument("number", type=int, required=False)
@study_options
def question_command(document: str, turn: int, number: int | None) -> None:
    """Say that a TURN of a DOCUMENT asks question NUMBER of the topic guide (none without it)."""
    with opened() as study:
        study.link_question(document, turn, number)
        asks = f"asks question {number}" if number else "asks no question of the guide"
        output.answer(f"turn {turn} of {study.document(document).name} {asks}")


@documents_command.command("remove")
@click.argument("document")
@study_options
def remove_command(document: str) -> None:
    """Take a DOCUMENT that nobody has coded in out of the study, to import its file afresh.

    The original in transcripts/ stays where it is.
    """
    with opened() as study:
        study.remove_document(document)
        output.answer(f"{document} is out; take its file in again: qualkit import transcripts")


for command in (correct_command, carried_command, versions_command, cite_command):
    documents_command.add_command(command)
