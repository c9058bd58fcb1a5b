"""The gate alone makes what a writer accepts."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import qualkit
from qualkit.core.blocks import Heading, Quotation
from qualkit.core.clearing import Against
from qualkit.core.masking import NO_MASKS, Masks, Replacement
from qualkit.core.quotes import Line, Quote
from qualkit.core.records import Span
from qualkit.core.report import ClearedReport, FrontMatter, Provenance, Report
from qualkit.core.table import Column, Table
from qualkit.errors import GateError
from qualkit.privacy.gate import (
    Leak,
    Leaks,
    Repeats,
    Rules,
    Verbatim,
    clear_quotes,
    clear_report,
    clear_table,
    leaks,
    mask_text,
)
from qualkit.privacy.roster import Form

FORMS = (Form("Fiona Marsh", "P07"), Form("Fiona", "P07"), Form("Li", "P08"))


def test_only_the_gate_makes_cleared_content() -> None:
    package = Path(qualkit.__file__).parent
    makers = []
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in (
                "Cleared", "ClearedReport",
            ):  # fmt: skip
                makers.append(path.relative_to(package).as_posix())
    assert set(makers) == {"privacy/gate/cleared.py", "privacy/gate/reports.py"}


def test_only_the_export_seam_calls_writers() -> None:
    package = Path(qualkit.__file__).parent
    callers = [
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if "exporters.write(" in path.read_text("utf-8")
    ]
    assert callers == ["study/leaving/exporting.py"]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Fiona Marsh's car", "[P07]'s car"),
        ("Fiona\n Marsh", "[P07]"),
        ("FIONA and Fionas, Life, LI", "[P07] and Fionas, Life, LI"),
        ("by marsh and fiona marsh", "by marsh and [P07]"),
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


def cleared(words: Quote, text: str, masks: Masks = NO_MASKS) -> list[tuple[object, ...]]:
    verbatim = Verbatim(lambda _: text, lambda _: masks)
    made = clear_quotes([words], verbatim, lambda q: q, table_of, Provenance("s", "0"))
    return list(made.table)


@pytest.mark.parametrize("words", ["So it was", "it  was", "So [...] it", "was [...] So"])
def test_words_that_are_not_in_the_text_do_not_pass(words: str) -> None:
    with pytest.raises(GateError, match="word for word"):
        cleared(quote(words), "So he was.")


@pytest.mark.parametrize("words", ["So he was.", "So [...] was.", "[...] he", "he was"])
def test_words_of_the_text_pass_with_cuts_in_square_brackets(words: str) -> None:
    assert cleared(quote(words), "So he was.") == [(words,)]


def test_words_round_a_repeated_label_pass() -> None:
    text = "So it Ann: was"
    long = Quote("c", "a", "v", "", 0, 14, 1, (Line("P", "So it was", True),), (), "", "")
    assert cleared(long, text) == [("So it was",)]


def test_what_is_replaced_is_compared_as_it_reads_and_only_in_square_brackets() -> None:
    masks = Masks([Replacement(Span(3, 5), "[colleague]")])
    assert cleared(quote("So [colleague] was."), "So he was.", masks)
    with pytest.raises(GateError, match="word for word"):
        cleared(quote("So he was."), "So he was.", masks)
    with pytest.raises(GateError, match="without square brackets"):
        cleared(quote("So she was."), "So he was.", Masks([Replacement(Span(3, 5), "she")]))


def test_a_reports_quotations_are_compared_and_its_words_masked() -> None:
    blocks = (Heading("By Fiona", 1), Quotation(quote("he was")), Quotation(quote("So he")))
    report = Report(FrontMatter("Of Fiona Marsh"), blocks)
    verbatim = Verbatim(lambda _: "So he was.")

    def made(words: str) -> ClearedReport:
        return clear_report(
            report, Rules(FORMS), verbatim,
            lambda each: each if each.text() != words else None, Provenance("s", "0"),
        )  # fmt: skip

    cleared = made("So he")
    assert cleared.report.front.title == "Of [P07]"
    assert [each.text() for each in cleared.report.quotes()] == ["he was"]
    report = replace(report, blocks=(Quotation(quote("he is")),))
    with pytest.raises(GateError, match="word for word"):
        made("")


def test_a_paraphrase_is_compared_with_nothing() -> None:
    said = quote("He had been so.")._replace(paraphrased=True)
    assert cleared(said, "So he was.") == [("He had been so.",)]


def test_tables_lose_names_in_their_text_cells() -> None:
    table = Table("t", (Column("a", "A"), Column("n", "N")), [("by Fiona", 3)])
    cleared = clear_table(table, Rules(FORMS), Provenance("s", "0"))
    assert list(cleared.table) == [("by [P07]", 3)]


def found(words: str, forms: tuple[Form, ...] = FORMS, known: tuple[str, ...] = ()) -> set[Leak]:
    seeking = Leaks(forms, lambda: known)
    for part in words.splitlines():
        seeking.read(part)
    return set(seeking.found())


SURNAMES = (Form("Abercromby", "P01"), Form("Dochertie", "P02"), Form("Baird", "P03"))


@pytest.mark.parametrize(
    ("words", "leak"),
    [
        ("by Abercrombey", "P01"),
        ("by Abercromby's", "P01"),
        ("by ABERCROMBY", "P01"),
        ("Dochertiee rang", "P02"),
    ],
)
def test_a_misspelt_family_name_is_a_leak(words: str, leak: str) -> None:
    assert {each.pseudonym for each in found(words, SURNAMES)} == {leak}


@pytest.mark.parametrize(
    "words", ["by abercrombey", "a Bard", "Board", "Docherty went", "the Beard of Baits", "Braids"]
)
def test_other_words_and_names_are_no_misspelt_name(words: str) -> None:
    assert found(words, SURNAMES) == set()


def test_what_a_person_decided_to_leave_is_no_misspelt_name() -> None:
    assert found("by Abercrombey", SURNAMES, ("abercrombey",)) == set()
    assert Leaks(SURNAMES).found() == ()


def repeated(*said: tuple[str, str, int]) -> set[tuple[Against, tuple[str, ...]]]:
    """The objections to quotations of (theme, words, start)."""
    repeats = Repeats()
    for number, (theme, words, start) in enumerate(said):
        line = (Line(f"P{number}", words, True),)
        made = Quote("c", "a", "v", "", start, start + len(words), 1, line, (), "", "")
        repeats.add(theme, made.speakers, made, words)
    return {(each.against, each.people) for each in repeats.objections()}


LONG = "I drove home and sat in the car for an hour."


def test_words_that_come_twice_within_a_theme_are_told() -> None:
    assert repeated(("t", LONG, 0), ("t", LONG, 500)) == {(Against.DUPLICATE, ("P1",))}
    assert repeated(("t", LONG, 0), ("u", LONG, 500)) == set()
    assert repeated(("t", "Tired.", 0), ("t", "Tired.", 500)) == set()


def test_nearly_the_same_words_and_most_of_the_same_passage_are_told() -> None:
    near = {(Against.NEAR_DUPLICATE, ("P1",))}
    assert repeated(("t", LONG, 0), ("t", LONG.replace("an", "one"), 500)) == near
    assert repeated(("t", LONG, 0), ("t", LONG[:25], 0)) == near
    assert repeated(("t", LONG, 0), ("t", "Nobody counts the phone calls here.", 500)) == set()


def test_one_persons_share_of_a_theme_is_told_from_four_quotations_on() -> None:
    def shares(*people: str) -> list[tuple[str, ...]]:
        repeats = Repeats()
        for number, person in enumerate(people):
            line = (Line(person, f"{number}", True),)
            at = number * 10
            made = Quote("c", "a", "v", "", at, at + 5, 1, line, (), "", "")
            repeats.add("t", (person,), made, made.text())
        return [each.people for each in repeats.objections()]

    assert shares("P1", "P1", "P2") == []
    assert shares("P1", "P2", "P3", "P4") == []
    assert shares("P1", "P1", "P2", "P3") == [("P1",)]
