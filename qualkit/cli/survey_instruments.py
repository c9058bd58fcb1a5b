"""Keys of instruments: listed, shown, copied into the study, checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualkit.cli import output
from qualkit.cli.context import json_option, opened, study_options
from qualkit.core.wording import counted

if TYPE_CHECKING:
    from qualkit.core.instrument import Instrument, Subscale


@click.group("instruments", invoke_without_command=True)
@json_option
@study_options
@click.pass_context
def instruments_command(context: click.Context, as_json: bool) -> None:
    """List the keys there are: the study's own first, then those that come with qualkit.

    Keys hold which items belong where and how they are scored, never what an item says.
    """
    if context.invoked_subcommand is None:
        _list(as_json)


@instruments_command.command("list")
@json_option
@study_options
def list_command(as_json: bool) -> None:
    """List the keys there are."""
    _list(as_json)


@instruments_command.command("show")
@click.argument("name", metavar="ID")
@json_option
@study_options
def show_command(name: str, as_json: bool) -> None:
    """Show a key: its subscales, their items, how they are scored, source and licence."""
    with opened() as study:
        found = study.instrument(name)
    if as_json:
        output.answer_json({"instrument": _object(found)})
        return
    _tell(found)


@instruments_command.command("copy")
@click.argument("name", metavar="ID")
@json_option
@study_options
def copy_command(name: str, as_json: bool) -> None:
    """Copy a key into codebook/instruments, to fill it in or change it; it then comes first."""
    with opened() as study:
        written = study.copy_instrument(name)
        key = study.instrument(name)
    if as_json:
        output.answer_json({"written": str(written), "open": list(key.open_key)})
        return
    output.answer(f"written: {written}")
    if key.open_key:
        output.say(
            "fill in `items` and `reverse` of each subscale from the manual you are licensed "
            f"for, then: qualkit survey instruments check {written}"
        )


@instruments_command.command("check")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@json_option
@study_options
def check_command(path: Path, as_json: bool) -> None:
    """Check the file of a key: the first thing wrong is named with its line."""
    with opened() as study:
        found = study.check_instrument(path)
    if as_json:
        output.answer_json({"instrument": _object(found)})
        return
    told = f"{path}: {counted(len(found.items), 'item')}, {_counts(found)}"
    output.answer(f"{told}; still open: {', '.join(found.open_key)}" if found.open_key else told)


def _list(as_json: bool) -> None:
    with opened() as study:
        found = study.instruments()
        own = study.own_instruments()
    if as_json:
        output.answer_json({"instruments": [_object(k) | {"own": k.id in own} for k in found]})
        return
    output.columns(
        ("Id", "Items", "Answers", "Subscales", "Whose", "Name"),
        [
            (
                key.id, len(key.items), f"{key.low:g}-{key.high:g}", _counts(key),
                "this study's" if key.id in own else "qualkit's", _named(key),
            )
            for key in found
        ],
        right=(1,),
    )  # fmt: skip


def _named(key: Instrument) -> str:
    marks = ["open key"] if key.open_key else []
    if key.invented and "invented" not in key.name:
        marks.append("invented")
    return f"{key.name} ({', '.join(marks)})" if marks else key.name


def _counts(key: Instrument) -> str:
    return " ".join(f"{each.id} {len(each.items) or '-'}" for each in key.subscales)


def _tell(key: Instrument) -> None:
    output.answer(f"{_named(key)}, version {key.version or 'not given'}")
    output.answer(f"{counted(len(key.items), 'item')}, answered {key.low:g} to {key.high:g}")
    for anchor in key.anchors:
        output.answer(f"  {anchor.value:g} {anchor.label}")
    output.answer("")
    output.columns(
        ("Subscale", "Name", "Scored", "Answered", "Items (-: turned round)"),
        [
            (
                each.id, each.name, each.scoring.value,
                f"{each.required} of {len(each.items)}", _items(each),
            )
            for each in key.subscales
        ],
    )  # fmt: skip
    for each in key.subscales:
        for band in each.bands:
            ends = [] if band.low is None else [f"from {band.low:g}"]
            ends += [] if band.high is None else [f"below {band.high:g}"]
            told = f"{band.label}, {band.scoring.value} {' and '.join(ends)}"
            output.answer(f"band of {each.id}: {told} ({band.source})")
        for sample in each.references:
            output.answer(f"reference of {each.id}: {sample.name} ({sample.source})")
    output.answer("")
    for head, text in (("Source", key.source), ("Licence", key.licence)):
        if text:
            output.paragraph(f"{head}: {text}")
    if key.uncombined:
        output.paragraph("Its subscales are never added up.")


def _items(subscale: Subscale) -> str:
    return " ".join(f"-{item}" if item in subscale.reversed else item for item in subscale.items)


def _object(key: Instrument) -> dict[str, Any]:
    whole: dict[str, Any] = output.plain(key)
    for plain, each in zip(whole["subscales"], key.subscales, strict=True):
        plain["reversed"] = [item for item in each.items if item in each.reversed]
        plain["answered"] = each.required
    return whole
