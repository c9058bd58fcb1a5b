"""Commands of what researchers write into joint displays, and of the map of themes to scales."""

from __future__ import annotations

from pathlib import Path

import click

from qualkit.cli import output
from qualkit.cli.context import json_option, opened, study_options
from qualkit.cli.telling import tell
from qualkit.core.wording import counted

_PROVISIONAL = click.option(
    "--provisional", is_flag=True, help="Still to be checked against the final figures."
)


@click.command("notes")
@click.option("--theme", default="", help="Only this theme.")
@click.option("--ids", is_flag=True, help="With the id of each.")
@click.option("-o", "--output", "target", type=click.Path(path_type=Path),
              help="Write them as YAML, which `qualkit import joint` takes back.")  # fmt: skip
@json_option
@study_options
def notes_command(theme: str, ids: bool, target: Path | None, as_json: bool) -> None:
    """List lead-ins, remarks, judgements of fit and meta-inferences."""
    with opened() as study:
        if target is not None:
            done = study.export_joint_notes(target)
            if as_json:
                output.answer_json(output.plain(done))
            else:
                output.answer(f"{done.path} ({counted(done.rows, 'note')})")
            return
        found = study.joint_notes(theme)
        book = study.codebook
    if as_json:
        output.answer_json({"notes": output.plain(found)})
        return
    if not found:
        output.say("no note is in the joint displays: qualkit joint note THEME lead-in TEXT")
        return
    above = ""
    for note in found:
        if note.theme != above:
            above = note.theme
            named = book.theme(note.theme)
            output.answer(f"\n{named.name if named else note.theme}")
        scale = ", ".join(filter(None, (note.instrument, note.subscale)))
        parts = [note.judgement.value if note.judgement else note.kind.value, scale,
                 ", ".join(note.codes)]  # fmt: skip
        head = "; ".join(filter(None, parts))
        waiting = ", provisional" if note.provisional else ""
        output.answer(f"  {head} ({note.coder}{waiting}){f'  {note.id}' if ids else ''}")
        for line in note.text.split("\n"):
            output.paragraph(line, "    ")


@click.command("note")
@click.argument("theme")
@click.argument("kind", type=click.Choice(["lead-in", "remark", "fit", "meta-inference"]))
@click.argument("text")
@click.option("--judgement", default="", help="Of a fit: confirm, expand, discord or silent.")
@click.option(
    "--scale",
    default="",
    metavar="INSTRUMENT:SUBSCALE",
    help="Of a fit: mbi-hss:EE; none where the survey has no scale for it.",
)
@click.option("--code", "codes", multiple=True, help="Of a fit: the codes it is about; repeatable.")
@_PROVISIONAL
@json_option
@study_options
def note_command(
    theme: str, kind: str, text: str, judgement: str, scale: str, codes: tuple[str, ...],
    provisional: bool, as_json: bool,
) -> None:  # fmt: skip
    """Write a note of that KIND on THEME; it takes the place of your own on the same.

    Only remarks stand beside each other.
    """
    instrument, _, subscale = (part.strip() for part in scale.partition(":"))
    with opened() as study:
        change = study.joint_note(
            theme, kind, text, judgement=judgement, instrument=instrument, subscale=subscale,
            codes=codes, provisional=provisional,
        )  # fmt: skip
        tell(study, change, as_json=as_json)


@click.command("edit")
@click.argument("note_id", metavar="ID")
@click.option("--text", help="The new wording.")
@click.option("--judgement", help="confirm, expand, discord or silent.")
@click.option(
    "--final/--provisional",
    "final",
    default=None,
    help="Checked against the final figures, or not yet.",
)
@json_option
@study_options
def edit_command(
    note_id: str, text: str | None, judgement: str | None, final: bool | None, as_json: bool
) -> None:
    """Word a note of yours anew, judge anew, or say that it has been checked.

    The ids are shown by: qualkit joint notes --ids
    """
    with opened() as study:
        change = study.edit_joint_note(
            note_id, text=text, judgement=judgement,
            provisional=None if final is None else not final,
        )  # fmt: skip
        tell(study, change, as_json=as_json)


@click.command("remove")
@click.argument("note_id", metavar="ID")
@json_option
@study_options
def remove_command(note_id: str, as_json: bool) -> None:
    """Take a note of yours away; a lead may take anybody's away."""
    with opened() as study:
        tell(study, study.remove_joint_note(note_id), as_json=as_json)


@click.command("links")
@click.argument("themes", nargs=-1, metavar="[THEME]...")
@json_option
@study_options
def links_command(themes: tuple[str, ...], as_json: bool) -> None:
    """Show which scales of the survey the codebook ties to themes, and by which codes.

    Edited by: qualkit codebook set CODE --link aws:workload,control, and codebook theme set.
    """
    with opened() as study:
        found, book = study.scale_links(*themes), study.codebook
    if as_json:
        output.answer_json({"links": output.plain(found)})
        return
    above = ""
    for link in found:
        if link.theme != above:
            above = link.theme
            theme = book.theme(link.theme)
            output.answer(f"\n{theme.name if theme else link.theme}")
        names = [code.name for code in map(book.code, link.codes) if code]
        whole = "the theme" if link.by_theme else "single codes"
        output.paragraph(
            f"{link.subscale} ({link.instrument}), by {whole}: {', '.join(names) or 'no code'}",
            "  ", "  ",
        )  # fmt: skip
    if not found:
        output.say("nothing is linked: qualkit codebook theme set THEME --link mbi-hss:EE")


COMMANDS = (notes_command, note_command, edit_command, remove_command, links_command)
