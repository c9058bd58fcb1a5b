"""What a terminal is sent: nothing that acts, and JSON with the same values."""

from __future__ import annotations

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from qualkit.core.cells import escaped_json, fitted, shown_in_place, visible

# Mostly what acts: controls of 7 and 8 bits, bidi marks, separators, surrogates, tags.
EVIL = "".join(map(chr, (*range(32), *range(0x7F, 0xA0), 0x061C, *range(0x200B, 0x2010),
    *range(0x2028, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0xFFF9, 0xFFFB, 0xD800, 0xDFFF,
    0xE0001, 0xE0041, 0xF0000)))  # fmt: skip
TEXTS = st.text(st.one_of(st.sampled_from(EVIL), st.characters()))


def acts(text: str) -> str:
    """The characters of a text on which a terminal could act."""
    return "".join(c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp", "Cs"))


@given(TEXTS)
def test_nothing_that_is_shown_acts(text: str) -> None:
    assert acts(visible(text)) == ""
    assert acts(fitted(text, 20)) == ""


@given(TEXTS)
def test_a_text_shown_in_place_keeps_its_length_and_its_lines(text: str) -> None:
    shown = shown_in_place(text)
    assert len(shown) == len(text)
    assert [at for at, c in enumerate(shown) if c in "\t\n"] == [
        at for at, c in enumerate(text) if c in "\t\n"
    ]
    # Joiners and variation selectors belong to the emoji before them and move nothing.
    assert set(acts(shown)) <= set("\t\n\u200c\u200d")


@given(st.dictionaries(TEXTS, st.lists(TEXTS, max_size=3), max_size=4))
def test_json_holds_the_same_values_and_no_character_that_acts(value: object) -> None:
    for indent in (None, 1):
        text = escaped_json(json.dumps(value, ensure_ascii=False, indent=indent))
        assert json.loads(text) == value
        assert set(acts(text)) <= {"\n"}


def test_ordinary_json_stays_as_it_is() -> None:
    text = json.dumps({"é": "“naïve” – 全部 🍲"}, ensure_ascii=False)
    assert escaped_json(text) == text


def test_each_kind_has_a_sign_of_its_own() -> None:
    assert visible("a\x1b[31m\u202eb\x9bc\x7f\x07") == "a␛[31m·b\ufffdc␡␇"
