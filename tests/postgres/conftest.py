"""Studies on a server of the tests' own. Skipped, with a reason, where there can be none."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qualkit.core.records import Coder, CoderRole
from qualkit.storage.migrate import portable_tables
from qualkit.study import Study, init_study, open_study
from tests.conftest import CODEBOOK, GROUP, INTERVIEW
from tests.postgres import server as servers
from tests.postgres.server import Server

# The tables that only a server has.
ONLY_THERE = {"server_account": ("role_name", "initials"), "server_setting": ("name", "value")}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    why = servers.lacking()
    if why and not os.environ.get(servers.REQUIRED):
        for item in items:
            if "tests/postgres/" in item.path.as_posix():
                item.add_marker(pytest.mark.skip(reason=f"no study on a server: {why}"))


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A server for this worker; with QUALKIT_REQUIRE_POSTGRES tests fail where none can run."""
    why = servers.lacking()
    assert not why, why
    with servers.running() as running:
        running.sql("CREATE ROLE keeper LOGIN CREATEROLE")
        for name in ("small", "empty"):
            running.sql(f"CREATE DATABASE {name} OWNER keeper TEMPLATE template0")
        yield running


@pytest.fixture
def empty(server: Server) -> str:
    """The name of a database of the keeper's in which there is nothing."""
    server.sql("DROP SCHEMA IF EXISTS qualkit CASCADE", database="empty")
    return "empty"


@pytest.fixture(scope="session")
def small(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small study on the server, as `study` is in a file; AB is at work."""
    folder = tmp_path_factory.mktemp("server")
    home = pytest.MonkeyPatch()
    home.setenv("QUALKIT_ROSTER", str(folder / "roster.csv"))
    for name, text in (("nurse.txt", INTERVIEW), ("group.txt", GROUP), ("book.yaml", CODEBOOK)):
        (folder / name).write_text(text, "utf-8")
    with init_study(folder / "study", "A small study", database=server.url("small")) as made:
        made.use_coder("AB")
        made.import_codebook(folder / "book.yaml")
        made.import_transcripts([folder / "nurse.txt", folder / "group.txt"])
        names = {t: made._session.store.database.columns(t) for t in portable_tables()}
    home.undo()
    # A new database takes 0.35 s, to put the rows back 15 ms.
    kept, back = ["CREATE SCHEMA kept"], ["SET session_replication_role = replica"]
    for table, columns in {**names, **ONLY_THERE}.items():
        listed = ", ".join(columns)
        kept.append(f"CREATE TABLE kept.{table} AS SELECT {listed} FROM qualkit.{table}")
        back.append(f"DELETE FROM qualkit.{table}")
        back.append(f"INSERT INTO qualkit.{table} ({listed}) SELECT * FROM kept.{table}")
    server.sql(*kept, database="small")
    (folder / "back.sql").write_text(";".join(back), "utf-8")
    return folder


@pytest.fixture
def served(small: Path, server: Server, tmp_path: Path) -> Callable[[str], Path]:
    """Makes a folder of the small study for each account that is named; all share the database."""
    server.sql((small / "back.sql").read_text("utf-8"), database="small")
    shutil.copy(small / "roster.csv", os.environ["QUALKIT_ROSTER"])

    def into(user: str = "keeper") -> Path:
        target = tmp_path / ("study" if user == "keeper" else f"study-{user}")
        if not target.exists():
            shutil.copytree(small / "study", target)
            settings = target / "study.yaml"
            text = settings.read_text("utf-8")
            settings.write_text(text.replace("keeper@", f"{user}@"), "utf-8")
        return target

    return into


@pytest.fixture
def study(served: Callable[[str], Path]) -> Iterator[Study]:
    """The small study on a server, with the account that keeps it; AB at work."""
    with open_study(served("keeper"), "AB") as opened:
        yield opened


@pytest.fixture
def team(study: Study, served: Callable[[str], Path]) -> Iterator[Callable[[str], Study]]:
    """Opens the study as AB (who leads), CD, EF or GH, each with an account of their own."""
    for initials, role in (("AB", "lead"), ("CD", "coder"), ("EF", "coder"), ("GH", "coder")):
        study.add_coder(Coder(initials, "", CoderRole(role)))
    opened: dict[str, Study] = {}

    def as_coder(initials: str) -> Study:
        if initials not in opened:
            opened[initials] = open_study(served(f"small_{initials.lower()}"))
        return opened[initials]

    yield as_coder
    for each in opened.values():
        each.close()
