"""A small study whose participants agreed to different things; something of it has left."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from qualkit.core.records import Coder, CoderRole, Span
from qualkit.study import Study, init_study, open_study

TEXTS = {
    "ann.txt": """\
        Interviewer: Who helps?
        Fiona Marsh: Nobody counts the phone calls we make every day.
        Interviewer: And at night?
        Fiona Marsh: I drove home, and nobody rang.
        """,
    "ben.txt": """\
        Interviewer: Who helps?
        Gregor Tain: Nothing but marmalade sandwiches and the dog from next door.
        """,
    "cat.txt": """\
        Interviewer: Who helps?
        Ishbel Dow: The neighbours, and the long walk along the shore of a Sunday.
        """,
    "group.txt": """\
        Interviewer: And all of you?
        Una Kerr: We carry more cases than anybody wrote down.
        Ewan Rae: The rota is made by somebody who never works it.
        Una Kerr: It rings and it rings until the evening.
        Isla Moir: And then it rings at home.
        """,
}
NAMES = ("Fiona Marsh", "Gregor Tain", "Ishbel Dow", "Una Kerr", "Ewan Rae", "Isla Moir")
CALLS = "Nobody counts the phone calls we make every day."
SANDWICHES = "Nothing but marmalade sandwiches and the dog from next door."
WALK = "The neighbours, and the long walk along the shore of a Sunday."
CASES, ROTA = "We carry more cases than anybody wrote down.", "The rota is made by somebody"
ROSTER = (
    "document,label,pseudonym,role,name,aliases\n"
    "ann.txt,Fiona Marsh,P01,participant,Fiona Marsh,\n"
    "ben.txt,Gregor Tain,P02,participant,Gregor Tain,\n"
    "cat.txt,Ishbel Dow,P03,participant,Ishbel Dow,\n"
    "group.txt,Una Kerr,P04,participant,Una Kerr,\n"
    "group.txt,Ewan Rae,P05,participant,Ewan Rae,\n"
    "group.txt,Isla Moir,P06,participant,Isla Moir,\n"
)
PEOPLE = (
    "participant,sector,role,may_quote,audience,embargo_until\n"
    "P01,NHS,nurse,verbatim,,\n"
    "P02,NHS,nurse,verbatim,commissioner,\n"
    "P03,NHS,nurse,paraphrase,,\n"
    "P04,council,nurse,verbatim,,2999-06-30\n"
    "P05,council,nurse,,,\n"
    "P06,third sector,nurse,verbatim,,\n"
)
PHRASE = "Being outdoors and people close by kept her going."
_TEAM = "\ncoders:\n  - {initials: AB, role: lead}\n  - {initials: CD, role: coder}\n"
_BOOK = """\
qualkit_codebook: 1
id: calls
version: 1
themes:
  - {id: load, name: Load}
codes:
  - {id: calls, name: Phone calls, theme: load, definition: Talk of calls.}
  - {id: relief, name: Relief, theme: load, definition: What helps.}
"""


def place(study: Study, document: str, words: str) -> Span:
    """Where these words stand."""
    start = study._session.text(study.document(document).version_id).text.index(words)
    return Span(start, start + len(words))


def consenting_study(folder: Path) -> Study:
    """Three interviews and a group, coded and scanned; AB leads. One table of quotations left."""
    study = init_study(folder, "Who helps")
    study.use_coder("AB")
    for initials, role in (("AB", CoderRole.LEAD), ("CD", CoderRole.CODER)):
        study.add_coder(Coder(initials, "", role))
    study.roster_file().path.write_text(ROSTER, "utf-8")
    files = folder.parent
    (files / "book.yaml").write_text(_BOOK, "utf-8")
    for name, text in TEXTS.items():
        (files / name).write_text(dedent(text), "utf-8")
    study.import_codebook(files / "book.yaml")
    study.import_transcripts([files / name for name in TEXTS])
    agree(study)
    with (folder / "study.yaml").open("a", encoding="utf-8") as file:
        file.write(_TEAM)
    study.close()
    study = open_study(folder, "AB")
    for document, words, code in (
        ("ann", CALLS, "calls"), ("ben", SANDWICHES, "relief"), ("cat", WALK, "relief"),
        ("group", CASES, "calls"), ("group", ROTA, "calls"),
    ):  # fmt: skip
        study.code(document, place(study, document, words), code)
    study.deidentify_scan()
    study.export_quotes(format="csv", leave_out=True)
    study.paraphrase(PHRASE, document="cat", span=place(study, "cat", WALK), code="relief")
    return study


def agree(study: Study, rows: str = PEOPLE) -> None:
    """Write what everybody agreed to."""
    study._session.participants_path.write_text(rows, "utf-8")
    study._session.forget()
