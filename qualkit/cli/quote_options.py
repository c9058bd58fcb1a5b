"""Options that say which quotations are wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from qualkit.errors import InputError

if TYPE_CHECKING:
    from qualkit.study.quotes import QuoteChoice

Command = TypeVar("Command", bound=Callable[..., Any])

layer_option = click.option(
    "--layer", default="", metavar="LAYER",
    help="final, consensus, union (all coders together) or a coder's initials.",
)  # fmt: skip

_OPTIONS = (
    click.option("--theme", "themes", multiple=True, help="Only this theme (repeatable)."),
    click.option("--code", "codes", multiple=True, help="Only this code (repeatable)."),
    click.option("--by", "coder", default="", metavar="INITIALS", help="Only this coder's."),
    layer_option,
    click.option("--round", "round_name", default="", help="Only this round of coding."),
    click.option("--document", default="", help="Only from this document."),
    click.option(
        "--kind", "kinds", multiple=True, metavar="KIND",
        help="Only from documents of this kind: interview, focus group, survey comment, "
        "literature, other (repeatable).",
    ),
    click.option(
        "--attribute", "attributes", multiple=True, metavar="NAME=VALUE",
        help="Only with words of participants who have it, such as sector=NHS (repeatable).",
    ),
    click.option(
        "--band", "bands", multiple=True, metavar="SUBSCALE=LABEL",
        help="Only with words of participants whose own score lies in this published band, and "
        "who agreed to be linked; or profile@REFERENCE=PROFILE (repeatable).",
    ),
    click.option("--starred/--not-starred", default=None, help="Only those with a star."),
    click.option(
        "--counter-examples/--no-counter-examples", default=None, help="Only counter-examples."
    ),
    click.option("--used/--unused", default=None, help="Only those in a saved selection."),
    click.option(
        "--exported/--not-exported", default=None,
        help="Only those of a selection that was written to a file since.",
    ),
    click.option(
        "--may-leave/--may-not-leave", default=None, help="Only what the export gate lets pass."
    ),
    click.option("--words", default="", metavar="TEXT", help="Only where these words are said."),
    click.option(
        "--selection", default="", metavar="NAME",
        help="Only those of this saved selection, in its order, as they were trimmed.",
    ),
    click.option(
        "--each", is_flag=True, help="Each coding by itself, without merging overlaps."
    ),
    click.option(
        "--most", type=click.IntRange(1), help="At most so many quotations a code, spread out."
    ),
    click.option(
        "--with-subscales", "scores_by", default="", metavar="ATTRIBUTE",
        help="Beside each the survey's scores of the speaker's group, made by e.g. sector.",
    ),
)  # fmt: skip


def choice_options(command: Command) -> Command:
    """Add the options of a choice of quotations; `choice_of` makes a choice of them."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def choice_of(options: dict[str, Any], profile: str = "") -> QuoteChoice:
    """What `choice_options` gave, for the readers of a profile."""
    from qualkit.study.quotes import QuoteChoice

    return QuoteChoice(
        themes=tuple(options["themes"]),
        codes=tuple(options["codes"]),
        coder=options["coder"],
        round=options["round_name"],
        document=options["document"],
        merge=not options["each"],
        most=options["most"],
        layer=options["layer"],
        scores_by=options["scores_by"],
        kinds=tuple(options["kinds"]),
        attributes=tuple(_pair(each) for each in options["attributes"]),
        bands=tuple(options["bands"]),
        starred=options["starred"],
        counter_examples=options["counter_examples"],
        used=options["used"],
        exported=options["exported"],
        may_leave=options["may_leave"],
        words=options["words"],
        selection=options["selection"],
        profile=profile,
    )


def _pair(given: str) -> tuple[str, str]:
    name, sign, value = given.partition("=")
    if not sign or not name.strip() or not value.strip():
        raise InputError(f"'{given}' is not of the form NAME=VALUE", "say for example sector=NHS")
    return name.strip(), value.strip()
