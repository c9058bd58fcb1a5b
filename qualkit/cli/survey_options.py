"""Options that the commands of a survey share."""

from __future__ import annotations

import click

survey_option = click.option(
    "--survey", metavar="NAME", default="", help="Which survey; needed only if there are several."
)
instrument_option = click.option(
    "--instrument", metavar="ID", default="", help="Only this instrument, such as mbi-hss."
)
internal_option = click.option(
    "--internal", is_flag=True, help="Show small groups too: for the team's own eyes."
)
minimum_option = click.option(
    "--minimum", type=click.IntRange(1), metavar="N",
    help="Hide groups of fewer than N; it can only be raised above the study's own.",
)  # fmt: skip
