"""A study with groups, kinds of document and codings of which every count is known by heart."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualkit.core.records import DocumentKind
from qualkit.study import Study, init_study, open_study
from qualkit.study.wishes import Wishes
from tests.conftest import CODEBOOK

GROUP = """\
Facilitator: What of the caseload?
P1: Sixty on my list. We are tired of the list.
P2: The list never ends. I am tired.
P3: Mine is sixty too, the list grows.
Facilitator: And help?
P4: The others help me.
P5: A word in the corridor.
P6: Nothing.
"""
NURSE = """\
Interviewer: How are you?
Fiona Marsh: Tired of the list. The list is long.
Interviewer: And the others?
Fiona Marsh: We help each other, tired as we are.
"""
LEAD = """\
Interviewer: How are you?
Ann Leddy: Fine, and the list is short.
"""
PAPER = "The literature says that a list of sixty makes people tired.\n"

SECTORS = {
    "P01": "NHS", "P02": "NHS", "P03": "NHS", "P04": "council", "P05": "council", "P06": "council",
    "P07": "charity", "P08": "charity",
}  # fmt: skip


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the study and its roster."""
    folder = tmp_path_factory.mktemp("matrices")
    texts = {"group.txt": GROUP, "nurse.txt": NURSE, "lead.txt": LEAD, "paper.txt": PAPER}
    for name, text in (*texts.items(), ("book.yaml", CODEBOOK)):
        (folder / name).write_text(text, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUALKIT_ROSTER", str(folder / "roster.csv"))
        with init_study(folder / "study", "Matrices") as study:
            study.use_coder("AB")
            study.import_codebook(folder / "book.yaml")
            study.import_transcripts([folder / "group.txt"], Wishes(kind=DocumentKind.FOCUS_GROUP))
            study.import_transcripts(
                [folder / "nurse.txt", folder / "lead.txt"], Wishes(kind=DocumentKind.INTERVIEW)
            )
            study.import_transcripts([folder / "paper.txt"], Wishes(kind=DocumentKind.LITERATURE))
            people(study)
            for document, code, words in (
                ("group", "caseload", "Sixty on my list."),
                ("group", "exhaustion", "We are tired of the list."),
                ("group", "caseload", "We are tired of the list."),
                ("group", "caseload", "Mine is sixty too, the list grows."),
                ("group", "colleagues", "The others help me."),
                ("nurse", "exhaustion", "Tired of the list."),
                ("nurse", "caseload", "The list is long."),
                ("nurse", "colleagues", "We help each other, tired as we are."),
                ("nurse", "exhaustion", "tired as we are"),
                ("paper", "caseload", "a list of sixty"),
            ):
                study.code(document, study.find_passage(document, words), code)
    return folder


def people(study: Study) -> None:
    """Give each participant a sector, and consent."""
    path = study.path / "transcripts" / "participants.csv"
    rows = [f"{person},{sector},verbatim,2025-01-01" for person, sector in SECTORS.items()]
    head = "participant,sector,may_quote,consent_date"
    path.write_text("\n".join([head, *rows]) + "\n", "utf-8")


@pytest.fixture
def counted(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Study]:
    """The study, open, AB at work: six in the focus group, two interviewed, one paper."""
    shutil.copy(made / "roster.csv", tmp_path / "roster.csv")
    monkeypatch.setenv("QUALKIT_ROSTER", str(tmp_path / "roster.csv"))
    with open_study(shutil.copytree(made / "study", tmp_path / "study"), "AB") as study:
        yield study
