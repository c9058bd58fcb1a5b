"""Coefficients that are shown on request, and figures as other programs compute them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from qualkit.study.agreement.computing import figure
from qualkit.study.agreement.numbering import Numbered
from qualkit.study.agreement.report import AgreementReport, CodeFigures, Figure

if TYPE_CHECKING:
    from qualkit.agreement.judgements import Judgements
    from qualkit.agreement.setvalued import SetTable

More = dict[str, list[tuple[str, Figure]]]


def further(
    report: AgreementReport, numbered: Numbered, judgements: Judgements, *, more: bool,
    compatible: str,
) -> AgreementReport:  # fmt: skip
    """The report with what was asked for on top: per code and over all codes."""
    by_code: More = defaultdict(list)
    overall: list[tuple[str, Figure]] = []
    notes: list[str] = []
    if more:
        _coefficients(numbered, judgements, by_code)
        overall += _sets(judgements)
    if compatible == "nvivo":
        overall += _nvivo(numbered, judgements, by_code)
        notes.append(
            "NVivo-compatible figures: means over documents, uncoded text included, 1 where nobody "
            "used the code; NVivo counts interviewers' text too (--interviewers)"
        )
    if compatible == "maxqda":
        overall += _maxqda(numbered)
        notes.append(
            "MAXQDA-compatible figures are an experiment: segments that overlap by 90 %, kappa "
            "after Brennan and Prediger"
        )
    if not (by_code or overall):
        return report
    codes = tuple(_with(code, by_code) for code in report.codes)
    return replace(
        report, codes=codes, overall=replace(report.overall, more=tuple(overall)),
        notes=(*report.notes, *notes),
    )  # fmt: skip


def _with(code: CodeFigures, by_code: More) -> CodeFigures:
    return replace(code, more=(*code.more, *by_code.get(code.code, ())))


def _coefficients(numbered: Numbered, judgements: Judgements, by_code: More) -> None:
    from qualkit.agreement.heat import further as asked

    for one in asked(judgements):
        code = numbered.codes[one.code]
        by_code[code] += [
            ("Fleiss' kappa", figure(one.fleiss)),
            ("Bennett's S", figure(one.s)),
            ("Light's kappa", figure(one.light)),
            ("Hubert's kappa", figure(one.hubert)),
        ]
        for pair in one.pairs:
            who = f"{numbered.raters[pair.first]}/{numbered.raters[pair.second]}"
            by_code[code].append((f"Scott's pi {who}", figure(pair.scott)))
    _holsti(numbered, by_code)


def _holsti(numbered: Numbered, by_code: More) -> None:
    """Holsti of each pair: the passages that both marked alike, among all that they marked."""
    from qualkit.agreement.spans import span_agreement

    found = span_agreement(numbered.codings, numbered.scope)
    for place, (first, second) in enumerate(found.pairs):
        who = f"{numbered.raters[first]}/{numbered.raters[second]}"
        for number, code in enumerate(numbered.codes):
            exact = found.pair(place, number).exact
            by_code[code].append((f"Holsti's coefficient {who}", figure(exact)))


def _sets(judgements: Judgements) -> list[tuple[str, Figure]]:
    """Alpha over whole sets of codes, characters as units; an uncoded stretch is the empty set."""
    from qualkit.agreement.setvalued import mvalpha, set_alpha

    table: SetTable
    table, weights = _set_units(judgements)
    return [
        ("Alpha on sets of codes (MASI)", figure(set_alpha(table, weights=weights))),
        ("Multi-valued alpha", figure(mvalpha(table, weights=weights))),
    ]


def _set_units(
    judgements: Judgements,
) -> tuple[list[list[frozenset[int] | None]], list[float]]:
    """Each stretch between two boundaries as a unit with every coder's set; weights are lengths."""
    rows: dict[tuple[frozenset[int] | None, ...], float] = defaultdict(float)
    coders = judgements.scope.coders
    for document in range(judgements.scope.documents):
        judging = judgements.judging[document].tolist()
        covered = 0
        for length, sets in _stretches(judgements, document):
            covered += length
            rows[tuple(sets[c] if judging[c] else None for c in range(coders))] += length
        rest = int(judgements.weights[document]) - covered
        if rest > 0:
            empty: frozenset[int] = frozenset()
            rows[tuple(empty if judging[c] else None for c in range(coders))] += rest
    return [list(row) for row in rows], list(rows.values())


