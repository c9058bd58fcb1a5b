"""What a chosen quotation is today, and its words as they print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from qualkit.analysis.quotes import Reference
from qualkit.core import trimming
from qualkit.core.choosing import ChosenState
from qualkit.core.codebook import Status
from qualkit.core.quotes import Quote
from qualkit.core.records import Coding, Span
from qualkit.core.speech import Speech
from qualkit.core.text import squeeze, union
from qualkit.errors import NotFoundError
from qualkit.privacy import gate
from qualkit.storage import adjudications as decisions
from qualkit.storage import codings as coding_rows
from qualkit.storage import selections as rows
from qualkit.storage.codings import CodingFilter
from qualkit.storage.selections import ChosenRow, SelectionRow
from qualkit.study.blindness import sight
from qualkit.study.drafts import hidden_codes
from qualkit.study.final_layer import FINAL
from qualkit.study.quotes import QuoteSource
from qualkit.study.selections.marking import seen_rows
from qualkit.study.session import Session, did_you_mean

MEND: Mapping[ChosenState, str] = {
    ChosenState.MERGED: "it prints under the code that took its place",
    ChosenState.UNCOVERED: "look at the coding, or choose anew what is coded",
    ChosenState.UNCODED: "code it again, or take it out: qualkit quotes unselect",
    ChosenState.ONE_CODER: "it is not among the references that are counted; decide: qualkit "
    "adjudicate",
    ChosenState.OTHER_LAYER: "write another layer (--layer), or take it out: qualkit quotes "
    "unselect",
    ChosenState.RETIRED: "take the code back into use (qualkit codebook revive), or choose it "
    "under another code",
    ChosenState.NO_CODE: "choose it under a code of the codebook, or take it out: qualkit quotes "
    "unselect",
    ChosenState.CORRECTED: "whoever chose it places it anew: qualkit documents carried",
    ChosenState.REMOVED: "take it out: qualkit quotes unselect",
    ChosenState.CUT_ANEW: "trim it again: qualkit quotes trim",
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """A chosen quotation with its state; `quote` is None where its words cannot be read."""

    row: ChosenRow
    state: ChosenState
    quote: Quote | None
    whole: Quote | None
    cuts: tuple[Span, ...]


def selection_row(session: Session, name: str) -> SelectionRow:
    """The selection of that name or id, whatever its capitals; NotFoundError where there is none
    that who asks may know of."""
    found = [each for each, _ in visible(session)]
    if row := named(name, found):
        return row
    raise NotFoundError(
        f"there is no selection '{name}'",
        did_you_mean(name, [each.name for each in found])
        or 'begin one: qualkit quotes select "NAME" DOCUMENT --code CODE --quote "WORDS"',
    )


def named(name: str, found: Iterable[SelectionRow]) -> SelectionRow | None:
    """The one of that name or id among these."""
    wanted = squeeze(name)
    every = list(found)
    for each in every:
        if wanted in (each.name, each.id):
            return each
    alike = [each for each in every if each.name.casefold() == wanted.casefold()]
    return alike[0] if alike else None


def visible(session: Session) -> list[tuple[SelectionRow, int]]:
    """The selections that who asks may know of, with how many quotations they see in each.

    As long as documents are coded blind, another's in which they see nothing is not there.
    """
    count: dict[str, int] = {}
    for row in seen_rows(session, rows.chosen(session.store.database)):
        count[row.selection_id] = count.get(row.selection_id, 0) + 1
    open_to = not sight(session).closed
    return [
        (each, count.get(each.id, 0))
        for each in rows.selections(session.store.database)
        if open_to or each.coder == session.coder or each.id in count
    ]


def rows_of(session: Session, selection: SelectionRow) -> tuple[ChosenRow, ...]:
    """What was chosen, in the order of printing, as far as who asks may see it."""
    every = rows.chosen(session.store.database, selection_id=selection.id)
    return in_order(seen_rows(session, every))


def in_order(found: Sequence[ChosenRow]) -> tuple[ChosenRow, ...]:
    """Each quotation in its place, and right behind it those that qualify it."""
    ids = {row.id for row in found}
    behind: dict[str, list[ChosenRow]] = {}
    for row in found:
        if row.qualifies in ids and row.qualifies != row.id:
            behind.setdefault(row.qualifies, []).append(row)
    order: dict[str, ChosenRow] = {}

    def put(row: ChosenRow) -> None:
        # Two that qualify each other must not lead round in a ring.
        if row.id not in order:
            order[row.id] = row
            for each in behind.get(row.id, ()):
                put(each)

    led = {row.id for group in behind.values() for row in group}
    for row in (*(row for row in found if row.id not in led), *found):
        put(row)
    return tuple(order.values())


class Making:
    """Makes quotations of chosen rows by the layer and the masks of a source."""

    def __init__(self, source: QuoteSource) -> None:
        self._source = source
        self._session = source.session
        self._documents = {each.id: each for each in self._session.documents()}
        self._backing: dict[tuple[str, str], list[Reference]] = {}
        for each in source.references:
            self._backing.setdefault((each.code, each.version_id), []).append(each)

    def made(self, found: Iterable[ChosenRow]) -> list[Chosen]:
        """The rows as what they are, in the order given."""
        return [self.make(row) for row in found]

    def make(self, row: ChosenRow) -> Chosen:
        """One row as what it is."""
        book = self._source.book
        code = book.current(row.code) if book.code(row.code) else row.code
        now = replace(row, code=code)
        backing = [
            each
            for each in self._backing.get((code, row.version_id), ())
            if each.start < row.span.end and each.end > row.span.start
        ]
        state = self._state(row, now, backing)
        if row.document_id not in self._documents:
            return Chosen(row, state, None, None, ())
        cuts = tuple(
            Span(row.span.start + cut.start, row.span.start + cut.end)
            for cut in trimming.read(row.cuts)
        )
        whole = self._quote(now, backing, ())
        if state is ChosenState.CUT_ANEW:
            return Chosen(row, state, whole, whole, cuts)
        return Chosen(row, state, self._quote(now, backing, cuts) if cuts else whole, whole, cuts)

    def _state(
        self, row: ChosenRow, now: ChosenRow, backing: Sequence[Reference]
    ) -> ChosenState:  # fmt: skip
        book, document = self._source.book, self._documents.get(row.document_id)
        if document is None:
            return ChosenState.REMOVED
        if document.version_id != row.version_id:
            return ChosenState.CORRECTED
        code = book.code(now.code)
        if code is None:
            return ChosenState.NO_CODE
        if code.status is Status.RETIRED:
            return ChosenState.RETIRED
        version = self._session.text(row.version_id)
        if backing and not trimming.still_fit(row.cuts, row.span.of(version.text)):
            return ChosenState.CUT_ANEW
        if not backing:
            return self._without(now, version.text)
        if not self._covered(row, backing):
            return ChosenState.UNCOVERED
        return ChosenState.MERGED if now.code != row.code else ChosenState.READY

    def _without(self, now: ChosenRow, text: str) -> ChosenState:
        """What it is where the layer has no such coding."""
        if not self._codings(now):
            return ChosenState.UNCODED
        decided = (
            each.replaces and each.version_id == now.version_id and each.span.overlaps(now.span)
            for each in decisions.adjudications(
                self._session.store.database, document_id=now.document_id
            )
        )
        if self._source.layer.name != FINAL or any(decided):
            return ChosenState.OTHER_LAYER
        if not trimming.still_fit(now.cuts, now.span.of(text)):
            return ChosenState.CUT_ANEW
        return ChosenState.ONE_CODER

    def _codings(self, now: ChosenRow) -> tuple[Coding, ...]:
        """The codings of the passage under its code that may be seen, of any layer."""
        wanted = CodingFilter(
            version_id=now.version_id, codes=self._source.book.family(now.code), within=now.span,
            layer="", sight=sight(self._session),
        )  # fmt: skip
        hidden = hidden_codes(self._session)
        found = coding_rows.codings(self._session.store.database, wanted)
        own = self._session.coder
        return tuple(each for each in found if each.coder == own or each.code not in hidden)

    def _covered(self, row: ChosenRow, backing: Sequence[Reference]) -> bool:
        """Whether all that is said in it is coded."""
        version = self._session.text(row.version_id)
        speech = Speech(version.text, version.structure)
        coded = union(Span(each.start, each.end) for each in backing)
        rest = trimming.left(row.span, coded)
        return not any(
            version.text[a:b].strip()
            for gap in rest
            for _, a, b in speech.parts(gap.start, gap.end)
        )

    def _quote(
        self, row: ChosenRow, backing: Sequence[Reference], cuts: Sequence[Span]
    ) -> Quote:  # fmt: skip
        """The words; those that are trimmed are compared with what may be read of the text."""
        reader = self._source.reader(row.version_id)
        span = row.span
        turn, lines = (
            reader.trimmed(span, cuts) if cuts else reader.lines(span.start, span.end)
        )  # fmt: skip
        behind = backing or [_reference(each) for each in self._codings(row)]
        coders = sorted({who for each in behind for who in each.coders})
        rounds = sorted({name for each in behind for name in each.rounds})
        layers = sorted({name for each in behind for name in each.layers})
        made = Quote(
            row.code, self._documents[row.document_id].name, row.version_id, reader.version.sha256,
            span.start, span.end, turn, lines, tuple(coders), "+".join(rounds),
            behind[-1].codebook_version if behind else "", "+".join(layers),
        )  # fmt: skip
        if cuts:
            gate.Verbatim(self._source.source_text, lambda _: reader.masks).check(made)
        return made


def _reference(coding: Coding) -> Reference:
    return Reference(
        coding.code, coding.document_id, coding.version_id, coding.span.start, coding.span.end,
        (coding.coder,), (coding.round,), coding.codebook_version, (coding.layer.value,),
    )  # fmt: skip
