"""What a coder's own account on the server gives them, whatever program they use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import psycopg
import pytest

from qualkit.core.marks import MemoKind
from qualkit.core.records import Span
from qualkit.errors import QualkitError, RefusedError, StoreError
from qualkit.storage.migrate import portable_tables
from qualkit.storage.server_rules import RULES
from qualkit.study import Study
from tests.postgres.server import Server

Team = Callable[[str], Study]
SECRET = "EFs own thought"


@pytest.fixture
def apart(study: Study, team: Team) -> Team:
    """CD and EF code `nurse` double; EF has put something of each kind into it, CD a coding."""
    study.open_round("main", "main")
    study.assign("CD", "nurse", round="main")
    study.assign("EF", "nurse", round="main")
    ef = team("EF")
    coding = ef_works(ef)
    ef.star(coding, note=SECRET)
    ef.counter_example(coding, note=SECRET)
    ef.note_for_team("nurse", Span(60, 70), SECRET)
    ef.bookmark("nurse", Span(60, 80))
    ef.memo_on(MemoKind.DOCUMENT, "nurse", SECRET)
    ef.propose("caseload", source="search", text="Friday")
    ef.remember_place("nurse", 77)
    team("CD").code("nurse", Span(40, 55), "exhaustion", memo="mine")
    return team


def ef_works(ef: Study) -> str:
    ef.code("nurse", Span(44, 60), "caseload", memo=SECRET)
    draft = ef.draft_code("Secret name")
    ef.code("nurse", Span(80, 99), draft.id)
    ef.code("nurse", Span(100, 120), "colleagues")
    ef.undo()
    (first, *_) = ef.codings("nurse", "EF")
    return first.id


def rows(server: Server, user: str, sql: str, **given: Any) -> list[tuple[Any, ...]]:
    """What somebody gets with psql and their own account."""
    with psycopg.connect(server.url("small", user), autocommit=True) as connection:
        connection.execute("SET search_path TO qualkit")
        return connection.execute(sql, given).fetchall()  # type: ignore[call-overload,no-any-return]


def all_that(server: Server, user: str) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table that an account is given."""
    found = {}
    for table in (*portable_tables(), "place_reached", "server_setting"):
        found[table] = rows(server, user, f"SELECT t.* FROM {table} t")
    return found


def of_efs(found: dict[str, list[tuple[Any, ...]]], ids: set[str]) -> list[str]:
    """Tables in which a row says anything of what EF did in the document."""
    told = (SECRET, "secret-name", "Secret name", *ids)
    return [
        table for table, got in found.items()
        if any(isinstance(cell, str) and any(word in cell for word in told)
               for row in got for cell in row)
    ]  # fmt: skip


def efs_ids(server: Server) -> set[str]:
    """The ids of all that EF has made, but for what is everybody's to see."""
    return {
        row[0]
        for table in ("coding", "mark", "team_note", "bookmark", "draft_code", "memo", "proposal",
                      "frozen_coding", "carry")
        for row in rows(server, "admin", f"SELECT id FROM {table} WHERE coder = 'EF'")
    } | {row[0] for row in rows(
        server, "admin", "SELECT id FROM change_log WHERE coder = 'EF' AND action <> 'mark done'"
    )}  # fmt: skip


def test_no_row_of_anothers_in_a_closed_document_is_given(apart: Team, server: Server) -> None:
    ids = efs_ids(server)
    assert len(ids) > 8
    assert of_efs(all_that(server, "admin"), ids)
    for user in ("small_cd", "small_ab", "small_gh"):
        assert of_efs(all_that(server, user), ids) == [], user
    own = of_efs(all_that(server, "small_ef"), ids)
    assert {"coding", "memo", "memo_version", "mark", "team_note", "change_log"} <= set(own)


def test_the_leads_account_sees_how_far_the_others_are(apart: Team, server: Server) -> None:
    assert ("EF", 77) in rows(server, "small_ab", "SELECT coder, position FROM place_reached")
    states = rows(server, "small_ab", "SELECT coder, state FROM assignment ORDER BY coder")
    assert states == [("CD", "in progress"), ("EF", "in progress")]
    assert not rows(server, "small_ab", "SELECT 1 FROM place WHERE coder = 'EF'")


def test_all_is_open_once_all_are_done(apart: Team, server: Server) -> None:
    apart("EF").mark_done("nurse")
    cd = apart("CD")
    assert {c.coder for c in cd.codings("nurse")} == {"CD"}
    assert not rows(server, "small_cd", "SELECT 1 FROM coding WHERE coder = 'EF'")
    cd.mark_done("nurse")
    cd.refresh()
    assert {c.coder for c in cd.codings("nurse")} == {"CD", "EF"}
    seen = all_that(server, "small_cd")
    assert any(SECRET in str(row) for row in seen["memo_version"])
    assert any("EF" in row for row in seen["frozen_coding"])
    # A draft stays its coder's until it is shared, also where the document is open.
    assert not any("secret-name" in str(row) for got in seen.values() for row in got)
    shared = apart("EF").drafts()[0].code.id
    apart("EF").share_draft(shared)
    assert rows(server, "small_cd", "SELECT 1 FROM coding WHERE code = %(c)s", c=shared)


