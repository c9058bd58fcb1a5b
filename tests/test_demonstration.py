"""The demonstration study: builds from its files, again and again, and nothing is wrong with it."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from qualkit import anova_from_summary
from qualkit.core.joint import Judgement
from qualkit.core.records import DocumentKind, Role
from qualkit.errors import RefusedError
from qualkit.study import Study, open_study
from qualkit.study.demo import build, source
from tools.demonstration import targets


def silent(_: str) -> None:
    """Say nothing."""


def test_nothing_is_wrong_with_it(demo: Study) -> None:
    assert demo.check() == ()


def test_its_transcripts_are_many_long_and_of_every_format(demo: Study) -> None:
    apart = (DocumentKind.SURVEY_COMMENT, DocumentKind.LITERATURE)
    documents = [d for d in demo.documents() if d.kind not in apart]
    assert len(documents) >= 14
    assert {Path(d.name).suffix for d in documents} == {
        ".docx", ".vtt", ".srt", ".txt", ".rtf", ".odt",
    }  # fmt: skip
    assert all(document.words >= 1200 for document in documents)
    assert sum(document.words for document in documents) >= 35_000
    for document in documents:
        assert Role.INTERVIEWER in {speaker.role for speaker in document.speakers}


def test_it_has_two_focus_groups_one_of_them_large(demo: Study) -> None:
    groups = [d for d in demo.documents() if d.kind is DocumentKind.FOCUS_GROUP]
    assert len(groups) == 2
    largest = max(groups, key=lambda document: document.words)
    assert largest.words >= 6000
    voices = [s for s in largest.speakers if s.role is Role.PARTICIPANT]
    assert len({voice.pseudonym for voice in voices}) == 5


def test_it_has_four_service_leads_and_front_line_staff_of_every_kind(demo: Study) -> None:
    roles = [participant.attributes["role"] for participant in demo.participants()]
    assert roles.count("service lead") == 4
    for role in (
        "nurse",
        "support worker",
        "project worker",
        "peer support worker",
        "social worker",
    ):
        assert role in roles, role
    sectors = {participant.attributes["sector"] for participant in demo.participants()}
    assert {"NHS", "third sector"} <= sectors


def test_attributes_single_some_people_out(demo: Study) -> None:
    seen: dict[tuple[str, ...], int] = {}
    for participant in demo.participants():
        values = tuple(participant.attributes[name] for name in ("sector", "role", "gender"))
        seen[values] = seen.get(values, 0) + 1
    assert min(seen.values()) == 1
    assert max(seen.values()) > 1


def test_consent_differs(demo: Study) -> None:
    consent = [participant.consent for participant in demo.participants()]
    assert sum(bool(each["withdrawn_on"]) for each in consent) == 1
    assert sum(each["may_quote"] == "none" for each in consent) >= 1
    assert sum(each["may_quote"] == "paraphrase" for each in consent) >= 1
    assert sum(each["embargo_until"] > "2027" for each in consent) >= 1
    assert sum(each["may_link"] == "no" for each in consent) >= 1
    assert sum(each["may_quote"] == "verbatim" for each in consent) >= len(consent) / 2


def test_its_codebook_has_four_themes_in_its_third_version(demo: Study) -> None:
    book = demo.codebook
    assert [theme.name for theme in book.themes] == [
        "Burnout",
        "Depersonalisation",
        "Personal Accomplishment",
        "Prevention",
    ]
    active = [code for code in book.active() if code.status.value == "active"]
    assert len(active) >= 26
    for code in active:
        parts = (
            code.brief, code.definition, code.use_when, code.not_when, code.examples, code.origin,
            book.links_of(code),
        )  # fmt: skip
        assert all(parts), code.id
    assert any(code.direction is not None for code in active)
    assert demo.codebook_number() == 3
    assert any("meeting" in each.change for code in book.codes for each in code.history)


def test_three_people_coded_in_five_rounds_under_the_version_of_each(demo: Study) -> None:
    codings = demo.codings()
    assert len(codings) >= 800
    assert {coding.coder for coding in codings} == {"AB", "CD", "EF"}
    versions = dict(demo.codebook_versions())
    rounds: dict[str, set[int]] = {}
    for coding in codings:
        rounds.setdefault(coding.round, set()).add(versions[coding.codebook_version])
    assert rounds == {
        "development": {1}, "calibration": {2}, "main": {3}, "comments": {3}, "literature": {3},
    }  # fmt: skip


@pytest.mark.parametrize("round_name", ["calibration", "main"])
def test_six_documents_are_freshly_double_coded_in_each_round_that_counts(
    demo: Study, round_name: str
) -> None:
    coders: dict[str, set[str]] = {}
    for coding in demo.codings(round=round_name):
        coders.setdefault(coding.document_id, set()).add(coding.coder)
    earlier = {
        coding.document_id
        for coding in demo.codings()
        if (coding.round, round_name) in {("development", "calibration"), ("calibration", "main"),
                                          ("development", "main")}
    }  # fmt: skip
    fresh = [d for d, names in coders.items() if len(names) >= 2 and d not in earlier]
    assert len(fresh) >= 6


def test_assignments_name_every_pair_that_coded(demo_folder: Path, demo: Study) -> None:
    with (demo_folder / "codings" / "assignments.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assigned = {(row["coder"], row["document"], row["round"]) for row in rows}
    names = {document.id: document.name for document in demo.documents()}
    done = {(c.coder, names[c.document_id], c.round) for c in demo.codings()}
    assert done <= assigned
    assert {row["state"] for row in rows} >= {"done", "in progress"}


def test_the_adjudication_is_half_finished_and_quotes_what_was_said(
    demo_folder: Path, demo: Study
) -> None:
    with (demo_folder / "codings" / "adjudication.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    decided = [row for row in rows if row["decision"]]
    assert 0.2 * len(rows) < len(decided) < 0.8 * len(rows)
    for row in rows:
        demo.find_passage(row["document"], row["quote"], int(row["turn"]))


def test_the_adjudication_is_in_the_study_and_in_its_quote_table(
    demo_folder: Path, demo: Study
) -> None:
    # 22 of the 44 rows are decided; two of them are about one passage.
    assert len(demo.adjudications()) == 21
    settled = [each.settled for each in demo.differences(round="calibration")]
    assert (settled.count(True), settled.count(False)) == (21, 139)
    with (demo_folder / "exports" / "quotes.csv").open(encoding="utf-8-sig") as stream:
        rows = list(csv.DictReader(stream))
    layers = {row["layer"] for row in rows}
    assert {"coder", "consensus"} <= layers
    # Of each document one coder's codings stand, or what was decided in their place.
    # (A document whose name says more than the label beside a quotation may say is not named.)
    standing = {
        (row["document"], row["coders"])
        for row in rows
        if row["layer"] == "coder" and row["document"]
    }
    assert len(standing) > 5
    assert len({document for document, _ in standing}) == len(standing)


@pytest.mark.parametrize("name", ["marks.csv", "selection-report.csv"])
def test_marks_and_the_saved_selection_stand_on_codings(
    demo_folder: Path, demo: Study, name: str
) -> None:
    with (demo_folder / "codings" / name).open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    names = {document.id: document.name for document in demo.documents()}
    coded = {(names[c.document_id], c.code, c.span) for c in demo.codings()}
    for row in rows:
        span = demo.find_passage(row["document"], row["quote"], int(row["turn"]))
        assert (row["document"], row["code"], span) in coded, row["quote"]
    if name == "marks.csv":
        assert {row["mark"] for row in rows} == {"star", "counter-example"}
    else:
        themes = {demo.codebook.theme_of(demo.codebook.find(row["code"])) for row in rows}
        assert len(themes) == 4


def test_there_are_memos_minutes_and_judgements_of_fit(demo_folder: Path, demo: Study) -> None:
    assert sum(bool(coding.memo) for coding in demo.codings()) >= 50
    minutes = list((demo_folder / "codebook" / "meetings").glob("*.md"))
    assert len(minutes) == 1
    display = (demo_folder / "codings" / "joint-display.yaml").read_text("utf-8")
    assert all(word in display for word in ("confirm", "expand", "discord", "silent"))


def test_nobody_who_withdrew_or_said_no_is_quoted(demo_folder: Path, demo: Study) -> None:
    forbidden = {
        participant.pseudonym
        for participant in demo.participants()
        if participant.consent["withdrawn_on"] or participant.consent["may_quote"] == "none"
    }
    text = (demo_folder / "exports" / "quotes.csv").read_text("utf-8")
    assert forbidden
    assert not [pseudonym for pseudonym in forbidden if f"({pseudonym}" in text]


def test_topic_guide_questions_are_found_where_they_are_asked(demo: Study) -> None:
    asked = {
        (document.name, question.number): turn
        for document in demo.documents()
        for turn, question in demo.questions_asked(document).items()
    }
    lead = demo.text("INT-03 service lead.rtf")
    turn = lead.structure.turns[asked["INT-03 service lead.rtf", 12] - 1]
    assert "If you could put one thing in place" in turn.span.of(lead.text)
    assert len(asked) >= 6


def test_building_again_keeps_what_was_done_in_it(demo_folder: Path) -> None:
    with open_study(demo_folder, "CD") as study:
        span = study.find_passage("FG-01 project workers", "", 3)
        study.code("FG-01 project workers", span, "caseload")
        codings = study.codings()
        exports = {p.name: p.read_bytes() for p in (demo_folder / "exports").iterdir()}
    build(demo_folder, silent)
    with open_study(demo_folder) as study:
        assert study.codings() == codings
        assert study.check() == ()
    assert set(exports) == {p.name for p in (demo_folder / "exports").iterdir()}


def test_two_builds_write_the_same_bytes(demo_folder: Path, tmp_path: Path) -> None:
    build(tmp_path / "again", silent)
    for path in sorted((demo_folder / "exports").iterdir()):
        assert (tmp_path / "again" / "exports" / path.name).read_bytes() == path.read_bytes()


def test_a_copy_of_a_checkout_in_which_it_was_built_is_built_anew(
    demo_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (demo_folder / "survey" / "staff.csv").exists()
    monkeypatch.setattr("qualkit.study.demo.source", lambda: demo_folder)
    told: list[str] = []
    build(tmp_path / "copy", told.append)
    with open_study(tmp_path / "copy") as study, open_study(demo_folder) as first:
        assert "40 of its 40 respondents are new" in " ".join(c.summary for c in study.history())
        assert len(study.documents()) == len(first.documents())
        assert len(study.codings()) == len(first.codings())


def test_a_folder_with_something_else_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(RefusedError, match="is not the demonstration"):
        build(tmp_path, silent)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_the_command_says_what_it_made_and_where(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "qualkit", "demo", "my demo"], cwd=tmp_path,
        capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL,
        env={**os.environ, "COLUMNS": "80"},
    )  # fmt: skip
    assert f"The demonstration study is in {tmp_path / 'my demo'}" in done.stdout
    assert "exports/quotes.docx" in done.stdout
    assert (tmp_path / "my demo" / "exports" / "quotes.docx").exists()


def test_nobody_on_its_roster_is_named_in_an_export(demo_folder: Path) -> None:
    from qualkit.exporters import Format, read_back
    from qualkit.privacy.roster import read_roster

    forms = [form.text for form in read_roster(demo_folder / "roster.csv").forms()]
    assert len(forms) > 8
    for path in (demo_folder / "exports").iterdir():
        text = "\n".join(read_back(path, Format(path.suffix[1:])))
        assert not [form for form in forms if f" {form} " in text], path.name


def test_its_files_are_where_the_package_looks(tmp_path: Path) -> None:
    assert (source() / "study.yaml").exists()


def half_up(value: float | None, places: int = 1) -> float:
    """Rounded as tables are."""
    return float(Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


@pytest.mark.parametrize("row", targets.ROWS, ids=lambda row: row.subscale)
def test_its_survey_has_the_published_means_deviations_and_counts(
    demo: Study, row: targets.Row
) -> None:
    (result,) = [
        each for each in demo.compare_survey("sector", instrument=row.instrument, internal=True)
        if each.scale.subscale == row.subscale
    ]  # fmt: skip
    assert (
        [group.n for group in result.groups] == list(targets.GROUPS.values()) == [22, 1, 1, 2, 14]
    )
    for group, (mean, sd) in zip(result.groups, row.cells, strict=True):
        assert mean is None or half_up(group.mean) == mean, group.group
        assert sd is None or half_up(group.sd) == sd, group.group
    assert result.test.df == (4, 35)


@pytest.mark.parametrize("row", targets.ROWS, ids=lambda row: row.subscale)
def test_f_of_its_survey_is_as_printed_and_inside_what_rounding_allows(
    demo: Study, row: targets.Row
) -> None:
    (result,) = [
        each for each in demo.compare_survey("sector", instrument=row.instrument, internal=True)
        if each.scale.subscale == row.subscale
    ]  # fmt: skip
    assert half_up(result.test.statistic, row.decimals) == row.f
    if any(mean is None for mean, _ in row.cells) or row.cells[-1][1] is None:
        return
    allowed = anova_from_summary(
        list(targets.GROUPS.values()),
        [mean for mean, _ in row.cells],
        [sd if sd is not None else 0.0 for _, sd in row.cells],
        decimals=1,
    )
    low, high = allowed.f
    assert low <= result.test.statistic <= high


def test_its_survey_has_the_published_counts(demo: Study) -> None:
    asked = {
        "lived-experience": targets.LIVED_EXPERIENCE,
        "challenges": targets.CHALLENGES,
        "support": targets.SUPPORT,
        "delivery": {**targets.DELIVERY, "Other": targets.DELIVERY_OTHER},
        "changes": {**targets.CHANGES, "Other": targets.CHANGES_OTHER},
        "staffing": targets.STAFFING,
        "job": targets.JOB,
    }
    for question, counts in asked.items():
        (found,) = demo.survey_frequencies(question)
        assert found.respondents == 40
        rows = {row.label: row for row in found.rows}
        for label, count in counts.items():
            assert (rows[label].n, rows[label].percent) == (count, pytest.approx(100 * count / 40))


def test_a_side_by_side_display_of_all_four_themes_with_quotes_lies_in_its_exports(
    demo_folder: Path, demo: Study
) -> None:
    from qualkit.exporters import Format, read_back

    for name in ("joint-side-by-side.docx", "joint-side-by-side.html"):
        path = demo_folder / "exports" / name
        text = "\n".join(read_back(path, Format(path.suffix[1:])))
        for theme in demo.codebook.themes:
            assert theme.name in text
        assert "“" in text
    display = demo.joint_side_by_side(by="sector")
    quoted = {row.theme for row in display.rows if any(cell.attributions for cell in row.cells)}
    assert quoted == {theme.id for theme in demo.codebook.themes}
    judged = {note.judgement for row in display.rows for note in row.notes}
    assert judged >= {*Judgement}


def test_one_of_its_nine_interview_numbers_is_not_joined_for_want_of_consent(demo: Study) -> None:
    joined = set(demo.responses().participants) - {""}
    assert joined == {"P01", "P02", "P06", "P10", "P11", "P15", "P16", "P20"}
