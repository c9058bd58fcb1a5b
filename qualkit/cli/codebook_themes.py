"""Commands that add and change themes."""

from __future__ import annotations

from typing import Any

import click

from qualkit.cli.codebook_edits import field_options, free_id, given_fields
from qualkit.cli.context import json_option, opened, study_options
from qualkit.cli.telling import tell
from qualkit.errors import InputError


@click.group("theme")
def theme_command() -> None:
    """Add and change themes."""


_THEME = {
    "statement": "What the developed theme says, in a sentence or two.",
    "definition": "What belongs under it.",
}
_ALIASES = {"aliases": "Another name for it; once for each."}
_LINKS = {"link": "Survey scales, such as mbi-hss:EE; once for each instrument."}


@theme_command.command("add")
@click.argument("name")
@click.option("--id", "identity", default="", help="Its id; default: made from the name.")
@field_options(_THEME, _LINKS)
@json_option
@study_options
def add_theme_command(name: str, identity: str, as_json: bool, **options: Any) -> None:
    """Add a theme called NAME."""
    from qualkit.core.codebook import Theme

    with opened() as study:
        taken = {theme.id for theme in study.codebook.themes}
        theme = Theme(identity or free_id(name, taken, "theme"), name, **given_fields(options))
        tell(study, study.add_theme(theme), as_json=as_json)


@theme_command.command("set")
@click.argument("theme")
@field_options({"name": "What it is called.", **_THEME}, _ALIASES, _LINKS)
@click.option("--editorial", is_flag=True, help="A better wording that says the same.")
@json_option
@study_options
def set_theme_command(theme: str, editorial: bool, as_json: bool, **options: Any) -> None:
    """Set fields of THEME; "" empties one."""
    fields = given_fields(options)
    if not fields:
        raise InputError("nothing to set was named", "such as: --statement TEXT")
    with opened() as study:
        tell(study, study.edit_theme(theme, editorial=editorial, **fields), as_json=as_json)
