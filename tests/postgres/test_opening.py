"""Making, finding and opening a study on a server, and what is said where that fails."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from qualkit.errors import InputError, RefusedError, StoreError
from qualkit.storage import open_store
from qualkit.storage.migrate import latest, migrations
from qualkit.storage.postgres import translated
from qualkit.study import Study, init_study, open_study
from tests.conftest import Runner
from tests.postgres.server import Server


def test_parameters_are_told_from_quotes_casts_comments_and_percent_signs() -> None:
    assert translated("a = :a AND b = ':b' AND c::text = :c_1") == (
        "a = %(a)s AND b = ':b' AND c::text = %(c_1)s"
    )
    assert translated("\":x\" LIKE '50%' -- :y %\n:z") == "\":x\" LIKE '50%%' -- :y %%\n%(z)s"
    assert translated("'it''s :n' || :n") == "'it''s :n' || %(n)s"


def test_a_study_is_made_on_a_server_with_accounts_for_its_coders(
    empty: str, server: Server, tmp_path: Path, run: Runner
) -> None:
    url = server.url(empty)
    made = run("init", tmp_path / "night", "--database", url, "--leads", "AB", "--coders", "CD,EF")
    assert made.code == 0, made.err
    assert "password" not in (tmp_path / "night" / "study.yaml").read_text().split("database:")[1]
    with open_study(tmp_path / "night") as study:
        assert {c.initials: c.role.value for c in study.coders()} == {
            "AB": "lead", "CD": "coder", "EF": "coder",
        }  # fmt: skip
    # Another folder, another account, the same study.
    joined = run("init", tmp_path / "mine", "--database", server.url(empty, "empty_cd"))
    assert joined.code == 0, joined.err
    with open_study(tmp_path / "mine") as study:
        assert (study.coder, study.title) == ("CD", "night")
    again = run("init", tmp_path / "night")
    assert (again.code, "is a study already" in again.err) == (2, True)


def test_where_roles_may_not_be_made_an_administrator_is_told_what_to_run(
    empty: str, server: Server, tmp_path: Path, run: Runner
) -> None:
    server.sql("DROP ROLE IF EXISTS small_zz", "ALTER ROLE keeper NOCREATEROLE")
    try:
        folder = tmp_path / "s"
        assert run("init", folder, "--database", server.url(empty)).code == 0
        told = run("coders", "add", "ZZ", "--account", "zz_of_it", "--study", folder).err
        sql = told[told.index("CREATE ROLE") : told.index("then open")]
        assert 'CREATE ROLE "zz_of_it" LOGIN' in sql
        server.sql(*(line for line in sql.splitlines() if not line.startswith("--")))
        with pytest.raises(StoreError, match="has no part"):
            open_store(server.url(empty, "zz_of_it"))
        open_study(folder).close()
        store = open_store(server.url(empty, "zz_of_it"))
        assert store.database.account == "ZZ"
        store.close()
    finally:
        server.sql("ALTER ROLE keeper CREATEROLE")


def test_an_administrator_can_be_given_all_the_sql_beforehand(
    server: Server, tmp_path: Path, run: Runner
) -> None:
    address = "postgresql://ada@db.example.org/night"
    told = run("init", tmp_path / "x", "--database", address, "--coders", "CD,EF", "--roles-sql")
    assert told.code == 0, told.err
    assert not (tmp_path / "x").exists()
    lines = [
        line for line in told.out.splitlines()
        if not line.startswith(("--", "\\")) and line.strip()
    ]  # fmt: skip
    server.sql(*(each for each in " ".join(lines).replace("-- CD", "").replace("-- EF", "").split(
        ";") if each.strip()))  # fmt: skip
    folder = tmp_path / "night"
    url = server.url("night", "ada")
    with init_study(folder, "Night", database=url) as study:
        from qualkit.core.records import Coder

        study.add_coder(Coder("CD"))
        assert study.notices == ()
    store = open_store(server.url("night", "night_cd"))
    assert store.database.account == "CD"
    store.close()
    server.sql("DROP DATABASE night WITH (FORCE)")


def test_an_account_that_sees_everything_is_no_coders(study: Study, server: Server) -> None:
    from qualkit.core.records import Coder

    for account in ("admin", "keeper"):
        with pytest.raises(RefusedError, match="nobody can code blind"):
            study.add_coder(Coder("CD"), account)
    study.add_coder(Coder("CD"), "small_cd")
    with pytest.raises(RefusedError, match="is CD's already"):
        study.add_coder(Coder("EF"), "small_cd")


def test_the_keeper_is_told_of_the_account_to_code_with(
    team: Callable[[str], Study], served: Callable[[str], Path]
) -> None:
    team("CD")
    with open_study(served("keeper"), "CD") as study:
        assert "can read everything" in " ".join(study.notices)
    with open_study(served("small_cd")) as study:
        assert study.notices == ()


@pytest.mark.parametrize(
    ("change", "said", "hint"),
    [
        (("small", "nowhere"), "no connection to the database nowhere", "createdb -T template0"),
        (("keeper@", "nobody_here@"), "as nobody_here", "PGUSER=account"),
        (("keeper@/", "keeper@localhost:1/"), "server localhost", "under `database:`"),
        (("keeper@", "kee:secret@"), "holds a password", "pgpass"),
    ],
)
def test_what_is_wrong_with_an_address_is_said(
    change: tuple[str, str], said: str, hint: str, server: Server, tmp_path: Path
) -> None:
    url = server.url("small").replace(*change)
    if "localhost" in url:
        url = url.partition("?")[0]
    with pytest.raises((StoreError, InputError), match=said) as caught:
        init_study(tmp_path / "s", database=url)
    assert hint in str(caught.value.hint)
    assert "secret" not in f"{caught.value.message} {caught.value.hint}"
    assert not (tmp_path / "s").exists()


def test_a_database_without_a_study_says_how_to_make_one(
    empty: str, server: Server, tmp_path: Path
) -> None:
    with pytest.raises(StoreError, match="holds no study yet") as caught:
        open_store(server.url(empty))
    assert "qualkit init" in str(caught.value.hint)


def test_a_newer_study_says_to_update_and_an_older_one_who_is_to_open_it(
    team: Callable[[str], Study], server: Server
) -> None:
    team("CD").close()
    for number, said in (("99", "newer qualkit"), ("3", "older qualkit")):
        server.sql(
            f"UPDATE qualkit.meta SET value = '{number}' WHERE key = 'schema'", database="small"
        )
        with pytest.raises(StoreError, match=said):
            open_store(server.url("small", "small_cd"))


def test_an_older_study_is_brought_up_to_date_by_its_keeper(
    empty: str, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    from qualkit.storage import opening
    from qualkit.storage.migrate import migrate, schema_of

    database = opening.connect(server.url(empty))
    database.run_script("CREATE SCHEMA qualkit")
    migrate(database, upto=3)
    assert schema_of(database) == 3
    database.close()
    store = open_store(server.url(empty))
    assert schema_of(store.database) == latest() == len(migrations())
    assert store.database.last_clock() == ""
    store.close()


def test_a_missing_driver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match="not installed") as caught:
        open_store("postgresql://somebody@host/name")
    assert caught.value.hint == 'pip install "qualkit-coding[postgres]"'


def test_a_server_that_takes_no_writing_is_opened_for_reading(study: Study, server: Server) -> None:
    url = server.url("small") + "&options=-c%20default_transaction_read_only%3Don"
    store = open_store(url)
    assert store.read_only
    with pytest.raises(StoreError, match="takes no writing"), store.write("AB", "code"):
        pytest.fail("nothing may be written")
    store.close()
