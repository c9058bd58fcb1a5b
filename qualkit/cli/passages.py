"""A passage of a document, said on a command line: by its characters, its words or its turn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from qualkit.cli.context import Command
from qualkit.errors import InputError

if TYPE_CHECKING:
    from qualkit.core.records import Span
    from qualkit.study import Study


@dataclass(frozen=True, slots=True)
class Where:
    """What the options say of a passage."""

    start: int | None
    end: int | None
    quote: str
    turn: int | None

    def span(self, study: Study, document: str) -> Span:
        """The passage in a document; refused where the options do not say one."""
        if self.start is not None or self.end is not None:
            return span_of(self.start, self.end)
        return study.find_passage(document, self.quote, self.turn)


def span_of(start: int | None, end: int | None) -> Span:
    """The span between two characters; refused where it is none."""
    from qualkit.core.records import Span

    if start is None or end is None:
        raise InputError("only one of --start and --end is given", "give both")
    if not 0 <= start < end:
        raise InputError(f"{start} to {end} is no passage", "--start is less than --end")
    return Span(start, end)


def passage_options(command: Command) -> Command:
    """Add --start, --end, --quote and --turn; `where` makes a `Where` of them."""
    for option in (
        click.option("--turn", type=int, help="Where the words occur; alone: the whole turn."),
        click.option("--quote", default="", help="The words themselves, if they occur once."),
        click.option("--end", type=int, help="The character after the last."),
        click.option("--start", type=int, help="The first character, from 0."),
    ):
        command = option(command)
    return command


def where(options: dict[str, Any]) -> Where:
    """What `passage_options` gave."""
    return Where(options["start"], options["end"], options["quote"], options["turn"])
