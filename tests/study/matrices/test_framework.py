"""The framework matrix: summaries that people write are kept, taken back and brought back."""

from __future__ import annotations

import pytest

from qualkit.core.records import Coder, CoderRole
from qualkit.errors import InputError, NotFoundError
from qualkit.study import Study
from qualkit.study.matrices.framework import FrameworkCell


def at(study: Study, participant: str, theme: str = "burnout") -> FrameworkCell:
    cells = (c for row in study.framework(quotes=None).rows for c in row)
    (found,) = (c for c in cells if (c.participant, c.theme) == (participant, theme))
    return found


def test_a_cell_holds_what_the_participant_said_on_the_theme(counted: Study) -> None:
    cell = at(counted, "P01")
    assert cell.references == 2
    assert [q.text() for q in cell.quotes] == ["Sixty on my list.", "We are tired of the list."]
    assert at(counted, "P06").references == 0
    # Nobody has coded the lead's interview.
    assert at(counted, "P08").references is None


def test_a_new_wording_takes_the_place_and_undo_and_redo_are_exact(counted: Study) -> None:
    counted.summary("P01", "burnout", "The list.")
    counted.summary("p01", "Burnout", "The list, and tired of it.")
    assert at(counted, "P01").summary == "The list, and tired of it."
    assert at(counted, "P01").by == "AB"
    counted.undo()
    assert at(counted, "P01").summary == "The list."
    counted.undo()
    assert at(counted, "P01").summary == ""
    counted.redo()
    counted.redo()
    assert at(counted, "P01").summary == "The list, and tired of it."
    counted.summary("P01", "burnout", "")
    assert at(counted, "P01").summary == ""
    counted.undo()
    assert at(counted, "P01").summary == "The list, and tired of it."
    told = [change.summary for change in counted.history(limit=3)]
    assert "took the summary of P01 on Burnout out of the framework matrix" in " ".join(told)


def test_the_same_words_again_do_nothing(counted: Study) -> None:
    counted.summary("P01", "burnout", "The list.")
    before = len(counted.history(limit=None))
    counted.summary("P01", "burnout", "  The list. ")
    assert len(counted.history(limit=None)) == before


def test_what_cannot_be_summed_up_is_refused(counted: Study) -> None:
    with pytest.raises(NotFoundError, match="no participant 'P99'"):
        counted.summary("P99", "burnout", "x")
    with pytest.raises(NotFoundError, match="no theme 'burnot'"):
        counted.summary("P01", "burnot", "x")
    with pytest.raises(NotFoundError, match="no summary of P01"):
        counted.summary("P01", "burnout", " ")
    with pytest.raises(InputError, match="too long"):
        counted.summary("P01", "burnout", "x" * 30_000)
    with pytest.raises(NotFoundError, match="no participant 'P99'"):
        counted.framework(participants=["P99"])


def test_who_codes_a_document_blind_does_not_read_what_others_sum_up_of_it(counted: Study) -> None:
    counted.add_coder(Coder("LD", "", CoderRole.LEAD))
    counted.add_coder(Coder("CD"))
    counted.use_coder("LD")
    counted.summary("P07", "burnout", "Tired, say I.")
    counted.summary("P01", "burnout", "Lists.")
    counted.assign("CD", "nurse")
    counted.assign("LD", "nurse")
    counted.use_coder("CD")
    assert at(counted, "P07").summary == ""
    assert "Tired, say I" not in str(counted.framework())
    # What CD writes stands beside it, until the document opens.
    counted.summary("P07", "burnout", "Mine.")
    assert at(counted, "P07").summary == "Mine."
    assert "Tired, say I" not in str(counted.history(limit=None))


def test_the_table_has_a_row_a_participant_and_a_column_a_theme(counted: Study) -> None:
    counted.summary("P01", "burnout", "The list.")
    table = counted.framework(participants=["P01", "P08"], quotes=1).table()
    assert [c.heading for c in table.columns if not c.machine] == [
        "Participant", "Burnout", "Prevention",
    ]  # fmt: skip
    first, last = list(table)
    assert first[0] == "P01"
    assert str(first[1]).startswith("The list.\n(2 references)\n“")
    assert last[1] == "not coded"
    frame = counted.framework().frame()
    assert set(frame["participant"]) == {f"P0{n}" for n in range(1, 9)}
    assert frame["references"].isna().sum() == 2


def test_who_withdraws_leaves_no_summary_behind(counted: Study) -> None:
    counted.summary("P07", "burnout", "A nurse who is worn out.")
    counted.summary("P01", "burnout", "The list.")
    counted.withdraw("P07")
    assert at(counted, "P01").summary == "The list."
    stored = (counted.path / "study.db").read_bytes()
    assert b"worn out" not in stored
    assert b"The list." in stored
