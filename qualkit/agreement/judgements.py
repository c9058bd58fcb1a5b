"""What was judged: the sufficient statistics of every document, and how one of them is replaced."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from qualkit.agreement.arrays import Bools, CodeSpans, Codings, Floats, Ints, Scope
from qualkit.agreement.line import Axis, line
from qualkit.agreement.sweep import Pieces, shift_of, sweep, united
from qualkit.agreement.units import UnitAxis
from qualkit.errors import InputError


@dataclass(frozen=True, slots=True)
class Ignored:
    """How many codings do not enter, and why."""

    empty: int = 0
    """Of no length."""
    unfinished: int = 0
    """Of a coder who has not finished the document: the judgement is missing."""
    unavailable: int = 0
    """With a code that this coder was not to judge there."""
    excluded: int = 0
    """Wholly in text that is excluded."""
    no_unit: int = 0
    """Wholly in text that is in no unit (codings that touch or overlap count as one here)."""


@dataclass(frozen=True, slots=True, eq=False)
class Judgements:
    """All that agreement is computed from; cheap to change by one document.

    weights (D,): counted characters of each document, or units. judging (D, C): whose judgement
    counts there (finished, and there is text). pieces: what was marked, by document; first
    (D + 1,): where each document's pieces begin. zones: the pieces of zones, likewise with
    zone_first. withheld: packed (document, coder, code), sorted, that could not be judged.
    """

    scope: Scope
    axis: Axis
    unit_axis: UnitAxis | None
    bits: int
    weights: Ints
    judging: Bools
    withheld: Ints
    pieces: Pieces
    first: Ints
    zones: Pieces
    zone_first: Ints
    ignored: tuple[Ignored, ...]
    """Per document."""

    def replace(self, document: int, codings: Codings, finished: Bools | None = None) -> Judgements:
        """The judgements once this document has these codings of all coders, and no others.

        `finished` (C,), where given, says anew who has finished the document. Cost: a sweep of
        the one document, and copying the pieces of the others. RowError for codings that do not
        fit; InputError for codings of another document.
        """
        others = np.flatnonzero(codings.document != document)
        if len(others):
            raise InputError(
                f"codings, row {others[0]} (from 0): of document {codings.document[others[0]]}, "
                f"not {document}",
                "Give the codings of one document only.",
            )
        if finished is not None:
            return _refinished(self, document, finished).replace(document, codings)
        pieces, ignored = _swept(self, codings, only=document)
        told = list(self.ignored)
        told[document] = ignored[document]
        before, after = self.first[document], self.first[document + 1]
        first = self.first.copy()
        first[document + 1 :] += len(pieces) - (after - before)
        return replace(
            self,
            pieces=_spliced(self.pieces, int(before), int(after), pieces),
            first=first,
            ignored=tuple(told),
        )

    def rows(self, documents: Ints) -> tuple[slice | Ints, Ints]:
        """Which pieces lie in these documents (ascending), and the place of each one's document."""
        if len(documents) == self.scope.documents:
            return slice(None), self.pieces.document
        counts = self.first[documents + 1] - self.first[documents]
        local = np.repeat(np.arange(len(documents)), counts)
        starts = np.cumsum(counts) - counts
        return np.arange(len(local)) + (self.first[documents] - starts)[local], local

    def judged(self, documents: Ints) -> Floats:
        """How much was to be judged: (n, 1), or (n, K) where zones of codes are left out."""
        told = self.weights[documents, None].astype(np.float64)
        if not len(self.zones):
            return told
        counts = self.zone_first[documents + 1] - self.zone_first[documents]
        if not counts.any():
            return told
        local = np.repeat(np.arange(len(documents)), counts)
        rows = np.concatenate(
            [np.arange(self.zone_first[d], self.zone_first[d + 1]) for d in documents]
        )
        codes = self.scope.codes
        length = (self.zones.end - self.zones.start)[rows]
        out = np.bincount(
            local * codes + self.zones.code[rows], length, minlength=len(documents) * codes
        )
        less: Floats = told - out.reshape(len(documents), codes)
        return less

    def withheld_from(self, coder: int, documents: Ints) -> Bools | None:
        """(n, K) True where the coder could not judge the code there; None where nowhere."""
        if not len(self.withheld):
            return None
        codes = self.scope.codes
        low = (documents * self.scope.coders + coder) * codes
        begin = np.searchsorted(self.withheld, low)
        counts = np.searchsorted(self.withheld, low + codes) - begin
        if not counts.any():
            return None
        told = np.zeros((len(documents), codes), np.bool_)
        for at in np.flatnonzero(counts):
            told[at, self.withheld[begin[at] : begin[at] + counts[at]] - low[at]] = True
        return told


def judged(codings: Codings, scope: Scope) -> Judgements:
    """The judgements that these codings (in any order) are, within the scope.

    RowError for the first coding that does not fit: an unknown document, coder or code, or a span
    outside its text.
    """
    axis = line(scope)
    unit_axis = None if scope.units is None else UnitAxis.over(scope.units, axis)
    weights = axis.lengths if unit_axis is None else unit_axis.lengths
    nothing = sweep(Codings.of([]), scope, 1)
    bare = Judgements(
        scope=scope,
        axis=axis,
        unit_axis=unit_axis,
        bits=shift_of(scope, np.maximum(axis.lengths, weights)),
        weights=weights,
        judging=scope.finished & (weights > 0)[:, None],
        withheld=_withheld(scope),
        pieces=nothing,
        first=np.zeros(scope.documents + 1, np.int64),
        zones=nothing,
        zone_first=np.zeros(scope.documents + 1, np.int64),
        ignored=(Ignored(),) * scope.documents,
    )
    zones = _zones(bare)
    bare = replace(bare, zones=zones, zone_first=_firsts(zones, scope.documents))
    pieces, ignored = _swept(bare, codings)
    return replace(bare, pieces=pieces, first=_firsts(pieces, scope.documents), ignored=ignored)


