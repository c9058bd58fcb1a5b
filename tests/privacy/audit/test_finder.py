from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualkit.core.audit import Cell, Paragraph, Part, Quotation, Setting
from qualkit.privacy.audit.finder import quotations


def found(*texts: str, setting: Setting = Setting.PLAIN) -> list[Quotation]:
    return quotations([Paragraph(text, f"p {n}", setting=setting) for n, text in enumerate(texts)])


def test_the_attribution_is_what_follows_in_brackets_behind_a_dash_or_a_verb() -> None:
    for tail in (
        "(P07, nurse, NHS)",
        ". (P07, nurse, NHS)",
        "– P07, nurse, NHS",
        "— P07, nurse, NHS.",
    ):
        [quote] = found("“We lost two people” " + tail.replace("LABEL", "P07, nurse, NHS"))
        assert quote.label == "P07, nurse, NHS"
    [quote] = found("“We lost two people,” said one nurse from the NHS. Others agreed.")
    assert quote.label == "said one nurse from the NHS"


def test_the_attribution_may_stand_in_a_line_of_its_own() -> None:
    for line in ("(P07, nurse)", "– P07, nurse", "-- P07, nurse"):
        quotes = found("“We lost two people”", line, "“And nobody asked”")
        assert [(q.text, q.label) for q in quotes] == [
            ("We lost two people", "P07, nurse"),
            ("And nobody asked", ""),
        ]


def test_what_leads_in_is_the_sentence_before_or_the_paragraph_that_ends_with_a_colon() -> None:
    [quote] = found("It was hard. One nurse put it so: “We lost two people”")
    assert quote.lead_in == "One nurse put it so:"
    [quote] = found("It was hard. One nurse put it so:", "“We lost two people”")
    assert quote.lead_in == "One nurse put it so:"
    [quote] = found("It was hard.", "“We lost two people”")
    assert quote.lead_in == ""


def test_a_quotation_goes_on_over_paragraphs_until_it_is_closed() -> None:
    [quote] = found("“We lost two people", "and nobody asked", "how we were.” (P07)")
    assert quote.text == "We lost two people\nand nobody asked\nhow we were."
    assert (quote.label, quote.parts) == ("P07", ())


def test_by_the_books_each_paragraph_of_a_quotation_opens_anew() -> None:
    one, two = found("“We lost two people", "“and nobody asked.” Then: “It rings”")
    assert one.text == "We lost two people\nand nobody asked."
    assert one.parts == ("We lost two people", "and nobody asked.")
    assert two.text == "It rings"


def test_a_mark_that_was_forgotten_swallows_no_other_quotation() -> None:
    quotes = found("One said: “We lost two people", "More on this.", "“It rings and rings”")
    assert [q.text for q in quotes] == ["We lost two people", "It rings and rings"]


def test_a_paragraph_in_a_quote_style_is_one_and_its_last_brackets_are_the_label() -> None:
    [quote] = found("We lost two people. (P07, nurse)", setting=Setting.QUOTED)
    assert (quote.text, quote.label, quote.block) == ("We lost two people.", "P07, nurse", True)
    [quote] = found("M1: We lost two.", "M2: Aye, two. (Group 1)", setting=Setting.QUOTED)
    assert quote.text == "M1: We lost two.\nM2: Aye, two."


def test_a_table_tells_by_its_headings_what_is_quoted_and_who_said_it() -> None:
    rows = [("Theme", "Quote", "Participant"), ("Loss", "We lost two. It was hard.", "P07, nurse")]
    paragraphs = [
        Paragraph(text, f"{r}-{c}", Part.CELL, cell=Cell(0, r, c))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    ]
    [quote] = quotations(paragraphs)
    assert (quote.text, quote.label, quote.place) == (
        "We lost two. It was hard.", "P07, nurse", "1-1",
    )  # fmt: skip


def test_comments_deletions_and_headers_are_not_quoted() -> None:
    parts = (Part.COMMENT, Part.DELETED, Part.MARGIN, Part.PROPERTY)
    assert quotations([Paragraph("“We lost two”", "x", part) for part in parts]) == []


TEXT = st.text(alphabet="ab P1.,:;'’‘\"“”[]()–-\n", max_size=40)
PARAGRAPH = st.builds(
    Paragraph,
    TEXT,
    st.just("here"),
    st.sampled_from([Part.BODY, Part.CELL, Part.NOTE]),
    st.sampled_from(list(Setting)),
    st.none() | st.builds(Cell, st.just(0), st.integers(0, 2), st.integers(0, 2)),
)


@given(st.lists(PARAGRAPH, max_size=8))
def test_whatever_stands_in_a_report_is_read_to_its_end_and_invents_no_words(
    paragraphs: list[Paragraph],
) -> None:
    whole = "\n".join(p.text for p in paragraphs)
    for quote in quotations(paragraphs):
        for part in quote.text.split("\n"):
            assert part in whole
