"""Quotations by what is known of them: several limits at once, and counts that follow."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualkit.core.choosing import QuoteChoice
from qualkit.core.records import DocumentKind
from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.study import Study
from tests.study.deidentified import one, take_in
from tests.study.selections.chosen import DOG, GOOD, NAME, TIRED, choose, code

GROUPED = "Nobody counts the phone calls."


@pytest.fixture
def coded(study: Study) -> Study:
    """Four quotations: one starred, one a counter-example, one chosen; a nurse and a group."""
    code(study, TIRED)
    code(study, GOOD, "colleagues", coder="CD")
    code(study, GROUPED, "caseload", "group")
    choose(study, DOG, "colleagues")
    by_code = {(each.code, each.coder): each.id for each in study.codings()}
    study.star(by_code["exhaustion", "AB"], note="the winter")
    study.counter_example(by_code["colleagues", "CD"], "help is there")
    people(study)
    return study


def people(study: Study, **more: str) -> None:
    """Write participants.csv: the nurse in the NHS, the group in the third sector."""
    lines = ["participant,sector,role,may_quote,may_link,embargo_until,withdrawn_on"]
    for document, sector in (("nurse", "NHS"), ("group", "third sector")):
        for speaker in study.document(document).speakers:
            if speaker.pseudonym.startswith("P"):
                rest = more.get(speaker.pseudonym, "verbatim,yes,,")
                lines.append(f"{speaker.pseudonym},{sector},,{rest}")
    path = study.path / "transcripts" / "participants.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")


def found(study: Study, **limits: object) -> list[str]:
    return [each.words for each in study.found_quotes(QuoteChoice(**limits))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("limits", "wanted"),
    [
        ({}, [GROUPED, TIRED, GOOD, DOG]),
        ({"kinds": ("literature",)}, []),
        ({"kinds": (DocumentKind.INTERVIEW, "focus group")}, [GROUPED, TIRED, GOOD, DOG]),
        ({"attributes": (("sector", "nhs"),)}, [TIRED, GOOD, DOG]),
        ({"attributes": (("Sector", "NHS"), ("sector", "Third sector"))},
         [GROUPED, TIRED, GOOD, DOG]),
        ({"starred": True}, [TIRED]),
        ({"starred": False}, [GROUPED, GOOD, DOG]),
        ({"counter_examples": True}, [GOOD]),
        ({"used": True}, [DOG]),
        ({"used": False, "themes": ("prevention",)}, [GOOD]),
        ({"words": "LOST  two"}, [TIRED]),
        ({"words": "phone", "attributes": (("sector", "NHS"),)}, []),
        ({"words": "the", "coder": "AB", "codes": ("colleagues",)}, [DOG]),
        ({"selection": NAME}, [DOG]),
        ({"selection": NAME, "words": "good"}, []),
    ],
)  # fmt: skip
def test_all_limits_hold_at_once(
    coded: Study, limits: dict[str, object], wanted: list[str]
) -> None:
    assert found(coded, **limits) == wanted
    counts = coded.quote_counts(QuoteChoice(**limits))  # type: ignore[arg-type]
    assert counts.total.quotations == len(wanted)
    assert sum(each.quotations for each in counts.codes) == len(wanted)
    assert sum(each.quotations for each in counts.themes) == len(wanted)


def test_counts_tell_people_stars_uses_and_what_may_leave(coded: Study) -> None:
    counts = coded.quote_counts()
    total = counts.total
    assert (total.quotations, total.participants, total.respondents) == (4, 2, 0)
    assert (total.starred, total.counter_examples, total.used) == (1, 1, 1)
    assert [each.name for each in counts.themes] == ["Burnout", "Prevention"]
    assert [(each.id, each.theme, each.quotations) for each in counts.codes] == [
        ("caseload", "burnout", 1), ("exhaustion", "burnout", 1), ("colleagues", "prevention", 2),
    ]  # fmt: skip


def test_how_far_a_code_reaches_does_not_change_by_stars_but_by_people(coded: Study) -> None:
    def reach(**limits: object) -> set[object]:
        table = coded.quotes(QuoteChoice(**limits))  # type: ignore[arg-type]
        at = [column.key for column in table.columns].index("references")
        return {row[at] for row in table.rows}

    code(coded, "I drove home and sat in the car.", "colleagues")
    assert reach(codes=("colleagues",), counter_examples=True) == {3}
    assert reach(codes=("caseload",), attributes=(("sector", "third sector"),)) == {1}
    assert reach(codes=("caseload",), attributes=(("sector", "NHS"),)) == set()


def test_what_may_leave_is_what_the_gate_lets_pass(coded: Study) -> None:
    assert found(coded, may_leave=True, profile="team") == [GROUPED, TIRED, GOOD, DOG]
    assert found(coded, may_leave=True) == []
    coded.deidentify_scan()
    who = coded.document("nurse").speakers[1].pseudonym
    people(coded, **{who: "none,yes,,"})
    assert not set(found(coded, may_leave=True, profile="team")) & {TIRED, GOOD, DOG}
    refused = {q.words: q.objections[0].said for q in coded.found_quotes() if not q.may_leave}
    assert who in refused[TIRED]


def test_words_are_looked_for_as_they_are_read(study: Study, files: Path) -> None:
    take_in(study, files)
    study.deidentify_scan()
    finding = one(study, "Tidewrack", "care").finding.id
    study.decide_findings([finding], "generalise", replacement="[a small place]")
    code(study, "I stayed in [a small place] that night.", "colleagues", "care")
    assert found(study, words="tidewrack") == []
    assert len(found(study, words="A SMALL place")) == 1


def test_a_file_of_a_selection_makes_its_quotations_exported(coded: Study, tmp_path: Path) -> None:
    assert found(coded, exported=True) == []
    coded.export_quotes(tmp_path / "q.csv", choice=QuoteChoice(selection=NAME), profile="team")
    assert found(coded, exported=True) == [DOG]
    assert found(coded, exported=False, used=True) == []
    coded.select_quote(
        NAME, document="nurse", span=coded.find_passage("nurse", GOOD), code="colleagues"
    )
    assert found(coded, exported=False, used=True) == [GOOD]


REFUSED: tuple[tuple[dict[str, object], type[Exception], str], ...] = (
    ({"kinds": ("interviews",)}, InputError, "no kind of document"),
    ({"attributes": (("sektor", "NHS"),)}, InputError, "no attribute 'sektor'"),
    ({"attributes": (("sector", "army"),)}, InputError, "no participant has sector=army"),
    ({"bands": ("EE",)}, InputError, "names no band"),
    ({"bands": ("EE=high",)}, RefusedError, "no survey has been taken in"),
    ({"selection": "none"}, NotFoundError, "no selection 'none'"),
    ({"may_leave": True, "profile": "friends"}, InputError, "no profile"),
)


@pytest.mark.parametrize("number", range(len(REFUSED)))
def test_a_limit_that_makes_no_sense_is_refused(coded: Study, number: int) -> None:
    limits, error, said = REFUSED[number]
    with pytest.raises(error, match=said):
        found(coded, **limits)


def test_a_view_shows_the_context_and_what_prints(coded: Study) -> None:
    span = coded.find_passage("nurse", GOOD)
    view = coded.quote(document="nurse", span=span, code="colleagues", profile="team")
    assert view.quote.words == GOOD
    assert [each.number for each in view.before] == [2, 3]
    assert view.before[1].words == "And your manager?"
    assert view.behind[0].words.startswith("She rings on a Friday. She did not ring")
    assert view.behind[0].number == 4
    assert view.quote.counter_example
    (mark,) = view.quote.marks
    assert mark.note == "help is there"
    coding = next(each for each in coded.codings() if each.coder == "CD")
    assert coded.quote(coding.id, profile="team").quote.span == span
    with pytest.raises(RefusedError, match="nobody has coded"):
        coded.quote(document="nurse", span=span, code="caseload")


def test_a_view_says_why_an_attribution_says_no_more(coded: Study) -> None:
    span = coded.find_passage("nurse", GOOD)
    view = coded.quote(document="nurse", span=span, code="colleagues")
    assert view.profile == "commissioner"
    assert any("sector" in each for each in view.widened)
    assert "NHS" not in view.quote.attribution


def test_marks_of_a_code_that_was_merged_count_for_the_new_one(coded: Study) -> None:
    coded.merge_codes("exhaustion", "caseload")
    (starred,) = coded.found_quotes(QuoteChoice(starred=True))
    assert (starred.code, starred.stars) == ("caseload", 1)
