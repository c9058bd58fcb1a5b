"""Reading codebook.yaml: what it gives, and how each mistake is named."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from qualkit.core.codebook import (
    Code,
    Codebook,
    Direction,
    Example,
    Find,
    Link,
    Origin,
    Revision,
    Rules,
    Status,
    Theme,
    Unit,
)
from qualkit.errors import CodebookError
from qualkit.importers import codebook as reader
from qualkit.importers.codebook import code_lines, load_codebook, parse_codebook, schema_text

FULL = """\
qualkit_codebook: 1
id: care-work
version: 3
language: en-GB
themes:                       # in the order of output
  - id: strain
    name: Strain
    aliases: [Wear and tear]
    statement: null           # not written yet
    definition: What wears people down.
    links: [{instrument: mbi-hss, subscales: [EE]}, {instrument: aws}]
codes:
  - id: causes
    name: Causes
    theme: strain
    codable: false
  - id: caseload              # never changed
    parent: causes
    name: Caseload  and staffing
    brief: Too many cases.
    definition: >
      Talk that ties strain
      to numbers.

    use_when: [names a number, covers for others]
    not_when:
    - a hard case (use gone)
    examples:
      - {text: "Forty on my list.", source: synthetic}
      - Twenty, and then ten more
    links: [{instrument: aws, subscales: [workload]}]
    direction: strain
    origin: in-vivo
    find: {words: [caseload], patterns: ["case\\\\w+"]}
    codable: true
    colour: "#E69F00"
    shortcut: a
    status: draft
    merged_into: null
    history:
      - {version: 2, date: 2026-01-10, by: AB, change: split from workload}
  - {id: gone, name: Gone, status: merged, merged_into: caseload}
rules:
  multiple_codes_per_segment: false
  one_theme_per_code: true
  unit: turn
