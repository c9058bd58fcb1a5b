"""The export gate: the one place through which content leaves a study.

The rules so far: a quotation must stand word for word in its text; a participant whose consent
forbids it is not quoted; names on the roster are replaced by pseudonyms in square brackets. That
is not de-identification, so everything is stamped until it can be vouched for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from qualkit.core.quotes import Line, Quote
from qualkit.core.report import NOT_DEIDENTIFIED, WORKING_COPY, Cleared, Provenance
from qualkit.core.table import Table
from qualkit.core.text import squeeze
from qualkit.errors import GateError
from qualkit.privacy.roster import Form


@dataclass(frozen=True, slots=True)
class Rules:
    """What the gate goes by: who may not be quoted and why, and which forms name somebody."""

    obstacles: Mapping[str, str]
    forms: tuple[Form, ...]


def withheld(quote: Quote, rules: Rules) -> str:
    """Why a quotation may not leave; empty where it may."""
    for speaker in quote.speakers:
        if reason := rules.obstacles.get(speaker):
            return f"{speaker}: {reason}"
    return ""


def clear_quotes(
    quotes: Iterable[Quote],
    rules: Rules,
    source: Callable[[str], str],
    tabulate: Callable[[Iterable[Quote]], Table],
    provenance: Provenance,
    warnings: tuple[str, ...] = (),
) -> Cleared:
    """A table of the quotations that may leave, names masked.

    `source` gives the stored text of a version. The quotations are walked once, while the writer
    walks the table's rows; GateError there where one is not verbatim.
    """

    def passed() -> Iterator[Quote]:
        mask = _masker(rules.forms)
        for quote in quotes:
            if not rules.obstacles or not withheld(quote, rules):
                _check_verbatim(quote, source(quote.version_id))
                yield mask(quote)

    return Cleared(tabulate(passed()), provenance, NOT_DEIDENTIFIED, warnings)


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


def _check_verbatim(quote: Quote, text: str) -> None:
    there = text[quote.start : quote.end]
    if len(quote.lines) == 1 and quote.lines[0].words == there:
        return
    whole = squeeze(there)
    if all(line.words in whole for line in quote.lines):
        return
    # A label or time stamp inside the turn makes the words stand apart in the stored text.
    for line in quote.lines:
        at = 0
        for word in line.words.split():
            at = whole.find(word, at)
            if at < 0:
                raise GateError(
                    "a quotation does not stand word for word in its text",
                    (f"{quote.document}, characters {quote.span.start} to {quote.span.end}",),
                    "this is a fault in qualkit; please report it",
                )
            at += len(word)


def mask_text(forms: tuple[Form, ...]) -> Callable[[str], str]:
    """A function that puts [pseudonym] for every form that names somebody on the roster."""
    pattern = form_pattern(forms)
    if pattern is None:
        return lambda text: text
    whose = {form.text: form.pseudonym for form in forms}
    return lambda text: pattern.sub(lambda found: f"[{whose[squeeze(found[0])]}]", text)


def form_pattern(forms: tuple[Form, ...]) -> re.Pattern[str] | None:
    """What finds any of the forms as whole words, whatever white space stands in them."""
    if not forms:
        return None
    spellings = [r"\s+".join(map(re.escape, form.text.split())) for form in forms]
    return re.compile(rf"(?<!\w)(?:{'|'.join(spellings)})(?!\w)")


def _masker(forms: tuple[Form, ...]) -> Callable[[Quote], Quote]:
    if not forms:
        return lambda quote: quote
    mask = mask_text(forms)

    def masked(quote: Quote) -> Quote:
        lines = tuple(
            Line(line.pseudonym, mask(line.words), line.participant) for line in quote.lines
        )
        return quote._replace(lines=lines, document=mask(quote.document))

    return masked


def leaks(parts: Iterable[str], forms: tuple[Form, ...]) -> tuple[str, ...]:
    """The pseudonyms of those whose name still stands in the text parts of a finished file."""
    pattern = form_pattern(forms)
    if pattern is None:
        return ()
    whose = {form.text: form.pseudonym for form in forms}
    found: dict[str, None] = {}
    for part in parts:
        for match in pattern.finditer(part):
            found[whose[squeeze(match[0])]] = None
    return tuple(found)
