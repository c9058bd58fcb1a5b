"""Very many quotations: what the gate says of them is counted, and asked in a shorter way."""

from __future__ import annotations

import csv
import gc
from pathlib import Path

import pytest

from qualkit.core.clearing import Against, Clearance, Objection, Sort, Tally
from qualkit.core.collecting import uncollected
from qualkit.errors import GateError
from qualkit.privacy.gate import repeats
from qualkit.study import Study, quotes
from qualkit.study.leaving import quotes_out
from qualkit.study.quotes import QuoteChoice

WORDS = {Against.DUPLICATE, Against.NEAR_DUPLICATE}
"""What the shorter way compares by the words of the source, and the longer by those that print."""


def of_consent(found: Clearance) -> dict[Sort, int]:
    return {sort: n for sort, n in found.sorts().items() if sort.against not in WORDS}


@pytest.mark.parametrize("profile", ["commissioner", "public", "team"])
@pytest.mark.parametrize("merge", [True, False])
def test_of_very_many_the_gate_says_what_it_says_of_few(
    demo: Study, monkeypatch: pytest.MonkeyPatch, profile: str, *, merge: bool
) -> None:
    people = demo.path / "transcripts" / "participants.csv"
    rows = people.read_text("utf-8").replace("P01,", "P01x,").replace("verbatim", "", 1)
    people.write_text(rows, "utf-8")
    few = demo.clearance(QuoteChoice(merge=merge), profile)
    monkeypatch.setattr(quotes, "MANY", 0)
    many = demo.clearance(QuoteChoice(merge=merge), profile)
    assert (many.quotes, many.left_out) == (few.quotes, few.left_out)
    assert of_consent(many) == of_consent(few)
    if profile != "team":
        assert Against.UNRECORDED in many.counts()


def test_what_is_not_kept_one_by_one_is_counted_all_the_same(demo: Study) -> None:
    (demo.path / "transcripts" / "participants.csv").unlink()
    every = quotes_out.clearance(demo._session, QuoteChoice(), kept=None)
    short = quotes_out.clearance(demo._session, QuoteChoice(), kept=2)
    assert every.counts()[Against.UNRECORDED] > 100
    assert not every.more
    assert short.counts() == every.counts()
    kept = [each for each in short.objections if each.against is Against.UNRECORDED]
    assert kept == [e for e in every.objections if e.against is Against.UNRECORDED][:2]
    told = quotes_out.told(short)
    assert told == quotes_out.told(every)
    refusals = []
    for found in (short, every):
        with pytest.raises(GateError) as refused:
            quotes_out.refuse(found, Path("q.csv"), quotes_out.Terms())
        refusals.append((str(refused.value), refused.value.hint))
    assert refusals[0] == refusals[1]


def test_the_list_for_an_ethics_board_has_every_one(
    demo: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (demo.path / "transcripts" / "participants.csv").unlink()
    number = demo.clearance().counts().total()
    done = demo.export_clearance(tmp_path / "check.csv")
    with done.path.open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == number


def test_where_there_are_too_many_to_compare_the_gate_says_so(
    demo: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert demo.clearance().notes == ()
    monkeypatch.setattr(repeats, "MOST", 10)
    found = demo.clearance()
    assert found.notes == (repeats.UNSOUGHT,)
    assert Against.NEAR_DUPLICATE not in found.counts()
    assert repeats.UNSOUGHT in quotes_out.told(found)


def test_a_tally_keeps_the_first_of_each_kind_and_counts_the_rest() -> None:
    tally = Tally(kept=1)
    tally.update(Objection(Against.OPEN, "said", document=name) for name in ("a", "b", "b"))
    tally.add(Objection(Against.BALANCE, "much"))
    assert [each.document for each in tally.objections] == ["a", ""]
    assert tally.more == {Sort(Against.OPEN, "b", "said"): 2}
    found = Clearance("public", 3, 0, tuple(tally.objections), more=tally.more)
    assert found.counts() == {Against.OPEN: 3, Against.BALANCE: 1}


def test_the_collector_runs_again_after_many_records_whatever_happened() -> None:
    with pytest.raises(ZeroDivisionError), uncollected():
        _ = 1 / gc.isenabled()
    assert gc.isenabled()
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