def _stretches(judgements: Judgements, document: int) -> Iterator[tuple[int, list[frozenset[int]]]]:
    pieces = judgements.pieces
    rows = slice(int(judgements.first[document]), int(judgements.first[document + 1]))
    starts, ends = pieces.start[rows].tolist(), pieces.end[rows].tolist()
    codes, masks = pieces.code[rows].tolist(), pieces.masks[:, rows].T.tolist()
    changes: dict[int, list[int]] = defaultdict(list)
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        changes[start].append(number)
        changes[end].append(-number - 1)
    live: set[int] = set()
    places = sorted(changes)
    for at, after in pairwise(places):
        for number in changes[at]:
            if number >= 0:
                live.add(number)
            else:
                live.discard(-number - 1)
        if live:
            yield (
                after - at,
                [
                    frozenset(codes[n] for n in live if masks[n][c // 62] >> (c % 62) & 1)
                    for c in range(judgements.scope.coders)
                ],
            )


def _nvivo(numbered: Numbered, judgements: Judgements, by_code: More) -> list[tuple[str, Figure]]:
    from qualkit.agreement.compatible import nvivo, nvivo_summary
    from qualkit.agreement.fourfold import Fourfold
    from qualkit.agreement.tables import all_pairs, pair_tables

    found: list[tuple[str, Figure]] = []
    for (table,) in pair_tables(judgements, all_pairs(judgements.scope.coders)):
        who = f"{numbered.raters[table.first]}/{numbered.raters[table.second]}"
        everything = []
        for number, code in enumerate(numbered.codes):
            rows = []
            for document in range(len(table.documents)):
                both, one, two = (
                    float(part[document, number])
                    for part in (table.both, table.only_first, table.only_second)
                )
                width = table.judged.shape[1]
                judged = float(table.judged[document, number if width > 1 else 0])
                rows.append(nvivo(Fourfold(both, one, two, judged - both - one - two)))
            everything += rows
            summary = nvivo_summary(rows)
            by_code[code].append((f"NVivo kappa {who}", figure(summary.kappa)))
            by_code[code].append((f"NVivo agreement {who}", figure(summary.agreement)))
        whole = nvivo_summary(everything)
        found += [
            (f"NVivo kappa {who}, mean", figure(whole.kappa)),
            (f"NVivo kappa {who}, weighted by source size", figure(whole.weighted_kappa)),
            (f"NVivo agreement {who}, mean", figure(whole.agreement)),
        ]
    return found


def _maxqda(numbered: Numbered) -> list[tuple[str, Figure]]:
    """Segments of each pair over all documents, put one behind the other."""
    from qualkit.agreement.compatible import Segment, maxqda_segments
    from qualkit.agreement.tables import all_pairs

    scope, codings = numbered.scope, numbered.codings
    offsets = [0]
    for length in scope.lengths.tolist():
        offsets.append(offsets[-1] + length + 1)
    segments: dict[tuple[int, int], list[Segment]] = defaultdict(list)
    columns = (codings.document, codings.coder, codings.code, codings.start, codings.end)
    for document, coder, code, start, end in zip(*(c.tolist() for c in columns), strict=True):
        at = offsets[document]
        segments[document, coder].append(Segment(code, at + start, at + end))
    found = []
    for first, second in all_pairs(scope.coders):
        shared = [d for d in range(scope.documents)
                  if scope.finished[d, first] and scope.finished[d, second]]  # fmt: skip
        ours = [s for d in shared for s in segments[d, first]]
        theirs = [s for d in shared for s in segments[d, second]]
        made = maxqda_segments(ours, theirs, max(1, scope.codes))
        who = f"{numbered.raters[first]}/{numbered.raters[second]}"
        found += [
            (f"MAXQDA kappa {who} (experimental)", figure(made.kappa)),
            (f"MAXQDA agreement {who} (experimental)", figure(made.percent)),
        ]
    return found
