"""Agreement of a study: what is compared, what is left out, and what is said of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualkit.core.records import Coder, Span
from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.study import Study
from qualkit.study.agreement.question import AgreementQuestion, Documents, Source, Unit

TEXTS = {
    "one.txt": "a" * 100,
    "two.txt": "b" * 200,
    "three.txt": "c" * 100,
}


@pytest.fixture(autouse=True)
def team(study: Study) -> None:
    """AB and CD are known."""
    for initials in ("AB", "CD"):
        study.add_coder(Coder(initials))


@pytest.fixture
def texts(study: Study, tmp_path: Path) -> Study:
    """Three documents without speakers, so that every character counts."""
    for name, text in TEXTS.items():
        path = tmp_path / name
        path.write_text(text, "utf-8")
        study.import_transcripts([path])
    return study


def give(
    study: Study, document: str, code: str, *spans: tuple[int, int], round_name: str = "r"
) -> None:
    for start, end in spans:
        study.code(document, Span(start, end), code, round=round_name)


@pytest.fixture
def coded(texts: Study) -> Study:
    """AB and CD have finished one.txt and two.txt in round r: 60 and 40 characters, 20 shared."""
    texts.open_round("r", "calibration")
    for coder in ("AB", "CD"):
        texts.assign(coder, "one.txt", "two.txt", round="r")
    give(texts, "one.txt", "caseload", (0, 40))
    give(texts, "two.txt", "caseload", (100, 120))
    for name in ("one.txt", "two.txt"):
        texts.mark_done(name)
    texts.use_coder("CD")
    give(texts, "one.txt", "caseload", (20, 40))
    give(texts, "one.txt", "exhaustion", (50, 60))
    give(texts, "two.txt", "caseload", (150, 170))
    for name in ("one.txt", "two.txt"):
        texts.mark_done(name)
    texts.use_coder("AB")
    return texts


def kappa(n11: float, n10: float, n01: float, n00: float) -> float:
    n = n11 + n10 + n01 + n00
    observed = (n11 + n00) / n
    chance = ((n11 + n10) * (n11 + n01) + (n01 + n00) * (n10 + n00)) / n**2
    return (observed - chance) / (1 - chance)


def test_kappa_is_that_of_the_characters_both_judged(coded: Study) -> None:
    found = coded.agreement().code("caseload")
    assert found is not None
    (pair,) = found.pairs
    assert pair.coders == ("AB", "CD")
    # 300 characters: both 20, AB alone 20 + 20, CD alone 20, nobody 220.
    assert pair.kappa.value == pytest.approx(kappa(20, 40, 20, 220))
    assert pair.f1.value == pytest.approx(2 * 20 / (2 * 20 + 40 + 20))
    assert found.documents == 2
    assert found.recoverable == pytest.approx(60)


def test_a_document_that_one_is_still_coding_is_left_out_and_named(texts: Study) -> None:
    texts.open_round("r", "calibration")
    for coder in ("AB", "CD"):
        texts.assign(coder, "one.txt", "two.txt", round="r")
    texts.mark_done("one.txt")
    texts.mark_done("two.txt")
    with pytest.raises(RefusedError, match=r"one\.txt, two\.txt are still being coded"):
        texts.agreement()
    texts.use_coder("CD")
    texts.mark_done("one.txt")
    report = texts.agreement()
    assert [document.name for document in report.documents] == ["one.txt"]
    assert "two.txt: still being coded and left out" in report.notes


def test_done_and_nothing_found_is_a_judgement(texts: Study) -> None:
    texts.open_round("r", "calibration")
    for coder in ("AB", "CD"):
        texts.assign(coder, "one.txt", round="r")
    give(texts, "one.txt", "caseload", (0, 40))
    texts.mark_done("one.txt")
    texts.use_coder("CD")
    texts.mark_done("one.txt")
    found = texts.agreement().code("caseload")
    assert found is not None
    assert found.pairs[0].kappa.value == 0
    assert "one coder only" in found.flags


def test_what_is_changed_after_done_does_not_enter(coded: Study) -> None:
    before = coded.agreement().codes
    give(coded, "one.txt", "caseload", (40, 90))
    report = coded.agreement()
    assert report.codes == before
    assert any("one.txt: opened again after discussion" in note for note in report.notes)
    now = coded.agreement(AgreementQuestion(source=Source.CURRENT))
    assert now.code("caseload") != report.code("caseload")
    assert any("no measure of independent coding" in note for note in now.notes)


def test_a_code_that_came_later_is_missing_for_those_who_had_finished(coded: Study) -> None:
    from qualkit.core.codebook import Code

    coded.add_code(Code(id="phones", name="Phones", theme="burnout"))
    coded.open_round("s", "main")
    for coder in ("AB", "CD"):
        coded.assign(coder, "three.txt", round="s")
    give(coded, "three.txt", "phones", (0, 10), round_name="s")
    coded.mark_done("three.txt")
    coded.use_coder("CD")
    coded.mark_done("three.txt")
    everything = coded.agreement(AgreementQuestion(round="all"))
    phones, caseload = everything.code("phones"), everything.code("caseload")
    assert phones is not None
    assert caseload is not None
    assert phones.documents == 1
    assert caseload.documents == 3


def test_somebody_with_some_themes_is_no_judge_of_the_others(texts: Study) -> None:
    texts.open_round("r", "calibration")
    texts.assign("AB", "one.txt", round="r")
    texts.assign("CD", "one.txt", round="r", themes=("prevention",))
    give(texts, "one.txt", "exhaustion", (0, 10))
    give(texts, "one.txt", "colleagues", (10, 20))
    texts.mark_done("one.txt")
    texts.use_coder("CD")
    give(texts, "one.txt", "colleagues", (10, 20))
    texts.mark_done("one.txt")
    report = texts.agreement()
    colleagues, exhaustion = report.code("colleagues"), report.code("exhaustion")
    assert colleagues is not None
    assert colleagues.pairs[0].kappa.value == 1
    assert exhaustion is not None
    assert exhaustion.alpha.reason == "no overlap"


def test_interviewers_are_in_no_denominator_unless_asked_for(study: Study) -> None:
    study.open_round("r", "calibration")
    study.assign("AB", "nurse.txt", round="r")
    study.assign("CD", "nurse.txt", round="r")
    study.mark_done("nurse.txt")
    study.use_coder("CD")
    study.mark_done("nurse.txt")
    participant = study.agreement().documents[0].characters
    everybody = study.agreement(AgreementQuestion(interviewers=True)).documents[0].characters
    assert participant < everybody < study.document("nurse.txt").characters


@pytest.mark.parametrize("unit", list(Unit))
def test_every_unit_can_be_judged(study: Study, unit: Unit) -> None:
    study.open_round("r", "calibration")
    for coder in ("AB", "CD"):
        study.assign(coder, "nurse.txt", round="r")
    span = study.find_passage("nurse", "She rings on a Friday.")
    study.code("nurse", span, "colleagues")
    study.mark_done("nurse.txt")
    study.use_coder("CD")
    study.code("nurse", Span(span.start + 4, span.end), "colleagues")
    study.mark_done("nurse.txt")
    found = study.agreement(AgreementQuestion(unit=unit)).code("colleagues")
    assert found is not None
    if unit in (Unit.SENTENCE, Unit.TURN):
        assert found.alpha.value == 1
    elif unit is Unit.DOCUMENT:
        assert found.alpha.reason == "no variation"
    else:
        assert found.alpha.value is not None
        assert 0.5 < found.alpha.value < 1


def test_a_document_coded_before_by_the_same_is_not_fresh(coded: Study) -> None:
    coded.close_round("r")
    coded.open_round("s", "main")
    for coder in ("AB", "CD"):
        coded.assign(coder, "one.txt", "three.txt", round="s")
    for coder in ("AB", "CD"):
        coded.use_coder(coder)
        coded.mark_done("one.txt", "s")
        coded.mark_done("three.txt", "s")
    fresh = coded.agreement(AgreementQuestion(round="s"))
    assert [document.name for document in fresh.documents] == ["three.txt"]
    assert any(note.startswith("one.txt: coded before") for note in fresh.notes)
    whole = coded.agreement(AgreementQuestion(round="s", documents=Documents.ALL))
    assert len(whole.documents) == 2


def test_one_coder_can_be_compared_with_themselves(coded: Study) -> None:
    with pytest.raises(RefusedError, match="AB has finished no document in two rounds"):
        coded.agreement(AgreementQuestion(intra="AB"))
    coded.open_round("s", "main")
    coded.assign("AB", "one.txt", round="s", purpose="recode")
    give(coded, "one.txt", "caseload", (0, 20), round_name="s")
    coded.mark_done("one.txt", "s")
    report = coded.agreement(AgreementQuestion(intra="AB"))
    assert report.raters == ("AB (r)", "AB (s)")
    found = report.code("caseload")
    assert found is not None
    assert found.f1.value == pytest.approx(2 * 20 / (2 * 20 + 20))


def test_without_assignments_it_says_how_to_record_or_infer_them(texts: Study) -> None:
    give(texts, "one.txt", "caseload", (0, 10))
    with pytest.raises(RefusedError, match="nobody has been assigned") as caught:
        texts.agreement()
    assert "qualkit assign infer" in str(caught.value.hint)
    texts.use_coder("CD")
    give(texts, "one.txt", "caseload", (0, 10))
    report = texts.agreement(AgreementQuestion(infer=True))
    assert report.assignments == "inferred"
    assert any("inferred from the codings" in note for note in report.notes)
    found = report.code("caseload")
    assert found is not None
    assert found.pairs[0].kappa.value == 1


def test_what_cannot_be_asked_is_refused(coded: Study) -> None:
    for question, error, words in (
        (AgreementQuestion(round="nope"), NotFoundError, "no round 'nope'"),
        (AgreementQuestion(pair=("AB", "XY")), NotFoundError, "there is no coder 'XY'"),
        (AgreementQuestion(codes=("nothing",)), NotFoundError, "nothing"),
    ):
        with pytest.raises(error, match=words):
            coded.agreement(question)
    with pytest.raises(InputError, match="a pair is two coders"):
        AgreementQuestion(pair=("AB", "AB"))


def test_the_sentence_is_made_of_the_figures_in_the_report(coded: Study) -> None:
    report = coded.agreement()
    assert report.sentence.startswith(
        "Two coders (AB, CD) independently coded the same 2 of 5 documents (40 %)."
    )
    pooled = report.overall.pooled.value
    assert pooled is not None
    assert f"pooled Cohen's kappa was {pooled:.2f}" in report.sentence
    assert any("fewer than 8" in note for note in report.notes)


def test_a_reflexive_study_shows_figures_only_with_a_warning(coded: Study) -> None:
    coded.close()
    settings = coded.path / "study.yaml"
    settings.write_text(
        settings.read_text("utf-8").replace("approach: codebook", "approach: reflexive"), "utf-8"
    )
    from qualkit.study import open_study

    with open_study(coded.path) as again:
        assert again.agreement().notes[0].startswith("this study is reflexive")
        assert again.agenda() == ()


def test_requested_coefficients_come_on_top(coded: Study) -> None:
    report = coded.agreement(more=True, compatible="nvivo")
    found = report.code("caseload")
    assert found is not None
    names = [name for name, _ in found.more]
    assert {"Fleiss' kappa", "Bennett's S", "Light's kappa", "NVivo kappa AB/CD"} <= set(names)
    light = dict(found.more)["Light's kappa"].value
    assert light == pytest.approx(found.pairs[0].kappa.value)
    assert "Alpha on sets of codes (MASI)" in dict(report.overall.more)
    maxqda = coded.agreement(compatible="maxqda")
    assert "MAXQDA kappa AB/CD (experimental)" in dict(maxqda.overall.more)


def test_holsti_counts_the_passages_that_both_marked_alike(texts: Study) -> None:
    texts.open_round("r", "calibration")
    for coder in ("AB", "CD"):
        texts.use_coder(coder)
        give(texts, "one.txt", "caseload", (0, 40))
        texts.use_coder("AB")
    give(texts, "one.txt", "caseload", (60, 80), (85, 90))
    for coder in ("AB", "CD"):
        texts.use_coder(coder)
        texts.mark_done("one.txt", "r")
    found = texts.agreement(more=True).code("caseload")
    assert found is not None
    # 2 M / (N1 + N2): one passage alike, of three and one.
    assert dict(found.more)["Holsti's coefficient AB/CD"].value == pytest.approx(2 / 4)


def test_agreement_goes_by_round_and_by_week(coded: Study) -> None:
    (rounds,) = coded.agreement_over_time()
    (week,) = coded.agreement_over_time(by="week")
    assert rounds.name == "r"
    assert rounds.report.overall.pooled == week.report.overall.pooled
    with pytest.raises(InputError, match="by round or week"):
        coded.agreement_over_time(by="moon")


@pytest.mark.parametrize("table", ["codes", "pairs", "documents", "overall"])
@pytest.mark.parametrize("suffix", ["docx", "xlsx", "csv", "md", "html", "json"])
def test_every_table_is_written_in_every_format(coded: Study, table: str, suffix: str) -> None:
    done = coded.export_agreement(coded.path / f"a.{suffix}", table=table)
    assert done.rows > 0
    assert done.path.stat().st_size > 100
