"""The comparison of sources: kinds apart, leads apart from staff, literature beside them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qualkit.core.joint import JointCell, JointDisplay
from qualkit.errors import InputError, NotFoundError
from qualkit.study import Study

LEADS = {"role": ["service lead"]}


def row(display: JointDisplay, code: str) -> dict[str, JointCell]:
    keys = [column.key for column in display.columns]
    (found,) = [each for each in display.rows if each.codes == (code,)]
    return dict(zip(keys, found.cells, strict=True))


def texts(display: JointDisplay, code: str) -> dict[str, str]:
    return {key: cell.text for key, cell in row(display, code).items()}


def people(study: Study, *changes: tuple[str, str]) -> None:
    path = study.path / "transcripts" / "participants.csv"
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    study.refresh()


def test_each_kind_of_source_is_counted_by_itself(sourced: Study) -> None:
    display = sourced.compare_sources(leads=LEADS)
    assert texts(display, "caseload") == {
        "theme": "Burnout", "code": "Caseload", "staff": "2 of 3; 2 references",
        "leads": "1 of 3; 1 reference", "focus_group": "1 of 3; 1 reference",
        "literature": "1 of 1; 2 references", "found_in": "both",
    }  # fmt: skip
    assert texts(display, "colleagues")["found_in"] == "participants only"
    assert texts(display, "colleagues")["literature"] == "none (0 of 1)"
    assert not {"all", "total"} & {column.key for column in display.columns}


def test_a_code_that_only_the_literature_has_says_so(sourced: Study) -> None:
    for coding in sourced.codings(code="colleagues"):
        sourced.uncode(coding.id)
    sourced.code("review", sourced.find_passage("review", "Supervision was named"), "colleagues")
    display = sourced.compare_sources()
    assert texts(display, "colleagues")["found_in"] == "literature only"
    assert any("no contradiction" in note for note in display.notes)


def test_without_literature_nothing_is_said_of_where_a_code_is_found(sourced: Study) -> None:
    for coding in sourced.codings("review"):
        sourced.uncode(coding.id)
    display = sourced.compare_sources()
    assert "literature" not in {column.key for column in display.columns}
    assert texts(display, "caseload")["found_in"] == ""
    assert not any("no contradiction" in note for note in display.notes)


def test_interviews_are_one_column_where_nobody_says_who_leads(sourced: Study) -> None:
    told = texts(sourced.compare_sources(), "caseload")
    assert told["interview"] == "3 of 6; 3 references"
    assert "leads" not in told


def test_study_yaml_says_who_leads(sourced: Study) -> None:
    from qualkit.study import open_study

    path = sourced.path / "study.yaml"
    path.write_text(path.read_text("utf-8") + "sources: {leads: {role: [service lead]}}\n", "utf-8")
    with open_study(sourced.path, "AB") as study:
        assert texts(study.compare_sources(), "caseload")["leads"] == "1 of 3; 1 reference"


def test_too_few_leads_are_not_told_apart_unless_it_is_for_the_team(sourced: Study) -> None:
    people(sourced, ("P06,service lead", "P06,nurse"))
    display = sourced.compare_sources(leads=LEADS)
    assert texts(display, "caseload")["interview"] == "3 of 6; 3 references"
    assert any("fewer than 3 people" in note for note in display.notes)
    internal = sourced.compare_sources(leads=LEADS, internal=True)
    assert texts(internal, "caseload")["leads"] == "1 of 2; 1 reference"
    assert internal.internal


def test_who_is_not_known_by_that_attribute_is_refused_with_what_is_near(sourced: Study) -> None:
    with pytest.raises(NotFoundError, match="nobody has the role 'servce lead'") as caught:
        sourced.compare_sources(leads={"role": ["servce lead"]})
    assert "service lead" in caught.value.hint
    with pytest.raises(NotFoundError, match="attribute 'rank'"):
        sourced.compare_sources(leads={"rank": ["high"]})
    with pytest.raises(InputError, match="one attribute"):
        sourced.compare_sources(leads={"role": ["nurse"], "sector": ["NHS"]})
    with pytest.raises(InputError, match="cannot be shown"):
        sourced.compare_sources(quotes=-1)


def test_a_quotation_stands_in_each_cell_with_who_is_quoted(sourced: Study) -> None:
    cells = row(sourced.compare_sources(leads=LEADS, quotes=1), "caseload")
    assert [q.text() for q in cells["leads"].quotes] == [
        "The list is short, and it is a good list."
    ]
    assert cells["leads"].attributions == ("P04",)
    assert cells["literature"].attributions == ("Smith and Lee, 2021",)
    assert row(sourced.compare_sources(quotes=2), "caseload")["literature"].quotes != ()


def test_who_may_not_be_quoted_is_counted_and_not_quoted(sourced: Study) -> None:
    people(sourced, ("P04,service lead,NHS,verbatim", "P04,service lead,NHS,none"))
    cells = row(sourced.compare_sources(leads=LEADS, quotes=1), "caseload")
    assert cells["leads"].text == "1 of 3; 1 reference"
    assert cells["leads"].quotes == ()


def test_a_lead_whose_role_must_not_be_said_is_not_quoted_among_the_leads(sourced: Study) -> None:
    people(
        sourced, ("P04,service lead", "P04,director"),
        ("P07,nurse", "P07,service lead"), ("P08,nurse", "P08,service lead"),
    )  # fmt: skip
    wanted = {"role": ["service lead", "director"]}
    cells = row(sourced.compare_sources(leads=wanted, quotes=1), "caseload")
    assert cells["leads"].text == "1 of 3; 1 reference"
    assert cells["leads"].quotes == ()
    internal = sourced.compare_sources(leads=wanted, quotes=1, internal=True)
    assert row(internal, "caseload")["leads"].attributions == ("P04",)


def test_themes_roll_codes_up(sourced: Study) -> None:
    display = sourced.compare_sources(leads=LEADS, themes_only=True, quotes=1)
    burnout, prevention = display.rows
    told = [cell.text for cell in burnout.cells]
    assert told[:3] == ["Burnout", "2 of 3; 3 references", "2 of 3; 2 references"]
    assert (burnout.theme, burnout.codes) == ("burnout", ())
    assert prevention.cells[-1].text == "participants only"


def test_it_leaves_through_the_gate_with_citation_and_role(sourced: Study, tmp_path: Path) -> None:
    sourced.deidentify_scan()
    display = sourced.compare_sources(leads=LEADS, quotes=1)
    for name in ("s.json", "s.csv", "s.docx", "s.html", "s.md", "s.xlsx"):
        done = sourced.export_joint(display, tmp_path / name)
        assert done.rows == len(display.rows) == 3
    text = (tmp_path / "s.json").read_text("utf-8")
    assert "(Smith and Lee, 2021)" in text
    assert "(P04, service lead, NHS)" in text
    assert "Ann Leddy" not in text
    sourced.export_joint(display, tmp_path / "p.json", profile="public")
    public = (tmp_path / "p.json").read_text("utf-8")
    assert "(Smith and Lee, 2021)" in public
    assert "P04" not in json.dumps(json.loads(public)["rows"])


def test_themes_with_quotations_leave_too(sourced: Study, tmp_path: Path) -> None:
    sourced.deidentify_scan()
    display = sourced.compare_sources(themes_only=True, quotes=1)
    assert sourced.export_joint(display, tmp_path / "t.html").rows == 2


def test_two_files_of_it_are_the_same_bytes(sourced: Study, tmp_path: Path) -> None:
    sourced.deidentify_scan()
    for name in ("a.docx", "b.docx"):
        sourced.export_joint(sourced.compare_sources(quotes=1), tmp_path / name)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
