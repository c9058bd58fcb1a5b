"""The gate alone makes what a writer accepts."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import qualkit
from qualkit.core.quotes import Line, Quote
from qualkit.core.report import Provenance
from qualkit.core.table import Column, Table
from qualkit.errors import GateError
from qualkit.privacy.gate import Rules, clear_quotes, clear_table, leaks, mask_text
from qualkit.privacy.roster import Form

FORMS = (Form("Fiona Marsh", "P07"), Form("Fiona", "P07"), Form("Li", "P08"))


def test_only_the_gate_makes_cleared_content() -> None:
    package = Path(qualkit.__file__).parent
    makers = []
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Cleared":
                makers.append(path.relative_to(package).as_posix())
    assert set(makers) == {"privacy/gate.py"}


def test_only_the_export_seam_calls_writers() -> None:
    package = Path(qualkit.__file__).parent
    callers = [
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if "exporters.write(" in path.read_text("utf-8")
    ]
    assert callers == ["study/exporting.py"]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Fiona Marsh's car", "[P07]'s car"),
        ("Fiona\n Marsh", "[P07]"),
        ("FIONA and Fionas, Life", "FIONA and Fionas, Life"),
        ("Li said to Fiona.", "[P08] said to [P07]."),
    ],
)
def test_whole_names_are_masked_and_longer_words_are_not(text: str, masked: str) -> None:
    assert mask_text(FORMS)(text) == masked


@given(st.lists(st.sampled_from(["Fiona", "Marsh", "Li", "Fiona Marsh", " ", "\n", "x", "’s"])))
def test_nothing_masked_leaks(parts: list[str]) -> None:
    assert leaks([mask_text(FORMS)("".join(parts))], FORMS) == ()


def test_leaks_name_the_pseudonym_and_never_the_name() -> None:
    assert leaks(["a", "so Fiona Marsh said"], FORMS) == ("P07",)


def quote(words: str) -> Quote:
    return Quote("c", "a.txt", "v", "", 0, 10, 1, (Line("P07", words, True),), ("AB",), "1", "")


def table_of(quotes: object) -> Table:
    return Table("t", (Column("q", "Q"),), [(each.text(),) for each in quotes])  # type: ignore[attr-defined]


@pytest.mark.parametrize("words", ["So it was", "it  was"])
def test_words_that_are_not_in_the_text_do_not_pass(words: str) -> None:
    with pytest.raises(GateError, match="word for word"):
        clear_quotes([quote(words)], Rules({}, ()), lambda _: "So he was.", table_of,
                     Provenance("s", "0"))  # fmt: skip


def test_words_round_a_repeated_label_pass() -> None:
    text = "So it Ann: was"
    long = Quote("c", "a", "v", "", 0, 14, 1, (Line("P", "So it was", True),), (), "", "")
    cleared = clear_quotes([long], Rules({}, ()), lambda _: text, table_of, Provenance("s", "0"))
    assert list(cleared.table) == [("So it was",)]


def test_tables_lose_names_in_their_text_cells() -> None:
    table = Table("t", (Column("a", "A"), Column("n", "N")), [("by Fiona", 3)])
    cleared = clear_table(table, Rules({}, FORMS), Provenance("s", "0"))
    assert list(cleared.table) == [("by [P07]", 3)]
