"""A small survey whose mapping people have confirmed, and the study it is taken into."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from qualkit.study import Study

MAPPING = dedent(
    """\
    # what the columns are
    qualkit_survey: 1
    confirmed: false
    source: {file: staff.csv, format: plain}
    respondent: A
    participant: B
    dropped:
      - {columns: [C], why: an e-mail address}
      - {columns: [L], why: not needed}
    attributes:
      - {id: sector, label: Sector, column: D, values: [NHS, Council, Charity]}
    instruments:
      - {id: tiny, columns: [E-G], items: ["1", "2", "3"]}
    questions:
      - id: causes
        kind: multiple
        label: Causes of stress
        options:
          - {id: caseload, label: Caseload, text: Caseload, column: H}
          - {id: pay, label: Pay, text: Pay, column: I}
      - {id: again, kind: single, label: Would you stay?, column: J, options: [{id: "yes", label: "Yes", text: "Yes"}, {id: "no", label: "No", text: "No"}]}
      - {id: helps, kind: open, label: What helps?, column: K}
    """  # noqa: E501
)
HEADER = "ID,Participant,Email,Sector,q1,q2,q3,Caseload,Pay,Stay?,What helps?,Shift\n"
ROWS = (
    '9001,P01,fm@nhs.example,NHS,0,1,6,Caseload,,Yes,"A walk.\n\nNote: only when it is dry.",Day\n',
    "9002,,x@council.example,Council,3,,5,Caseload,Pay,No,n/a,Day\n",
    "9003,P02,,Charity,6,6,0,,,,,Night\n",
    "9004,,,NHS,2,2,2,,Pay,Yes,Friends.,Night\n",
)
LATER = "9005,,z@nhs.example,NHS,1,1,1,Caseload,,No,Talking.,Day\n"
KEY = dedent(
    """\
    qualkit_instrument: 1
    id: tiny
    name: A tiny key
    version: "1"
    items: 3
    range: [0, 6]
    source: Made up for the tests.
    licence: Free.
    subscales:
      - {id: one, name: One, items: [1, 2, 3], reverse: [3], trend: strain, phrase: one thing}
    """
)
PEOPLE = dedent(
    """\
    participant,sector,may_quote,may_link,withdrawn_on
    P01,NHS,verbatim,yes,
    P02,Charity,verbatim,no,
    """
)


def prepare(study: Study) -> None:
    """Give a study its people and a key."""
    study._session.participants_path.write_text(PEOPLE, "utf-8")
    keys = study.path / "codebook" / "instruments"
    keys.mkdir(parents=True, exist_ok=True)
    (keys / "tiny.yaml").write_text(KEY, "utf-8")


@pytest.fixture
def incoming(files: Path) -> Path:
    """A folder with the survey's file and a mapping for it, outside the study."""
    (files / "staff.csv").write_text(HEADER + "".join(ROWS), "utf-8")
    (files / "mapping.yaml").write_text(MAPPING, "utf-8")
    return files


@pytest.fixture
def staffed(study: Study, incoming: Path) -> Study:
    """The small study with its people, a key and the survey taken in."""
    prepare(study)
    study.import_survey(incoming / "staff.csv", mapping=incoming / "mapping.yaml")
    return study
