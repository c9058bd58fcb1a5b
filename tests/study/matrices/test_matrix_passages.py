"""The passages behind a cell of a matrix are exactly the references that the cell counts."""

from __future__ import annotations

from typing import Any

import pytest

from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.study import Study

ASKED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("code-by-attribute", {"by": "sector"}),
    ("code-by-attribute", {"by": "sector", "internal": True}),
    ("code-by-attribute", {"by": "sector", "internal": True, "themes_only": True}),
    ("code-by-document", {}),
    ("code-by-document", {"themes_only": True}),
    ("code-by-kind", {}),
    ("code-by-kind", {"layer": "union"}),
    ("cases", {}),
    ("cases", {"themes_only": True}),
)


@pytest.mark.parametrize(("kind", "asked"), ASKED)
def test_every_cell_counts_as_many_references_as_there_are_passages(
    counted: Study, kind: str, asked: dict[str, Any]
) -> None:
    matrix = counted.matrix(kind, **asked)
    looked_at = 0
    for row in matrix.rows:
        for column, cell in zip(matrix.columns, row.cells, strict=True):
            if cell.hidden or cell.values[-1] is None:
                continue
            found = counted.matrix_passages(kind, row.key, column.key, of=row.of, **asked)
            assert len(found) == cell.values[-1], (row.heads, column.heading)
            looked_at += len(found)
    assert looked_at


@pytest.mark.parametrize("within", ["overlap", "turn", "0", "1"])
def test_where_codes_meet_the_passages_of_the_row_that_meet_the_other_are_found(
    counted: Study, within: str
) -> None:
    matrix = counted.matrix("co-occurrence", within=within)
    for row in matrix.rows:
        for column, cell in zip(matrix.columns, row.cells, strict=True):
            found = counted.matrix_passages("co-occurrence", row.key, column.key, within=within)
            assert "paper.txt" not in {quote.document for quote in found}
            if row.key == column.key:
                spoken = counted.matrix_passages("cases", "P01", row.key)
                assert set(spoken) <= set(found)
            else:
                # A passage may meet several of the other code, and the other way round.
                assert bool(found) == bool(cell.values[0]), (row.key, column.key)
                assert len(found) <= (cell.values[0] or 0) or within == "turn"


def test_a_hidden_cell_gives_no_passage_unless_internal(counted: Study) -> None:
    matrix = counted.matrix("code-by-attribute")
    hidden = [
        (row, column.heading)
        for row in matrix.rows
        for column, cell in zip(matrix.columns, row.cells, strict=True)
        if cell.hidden
    ]
    assert hidden
    for row, heading in hidden:
        with pytest.raises(RefusedError, match="is not shown"):
            counted.matrix_passages("code-by-attribute", row.key, heading, of=row.of)
        counted.matrix_passages("code-by-attribute", row.key, heading, of=row.of, internal=True)


def test_groups_documents_and_codes_may_be_named_as_people_call_them(counted: Study) -> None:
    matrix = counted.matrix("code-by-document")
    row = matrix.rows[0]
    name = str(row.heads[-1])
    for column in matrix.columns:
        by_key = counted.matrix_passages("code-by-document", row.key, column.key)
        by_name = counted.matrix_passages("code-by-document", name, column.heading)
        assert by_key == by_name


@pytest.mark.parametrize(
    ("kind", "row", "column", "said"),
    [
        ("code-by-kind", "weather", "interview", "no row or column of this matrix is 'weather'"),
        ("code-by-kind", "exhaustion", "sofa", "kind of document"),
        ("code-by-document", "exhaustion", "sofa", "sofa"),
        ("code-by-attribute", "exhaustion", "sofa", "no column of this matrix is 'sofa'"),
        ("cases", "P99", "exhaustion", "no participant 'P99'"),
        ("sofa", "exhaustion", "P01", "'sofa' is no kind of matrix"),
    ],
)
def test_what_is_not_there_is_said_with_what_is(
    counted: Study, kind: str, row: str, column: str, said: str
) -> None:
    with pytest.raises((NotFoundError, InputError)) as told:
        counted.matrix_passages(kind, row, column)
    assert said in told.value.message
    assert told.value.hint
