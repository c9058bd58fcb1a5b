"""Decisions taken in from a list that names findings by where they stand, not by their ids."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualkit.core.deidentifying import BY_HAND, State
from qualkit.errors import InputError
from qualkit.study import Study
from tests.study.deidentified import CARE, one, take_in

HEAD = "document,start,end,type,rule,decision,to,public,as"


@pytest.fixture
def scanned(study: Study, tmp_path: Path) -> Study:
    """The small study with two interviews in which people and places are named, scanned."""
    take_in(study, tmp_path)
    study.deidentify_scan()
    return study


def listed(folder: Path, *rows: str) -> Path:
    path = folder / "places.csv"
    path.write_text("\n".join([HEAD, *rows, ""]), "utf-8")
    return path


def place(words: str) -> str:
    start = CARE.index(words)
    return f"care.txt,{start},{start + len(words)}"


def rows_of(study: Study) -> list[object]:
    """Findings and what was done, as the database has them."""
    return study._session.store.database.fetch(
        "SELECT span_start, span_end, type, rule, status, replacement, wider, participant "
        "FROM finding WHERE removed_by IS NULL ORDER BY version_id, span_start, span_end, type"
    )


def test_a_finding_is_decided_by_where_it_stands_and_taken_in_only_once(
    scanned: Study, tmp_path: Path
) -> None:
    before = rows_of(scanned)
    path = listed(
        tmp_path,
        f"{place('Ninewells')},place,,generalise,[clinic],[workplace],",
        f"{place('Forfar')},,,keep,,,",
    )
    done = scanned.import_decisions(path)
    assert (done.decided, done.known, done.empty) == (2, 0, 0)
    ninewells = one(scanned, "Ninewells").finding
    assert (ninewells.replacement, ninewells.wider) == ("[clinic]", "[workplace]")
    assert one(scanned, "Forfar").finding.state is State.KEPT
    after = rows_of(scanned)
    again = scanned.import_decisions(path)
    assert (again.decided, again.known) == (0, 2)
    scanned.undo()
    assert rows_of(scanned) == before
    scanned.redo()
    assert rows_of(scanned) == after


def test_what_no_scan_found_is_marked_by_hand_under_the_type_that_the_row_gives(
    scanned: Study, tmp_path: Path
) -> None:
    before = rows_of(scanned)
    path = listed(
        tmp_path,
        f"{place('Who helped you')},story,by hand,generalise,[question],,",
        f"{place('rang')},,by hand,accept,,,P08",
    )
    assert scanned.import_decisions(path).decided == 2
    marked = one(scanned, "Who helped you").finding
    assert (marked.rule, marked.type.value, marked.state) == (BY_HAND, "story", State.GENERALISED)
    named = one(scanned, "rang", "care").finding
    assert (named.replacement, named.participant) == ("[P08]", "P08")
    assert named.state is State.ACCEPTED
    assert "[question]?" in scanned.rendered_text("care").text
    assert scanned.import_decisions(path).known == 2
    scanned.undo()
    assert rows_of(scanned) == before
    scanned.redo()
    assert "[question]?" in scanned.rendered_text("care").text


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ("nobody.txt,1,5,,,keep,,,", "there is no document 'nobody.txt'"),
        ("care.txt,0,4,,,keep,,,", "no finding stands at 0 to 4"),
        (f"{place('Ninewells')},age,,keep,,,", "no finding of type age stands at"),
        (f"{place('Ninewells')},pub,,keep,,,", "there is no type 'pub'"),
        ("care.txt,0,4,,by hand,keep,,,", "nothing to let stand"),
        ("care.txt,9000,9004,,by hand,generalise,[x],,", "there are no words at 9000 to 9004"),
        ("care.txt,5,5,,by hand,generalise,[x],,", "the span is empty"),
        ("care.txt,5,,,,keep,,,", "neither an id nor document, start and end"),
        (f"{place('Forfar')},,,generalise,[Forfar],,", "names what it replaces"),
        (f"{place('Ninewells')},,,reject,,,", "the finding stands there twice"),
    ],
)
def test_a_place_that_does_not_fit_is_named_by_its_row_and_lets_none_in(
    scanned: Study, tmp_path: Path, row: str, wrong: str
) -> None:
    before = rows_of(scanned)
    path = listed(tmp_path, f"{place('Ninewells')},place,,keep,,,", row)
    with pytest.raises(InputError, match=f"(?s)1 row is wrong.*row 3: .*{wrong}"):
        scanned.import_decisions(path)
    assert rows_of(scanned) == before


@pytest.mark.parametrize(
    ("words", "to"),
    [("I'm the only nurse", "[I'm a nurse]"), ("that's me", "[that's somebody]")],
)
def test_what_stands_there_may_say_again_what_everybody_says(
    scanned: Study, tmp_path: Path, words: str, to: str
) -> None:
    path = listed(tmp_path, f"{place(words)},story,by hand,generalise,{to},,")
    assert scanned.import_decisions(path).decided == 1


def test_the_list_that_is_written_comes_in_by_place_where_its_ids_are_left_out(
    scanned: Study, tmp_path: Path
) -> None:
    import csv

    path = tmp_path / "out.csv"
    scanned.export_findings(path)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows({**row, "id": "", "decision": "keep"} for row in rows)
    assert scanned.import_decisions(path).decided == len(rows)
    assert {each.finding.state for each in scanned.findings()} == {State.KEPT}
