"""A small study in whose transcripts people and places are named."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from qualkit.core.deidentifying import FoundWords
from qualkit.study import Study

CARE = dedent(
    """\
    Interviewer: Who helped you?
    Catriona Baird: Trina, that's me, I rang Morag at Ninewells. I'm the only nurse on the pier.
    Catriona Baird: Morag rang Forfar back. I stayed in Tidewrack that night.
    """
)
PIER = dedent(
    """\
    Interviewer: And you?
    Euan Peddie: Catriona came over. tidewrack was shut, and Tidewrack is all we have.
    Catrina said so too.
    """
)
NAMED = (
    "document,label,pseudonym,role,name,aliases\n"
    "care.txt,Catriona Baird,P07,participant,Catriona Baird,Trina\n"
    "pier.txt,Euan Peddie,P08,participant,Euan Peddie,\n"
)


def take_in(study: Study, folder: Path) -> None:
    """Import both interviews; the roster knows who speaks."""
    roster = study.roster_file().path
    lines = roster.read_text("utf-8").splitlines()
    whole = [lines[0] + ",name,aliases", *(f"{line},," for line in lines[1:])]
    roster.write_text("\n".join([*whole, *NAMED.splitlines()[1:], ""]), "utf-8")
    for name, text in (("care.txt", CARE), ("pier.txt", PIER)):
        (folder / name).write_text(text, "utf-8")
    study.import_transcripts([folder / "care.txt", folder / "pier.txt"])


def of(study: Study, words: str, document: str | None = None) -> tuple[FoundWords, ...]:
    """The findings on just these words."""
    return tuple(each for each in study.findings(document) if each.words == words)


def one(study: Study, words: str, document: str | None = None) -> FoundWords:
    """The one finding on these words."""
    (found,) = of(study, words, document)
    return found
