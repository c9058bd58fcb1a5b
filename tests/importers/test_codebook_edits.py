"""Edits of codebook.yaml: only the lines concerned change."""

from __future__ import annotations

import difflib
from dataclasses import replace

import pytest

from qualkit.core.codebook import (
    Code,
    Direction,
    Example,
    Find,
    Link,
    Origin,
    Revision,
    Status,
    Theme,
)
from qualkit.errors import CodebookError, InternalError, NotFoundError
from qualkit.importers.codebook import parse_codebook
from qualkit.importers.codebook_edits import add_code, add_theme, bump_version, set_code_fields

HEAD = "qualkit_codebook: 1\n"
NEW = Code("new", "New", definition="First.\n\nSecond.", status=Status.DRAFT)
NEW_FLOW = '{id: new, name: New, definition: "First.\\n\\nSecond.", status: draft}'
BY_HAND = """\
# Ours. Do not sort!
qualkit_codebook: 1
version: 3   # three so far

themes:
- {id: strain, name: Strain}   # the first

codes:

  # ---- Strain
  -   name: 'Caseload'   # the team's word
      id: caseload
      # agreed in March
      definition: >
        Talk of numbers
        of cases.
      use_when:
        # asked for by AB
        - gives a number
        - covers for others   # often

      status: active
  - {id: loss, name: "Loss", use_when: [somebody died], colour: '#E69F00'}  # CD

# the end
rules: {unit: turn}
"""


def changed_lines(old, new):
    matcher = difflib.SequenceMatcher(None, old.splitlines(), new.splitlines(), autojunk=False)
    out, come = [], []
    for tag, i, j, a, b in matcher.get_opcodes():
        if tag != "equal":
            out += old.splitlines()[i:j]
            come += new.splitlines()[a:b]
    return out, come


class TestAdding:
    """A new code or theme goes to the end of its list, laid out like what stands there."""

    def test_a_new_code_is_laid_out_like_the_last_one_and_nothing_else_changes(self):
        text = add_code(BY_HAND, NEW)
        assert changed_lines(BY_HAND, text) == ([], [f"  - {NEW_FLOW}"])
        assert text.index(NEW_FLOW) > text.index("# CD")

    def test_block_codes_keep_their_column_gap_and_empty_lines(self):
        old = (
            HEAD + "codes:\n\n-   id: a\n    name: A\n\n-   id: b\n    name: B\n    # mine\n\n# end"
        )
        lines = [
            "",
            "-   id: new",
            "    name: New",
            "    definition: |",
            "      First.",
            "",
            "      Second.",
            "    status: draft",
        ]
        assert add_code(old, NEW) == old.replace("# mine\n", "\n".join(["# mine", *lines, ""]))

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            (HEAD.strip(), HEAD + "codes:\n  - id: a\n    name: A\n    status: active"),
            (HEAD, HEAD + "codes:\n  - id: a\n    name: A\n    status: active\n"),
            (
                HEAD + "codes: []   # none\n# end\n",
                HEAD + "codes:   # none\n  - id: a\n    name: A\n    status: active\n# end\n",
            ),
            (
                HEAD + "codes:\nrules: {unit: turn}\n",
                HEAD + "codes:\n  - id: a\n    name: A\n    status: active\nrules: {unit: turn}\n",
            ),
            (
                HEAD + "codes: null # none\n",
                HEAD + "codes: # none\n  - id: a\n    name: A\n    status: active\n",
            ),
            (
                HEAD + "codes: [\n  {id: b, name: B}]\n",
                HEAD + "codes: [\n  {id: b, name: B}, {id: a, name: A, status: active}]\n",
            ),
            (
                "{qualkit_codebook: 1}\n",
                "{qualkit_codebook: 1, codes: [{id: a, name: A, status: active}]}\n",
            ),
            (
                "{qualkit_codebook: 1, codes: []}\n",
                "{qualkit_codebook: 1, codes: [{id: a, name: A, status: active}]}\n",
            ),
            (
                "\ufeff" + HEAD.replace("\n", "\r\n"),
                "\ufeff" + HEAD.replace("\n", "\r\n")
                + "codes:\r\n  - id: a\r\n    name: A\r\n    status: active\r\n",
            ),
            (
                "---\n" + HEAD + "...\n",
                "---\n" + HEAD + "codes:\n  - id: a\n    name: A\n    status: active\n...\n",
            ),
        ],
    )  # fmt: skip
    def test_a_first_code_finds_its_place_in_any_file(self, old, new):
        assert add_code(old, Code("a", "A")) == new

    def test_a_theme_goes_behind_the_last_one(self):
        text = add_theme(BY_HAND, Theme("rest", "Rest: and sleep", links=(Link("aws"),)))
        line = '- {id: rest, name: "Rest: and sleep", links: [{instrument: aws}]}'
        assert changed_lines(BY_HAND, text) == ([], [line])

    def test_all_fields_of_a_code_can_be_written(self):
        full = Code(
            "full", "Full: 100 %", "strain", "caseload", "no", "Long words. " * 30,
            ("yes", "a, b", "x" * 99), ("{curly}",), (Example('Say "yes" # loud', ),),
            (Link("mbi-hss", ("EE", "no")),), Direction.MIXED, Origin.IN_VIVO,
            Find(("a", "b: c"), (r"\bx[a-z]+",)), False, "#AABBCC", "a", Status.MERGED, "loss",
            (Revision("split: from x", 2, "2026-01-10", "AB"), Revision("born")),
        )  # fmt: skip
        book = parse_codebook(add_code(BY_HAND, full))
        assert book.codes[-1] == replace(full, definition=full.definition.strip())

    def test_a_code_that_breaks_a_rule_is_refused(self):
        with pytest.raises(CodebookError, match="already a code with the id 'loss'"):
            add_code(BY_HAND, Code("loss", "Other"))
        with pytest.raises(CodebookError, match=r"names the theme 'strein'.*did you mean 'strain'"):
            add_code(BY_HAND, Code("x", "X", theme="strein"))
        with pytest.raises(CodebookError, match="control character"):
            add_code(BY_HAND, Code("x", "X\x1b[31m"))


