"""A study goes from a file onto a server and back without a letter of it changing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from qualkit.core.records import Coder, Span
from qualkit.errors import InternalError, RefusedError
from qualkit.storage import copying, open_store
from qualkit.study import Study, init_study, open_study
from qualkit.study.copying import copy_study
from tests.conftest import Runner
from tests.postgres.server import Server


@pytest.fixture
def filed(tmp_path: Path, files: Path) -> Path:
    """A study in a file with something of everything, taken back and redone."""
    with init_study(tmp_path / "filed", "Nights: café") as made:
        made.use_coder("AB")
        made.import_codebook(files / "book.yaml")
        made.import_transcripts([files / "nurse.txt", files / "group.txt"])
        made.code("nurse", Span(40, 60), "caseload", "exhaustion", memo="warum? é\u2028\U0001f600")
        made.star(made.codings()[0].id, note="good")
        made.code("nurse", Span(80, 90), "colleagues")
        made.undo()
        made.edit_code("colleagues", definition="Help, also from family.")
        made.add_coder(Coder("CD", "C. Dee"))
        made.open_round("main", "main")
        made.assign("AB", "nurse", round="main")
        made.assign("CD", "nurse", round="main")
        made.use_coder("CD")
        made.draft_code("Hidden")
        made.remember_place("group", 12)
    settings = tmp_path / "filed" / "study.yaml"
    text = settings.read_text("utf-8").split("# coders:")[0]
    settings.write_text(text + "coders:\n  - {initials: AB, role: lead}\n", "utf-8")
    return tmp_path / "filed"


def digest(where: Path | str) -> str:
    store = open_store(where)
    try:
        return copying.digest(store.database)
    finally:
        store.close()


def test_to_a_server_and_back_is_the_same_study(
    filed: Path, empty: str, server: Server, tmp_path: Path
) -> None:
    url = server.url(empty)
    there = copy_study(filed, url)
    assert digest(filed / "study.db") == digest(url) == there.digest
    back = copy_study(url, tmp_path / "back")
    assert digest(tmp_path / "back" / "study.db") == back.digest == there.digest
    assert (back.rows, back.documents, back.codings) == (there.rows, 2, 3)
    with open_study(filed, "AB") as one, open_study(tmp_path / "back", "AB") as two:
        assert one.title == two.title
        assert one.codings() == two.codings()
        assert one.history(limit=None) == two.history(limit=None)
        assert one.codebook_path.read_bytes() == two.codebook_path.read_bytes()
        # Undo goes on where it stood.
        assert one.next_undo() == two.next_undo()


def test_the_folder_is_switched_only_when_that_is_asked_for(
    filed: Path, empty: str, server: Server, run: Runner
) -> None:
    url = server.url(empty)
    settings = filed / "study.yaml"
    before = settings.read_text("utf-8")
    done = run("copy", filed, url, "--json")
    assert done.code == 0, done.err
    assert json.loads(done.out)["copy"]["settings"] is None
    assert settings.read_text("utf-8") == before
    server.sql("DROP SCHEMA qualkit CASCADE", database=empty)
    assert "names the copy now" in run("copy", filed, url, "--switch").out
    changed = [a for a, b in zip(before.split("\n"), settings.read_text().split("\n"), strict=True)
               if a != b]  # fmt: skip
    assert changed == ["database: study.db"]
    with open_study(filed, "AB") as moved:
        assert len(moved.codings()) == 2
        assert {c.initials: c.role.value for c in moved.coders()} == {"AB": "lead", "CD": "coder"}
        moved.code("group", Span(20, 30), "caseload")
    home = run("copy", url, filed, "--switch")
    assert (home.code, "study.db" in home.err) == (2, True), home.err
    (filed / "study.db").rename(filed / "old.db")
    assert run("copy", url, filed, "--switch").code == 0
    assert settings.read_text("utf-8") == before
    with open_study(filed) as again:
        assert len(again.codings()) == 3


def test_coders_get_accounts_with_the_copy(
    filed: Path, empty: str, server: Server, served: Callable[[str], Path]
) -> None:
    copy_study(filed, server.url(empty), switch=True)
    settings = filed / "study.yaml"
    settings.write_text(settings.read_text("utf-8").replace("keeper@", "empty_cd@"), "utf-8")
    with open_study(filed) as cd:
        assert cd.coder == "CD"
        assert [d.code.name for d in cd.drafts()] == ["Hidden"]
        assert cd.place("group") == 12
        assert {c.coder for c in cd.codings("nurse")} == set()  # AB is not done with it


def test_what_is_filled_is_refused_and_stays_as_it_was(
    filed: Path, study: Study, server: Server, tmp_path: Path
) -> None:
    url = server.url("small")
    study.close()
    before = digest(url)
    with pytest.raises(RefusedError, match="holds a study already") as caught:
        copy_study(filed, url)
    assert "qualkit merge" in str(caught.value.hint)
    assert digest(url) == before
    with pytest.raises(RefusedError, match="has a database already"):
        copy_study(url, filed)
    with pytest.raises(RefusedError, match="has a database already"):
        copy_study(filed, filed)


def test_a_copy_that_fails_leaves_nothing_behind(
    filed: Path, empty: str, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = server.url(empty)
    with monkeypatch.context() as broken:
        broken.setattr(copying, "_order", lambda columns: f"{columns[0]}, random()")
        broken.setattr(copying, "digest", lambda database: str(id(database)))
        for target in (url, tmp_path / "back"):
            with pytest.raises(InternalError, match="not what was copied"):
                copy_study(filed, target)
    assert list((tmp_path / "back").iterdir()) == []
    assert copy_study(filed, url).rows > 20


def test_a_coders_account_cannot_copy_the_study(
    team: Callable[[str], Study], study: Study, server: Server, tmp_path: Path
) -> None:
    team("CD")
    with pytest.raises(RefusedError, match="small_cd does not see all"):
        copy_study(server.url("small", "small_cd"), tmp_path / "part")
    assert not (tmp_path / "part").exists()
