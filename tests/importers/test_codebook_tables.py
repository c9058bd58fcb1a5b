"""Codebooks as tables, and whole codebooks written anew."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualkit.core.codebook import (
    Code,
    Codebook,
    Example,
    ExampleSource,
    Find,
    Link,
    Origin,
    Revision,
    Rules,
    Status,
    Theme,
    Unit,
)
from qualkit.core.codebook_rules import faults
from qualkit.errors import InputError
from qualkit.importers.codebook import parse_codebook
from qualkit.importers.codebook_tables import (
    codebook_text,
    draft_code,
    read_codebook_table,
    starter_text,
)

TABLE = """\
Theme,Code,Subtheme,Definition,Use when,Not when,Example,Colour
Café life,Caseload,Causes,"Too many, too often.","a number; a shortage",single cases,"One.
Two.",#E69F00
Café life,Caseload,,Again.,,,,
,Stray,caseload,,,,,
Rest,,,What rest means.,,,,

"""


def table(tmp_path, text, encoding="utf-8", name="our codes.csv"):
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_becomes_a_codebook_with_ids_made_from_names(tmp_path, encoding, delimiter):
    text = TABLE
    if delimiter != ",":
        text = text.replace("Too many, too often", "Too many too often").replace(",", delimiter)
        text = text.replace("a number; a", '"a number; a').replace('""', '"')
    book = read_codebook_table(table(tmp_path, text, encoding))
    assert book.id == "our-codes"
    assert [(t.id, t.name, t.definition) for t in book.themes] == [
        ("cafe-life", "Café life", ""),
        ("rest", "Rest", "What rest means."),
    ]
    first, second, stray, folder = book.codes
    assert (first.id, first.theme, first.parent) == ("caseload", "cafe-life", "causes")
    assert first.use_when == ("a number", "a shortage")
    assert first.examples == (
        Example("One.", ExampleSource.UNKNOWN),
        Example("Two.", ExampleSource.UNKNOWN),
    )
    assert first.colour == "#E69F00"
    assert (second.id, stray.parent, stray.theme) == ("caseload-2", "caseload", "")
    assert folder == Code("causes", "Causes", theme="cafe-life", codable=False)


def test_the_least_table_has_one_column(tmp_path):
    book = read_codebook_table(table(tmp_path, "tag\nA b\nA  b\n"))
    assert [(code.id, code.name) for code in book.codes] == [("a-b", "A b"), ("a-b-2", "A b")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is empty"),
        ("theme,definition\nA,b\n", "row 1: there is no column for the codes"),
        ("code,definiton\nA,b\n", "row 1: unknown column 'definiton' (did you mean 'definition'?)"),
        ("code,name\nA,b\n", "row 1: 'name' is a second column"),
        ("code,brief\nA,b,c\n", "row 2: there are more cells than headings"),
        ("code,brief\nA,b\n,c\n", "row 3: it names neither a code nor a theme"),
        ("code,id\nA,a\nB,a\n", "row 3: the id 'a' is there already"),
        ("code,id\nA,A B\n", "row 2: the id 'A B' is not a plain word"),
        ("code,colour\nA,red\n", "row 2: 'red' is not a colour"),
        ("code,origin\nA,inductif\n", "row 2: the origin 'inductif' is not known"),
        ("code,parent\nA,B\nB,A\n", "row 2: codes run in a circle"),
        ('code\n"A\n', "cannot be read"),
    ],
)
def test_each_mistake_is_named_with_its_row(tmp_path, text, words):
    with pytest.raises(InputError) as caught:
        read_codebook_table(table(tmp_path, text))
    assert "our codes.csv" in caught.value.message
    assert words in caught.value.message


def test_a_missing_file_a_folder_and_a_workbook_are_refused(tmp_path):
    with pytest.raises(InputError, match="does not exist"):
        read_codebook_table(tmp_path / "none.csv")
    with pytest.raises(InputError, match="cannot be read"):
        read_codebook_table(tmp_path)
    with pytest.raises(InputError, match="workbook") as caught:
        read_codebook_table(table(tmp_path, "PK\x03\x04rest"))
    assert "CSV" in (caught.value.hint or "")


def test_a_draft_is_a_name_with_an_id_of_its_own():
    assert draft_code("Own  idea", ()) == Code("own-idea", "Own idea", status=Status.DRAFT)
    assert draft_code("Own idea", {"own-idea", "own-idea-2"}).id == "own-idea-3"
    assert draft_code("???", ()).id == "code"


def test_a_starter_is_an_empty_codebook_whose_example_is_right():
    text = starter_text("Ann's study: part one")
    assert parse_codebook(text) == Codebook(id="anns-study-part-one")
    lines = [line for line in text.splitlines() if line not in ("themes: []", "codes: []")]
    example = "\n".join(line.removeprefix("#") for line in lines if line.startswith("#  "))
    full = "qualkit_codebook: 1\nthemes:\n" + example.replace(
        "  - id: caseload", "codes:\n  - id: caseload"
    )
    book = parse_codebook(full)
    assert book.theme_of(book.codes[0]) == book.themes[0]
    assert parse_codebook(starter_text("???")).id == "codebook"


odd = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufeff")
)
some_text = odd | st.sampled_from(["no", "a: b", "- x", "#1", "one\n\ntwo", " two  words ", "x\ty"])
some_texts = st.lists(some_text.filter(str.strip), max_size=3).map(tuple)
codes = st.builds(
    Code,
    id=st.sampled_from(["a", "no", "1e3"]),
    name=st.sampled_from(["A", "No: 1", "on"]),
    theme=st.sampled_from(["", "t"]),
    brief=some_text,
    definition=some_text,
    use_when=some_texts,
    examples=st.lists(st.builds(Example, some_text.filter(str.strip)), max_size=2).map(tuple),
    links=st.lists(st.builds(Link, some_text.filter(str.strip), some_texts), max_size=2).map(tuple),
    origin=st.sampled_from([None, *Origin]),
    find=st.builds(Find, some_texts),
    codable=st.booleans(),
    colour=st.sampled_from(["", "#E69F00"]),
    shortcut=st.sampled_from(["", "y"]),
    status=st.sampled_from([Status.ACTIVE, Status.DRAFT]),
    history=st.lists(
        st.builds(Revision, some_text.filter(str.strip), st.integers(0, 9), st.just("2026-01-10")),
        max_size=2,
    ).map(tuple),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(codes, max_size=3, unique_by=lambda code: code.id), st.sampled_from(Unit))
def test_a_written_codebook_reads_back_as_itself(made, unit):
    for number, code in enumerate(made):
        made[number] = replace(code, shortcut=code.shortcut if number == 0 else "")
    book = Codebook(
        id="book",
        version=4,
        language="no",
        themes=(Theme("t", "T", aliases=("on",), statement="It\nwears."),),
        codes=tuple(made),
        rules=Rules(unit=unit),
    )
    if faults(book):
        return
    text = codebook_text(book)
    read = parse_codebook(text)
    assert parse_codebook(codebook_text(read)) == read
    assert read.fingerprint() == parse_codebook(codebook_text(read)).fingerprint()
    assert [code.use_when for code in read.codes] == [
        tuple(normal(text) for text in code.use_when) for code in made
    ]
    assert [code.definition for code in read.codes] == [normal(code.definition) for code in made]


def normal(text):
    import unicodedata

    return unicodedata.normalize("NFC", text).strip()
