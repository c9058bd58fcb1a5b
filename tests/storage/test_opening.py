"""What opening a study's database does with files of every sort."""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path

import pytest

from qualkit.errors import StoreError
from qualkit.storage import open_store
from qualkit.storage.migrate import latest, migrate, migrations, schema_of
from qualkit.storage.sqlite import SqliteDatabase
from qualkit.study import Study, open_study

OLD = Path(__file__).parent / "old"


def test_a_new_database_is_for_its_owner_alone(tmp_path: Path) -> None:
    open_store(tmp_path / "study.db", create=True).close()
    assert stat.S_IMODE((tmp_path / "study.db").stat().st_mode) == 0o600


def test_closing_leaves_one_file(tmp_path: Path) -> None:
    open_store(tmp_path / "study.db", create=True).close()
    assert [path.name for path in tmp_path.iterdir()] == ["study.db"]


def test_a_missing_database_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        open_store(tmp_path / "study.db")
    assert "qualkit init" in str(caught.value.hint)
    assert not (tmp_path / "study.db").exists()


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "study.db"
    path.write_text("not a database at all, but long enough to be looked at " * 40)
    with pytest.raises(StoreError, match="damaged or no database"):
        open_store(path)
    assert path.read_text().startswith("not a database")


def test_a_strangers_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "study.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    with pytest.raises(StoreError, match="not one of qualkit's"):
        open_store(path)


def test_a_newer_study_says_to_update(tmp_path: Path) -> None:
    path = tmp_path / "study.db"
    open_store(path, create=True).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
    with pytest.raises(StoreError, match="newer qualkit") as caught:
        open_store(path)
    assert "pip install --upgrade" in str(caught.value.hint)


def test_a_failed_migration_leaves_no_half_made_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "qualkit.storage.migrate.migrations", lambda: ((1, "CREATE TABLE meta (x"),)
    )
    with pytest.raises(Exception, match="refused a statement"):
        open_store(tmp_path / "study.db", create=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("schema", range(1, latest()))
def test_every_older_file_is_brought_up_to_date(schema: int, tmp_path: Path) -> None:
    path = tmp_path / "study.db"
    with sqlite3.connect(path) as connection:
        connection.executescript((OLD / f"schema-{schema}.sql").read_text("utf-8"))
        before = connection.execute("SELECT id, code FROM coding ORDER BY id").fetchall()
    connection.close()
    assert before, "the stored file must hold something to lose"
    store = open_store(path)
    assert schema_of(store.database) == latest()
    assert store.database.fetch("SELECT id, code FROM coding ORDER BY id") == before
    store.close()
    copy = sqlite3.connect(tmp_path / f"study.db.schema-{schema}")
    assert copy.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone() == (str(schema),)
    copy.close()


def test_an_older_study_says_that_it_was_brought_up_to_date(study: Study) -> None:
    study.close()
    (study.path / "study.db").unlink()
    with sqlite3.connect(study.path / "study.db") as connection:
        connection.executescript((OLD / "schema-1.sql").read_text("utf-8"))
    connection.close()
    with open_study(study.path) as again:
        assert "a copy of its database is kept" in " ".join(again.notices)
        assert [document.name for document in again.documents()] == ["old.txt"]
    with open_study(study.path) as again:
        assert again.notices == ()


def test_there_is_a_stored_file_of_every_older_schema() -> None:
    assert [number for number, _ in migrations()] == list(range(1, latest() + 1))
    assert sorted(path.name for path in OLD.glob("*.sql")) == [
        f"schema-{number}.sql" for number in range(1, latest())
    ]


def test_old_and_new_files_end_with_the_same_tables(tmp_path: Path) -> None:
    def tables(path: Path) -> list[tuple[str, ...]]:
        with sqlite3.connect(path) as connection:
            return connection.execute(
                "SELECT name, sql FROM sqlite_master ORDER BY name"
            ).fetchall()

    open_store(tmp_path / "new.db", create=True).close()
    old = SqliteDatabase(tmp_path / "old.db", create=True)
    migrate(old, upto=1)
    migrate(old)
    old.close()
    assert tables(tmp_path / "new.db") == tables(tmp_path / "old.db")


def test_read_only_media_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "study.db"
    open_store(path, create=True).close()
    _refuse_writing(monkeypatch)
    store = open_store(path)
    assert store.read_only
    assert store.meta("study_id")
    with pytest.raises(StoreError, match="reading only") as caught, store.write("AB", "code"):
        pytest.fail("nothing may be written")
    assert "copy the study" in str(caught.value.hint)
    store.close()


def _refuse_writing(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a write-protected disk: root would be let through by file modes alone."""
    connect = sqlite3.connect

    def refuse(location: str, **options: object) -> sqlite3.Connection:
        if "mode=rw" in location:
            error = sqlite3.OperationalError("attempt to write a readonly database")
            error.sqlite_errorcode = sqlite3.SQLITE_READONLY  # type: ignore[misc]
            raise error
        return connect(location, **options)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(sqlite3, "connect", refuse)


def test_an_old_study_on_read_only_media_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "study.db"
    with sqlite3.connect(path) as connection:
        connection.executescript((OLD / "schema-1.sql").read_text("utf-8"))
    connection.close()
    _refuse_writing(monkeypatch)
    with pytest.raises(StoreError, match="older qualkit") as caught:
        open_store(path)
    assert "copy the study" in str(caught.value.hint)


def test_delete_journal_for_synchronised_folders(tmp_path: Path) -> None:
    store = open_store(tmp_path / "study.db", journal="delete", create=True)
    assert store.database.fetch("PRAGMA journal_mode") == [("delete",)]
    store.close()


def test_a_commit_is_on_disk_when_it_returns(as_it_is: None, tmp_path: Path) -> None:
    store = open_store(tmp_path / "study.db", create=True)
    assert store.database.fetch("PRAGMA synchronous") == [(2,)]  # FULL
    assert store.database.fetch("PRAGMA journal_mode") == [("wal",)]
    store.close()
