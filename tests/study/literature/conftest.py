"""A study with every kind of source, of which every count is known by heart."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualkit.core.records import DocumentKind
from qualkit.study import Study, init_study, open_study
from qualkit.study.wishes import Wishes
from tests.conftest import CODEBOOK

STAFF = {
    "nurse.txt": ("Fiona Marsh", "Tired of the list. The list is long."),
    "porter.txt": ("Robert Quill", "My list has sixty on it, every week of the year."),
    "clerk.txt": ("Wilma Tait", "We help each other here, tired as we are."),
}
LEADS = {
    "lead one.txt": ("Ann Leddy", "The list is short, and it is a good list."),
    "lead two.txt": ("Bo Carter", "They help each other, which costs me nothing."),
    "lead three.txt": ("Cy Dunn", "Fine, thank you for asking."),
}
GROUP = """\
Facilitator: What of the caseload?
P1: Sixty on my list. We are tired of the list.
P2: The list never ends. I am tired.
P3: Mine is sixty too, the list grows.
"""
REVIEW = """\
A rapid review of lists

Aim: This review asks what long lists do to those who keep them.

Findings

Staff with lists of more than sixty people were tired in eleven of twelve studies.
Note: Marsh argued otherwise.

Supervision was named in nine studies as what helps most.
"""
CITED = "Smith, A. and Lee, B. (2021) A rapid review of lists. Invented Press."
ROLES = ("nurse", "nurse", "nurse", "service lead", "service lead", "service lead")


def interview(name: str, words: str) -> str:
    """An interview in which one question is asked."""
    return f"Interviewer: How are you?\n{name}: {words}\n"


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the study and its roster."""
    here = tmp_path_factory.mktemp("literature")
    texts = {name: interview(*said) for name, said in (*STAFF.items(), *LEADS.items())}
    for name, text in (*texts.items(), ("group.txt", GROUP), ("book.yaml", CODEBOOK)):
        (here / name).write_text(text, "utf-8")
    (here / "review.txt").write_text(REVIEW, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUALKIT_ROSTER", str(here / "roster.csv"))
        with init_study(here / "study", "Sources") as study:
            study.use_coder("AB")
            study.import_codebook(here / "book.yaml")
            study.import_transcripts(
                [here / name for name in texts], Wishes(kind=DocumentKind.INTERVIEW)
            )
            study.import_transcripts([here / "group.txt"], Wishes(kind=DocumentKind.FOCUS_GROUP))
            study.import_literature([here / "review.txt"], CITED)
            _people(study)
            _code(study)
    return here


def _people(study: Study) -> None:
    path = study.path / "transcripts" / "participants.csv"
    rows = [f"P0{n},{role},NHS,verbatim,2025-01-01" for n, role in enumerate(ROLES, 1)]
    rows += [f"P0{n},nurse,NHS,verbatim,2025-01-01" for n in (7, 8, 9)]
    head = "participant,role,sector,may_quote,consent_date"
    path.write_text("\n".join([head, *rows]) + "\n", "utf-8")


def _code(study: Study) -> None:
    for document, code, words in (
        ("nurse", "caseload", "The list is long."),
        ("nurse", "exhaustion", "Tired of the list."),
        ("porter", "caseload", "My list has sixty on it"),
        ("clerk", "colleagues", "We help each other here"),
        ("lead one", "caseload", "The list is short, and it is a good list."),
        ("lead two", "colleagues", "They help each other, which costs me nothing."),
        ("lead three", "exhaustion", "Fine, thank you"),
        ("group", "caseload", "The list never ends."),
        ("review", "caseload", "lists of more than sixty people"),
        ("review", "caseload", "what long lists do"),
    ):
        study.code(document, study.find_passage(document, words), code)


@pytest.fixture
def sourced(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Study]:
    """The study, open, AB at work: three of the staff, three leads, three in a group, a review."""
    shutil.copy(folder / "roster.csv", tmp_path / "roster.csv")
    monkeypatch.setenv("QUALKIT_ROSTER", str(tmp_path / "roster.csv"))
    with open_study(shutil.copytree(folder / "study", tmp_path / "study"), "AB") as study:
        yield study
