"""Commands on drafts, on codings made under an older rule, and on the codebook's whole text."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualkit.cli import output
from qualkit.cli.context import json_option, opened, study_options
from qualkit.cli.telling import tell
from qualkit.errors import CodebookError, InputError, RefusedError

if TYPE_CHECKING:
    from qualkit.core.records import Change
    from qualkit.study import Study


@click.command("drafts")
@json_option
@study_options
def drafts_command(as_json: bool) -> None:
    """List the draft codes, and which of them nobody but you sees."""
    with opened() as study:
        drafts = study.drafts()
    if as_json:
        output.answer_json({"drafts": output.plain(drafts)})
    elif not drafts:
        output.answer("there are no drafts")
    else:
        rows = [
            (each.code.id, each.code.name, each.coder if each.private else "everybody")
            for each in drafts
        ]
        output.columns(("id", "name", "seen by"), rows)


@click.command("share")
@click.argument("code")
@json_option
@study_options
def share_command(code: str, as_json: bool) -> None:
    """Write your private draft CODE into the codebook, for everybody to see."""
    with opened() as study:
        tell(study, study.share_draft(code), as_json=as_json)


@click.command("review")
@click.option("--code", default="", help="Only codings that count for this code.")
@click.option("--confirm", "confirmed", metavar="ID", multiple=True, help="It still fits.")
@json_option
@study_options
def review_command(code: str, confirmed: tuple[str, ...], as_json: bool) -> None:
    """List your codings whose rule has changed since, or say that some still fit.

    One that does not fit any more is given another code or taken out: `qualkit codings recode`,
    `qualkit uncode`.
    """
    with opened() as study:
        if confirmed:
            tell(study, study.confirm_coding(*confirmed), as_json=as_json)
            return
        looks = study.second_look()
        if code:
            book = study.codebook
            wanted = book.current(book.find(code).id)
            looks = tuple(each for each in looks if book.current(each.coding.code) == wanted)
        words = study.words_of([each.coding for each in looks])
        names = {document.id: document.name for document in study.documents()}
    if as_json:
        found = [
            {**output.plain(each), "words": said} for each, said in zip(looks, words, strict=True)
        ]
        output.answer_json({"second_look": found})
        return
    if not looks:
        output.answer("nothing asks for a second look")
    for each, said in zip(looks, words, strict=True):
        output.answer(f"{each.coding.id}  {names.get(each.coding.document_id, '')}")
        output.answer(f"  {_rule(each)}")
        output.paragraph(said, "  ")
    if looks:
        output.say("still right: qualkit codebook review --confirm ID")


def _rule(look: Any) -> str:
    changed = ", ".join(look.changed).replace("_", " ")
    name = look.is_now.name if look.is_now else look.was.name
    return f"{name}: {changed} changed between version {look.made_under} and {look.now}"


@click.command("edit")
@click.option("--editorial", is_flag=True, help="Better wordings of the same rules.")
@json_option
@study_options
def edit_command(editorial: bool, as_json: bool) -> int:
    """Open the codebook in your editor ($VISUAL, $EDITOR) and take it over when you close it.

    You edit a copy: what is wrong is refused with its line, and you may go on editing.
    """
    with opened() as study:
        was = study.codebook_source()
        folder = Path(tempfile.mkdtemp(prefix="qualkit-"))
        copy = folder / study.codebook_path.name
        _write(copy, was)
        change = _edited(study, copy, was, editorial=editorial)
        copy.unlink()
        folder.rmdir()
        tell(study, change, as_json=as_json, nothing="the codebook was not changed")
    return 0


def _edited(study: Study, copy: Path, was: str, *, editorial: bool) -> Change | None:
    """The change, None where nothing was changed; refused text is kept in `copy`."""
    while True:
        try:
            click.edit(filename=str(copy))
            text = _read(copy)
            if text == was:
                return None
            return study.save_codebook_source(text, editorial=editorial, was=was)
        except click.ClickException as error:
            raise InputError(error.message, "name yours: export EDITOR=nano") from error
        except (CodebookError, RefusedError) as error:
            if not _goes_on(error):
                output.say(f"your text is kept: {copy}")
                raise


def _goes_on(error: CodebookError | RefusedError) -> bool:
    """Whether the person wants to mend the text: what was changed meanwhile cannot be mended."""
    if isinstance(error, RefusedError) or not sys.stdin.isatty():
        return False
    output.complain(error)
    return click.confirm("Go on editing?", default=True, err=True)


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(text)


def _read(path: Path) -> str:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return file.read()


COMMANDS = (drafts_command, share_command, review_command, edit_command)
