"""Joint displays of the demonstration: what they show, hide and refuse, and what leaves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualkit.analysis.joint.tables import table_of
from qualkit.core.joint import JointDisplay, LinkLevel
from qualkit.core.records import DocumentKind, Role
from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.study import Study, open_study
from qualkit.study.attribution.attributions import attributions
from qualkit.study.quotes import QuoteChoice, QuoteSource

SMALL = ("local authority", "grassroots", "health and social care")


@pytest.fixture(scope="module")
def shared(demo_template: Path) -> Iterator[Study]:
    """The demonstration, read and never written."""
    with open_study(demo_template) as study:
        yield study


@pytest.fixture(scope="module")
def sides(shared: Study) -> JointDisplay:
    return shared.joint_side_by_side()


def texts(display: JointDisplay) -> str:
    return "\n".join(str(cell) for row in table_of(display).rows for cell in row)


def test_all_four_themes_stand_side_by_side_with_results_quotations_and_judgements(
    sides: JointDisplay,
) -> None:
    themes = {row.theme for row in sides.rows}
    assert themes == {"burnout", "depersonalisation", "accomplishment", "prevention"}
    for theme in themes:
        rows = [row for row in sides.rows if row.theme == theme]
        assert any(cell.description for row in rows for cell in row.cells)
        assert any(cell.quotes for row in rows for cell in row.cells)
        assert any(note.judgement for row in rows for note in row.notes)
    judged = [note.id for row in sides.rows for note in row.notes if note.judgement]
    assert len(judged) == len(set(judged)) == 16


def test_the_demonstration_comes_with_the_sides_of_all_four_themes_written(
    demo_template: Path,
) -> None:
    text = (demo_template / "exports" / "joint-side-by-side.html").read_text("utf-8")
    for theme in ("Burnout", "Depersonalisation", "Personal Accomplishment", "Prevention"):
        assert f">{theme}<" in text
    assert text.count("\u201c") > 40
    assert "M = 4.1, SD = 1.3, n = 14" in text
    assert (demo_template / "exports" / "joint-side-by-side.docx").stat().st_size > 10_000


def test_the_link_and_the_claim_of_the_codebook_are_printed(sides: JointDisplay) -> None:
    assert sides.link.level is LinkLevel.GROUP
    notes = " ".join(sides.notes)
    assert "the scores are those of a group, never the speaker's own" in notes
    assert re.search(r"Linked by the codebook, version \d+: Burnout: EE \(mbi-hss\)", notes)
    assert "a claim of the analysis" in notes
    assert "Provisional: 16 judgements" in notes


def test_the_figures_beside_the_quotations_are_those_of_the_surveys_own_results(
    shared: Study, sides: JointDisplay
) -> None:
    described = {
        (d.scale.instrument, d.scale.subscale): d for d in shared.describe_survey("sector")
    }
    shown = [(row, cell) for row in sides.rows for cell in row.cells if cell.description]
    assert shown
    for row, cell in shown:
        assert cell.description is not None
        assert cell.description.groups == described[row.instrument, row.subscale].groups


def test_what_holds_of_every_scale_is_said_once_under_the_display(sides: JointDisplay) -> None:
    written = texts(sides)
    assert "took no part in the test" not in written
    assert "is invented" not in written
    (said,) = [note for note in sides.notes if "took no part in the test" in note]
    for group in SMALL:
        assert group in said.casefold()
    # What no other sentence says stays: figures of the groups, test and interval of each scale.
    assert "NHS: M = 4.1, SD = 1.3, n = 14" in written
    assert "F(1, 34) = 44.52, p < .001" in written


def test_a_scale_of_several_themes_is_compared_under_the_first_and_described_under_all(
    sides: JointDisplay,
) -> None:
    first: dict[tuple[str, str], str] = {}
    again = 0
    for row in sides.rows:
        for cell in row.cells:
            if cell.comparison is None:
                continue
            under = first.setdefault((row.instrument, row.subscale), row.theme)
            assert "NHS: M = " in cell.text
            assert ("95% CI" in cell.text) is (under == row.theme)
            if under != row.theme:
                again += 1
                assert cell.text.endswith("Compared under Burnout.") or under != "burnout"
    assert again > 5


def test_groups_too_small_are_hidden_in_every_display_and_their_voices_are_not(
    shared: Study, sides: JointDisplay
) -> None:
    for display in (sides, shared.joint_crosstab(), shared.joint_matrix()):
        for group in SMALL:
            assert not re.search(rf"{group}:? (?:\(?M =|\d+ of)", texts(display)), display.name
        assert any("Not shown, having fewer than 5 people" in note for note in display.notes)
    crosstab = shared.joint_crosstab()
    place = [c.heading for c in crosstab.columns].index("local authority")
    assert {row.cells[place].text for row in crosstab.rows} <= {
        "not shown: small group", "nobody of this group",
    }  # fmt: skip
    matrix = shared.joint_matrix(quotes=50)
    heads = [column.heading for column in matrix.columns]
    assert not set(SMALL) & set(heads)
    heard = {s for row in matrix.rows for q in row.cells[-1].quotes for s in q.speakers}
    assert heads[-1] == "Group not shown"
    assert heard & {"P09", "P14"}


def test_internal_hides_nothing_and_says_on_every_page_whose_eyes_it_is_for(
    demo: Study, tmp_path: Path
) -> None:
    display = demo.joint_crosstab(themes=["burnout"], internal=True)
    assert not any(cell.hidden for row in display.rows for cell in row.cells)
    done = demo.export_joint(display, tmp_path / "cross.html")
    assert done.path.name == "cross-internal.html"
    text = done.path.read_text("utf-8")
    assert text.count("INTERNAL") >= 3


def test_who_raised_a_code_is_counted_as_a_person_would_count(shared: Study) -> None:
    display = shared.joint_crosstab(["caseload"], internal=True)
    groups = {p.pseudonym: p.attributes.get("sector", "") for p in shared.participants()}
    source = QuoteSource(shared._session, QuoteChoice(codes=("caseload",)))
    kinds = {d.id: d.kind for d in shared.documents()}
    row = next(r for r in display.rows if r.cells[2].text == "interviews")
    for column, cell in zip(display.columns, row.cells, strict=True):
        if not cell.counts or column.key == "all":
            continue
        raised = {
            who
            for reference in source.references
            if kinds[reference.document_id] is DocumentKind.INTERVIEW
            for who in source.quote(reference).speakers
            if groups.get(who) == column.heading
        }
        speak = {
            speaker.pseudonym
            for document in shared.documents()
            if document.kind is DocumentKind.INTERVIEW
            for speaker in document.speakers
            if speaker.role is Role.PARTICIPANT and groups.get(speaker.pseudonym) == column.heading
        }
        (count,) = cell.counts
        assert (count.participants, count.of) == (len(raised), len(speak))


def test_kinds_of_documents_are_never_added_up(shared: Study) -> None:
    rows = shared.joint_crosstab(["caseload"]).rows
    assert [row.cells[2].text for row in rows] == ["interviews", "focus groups", "survey comments"]
    for row in rows:
        kinds = {count.kind for cell in row.cells for count in cell.counts}
        assert len(kinds) <= 1


def test_nobody_is_quoted_who_may_not_be(demo: Study, tmp_path: Path) -> None:
    held = {"P05", "P07", "P17", "P19", "P23"}
    for display in (demo.joint_side_by_side(quotes=6), demo.joint_matrix(quotes=6)):
        assert not {s for quote in display.printed() for s in quote.speakers} & held
        for kind in ("md", "csv", "json"):
            path = demo.export_joint(
                display, tmp_path / f"{display.name}.{kind}", profile="team"
            ).path
            assert not re.search(r"\((?:P05|P07|P17|P19|P23)[,;)]", path.read_text("utf-8"))


def test_a_name_on_the_roster_is_masked_in_quotations_and_in_what_researchers_wrote(
    demo: Study, tmp_path: Path
) -> None:
    named = demo._session.roster().forms()[0]
    demo.joint_note("burnout", "remark", f"As {named.text} says.")
    done = demo.export_joint(
        demo.joint_side_by_side(["burnout"]), tmp_path / "x.csv", profile="team"
    )
    text = done.path.read_text("utf-8")
    assert f"As [{named.pseudonym}] says." in text
    assert named.text not in text


def test_files_are_the_same_every_time(demo: Study, tmp_path: Path) -> None:
    for kind in ("docx", "xlsx", "html", "csv", "md", "json"):
        first = demo.export_joint(
            demo.joint_side_by_side(), tmp_path / f"a.{kind}", profile="team"
        ).path
        again = demo.export_joint(
            demo.joint_side_by_side(), tmp_path / f"b.{kind}", profile="team"
        ).path
        if kind != "xlsx":
            assert first.read_bytes() == again.read_bytes(), kind


def test_scores_stand_beside_own_words_only_by_respondent_and_never_of_few(
    shared: Study,
) -> None:
    display = shared.joint_statistics()
    assert display.link.level is LinkLevel.RESPONDENT
    assert "own scores and own comments" in display.link.words
    for row in display.rows:
        raised, others = row.cells[-2:]
        for cell in (raised, others):
            n = re.search(r"n = (\d+)", cell.text)
            assert n is None or int(n[1]) >= 5
        # One of the two would give the other back.
        assert raised.hidden == others.hidden or "nobody" in (raised.text, others.text)


def test_displays_of_persons_are_refused_without_a_tie_and_say_what_is_missing(
    study: Study, shared: Study
) -> None:
    with pytest.raises(RefusedError, match="no survey has been taken in"):
        study.joint_statistics()
    with pytest.raises(InputError, match="no tie of persons"):
        shared.joint_cases(link="friends")
    with pytest.raises(RefusedError, match="nothing to hold the texts against"):
        study.joint_discordant(link="group")


def test_scores_and_interviews_of_a_person_need_consent_to_link_them_today(demo: Study) -> None:
    linked = demo.joint_cases(link="participant")
    assert "agreed that the two be linked" in linked.link.words
    cases = {row.cells[0].text.split(",")[0] for row in linked.rows}
    assert cases
    path = demo._session.participants_path
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"(?m)(,(?:verbatim|paraphrase|none)),yes,", r"\1,no,", text), "utf-8")
    with pytest.raises(RefusedError, match=r"linked with their consent \(may_link\)") as caught:
        demo.joint_cases(link="participant")
    assert "by group it can be done" in str(caught.value.hint)
    assert not cases & {w for row in demo.joint_cases().rows for w in row.cells[0].text.split(",")}


def test_a_file_of_single_persons_scores_is_for_the_team_alone(demo: Study, tmp_path: Path) -> None:
    for display in (demo.joint_cases(), demo.joint_discordant()):
        with pytest.raises(RefusedError, match="for the team alone"):
            demo.export_joint(display, tmp_path / "x.csv")
    assert list(tmp_path.glob("x*.csv")) == []
    done = demo.export_joint(demo.joint_cases(internal=True), tmp_path / "x.csv")
    assert done.path.name == "x-internal.csv"


def test_cases_carry_a_key_and_no_attribute(shared: Study) -> None:
    display = shared.joint_cases()
    said = texts(display)
    assert "R01" in said or "R02" in said
    assert not re.search(r"NHS|third sector|nurse", "".join(r.cells[0].text for r in display.rows))


def test_profiles_of_few_show_neither_counts_nor_words(shared: Study) -> None:
    display = shared.joint_typology("own")
    hidden = [row for row in display.rows if row.cells[2].hidden]
    assert hidden
    assert all(not cell.quotes and not cell.counts for row in hidden for cell in row.cells)
    assert any("the study's own respondents" in note for note in display.notes)


def test_without_a_survey_the_sides_still_stand_and_say_so(study: Study) -> None:
    study.code("nurse", study.find_passage("nurse", "We lost two people"), "exhaustion")
    display = study.joint_side_by_side(["burnout"])
    assert display.link.level is LinkLevel.NONE
    assert "No survey has been taken in" in display.link.words
    assert "links no theme and no code" in " ".join(display.notes)


def test_an_attribute_that_only_participants_have_gives_words_without_scores(
    shared: Study,
) -> None:
    display = shared.joint_side_by_side(["burnout"], by="age_band")
    assert display.link.level is LinkLevel.NONE
    assert "No value of age_band is on both sides" in display.link.words
    assert not any(cell.description for row in display.rows for cell in row.cells)
    assert display.printed()


def test_an_unknown_attribute_or_theme_is_named_with_the_likeliest(shared: Study) -> None:
    with pytest.raises(NotFoundError, match="the attribute 'sektor'") as caught:
        shared.joint_crosstab(by="sektor")
    assert "sector" in str(caught.value.hint)
    with pytest.raises(NotFoundError, match="no theme 'burnot'"):
        shared.joint_side_by_side(["burnot"])


def test_quotations_carry_the_scores_of_the_speakers_group_and_no_small_groups(
    shared: Study,
) -> None:
    table = shared.quotes(QuoteChoice(codes=("caseload",), scores_by="sector"))
    keys = [column.key for column in table.columns]
    sectors = {p.pseudonym: p.attributes.get("sector", "") for p in shared.participants()}
    seen = set()
    for row in table:
        cells = dict(zip(keys, row, strict=True))
        who = re.findall(r"P\d+", str(cells["attribution"]))
        groups = {sectors[each] for each in who}
        told = set(re.findall(r"workload, ([^:]+): M =", str(cells["scores"])))
        assert not told & set(SMALL)
        if groups:
            assert told <= groups
            seen |= told
    assert seen == {"NHS", "third sector"}


@pytest.mark.parametrize("by", ["sector", "gender", "age_band"])
def test_column_and_attribution_of_a_quotation_together_single_nobody_out(
    shared: Study, by: str
) -> None:
    display = shared.joint_matrix(by=by)
    beside = attributions(shared._session, "commissioner", beside=by)
    kinds = {document.name: document.kind.of_survey for document in shared.documents()}
    said: dict[tuple[str, str], str] = {}
    for row in display.rows:
        for column, cell in zip(display.columns[2:], row.cells[2:], strict=True):
            for quote in cell.quotes:
                if len(quote.speakers) == 1 and not kinds[quote.document]:
                    said[quote.speakers[0], column.heading] = ""
    assert said
    values = {person.pseudonym: person.attributes for person in shared.participants()}
    for who, column in said:
        words = beside.label((who,)).split(", ")[1:]
        if column != "Group not shown":
            assert values[who][by] == column
            words.append(column)
        # A peer support worker is a support worker: study.yaml has that wider word.
        fellows = [
            each for each in values.values()
            if {*words} <= {*each.values(), each["role"].removeprefix("peer ")}
        ]  # fmt: skip
        assert len(fellows) >= 3


def test_a_group_of_which_too_few_speak_in_focus_groups_has_no_figures_of_them(
    demo_folder: Path,
) -> None:
    file = demo_folder / "study.yaml"
    text = file.read_text("utf-8")
    # Five of the NHS and five of the third sector sat in focus groups; more were interviewed.
    file.write_text(text.replace("attribution:", "attribution:\n  minimum: 6", 1), "utf-8")
    with open_study(demo_folder) as study:
        display = study.joint_crosstab(by="sector", codes=("caseload",))
    kinds = {row.cells[2].text: row.cells[3:] for row in display.rows}
    assert {cell.text for cell in kinds["focus groups"]} <= {
        "not shown: small group", "nobody of this group", "not shown",
    }  # fmt: skip
    assert any(" of 6; " in cell.text for cell in kinds["interviews"])
    assert any("Not shown in focus groups" in note for note in display.notes)
