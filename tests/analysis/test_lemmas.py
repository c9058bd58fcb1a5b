"""Lemmas from spaCy's table where it is installed, else word forms; token patterns by either."""

from __future__ import annotations

import pytest

from qualkit.analysis.lemmas import WordBasis, basis, lemma_of
from qualkit.analysis.tokens import TokenPatterns
from qualkit.core.records import Structure
from qualkit.core.said import Said
from qualkit.core.token_patterns import TokenPattern
from qualkit.errors import InputError


def hits(text: str, *patterns: TokenPattern) -> list[tuple[int, str]]:
    found = TokenPatterns(patterns).find(Said(text, Structure()))
    return [(number, span.of(text)) for number, span in found]


def test_the_forms_of_a_regular_verb_are_one_word_by_either_basis() -> None:
    lemma = lemma_of()
    assert len({lemma(word) for word in ("cover", "covers", "covered", "covering")}) == 1
    assert lemma("nurse's") == lemma("nurses") == lemma("nurse")


def test_a_table_knows_irregular_forms() -> None:
    pytest.importorskip("spacy_lookups_data")
    assert basis() is WordBasis.LEMMAS
    assert lemma_of()("went") == lemma_of()("go")


def test_token_patterns_find_words_by_what_they_are_like() -> None:
    text = "I covered sixty  cases. She can’t cover 12 Cases."
    number, cover = {"LIKE_NUM": True}, {"LEMMA": {"IN": ["covers", "zebra"]}}
    spaces = {"IS_SPACE": True, "OP": "?"}
    found = hits(
        text, [number, spaces, {"LOWER": "cases"}], [{"LEMMA": "cover"}],
        [{"LOWER": "ca"}, {"LOWER": "n't"}], [cover, number],
    )  # fmt: skip
    assert sorted(found) == [
        (0, "12 Cases"), (0, "sixty  cases"), (1, "cover"), (1, "covered"), (2, "can’t"),
        (3, "cover 12"), (3, "covered sixty"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ([{"POS": "NOUN"}], "POS, which only a trained model knows"),
        ([{"NONSENSE": 1}], "no token pattern of spaCy's"),
        ([{"LOWER": 7}], "no token pattern of spaCy's"),
    ],
)
def test_a_pattern_that_cannot_be_used_is_refused(pattern: TokenPattern, said: str) -> None:
    with pytest.raises(InputError, match=said):
        TokenPatterns([pattern])
