"""Options that many commands share, and the study they stand for."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from qualkit.cli import output

if TYPE_CHECKING:
    from qualkit.study import Study

Command = TypeVar("Command", bound=Callable[..., Any])


def _keep(name: str) -> Callable[[click.Context, click.Parameter, Any], Any]:
    def keep(context: click.Context, _: click.Parameter, value: Any) -> Any:
        if value is not None:
            context.find_root().meta[name] = value
        return value

    return keep


def study_options(command: Command) -> Command:
    """Add --study, --coder and --debug."""
    for option in (
        click.option(
            "--study",
            type=click.Path(path_type=Path),
            metavar="PATH",
            expose_value=False,
            callback=_keep("qualkit.study"),
            help="The study's folder; default: the one you stand in.",
        ),
        # A name of its own: an option `--by` that calls its value `coder` would be taken for this
        # one, and who looks for another's codings would be that other.
        click.option(
            "--coder",
            "coder_at_work",
            metavar="INITIALS",
            expose_value=False,
            callback=_keep("qualkit.coder"),
            help="Who is at work; default: QUALKIT_CODER, else the study's last coder.",
        ),
        click.option(
            "--debug",
            is_flag=True,
            expose_value=False,
            help="Show the program's own trace where something fails.",
        ),
    ):
        command = option(command)
    return command


json_option = click.option(
    "--json", "as_json", is_flag=True, help="Answer as JSON, for other programs."
)


source_option = click.option(
    "--source",
    is_flag=True,
    help="The words as they were said, names and all: the data steward's, noted in the history.",
)


def study_path() -> Path:
    """The study's folder as the options say."""
    return Path(click.get_current_context().find_root().meta.get("qualkit.study", "."))


def asked_passphrase(why: str) -> str:
    """What the person types as a passphrase, unseen; empty for none."""
    if why:
        output.say(why)
    given = click.prompt("Passphrase", default="", show_default=False, hide_input=True, err=True)
    return str(given)


@contextmanager
def opened() -> Iterator[Study]:
    """The study, open; its notices are told to the person at the end."""
    from qualkit.study import open_study

    meta = click.get_current_context().find_root().meta
    coder = meta.get("qualkit.coder") or os.environ.get("QUALKIT_CODER") or None
    with open_study(study_path(), coder) as study:
        if sys.stdin.isatty():
            study.ask_passphrase_with(asked_passphrase)
        try:
            yield study
        finally:
            for notice in study.notices:
                output.say(notice)
