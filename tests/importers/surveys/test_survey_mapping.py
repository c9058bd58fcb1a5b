"""survey/NAME.yaml: what is written is read again, and each mistake is named with its line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.core.survey import QuestionKind
from qualkit.errors import InputError
from qualkit.importers.surveys import (
    Grid,
    SurveyMapping,
    apply,
    asks_of,
    confirmed_text,
    guess,
    mapping_text,
    parse_mapping,
    read_grid,
    read_mapping,
    survey_of,
)
from qualkit.importers.surveys.records import (
    Answers,
    Dropped,
    LabelValue,
    MappedAttribute,
    MappedInstrument,
    MappedOption,
    MappedQuestion,
    Platform,
    RowRule,
    SourceFile,
    Value,
)
from tests.importers.surveys.survey_files import KEYS, surveymonkey_rows, write_csv

# All that a file can hold; what cannot be seen is taken out when cells are read.
CHARACTERS = st.characters(
    exclude_categories=("Cs", "Cc", "Cn", "Co", "Cf"), exclude_characters="\u2028\u2029"
)
TEXTS = st.one_of(
    st.text(CHARACTERS, min_size=1, max_size=30).filter(str.strip),
    st.sampled_from(
        ["no", "null", "1e3", "- x", "a: b", "a #b", "{x}", "2025-03-04", "N", "'", '"']
    ),
)
IDS = st.from_regex(r"[a-z][a-z0-9]{0,8}", fullmatch=True)
REFS = st.one_of(st.sampled_from(["A", "N", "Y", "NO", "B-F", "7", "3-9"]), TEXTS)
DAYS = st.sampled_from(["", "2025-03-04"])
MAYBE = st.one_of(st.just(""), TEXTS)


def many(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=3).map(tuple)


SOURCES = st.builds(
    SourceFile,
    file=TEXTS,
    format=st.sampled_from(Platform),
    encoding=st.sampled_from(["", "utf-8", "utf-16-le"]),
    delimiter=st.sampled_from(["", ",", ";", "\t"]),
    sheet=MAYBE,
    sha256=st.sampled_from(["", "1e10", "abc"]),
    headings=st.sampled_from(["", "123456789012"]),
    header_rows=st.integers(0, 3),
    fetched=DAYS,
)
OPTIONS = st.builds(MappedOption, IDS, TEXTS, MAYBE, REFS, st.booleans())


@st.composite
def mappings(draw: st.DrawFn) -> SurveyMapping:
    """Any mapping that the reader would take, its ids all different."""
    names = draw(st.lists(IDS, unique=True, min_size=6, max_size=6))
    options = draw(st.lists(OPTIONS, min_size=1, max_size=3, unique_by=lambda o: o.id))
    items = draw(st.lists(st.sampled_from([str(n) for n in range(1, 12)]), unique=True))
    values = st.builds(Value, TEXTS, MAYBE)
    labels = st.builds(LabelValue, TEXTS, st.integers(-9, 200).map(float))
    return SurveyMapping(
        source=draw(SOURCES),
        confirmed=draw(st.booleans()),
        respondent=draw(st.one_of(st.just(""), REFS)),
        participant=draw(st.one_of(st.just(""), REFS)),
        missing=draw(many(TEXTS)),
        dropped=draw(many(st.builds(Dropped, st.tuples(REFS), MAYBE))),
        leave_out=draw(many(st.builds(RowRule, REFS, st.tuples(TEXTS), MAYBE))),
        attributes=(MappedAttribute(names[0], draw(TEXTS), draw(REFS), draw(many(values))),),
        instruments=(
            MappedInstrument(
                names[1],
                (draw(REFS),),
                tuple(items),
                draw(st.sampled_from(Answers)),
                draw(st.integers(-2, 2)),
                draw(many(labels)),
                ask=draw(MAYBE),
            ),
            MappedInstrument("", (draw(REFS),), own=True),
        ),
        questions=(
            MappedQuestion(names[2], draw(TEXTS), QuestionKind.OPEN, draw(REFS)),
            MappedQuestion(names[3], draw(TEXTS), QuestionKind.OPEN, other_of=names[4]),
            MappedQuestion(names[4], draw(TEXTS), QuestionKind.MULTIPLE, options=tuple(options)),
            MappedQuestion(
                names[5],
                draw(TEXTS),
                QuestionKind.MULTIPLE,
                draw(REFS),
                "; ",
                options=tuple(options),
            ),
        ),
        asks=draw(many(TEXTS)),
    )


@given(mappings())
def test_what_is_written_is_read_again(mapping: SurveyMapping) -> None:
    text = mapping_text(mapping)
    again = parse_mapping(text)
    assert again == mapping
    assert mapping_text(again) == mapping_text(parse_mapping(mapping_text(again)))


@given(mappings())
def test_confirming_changes_that_one_word(mapping: SurveyMapping) -> None:
    text = mapping_text(mapping)
    confirmed = confirmed_text(text)
    assert parse_mapping(confirmed).confirmed
    assert confirmed.replace("confirmed: true", "confirmed: false", 1) == text.replace(
        "confirmed: true", "confirmed: false", 1
    )


def test_confirming_adds_the_line_where_it_was_deleted(tmp_path: Path) -> None:
    text = guessed_text(tmp_path).replace("confirmed: false\n", "")
    assert parse_mapping(confirmed_text(text)).confirmed


def guessed_text(tmp_path: Path) -> str:
    grid = read_grid(write_csv(tmp_path / "a.csv", surveymonkey_rows()))
    return mapping_text(guess(grid, KEYS))


def test_a_guess_survives_the_file(tmp_path: Path) -> None:
    grid = read_grid(write_csv(tmp_path / "a.csv", surveymonkey_rows()))
    mapping = guess(grid, KEYS)
    path = tmp_path / "staff.yaml"
    path.write_text(mapping_text(mapping), encoding="utf-8")
    assert read_mapping(path) == mapping


def test_asks_are_told_with_their_lines() -> None:
    text = MINIMAL + "instruments:\n  - columns: [B-D]\n    ask: which one?\nask: [and this?]\n"
    asks = asks_of(parse_mapping(text))
    assert [(ask.text, ask.line) for ask in asks] == [("and this?", 7), ("which one?", 6)]


MINIMAL = "qualkit_survey: 1\nsource:\n  file: a.csv\n"


@pytest.mark.parametrize(
    ("more", "line", "message"),
    [
        ("respondant: A\n", 4, "did you mean 'respondent'"),
        ("attributes:\n  - {id: sector}\n", 5, "no 'column'"),
        ("attributes:\n  - {id: Sector One, column: B}\n", 5, "not a plain word"),
        ("questions:\n  - {id: x, column: B}\n", 5, "no 'kind'"),
        ("questions:\n  - {id: x, kind: multple, column: B}\n", 5, "did you mean 'multiple'"),
        ("questions:\n  - {id: x, kind: single}\n", 5, "no 'column'"),
        ("questions:\n  - {id: x, kind: multiple}\n", 5, "no 'options'"),
        ("questions:\n  - id: x\n    kind: multiple\n    options: [{id: a}]\n", 7, "no 'column'"),
        ("instruments:\n  - {id: mbi, columns: [B], shift: one}\n", 5, "whole number"),
        ("instruments:\n  - {columns: [B]}\n", 5, "no 'id'"),
        ("instruments:\n  - {id: mbi}\n", 5, "no 'columns'"),
        (
            "instruments:\n  - id: mbi\n    columns: [B]\n    labels: [{text: a, value: x}]\n",
            7,
            "no number",
        ),
        ("attributes:\n  - {id: a, column: B}\n  - {id: a, column: C}\n", 6, "given twice"),
        ("leave_out: [{column: B}]\n", 4, "no 'values'"),
        ("confirmed: maybe\n", 4, "true or false"),
    ],
)
def test_a_mistake_is_named_with_its_line(more: str, line: int, message: str) -> None:
    with pytest.raises(InputError) as held:
        parse_mapping(MINIMAL + more, "staff.yaml")
    assert f"staff.yaml, line {line}: " in held.value.message
    assert message in held.value.message


def test_a_mapping_that_is_not_there_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(InputError) as held:
        read_mapping(tmp_path / "none.yaml")
    assert "qualkit import survey" in (held.value.hint or "")


def test_columns_and_codes_need_no_quotation_marks() -> None:
    text = MINIMAL + (
        "respondent: N\nmissing: [-99, 0]\n"
        "attributes:\n  - {id: a, column: 7, values: [1, 2, {text: 3, value: two}]}\n"
        "instruments:\n  - {id: mbi, columns: [Y], items: [1-3, 5]}\n"
    )
    mapping = parse_mapping(text)
    assert mapping.respondent == "N"
    assert mapping.missing == ("-99", "0")
    assert mapping.attributes[0].column == "7"
    assert mapping.attributes[0].values[2] == Value("3", "two")
    assert mapping.instruments[0].items == ("1", "2", "3", "5")


def test_a_settled_mapping_describes_the_survey(tmp_path: Path) -> None:
    survey = survey_of(parse_mapping(guessed_text(tmp_path)), "staff", "The staff survey")
    assert (survey.name, survey.fetched) == ("staff", "2025-06-17")
    assert survey.instruments[0] == ("tired", ("1", "2", "3", "4", "5", "6"))
    assert [q.kind for q in survey.questions] == ["multiple", "open", "open"]


CELLS = st.one_of(
    st.sampled_from(["", "", "1", "0", "7", "99", "Never", "Often", "NHS", "a; b;", "a, b", "-99"]),
    st.sampled_from(["Response", "Other (please specify)", "2025-03-04", "x@example.org", "Q1_1"]),
    st.sampled_from(["Respondent ID", "Collector ID", "Timestamp", "Sector", "q1", "q2", "Why?"]),
    st.text(CHARACTERS, max_size=12).map(str.strip),
)


@given(
    st.integers(1, 7).flatmap(lambda n: st.lists(st.tuples(*[CELLS] * n), min_size=1, max_size=9))
)
def test_whatever_a_file_holds_there_is_a_guess_that_can_be_written_and_read(
    rows: list[tuple[str, ...]],
) -> None:
    numbers = tuple(range(1, len(rows) + 1))
    grid = Grid(source="a.csv", kind="csv", rows=tuple(rows), numbers=numbers, sha256="")
    mapping = guess(grid, KEYS)
    assert parse_mapping(mapping_text(mapping)) == mapping
    try:
        clean = apply(grid, replace(mapping, asks=()), KEYS)
    except InputError as error:
        assert error.hint  # noqa: PT017
    else:
        assert len(clean.sources) == len(clean.participants) == len(clean)
