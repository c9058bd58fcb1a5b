"""Options that say on which terms something leaves the study."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

profile_option = click.option(
    "--profile", default="", metavar="PROFILE",
    help="For whom: team (a working file, stamped so), commissioner or public; default: what "
    "study.yaml says.",
)  # fmt: skip


def terms_options(command: Command) -> Command:
    """Add --profile, --leave-out and --force."""
    for option in (
        click.option(
            "--force", default="", metavar="REASON",
            help="Write although the gate objects, with why, which is kept on record. What "
            "somebody refused never leaves.",
        ),
        click.option("--leave-out", is_flag=True, help="Write what passes, leave out the rest."),
        profile_option,
    ):  # fmt: skip
        command = option(command)
    return command
