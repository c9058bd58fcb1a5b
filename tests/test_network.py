"""No code path opens a connection; only a database on a server that study.yaml names is reached."""

from __future__ import annotations

import ast
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

import qualkit
from qualkit.importers import SUFFIXES, read_transcript
from qualkit.study import Study, open_study
from qualkit.study.checks import BESIDE
from qualkit.study.survey.exports import SurveyQuestion
from tests.conftest import Runner

# Modules of the standard library and of the packages in use that can open a connection.
ABLE = {
    "socket", "ssl", "http", "ftplib", "smtplib", "poplib", "imaplib", "telnetlib", "xmlrpc",
    "socketserver", "webbrowser", "requests", "urllib3", "httpx", "aiohttp", "websockets",
}  # fmt: skip


@pytest.fixture
def walled(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Whatever would be connected to or looked up; every attempt fails."""
    tried: list[str] = []

    def refuse(*given: object, **_: object) -> None:
        tried.append(repr(given[-1] if given else ""))
        raise OSError("no network here")

    for name in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)
    yield tried
    assert tried == []


def test_the_wall_notices_an_attempt(walled: list[str]) -> None:
    with pytest.raises(OSError, match="no network"):
        socket.create_connection(("example.org", 80))
    with socket.socket() as one, pytest.raises(OSError, match="no network"):
        one.connect(("192.0.2.1", 80))
    assert len(walled) == 2
    walled.clear()


ANSWERS = (
    ("status",), ("check",), ("documents", "list"), ("codebook", "check"), ("codebook", "show"),
    ("codings",), ("memos",), ("history",), ("search", "tired"), ("agreement",),
    ("disagreements",), ("quotes", "list"), ("survey", "score"), ("survey", "describe"),
    ("survey", "instruments"), ("joint", "links"), ("joint", "crosstab", "--internal"),
    ("roster", "path"), ("roster", "check"), ("meeting",), ("assign",), ("rounds",), ("keys",),
)  # fmt: skip


def test_no_command_on_the_demonstration_connects_to_anything(
    demo_folder: Path, run: Runner, walled: list[str]
) -> None:
    for words in ANSWERS:
        told = run(*words, "--study", demo_folder) if words != ("keys",) else run("keys")
        assert told.code in (0, 3), (words, told.err)


def test_no_import_and_no_export_connects_to_anything(
    demo_folder: Path, tmp_path: Path, walled: list[str]
) -> None:
    read = {path.suffix for path in (demo_folder / "transcripts").iterdir()
            if path.suffix in SUFFIXES and path.name not in BESIDE
            and read_transcript(path).text}  # fmt: skip
    assert len(read) > 3
    with open_study(demo_folder) as study:
        for kind in ("docx", "csv", "xlsx", "html", "md", "json"):
            study.export_quotes(tmp_path / f"q.{kind}", profile="team")
            study.export_codebook(tmp_path / f"b.{kind}")
            study.export_agreement(tmp_path / f"a.{kind}")
        _survey(study, tmp_path)


def _survey(study: Study, folder: Path) -> None:
    study.hand_over(folder / "over", internal=True)
    for kind in ("docx", "xlsx"):
        study.export_survey(folder / f"s.{kind}", asked=SurveyQuestion())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", '<link href="http://192.0.2.1/a.css"><img src="http://192.0.2.1/x.png">'
         "<p>I: So?</p><p>P1: Yes.</p><p>I: And?</p>"),
        ("a.md", "![x](http://192.0.2.1/x.png)\n\nI: So?\n\nP1: Yes.\n\nI: And?\n"),
        ("a.txt", "I: See http://192.0.2.1/x\nP1: Yes, and mail me at a@example.org.\nI: So?\n"),
    ],
)  # fmt: skip
def test_an_address_in_a_transcript_is_not_visited(
    tmp_path: Path, walled: list[str], name: str, text: str
) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    assert "Yes" in read_transcript(tmp_path / name).text


def test_no_module_of_ours_imports_what_opens_connections() -> None:
    root = Path(qualkit.__file__).parent
    found = set()
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            for name in names:
                if name.partition(".")[0] in ABLE or name.startswith("urllib.request"):
                    found.add(f"{path.relative_to(root).as_posix()}: {name}")
                if name.partition(".")[0] == "psycopg":
                    assert path.parent.name == "storage", path
    assert found == set()
