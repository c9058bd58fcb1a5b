"""What passages are proposed by: words, lemmas, regular expressions, spaCy patterns."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from qualkit.core.codebook import Code, Codebook, Find
from qualkit.core.token_patterns import bad_pattern, pattern_of
from qualkit.errors import CodebookError
from qualkit.importers.codebook import parse_codebook
from qualkit.importers.codebook_edits import set_code_fields

BOOK = """\
qualkit_codebook: 1
codes:
  - id: a
    name: A
    find:
      words: [caseload]
      lemmas: [count, number]
      patterns: ["\\\\d+ cases"]
      spacy:
        - [{LEMMA: count, OP: "+"}, {LENGTH: {">=": 3}, IS_PUNCT: false}]
        - - LOWER: {IN: [a, "é"]}
"""


def test_lemmas_and_token_patterns_are_read_in_one_form() -> None:
    find = parse_codebook(BOOK).codes[0].find
    assert find.lemmas == ("count", "number")
    assert [pattern_of(text) for text in find.spacy] == [
        [{"LEMMA": "count", "OP": "+"}, {"LENGTH": {">=": 3}, "IS_PUNCT": False}],
        [{"LOWER": {"IN": ["a", "é"]}}],
    ]
    other = BOOK.replace(
        '{LENGTH: {">=": 3}, IS_PUNCT: false}', '{IS_PUNCT: FALSE, "LENGTH": {">=": 3}}'
    )
    assert other != BOOK
    assert parse_codebook(other).fingerprint() == parse_codebook(BOOK).fingerprint()


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ("spacy: [{LEMMA: a}]", "line 6: a spaCy pattern must be a list"),
        ("spacy: [[a]]", "line 6: a token of a spaCy pattern must be"),
        ("spacy: [[]]", "line 6: a spaCy pattern is no list of tokens"),
        ("spacy: [[{LEMMA: yes}]]", "line 6: a value in a spaCy pattern is yes"),
        ("lemma: [a]", "line 6: unknown key 'lemma'.*did you mean 'lemmas'"),
    ],
)
def test_what_is_no_pattern_is_refused_with_its_line(wrong: str, message: str) -> None:
    text = f"qualkit_codebook: 1\ncodes:\n  - id: a\n    name: A\n    find:\n      {wrong}\n"
    with pytest.raises(CodebookError, match=message):
        parse_codebook(text)


def test_what_an_edit_writes_reads_back() -> None:
    find = parse_codebook(BOOK).codes[0].find
    new = replace(find, words=("x",), lemmas=())
    assert parse_codebook(set_code_fields(BOOK, "a", find=new)).codes[0].find == new


def test_a_pattern_made_in_python_must_be_in_its_one_form() -> None:
    spaced = json.dumps([{"LEMMA": "count"}])
    assert bad_pattern(spaced) == "is not in canonical form"
    with pytest.raises(CodebookError, match="canonical form"):
        set_code_fields(BOOK, "a", find=Find(spacy=(spaced,)))


def test_books_that_do_without_have_the_fingerprint_they_had() -> None:
    book = Codebook(codes=(Code("a", "A", find=Find(("w",), ("p",))),))
    assert '"find":{"patterns":["p"],"words":["w"]}' in book.canonical()
    assert book.fingerprint() == "20c4d753bb03ae10c05e5bced6b26f8570d236863b4c3890a6f4373896f3d563"
