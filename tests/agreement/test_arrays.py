"""What the engine takes in: bad rows are named, good ones come in whatever order and type."""

from __future__ import annotations

import doctest
from importlib import import_module
from typing import Any

import numpy as np
import pytest

import qualkit.agreement as public
from qualkit.agreement import CodeSpans, Codings, RowError, Scope, Spans, Triples, Units, judged
from qualkit.errors import InputError

SCOPE = Scope([10, 0], [[True, True], [True, True]], 2)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ((0, 0, 0, 3, 11), "3 to 11 is no span of a text of 10 characters"),
        ((1, 0, 0, 0, 1), "0 to 1 is no span of a text of 0 characters"),
        ((0, 0, 0, -1, 3), "-1 to 3 is no span"),
        ((0, 0, 0, 5, 3), "5 to 3 is no span"),
        ((2, 0, 0, 0, 1), "there is no document 2; there are 2, numbered from 0"),
        ((0, 2, 0, 0, 1), "there is no coder 2"),
        ((0, 0, -1, 0, 1), "there is no code -1"),
    ],
)
def test_a_coding_that_does_not_fit_is_refused_by_its_row(
    row: tuple[int, ...], problem: str
) -> None:
    with pytest.raises(RowError, match="row 1") as error:
        judged(Codings.of([(0, 0, 0, 0, 1), row]), SCOPE)
    assert problem in error.value.message
    assert (error.value.table, error.value.row) == ("codings", 1)
    assert error.value.hint


@pytest.mark.parametrize(
    "tables",
    [
        {"excluded": Spans.of([(0, 0, 11)])},
        {"zones": CodeSpans.of([(0, 2, 0, 1)])},
        {"unavailable": Triples.of([(0, 0, 5)])},
        {"units": Units.of([(3, 0, 1)])},
    ],
)
def test_every_table_of_a_scope_is_checked(tables: dict[str, Any]) -> None:
    with pytest.raises(RowError, match=f"{next(iter(tables))}, row 0"):
        Scope([10], [[True, True]], 2, **tables)


def test_units_that_overlap_are_refused_and_touching_ones_are_not() -> None:
    Scope([10], [[True]], 1, units=Units.of([(0, 5, 10), (0, 0, 5)]))
    with pytest.raises(RowError, match=r"units, row 0 .*starts at 4, within the unit 0 to 5"):
        Scope([10], [[True]], 1, units=Units.of([(0, 4, 10), (0, 0, 5)]))


def test_a_share_of_a_unit_beyond_1_is_refused() -> None:
    with pytest.raises(InputError, match=r"1\.5"):
        Units.documents([3], least=1.5)


def test_documents_as_units_leave_out_those_without_text() -> None:
    units = Units.documents([4, 0, 2])
    assert units.document.tolist() == [0, 2]
    assert units.end.tolist() == [4, 2]


def test_columns_of_different_length_or_type_are_refused() -> None:
    with pytest.raises(InputError, match="differ in length: document 2, coder 1"):
        Codings([0, 0], [0], [0], [0], [1])  # type: ignore[arg-type]
    with pytest.raises(InputError, match="whole numbers"):
        Spans([0.5], [0], [1])  # type: ignore[arg-type]


def test_finished_must_have_a_row_per_document() -> None:
    with pytest.raises(InputError, match="2 documents"):
        Scope([3, 3], [[True]], 1)
    with pytest.raises(RowError, match="lengths, row 1"):
        Scope([3, -1], [[True], [True]], 1)


def test_codings_of_no_length_are_counted_and_left_out() -> None:
    codings = Codings.of([(0, 0, 0, 2, 2), (0, 0, 0, 1, 2)])
    assert codings.empty() == 1
    assert len(SCOPE.checked(codings)) == 1


def test_taking_rows_keeps_what_else_a_table_knows() -> None:
    units = Units(np.array([0, 0]), np.array([0, 3]), np.array([2, 5]), 0.5)
    assert units.taking(np.array([1])).least == 0.5
    assert units.taking(np.array([1])).start.tolist() == [3]


def test_each_public_name_is_the_object_of_its_home() -> None:
    for home, names in public._HOMES.items():
        for name in names:
            assert getattr(public, name) is getattr(import_module(home), name)
    assert public.__all__ == sorted(n for names in public._HOMES.values() for n in names)
    assert dir(public) == public.__all__
    with pytest.raises(AttributeError, match="nonsense"):
        public.nonsense  # noqa: B018


@pytest.mark.parametrize("module", ["qualkit.agreement", "figures", "students_t"])
def test_the_examples_in_docstrings_are_true(module: str) -> None:
    full = module if "." in module else f"qualkit.agreement.{module}"
    failed, tried = doctest.testmod(import_module(full))
    assert (failed, tried > 0) == (0, True)
