"""Matrices of codes: what is counted, what is hidden, what is empty and not zero."""

from __future__ import annotations

import math

import pytest

from qualkit.core.records import Coder
from qualkit.errors import InputError, NotFoundError
from qualkit.study import Study
from qualkit.study.matrices.matrix import Matrix


def cell(matrix: Matrix, heads: tuple[object, ...], column: str) -> tuple[object, ...]:
    """The values of the cell whose row ends in these heads."""
    place = [each.heading for each in matrix.columns].index(column)
    (row,) = (r for r in matrix.rows if r.heads[-len(heads) :] == heads)
    return row.cells[place].values


def text(matrix: Matrix, heads: tuple[object, ...], column: str) -> str:
    place = [each.heading for each in matrix.columns].index(column)
    (row,) = (r for r in matrix.rows if r.heads[-len(heads) :] == heads)
    return row.cells[place].text


def test_groups_are_counted_in_each_kind_of_document_apart(counted: Study) -> None:
    found = counted.matrix("code-by-attribute", by="sector", internal=True)
    assert cell(found, ("Caseload", "focus groups"), "NHS") == (2, 3, 3)
    assert cell(found, ("Caseload", "focus groups"), "council") == (0, 3, 0)
    assert cell(found, ("Caseload", "interviews"), "charity") == (1, 1, 1)
    assert cell(found, ("Caseload", "focus groups"), "All") == (2, 6, 3)
    assert text(found, ("Caseload", "focus groups"), "council") == "did not raise (0 of 3)"
    # Nobody of the charity took part in the focus group: that is no zero of anything.
    assert cell(found, ("Caseload", "focus groups"), "charity") == (None, 0, None)


def test_a_small_group_is_hidden_and_so_is_the_total_that_gives_it_back(counted: Study) -> None:
    found = counted.matrix("code-by-attribute", by="sector")
    rows = {row.heads[1:]: row for row in found.rows}
    of = [each.heading for each in found.columns]
    for heads, row in rows.items():
        for name, each in zip(of, row.cells, strict=True):
            if name != "All" and each.values[1]:
                assert each.values[1] >= counted._session.settings.attribution.minimum, heads
    interviews = rows["Caseload", "interviews"].cells
    assert all(each.values[0] is None for each in interviews)
    assert "too small" in " ".join(found.notes)


def test_hidden_figures_are_in_no_table_and_no_frame(counted: Study) -> None:
    found = counted.matrix("code-by-attribute", by="sector")
    keys = [column.key for column in found.table().columns]
    for row in found.table():
        said = dict(zip(keys, row, strict=True))
        for column in found.columns:
            if said[column.key] == "not shown: small group":
                assert [said[f"{column.key}_{m}"] for m in found.measures] == [None] * 3


def test_kinds_of_document_stand_side_by_side_and_are_never_summed(counted: Study) -> None:
    found = counted.matrix("code-by-kind")
    assert [each.key for each in found.columns] == ["interview", "focus_group", "literature"]
    assert cell(found, ("Caseload",), "Interviews") == (1, 1, 1)
    assert cell(found, ("Caseload",), "Focus groups") == (2, 6, 3)
    # Literature has documents, and no participants.
    assert cell(found, ("Caseload",), "Literature (documents)") == (None, None, 1)
    assert text(found, ("Caseload",), "Literature (documents)") == "1 of 1 documents; 1 reference"
    assert text(found, ("Colleagues",), "Literature (documents)") == "none of 1 documents"


def test_a_document_that_nobody_coded_is_empty_and_no_zero(counted: Study) -> None:
    found = counted.matrix("code-by-document")
    assert cell(found, ("Caseload",), "group.txt") == (3,)
    assert cell(found, ("Colleagues",), "paper.txt") == (0,)
    assert cell(found, ("Caseload",), "lead.txt") == (None,)
    assert "Not coded in this layer and counted nowhere: lead.txt." in found.notes
    assert [each.of for each in found.columns] == [
        "interview", "interview", "focus group", "literature",
    ]  # fmt: skip


def test_a_coder_who_is_done_and_found_nothing_makes_zeros(counted: Study) -> None:
    counted.add_coder(Coder("CD"))
    counted.assign("CD", "lead")
    counted.use_coder("CD")
    counted.mark_done("lead")
    counted.use_coder("AB")
    found = counted.matrix("code-by-document")
    assert cell(found, ("Caseload",), "lead.txt") == (0,)


def test_participants_are_rows_and_missing_is_never_zero(counted: Study) -> None:
    found = counted.matrix("cases")
    frame = found.frame()
    assert list(frame.index.get_level_values("participant")) == [f"P0{n}" for n in range(1, 9)]
    assert frame.loc[("P01", 1, 1), "caseload"] == 2
    assert frame.loc[("P06", 1, 1), "caseload"] == 0
    assert math.isnan(frame.astype("float64").loc[("P08", 1, 0), "caseload"])
    binary = counted.matrix("cases", binary=True)
    assert cell(binary, ("P01", 1, 1), "Caseload") == (1,)
    assert {each.reason for each in binary.rows[-1].cells} == {
        "none of the documents was coded in this layer"
    }


