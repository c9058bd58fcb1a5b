"""A small study with an invented survey of 40 people: two instruments, three questions, no wording.

`survey_study` makes the folder and opens it; `answers` are the same answers in memory, for rooms
that know no study. Sectors have 22, 1, 1, 2 and 14 people, as in evaluations of small teams.
"""

from __future__ import annotations

import csv
import random
from array import array
from functools import cache
from pathlib import Path

from qualkit.core.survey import Attribute, Option, Question, QuestionKind, Responses, Survey
from qualkit.study import Study, init_study
from tests.conftest import CODEBOOK, GROUP, INTERVIEW

SECTORS = {"third sector": 22, "council": 1, "private": 1, "social work": 2, "NHS": 14}
ROLES = ("frontline", "manager", "support")
WORKLIFE = """\
qualkit_instrument: 1
id: worklife
name: Worklife, a key made up for tests
version: "1"
items: 6
range: [1, 5]
anchors: {1: strongly disagree, 2: disagree, 3: neither, 4: agree, 5: strongly agree}
invented: true
subscales:
  - id: workload
    name: Workload
    items: [1, 2, 3]
    reverse: [2]
    trend: resource
    phrase: fit of workload
    bands:
      - source: A made-up manual
        ranges:
          - {label: mismatch, below: 3}
          - {label: match, from: 3}
    references:
      - {name: Norms, source: A made-up manual, mean: 2.9, sd: 0.8, n: 1000, quartiles: [2.3, 3.0, 3.7]}
  - id: values
    name: Values
    items: [4, 5, 6]
    trend: resource
    phrase: fit of values
"""  # noqa: E501
SURVEY = Survey(
    name="staff", title="staff", source="staff.csv", fetched="",
    attributes=(
        Attribute("sector", "Sector", tuple(SECTORS)),
        Attribute("role", "Role", ROLES),
    ),
    instruments=(
        ("mbi-hss", tuple(str(number) for number in range(1, 23))),
        ("worklife", ("1", "2", "3", "4", "5", "6")),
    ),
    questions=(
        Question("contact", "How clients are met", QuestionKind.MULTIPLE, (
            Option("appointment", "By appointment"), Option("phone", "By phone"),
            Option("outreach", "Outreach"), Option("online", "Online"),
        )),
        Question("support", "Is there support", QuestionKind.SINGLE, (
            Option("yes", "Yes"), Option("no", "No"), Option("unsure", "Not sure"),
        )),
    ),
)  # fmt: skip


@cache
def answers() -> Responses:
    """The answers: the NHS more strained, five items and three questions not answered."""
    dice = random.Random(7)
    sectors = [name for name, size in SECTORS.items() for _ in range(size)]
    people = range(len(sectors))
    strained = [2.4 if name == "NHS" else 0.0 for name in sectors]
    items: dict[str, dict[str, array[float]]] = {}
    for instrument, codes in SURVEY.instruments:
        low, high, middle = (0, 6, 1.5) if instrument == "mbi-hss" else (1, 5, 4.0)
        sign = 1 if instrument == "mbi-hss" else -0.4
        items[instrument] = {
            code: array("d", [
                float(min(high, max(low, round(dice.gauss(middle + sign * strained[p], 1.2)))))
                for p in people
            ])
            for code in codes
        }  # fmt: skip
    for person, item in ((3, "1"), (9, "2"), (25, "5"), (33, "14"), (39, "22")):
        items["mbi-hss"][item][person] = float("nan")
    ticks = {
        option.id: bytes(int(p not in (0, 30) and dice.random() < share) for p in people)
        for option, share in zip(SURVEY.questions[0].options, (0.6, 0.5, 0.3, 0.0), strict=True)
    }
    choices = tuple(
        "" if p in (5, 6, 28) else dice.choice(("yes", "yes", "no", "unsure")) for p in people
    )
    return Responses(
        survey=SURVEY,
        respondents=tuple(f"R{p + 1:02}" for p in people),
        participants=("",) * len(sectors),
        attributes={
            "sector": tuple(sectors),
            "role": tuple("" if p == 11 else ROLES[p % 3] for p in people),
        },
        items=items,
        choices={"support": choices},
        ticks={"contact": ticks},
        answered={"contact": bytes(int(p not in (0, 30)) for p in people)},
    )


def survey_study(folder: Path, minimum: int | None = None) -> Study:
    """A study in `folder` that has the survey beside a small codebook and two transcripts."""
    incoming = folder.parent / f"{folder.name}-incoming"
    incoming.mkdir()
    for name, text in (("nurse.txt", INTERVIEW), ("group.txt", GROUP), ("book.yaml", CODEBOOK)):
        (incoming / name).write_text(text, "utf-8")
    made = init_study(folder, "A small study")
    made.use_coder("AB")
    made.import_codebook(incoming / "book.yaml")
    made.import_transcripts([incoming / "nurse.txt", incoming / "group.txt"])
    add_survey(folder)
    if minimum is not None:
        with (folder / "study.yaml").open("a", encoding="utf-8") as settings:
            settings.write(f"survey: {{minimum_cell: {minimum}}}\n")
    return made


def add_survey(folder: Path) -> None:
    """Put the survey's files and the made-up key into a study's folder."""
    from qualkit.study.survey.columns import places
    from qualkit.study.survey.reading import cells_of

    keys = folder / "codebook" / "instruments"
    keys.mkdir(parents=True, exist_ok=True)
    (keys / "worklife.yaml").write_text(WORKLIFE, "utf-8")
    (folder / "survey").mkdir(exist_ok=True)
    (folder / "survey" / "staff.yaml").write_text(mapping(), "utf-8")
    given = answers()
    marks = [f"mark{number}" for number in range(len(given))]
    with (folder / "survey" / "staff.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([place.heading for place in places(SURVEY)])
        writer.writerows(cells_of(given, marks))


def mapping() -> str:
    """The mapping of the survey's file, as the import writes it."""
    from qualkit.importers.surveys import records as r
    from qualkit.importers.surveys.mapping_writer import mapping_text

    contact, support = SURVEY.questions
    return mapping_text(
        r.SurveyMapping(
            source=r.SourceFile("staff.csv"),
            confirmed=True,
            attributes=tuple(
                r.MappedAttribute(a.id, a.label, a.label, tuple(r.Value(v, v) for v in a.values))
                for a in SURVEY.attributes
            ),
            instruments=tuple(
                r.MappedInstrument(name, tuple(f"{name}.{item}" for item in items), items)
                for name, items in SURVEY.instruments
            ),
            questions=(
                r.MappedQuestion(
                    contact.id, contact.label, contact.kind,
                    options=tuple(
                        r.MappedOption(o.id, o.label, column=o.id) for o in contact.options
                    ),
                ),
                r.MappedQuestion(
                    support.id, support.label, support.kind, "support",
                    options=tuple(
                        r.MappedOption(o.id, o.label, text=o.label) for o in support.options
                    ),
                ),
            ),
        )
    )  # fmt: skip
