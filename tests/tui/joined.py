"""A small study whose survey and interviews share sectors and themes, made by hand."""

from __future__ import annotations

from pathlib import Path

from qualkit.core.codebook import Link
from qualkit.core.records import Coder, CoderRole, Span
from qualkit.study import Study
from tests.survey_study import survey_study

SECTORS = {
    "P01": "NHS", "P02": "council", "P03": "third sector", "P04": "NHS", "P05": "NHS",
    "P06": "NHS", "P07": "third sector", "P08": "third sector", "P09": "third sector", "P10": "",
}  # fmt: skip
PANEL = "".join(
    f"P{number}: I have far too many people on my list, and number {number} is one of them.\n"
    for number in range(11, 18)
)
CONFIRMED = "The scores are high and everybody says so."


def joined_study(folder: Path) -> Study:
    """40 who answered, ten who spoke; groups of at least 3; AB judged one fit, EF another."""
    study = survey_study(folder, minimum=3)
    panel = folder.parent / "panel.txt"
    panel.write_text(PANEL, "utf-8")
    study.import_transcripts([panel])
    rows = "".join(f"{who},{sector},verbatim,yes,\n" for who, sector in SECTORS.items())
    people = "participant,sector,may_quote,may_link,withdrawn_on\n" + rows
    (folder / "transcripts" / "participants.csv").write_text(people, "utf-8")
    for coder, role in (("AB", CoderRole.CODER), ("EF", CoderRole.CODER), ("LD", CoderRole.LEAD)):
        study.add_coder(Coder(coder, "", role))
    study.edit_theme("burnout", links=(Link("mbi-hss", ("EE",)),))
    study.edit_code("caseload", links=(Link("worklife", ("workload",)),))
    _coded(study)
    study.joint_note("burnout", "lead-in", "Nobody says burnt out.")
    study.joint_note("burnout", "fit", CONFIRMED, judgement="confirm", instrument="mbi-hss",
                     subscale="EE", codes=["exhaustion"], provisional=True)  # fmt: skip
    study.use_coder("EF")
    study.joint_note("prevention", "fit", "The survey does not ask.", judgement="silent",
                     codes=["colleagues"])  # fmt: skip
    study.use_coder("AB")
    return study


def _coded(study: Study) -> None:
    text = study.text("panel").text
    at = 0
    for words in PANEL.splitlines():
        said = words.partition(": ")[2]
        at = text.index(said, at)
        study.code("panel", Span(at, at + len(said)), "caseload")
    for document, words, code in (
        ("nurse", "Tired. We lost two people", "exhaustion"),
        ("group", "It rings and rings", "exhaustion"),
        ("nurse", "The dog, mostly.", "colleagues"),
    ):
        study.code(document, study.find_passage(document, words), code)