FORGED = (
    "INSERT INTO coding SELECT 'x', document_id, version_id, layer, 'EF', round, code, 1, 2, "
    "created_at, codebook_version, 0, change_id, NULL FROM coding WHERE coder = 'CD'",
    "UPDATE coding SET coder = 'EF' WHERE coder = 'CD'",
    "INSERT INTO change_log (id, clock, at, coder, action, undoable, undoes, detail) VALUES "
    "('x', 'x', 'x', 'EF', 'code', 1, NULL, '{\"ops\": [], \"documents\": [], \"facts\": []}')",
    "INSERT INTO unblinding SELECT 'x', document_id, 'CD', 'please', 'x', 'x', NULL FROM coding",
    "INSERT INTO coder VALUES ('XX', '', 'lead', '')",
    "UPDATE coder SET role = 'lead'",
    "INSERT INTO server_account VALUES ('small_cd', 'EF') "
    "ON CONFLICT (role_name) DO UPDATE SET initials = 'EF'",
    "UPDATE server_setting SET value = 'reflexive' WHERE name = 'approach'",
    "UPDATE meta SET value = 'x' WHERE key = 'study_id'",
    "INSERT INTO meta VALUES ('x', 'y')",
    "UPDATE assignment SET removed_by = 'x' WHERE coder = 'CD'",
    "UPDATE assignment SET purpose = 'check' WHERE coder = 'CD'",
    "UPDATE assignment SET document_id = 'x' WHERE coder = 'CD'",
    "INSERT INTO assignment SELECT 'x', round, 'GH', document_id, purpose, themes, designated, "
    "state, NULL, NULL, NULL, NULL, '', created_at, change_id, NULL FROM assignment "
    "WHERE coder = 'CD'",
    "DELETE FROM change_log", "UPDATE change_log SET coder = 'CD'", "DELETE FROM coding",
    "TRUNCATE coding", "DROP TABLE coding", "ALTER TABLE coding DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE coding NO FORCE ROW LEVEL SECURITY", "DROP POLICY sees ON coding",
    "CREATE OR REPLACE FUNCTION server_me() RETURNS text LANGUAGE sql AS 'SELECT ''EF'''",
    "SET ROLE keeper", "SET SESSION AUTHORIZATION small_ef", "GRANT small_ef TO small_cd",
    "SELECT * FROM server_account WHERE initials = 'EF'",
    "CREATE TABLE qualkit.mine (x int)",
)  # fmt: skip


def attempt(server: Server, *statements: str) -> str:
    """What CD's account gets for statements in one transaction: refused, or nothing to change."""
    try:
        with psycopg.connect(server.url("small", "small_cd")) as connection:
            connection.execute("SET search_path TO qualkit")
            for sql in statements:
                done = connection.execute(sql)  # type: ignore[call-overload]
    except psycopg.Error as error:
        return {"42501": "refused", "QK001": "refused"}.get(error.sqlstate or "", str(error))
    return "done" if done.rowcount else "nothing there"


def test_nobody_forges_unblinds_or_gets_round_the_rules(apart: Team, server: Server) -> None:
    accounts = "SELECT * FROM server_account"
    before = all_that(server, "admin"), rows(server, "admin", accounts)
    found = {sql: attempt(server, sql) for sql in FORGED}
    wrong = {s: what for s, what in found.items() if what not in ("refused", "nothing there")}
    assert wrong == {}
    assert list(found.values()).count("refused") > 20
    assert (all_that(server, "admin"), rows(server, "admin", accounts)) == before


def test_done_cannot_be_taken_back_and_coded_anew_with_any_program(
    apart: Team, server: Server
) -> None:
    apart("EF").mark_done("nurse")
    apart("CD").mark_done("nurse")
    for sql in (
        "UPDATE assignment SET first_done_at = NULL WHERE coder = 'CD'",
        "UPDATE assignment SET first_done_at = '2030' WHERE coder = 'CD'",
        "UPDATE assignment SET first_done_at = NULL WHERE coder = 'EF'",
        "UPDATE frozen_coding SET removed_by = 'x' WHERE coder = 'CD'",
        "UPDATE frozen_coding SET code = 'x' WHERE coder = 'CD'",
        "INSERT INTO frozen_coding SELECT 'x', assignment_id, coding_id, document_id, version_id, "
        "coder, round, 'caseload', 1, 5, 0, made_at, codebook_version, change_id, NULL "
        "FROM frozen_coding WHERE coder = 'CD'",
    ):
        # Touching one's assignment in the same transaction helps nobody.
        touch = "UPDATE assignment SET state = 'in progress' WHERE coder = 'CD'"
        assert attempt(server, touch, sql) in ("refused", "nothing there"), sql
    assert attempt(server, "UPDATE assignment SET state = 'done' WHERE coder = 'CD'") == "done"
    frozen = "SELECT code FROM frozen_coding WHERE coder = 'CD' AND removed_by IS NULL"
    assert rows(server, "admin", frozen) == [("exhaustion",)]