class TestSetting:
    """Fields of a code change where they stand."""

    def check(self, code_id, out, come, **values):
        text = set_code_fields(BY_HAND, code_id, **values)
        assert changed_lines(BY_HAND, text) == (out, come)
        assert set_code_fields(text, code_id, **values) == text
        return text

    def test_a_value_changes_within_its_quotation_marks_and_its_comment_stays(self):
        self.check(
            "caseload",
            ["  -   name: 'Caseload'   # the team's word"],
            ["  -   name: 'Ann''s load: all'   # the team's word"],
            name="Ann's load: all",
        )

    def test_a_block_text_stays_a_block_text_in_its_column(self):
        long = "Words that go on and on, " * 6 + "to an end."
        self.check(
            "caseload",
            ["        Talk of numbers", "        of cases."],
            [
                "        " + "Words that go on and on, " * 3 + "Words that go",
                "        on and on, " + "Words that go on and on, " * 2 + "to an end.",
            ],
            definition=long,
        )

    def test_a_new_field_goes_where_a_careful_person_would_put_it(self):
        self.check("caseload", [], ["      brief: Many cases."], brief="Many cases.")
        self.check("caseload", [], ['      shortcut: "a"'], shortcut="a")

    def test_of_a_list_only_the_items_concerned_change(self):
        self.check(
            "caseload",
            [],
            ['        - "two: b"'],
            use_when=("gives a number", "two: b", "covers for others"),
        )
        self.check(
            "caseload",
            ["        - gives a number"],
            [],
            use_when=("covers for others",),
        )
        self.check(
            "caseload",
            ["        - covers for others   # often"],
            ["        - covers   # often"],
            use_when=("gives a number", "covers"),
        )

    def test_a_field_that_is_taken_out_leaves_its_comment_lines(self):
        self.check(
            "caseload",
            [
                "      use_when:",
                "        # asked for by AB",
                "        - gives a number",
                "        - covers for others   # often",
            ],
            ["      # asked for by AB"],
            use_when=(),
        )

    def test_fields_within_braces_change_there(self):
        line = (
            """  - {id: loss, name: "Loss", use_when: [somebody died], colour: '#E69F00'}  # CD"""
        )
        for values, come in (
            ({"colour": "#000000"}, line.replace("#E69F00", "#000000")),
            ({"colour": ""}, line.replace(", colour: '#E69F00'", "")),
            ({"name": "All, lost"}, line.replace('"Loss"', '"All, lost"')),
            ({"use_when": ("a", "b: c")}, line.replace("[somebody died]", '[a, "b: c"]')),
            ({"use_when": ()}, line.replace("use_when: [somebody died], ", "")),
            ({"theme": "strain"}, line.replace("id: loss", "id: loss, theme: strain")),
            (
                {"codable": False},
                line.replace("[somebody died]", "[somebody died], codable: false"),
            ),
        ):
            self.check("loss", [line], [come], **values)

    def test_the_first_field_of_an_item_can_be_taken_out(self):
        old = HEAD + "codes: [{brief: b, id: a, name: A}]\n"
        assert set_code_fields(old, "a", brief="") == HEAD + "codes: [{id: a, name: A}]\n"
        old = HEAD + "codes:\n  - brief: b   # c\n    id: a\n    name: A\n"
        new = HEAD + "codes:\n  - id: a\n    name: A\n"
        assert set_code_fields(old, "a", brief="") == new
        old = HEAD + "codes:\n  - brief: b\n    # c\n    id: a\n    name: A\n"
        new = HEAD + "codes:\n  -\n    # c\n    id: a\n    name: A\n"
        assert set_code_fields(old, "a", brief="") == new

    def test_an_empty_field_is_filled_where_it_stands(self):
        old = (
            HEAD + "codes:\n- id: a\n  name: A\n  brief:   # later\n  use_when: []\n  colour: ''\n"
        )
        new = set_code_fields(old, "a", brief="b", use_when=("x",), colour="#000000")
        assert new == (
            HEAD + "codes:\n- id: a\n  name: A\n  brief: b   # later\n  use_when: [x]\n"
            "  colour: '#000000'\n"
        )
        old = HEAD + "codes: [{id: a, name: A, brief: , colour}]\n"
        new = set_code_fields(old, "a", brief="b", colour="#000000")
        assert new == HEAD + 'codes: [{id: a, name: A, brief: b , colour: "#000000"}]\n'

    def test_a_comment_that_stands_deep_does_not_become_part_of_a_text(self):
        old = HEAD + "codes:\n- id: a\n  name: A\n          # deep\n  status: draft\n"
        new = set_code_fields(old, "a", brief="One.\nTwo.")
        assert parse_codebook(new).codes[0].brief == "One.\nTwo."
        assert "          # deep\n" in new

    def test_states_and_flags_may_come_as_words(self):
        text = set_code_fields(BY_HAND, "loss", status="retired", origin="in-vivo", codable=False)
        code = parse_codebook(text).code("loss")
        assert code
        assert (code.status, code.origin, code.codable) == (Status.RETIRED, Origin.IN_VIVO, False)
        with pytest.raises(CodebookError, match="'gone' is no status"):
            set_code_fields(BY_HAND, "loss", status="gone")

    def test_setting_what_is_there_gives_the_identical_text(self):
        book = parse_codebook(BY_HAND)
        for code in book.codes:
            same = {"definition": code.definition, "use_when": code.use_when, "name": code.name}
            assert set_code_fields(BY_HAND, code.id, **same) is BY_HAND

    def test_unknown_codes_broken_rules_and_fixed_fields_are_refused(self):
        with pytest.raises(NotFoundError, match="there is no code 'x'"):
            set_code_fields(BY_HAND, "x", name="X")
        with pytest.raises(CodebookError, match="in a circle"):
            set_code_fields(BY_HAND, "loss", parent="loss")
        with pytest.raises(CodebookError, match="has no name"):
            set_code_fields(BY_HAND, "loss", name=" ")
        with pytest.raises(InternalError, match="no field id"):
            set_code_fields(BY_HAND, "loss", id="lost")

    def test_an_edit_that_would_lose_something_is_given_up(self):
        # A code without braces in a list within brackets cannot take a second field.
        with pytest.raises(CodebookError):
            set_code_fields(HEAD + "codes: [id: a]\n", "a", name="A")


def test_the_version_is_counted_up_in_place():
    new = bump_version(BY_HAND)
    assert changed_lines(BY_HAND, new) == (
        ["version: 3   # three so far"],
        ["version: 4   # three so far"],
    )
    assert bump_version(HEAD + "id: x\ncodes: []\n") == HEAD + "id: x\nversion: 2\ncodes: []\n"