def _firsts(pieces: Pieces, documents: int) -> Ints:
    return np.searchsorted(pieces.document, np.arange(documents + 1)).astype(np.int64)


def _spliced(pieces: Pieces, before: int, after: int, new: Pieces) -> Pieces:
    """The pieces with those from `before` to `after` replaced."""
    names = ("document", "code", "start", "end", "masks")
    columns = []
    for name in names:
        old, added = getattr(pieces, name), getattr(new, name)
        columns.append(np.concatenate((old[..., :before], added, old[..., after:]), axis=-1))
    return Pieces(*columns)


def _refinished(judgements: Judgements, document: int, finished: Bools) -> Judgements:
    """The same, but for who has finished the document."""
    table = judgements.scope.finished.copy()
    table[document] = finished
    scope = replace(judgements.scope, finished=table)
    judging = judgements.judging.copy()
    judging[document] = table[document] & (judgements.weights[document] > 0)
    return replace(judgements, scope=scope, judging=judging, withheld=_withheld(scope))


def _withheld(scope: Scope) -> Ints:
    """The triples that a finished coder could not judge, packed and sorted, each once."""
    if scope.unavailable is None:
        return np.zeros(0, np.int64)
    told = scope.unavailable
    told = told.taking(scope.finished[told.document, told.coder])
    keys = np.sort((told.document * scope.coders + told.coder) * scope.codes + told.code)
    # What np.unique answers, which would import numpy.ma for it: 17 ms of each command.
    return keys[np.diff(keys, prepend=-1) > 0]


def _zones(judgements: Judgements) -> Pieces:
    """The zones, counted: united per code, in characters or the units they touch."""
    scope, axis, unit_axis = judgements.scope, judgements.axis, judgements.unit_axis
    if scope.zones is None or not len(scope.zones):
        return judgements.zones
    told = scope.zones.taking(scope.zones.end > scope.zones.start)
    start, end = _places(scope, axis, told)
    nobody = np.full(len(told), scope.coders)
    zones = Codings(told.document, nobody, told.code, start, end).taking(end > start)
    if unit_axis is not None:
        start, end = unit_axis.touched(zones.document, zones.start, zones.end)
        zones = Codings(zones.document, zones.coder, zones.code, start, end).taking(end > start)
    return sweep(united(zones, scope, judgements.bits), scope, judgements.bits)


def _places(scope: Scope, axis: Axis, spans: Codings | CodeSpans) -> tuple[Ints, Ints]:
    """Starts and ends of spans counted from each document's first counted character."""
    if scope.excluded is None or not len(scope.excluded):
        return spans.start, spans.end
    base = axis.starts[spans.document]
    start, end = axis.place(spans.document, spans.start), axis.place(spans.document, spans.end)
    return start - base, end - base


def _swept(
    judgements: Judgements, codings: Codings, only: int | None = None
) -> tuple[Pieces, tuple[Ignored, ...]]:
    """The pieces of these codings outside zones, and per document what was ignored."""
    scope, bits = judgements.scope, judgements.bits
    spans, ignored = _counted(judgements, codings)
    zones = judgements.zones
    if only is not None:
        zones = zones.taking(
            slice(int(judgements.zone_first[only]), int(judgements.zone_first[only + 1]))
        )
    if len(zones):
        nobody = np.full(len(zones), scope.coders)
        columns = zip(
            (spans.document, spans.coder, spans.code, spans.start, spans.end),
            (zones.document, nobody, zones.code, zones.start, zones.end),
            strict=True,
        )
        spans = Codings(*(np.concatenate(pair) for pair in columns))
    pieces = sweep(spans, scope, bits)
    return pieces.taking(~pieces.zoned()) if len(zones) else pieces, ignored


def _counted(judgements: Judgements, codings: Codings) -> tuple[Codings, tuple[Ignored, ...]]:
    """The codings that count, as united counted spans, and per document how many do not."""
    scope, axis, documents = judgements.scope, judgements.axis, judgements.scope.documents

    def per_document(which: Codings) -> Ints:
        return np.bincount(which.document, minlength=documents)

    had = [per_document(codings)]
    spans = scope.checked(codings)
    had.append(per_document(spans))
    spans = spans.taking(scope.finished[spans.document, spans.coder])
    had.append(per_document(spans))
    if len(judgements.withheld):
        key = (spans.document * scope.coders + spans.coder) * scope.codes + spans.code
        at = np.searchsorted(judgements.withheld, key).clip(max=len(judgements.withheld) - 1)
        spans = spans.taking(judgements.withheld[at] != key)
    had.append(per_document(spans))
    start, end = _places(scope, axis, spans)
    spans = Codings(spans.document, spans.coder, spans.code, start, end).taking(end > start)
    had.append(per_document(spans))
    spans = united(spans, scope, judgements.bits)
    lost = np.zeros(documents, np.int64)
    if judgements.unit_axis is not None:
        start, end = judgements.unit_axis.touched(spans.document, spans.start, spans.end)
        lost = per_document(spans.taking(end <= start))
        spans = judgements.unit_axis.present(spans, scope.codes, scope.coders)
        spans = united(spans, scope, judgements.bits)
    counts = np.stack([had[at] - had[at + 1] for at in range(4)] + [lost], axis=1)
    if not counts.any():
        return spans, (Ignored(),) * documents
    return spans, tuple(Ignored(*row) for row in counts.tolist())
