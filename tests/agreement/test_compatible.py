"""Old figures of other programs can be found again, and say where they are a convention."""

from __future__ import annotations

from operator import add

import numpy as np
import pytest

from qualkit.agreement.compatible import (
    Counting,
    Segment,
    maxqda_existence,
    maxqda_frequency,
    maxqda_segments,
    nvivo,
    nvivo_summary,
)
from qualkit.agreement.fourfold import Fourfold
from qualkit.agreement.values import Reason, Value
from qualkit.errors import InputError


class TestNVivo:
    def test_the_manuals_thousand_characters_are_85_percent(self) -> None:
        """QSR, NVivo 9-12 manual: 50 characters coded by both, 150 by one, 800 by neither."""
        for first in (0, 75, 150):
            row = nvivo(Fourfold(50, first, 150 - first, 800))
            assert row.agreement == Value(0.85)

    def test_kappa_is_units_of_agreement_less_expected_frequency(self) -> None:
        """The manual's steps: EF = ab/N + (N-a)(N-b)/N, kappa = (agreement - EF)/(N - EF)."""
        a, b, both, size = 120.0, 130.0, 50.0, 1000.0
        expected = a * b / size + (size - a) * (size - b) / size
        agreed = both + size - a - b + both
        row = nvivo(Fourfold(both, a - both, b - both, size - a - b + both))
        assert row.kappa.value == pytest.approx((agreed - expected) / (size - expected), abs=1e-12)
        assert not row.by_convention

    def test_one_side_empty_is_0_as_it_is_there(self) -> None:
        row = nvivo(Fourfold(0, 40, 0, 60))
        assert (row.kappa, row.by_convention) == (Value(0.0), False)

    @pytest.mark.parametrize("counts", [(0, 0, 0, 500), (500, 0, 0, 0)])
    def test_nothing_to_tell_apart_is_1_there_and_marked_as_a_convention(
        self, counts: tuple[int, int, int, int]
    ) -> None:
        table = Fourfold(*counts)
        assert table.kappa().value is None
        row = nvivo(table)
        assert (row.agreement, row.kappa, row.by_convention) == (Value(1.0), Value(1.0), True)

    def test_an_empty_source_has_no_figure(self) -> None:
        row = nvivo(Fourfold(0, 0, 0, 0))
        assert row.kappa == row.agreement == Value(None, Reason.NO_OVERLAP)

    def test_groups_of_coders_are_the_union_of_their_codings(self) -> None:
        table = Fourfold.of_spans([(0, 30), (20, 60)], [(50, 100)], 200)
        assert (table.both, table.first, table.second, table.neither) == (10, 50, 40, 100)

    def test_the_summary_averages_lines_alike_and_by_size(self) -> None:
        rows = [nvivo(Fourfold(50, 75, 75, 800)), nvivo(Fourfold(0, 0, 0, 3000))]
        kappa = rows[0].kappa.value or 0.0
        found = nvivo_summary(rows)
        assert found.agreement.value == pytest.approx((0.85 + 1) / 2)
        assert found.weighted_agreement.value == pytest.approx((0.85 * 1000 + 3000) / 4000)
        assert found.kappa.value == pytest.approx((kappa + 1) / 2)
        assert found.weighted_kappa.value == pytest.approx((kappa * 1000 + 3000) / 4000)
        assert (found.rows, found.by_convention) == (2, 1)

    def test_a_summary_of_nothing_says_so(self) -> None:
        assert nvivo_summary([]).kappa == Value(None, Reason.NO_OVERLAP)
        assert nvivo_summary([nvivo(Fourfold(0, 0, 0, 0))]).rows == 0


def _segments(*rows: tuple[str, int, int]) -> list[Segment]:
    return [Segment(*row) for row in rows]


