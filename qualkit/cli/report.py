"""The command of the report, and of what people write for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualkit.cli import output
from qualkit.cli.context import json_option, opened, study_options
from qualkit.cli.telling import tell
from qualkit.cli.terms import terms_options
from qualkit.errors import InputError

if TYPE_CHECKING:
    from qualkit.core.report_plan import Asked, Difference

_FILE = click.Path(path_type=Path)


@click.group("report", invoke_without_command=True)
@click.option(
    "--template",
    type=_FILE,
    metavar="YAML",
    help="What the report holds; default: report.yaml of the study, if it has one.",
)
@click.option(
    "--selection", default="", metavar="NAME",
    help="The saved selection of quotations; without one some are taken by a rule.",
)  # fmt: skip
@click.option("--format", "format_name", default="", help="docx, html, md, pdf or json.")
@click.option("-o", "--output", "target", type=_FILE,
              help="The file; default: exports/report.docx of the study.")  # fmt: skip
@click.option("--word-template", type=_FILE, metavar="DOCX",
              help="A Word file whose styles and page are used.")  # fmt: skip
@click.option("--diff", is_flag=True,
              help="Write nothing; say what changed since the last report there.")  # fmt: skip
@terms_options
@json_option
@study_options
@click.pass_context
def report_command(
    ctx: click.Context, template: Path | None, selection: str, format_name: str,
    target: Path | None, word_template: Path | None, diff: bool, profile: str, leave_out: bool,
    force: str, as_json: bool,
) -> None:  # fmt: skip
    """Write the report; `report VERB` writes what only people can say in it."""
    if ctx.invoked_subcommand is not None:
        return
    if diff:
        with opened() as study:
            found = study.report_changes(target, template, selection=selection, profile=profile)
        _tell_changes(found, as_json=as_json)
        return
    with opened() as study:
        done = study.export_report(
            target, format_name, template, selection=selection, word_template=word_template,
            profile=profile, leave_out=leave_out, force=force,
        )  # fmt: skip
        waiting = [each.place for each in study.report_prompts() if not each.text]
    if as_json:
        output.answer_json({**output.plain(done), "to_be_written": waiting})
        return
    for warning in done.warnings:
        output.say(warning)
    for leak in done.leaks:
        output.say(leak.said)
    output.answer(str(done.path))


def _tell_changes(found: tuple[Difference, ...], *, as_json: bool) -> None:
    if as_json:
        output.answer_json({"changes": output.plain(found)})
        return
    if not found:
        output.say("nothing changed since the last report")
    above = ""
    for each in found:
        if each.section != above:
            above = each.section
            output.answer(above)
        output.paragraph(f"{each.happened} {each.kind}: {each.said}", "  ")


@report_command.command("prompts")
@click.option("--all", "all_of_them", is_flag=True, help="Also what has been written.")
@json_option
@study_options
def prompts_command(all_of_them: bool, as_json: bool) -> None:
    """List what only people can write in the report, by the names that `report write` takes."""
    with opened() as study:
        every = study.report_prompts()
    shown = [each for each in every if all_of_them or not each.text]
    if as_json:
        output.answer_json({"prompts": output.plain(tuple(shown))})
        return
    if not shown:
        output.say("everything has been written: qualkit report prompts --all")
    for each in shown:
        output.answer(f"{each.place}{_by(each)}")
        output.paragraph(each.text or each.question, "    ")


def _by(each: Asked) -> str:
    return f" ({each.coder}, {each.at[:10]})" if each.text else ""


@report_command.command("write")
@click.argument("place")
@click.argument("text", required=False)
@click.option("--file", "source", type=_FILE, help="Take the text from this file.")
@json_option
@study_options
def write_command(place: str, text: str | None, source: Path | None, as_json: bool) -> None:
    """Write TEXT at PLACE of the report; without TEXT or --file an editor opens.

    An empty line parts paragraphs; lines that begin with "- " are a list. An empty TEXT takes
    away what stands there.
    """
    if text is not None and source is not None:
        raise InputError("the text is given twice", "give TEXT or --file")
    with opened() as study:
        said = text if text is not None else _read(source) if source else _edited(study, place)
        if said is None:
            output.say("nothing was changed")
            return
        tell(study, study.write_report_text(place, said), as_json=as_json)


def _read(source: Path) -> str:
    try:
        return source.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{source} is not in UTF-8", "save it as UTF-8 text") from error
    except OSError as error:
        said = f"{source} cannot be read: {error.strerror}"
        raise InputError(said, "name a text file") from error


def _edited(study: object, place: str) -> str | None:
    """What comes back from the person's editor; None where they changed nothing."""
    from qualkit.study import Study

    if not isinstance(study, Study):
        return None
    found = next((p for p in study.report_prompts() if p.place == place.strip()), None)
    return click.edit(found.text if found else "", require_save=True, extension=".txt")
