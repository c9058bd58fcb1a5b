"""Which file is merged, how it is read, and what a merging that fails leaves behind: nothing."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from qualkit.core.records import Span
from qualkit.errors import QualkitError, StoreError
from qualkit.storage.merging import collapsing
from qualkit.storage.merging.rules import COLLAPSING, MEMO_KINDS, REFERS, RULES, How
from qualkit.storage.migrate import portable_tables
from qualkit.study import Study, open_study


@pytest.fixture
def other(study: Study, tmp_path: Path) -> Path:
    """A copy of the study in which CD has coded."""
    study.code("group", Span(40, 60), "caseload")
    study._session.store.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    folder = Path(shutil.copytree(study.path, tmp_path / "other"))
    with open_study(folder, "CD") as copy:
        copy.code("group", Span(40, 70), "exhaustion")
    return folder


def state(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_every_table_has_a_rule_and_every_rule_a_table() -> None:
    assert set(RULES) == set(portable_tables())
    assert set(COLLAPSING) == {name for name, rule in RULES.items() if rule.unique}


def test_every_reference_to_what_may_turn_out_to_be_the_same_is_known(study: Study) -> None:
    fetch = study._session.store.database.fetch
    known = {(table, each) for table, own in REFERS.items() for each in own}
    for table in portable_tables():
        for _, _, referred, column, *_ in fetch(f"PRAGMA foreign_key_list({table})"):
            may = referred in ("document", "text_version", *COLLAPSING)
            own = table in ("place", "text_version", "text_body", "memo_version")
            assert not may or own or (referred, (table, column)) in known
    assert set(MEMO_KINDS) <= set(RULES)


def test_groups_and_unique_terms_name_columns_that_there_are(study: Study) -> None:
    for table, rule in RULES.items():
        columns = set(study._session.store.database.columns(table))
        named = {name for group in (*rule.together, *rule.first) for name in group}
        named |= {term for term in rule.unique if term.isidentifier()}
        assert named | {rule.key} <= columns or rule.how is not How.ROWS


def test_the_other_copy_is_not_touched_and_what_lies_beside_it_is_read(
    study: Study, other: Path
) -> None:
    with open_study(other, "CD") as busy:
        # Still open: what was done last lies in the write-ahead log alone.
        busy.code("group", Span(45, 75), "colleagues")
        assert (other / "study.db-wal").stat().st_size > 0
        before = state(other)
        assert study.merge(other / "study.db").codings == 2
        assert state(other) == before
    assert not list(study.path.glob(".merging*"))


def test_an_older_copy_is_brought_up_to_date_elsewhere(study: Study, other: Path) -> None:
    old = Path(__file__).parent / "old" / "schema-3.sql"
    path = other / "old.db"
    with sqlite3.connect(path) as connection:
        connection.executescript(old.read_text("utf-8"))
        connection.execute(
            "UPDATE meta SET value = ? WHERE key = 'study_id'",
            [study._session.store.meta("study_id")],
        )
    connection.close()
    before = path.read_bytes()
    assert not study.merge(path).nothing_new
    assert path.read_bytes() == before
    assert not list(other.glob("old.db.schema*"))


@pytest.mark.parametrize("damage", ["newer", "broken", "empty", "stranger"])
def test_a_copy_that_cannot_be_read_changes_nothing(study: Study, other: Path, damage: str) -> None:
    path = other / "study.db"
    if damage == "newer":
        with sqlite3.connect(path) as connection:
            connection.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
        connection.close()
    elif damage == "broken":
        whole = path.read_bytes()
        path.write_bytes(whole[: len(whole) // 2])
    elif damage == "empty":
        path.write_bytes(b"")
    else:
        path.unlink()
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE recipes (name TEXT)")
        connection.close()
    before = study.codings()
    with pytest.raises(StoreError) as caught:
        study.merge(path)
    assert str(path) in str(caught.value)
    assert caught.value.hint
    assert study.codings() == before
    assert not list(study.path.glob(".merging*"))


def test_a_merging_that_fails_halfway_leaves_nothing_behind(
    study: Study, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> None:
        raise StoreError("the disk is full")

    dump = "\n".join(study._session.store.database._connection.iterdump())  # type: ignore[attr-defined]
    monkeypatch.setattr(collapsing, "freeze_once", breaks)
    with pytest.raises(QualkitError, match="disk is full"):
        study.merge(other)
    assert "\n".join(study._session.store.database._connection.iterdump()) == dump  # type: ignore[attr-defined]
    monkeypatch.undo()
    assert study.merge(other).codings == 1


def test_our_own_file_by_another_name_is_our_own_file(study: Study, tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(study.path / "study.db")
    with pytest.raises(QualkitError, match="own database"):
        study.merge(tmp_path / "link.db")


def test_a_broken_codebook_file_is_mended_first(study: Study, other: Path) -> None:
    study.codebook_path.write_text("codes: [", "utf-8")
    before = study.codings()
    with pytest.raises(QualkitError, match=r"codebook\.yaml"):
        study.merge(other)
    assert study.codings() == before
