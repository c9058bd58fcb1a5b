"""What holds of every text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from qualkit.core.findings import RosterPerson
from qualkit.privacy.scan.engine import scan
from qualkit.privacy.scan.settle import WIDE
from tests.privacy.scan.asking import PEOPLE

_PIECES = """
    Lorna lorna Geddes Grant grant Will will Wullie Siobahn Morag Dr Mrs from on the only Angus
    Street Forfar Keith 07700 900123 1503724418 dd2 4qt fifty-eight years old twelve May in April
    2019 nurse Big - 's ’s . , : " ( ) ! um and I I'm É ß ﬁ 12/06/1979 @tay a@b.org
"""
PIECES = st.sampled_from([*_PIECES.split(), "\n", "  "])
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map(" ".join))


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_findings_lie_in_the_text_in_order_and_names_never_overlap(text: str) -> None:
    found = scan(text, PEOPLE)
    assert list(found) == sorted(found, key=lambda f: (f.start, -f.end))
    ends = 0
    for finding in found:
        assert 0 <= finding.start < finding.end <= len(text)
        assert finding.replacement.startswith("[")
        assert finding.replacement.endswith("]")
        if finding.type not in WIDE:
            assert ends <= finding.start
            ends = finding.end


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_without_a_roster_nobody_is_a_participant(text: str) -> None:
    assert {f.participant for f in scan(text)} <= {None}


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40), st.text(max_size=20), TEXTS)
def test_any_roster_can_be_read(name: str, alias: str, text: str) -> None:
    scan(text, [RosterPerson(name, (alias,), "P1")])


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_findings(text: str) -> None:
    assert scan(text, PEOPLE) == scan(text, PEOPLE)
