"""Quotations by the published bands of the speakers' own scores, as far as they may be linked."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualkit.core.choosing import QuoteChoice
from qualkit.errors import NotFoundError, RefusedError
from qualkit.study import Study
from tests.study.selections.chosen import TIRED, code
from tests.study.survey.conftest import HEADER, KEY, MAPPING, PEOPLE, ROWS, prepare

BANDS = (
    "    bands:\n      - source: A made-up manual\n        ranges:\n"
    "          - {label: low, below: 3}\n          - {label: high, from: 3}\n"
)
WHOLE = KEY.replace(
    "  - {id: one, name: One, items: [1, 2, 3], reverse: [3], trend: strain, phrase: one thing}\n",
    "  - id: one\n    name: One\n    items: [1, 2, 3]\n    reverse: [3]\n    trend: strain\n"
    "    phrase: one thing\n" + BANDS,
)


@pytest.fixture
def banded(study: Study, files: Path) -> Study:
    """The small study with a survey whose key publishes bands; P01 is linked, P02 is not."""
    (files / "staff.csv").write_text(HEADER + "".join(ROWS), "utf-8")
    (files / "mapping.yaml").write_text(MAPPING, "utf-8")
    prepare(study)
    (study.path / "codebook" / "instruments" / "tiny.yaml").write_text(WHOLE, "utf-8")
    study.import_survey(files / "staff.csv", mapping=files / "mapping.yaml")
    code(study, TIRED)
    code(study, "Nobody counts the phone calls.", "caseload", "group")
    code(study, "A walk.", "colleagues", "survey-staff-helps")
    return study


def found(study: Study, *bands: str) -> list[str]:
    return [each.words for each in study.found_quotes(QuoteChoice(bands=bands))]


def test_a_published_band_finds_linked_participants_and_nobody_else(banded: Study) -> None:
    (speaker,) = (s.pseudonym for s in banded.document("nurse").speakers if s.pseudonym == "P01")
    assert speaker == "P01"
    assert found(banded, "one=low") == [TIRED]
    assert found(banded, "ONE=Low") == [TIRED]
    assert found(banded, "one=high") == []
    assert found(banded, "one=low", "one=high") == []


def test_a_band_that_nobody_publishes_is_refused(banded: Study) -> None:
    with pytest.raises(NotFoundError, match="has no band 'hgih'") as caught:
        found(banded, "one=hgih")
    assert caught.value.hint == "did you mean 'high'?"
    with pytest.raises(NotFoundError, match="no subscale 'EE'"):
        found(banded, "EE=high")
    with pytest.raises(RefusedError, match="no published reference"):
        found(banded, "profile@own=burnout")


def test_a_key_without_bands_has_none(banded: Study) -> None:
    path = banded.path / "codebook" / "instruments" / "tiny.yaml"
    path.write_text(KEY, "utf-8")
    with pytest.raises(NotFoundError, match="publishes no bands"):
        found(banded, "one=high")


def test_where_nobody_is_linked_a_band_says_nothing_of_anybody(banded: Study) -> None:
    people = banded._session.participants_path
    people.write_text(PEOPLE.replace("verbatim,yes,", "verbatim,no,"), "utf-8")
    with pytest.raises(RefusedError, match=r"linked with their consent \(may_link\)"):
        found(banded, "one=low")