class TestMaxqda:
    FIRST = _segments(("work", 0, 100), ("care", 200, 300), ("rest", 400, 500))
    SECOND = _segments(("work", 0, 95), ("care", 200, 260), ("home", 400, 500))

    def test_existence_counts_codes_both_have_or_both_lack(self) -> None:
        found = maxqda_existence(
            {"work", "care"}, {"work", "home"}, ["work", "care", "home", "rest"]
        )
        assert (found.agreements, found.disagreements, found.percent) == (2, 2, Value(0.5))
        assert found.kappa.value is None

    def test_frequency_wants_the_same_count(self) -> None:
        found = maxqda_frequency({"work": 3, "care": 1}, {"work": 3}, ["work", "care", "rest"])
        assert (found.agreements, found.disagreements) == (2, 1)

    def test_segments_match_where_they_overlap_by_the_share_asked_for(self) -> None:
        strict = maxqda_segments(self.FIRST, self.SECOND, codes=4)
        assert (strict.agreements, strict.disagreements) == (2, 4)
        loose = maxqda_segments(self.FIRST, self.SECOND, codes=4, overlap=0.6)
        assert (loose.agreements, loose.disagreements) == (4, 2)

    def test_kappa_is_brennan_and_predigers_with_one_over_the_codes(self) -> None:
        found = maxqda_segments(self.FIRST, self.SECOND, codes=4, overlap=0.6)
        assert found.chance == Value(0.25)
        assert found.kappa.value == pytest.approx((4 / 6 - 0.25) / 0.75, abs=1e-12)

    def test_segments_with_several_codes_have_the_other_chance_term(self) -> None:
        found = maxqda_segments(self.FIRST, self.SECOND, codes=4, overlap=0.6, several=True)
        assert found.chance == Value(4 / 25)

    def test_pairs_can_be_counted_once(self) -> None:
        found = maxqda_segments(
            self.FIRST, self.SECOND, codes=4, overlap=0.6, counting=Counting.PAIRS
        )
        assert (found.agreements, found.disagreements, found.percent) == (2, 2, Value(0.5))

    def test_uncoded_text_never_counts(self) -> None:
        near = maxqda_segments(_segments(("a", 0, 10)), _segments(("a", 0, 10)), codes=2)
        far = maxqda_segments(_segments(("a", 9000, 9010)), _segments(("a", 9000, 9010)), codes=2)
        assert near == far
        assert near.kappa == Value(1.0)

    def test_random_segments_match_as_a_search_of_all_pairs_finds_them(self) -> None:
        random = np.random.default_rng(4)

        def some() -> list[Segment]:
            starts = random.integers(0, 300, 40).tolist()
            lengths = random.integers(1, 60, 40).tolist()
            codes = random.integers(0, 3, 40).tolist()
            return [
                Segment(*row) for row in zip(codes, starts, map(add, starts, lengths), strict=True)
            ]

        def likeness(one: Segment, two: Segment) -> float:
            mine, yours = set(range(one.start, one.end)), set(range(two.start, two.end))
            return (one.code == two.code) * len(mine & yours) / len(mine | yours)

        for overlap in (0.1, 0.5, 0.9, 1.0):
            first, second = some(), some()
            met = [any(likeness(a, b) >= overlap for b in second) for a in first]
            met += [any(likeness(b, a) >= overlap for a in first) for b in second]
            found = maxqda_segments(first, second, codes=3, overlap=overlap)
            assert (found.agreements, found.disagreements) == (met.count(True), met.count(False))

    def test_undefined_has_its_reason(self) -> None:
        nothing = maxqda_segments([], [], codes=3)
        assert nothing.percent == nothing.kappa == Value(None, Reason.NOT_APPLIED)
        one_code = maxqda_segments(self.FIRST[:1], self.SECOND[:1], codes=1)
        assert one_code.percent == Value(1.0)
        assert one_code.kappa == Value(None, Reason.NOT_DEFINED)
        assert maxqda_existence([], [], []).percent == Value(None, Reason.NOT_APPLIED)

    def test_what_cannot_be_is_refused(self) -> None:
        with pytest.raises(InputError, match="0 codes"):
            maxqda_segments([], [], codes=0)
        with pytest.raises(InputError, match="no passage"):
            Segment("a", 5, 5)
