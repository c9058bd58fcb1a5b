"""Consent withdrawn in a study on a server."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qualkit.core.records import Span
from qualkit.errors import QualkitError, RefusedError
from qualkit.study import Study
from tests.postgres.server import Server

SAID = "Nobody counts the phone calls."


def coded(study: Study) -> str:
    """Who said it, after it and what follows it have been coded."""
    version = study.text("group.txt")
    start = version.text.index(SAID)
    study.code("group.txt", Span(start, start + len(SAID)), "caseload")
    study.code("group.txt", Span(start, start + len(SAID) + 20), "exhaustion")
    turn = next(t for t in version.structure.turns if t.start <= start < t.end)
    return version.structure.speakers[turn.speaker].pseudonym


def test_the_keeper_removes_somebody_and_no_table_holds_their_words(
    study: Study, server: Server
) -> None:
    who = coded(study)
    report = study.withdraw(who)
    assert (report.codings, report.cut) == (1, 1)
    assert any("replicas" in line for line in report.out_of_reach)
    assert "[withdrawn]" in study.text("group.txt").text
    database = study._session.store.database
    for (body,) in database.fetch("SELECT body FROM text_body"):
        assert "phone calls. " not in body
        assert SAID not in body
    assert [each.pseudonym for each in study.withdrawals()] == [who]
    wrong = [each.problem for each in study.check()]
    assert [each for each in wrong if not each.startswith("no word about quoting")] == []


def test_the_log_is_closed_again_to_everybody_afterwards(study: Study) -> None:
    study.withdraw(coded(study))
    database = study._session.store.database
    before = database.fetch("SELECT count(*) FROM change_log")
    with database.transaction():
        database.execute("DELETE FROM change_log")
    assert database.fetch("SELECT count(*) FROM change_log") == before


def test_a_coders_account_removes_nobody(team: Callable[[str], Study]) -> None:
    with pytest.raises(RefusedError, match="the account of CD"):
        team("CD").withdraw("P01")
    with pytest.raises(QualkitError):
        team("CD")._session.store.database.execute("DELETE FROM text_body")


def test_a_dry_run_leaves_the_server_as_it_was(study: Study) -> None:
    who = coded(study)
    assert study.withdraw(who, dry_run=True).codings == 1
    assert SAID in study.text("group.txt").text
    assert study.withdrawals() == ()
