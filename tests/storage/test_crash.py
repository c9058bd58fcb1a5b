"""Killing the process at any moment loses at most the action in flight."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections import Counter
from pathlib import Path

from qualkit.study import Study, open_study

KILLS = 300


def test_sigkill_at_any_moment_loses_at_most_the_action_in_flight(study: Study) -> None:
    """A forked coder is killed a few hundred times, each time a little later or earlier.

    Every action that was acknowledged is in the log, the log is whole, and each coding's row says
    what the log says. SIGKILL cannot be caught: nothing in the process gets to tidy up.
    """
    folder = study.path
    study.close()
    killed = subprocess.run(
        [sys.executable, "-m", "tests.storage.killing", folder, str(KILLS)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert killed.returncode == 0, killed.stderr
    said = killed.stdout.splitlines()
    assert sum(line.startswith("coded") for line in said) > KILLS / 3, (
        "the coder did next to nothing"
    )
    _check(folder, said)


def _check(folder: Path, said: list[str]) -> None:
    with sqlite3.connect(folder / "study.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()
    with open_study(folder) as study:
        entries = {change.id: change for change in study.history(limit=None)}
        for line in said:
            _, *ids = line.split()
            assert all(each in entries for each in ids), line
        database = study._session.store.database
        # Half a transaction would show as a row without its entry, or an entry without its row.
        orphans = (
            "SELECT count(*) FROM {table} t LEFT JOIN change_log l ON l.id = t.{column} "
            "WHERE t.{column} IS NOT NULL AND l.id IS NULL"
        )
        for table, column in (
            ("coding", "change_id"),
            ("coding", "removed_by"),
            ("memo", "change_id"),
            ("memo_version", "change_id"),
            ("mark", "change_id"),
        ):
            assert database.fetch(orphans.format(table=table, column=column)) == [(0,)]
        done = Counter(change.action for change in entries.values())
        assert database.fetch("SELECT count(*) FROM coding") == [(done["code"],)]
        assert database.fetch("SELECT count(*) FROM mark") == [(done["star"],)]
        noted = done["code"] + done["star"]
        assert database.fetch("SELECT count(*) FROM memo_version") == [(noted,)]
        # Nobody has written down yet who may be quoted; nothing else is wrong.
        assert all("may_quote" in finding.mend for finding in study.check())
        study.undo()
        study.redo()
