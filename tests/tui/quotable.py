"""A small study of which a report could be written: who may be quoted, stars, a counter-example."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from qualkit.core.deidentifying import State
from qualkit.core.records import Span
from qualkit.study import Study, init_study

FILES = {
    "nurse.txt": """\
        INT1: How was the winter?
        P01: We had two posts empty and I was covering both lists, and nobody said for how long.
        INT1: And then?
        P01: I kept a count on the door. You stop counting and it is the same.
    """,
    "keyworker.txt": """\
        INT1: How many people do you see?
        P02: Sixty. It was forty in the summer. Nobody ever came to ask me about it.
        INT1: Is that too many?
        P02: No. I like it busy, and I could not sit at home.
    """,
    "social worker.txt": """\
        INT1: Whom do you talk to?
        P03: The others, in the car park. Ten minutes, and it keeps me going.
    """,
    "group.txt": """\
        INT1: What helps?
        P04: Lunch. Really. 全部 of it 🍲, and the door shut.
        P05: Going home\u202e on time, שלום to the rest.
        P04: On time, aye.
    """,
}
# Pseudonyms are given in the order of the files: the group, the keyworker, the nurse, …
PEOPLE = """\
participant,role,sector,may_quote,may_link,withdrawn_on
P01,nurse,NHS,verbatim,yes,
P02,keyworker,NHS,verbatim,yes,
P03,keyworker,NHS,verbatim,yes,
P04,nurse,NHS,verbatim,yes,
P05,social worker,council,no,yes,
"""
BOOK = """\
qualkit_codebook: 1
id: quotable
version: 1
themes:
  - {id: load, name: Load}
  - {id: holding, name: Holding up}
codes:
  - {id: vacancies, name: Empty posts, theme: load, brief: Posts that nobody fills.}
  - {id: caseload, name: Caseload, theme: load, brief: How many people one has.}
  - {id: talk, name: Talk with colleagues, theme: holding}
  - {id: breaks, name: Breaks, theme: holding}
"""
POSTS = "We had two posts empty and I was covering both lists, and nobody said for how long."
BUSY = "No. I like it busy, and I could not sit at home."
SIXTY = "Sixty. It was forty in the summer."
PARK = "The others, in the car park."
LUNCH = "Lunch. Really. 全部 of it 🍲, and the door shut."


def quotable_study(folder: Path, *, scanned: bool = True) -> Study:
    """Four texts, seven quotations of AB's, one starred, one a counter-example; P03 refuses."""
    files = folder.parent / "texts"
    files.mkdir(exist_ok=True)
    for name, text in FILES.items():
        (files / name).write_text(dedent(text), "utf-8")
    (files / "book.yaml").write_text(BOOK, "utf-8")
    study = init_study(folder, "Winter in the wards")
    settings = folder / "study.yaml"
    settings.write_text(
        settings.read_text("utf-8") + "attribution: {shown: [role], minimum: 2}\n", "utf-8"
    )
    study.use_coder("AB")
    study.import_codebook(files / "book.yaml")
    study.import_transcripts(sorted(files.glob("*.txt")))
    (folder / "transcripts" / "participants.csv").write_text(PEOPLE, "utf-8")
    for document, words, code in (
        ("nurse", POSTS, "vacancies"),
        ("nurse", "You stop counting and it is the same.", "vacancies"),
        ("keyworker", SIXTY, "caseload"),
        ("keyworker", BUSY, "caseload"),
        ("social worker", PARK, "talk"),
        ("group", LUNCH, "breaks"),
        ("group", "on time, שלום to the rest.\nP04: On time, aye.", "breaks"),
    ):
        study.code(document, _place(study, document, words), code)
    first = study.codings("nurse", code="vacancies")[0]
    study.star(first.id, note="says it all")
    against = next(c for c in study.codings("keyworker") if study.words_of([c])[0] == BUSY)
    study.counter_example(against.id, "some like it")
    if scanned:
        study.deidentify_scan()
        found = study.findings()
        waiting = [each.finding.id for each in found if each.finding.state is State.REVIEW]
        if waiting:
            study.decide_findings(waiting, "reject")
    return study


def _place(study: Study, document: str, words: str) -> Span:
    start = study.text(document).text.index(words)
    return Span(start, start + len(words))
