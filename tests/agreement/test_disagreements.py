"""Passages of disagreement: found and named as a reader would, character by character."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualkit.agreement.arrays import Codings, Scope, Spans, Units
from qualkit.agreement.disagreements import runs, runs_of
from qualkit.agreement.figures import agreement
from qualkit.agreement.judgements import judged
from qualkit.agreement.passages import Kind, Runs
from qualkit.agreement.settling import alpha_if_settled, kappa_if_settled
from qualkit.errors import InputError
from tests.agreement import by_character as slow
from tests.agreement.by_character import Small, small_studies


def _bits(coders: frozenset[int]) -> int:
    return sum(1 << coder for coder in coders)


def _runs(study: Small, bridged: bool = False) -> Runs:
    return runs(*study.arrays(), Spans.of(study.bridges) if bridged else None)


def _two(*codings: tuple[int, int, int, int], length: int = 100, codes: int = 3) -> Runs:
    """The passages of two coders in one document; codings: coder, code, start, end."""
    rows = tuple((0, *row) for row in codings)
    return _runs(Small((length,), ((True, True),), codes, rows))


def _told(found: Runs) -> list[tuple[int, int, int, str, int]]:
    """Code, start, end, kind, other."""
    rows = zip(found.code, found.start, found.end, found.kind, found.other, strict=True)
    return [(int(k), int(s), int(e), Kind(kind).name.lower(), int(o)) for k, s, e, kind, o in rows]


class TestKinds:
    def test_a_passage_only_one_coder_found_is_an_omission(self) -> None:
        assert _told(_two((0, 0, 10, 30))) == [(0, 10, 30, "omission", -1)]

    def test_the_same_find_with_other_edges_is_two_edges(self) -> None:
        told = _told(_two((0, 0, 10, 30), (1, 0, 14, 33)))
        assert told == [(0, 10, 14, "edge", -1), (0, 30, 33, "edge", -1)]

    def test_another_code_on_half_of_it_is_a_substitution_both_ways(self) -> None:
        told = _told(_two((0, 0, 10, 30), (1, 2, 10, 20)))
        assert told == [(0, 10, 30, "substitution", 2), (2, 10, 20, "substitution", 0)]

    def test_another_code_on_less_than_half_leaves_an_omission(self) -> None:
        told = _told(_two((0, 0, 10, 30), (1, 2, 10, 19)))
        assert told[0] == (0, 10, 30, "omission", -1)

    def test_a_code_that_both_gave_was_not_put_instead(self) -> None:
        told = _told(_two((0, 0, 10, 30), (0, 2, 10, 30), (1, 2, 10, 30)))
        assert told == [(0, 10, 30, "omission", -1)]

    def test_two_codes_that_cover_half_together_are_put_instead(self) -> None:
        told = _told(_two((0, 0, 10, 30), (1, 1, 10, 15), (1, 2, 15, 22)))
        assert told[0] == (0, 10, 30, "substitution", 2)

    def test_spans_that_only_touch_are_not_edges_of_each_other(self) -> None:
        assert {row[3] for row in _told(_two((0, 0, 10, 20), (1, 0, 20, 30)))} == {"omission"}

    def test_of_three_coders_the_one_who_found_nothing_near_decides(self) -> None:
        rows = ((0, 0, 0, 10, 30), (0, 1, 0, 20, 30), (0, 2, 1, 10, 30))
        told = _runs(Small((100,), ((True, True, True),), 2, rows))
        assert _told(told)[0] == (0, 10, 20, "substitution", 1)
        assert (told.having[0], told.lacking[0]) == (0b001, 0b110)

    def test_a_code_the_first_could_not_give_was_not_put_instead(self) -> None:
        study = Small((50,), ((True, True),), 2, ((0, 0, 0, 10, 30), (0, 1, 1, 10, 30)))
        told = _runs(replace(study, unavailable=((0, 0, 1),)))
        assert _told(told) == [(0, 10, 30, "omission", -1)]


@settings(deadline=None)
@given(small_studies(), st.booleans())
def test_passages_are_those_of_the_characters(study: Small, bridged: bool) -> None:
    found, plain = _runs(study, bridged), slow.passages(study, bridged)
    assert len(found) == len(plain)
    for at, passage in enumerate(plain):
        assert found.document[at] == passage.document
        assert found.code[at] == passage.code
        assert found.start[at] == passage.positions[0]
        assert found.end[at] == passage.positions[-1] + 1
        assert found.having[at] == _bits(passage.having)
        assert found.judging[at] == _bits(passage.judging)
        assert found.length[at] == len(passage.positions)
        assert found.mass[at] == pytest.approx(passage.mass)
        assert (found.kind[at], found.other[at]) == slow.kind(study, passage)


@settings(deadline=None)
@given(small_studies())
def test_all_masses_together_are_all_the_disagreement_there_is(study: Small) -> None:
    plain = 0.0
    for document in range(len(study.lengths)):
        for code in range(study.codes):
            judges = study.judges(document, code)
            gave = [study.gave(document, coder, code) for coder in sorted(judges)]
            for at in set(study.kept(document)) - study.zone(document, code):
                yes = sum(at in own for own in gave)
                pairs = len(gave) * (len(gave) - 1) / 2
                plain += yes * (len(gave) - yes) / pairs if pairs else 0.0
    found = _runs(study)
    assert found.total == pytest.approx(plain)
    assert found.by_code().sum() == pytest.approx(plain)
    assert found.by_document().sum() == pytest.approx(plain)
    assert found.share.sum() == pytest.approx(1.0 if plain else 0.0)


@settings(deadline=None)
@given(small_studies())
def test_splitting_codings_in_two_that_touch_changes_no_passage(study: Small) -> None:
    assert _told(_runs(study.split())) == _told(_runs(study))


@settings(deadline=None)
@given(small_studies())
def test_texts_three_times_as_long_have_passages_three_times_as_long(study: Small) -> None:
    found, long = _runs(study, True), _runs(study.scaled(3), True)
    assert _told(long) == [(k, 3 * s, 3 * e, *rest) for k, s, e, *rest in _told(found)]
    assert long.mass == pytest.approx(3 * found.mass)


@settings(deadline=None)
@given(small_studies(), st.randoms())
def test_numbering_everything_anew_changes_no_passage(study: Small, random) -> None:
    places = [list(range(n)) for n in (len(study.lengths), study.coders, study.codes)]
    for each in places:
        random.shuffle(each)
    documents, _, codes = places
    found, anew = _runs(study), _runs(study.renumbered(*places))

    def key(told: Runs, at: int) -> tuple[object, ...]:
        return (told.document[at], told.code[at], told.start[at], told.end[at], told.kind[at])

    expected = sorted(
        (documents[d], codes[k], s, e, kind) for d, k, s, e, kind in
        (key(found, at) for at in range(len(found)))
    )  # fmt: skip
    assert sorted(key(anew, at) for at in range(len(anew))) == expected


@settings(deadline=None)
@given(small_studies(plain=True))
def test_coders_who_do_the_same_have_no_passages(study: Small) -> None:
    own = [row for row in study.codings if row[1] == 0]
    alike = tuple((d, i, *rest) for d, _, *rest in own for i in range(study.coders))
    everyone = ((True,) * study.coders,) * len(study.lengths)
    found = _runs(replace(study, codings=alike, finished=everyone))
    assert len(found) == 0
    assert found.total == 0
    assert len(found.confusion()) == 0
    assert len(found.ranked()) == 0


def test_a_passage_goes_on_over_an_interviewers_turn_that_has_no_length() -> None:
    study = Small((50,), ((True, True),), 1, ((0, 0, 0, 10, 40),), excluded=((0, 20, 30),))
    found = _runs(study)
    assert _told(found) == [(0, 10, 40, "omission", -1)]
    assert (found.length[0], found.mass[0]) == (20, 20.0)


def test_two_passages_with_nothing_but_white_space_between_are_one() -> None:
    study = Small((50,), ((True, True),), 1, ((0, 0, 0, 10, 20), (0, 0, 0, 21, 30)))
    assert len(_runs(study)) == 2
    found = _runs(replace(study, bridges=((0, 20, 21),)), bridged=True)
    assert _told(found) == [(0, 10, 30, "omission", -1)]
    assert found.length[0] == 19


def test_a_passage_stops_where_text_was_coded_with_assistance() -> None:
    study = Small((50,), ((True, True),), 1, ((0, 0, 0, 10, 40),), zones=((0, 0, 20, 30),))
    assert [row[1:3] for row in _told(_runs(study))] == [(10, 20), (30, 40)]


class TestRanking:
    def test_edges_come_last_however_long_they_are(self) -> None:
        found = _two((0, 0, 0, 60), (1, 0, 0, 5), (0, 1, 70, 72), (0, 2, 80, 90))
        order = found.ranked()
        assert [_told(found)[at][0] for at in order] == [2, 1, 0]
        assert list(found.ranked(2)) == list(order[:2])
        assert len(found.ranked(0)) == 0

    @settings(deadline=None)
    @given(small_studies(), st.integers(0, 8))
    def test_the_first_few_are_the_first_of_all(self, study: Small, most: int) -> None:
        found = _runs(study)
        assert list(found.ranked(most)) == list(found.ranked()[:most])

    def test_confusion_tells_which_code_stood_for_which(self) -> None:
        found = _two((0, 0, 10, 30), (1, 2, 10, 30), (0, 0, 50, 60), (1, 2, 50, 60), (0, 1, 80, 90))
        told = found.confusion()
        assert list(zip(told.code, told.other, told.count, told.length, strict=True)) == [
            (0, 2, 2, 30),
            (2, 0, 2, 30),
        ]
        assert list(told.mass) == [30.0, 30.0]


class TestSettling:
    @settings(deadline=None)
    @given(small_studies(plain=True))
    def test_settling_a_passage_gives_the_alpha_of_the_settled_codings(self, study: Small) -> None:
        found = _runs(study)
        told = alpha_if_settled(found)
        self._check(study, found, "with", told.before, told.with_code, None)
        self._check(study, found, "without", told.before, told.without, None)

    @settings(deadline=None)
    @given(small_studies(plain=True))
    def test_settling_a_passage_gives_the_kappa_of_the_settled_codings(self, study: Small) -> None:
        found = _runs(study)
        told = kappa_if_settled(found, 0, 1)
        mine = ((found.having & 0b11) != 0) & ((found.lacking & 0b11) != 0)
        mine &= (found.judging & 0b11) == 0b11
        chosen = found.taking(mine)
        self._check(study, chosen, "with", told.before[mine], told.with_code[mine], (0, 1))
        self._check(study, chosen, "without", told.before[mine], told.without[mine], (0, 1))
        assert told.before[~mine] == pytest.approx(told.with_code[~mine], nan_ok=True)

    def _check(self, study, found, how, before, after, pair) -> None:
        for at in range(len(found)):
            code = int(found.code[at])
            assert before[at] == pytest.approx(self._figure(study, code, pair), nan_ok=True)
            settled = self._settled(study, found, at, how)
            assert after[at] == pytest.approx(self._figure(settled, code, pair), nan_ok=True)

    @staticmethod
    def _figure(study: Small, code: int, pair: tuple[int, int] | None) -> float:
        told = agreement(*study.arrays(), bootstrap=None).codes[code]
        figure = told.alpha
        if pair is not None:
            figures = [p.kappa for p in told.pairs if (p.first, p.second) == pair]
            figure = figures[0]
        return np.nan if figure.value is None else figure.value

    @staticmethod
    def _settled(study: Small, found: Runs, at: int, how: str) -> Small:
        """The study as it would be: everybody's code on the passage added, or cut out."""
        d, k = int(found.document[at]), int(found.code[at])
        start, end = int(found.start[at]), int(found.end[at])
        judges = [i for i in range(study.coders) if int(found.judging[at]) >> i & 1]
        if how == "with":
            return replace(
                study, codings=study.codings + tuple((d, i, k, start, end) for i in judges)
            )
        rows = []
        for row in study.codings:
            if (row[0], row[2]) != (d, k):
                rows.append(row)
                continue
            for low, high in ((row[3], min(row[4], start)), (max(row[3], end), row[4])):
                if high > low:
                    rows.append((*row[:3], low, high))
        return replace(study, codings=tuple(rows))