def test_of_a_theme_what_overlaps_counts_once(counted: Study) -> None:
    codes = counted.matrix("code-by-document")
    themes = counted.matrix("code-by-document", themes_only=True)
    assert cell(codes, ("Caseload",), "group.txt") == (3,)
    assert cell(codes, ("Exhaustion",), "group.txt") == (1,)
    # Two codes of Burnout lie on one sentence.
    assert cell(themes, ("Burnout",), "group.txt") == (3,)
    assert [row.heads for row in themes.rows] == [("Burnout",), ("Prevention",)]


def test_only_what_is_asked_for_is_shown_and_unknown_names_are_refused(counted: Study) -> None:
    found = counted.matrix("code-by-document", themes=["Prevention"])
    assert [row.heads for row in found.rows] == [("Prevention", "Colleagues")]
    assert len(counted.matrix("code-by-kind", codes=["exhaustion"]).rows) == 1
    with pytest.raises(NotFoundError, match="no theme"):
        counted.matrix("code-by-kind", themes=["weather"])
    with pytest.raises(NotFoundError, match="attribute 'shoe'"):
        counted.matrix("code-by-attribute", by="shoe")
    with pytest.raises(InputError, match="no kind of matrix"):
        counted.matrix("code-by-weather")
    with pytest.raises(NotFoundError, match="no layer"):
        counted.matrix("code-by-kind", layer="ZZ")


def test_a_code_out_of_use_is_shown_where_it_was_used(counted: Study) -> None:
    counted.retire_code("exhaustion")
    assert len(counted.matrix("code-by-document").rows) == 3
    for coding in counted.codings(code="exhaustion"):
        counted.uncode(coding.id)
    names = [row.heads[-1] for row in counted.matrix("code-by-document").rows]
    assert names == ["Caseload", "Colleagues"]


def test_merged_codes_count_for_the_one_they_went_into(counted: Study) -> None:
    counted.merge_codes("exhaustion", "caseload")
    found = counted.matrix("code-by-document")
    # Two of the four codings lie on the same words.
    assert cell(found, ("Caseload",), "group.txt") == (3,)
    assert cell(found, ("Caseload",), "nurse.txt") == (3,)


def test_codes_meet_on_the_same_words_and_in_a_turn(counted: Study) -> None:
    met = {(p.one, p.other): p for p in counted.cooccurrence().pairs}
    pair = met["caseload", "exhaustion"]
    # The paper, in which nobody speaks, is not in it.
    assert (pair.count, pair.one_total, pair.other_total) == (1, 4, 3)
    assert pair.coefficient == pytest.approx(1 / 6)
    near = {(p.one, p.other): p.count for p in counted.cooccurrence(within="turn").pairs}
    assert near == {("caseload", "exhaustion"): 2, ("exhaustion", "colleagues"): 1}
    apart = {(p.one, p.other): p.count for p in counted.cooccurrence(within=2).pairs}
    assert apart["caseload", "colleagues"] == 2
    with pytest.raises(InputError, match="cannot meet within 'sofa'"):
        counted.cooccurrence(within="sofa")


def test_the_square_of_codes_is_symmetrical(counted: Study) -> None:
    square = counted.matrix("co-occurrence")
    names = [column.heading for column in square.columns]
    for one in names:
        for other in names:
            assert cell(square, (one,), other) == cell(square, (other,), one)
    assert cell(square, ("Caseload",), "Exhaustion") == (1, pytest.approx(1 / 6))
    assert text(square, ("Caseload",), "Caseload") == "(4)"
    assert square.frame("coefficient").dtypes.iloc[0] == "Float64"


def test_frames_hold_what_tables_hold(counted: Study) -> None:
    found = counted.matrix("code-by-attribute", internal=True)
    for measure in found.measures:
        frame = found.frame(measure)
        assert frame.index.names == ["theme", "code", "kind"]
        place = found.measures.index(measure)
        for row, values in zip(found.rows, frame.itertuples(index=False), strict=True):
            for one, value in zip(row.cells, values, strict=True):
                assert one.values[place] == value or one.values[place] is None
    with pytest.raises(InputError, match="no measure"):
        found.frame("weather")
    pairs = counted.cooccurrence().frame()
    assert list(pairs["count"]) == [1, 1]


def test_a_study_without_codings_makes_empty_matrices(study: Study) -> None:
    for kind in ("code-by-attribute", "code-by-document", "code-by-kind", "cases", "co-occurrence"):
        found = study.matrix(kind)
        found.table()
        found.frame()
    assert study.cooccurrence().pairs == ()
    assert study.cooccurrence().frame().empty