"""
HEAD = "qualkit_codebook: 1\n"
CODES = HEAD + "codes:\n"


def refusal(text, **options):
    with pytest.raises(CodebookError) as caught:
        parse_codebook(text, **options)
    return caught.value


def test_every_field_is_read():
    assert parse_codebook(FULL) == Codebook(
        id="care-work",
        version=3,
        language="en-GB",
        themes=(
            Theme(
                "strain",
                "Strain",
                aliases=("Wear and tear",),
                definition="What wears people down.",
                links=(Link("mbi-hss", ("EE",)), Link("aws")),
            ),
        ),
        codes=(
            Code("causes", "Causes", theme="strain", codable=False),
            Code(
                "caseload",
                "Caseload and staffing",
                parent="causes",
                brief="Too many cases.",
                definition="Talk that ties strain to numbers.",
                use_when=("names a number", "covers for others"),
                not_when=("a hard case (use gone)",),
                examples=(Example("Forty on my list."), Example("Twenty, and then ten more")),
                links=(Link("aws", ("workload",)),),
                direction=Direction.STRAIN,
                origin=Origin.IN_VIVO,
                find=Find(("caseload",), (r"case\w+",)),
                colour="#E69F00",
                shortcut="a",
                status=Status.DRAFT,
                history=(Revision("split from workload", 2, "2026-01-10", "AB"),),
            ),
            Code("gone", "Gone", status=Status.MERGED, merged_into="caseload"),
        ),
        rules=Rules(False, True, Unit.TURN),
    )


@pytest.mark.parametrize("text", [HEAD, HEAD + "codes:\nthemes: []\n", "\ufeff" + HEAD])
def test_a_study_may_start_without_codes_and_themes(text):
    assert parse_codebook(text) == Codebook()


def test_names_are_composed_so_that_two_ways_of_typing_them_are_one():
    book = parse_codebook(CODES + "  - {id: a, name: E\u0301lan}\n")
    assert book.codes[0].name == "\u00c9lan"


def code(rest, more=""):
    return f"{CODES}  - id: a\n    name: A\n    {rest}\n{more}"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("id: a\n", 1, "`qualkit_codebook: 1` is missing"),
        ("qualkit_codebook: 2\n", 1, "this qualkit knows up to 1"),
        ("qualkit_codebook: 0\n", 1, "must be 1"),
        (HEAD + "version: three\n", 2, "whole number"),
        (HEAD + "version: 0\n", 2, "at least 1"),
        (HEAD + "id: My Book\n", 2, "not a plain word"),
        (HEAD + "code: []\n", 2, "did you mean 'codes'?"),
        (HEAD + "codes: {a: b}\n", 2, "must be a list"),
        (HEAD + "rules: {unit: tern}\n", 2, "did you mean 'turn'?"),
        (HEAD + "rules: {unite: turn}\n", 2, "unknown key 'unite' (did you mean 'unit'?)"),
        (HEAD + "rules: {one_theme_per_code: yes}\n", 2, "true or false"),
        (CODES + "  - caseload\n", 3, "must be fields"),
        (CODES + "  - name: A\n", 3, "no 'id'"),
        (CODES + "  - id: a\n", 3, "no 'name'"),
        (CODES + "  - {id: a, name: ''}\n", 3, "no 'name'"),
        (CODES + "  - {id: Case Load, name: A}\n", 3, "not a plain word"),
        (CODES + "  - {id: no, name: A}\n", 3, "true or false"),
        (code("definiton: x"), 5, "unknown key 'definiton' (did you mean 'definition'?)"),
        (code("name: B"), 5, "'name' is given twice (first in line 4)"),
        (code("theme: b"), 5, "names the theme 'b', which does not exist"),
        (code("parent: aa", "  - {id: aaa, name: A}\n"), 5, "did you mean 'aaa'?"),
        (code("parent: a"), 5, "in a circle by `parent`: a → a"),
        (code("parent: b", "  - {id: b, name: B, parent: a}\n"), 5, "a → b → a"),
        (code("status: merged"), 5, "does not say into which"),
        (code("merged_into: b", "  - {id: b, name: B}\n"), 5, "yet merged into 'b'"),
        (code("status: actve"), 5, "did you mean 'active'?"),
        (code("origin: in vivo"), 5, "did you mean 'in-vivo'?"),
        (code("direction: up"), 5, "not known"),
        (code("definition: 2026-01-10"), 5, "a date"),
        (code("definition: [a, b]"), 5, "must be a text"),
        (code("brief: Case #3"), 5, "# for a comment"),
        (code("colour: #E69F00"), 5, "# for a comment"),
        (code("colour: orange"), 5, "not a colour"),
        (code('colour: "#E69F0"'), 5, "not a colour"),
        (code("shortcut: ab"), 5, "not one letter"),
        (code('shortcut: "1"'), 5, "not one letter"),
        (code("shortcut: x"), 5, "qualkit's own keys"),
        (code("use_when: a number"), 5, "must be a list"),
        (code("use_when: [a, on]"), 5, "true or false"),
        (code("use_when:\n      - a\n      -"), 7, "is empty"),
        (code("examples: [{text: a, source: transcript}]"), 5, "not known"),
        (code("examples: [{txt: a}]"), 5, "did you mean 'text'?"),
        (code("links: [mbi]"), 5, "must be fields"),
        (code("links: [{subscales: [EE]}]"), 5, "no 'instrument'"),
        (code("find: {words: [a], patterns: ['(']}"), 5, "no regular expression"),
        (code("codable: no"), 5, "true or false"),
        (code("history: [{date: 2026-13-01, change: x}]"), 5, "not a date"),
        (code("", "  - id: a\n    name: B\n"), 6, "already a code with the id 'a' (line 3)"),
        (HEAD + "themes:\n  - {id: t, name: T}\n  - {id: t, name: U}\n", 4, "already a theme"),
        (HEAD + "themes:\n  - {id: t, name: T, colour: x}\n", 3, "unknown key 'colour'"),
    ],
)
def test_each_mistake_is_named_with_its_line(text, line, words):
    message = refusal(text).message
    assert message.startswith(f"codebook.yaml, line {line}: ")
    assert words in message


def test_a_shortcut_given_twice_lists_the_letters_that_are_free():
    text = CODES + "  - {id: a, name: A, shortcut: b}\n  - {id: b, name: B, shortcut: b}\n"
    error = refusal(text, reserved=frozenset("acdefgh"))
    assert "line 4: the shortcut 'b' already stands for 'a' (line 3)" in error.message
    assert (error.hint or "").startswith("Free letters: i j k")


def test_the_screen_says_which_letters_it_needs():
    text = CODES + "  - {id: a, name: A, shortcut: x}\n"
    assert parse_codebook(text, reserved=frozenset("abc")).codes[0].shortcut == "x"


def test_a_newer_format_says_how_to_update():
    assert "pip install --upgrade" in (refusal("qualkit_codebook: 2\n").hint or "")


def test_merges_in_a_circle_are_named():
    text = CODES + "".join(
        f"  - {{id: {a}, name: X, status: merged, merged_into: {b}}}\n"
        for a, b in (("a", "b"), ("b", "c"), ("c", "b"))
    )
    assert "line 4: codes run in a circle by `merged_into`: b → c → b" in refusal(text).message


def test_a_missing_file_says_how_to_make_one(tmp_path):
    with pytest.raises(CodebookError) as caught:
        load_codebook(tmp_path / "codebook.yaml")
    assert "qualkit init" in (caught.value.hint or "")


def test_errors_of_a_file_name_the_file(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(HEAD + "codex: 1\n")
    with pytest.raises(CodebookError, match=r"^mine\.yaml, line 2: "):
        load_codebook(path)


def test_the_line_of_each_code_is_known():
    assert code_lines(FULL) == {"causes": 13, "caseload": 17, "gone": 42}


class TestSchema:
    """The JSON Schema for editors keeps step with the reader."""

    schema = json.loads(schema_text())
    validator = jsonschema.Draft202012Validator(schema)

    def errors(self, text):
        # Editors read YAML 1.2, in which a plain date is a text.
        data = json.loads(json.dumps(yaml.safe_load(text), default=str))
        return [error.message for error in self.validator.iter_errors(data)]

    def test_it_is_a_valid_schema(self):
        jsonschema.Draft202012Validator.check_schema(self.schema)

    def test_what_the_reader_takes_validates(self):
        for text in (FULL, HEAD, HEAD + "codes:\nthemes: []\n", code("links:")):
            parse_codebook(text)
            assert self.errors(text) == []

    def test_its_fields_are_those_of_the_reader(self):
        defs = self.schema["$defs"]
        assert tuple(self.schema["properties"]) == reader.TOP_FIELDS
        assert set(defs["code"]["properties"]) == set(reader.CODE_FIELDS)
        assert set(defs["theme"]["properties"]) == set(reader.THEME_FIELDS)
        assert set(defs["link"]["properties"]) == set(reader.LINK_FIELDS)
        assert set(defs["find"]["properties"]) == set(reader.FIND_FIELDS)
        assert set(defs["revision"]["properties"]) == set(reader.HISTORY_FIELDS)
        assert set(defs["rules"]["properties"]) == set(reader.RULE_FIELDS)
        example = defs["example"]["anyOf"][1]["properties"]
        assert set(example) == set(reader.EXAMPLE_FIELDS)

    @pytest.mark.parametrize(
        "text",
        [
            "id: a\n",
            "qualkit_codebook: 2\n",
            HEAD + "version: 0\n",
            HEAD + "code: []\n",
            HEAD + "codes: {a: b}\n",
            HEAD + "rules: {unit: tern}\n",
            HEAD + "rules: {unite: turn}\n",
            HEAD + "themes: [{id: t, name: T, colour: x}]\n",
            CODES + "  - name: A\n",
            CODES + "  - id: a\n",
            CODES + "  - {id: Case Load, name: A}\n",
            code("definiton: x"),
            code("status: actve"),
            code("origin: in vivo"),
            code("direction: up"),
            code("definition: [a, b]"),
            code("definition: 12"),
            code("colour: orange"),
            code("shortcut: ab"),
            code("use_when: a number"),
            code("use_when: [a, 12]"),
            code("examples: [{text: a, source: transcript}]"),
            code("examples: [{txt: a}]"),
            code("links: [mbi]"),
            code("links: [{instrument: a, subscale: [EE]}]"),
            code("find: {word: [a]}"),
            code("history: [{changed: x}]"),
            code("history: [{date: tomorrow, change: x}]"),
        ],
    )
    def test_what_the_reader_refuses_by_form_it_refuses_too(self, text):
        refusal(text)
        assert self.errors(text)


def test_the_schema_lies_beside_the_reader():
    assert (Path(reader.__file__).parent / "codebook.schema.json").is_file()
