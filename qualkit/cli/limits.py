"""Options by which commands limit where they look."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from qualkit.errors import InputError

Command = TypeVar("Command", bound=Callable[..., Any])

MODES = ("exact", "word", "lemma", "regex", "fuzzy")


def limit_options(command: Command) -> Command:
    """Add --speaker, --role, --kind, --where and --uncoded."""
    for option in (
        click.option("--uncoded", is_flag=True, help="Only where you have coded nothing."),
        click.option(
            "--where", multiple=True, metavar="NAME=VALUE",
            help="Only participants with this attribute, such as sector=NHS. Repeatable.",
        ),
        click.option("--kind", default="", help="Only in documents of this kind."),
        click.option(
            "--role", type=click.Choice(["participant", "interviewer", "other"]),
            help="Only what these say.",
        ),
        click.option("--speaker", default="", metavar="PSEUDONYM", help="Only what they say."),
    ):  # fmt: skip
        command = option(command)
    return command


def mode_options(command: Command) -> Command:
    """Add --mode, --case and --threshold."""
    for option in (
        click.option(
            "--threshold", default=80, show_default=True,
            help="Percent of likeness from which a misspelt word counts (fuzzy).",
        ),
        click.option("--case", is_flag=True, help="Tell capitals from small letters."),
        click.option(
            "--mode", type=click.Choice(MODES), default="exact", show_default=True,
            help="How words are compared.",
        ),
    ):  # fmt: skip
        command = option(command)
    return command


def attributes(where: tuple[str, ...]) -> dict[str, str]:
    """Attribute to value, from NAME=VALUE."""
    found = {}
    for each in where:
        name, sign, value = each.partition("=")
        if not (sign and name.strip() and value.strip()):
            raise InputError(f"'{each}' is no attribute and value", "write it as sector=NHS")
        found[name.strip()] = value.strip()
    return found
