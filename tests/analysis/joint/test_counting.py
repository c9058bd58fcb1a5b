"""Who raised what, in which kind of document, and which quotations stand for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qualkit.analysis.joint.choosing import chosen
from qualkit.analysis.joint.crosstabs import crosstab_columns, crosstab_rows, matrix_rows
from qualkit.analysis.joint.material import Grouping, Material, Piece, count_text
from qualkit.core.codebook import Code, Codebook, Theme
from qualkit.core.joint import Count, JointRow
from qualkit.core.quotes import Line, Quote
from qualkit.core.records import DocumentKind

IN, FG = DocumentKind.INTERVIEW, DocumentKind.FOCUS_GROUP
WORDS = "ten words are said here so that it stands well"


def piece(
    who: str, code: str = "a", kind: DocumentKind = IN, at: int = 0, question: str = "",
    **more: bool,
) -> Piece:  # fmt: skip
    lines = tuple(Line(each, WORDS, True) for each in who.split())
    quote = Quote(code, "d", "v", "", at, at + 9, 1, lines, ("AB",), "1", "")
    words = (len(WORDS.split()),) * len(lines)
    return Piece(code, kind, "d", tuple(who.split()), words, quote, question, **more)


BOOK = Codebook(themes=(Theme("t", "T"),), codes=(Code("a", "A", theme="t"),))
GROUPS = Grouping(
    "sector", ("N", "L", "T"), dict.fromkeys("abcde", "N") | {"x": "L"} | dict.fromkeys("pq", "T"),
    hidden=frozenset({"L"}), total_shown=lambda kind, raised: False,
)  # fmt: skip


def material(*pieces: Piece, asked: bool = False) -> Material:
    return Material(
        pieces, {IN: frozenset("abcdexpq"), FG: frozenset("ab")},
        {who: frozenset({"q1"} if who in "abp" else set()) for who in "abcdexpq"}
        if asked else None,
        raised_under={"a": frozenset({"q1"})} if asked else {},
    )  # fmt: skip


def texts(row: JointRow) -> list[str]:
    return [cell.text for cell in row.cells]


def test_participants_come_before_references_and_each_kind_has_its_own_row() -> None:
    found = material(piece("a"), piece("a", at=9), piece("p", at=20), piece("b", kind=FG))
    first, second = crosstab_rows(found, BOOK.walk(), GROUPS)
    assert texts(first) == [
        "T", "A", "interviews", "1 of 5; 2 references", "not shown: small group",
        "1 of 2; 1 reference", "not shown",
    ]  # fmt: skip
    assert texts(second) == [
        "T", "A", "focus groups", "1 of 2; 1 reference", "nobody of this group",
        "nobody of this group", "not shown",
    ]  # fmt: skip
    assert len(crosstab_columns(GROUPS)) == len(first.cells)


def test_a_hidden_group_gives_no_figure_and_no_quotation_under_its_name() -> None:
    (row, _) = crosstab_rows(material(piece("x")), BOOK.walk(), GROUPS)
    hidden = row.cells[4]
    assert hidden.hidden
    assert hidden.counts == hidden.quotes == ()


def test_a_voice_of_a_hidden_group_is_heard_without_its_group() -> None:
    (row,) = matrix_rows(material(piece("x"), piece("a", at=9)), BOOK.walk(), GROUPS, BOOK, 2)
    nhs, third, others = row.cells[2:]
    assert [quote.speakers for quote in nhs.quotes] == [("a",)]
    assert third.text == "interviews: did not raise (0 of 2)"
    assert [quote.speakers for quote in others.quotes] == [("x",)]
    assert others.attributions == ("x",)
    assert others.counts == ()


def test_whom_their_group_would_single_out_is_counted_in_it_and_quoted_outside_it() -> None:
    said = (piece("a"), piece("b", at=9), piece("b p", at=20))
    groups = replace(GROUPS, hidden=frozenset(), silent=frozenset({"b"}))
    (row,) = matrix_rows(material(*said), BOOK.walk(), groups, BOOK, 3)
    nhs, _, third, others = row.cells[2:]
    assert nhs.text.splitlines()[0] == "interviews: 2 of 5; 3 references"
    assert [quote.speakers for quote in nhs.quotes] == [("a",)]
    # An exchange in which they speak would say it too.
    assert third.quotes == ()
    assert {quote.speakers for quote in others.quotes} == {("b",), ("b", "p")}
    assert set(others.attributions) == {"b", "b; p, T"}


def test_a_group_of_which_too_few_speak_in_focus_groups_has_no_figure_there() -> None:
    found = material(piece("a"), piece("a", kind=FG, at=9))
    groups = replace(GROUPS, few={FG: frozenset({"N"})})
    interviews, focus_groups = crosstab_rows(found, BOOK.walk(), groups)
    assert interviews.cells[3].text == "1 of 5; 1 reference"
    assert focus_groups.cells[3].hidden
    (row,) = matrix_rows(found, BOOK.walk(), groups, BOOK, 3)
    assert row.cells[2].text == (
        "interviews: 1 of 5; 1 reference\nfocus groups: not shown: small group"
    )
    assert "N" in row.cells[2].attributions[0]
    assert [quote.speakers for quote in row.cells[-1].quotes] == [("a",)]
    assert row.cells[-1].attributions == ("a",)


def test_what_was_not_raised_says_of_how_many_it_was_asked() -> None:
    found = material(piece("a", question="q1"), asked=True)
    (row, _) = crosstab_rows(found, BOOK.walk(), GROUPS)
    assert row.cells[5].text == "did not raise (0 of 2; asked: 1)"
    # Of those who did not raise it: b was asked and c, d, e were not.
    assert row.cells[3].counts == (Count(IN, 1, 5, 1, 1),)


def test_percent_is_said_only_on_request_and_stands_behind_n_of_n() -> None:
    count = Count(IN, 2, 8, 3)
    assert count_text(count) == "2 of 8; 3 references"
    assert count_text(count, percent=True) == "2 of 8 (25 %); 3 references"


def test_a_reference_of_two_people_counts_once_and_for_both_their_groups() -> None:
    found = material(piece("a p"))
    assert found.reach(["a"], IN) == Count(IN, 2, 8, 1)
    (row, _) = crosstab_rows(found, BOOK.walk(), GROUPS)
    assert [row.cells[place].text for place in (3, 5)] == [
        "1 of 5; 1 reference", "1 of 2; 1 reference",
    ]  # fmt: skip


def test_starred_quotations_come_first_then_as_many_people_as_can_be() -> None:
    pieces = [piece("a"), piece("a", at=9), piece("b", at=20), piece("a", at=30, starred=True)]
    assert [each.quote.start for each in chosen(pieces, 2)] == [30, 20]
    assert [each.quote.start for each in chosen(pieces, 3)] == [30, 0, 20]


def test_who_may_not_be_quoted_is_not_chosen() -> None:
    assert chosen([piece("a", quotable=False), piece("b", at=9)], 2) == (piece("b", at=9),)


@pytest.mark.parametrize("counter", [True, False])
def test_against_a_link_counter_examples_come_first(counter: bool) -> None:
    pieces = [piece("a", starred=True), piece("b", at=9, counter=True)]
    first = chosen(pieces, 1, counter=counter)[0]
    assert first.people == (("b",) if counter else ("a",))


def test_what_stands_elsewhere_in_the_display_comes_last() -> None:
    pieces = [piece("a"), piece("b", at=9)]
    assert chosen(pieces, 1, taken=pieces[:1]) == (pieces[1],)
