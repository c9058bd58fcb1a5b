"""A small study in whose transcripts people and places are named, and that was scanned."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from qualkit.core.records import Coder, CoderRole
from qualkit.study import Study, init_study, open_study

CARE = dedent(
    """\
    Interviewer: Who helped you?
    Catriona Baird: Trina, that's me, I rang Morag at Ninewells. I'm the only nurse on the pier.
    Catriona Baird: Grace said Tidewrack was shut in May. I asked her, and May rang me back.
    Interviewer: And then?
    Catriona Baird: Then I stayed in Tidewrack. It was Tidewrack or the street.
    """
)
PIER = dedent(
    """\
    Interviewer: And you?
    May Peddie: Everybody knows it was me who closed Tidewrack. Twelve years I was there.
    May Peddie: Ask Keelhouse, they will say. Grace left for Keelhouse in
    February. I told CB and CB said so.
    """
)
NAMED = (
    "document,label,pseudonym,role,name,aliases\n"
    "care.txt,Interviewer,INT1,interviewer,,\n"
    "pier.txt,Interviewer,INT1,interviewer,,\n"
    "care.txt,Catriona Baird,P07,participant,Catriona Baird,Trina\n"
    "pier.txt,May Peddie,P08,participant,May Peddie,May\n"
)


def named_study(folder: Path) -> Study:
    """Two interviews, not scanned; AB leads, and so is the steward, CD codes."""
    study = init_study(folder, "Who closed it")
    study.use_coder("AB")
    study.add_coder(Coder("AB", "", CoderRole.LEAD))
    study.roster_file().path.write_text(NAMED, "utf-8")
    for name, text in (("care.txt", CARE), ("pier.txt", PIER)):
        (folder.parent / name).write_text(text, "utf-8")
    study.import_transcripts([folder.parent / "care.txt", folder.parent / "pier.txt"])
    with (folder / "study.yaml").open("a", encoding="utf-8") as file:
        file.write("\ncoders:\n  - {initials: AB, role: lead}\n  - {initials: CD, role: coder}\n")
    study.close()
    return open_study(folder, "AB")
