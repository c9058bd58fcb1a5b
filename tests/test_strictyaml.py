"""Strict YAML: what is refused, with which line, and where nodes stand."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from qualkit.errors import CodebookError
from qualkit.strictfields import Fields, as_text, misread_as, quoted
from qualkit.strictyaml import LARGEST, Mapping, Scalar, Sequence, parse, read_text


def tree(text):
    return parse(text, "book.yaml", CodebookError)


def refusal(text):
    with pytest.raises(CodebookError) as caught:
        tree(text)
    return caught.value


@pytest.fixture(params=["C", "Python"])
def _parser(request, monkeypatch):
    if request.param == "Python":
        monkeypatch.delattr(yaml, "CSafeLoader")


@pytest.mark.usefixtures("_parser")
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_marks_are_code_points_of_the_text_and_lines_count_from_one(ending):
    text = ending.join(['é😀: "a😀b"', "b: |", "  x", "", "# c", "c:", "- d # e", "- {f: g}", ""])
    root = tree(text).root
    assert [pair.key.line for pair in root.pairs] == [1, 2, 6]
    quoted_value, block, items = (pair.value for pair in root.pairs)
    assert text[quoted_value.start : quoted_value.end] == '"a😀b"'
    assert isinstance(block, Scalar)
    assert block.value == "x\n"
    assert isinstance(items, Sequence)
    assert [text[item.start : item.end] for item in items.items] == ["d", "{f: g}"]
    assert text[items.start : items.end].endswith("{f: g}")


@pytest.mark.usefixtures("_parser")
@pytest.mark.parametrize("text", ["{a: , b: 1}", "a:\nb: 1\n", "a:   # why\nb: 1\n"])
def test_a_missing_value_stands_right_behind_its_colon(text):
    value = tree(text).root.pairs[0].value
    assert isinstance(value, Scalar)
    assert text[: value.start].endswith("a:")


def test_a_duplicate_key_is_refused_with_both_lines():
    error = refusal("a: 1\nb: 2\na: 3\n")
    assert "book.yaml, line 3: 'a' is given twice (first in line 1)" in error.message


@pytest.mark.usefixtures("_parser")
@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: &x 1\n", 1, "anchors"),
        ("a: 1\nb: *x\n", 2, "aliases"),
        ("a: {b: 1}\n<<: {c: 2}\n", 2, "merge keys"),
        ("a: !!python/object:os.system x\n", 1, "tag"),
        ("a: 1\nb: !!int '5'\n", 2, "tag"),
        ("a: !thing {b: 1}\n", 1, "tag"),
        ("%YAML 1.1\n---\na: 1\n", 1, "directives"),
        ("a: 1\n---\nb: 2\n", 2, "second document"),
        ("a:\n\tb: 1\n", 2, "tab"),
        ('a: 1\nb: "open\nc: 2\n', 2, "never closed"),
        ("a: 1\nb: this: that\n", 2, "mapping values"),
        ("a: 1\nb: @home\n", 2, "cannot start"),
        ("? a\n: b\n", 1, "question mark"),
        ("a: 1\n[b]: 2\n", 2, "key"),
        ("- a\n- b\n", 1, "key: value"),
        ("", 1, "key: value"),
        ("# nothing\n", 1, "key: value"),
        ("a: b\x07c\n", 1, "U+0007"),
        ("a: b\nc: d\u2028e\n", 2, "U+2028"),
        ("a: b\rc: d\n", 1, "U+000D"),
        ("a: " + "[" * 30 + "]" * 30, 1, "levels"),
    ],
)
def test_what_is_not_plain_yaml_is_refused_with_its_line(text, line, words):
    message = refusal(text).message
    assert message.startswith(f"book.yaml, line {line}: ")
    assert words in message


def test_laughs_do_not_multiply():
    laughs = "a: &a [x, x]\n" + "".join(
        f"{new}: &{new} [*{old}, *{old}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert "line 1: anchors" in refusal(laughs).message


def test_a_huge_text_is_refused_before_it_is_parsed(tmp_path):
    assert "5 MB" in refusal("a: " + "x" * LARGEST).message
    path = tmp_path / "book.yaml"
    path.write_text("a: " + "x" * LARGEST)
    with pytest.raises(CodebookError, match="larger than 5 MB"):
        read_text(path, CodebookError)


def test_reading_drops_the_byte_order_mark_and_keeps_line_ends(tmp_path):
    path = tmp_path / "book.yaml"
    path.write_bytes("\ufeffa: é\r\n".encode())
    assert read_text(path, CodebookError) == "a: é\r\n"


def test_windows_1252_is_refused_with_the_line_and_the_character(tmp_path):
    path = tmp_path / "book.yaml"
    path.write_bytes("a: 1\nb: caf\xe9\n".encode("cp1252"))
    with pytest.raises(CodebookError) as caught:
        read_text(path, CodebookError)
    assert "book.yaml, line 2" in caught.value.message
    assert "'é'" in (caught.value.hint or "")


def test_utf_16_a_missing_file_and_a_folder_are_refused(tmp_path):
    path = tmp_path / "book.yaml"
    path.write_bytes("a: 1\n".encode("utf-16"))
    with pytest.raises(CodebookError, match="UTF-16"):
        read_text(path, CodebookError)
    with pytest.raises(CodebookError, match="does not exist") as caught:
        read_text(tmp_path / "none.yaml", CodebookError, "make one")
    assert caught.value.hint == "make one"
    with pytest.raises(CodebookError, match="cannot be read"):
        read_text(tmp_path, CodebookError)


MISREAD = ["no", "On", "YES", "y", "N", "true", "1e3", "12", "-3.5", "0x1F", "1_000", "12:30"]
MISREAD += ["2026-01-10", "2026-1-1 10:00", ".inf", ".NaN", "=", "0o17", "1."]


@pytest.mark.parametrize("word", MISREAD)
def test_a_word_that_programs_misread_is_refused_where_a_text_is_expected(word):
    document = tree(f"b: x\na: {word}\n")
    with pytest.raises(CodebookError) as caught:
        as_text(document, document.root.pairs[1].value, "the name")
    assert "line 2: the name" in caught.value.message
    assert f'"{word}"' in (caught.value.hint or "")
    for mark in "'\"":
        document = tree(f"a: {mark}{word}{mark}\n")
        assert as_text(document, document.root.pairs[0].value, "the name") == word
    document = tree(f"a: !!str {word}\n")
    assert as_text(document, document.root.pairs[0].value, "the name") == word


@pytest.mark.parametrize(
    "word", ["none", "2-3 cases", "1,000", "yes, and no", "e3", "10 a", "v1.2"]
)
def test_words_that_only_look_odd_are_texts(word):
    assert misread_as(word) is None


@pytest.mark.parametrize("line", ["a: #E69F00", "a: Burnout #1", "a: [x, y #2\n  ]"])
def test_a_text_that_yaml_would_cut_at_its_hash_is_refused(line):
    document = tree(line + "\n")
    value = document.root.pairs[0].value
    node = value.items[-1] if isinstance(value, Sequence) else value
    with pytest.raises(CodebookError, match="takes # for a comment") as caught:
        as_text(document, node, "the colour")
    assert "quotation marks" in (caught.value.hint or "")


def test_a_comment_with_a_space_behind_its_hash_is_a_comment():
    document = tree("a: Burnout   # the first theme\n")
    assert as_text(document, document.root.pairs[0].value, "the name") == "Burnout"


def test_escaped_control_characters_are_refused():
    document = tree('a: "red \\e[31m"\n')
    with pytest.raises(CodebookError, match=re.escape("U+001B")):
        as_text(document, document.root.pairs[0].value, "the name")


def test_an_unknown_key_is_refused_with_its_line_and_the_likely_one():
    document = tree("name: x\ndefiniton: y\n")
    with pytest.raises(CodebookError) as caught:
        Fields(document, document.root, "a code", ("name", "definition"))
    assert caught.value.message == (
        "book.yaml, line 2: unknown key 'definiton' (did you mean 'definition'?)"
    )


@given(st.text(st.characters(exclude_categories=["Cs"])), st.booleans(), st.booleans())
def test_a_quoted_text_reads_back_as_itself(text, flow, always):
    shown = quoted(text, flow, always)
    whole = f"a: [{shown}, z]\n" if flow else f"a: {shown}\nb: 1\n"
    value = tree(whole).root.pairs[0].value
    node = value.items[0] if isinstance(value, Sequence) else value
    assert isinstance(node, Scalar)
    assert node.value == text
    assert node.style or misread_as(text) is None


@given(st.text(alphabet="ab:-#[]{}&*!|>'\" \n\t?,%@`~<=", max_size=60))
def test_any_text_gives_a_tree_or_a_codebook_error(text):
    try:
        found = tree(text).root
    except CodebookError as error:
        found = error
    assert isinstance(found, Mapping) or found.message.startswith("book.yaml, line ")