def test_done_is_taken_back_by_undo_while_nothing_can_be_seen(apart: Team, server: Server) -> None:
    cd = apart("CD")
    cd.mark_done("nurse")
    assert cd.undo() is not None
    live = "SELECT count(*) FROM frozen_coding WHERE coder = 'CD' AND removed_by IS NULL"
    assert rows(server, "admin", live) == [(0,)]
    assert cd.redo() is not None
    assert rows(server, "admin", live) == [(1,)]


def test_a_coder_works_undoes_and_redoes_with_an_account_of_their_own(apart: Team) -> None:
    cd = apart("CD")
    before = cd.codings("nurse")
    cd.code("nurse", Span(60, 75), "colleagues", memo="why")
    coding = cd.codings("nurse", within=Span(60, 61))[0]
    cd.resize(coding.id, Span(60, 80))
    cd.recode(coding.id, "caseload")
    cd.star(coding.id, note="good")
    cd.memo(coding.id, "another")
    cd.bookmark("nurse", Span(1, 9))
    cd.note_for_team("group", Span(1, 9), "what of this?")
    cd.draft_code("My own")
    cd.remember_place("nurse", 12)
    after = cd.codings("nurse")
    undone = 0
    while (change := cd.next_undo()) and change.action != "code":
        cd.undo()
        undone += 1
    cd.undo()
    assert undone == 7
    assert cd.codings("nurse") == before
    for _ in range(undone + 1):
        assert cd.redo() is not None
    assert cd.codings("nurse") == after


def test_only_a_lead_unblinds_and_what_they_still_have_to_code_stays_closed(
    apart: Team, study: Study, server: Server
) -> None:
    with pytest.raises(QualkitError):
        apart("CD").unblind("nurse", "I want to see")
    lead = apart("AB")
    assert {c.coder for c in lead.codings("nurse")} == set()
    lead.unblind("nurse", "a participant called")
    assert {c.coder for c in lead.codings("nurse")} == {"CD", "EF"}
    assert rows(server, "small_ab", "SELECT 1 FROM coding WHERE coder = 'EF'")
    assert not rows(server, "small_cd", "SELECT 1 FROM coding WHERE coder = 'EF'")
    study.assign("AB", "nurse", round="main")
    assert not rows(server, "small_ab", "SELECT 1 FROM coding WHERE coder = 'EF'")


def test_a_reflexive_study_hides_nothing(
    apart: Team, study: Study, served: Callable[[str], Any], server: Server
) -> None:
    from qualkit.study import open_study

    settings = served("keeper") / "study.yaml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("approach: codebook", "approach: reflexive"), "utf-8")
    open_study(served("keeper")).close()
    assert rows(server, "small_cd", "SELECT 1 FROM coding WHERE coder = 'EF' AND code <> 'x'")


def test_an_account_works_for_its_coder_alone(
    apart: Team, served: Callable[[str], Any], server: Server
) -> None:
    from qualkit.study import open_study

    with pytest.raises(RefusedError, match="is CD's") as caught:
        open_study(served("small_cd"), "EF")
    assert "PGUSER" in str(caught.value.hint)
    with pytest.raises(RefusedError, match="is CD's"):
        apart("CD").use_coder("EF")
    server.sql("DROP ROLE IF EXISTS stranger", "CREATE ROLE stranger LOGIN")
    with pytest.raises(StoreError, match="account stranger has no part") as caught:
        open_study(served("stranger"))
    assert "coders add INITIALS --account stranger" in str(caught.value.hint)


def test_what_only_the_keeper_may_do_is_said(apart: Team) -> None:
    text = apart("AB").text("nurse").text
    with pytest.raises(RefusedError, match="account that keeps the study"):
        apart("AB").correct_document("nurse", text.replace("The dog", "My dog"))
    with pytest.raises(StoreError, match="does not let the account small_cd do this"):
        apart("CD").correct_document("nurse", text.replace("The dog", "My dog"))
    assert apart("AB").document("nurse").version == 1


def test_the_keeper_corrects_a_text_under_everybodys_codings(apart: Team, study: Study) -> None:
    study.refresh()
    text = study.text("nurse").text
    study.correct_document("nurse", text.replace("The dog", "My dog"))
    ef = apart("EF")
    ef.refresh()
    assert {c.version_id for c in ef.codings("nurse")} == {ef.document("nurse").version_id}


def test_every_table_has_a_rule() -> None:
    assert set(RULES) == set(portable_tables())
