"""Several at once in one study on a server."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from qualkit.core.codebook import Code
from qualkit.core.records import Coder, Span
from qualkit.errors import RefusedError, StoreError
from qualkit.study import Study, open_study
from tests.postgres.server import Server

SECONDS = 10.0


def until(told: Callable[[], bool]) -> bool:
    """Whether it becomes so: what another has written a server tells a moment later by itself."""
    end = time.monotonic() + SECONDS
    while not (found := told()) and time.monotonic() < end:
        time.sleep(0.005)
    return found


CODERS = ("AB", "CD", "EF", "GH", "IJ", "KL", "MN", "OP")
ACTIONS = 15


def test_eight_coders_at_once_lose_nothing_and_keep_one_order(
    study: Study, served: Callable[[str], Path], server: Server
) -> None:
    """Processes of their own, each with an account of its own; all they were told of is there."""
    for initials in CODERS:
        study.add_coder(Coder(initials))
    folders = [served(f"small_{initials.lower()}") for initials in CODERS]
    workers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.postgres.coder_at_work", folder, str(ACTIONS)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for folder in folders
    ]  # fmt: skip
    for worker in workers:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "ready\n"
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("go\n")
        worker.stdin.flush()
    said = [worker.communicate()[0].split() for worker in workers]
    assert [worker.returncode for worker in workers] == [0] * len(CODERS)
    entries = study._session.store.database.fetch(
        "SELECT id, coder, clock FROM change_log WHERE action IN ('code', 'undo') ORDER BY clock"
    )
    told = {each for words in said for each in words[1::2]}
    assert len(told) == len(CODERS) * ACTIONS
    assert told <= {row[0] for row in entries}
    assert len(entries) == len(CODERS) * ACTIONS * 6 // 5
    # The clock is unique; ids of one coder sort by time, so they sort as the clock does.
    for initials in CODERS:
        own = [row[0] for row in entries if row[1] == initials]
        assert own == sorted(own)
    live = study._session.store.database.fetch(
        "SELECT coder, count(*) FROM coding WHERE removed_by IS NULL GROUP BY coder ORDER BY coder"
    )
    assert live == [(initials, ACTIONS * 4 // 5) for initials in CODERS]
    # They did it at once, not one after the other.
    order = [row[1] for row in entries]
    assert sum(a != b for a, b in pairwise(order)) > 2 * len(CODERS)


def test_writers_queue_and_are_told_of_each_other(
    study: Study, served: Callable[[str], Path]
) -> None:
    with open_study(served("keeper"), "AB") as other:
        other.changed_elsewhere()
        study.code("nurse", Span(1, 9), "caseload")
        assert until(other.changed_elsewhere)
        assert not other.changed_elsewhere()
        assert not study.changed_elsewhere()
        waited = threading.Event()

        def codes() -> None:
            other.code("nurse", Span(20, 30), "caseload")
            waited.set()

        with study._session.store.database.transaction():
            thread = threading.Thread(target=codes)
            thread.start()
            assert not waited.wait(0.2)
        thread.join(10)
        assert waited.is_set()


def test_a_codebook_edit_reaches_every_machine_and_two_at_once_do_not_meet(
    team: Callable[[str], Study],
) -> None:
    ab, cd = team("AB"), team("CD")
    assert cd.codebook.code("colleagues") is not None
    longer = "Help from others, or from family."
    ab.edit_code("colleagues", definition=longer)
    assert until(lambda: cd.codebook.find("colleagues").definition == longer)
    assert cd.codebook_path.read_bytes() == ab.codebook_path.read_bytes()
    cd.undo()
    cd.rename_code("colleagues", "Company")
    assert until(lambda: ab.codebook.find("colleagues").name == "Company")
    with pytest.raises(RefusedError):
        ab.undo()
    cd.undo()
    ab.undo()
    assert until(lambda: cd.codebook.find("colleagues").definition == "Help from others.")


def test_what_is_written_into_one_machines_codebook_by_hand_is_put_aside(
    team: Callable[[str], Study],
) -> None:
    cd = team("CD")
    path = cd.codebook_path
    ours = path.read_text("utf-8")
    mine = ours.replace("Being tired.", "Being very tired.")
    cd.close()
    path.write_text(mine, "utf-8")
    with open_study(cd.path) as again:
        assert again.codebook.find("exhaustion").definition == "Being tired."
        assert "by hand" in " ".join(again.notices)
    assert path.read_text("utf-8") == ours
    assert path.with_name("codebook.mine-1.yaml").read_text("utf-8") == mine


def test_a_code_cannot_go_while_codings_hang_on_it_that_nobody_sees(
    team: Callable[[str], Study], study: Study
) -> None:
    study.open_round("main", "main")
    for initials in ("CD", "EF"):
        study.assign(initials, "nurse", round="main")
    cd, ef = team("CD"), team("EF")
    cd.add_code(Code("waiting", "Waiting", theme="burnout"))
    ef.code("nurse", Span(5, 20), "waiting")
    assert cd.codings("nurse") == ()
    with pytest.raises(RefusedError, match="cannot go: codings hang on it"):
        cd.undo()


def test_a_lost_connection_is_said_and_found_again(study: Study, server: Server) -> None:
    study.code("nurse", Span(1, 9), "caseload")
    lose = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'keeper'"
    server.sql(lose)
    with pytest.raises(StoreError, match="is lost") as caught:
        study.code("nurse", Span(20, 30), "caseload")
    assert "qualkit history" in str(caught.value.hint)
    study.code("nurse", Span(20, 30), "caseload")
    assert len(study.codings()) == 2
