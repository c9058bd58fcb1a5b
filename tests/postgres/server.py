"""A PostgreSQL server of the tests' own: one for each worker, on a socket in a short folder."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

REQUIRED = "QUALKIT_REQUIRE_POSTGRES"

# Nothing here outlives the tests: no sync, no background work, and a little of everything.
SETTINGS = (
    "listen_addresses=''", "fsync=off", "synchronous_commit=off", "full_page_writes=off",
    "shared_buffers=16MB", "max_connections=60", "autovacuum=off", "max_wal_senders=0",
    "wal_level=minimal", "log_min_messages=fatal", "jit=off", "lc_messages=C",
)  # fmt: skip


def binaries() -> Path | None:
    """The folder of the newest server on this machine, or None."""
    found = [Path(path).resolve().parent for path in [shutil.which("postgres")] if path]
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((f for f in found if (f / "initdb").exists() and (f / "pg_ctl").exists()), None)


def lacking() -> str:
    """Why there can be no server here; "" where there can be one."""
    try:
        import psycopg  # noqa: F401
    except ImportError:
        return "psycopg is not installed"
    if binaries() is None:
        return "there is no PostgreSQL on this machine (apt install postgresql)"
    return ""


def _somebody() -> dict[str, Any]:
    """The server refuses to run as root: it is another user's then."""
    if os.getuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    return {}


@dataclass(frozen=True)
class Server:
    """A running server; `admin` is its superuser."""

    folder: Path
    admin: str = "admin"

    def url(self, database: str, user: str = "keeper") -> str:
        """The address of a database as somebody's account."""
        return f"postgresql://{user}@/{database}?host={quote(str(self.folder), safe='')}"

    def sql(self, *statements: str, database: str = "postgres", user: str = "") -> None:
        """Run statements, each for itself."""
        import psycopg

        with psycopg.connect(self.url(database, user or self.admin), autocommit=True) as connected:
            for statement in statements:
                connected.execute(statement)  # type: ignore[call-overload]


@contextmanager
def running() -> Iterator[Server]:
    """A server, gone with all that was in it at the end, whatever happens."""
    home = binaries()
    assert home is not None
    somebody = _somebody()
    # A socket's path has at most 107 bytes, which pytest's own folders would exceed.
    folder = Path(tempfile.mkdtemp(prefix="qk", dir="/tmp"))
    environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"}

    def run(*command: str | Path) -> None:
        done = subprocess.run(
            [str(part) for part in command], cwd=folder, env=environment, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            check=False, **somebody,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr

    try:
        if somebody:
            os.chown(folder, somebody["user"], somebody["group"])
        folder.chmod(0o755)
        data = folder / "data"
        run(home / "initdb", "-D", data, "-U", "admin", "--auth=trust", "--no-sync",
            "--encoding=UTF8", "--no-locale", "--no-instructions")  # fmt: skip
        settings = (*SETTINGS, f"unix_socket_directories={folder}")
        options = " ".join(f"-c {each}" for each in settings)
        run(home / "pg_ctl", "-D", data, "-w", "-t", "60", "-s", "-o", options, "-l",
            folder / "log", "start")  # fmt: skip
        try:
            yield Server(folder)
        finally:
            run(home / "pg_ctl", "-D", data, "-m", "immediate", "-w", "-s", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _say_what_was_skipped() -> None:
    if why := lacking():
        print(f"NOT TESTED: studies on a PostgreSQL server, because {why}")


if __name__ == "__main__":
    _say_what_was_skipped()
