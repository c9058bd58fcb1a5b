"""The quotations of a finished report, as rows and in full: verdict, findings, differences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rich.style import Style

from qualkit.core.audit import Audit, Checked, Elsewhere, Place, around_changes
from qualkit.core.wording import counted
from qualkit.tui.lines.bookentry import BLANK, said
from qualkit.tui.palette import Palette
from qualkit.tui.widgets.entry import Paragraph
from qualkit.tui.widgets.listing import Item
from qualkit.tui.widgets.painted import label

_VERDICT, _AT = 16, 12
_CHANGE = re.compile(r"(\[-.*?-\]|\{\+.*?\+\})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Row:
    """A quotation of the report, or a name elsewhere in it."""

    key: str
    of: Checked | Elsewhere

    @property
    def wrong(self) -> bool:
        """Whether anything is wrong with it."""
        return isinstance(self.of, Elsewhere) or bool(self.of.findings)

    @property
    def place(self) -> Place | None:
        """Where its words begin in the transcripts."""
        return self.of.places[0] if isinstance(self.of, Checked) and self.of.places else None


def rows_of(audit: Audit) -> tuple[Row, ...]:
    """Quotations in the order of the report, then what is named elsewhere in it."""
    quotes = [Row(f"q{number}", quote) for number, quote in enumerate(audit.quotes)]
    rest = [Row(f"e{number}", each) for number, each in enumerate(audit.elsewhere)]
    return (*quotes, *rest)


def item_of(row: Row, look: Palette) -> Item:
    """One line: what is wrong with it or its verdict, where it stands, its words."""
    quote = row.of
    if isinstance(quote, Elsewhere):
        return Item(
            row.key,
            (
                ("✗ ", look.strong), (label("name", _VERDICT), look.strong),
                (f" {label(quote.at, _AT)} ", look.quiet), (quote.message, look.text),
            ),
        )  # fmt: skip
    kinds = list(dict.fromkeys(finding.kind.value for finding in quote.findings))
    told = kinds[0] + (f" +{len(kinds) - 1}" if kinds[1:] else "") if kinds else quote.verdict.value
    ink = look.strong if row.wrong else look.quiet
    return Item(
        row.key,
        (
            ("✗ " if row.wrong else "  ", look.strong), (label(told, _VERDICT), ink),
            (f" {label(quote.at, _AT)} ", look.quiet),
            (" ".join(quote.text.split()), look.text if row.wrong else look.quiet),
        ),
    )  # fmt: skip


def entry_of(row: Row, look: Palette) -> Iterator[Paragraph]:
    """All that the audit says of a row."""
    quote = row.of
    if isinstance(quote, Elsewhere):
        yield said(quote.at, look.quiet)
        yield said(quote.message, look.text)
        return
    yield Paragraph(((quote.verdict.value, look.strong), (f"  {quote.at}", look.quiet)))
    for finding in quote.findings:
        yield Paragraph(
            ((f"{finding.kind.value}: ", look.strong), (finding.message, look.text)),
            ("✗ ", look.strong),
        )
    if quote.diff:
        yield Paragraph(tuple(_marked(around_changes(quote.diff), look)))
        yield said("[-in the transcript only-] {+in the report only+}", look.quiet)
    yield BLANK
    yield said(f"“{' '.join(quote.text.split())}”", look.text)
    if quote.attribution:
        fits = "" if quote.sharing is None else f", fits {counted(quote.sharing, 'participant')}"
        yield said(f"{quote.attribution}{fits}", look.quiet)
    if quote.places:
        yield BLANK
        speakers = f"  {', '.join(quote.speakers)}" if quote.speakers else ""
        for place in quote.places:
            yield said(f"{place.document}, {place.start} to {place.end}{speakers}", look.quiet)


def _marked(diff: str, look: Palette) -> Iterator[tuple[str, Style]]:
    """A diff whose changes stand out by weight and line, beside their signs."""
    for part in _CHANGE.split(diff):
        gone, new = part.startswith("[-"), part.startswith("{+")
        style = look.text
        if gone:
            style = look.strong + Style(strike=True)
        elif new:
            style = look.strong + Style(underline=True)
        yield part, style
