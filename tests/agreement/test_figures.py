"""The figures against a count character by character, in small studies of every kind."""

from __future__ import annotations

import json
from dataclasses import asdict

import numpy as np
import pytest
from hypothesis import given, settings

from qualkit.agreement import Flag, Reason, further, heat_lines, judged
from tests.agreement import brute
from tests.agreement.brute import Case, cases, close, found_for


@settings(max_examples=150, deadline=None)
@given(cases())
def test_pairs_are_as_counted_character_by_character(case: Case) -> None:
    found = found_for(case)
    for code in found.codes:
        units = case.judged(code.code)
        for pair in code.pairs:
            counts = brute.pair_counts(units, pair.first, pair.second)
            assert (pair.both, pair.first_only, pair.second_only, pair.neither) == counts
            assert pair.documents == len(brute.documents(units, pair.first, pair.second))
            assert pair.kappa.documents == pair.documents
            both, one, two, neither = counts
            n = sum(counts)
            close(pair.kappa, brute.kappa(counts))
            close(pair.f1, 2 * both / (2 * both + one + two) if n > neither else None)
            close(pair.jaccard, both / (both + one + two) if n > neither else None)
            close(pair.negative, 2 * neither / (2 * neither + one + two) if n > both else None)
            close(pair.percent, (both + neither) / n if n else None)
            close(pair.prevalence, (both - neither) / n if n else None)
            close(pair.bias, (one - two) / n if n else None)
            close(pair.coded_first, (both + one) / n if n else None)
            close(pair.coded_second, (both + two) / n if n else None)
            p = (2 * both + one + two) / (2 * n) if n else 0
            pe = 2 * p * (1 - p)
            close(pair.ac1, ((both + neither) / n - pe) / (1 - pe) if n else None)


@settings(max_examples=150, deadline=None)
@given(cases())
def test_codes_are_as_counted_character_by_character(case: Case) -> None:
    found = found_for(case)
    for code in found.codes:
        units = case.judged(code.code)
        close(code.alpha, brute.alpha(units))
        close(code.percent, brute.percent(units))
        close(code.f1, brute.specific(units, 1))
        close(code.negative, brute.specific(units, 0))
        f1 = brute.specific(units, 1)
        close(code.jaccard, None if f1 is None else f1 / (2 - f1))
        share, po = brute.share(units), brute.percent(units)
        if po is None or share is None:
            assert code.ac1.value is None
        else:
            pe = 2 * share * (1 - share)
            close(code.ac1, (po - pe) / (1 - pe))
        shared = [unit for unit in units if sum(v is not None for v in unit[2]) >= 2]
        assert code.documents == len({document for document, _, _ in shared})
        assert code.used_in == len({d for d, _, values in shared if 1 in values})
        said = [v for _, _, values in shared for v in values if v is not None]
        close(code.prevalence, 2 * sum(said) / len(said) - 1 if said else None)
        for coder in range(case.coders):
            mine = [values[coder] for _, _, values in shared if values[coder] is not None]
            close(code.coded[coder], sum(mine) / len(mine) if mine else None)  # type: ignore[arg-type]
        judging = [c for c in range(case.coders) if any(u[2][c] is not None for u in shared)]
        using = [c for c in range(case.coders) if any(u[2][c] for u in shared)]
        assert code.coders == len(judging)
        assert (Flag.SINGLE_CODER in code.flags) == (len(using) == 1)
        assert (Flag.NOT_APPLIED in code.flags) == (bool(shared) and not using)


@settings(max_examples=150, deadline=None)
@given(cases())
def test_the_whole_is_as_counted_from_the_codes(case: Case) -> None:
    found = found_for(case)
    tables: dict[tuple[int, int], list[tuple[int, ...]]] = {}
    for code in range(case.codes):
        units = case.judged(code)
        for pair in found.overall.pairs:
            counts = brute.pair_counts(units, pair.first, pair.second)
            tables.setdefault((pair.first, pair.second), []).append(counts)
    for pair in found.overall.pairs:
        close(pair.kappa, brute.pooled(tables[pair.first, pair.second]))
    close(found.overall.pooled, brute.pooled([t for each in tables.values() for t in each]))
    alphas = sorted(a for k in range(case.codes) if (a := brute.alpha(case.judged(k))) is not None)
    close(found.overall.alpha_median, float(np.median(alphas)) if alphas else None)
    close(found.overall.alpha_lowest, alphas[0] if alphas else None)
    close(found.overall.alpha_highest, alphas[-1] if alphas else None)
    assert found.overall.with_alpha == len(alphas)
    assert found.overall.below_667 == sum(a < 0.667 for a in alphas)
    left_out = [found.overall.not_applied, found.overall.no_variation, found.overall.no_overlap]
    assert sum(left_out) == case.codes - len(alphas)
    assert "NaN" not in json.dumps(asdict(found))


@settings(max_examples=150, deadline=None)
@given(cases())
def test_a_heat_line_has_each_document_as_if_it_were_alone(case: Case) -> None:
    for code, row in enumerate(heat_lines(judged(*case.arrays()))):
        units = case.judged(code)
        assert [cell.document for cell in row] == list(range(len(case.lengths)))
        for cell in row:
            here = [unit for unit in units if unit[0] == cell.document]
            close(cell.alpha, brute.alpha(here))
            close(cell.f1, brute.specific(here, 1))
            size = len([u for u in here if sum(v is not None for v in u[2]) >= 2])
            expected = 0.0 if not size else (1 - (brute.percent(here) or 0)) * size
            assert cell.mass == pytest.approx(expected, abs=1e-9)
            assert (cell.alpha.reason is Reason.NO_OVERLAP) == (size == 0)


@settings(max_examples=150, deadline=None)
@given(cases())
def test_what_is_shown_on_request_is_as_counted(case: Case) -> None:
    for code in further(judged(*case.arrays())):
        units = case.judged(code.code)
        po, share = brute.percent(units), brute.share(units)
        close(code.s, None if po is None else 2 * po - 1)
        if po is None or share is None or share in (0, 1):
            assert code.fleiss.value is None
        else:
            pe = share**2 + (1 - share) ** 2
            close(code.fleiss, (po - pe) / (1 - pe))
        tables = [brute.pair_counts(units, p.first, p.second) for p in code.pairs]
        kappas = [k for table in tables if (k := brute.kappa(table)) is not None]
        close(code.light, sum(kappas) / len(kappas) if kappas else None)
        assert code.light_pairs == len(kappas)
        close(code.hubert, brute.pooled(tables))
        for pair, (both, one, two, neither) in zip(code.pairs, tables, strict=True):
            n = both + one + two + neither
            close(pair.s, 2 * (both + neither) / n - 1 if n else None)
            p = (2 * both + one + two) / (2 * n) if n else 0
            pe = p**2 + (1 - p) ** 2
            close(pair.scott, ((both + neither) / n - pe) / (1 - pe) if n and 0 < p < 1 else None)
