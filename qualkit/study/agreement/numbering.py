"""The same as numbers: from what is compared to the arrays that the engine takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qualkit.core.records import Document, Span
from qualkit.core.team import CodeOnSpan
from qualkit.core.text import participant_spans, spoken
from qualkit.errors import InputError
from qualkit.study.agreement.material import Compared, Judged, Material
from qualkit.study.agreement.question import AgreementQuestion, Unit
from qualkit.study.agreement.report import ComparedDocument
from qualkit.study.assisted import assisted_zones
from qualkit.study.codebook import codebook
from qualkit.study.session import Session

if TYPE_CHECKING:
    from qualkit.agreement.arrays import Codings, Scope, Spans, Units

Rows = list[tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Numbered:
    """The arrays, and what their numbers stand for: documents, raters (coders) and codes.

    `names` and `themes` are what people call the codes and where these belong.
    """

    codings: Codings
    scope: Scope
    documents: tuple[ComparedDocument, ...]
    raters: tuple[str, ...]
    codes: tuple[str, ...]
    names: Mapping[str, str]
    themes: Mapping[str, str]


def numbered(
    session: Session, question: AgreementQuestion, material: Material,
    also: frozenset[str] = frozenset(),
) -> Numbered:  # fmt: skip
    """What is compared, as arrays. Codes are in the codebook's order, unknown ones last.

    `also` are codes that get a number though nobody judged them here.
    """
    import numpy as np

    from qualkit.agreement.arrays import CodeSpans, Scope, Triples

    raters = material.raters
    codes = _in_order(session, material.codes | also, subcodes=question.subcodes)
    place = {code: number for number, code in enumerate(codes)}
    rater = {name: number for number, name in enumerate(raters)}
    above = _above(session, codes) if question.subcodes else {}
    finished = np.zeros((len(material.compared), max(1, len(raters))), np.bool_)
    missing: Rows = []
    for document, one in enumerate(material.compared):
        for each in one.judged:
            who = rater[each.rater]
            finished[document, who] = True
            missing += [(document, who, number) for number in _not_judged(each, codes, above)]
    counted = [judged_spans(session, question, one.document) for one in material.compared]
    scope = Scope(
        lengths=np.array([one.document.characters for one in material.compared], np.int64),
        finished=finished,
        codes=len(codes),
        excluded=_excluded(material.compared, counted),
        zones=CodeSpans.of(_zones(session, material.compared, place)),
        unavailable=Triples.of(missing),
        units=units_of(session, question, material.compared),
    )
    names, themes = _called(session, codes)
    return Numbered(
        _codings(material, rater, place, above), scope, _documents(material, counted), raters,
        codes, names, themes,
    )  # fmt: skip


def _called(session: Session, codes: Sequence[str]) -> tuple[dict[str, str], dict[str, str]]:
    """What people call the codes, and the themes these belong to."""
    book = codebook(session)
    known = {code: book.code(code) for code in codes}
    themes = {code: book.theme_of(found) for code, found in known.items() if found}
    return (
        {code: book.name_of(code) for code in codes},
        {code: theme.name if theme else "" for code, theme in themes.items()},
    )


def _codings(
    material: Material, rater: Mapping[str, int], place: Mapping[str, int],
    above: Mapping[str, tuple[str, ...]],
) -> Codings:  # fmt: skip
    """All codings, each also under the codes above its own; by columns, of half a million."""
    import numpy as np

    from qualkit.agreement.arrays import Codings

    sizes, blocks = [], []
    codes: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    for document, one in enumerate(material.compared):
        for each in one.judged:
            marks: Sequence[CodeOnSpan] = each.marks
            if above:
                marks = [
                    CodeOnSpan(c, m.span) for m in marks for c in (m.code, *above.get(m.code, ()))
                ]
            blocks.append((document, rater[each.rater]))
            sizes.append(len(marks))
            codes += [place[mark.code] for mark in marks]
            starts += [mark.span.start for mark in marks]
            ends += [mark.span.end for mark in marks]
    where = np.repeat(np.array(blocks, np.int64).reshape(-1, 2), sizes, axis=0)
    columns = (np.array(column, np.int64) for column in (codes, starts, ends))
    return Codings(where[:, 0], where[:, 1], *columns)


def _documents(
    material: Material, counted: Sequence[tuple[Span, ...]]
) -> tuple[ComparedDocument, ...]:
    return tuple(
        ComparedDocument(
            one.document.id, one.document.name, one.round, sum(map(len, spans)),
            tuple(each.rater for each in one.judged),
        )
        for one, spans in zip(material.compared, counted, strict=True)
    )  # fmt: skip


def limited(numbered_: Numbered, wanted: Sequence[int]) -> Numbered:
    """The same with these codes alone (by number), numbered anew in that order."""
    import numpy as np

    from qualkit.agreement.arrays import CodeSpans, Codings, Triples

    scope, codings = numbered_.scope, numbered_.codings
    place = np.full(scope.codes, -1, np.int64)
    place[list(wanted)] = np.arange(len(wanted))
    kept = codings.taking(place[codings.code] >= 0)
    zones, withheld = scope.zones, scope.unavailable
    if zones is not None:
        zones = zones.taking(place[zones.code] >= 0)
        zones = CodeSpans(zones.document, place[zones.code], zones.start, zones.end)
    if withheld is not None:
        withheld = withheld.taking(place[withheld.code] >= 0)
        withheld = Triples(withheld.document, withheld.coder, place[withheld.code])
    return replace(
        numbered_,
        codings=Codings(kept.document, kept.coder, place[kept.code], kept.start, kept.end),
        scope=replace(scope, codes=len(wanted), zones=zones, unavailable=withheld),
        codes=tuple(numbered_.codes[number] for number in wanted),
    )


def rows_of(numbered_: Numbered, document: int, judged: Sequence[Judged]) -> Rows:
    """The rows of one document anew, for figures that follow an edit."""
    place = {code: number for number, code in enumerate(numbered_.codes)}
    rater = {name: number for number, name in enumerate(numbered_.raters)}
    return [
        (document, rater[each.rater], place[mark.code], mark.span.start, mark.span.end)
        for each in judged
        for mark in each.marks
        if mark.code in place
    ]


def _in_order(session: Session, used: Iterable[str], *, subcodes: bool) -> tuple[str, ...]:
    book = codebook(session)
    wanted = set(used)
    if subcodes:
        for code in list(wanted):
            if (found := book.code(code)) is not None:
                wanted |= {above.id for above in book.ancestors(found)}
    known = [placed.code.id for placed in book.walk()]
    rest = [code.id for code in book.codes if code.id not in set(known)]
    ordered = [code for code in (*known, *rest) if code in wanted]
    return (*dict.fromkeys(ordered), *sorted(wanted - set(ordered)))


def _above(session: Session, codes: Iterable[str]) -> dict[str, tuple[str, ...]]:
    book = codebook(session)
    found = {code: book.code(code) for code in codes}
    return {
        code: tuple(above.id for above in book.ancestors(known))
        for code, known in found.items()
        if known is not None
    }


def _not_judged(
    judged: Judged, codes: Sequence[str], above: dict[str, tuple[str, ...]]
) -> Iterator[int]:
    if judged.codes is None:
        return
    had = set(judged.codes)
    for code in judged.codes:
        had |= set(above.get(code, ()))
    for number, code in enumerate(codes):
        if code not in had:
            yield number


def _excluded(compared: Sequence[Compared], counted: Sequence[tuple[Span, ...]]) -> Spans:
    """What is no participant's speech: interviewers' turns, labels, times, asides."""
    from qualkit.agreement.arrays import Spans

    rows: Rows = []
    for number, (one, spans) in enumerate(zip(compared, counted, strict=True)):
        at = 0
        for span in spans:
            if span.start > at:
                rows.append((number, at, span.start))
            at = span.end
        if at < one.document.characters:
            rows.append((number, at, one.document.characters))
    return Spans.of(rows)


def judged_spans(
    session: Session, question: AgreementQuestion, document: Document
) -> tuple[Span, ...]:
    """The stretches of a document that count: participants' speech, or everybody's if asked."""
    version = session.text(document.version_id)
    if question.interviewers:
        return tuple(piece.span for piece in spoken(version.text, version.structure))
    return participant_spans(version.text, version.structure)


def _zones(session: Session, compared: Sequence[Compared], place: dict[str, int]) -> Rows:
    where: dict[str, list[int]] = {}
    for number, one in enumerate(compared):
        where.setdefault(one.document.version_id, []).append(number)
    return [
        (number, place[zone.code], zone.span.start, zone.span.end)
        for zone in assisted_zones(session)
        if zone.code in place
        for number in where.get(zone.version_id, ())
    ]


def units_of(
    session: Session, question: AgreementQuestion, compared: Sequence[Compared]
) -> Units | None:
    """The sentences, turns or documents that are judged; None for characters.

    Raises InputError where these documents have none.
    """
    from qualkit.agreement.arrays import Units

    if question.unit is Unit.CHARACTER:
        return None
    rows: Rows = []
    for number, one in enumerate(compared):
        structure = session.text(one.document.version_id).structure
        if question.unit is Unit.DOCUMENT:
            rows.append((number, 0, one.document.characters))
            continue
        spans: Iterable[Span] = (
            structure.sentences if question.unit is Unit.SENTENCE
            else (turn.span for turn in structure.turns)
        )  # fmt: skip
        rows += [(number, span.start, span.end) for span in spans]
    if not rows:
        raise InputError(
            f"these documents have no {question.unit.value}s", "take --unit character or document"
        )
    units = Units.of(rows)
    return Units(units.document, units.start, units.end, question.least)
