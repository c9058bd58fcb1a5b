"""What the codebook screens are made of: wrapped entries, edited fields, the editor's line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from qualkit.core.cells import cell_count, visible
from qualkit.core.codebook import Code, Codebook, Example, ExampleSource, Find, Link, Theme
from qualkit.errors import InputError
from qualkit.tui.editor import command, line_named, line_of
from qualkit.tui.lines.bookentry import code_entry
from qualkit.tui.lines.differing import rule_change
from qualkit.tui.lines.fields import CODE_FIELDS, THEME_FIELDS, change_of, text_of
from qualkit.tui.palette import THEMES, palette
from qualkit.tui.widgets.entry import wrap_runs

PLAIN, BOLD = Style(), Style(bold=True)
LOOK = palette(THEMES[0])
CODE = Code(
    "load", "Load", brief="Too much.", definition="Two\nlines.", use_when=("a", "b  c"),
    examples=(Example("one\ntwo"), Example("three", ExampleSource.LITERATURE)),
    links=(Link("aws", ("workload",)), Link("mbi")), find=Find(words=("cover",)),
)  # fmt: skip


@given(
    st.lists(st.tuples(st.text(max_size=30), st.sampled_from([PLAIN, BOLD])), max_size=6),
    st.integers(2, 20),
)
def test_wrapping_keeps_every_word_and_never_runs_over(
    runs: list[tuple[str, Style]], width: int
) -> None:
    lines = wrap_runs(runs, width)
    shown = "".join("".join(text for text, _ in row) for row in lines)
    typed = "".join(text for text, _ in runs)
    assert visible("".join(shown.split())) == visible("".join(typed.split()))
    assert all(sum(cell_count(text) for text, _ in row) <= width for row in lines)


def test_a_word_keeps_its_styles_when_it_changes_midway() -> None:
    assert wrap_runs([("un", PLAIN), ("done now", BOLD)], 20) == [
        [("un", PLAIN), ("done", BOLD), (" ", BOLD), ("now", BOLD)]
    ]


@pytest.mark.parametrize("field", CODE_FIELDS, ids=lambda field: field.key)
def test_a_field_that_is_not_touched_is_no_change(field: object) -> None:
    which = next(each for each in CODE_FIELDS if each is field)
    assert change_of(CODE, which, text_of(CODE, which)) == {}


def test_editing_one_item_leaves_the_others_as_they_were() -> None:
    examples = next(each for each in CODE_FIELDS if each.key == "examples")
    text = text_of(CODE, examples) + "\nliterature: four"
    (old, second, new) = change_of(CODE, examples, text)["examples"]
    assert (old, second) == CODE.examples, "a line end in an example is not lost"
    assert new == Example("four", ExampleSource.LITERATURE)


def test_words_that_find_a_code_leave_its_patterns() -> None:
    words = next(each for each in CODE_FIELDS if each.key == "find.words")
    code = replace(CODE, find=Find(("cover",), patterns=(r"\d+",)))
    assert change_of(code, words, "cover\nlist") == {
        "find": Find(("cover", "list"), patterns=(r"\d+",))
    }


def test_a_scale_that_is_none_is_refused_with_an_example() -> None:
    links = next(each for each in THEME_FIELDS if each.key == "links")
    with pytest.raises(InputError) as refused:
        change_of(Theme("t", "T"), links, "two words")
    assert "aws: workload" in (refused.value.hint or "")


def test_a_rule_change_shows_what_went_came_and_was_reworded() -> None:
    now = replace(CODE, use_when=("a", "c"), definition="Two short lines.")
    told = rule_change(Codebook(), CODE, now, ("definition", "use_when", "brief"), LOOK)
    lines = [row.mark[0] + "".join(text for text, _ in row.runs) for row in told]
    assert lines == [
        "", "Definition has changed", "− Two lines.", "+ Two short lines.",
        "", "Use when has changed", "− b c", "+ c", "  1 other as before",
    ]  # fmt: skip
    marked = [text for row in told for text, style in row.runs if style.underline]
    assert "".join(marked).split() == ["short", "b"]


def test_the_entry_of_a_code_shows_everything_that_finds_it() -> None:
    find = Find(("cover",), (r"sixty \d+",), ("ring", "call"), ('[{"LEMMA":"list"}]',))
    entry = code_entry(Codebook(), replace(CODE, find=find), "", LOOK)
    lines = ["".join(text for text, _ in row.runs) for row in entry]
    at = lines.index("Words that find it")
    assert [line for line in lines[at:] if line] == [
        "Words that find it", "cover", "Lemmas that find it", "ring, call",
        "Patterns that find it", r"sixty \d+",
        "Token patterns that find it", '[{"LEMMA":"list"}]',
    ]  # fmt: skip


def test_a_code_that_is_gone_is_said() -> None:
    (_, told) = rule_change(Codebook(), CODE, None, ("code",), LOOK)
    assert "Load is in the codebook no more" in told.runs[0][0]


SOURCE = """\
qualkit_codebook: 1
themes:
  - {id: load, name: Load}
codes:
  # load comes first
  - name: Load
    id: load
  - id: "load-2"   # another
    name: Other
  - {name: Third, id: third}
"""


@pytest.mark.parametrize(
    ("kind", "identity", "line"),
    [("theme", "load", 3), ("code", "load", 7), ("code", "load-2", 8), ("code", "third", 10),
     ("code", "none", 1)],
)  # fmt: skip
def test_the_editor_opens_at_the_line_of_the_code(kind: str, identity: str, line: int) -> None:
    assert line_of(SOURCE, kind, identity) == line


@pytest.mark.parametrize(
    ("editor", "expected"),
    [
        ("nano", ["nano", "+7", "book.yaml"]),
        ("code -n", ["code", "-n", "--wait", "--goto", "book.yaml:7"]),
        ("hx", ["hx", "book.yaml:7"]),
        ("own --flag", ["own", "--flag", "book.yaml"]),
    ],
)
def test_each_editor_gets_the_line_as_it_wants_it(
    editor: str, expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", editor)
    assert command(Path("book.yaml"), 7) == expected


def test_the_line_of_a_refusal_is_where_one_goes_on() -> None:
    assert line_named("codebook.yaml, line 30: unknown key") == 30
    assert line_named("something else") == 1
