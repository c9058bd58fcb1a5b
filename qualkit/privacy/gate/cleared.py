"""Content that the gate has let through: the one maker of what a writer accepts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from qualkit.core.quotes import Quote
from qualkit.core.report import NOT_DEIDENTIFIED, WORKING_COPY, Cleared, Provenance
from qualkit.core.table import Table
from qualkit.privacy.gate.names import mask_text
from qualkit.privacy.gate.verbatim import Verbatim
from qualkit.privacy.roster import Form


@dataclass(frozen=True, slots=True)
class Rules:
    """What the gate goes by: the forms that name somebody.

    `known` gives words that are nobody's name whatever they resemble; with it, words of a file that
    are nearly a form are leaks too.
    """

    forms: tuple[Form, ...]
    known: Callable[[], Collection[str]] | None = None


def clear_quotes(
    quotes: Iterable[Quote],
    verbatim: Verbatim,
    dressed: Callable[[Quote], Quote],
    tabulate: Callable[[Iterable[Quote]], Table],
    provenance: Provenance,
    warnings: tuple[str, ...] = (),
    stamp: str = NOT_DEIDENTIFIED,
) -> Cleared:
    """A table of quotations that may leave, each compared with its text.

    The quotations are walked once, while the writer walks the table's rows; GateError there where
    one is not verbatim. `dressed` puts what prints beside it, and lets stand in it what may.
    """

    def passed() -> Iterator[Quote]:
        for quote in quotes:
            verbatim.check(quote)
            yield dressed(quote)

    return Cleared(tabulate(passed()), provenance, stamp, warnings)


def clear_working_copy(table: Table, provenance: Provenance) -> Cleared:
    """The team's own raw data, as it is: never for anybody outside, and stamped so."""
    return Cleared(table, provenance, WORKING_COPY)


def clear_table(
    table: Table, rules: Rules, provenance: Provenance, stamp: str = ""
) -> Cleared:  # fmt: skip
    """A table without quotations; its text cells lose names on the roster like any other."""
    mask = mask_text(rules.forms)
    rows = (tuple(mask(cell) if isinstance(cell, str) else cell for cell in row) for row in table)
    return Cleared(replace(table, rows=rows), provenance, stamp)


def clear_memos(
    table: Table, rules: Rules, provenance: Provenance, warnings: tuple[str, ...] = ()
) -> Cleared:
    """What coders wrote, names masked like any other; it may still tell of somebody, so stamped."""
    cleared = clear_table(table, rules, provenance)
    return replace(cleared, stamp=NOT_DEIDENTIFIED, warnings=warnings)