def test_an_edit_in_one_document_gives_the_same_passages_as_starting_anew() -> None:
    rng = np.random.default_rng(4)
    start = rng.integers(0, 80, 60)
    table = np.stack(
        [rng.integers(0, 3, 60), rng.integers(0, 3, 60), rng.integers(0, 2, 60), start, start + 15]
    )
    scope = Scope(np.full(3, 100), np.ones((3, 3)), 2)
    kept = judged(Codings(*table), scope)
    changed = table.copy()
    changed[4, changed[0] == 1] -= 5
    one = Codings(*changed[:, changed[0] == 1])
    assert _told(runs_of(kept.replace(1, one))) == _told(runs(Codings(*changed), scope))


def test_more_than_62_coders_are_refused_with_what_to_do() -> None:
    scope = Scope(np.array([10]), np.ones((1, 63)), 1)
    with pytest.raises(InputError, match="62 coders, not 63") as caught:
        runs(Codings.of([]), scope)
    assert "at a time" in str(caught.value.hint)


def test_sixty_two_coders_are_told_apart() -> None:
    scope = Scope(np.array([10]), np.ones((1, 62)), 1)
    found = runs(Codings.of([(0, 61, 0, 2, 5)]), scope)
    assert found.having[0] == 1 << 61
    assert found.mass[0] == pytest.approx(3 * 61 / (62 * 61 / 2))


def test_passages_are_characters_even_where_sentences_are_judged() -> None:
    codings, scope = Small((40,), ((True, True),), 1, ((0, 0, 0, 3, 9),)).arrays()
    sentences = replace(scope, units=Units.of([(0, 0, 20), (0, 20, 40)]))
    assert _told(runs(codings, sentences)) == [(0, 3, 9, "omission", -1)]
    with pytest.raises(InputError, match="stretches of characters"):
        runs_of(judged(codings, sentences))
