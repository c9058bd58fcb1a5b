"""A whole report on its way out: every text without names, every quotation compared."""

from __future__ import annotations

from collections.abc import Callable

from qualkit.core.quotes import Quote
from qualkit.core.report import NOT_DEIDENTIFIED, ClearedReport, Provenance, Report
from qualkit.privacy.gate.cleared import Rules
from qualkit.privacy.gate.names import mask_text
from qualkit.privacy.gate.verbatim import Verbatim


def clear_report(
    report: Report,
    rules: Rules,
    verbatim: Verbatim,
    dressed: Callable[[Quote], Quote | None],
    provenance: Provenance,
    warnings: tuple[str, ...] = (),
    stamp: str = NOT_DEIDENTIFIED,
) -> ClearedReport:
    """The report with its quotations compared with their texts and names masked everywhere.

    GateError where a quotation is not verbatim. `dressed` puts what prints beside a quotation,
    lets stand in it what may, and answers None for one that must not leave. Cells of tables lose
    names like any text; quotations in tables are for whoever builds the table to compare.
    """

    def passed(quote: Quote) -> Quote | None:
        verbatim.check(quote)
        return dressed(quote)

    return ClearedReport(report.mapped(mask_text(rules.forms), passed), provenance, stamp, warnings)
