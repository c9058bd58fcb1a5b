"""The survey of the twin studies: what nine answered to an open question is coded blind by two.

Scores, groups and answers are nobody's secret; what EF has coded in the answers is.
"""

from __future__ import annotations

from pathlib import Path

from qualkit.core.codebook import Link
from qualkit.study import Study

DOCUMENT = "survey-team-helps.txt"
SECTORS = ("NHS",) * 4 + ("council",) * 4 + ("charity",)
HELPS = (
    "The list is far too long and nobody takes anybody off it.",
    "I am tired before the week has begun, every week of the year.",
    "The others, and a walk at noon if the rain holds off.",
    "Nothing helps any more, to be honest with you.",
    "My colleagues, who make the tea and know when to ask.",
    "Sixty people on my list and two of us to see them.",
    "I sleep all weekend and wake up worn out on the Monday.",
    "A manager who reads what we write.",
    "Friends at the next desk.",
)
SECRET = (("I am tired before the week has begun", "exhaustion"),
          ("Sixty people on my list", "caseload"),
          ("My colleagues, who make the tea", "colleagues"))  # fmt: skip
"""What EF codes there."""
_ITEMS = tuple(str(number) for number in range(1, 23))
_MAPPING = f"""\
qualkit_survey: 1
confirmed: true
source: {{file: team.csv, format: plain}}
respondent: A
participant: B
attributes:
  - {{id: sector, label: Sector, column: C, values: [NHS, council, charity]}}
instruments:
  - {{id: mbi-hss, columns: [F-AA], items: [{", ".join(f'"{each}"' for each in _ITEMS)}]}}
questions:
  - id: support
    kind: single
    label: Is there support
    column: D
    options: [{{id: "yes", label: "Yes", text: "Yes"}}, {{id: "no", label: "No", text: "No"}}]
  - {{id: helps, kind: open, label: What helps?, column: E}}
"""


def take_in(study: Study, folder: Path) -> None:
    """Take the survey into a study by its lead; the codebook ties burnout to a scale of it."""
    with (study.path / "study.yaml").open("a", encoding="utf-8") as settings:
        settings.write("survey: {minimum_cell: 3, may_quote: verbatim}\n")
    people = "participant,sector,may_quote,may_link,withdrawn_on\nP01,NHS,verbatim,yes,\n"
    (study.path / "transcripts" / "participants.csv").write_text(people, "utf-8")
    rows = [",".join(("ID", "Participant", "Sector", "Support?", "What helps?", *_ITEMS))]
    for number, (sector, words) in enumerate(zip(SECTORS, HELPS, strict=True)):
        strained = 3 if sector == "NHS" else 0
        items = (str((number + item) % 4 + strained) for item in range(22))
        linked, support = "P01" if not number else "", "Yes" if number % 2 else "No"
        rows.append(",".join((f"90{number}", linked, sector, support, f'"{words}"', *items)))
    (folder / "team.csv").write_text("\n".join(rows) + "\n", "utf-8")
    (folder / "mapping.yaml").write_text(_MAPPING, "utf-8")
    study.import_survey(folder / "team.csv", mapping=folder / "mapping.yaml")
    study.edit_theme("burnout", links=(Link("mbi-hss", ("EE",)),))


def code_in_secret(study: Study, memo: str) -> None:
    """Code the answers, as EF does while CD is still to; the memo is on the first coding."""
    for words, code in SECRET:
        study.code(DOCUMENT, study.find_passage(DOCUMENT, words), code, memo=memo)
        memo = ""
