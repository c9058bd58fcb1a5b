"""Every answer of a study as a DataFrame, and codings from one."""

from __future__ import annotations

import csv
import inspect
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import qualkit
from qualkit import QualkitError, Study, open_study
from qualkit.core.spreadsheet import unguarded
from qualkit.study.frames.listing import Listing, Lookup
from qualkit.study.frames.recipe import Here, Kind
from qualkit.study.frames.recipes import RECIPES
from qualkit.study.frames.taking import given_codings

ARGUMENTS: dict[str, tuple[Any, ...]] = {"search": ("work",)}
NEEDS_MORE = {"layer_codings", "go_back", "infer_assignments"}
ASKED = sorted(RECIPES.keys() - NEEDS_MORE)


@pytest.fixture(scope="module")
def shared(demo_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    """The demonstration study for tests that only look."""
    import shutil

    folder = tmp_path_factory.mktemp("frames") / "demo"
    shutil.copytree(demo_template, folder)
    with open_study(folder, coder="AB") as study:
        yield study


def ask(study: Study, name: str) -> Any:
    return getattr(study, name)(*ARGUMENTS.get(name, ()))


def kinds(frame: pd.DataFrame) -> dict[str, str]:
    whole = frame.reset_index() if frame.index.name else frame
    return {str(name): str(kind) for name, kind in whole.dtypes.items()}


@pytest.mark.parametrize("name", ASKED)
def test_a_frame_has_the_columns_and_dtypes_of_its_recipe_full_or_empty(
    shared: Study, name: str
) -> None:
    found = ask(shared, name)
    assert isinstance(found, Listing | Lookup)
    nothing = found[:0] if isinstance(found, Listing) else Lookup({}, found.origin)
    recipe, here = RECIPES[name], Here(shared._session)
    more = recipe.more(here) if recipe.more else ()
    wanted = {col.name: col.kind.value for col in (*recipe.columns(here), *more)}
    if recipe.index:
        wanted = {recipe.index: wanted.pop(recipe.index), **wanted}
    for frame in (found.frame(), nothing.frame()):
        assert kinds(frame) == wanted
        assert list(kinds(frame)) == list(wanted)
    assert len(nothing.frame()) == 0
    assert len(found.frame()) == len(list(recipe.rows(_records(found))))


def _records(found: Listing[Any] | Lookup[Any]) -> Any:
    return found if isinstance(found, Listing) else found.items()


@pytest.mark.parametrize("name", ASKED)
def test_what_is_missing_is_na_and_never_an_empty_text(shared: Study, name: str) -> None:
    frame = ask(shared, name).frame().reset_index()
    for column in frame.columns:
        assert not (frame[column].astype("string") == "").any(), column


@pytest.mark.parametrize("name", ASKED)
def test_a_frame_is_marked_as_the_teams_own(shared: Study, name: str) -> None:
    attrs = ask(shared, name).frame().attrs
    assert attrs["mark"].startswith("NOT DE-IDENTIFIED")
    assert (attrs["for"], attrs["frame"], attrs["study"]) == ("team", name, shared.title)


def test_a_method_has_a_recipe_and_a_recipe_a_method() -> None:
    framed = {
        name
        for name in dir(Study)
        if getattr(inspect.unwrap(getattr(Study, name)), "__annotations__", {})
        .get("return", "")
        .startswith(("Listing[", "Lookup["))
    }
    assert framed == RECIPES.keys()


def test_codings_are_the_records_row_by_row(shared: Study) -> None:
    codings = shared.codings()
    frame = codings.frame()
    names = {document.id: document.name for document in shared.documents()}
    for coding, (key, row) in zip(codings, frame.iterrows(), strict=True):
        assert (coding.id, coding.coder, coding.code, names[coding.document_id]) == (
            key, row["coder"], row["code"], row["document"],
        )  # fmt: skip
        assert (coding.span.start, coding.span.end) == (row["start"], row["end"])
        assert (row["memo"] if pd.notna(row["memo"]) else "") == coding.memo
        assert row["time"] == pd.Timestamp(coding.created_at)
    assert tuple(frame["quote"]) == shared.words_of(codings)
    assert set(frame["kind"].dropna()) >= {"interview", "focus group"}


def test_the_turn_and_participant_of_a_coding_are_those_of_the_text(shared: Study) -> None:
    from qualkit.core.text import turn_at

    some = shared.codings("FG-01")
    text = shared.rendered_text("FG-01", "team")
    assert text
    version = shared._session.text(some[0].version_id)
    for coding, turn, people in zip(
        some, some.frame()["turn"], some.frame()["participant"].fillna(""), strict=True
    ):
        at = turn_at(version.structure, coding.span.start)
        assert at is None or turn == at + 1
        speaker = version.structure.speakers[version.structure.turns[int(turn) - 1].speaker]
        if speaker.role.value == "participant":
            assert speaker.pseudonym in people.split(", ")


def test_all_frames_of_a_study_share_their_categories(shared: Study) -> None:
    one, other = shared.codings("INT-01").frame(), shared.final_codings().frame()
    for name in ("document", "code", "code_name", "theme", "kind", "layer"):
        assert one[name].dtype == other[name].dtype, name
    order = [placed.code.id for placed in shared.codebook.walk()]
    known = [code for code in order if code in set(one["code"].cat.categories)]
    assert list(one["code"].cat.categories) == known
    assert isinstance(pd.concat([one, other])["code"].dtype, pd.CategoricalDtype)


@pytest.mark.parametrize("name", ASKED)
def test_without_words_no_column_holds_what_was_said_or_written(shared: Study, name: str) -> None:
    found = ask(shared, name)
    less, whole = found.frame(words=False), found.frame()
    said = {col.name for col in RECIPES[name].columns(Here(None)) if col.said}
    assert set(whole.columns) - set(less.columns) == said
    texts = [
        str(cell).casefold() for column in less.columns for cell in less[column].dropna().unique()
    ]
    if name in ("codings", "search", "differences", "memos"):
        assert said
        words = next(str(w) for w in whole[sorted(said)[-1]].dropna() if len(str(w)) > 30)
        assert not any(words.casefold() in text for text in texts)


def test_a_slice_and_a_filter_keep_their_frame_and_equal_plain_tuples(shared: Study) -> None:
    documents = shared.documents()
    assert documents == tuple(documents)
    assert list(documents[2:4].frame().index) == [each.name for each in documents[2:4]]
    assert documents[0] is next(iter(documents))
    with pytest.raises(QualkitError, match="come from no study"):
        Listing(documents).frame()


def test_of_a_closed_study_no_frame_can_be_made_and_it_says_so(demo: Study) -> None:
    made = (
        demo.codings(), demo.quotes(codes="stigma"), demo.marks(),
        demo.joint_matrix(by="sector"), demo.framework(quotes=1),
    )  # fmt: skip
    demo.close()
    for answer in made:
        with pytest.raises(QualkitError, match="the study is closed") as caught:
            answer.frame()
        assert "with qualkit.open_study" in str(caught.value.hint)
    assert made[0]._repr_html_() == (
        "<p>the study is closed, and a frame looks up names and words in it</p>"
    )


def test_a_long_answer_is_told_in_short_and_a_short_one_in_full(shared: Study) -> None:
    codings = shared.codings()
    assert repr(codings).endswith(f"... {len(codings) - 4} more)")
    assert repr(codings[:2]) == repr(tuple(codings)[:2])


def test_a_notebook_shows_a_table_in_which_everything_is_escaped(study: Study) -> None:
    from qualkit import Span

    document = study.documents()[0]
    study.note_for_team(document, Span(40, 60), "<script>alert(1)</script>")
    shown = study.team_notes()._repr_html_()
    assert "&lt;script&gt;" in shown
    assert "<script>" not in shown
    assert '<th scope="col">coder</th>' in shown
    assert "coder at work" in study._repr_html_()
    assert repr(study).startswith("<Study '")


def test_findings_hold_no_word_of_a_text(shared: Study, demo_folder: Path) -> None:
    with open_study(demo_folder, coder="AB") as study:
        found = study.findings()
        frame = found.frame()
    assert len(frame) == len(found) > 0
    assert not {"words", "before", "behind", "form"} & set(frame.columns)
    told = {str(cell) for column in frame.columns for cell in frame[column].dropna()}
    assert not {each.words for each in found if len(each.words) > 5} & told


def test_quotes_are_those_of_the_file_for_the_team(demo: Study, tmp_path: Path) -> None:
    frame = demo.quotes().frame()
    done = demo.export("quotes", tmp_path / "q.csv", profile="team")
    with done.path.open(encoding="utf-8-sig", newline="") as stream:
        lines = [line for line in stream if not line.startswith("#")]
    rows = list(csv.DictReader(lines))
    assert len(rows) == len(frame) == done.rows > 100
    for row, (_, quote) in zip(rows, frame.iterrows(), strict=True):
        assert unguarded(row["quotation"]) == quote["quotation"]
        assert row["attribution"] == quote["attribution"]
        assert (row["start"], row["end"]) == (str(quote["start"]), str(quote["end"]))
        assert row["text_sha256"] == quote["text_sha256"]
        assert row["code"] == quote["code_name"]
    refused = [each for each in demo.participants() if each.consent.get("may_quote") == "none"]
    assert refused
    assert frame.attrs["left_out"] > 0
    for person in refused:
        assert not frame["participant"].str.contains(person.pseudonym).any()


def test_a_choice_of_quotations_may_be_given_by_its_fields(shared: Study) -> None:
    from qualkit import QuoteChoice

    by_fields = shared.quotes(codes="stigma", most=2)
    assert by_fields.rows == shared.quotes(QuoteChoice(codes=("stigma",), most=2)).rows
    assert set(by_fields.frame()["code"]) == {"stigma"}
    with pytest.raises(QualkitError, match="cannot be limited by 'colour'"):
        shared.quotes(colour="red")
    empty = shared.quotes(codes="stigma", coder="EF", document="LEAD-02").frame()
    assert kinds(empty) == kinds(by_fields.frame())


def test_figures_of_agreement_are_those_of_the_report(shared: Study) -> None:
    report = shared.agreement(round="calibration", unit="sentence")
    assert report.question.unit.value == "sentence"
    codes = report.frame()
    for code in report.codes:
        row = codes.loc[code.code]
        assert (None if pd.isna(row["alpha"]) else row["alpha"]) == code.alpha.value
        assert pd.isna(row["alpha"]) == bool(code.alpha.reason)
        assert row["documents"] == code.documents
    pairs = report.frame("pairs")
    assert pairs["code"].isna().sum() == len(report.overall.pairs)
    assert len(report.frame("documents")) == len(report.cells)
    assert report.frame("overall").loc["Codes", "value"] == report.overall.codes
    with pytest.raises(QualkitError, match="no table 'weather'"):
        report.frame("weather")
    with pytest.raises(QualkitError, match="'parish' is no unit"):
        shared.agreement(unit="parish")


def test_a_joint_display_gives_its_rows_counts_and_quotations(shared: Study) -> None:
    display = shared.joint_matrix(codes=["caseload"], by="sector")
    counts = display.frame("counts")
    cells = [cell for row in display.rows for cell in row.cells if not cell.hidden]
    assert len(counts) == sum(len(cell.counts) for cell in cells)
    assert list(counts["participants"]) == [c.participants for x in cells for c in x.counts]
    assert list(display.frame().columns)[:2] == ["theme", "code"]
    quotes = display.frame("quotes")
    refused = {p.pseudonym for p in shared.participants() if p.consent.get("may_quote") == "none"}
    assert len(quotes) > 0
    assert not quotes["attribution"].str.contains("|".join(refused)).any()
    with pytest.raises(QualkitError, match="a display has no 'weather'"):
        display.frame("weather")


def test_matrices_and_words_are_marked_and_shown_too(shared: Study) -> None:
    for made in (
        shared.matrix("cases"), shared.cooccurrence(), shared.concordance("tired"),
        shared.framework(quotes=1), shared.joint_matrix(by="sector"),
    ):  # fmt: skip
        assert made.frame().attrs["mark"].startswith("NOT DE-IDENTIFIED"), type(made)
        assert made._repr_html_().startswith("<p><b>")


def test_frames_of_the_survey_are_marked_too(shared: Study) -> None:
    survey = shared.survey
    for made in (survey.scores(), survey.responses(), survey.describe("sector")):
        assert made.attrs["mark"].startswith("NOT DE-IDENTIFIED")
    assert survey.scores().attrs["frame"] == "survey scores"


def test_a_frame_of_codings_given_back_changes_nothing(demo: Study) -> None:
    before = demo.codings()
    done = demo.import_codings(before.frame())
    assert (done.new, done.known) == (0, len(before))
    assert demo.codings() == before


def test_codings_taken_out_come_back_from_their_frame_as_they_were(study: Study) -> None:
    from qualkit import Span

    document = study.documents()[0]
    study.code(document, Span(120, 160), "exhaustion", memo='=tired\n, "very"')
    before = study.codings()
    frame = before.frame()
    study.uncode(before[0].id)
    assert study.import_codings(frame.drop(columns=["codebook_version"])).new == 1
    (after,) = study.codings()
    assert (after.span, after.code, after.memo, after.round, after.created_at) == (
        before[0].span, before[0].code, before[0].memo, before[0].round, before[0].created_at,
    )  # fmt: skip
    assert study.undo() is not None
    assert study.codings() == ()


def test_rows_of_a_frame_that_do_not_fit_are_named_by_their_index(study: Study) -> None:
    name = study.documents()[0].name
    frame = pd.DataFrame(
        {"coder": ["CD"] * 3, "document": [name, "nowhere", name],
         "code": ["exhaustion", "exhaustion", "exhaustoin"], "start": [120, 120, 120.0],
         "end": [160, 160, None]},
        index=["fits", ("two", 2), "third"],
    )  # fmt: skip
    with pytest.raises(QualkitError) as caught:
        study.import_codings(frame)
    assert "index ('two', 2): no document 'nowhere'" in caught.value.message
    assert "index 'third': only one of start and end is given" in caught.value.message
    assert "index 'fits'" not in caught.value.message
    assert study.codings() == ()
    assert study.import_codings(frame.iloc[:1]).new == 1


@pytest.mark.parametrize(
    ("frame", "told"),
    [
        (pd.DataFrame({"coder": ["AB"]}), "the DataFrame: no column document, code"),
        (pd.DataFrame({"coder": [], "document": [], "code": []}), "nothing says where"),
        (pd.DataFrame({"coder": [], "document": [], "code": [], "qoute": []}), "'qoute'"),
        ({"coder": ["AB"]}, "not from a dict"),
    ],
)
def test_a_frame_that_is_none_of_codings_is_refused(
    study: Study, frame: pd.DataFrame, told: str
) -> None:
    with pytest.raises(QualkitError) as caught:
        study.import_codings(frame)
    assert told in caught.value.message


@given(st.lists(st.one_of(st.none(), st.text()), min_size=1, max_size=5))
def test_any_text_of_a_frame_is_read_as_it_stands(cells: list[str | None]) -> None:
    frame = pd.DataFrame({"memo": pd.array(cells, dtype="string"), "other": 1})
    rows = [tuple(row) for row in given_codings(frame).rows()]
    assert [(unguarded(memo), other) for memo, other in rows] == [
        (cell or "", "") for cell in cells
    ]


def test_anything_is_written_by_its_name_or_by_itself(demo: Study, tmp_path: Path) -> None:
    whats: list[tuple[Any, str, dict[str, Any]]] = [
        ("codings", "c.csv", {"coder": "AB"}),
        ("codebook", "b.md", {}),
        ("memos", "m.xlsx", {}),
        ("survey", "s.csv", {"what": "describe", "by": "sector"}),
        (demo.quotes(codes="stigma"), "q.csv", {"profile": "team"}),
        (demo.matrix("cases"), "x.csv", {}),
        (demo.framework(quotes=1), "w.html", {"profile": "team"}),
        (demo.joint_matrix(by="sector"), "j.json", {"profile": "team"}),
        (demo.agreement(round="calibration"), "a.csv", {"table": "pairs"}),
    ]
    for what, name, settings in whats:
        done = demo.export(what, tmp_path / name, **settings)
        assert done.path == tmp_path / name
        assert done.path.stat().st_size > 0, name


@pytest.mark.parametrize(
    ("what", "settings", "told"),
    [
        ("qoutes", {}, "nothing to be written called 'qoutes'"),
        ("matrix", {}, "it must be said which"),
        ("codings", {"colour": 1}, "not written with 'colour'"),
        ("quotes", {"colour": 1}, "cannot be limited by 'colour'"),
        (3, {}, "a int cannot be written"),
    ],
)
def test_what_cannot_be_written_is_refused_with_what_can(
    shared: Study, what: Any, settings: dict[str, Any], told: str
) -> None:
    with pytest.raises(QualkitError) as caught:
        shared.export(what, "nowhere.csv", **settings)
    assert told in caught.value.message
    assert caught.value.hint


def test_everything_that_can_be_written_has_a_name(shared: Study) -> None:
    from qualkit.study.frames.exporting import names

    writers = {name for name in dir(Study) if name.startswith("export_")}
    given = {"export_matrix", "export_joint", "export_audit", "export_intruder_sheet"}
    wanted = {name.removeprefix("export_").replace("_", "-") for name in writers - given}
    assert set(names(shared)) == {*wanted, "figure"}


def test_pandas_is_loaded_by_the_first_frame_and_no_sooner(demo_folder: Path) -> None:
    code = (
        "import sys, qualkit\n"
        "study = qualkit.open_study(sys.argv[1], coder='AB')\n"
        "study.codings(), study.documents()._repr_html_(), repr(study.history())\n"
        "study.quotes(codes='stigma'), study.joint_matrix(by='sector')\n"
        "assert 'pandas' not in sys.modules\n"
        "study.documents().frame()\n"
        "assert 'pandas' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code, str(demo_folder)], check=True)


def test_every_public_method_says_in_words_what_it_answers_or_changes() -> None:
    for name in (name for name in dir(Study) if not name.startswith("_")):
        told = inspect.getdoc(inspect.getattr_static(Study, name)) or ""
        assert len(told.split("\n")[0].split()) >= 3, name
        assert told.split("\n\n")[0].rstrip().endswith((".", ":")), name


def test_help_says_what_comes_back() -> None:
    import pydoc

    told = pydoc.plain(pydoc.render_doc(Study.codings))
    assert "Listing[Coding]" in told
    assert "Lookup[" in pydoc.plain(pydoc.render_doc(Study.marks))
    page = pydoc.plain(pydoc.render_doc(qualkit))
    for word in ("open_study", "frame()", "study.export", "QualkitError", "init_study"):
        assert word in page, word


def test_every_public_name_of_the_package_can_be_had_and_explains_itself() -> None:
    for name in qualkit.__all__:
        found = getattr(qualkit, name)
        assert name == "__version__" or found.__doc__, name
    assert set(qualkit.__all__) <= set(dir(qualkit))


def test_a_dtype_of_a_column_is_one_of_six() -> None:
    used = {col.kind for recipe in RECIPES.values() for col in recipe.columns(Here(None))}
    assert used == set(Kind)
