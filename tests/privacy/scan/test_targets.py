"""The targets, on passages to develop on and on passages that no rule was written for."""

from __future__ import annotations

import pytest

from qualkit.core.findings import RosterPerson
from qualkit.privacy.scan.engine import scan
from tests.privacy.scan.scoring import QUEUE, TARGETS, Score, passages, scored

PARTS = ("develop", "report")


@pytest.fixture(scope="module", params=PARTS)
def score(request: pytest.FixtureRequest) -> Score:
    return scored(passages(request.param))


@pytest.mark.parametrize(("what", "least"), TARGETS, ids=[what for what, _ in TARGETS])
def test_each_target_is_met(score: Score, what: str, least: float) -> None:
    assert score.share(what) >= least, score.counts[what]


def test_the_queue_stays_short(score: Score) -> None:
    assert score.queue <= QUEUE


def test_no_ordinary_word_is_masked_by_itself(score: Score) -> None:
    assert score.share("ordinary left alone") == 100


def test_nobody_gets_somebody_elses_pseudonym(score: Score) -> None:
    assert score.wrong == []


def test_there_are_sixty_passages_and_more_and_none_is_in_both_parts() -> None:
    ids = [passage.id for part in PARTS for passage in passages(part)]
    texts = {passage.text for part in PARTS for passage in passages(part)}
    assert len(ids) == len(set(ids)) == len(texts) >= 60


def test_every_gold_span_lies_in_its_text_and_overlaps_no_other() -> None:
    for part in PARTS:
        for passage in passages(part):
            ends = 0
            for gold in passage.gold:
                assert ends <= gold.start < gold.end <= len(passage.text)
                ends = gold.end


FILLER = (
    "It is the waiting that does it and nobody tells you that when you begin. "
    "We had a meeting about the meeting and then the lift was out again.\n"
)


@pytest.mark.parametrize("part", PARTS)
def test_a_passage_in_a_long_file_is_scanned_as_it_is_alone(part: str) -> None:
    for passage in passages(part)[::6]:
        before = FILLER * 150
        whole = scan(before + passage.text + "\n" + FILLER * 150, passage.people)
        alone = scan(passage.text, passage.people)
        moved = {(f.start - len(before), f.end - len(before), f.status) for f in whole}
        assert {(f.start, f.end, f.status) for f in alone} <= moved


def test_the_end_of_a_long_file_is_scanned_like_its_beginning() -> None:
    person = RosterPerson("Catriona Baird", ("Trina",), "P01")
    line = "I said to Catriona that Trina would ring me in Forfar.\n"
    found = scan(line * 2_000, [person])
    each = [(f.start % len(line), f.end % len(line), f.participant) for f in found]
    assert len(each) == 6_000
    assert len(set(each)) == 3
