from __future__ import annotations

from pathlib import Path

import pytest

from qualkit.core.audit import Audit, Checked, Fault, Verdict
from qualkit.errors import InputError
from qualkit.study import Study, init_study, open_study
from tests.study.report_making import WordReport

# What people of the demonstration say, and how a report prints it.
DOT = "I can see a red dot and I can see my own chin, which is worse."
SETTEE = (
    "I did them at nine o'clock last night on the settee. My daughter's going, are you working? "
    "And I'm going no."
)
CHAIR = (
    "It's a child's chair, it's a child's room. The other one's got the solicitor in. I'm fine, "
    "I've to be out for three anyway, I'm on the phone at three."
)
TYPOS = (
    "Typos. I average two or three a page, first draft, I correct them as I go. If it's ten I go "
    "home and have an early night."
)
LIDL = "Yesterday I did a capacity report in the car park at Lidl, on my knee."
FEE = (
    "And we've three vacancies, and one of them's been sitting empty since before the last "
    "evaluation."
)
REFUSED = "It’s twelve minutes. I’ve it timed. If the phone goes it goes."
WITHDRAWN = (
    "If you’ve overdosed and you’re not with anybody you come to us, from A&E or the ambulance"
)
PARAPHRASE = "There’s the desk in the discharge lounge, if nobody has the desk."
PHARMACIST = "And the door says Records. I put in a ticket about the door in 2019."


@pytest.fixture
def report(tmp_path: Path) -> WordReport:
    return WordReport(tmp_path / "report.docx")


def faults(quote: Checked) -> list[Fault]:
    return [finding.kind for finding in quote.findings]


def only(audit: Audit) -> Checked:
    [quote] = audit.quotes
    return quote


def curly(text: str) -> str:
    return text.replace("'", "’")


def clean(report: WordReport) -> WordReport:
    """Quotations without a fault, in every way in which reports set them."""
    return (
        report.header("Burnout in the services")
        .text(
            "The survey asked about 'workload' and \"control\".",
            f"One nurse said: “{curly(DOT)}” (P01, nurse, NHS)",
            f'As another told us, "{LIDL.rstrip(".")}," which was not unusual.',
            "Some corrected what others wrote:",
        )
        .quoted(f"{TYPOS} (P11, project worker, third sector)")
        .text("Work went home with people:")
        .indented(curly(SETTEE))
        .text("(P01, nurse)", "The rooms were small.")
        .italic("Eleven months selling. Then saves. Saves is where you go (P11)")
        .italic("All in italics, and nobody ever said it to anybody in this study.")
        .table(
            ("Theme", "Illustrative quotation", "Attribution"),
            ("Place", f"{CHAIR[:42]} [...] I'm on the phone at three.", "(P11)"),
        )
        .text(
            f"‘{curly(FEE)}’ (P09)",
            "“They phone the work phone. And that goes aff at five and it goes in the glove box,",
            "“and that’s it till the morn. I’m a [machine] for that. Boundaries.” (P02)",
        )
        .footnote("“Broadband and telly. I’d rather you didn’t put the company.” (P11)")
    )


def test_a_report_without_a_fault_raises_no_alarm(demo: Study, report: WordReport) -> None:
    audit = demo.verify(clean(report).save())
    assert [(q.text[:30], faults(q)) for q in audit.quotes if q.findings] == []
    assert audit.elsewhere == ()
    assert not audit.failed
    verdicts = [q.verdict for q in audit.quotes]
    assert verdicts.count(Verdict.VERBATIM) == 9
    assert verdicts.count(Verdict.TERM) == 2


def test_a_verbatim_quotation_is_said_to_stand_where_its_words_stand(
    demo: Study, report: WordReport
) -> None:
    quote = only(demo.verify(report.text(f"She said “{curly(DOT)}”").save()))
    [place] = quote.places
    assert place.document == "INT-01 nurse.docx"
    assert demo.text("INT-01").text[place.start : place.end] == DOT.rstrip(".")
    assert quote.speakers == ("P01",)
    assert quote.diff is None


PLANTED: dict[str, tuple[str, Verdict, Fault]] = {
    "a word exchanged": (
        f"“{DOT.replace('worse', 'terrible')}” (P01)", Verdict.ALTERED, Fault.ALTERED,
    ),
    "a dialect word corrected": (
        f"“{LIDL.replace('Yesterday I did', 'Yesterday I was doing')}” (P09)",
        Verdict.ALTERED, Fault.ALTERED,
    ),
    "a comma moved": (
        f"“{DOT.replace('chin, which', 'chin which')}”", Verdict.ALTERED, Fault.ALTERED,
    ),
    "words left out without a sign": (
        f"“{TYPOS.replace('first draft, ', '')}”", Verdict.ALTERED, Fault.ALTERED,
    ),
    "words left out where only dots stand": (
        "“Typos... If it's ten I go home and have an early night.”",
        Verdict.ALTERED, Fault.ALTERED,
    ),
    "two people in one sentence": (
        f"“{DOT} {LIDL}”", Verdict.STITCHED, Fault.STITCHED,
    ),
    "two people joined by a marked cut": (
        f"“{DOT} [...] {LIDL}”", Verdict.STITCHED, Fault.STITCHED,
    ),
    "nobody's words": (
        "“The manager never once asked any of us about the rota or holidays.”",
        Verdict.NOT_FOUND, Fault.NOT_FOUND,
    ),
    "somebody who refused": (f"“{REFUSED}”", Verdict.VERBATIM, Fault.CONSENT),
    "somebody who has withdrawn": (f"“{WITHDRAWN}”", Verdict.VERBATIM, Fault.CONSENT),
    "somebody who may be paraphrased": (f"“{PARAPHRASE}”", Verdict.VERBATIM, Fault.CONSENT),
    "a name in the label": (f"“{DOT}” (Lorna Geddes)", Verdict.VERBATIM, Fault.IDENTIFIER),
    "a telephone number": (
        "“Ring 01382 225544 [...] and I’m no going to say what with, you can guess.”",
        Verdict.ALTERED, Fault.IDENTIFIER,
    ),
    "an attribution of one": (
        f"“{PHARMACIST}” (pharmacist, NHS)", Verdict.VERBATIM, Fault.ATTRIBUTION,
    ),
    "an attribution in running text": (
        f"An NHS pharmacist told us: “{PHARMACIST}”", Verdict.VERBATIM, Fault.ATTRIBUTION,
    ),
    "somebody else's label": (f"“{DOT}” (P11)", Verdict.VERBATIM, Fault.SPEAKER),
    "another sector's label": (
        f"“{DOT}” (nurse, third sector)", Verdict.VERBATIM, Fault.SPEAKER,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found_and_no_other(demo: Study, report: WordReport, name: str) -> None:
    text, verdict, fault = PLANTED[name]
    quote = only(demo.verify(report.text("What people said.", text).save()))
    assert quote.verdict is verdict
    assert fault in faults(quote)
    # An identifier that nobody spoke is an alteration too.
    assert set(faults(quote)) <= {fault, Fault.ALTERED}


def test_all_planted_faults_are_found_among_clean_quotations(
    demo: Study, report: WordReport
) -> None:
    clean(report).text(*(text for text, _, _ in PLANTED.values()))
    audit = demo.verify(report.save())
    found = {fault for quote in audit.quotes for fault in faults(quote)}
    assert found == set(Fault)
    assert audit.failed


def test_a_diff_shows_what_was_exchanged(demo: Study, report: WordReport) -> None:
    altered = DOT.replace("worse", "terrible")
    quote = only(demo.verify(report.text(f"“{altered}”").save()))
    assert quote.diff is not None
    assert quote.diff.endswith("which is [-worse-] {+terrible+}")


def test_a_diff_does_not_say_a_name_that_the_report_left_out(
    demo: Study, report: WordReport
) -> None:
    said = "She says it's only fourteen and half of them are unstable, so the first one I go out to"
    quote = only(demo.verify(report.text(f"“And {said}”").save()))
    assert quote.verdict is Verdict.ALTERED
    assert "Lorna" not in str(quote.diff)


def test_a_quotation_used_twice_is_told_at_both_places(demo: Study, report: WordReport) -> None:
    report.text(f"“{TYPOS}”", "Later in the report.", f"“{TYPOS[:77]}”")
    one, two = demo.verify(report.save()).quotes
    assert one.findings[0].message == "also at paragraph 3"
    assert two.findings[0].message == "also at paragraph 1"


def test_a_quotation_used_twice_is_noticed_where_its_wording_differs(tmp_path: Path) -> None:
    said = "I think when you listen to their stories it is sad, there's always something new"
    other = said.replace("it is sad", "it is so, so sad") + ", day in and day out"
    report = tmp_path / "report.txt"
    report.write_text(f'First:\n\n"{said}"\n\nAnd much later:\n\n"{other}"\n', "utf-8")
    transcript = tmp_path / "own.txt"
    # A study made from the report's own quotations has both of them, at places of their own.
    transcript.write_text(f"P1: {said}\n\nP2: Aye, that is what I would say.\n\nP1: {other}\n")
    with init_study(tmp_path / "study", "Own") as study:
        study.import_transcripts([transcript])
        one, two = study.verify(report).quotes
    assert {one.verdict, two.verdict} == {Verdict.VERBATIM}
    told = [f.message for quote in (one, two) for f in quote.findings if f.kind is Fault.TWICE]
    assert told == ["also at line 7, worded differently", "also at line 3, worded differently"]


def test_two_harmless_labels_of_one_person_single_them_out_together(
    demo: Study, report: WordReport
) -> None:
    report.text(f"“{DOT}” (P01, nurse)", f"“{SETTEE}” (P01, female)")
    assert not demo.verify(report.save()).failed
    report.text("“Fire away, fire away, fire away.” (P01, 34-44)")
    one, two, _ = demo.verify(report.save()).quotes
    assert faults(one) == faults(two) == [Fault.ATTRIBUTION]
    assert "as all labels of P01 together say" in one.findings[0].message


def test_the_number_of_participants_who_share_a_label_can_be_set(
    demo: Study, report: WordReport
) -> None:
    path = report.text(f"“{DOT}” (nurse, NHS)").save()
    assert not demo.verify(path, minimum=5).failed
    assert faults(only(demo.verify(path, minimum=6))) == [Fault.ATTRIBUTION]
    with pytest.raises(InputError):
        demo.verify(path, minimum=0)


def test_attributions_are_counted_by_what_study_yaml_says_of_them(
    demo_folder: Path, report: WordReport
) -> None:
    path = report.text(f"“{DOT}” (P01, clinical staff, NHS)").save()
    file = demo_folder / "study.yaml"
    before = file.read_text("utf-8")

    def found(old: str, new: str) -> Checked:
        file.write_text(before.replace(old, new), "utf-8")
        with open_study(demo_folder) as study:
            return only(study.verify(path))

    wider = (
        "{peer support worker: support worker, nurse: clinical staff, pharmacist: Clinical staff}"
    )
    # Five nurses and a pharmacist of the NHS are that.
    one = found("{peer support worker: support worker}", wider)
    assert (one.sharing, faults(one)) == (6, [])
    more = f"{wider}\n  minimum: 7"
    one = found("{peer support worker: support worker}", more)
    assert faults(one) == [Fault.ATTRIBUTION]
    assert one.findings[0].message == (
        "only 6 participants are 'clinical staff, NHS'; at least 7 should be"
    )
    (demo_folder / "people.csv").write_text("role,sector,count\nnurse,NHS,4\n", "utf-8")
    one = found("{peer support worker: support worker}", f"{wider}\n  population: people.csv")
    assert (one.sharing, faults(one)) == (6, [])


def test_a_label_that_is_a_part_of_ones_role_is_nobody_elses(
    demo: Study, report: WordReport
) -> None:
    report.text("“The wee yin fae the cooncil. On the screen.” (P10, support worker)")
    quote = only(demo.verify(report.save()))
    assert quote.speakers == ("P10",)
    assert Fault.SPEAKER not in faults(quote)


def test_words_that_several_people_say_are_taken_for_those_of_one_who_may_be_quoted(
    tmp_path: Path, study: Study
) -> None:
    report = tmp_path / "r.txt"
    report.write_text('"We lost two people, and nobody asked us how we were."\n')
    people = study.path / "transcripts" / "participants.csv"
    pseudonym = study.verify(report).quotes[0].speakers[0]
    people.write_text(f"participant,sector,may_quote\n{pseudonym},NHS,none\n")
    assert faults(study.verify(report).quotes[0]) == [Fault.CONSENT]
    people.write_text(f"participant,sector,may_quote\n{pseudonym},NHS,\n")
    [finding] = study.verify(report).quotes[0].findings
    assert finding.message == f"{pseudonym}: no word about quoting on record (may_quote is empty)"


def test_insertions_are_read_and_deletions_and_comments_only_searched_for_names(
    demo: Study, report: WordReport
) -> None:
    report.tracked("A nurse said “I can see a red dot and ", "I can see my own chin", " Lorna", "”")
    report.comment("The end.", "“Nobody ever said this at all” was said by Geddes")
    audit = demo.verify(report.save())
    assert only(audit).verdict is Verdict.VERBATIM
    assert [(e.at, e.message) for e in audit.elsewhere] == [
        ("comment 1", "names P01"),
        ("paragraph 1, deleted", "names P01"),
    ]
    assert any("1 tracked deletion still in the file" in note for note in audit.notes)


def test_a_name_in_the_header_is_found_and_an_interviewers_is_not(
    demo: Study, report: WordReport
) -> None:
    report.header("Talks with Nadeem Rafiq").text("By Hazel Whitelaw and Ruaridh Baine")
    assert [e.message for e in demo.verify(report.save()).elsewhere] == ["names P22"]


def test_a_name_in_the_sentence_that_leads_in_is_found(demo: Study, report: WordReport) -> None:
    path = report.text(f"As Lorna Geddes told us: “{DOT}”").save()
    audit = demo.verify(path)
    assert [(e.at, e.message) for e in audit.elsewhere] == [("paragraph 1", "names P01")]
    assert audit.failed


def test_a_year_in_the_lead_makes_an_invented_quotation_no_literature(
    demo: Study, report: WordReport
) -> None:
    said = "“The whole building smelt of damp and nobody came to see to it.”"
    report.text(f"In March 2025 one nurse said: {said}", f"It was so: {said} (Interview, 2025)")
    assert [q.verdict for q in demo.verify(report.save()).quotes] == [Verdict.NOT_FOUND] * 2


def test_short_quotations_that_share_a_turn_of_phrase_are_two(tmp_path: Path) -> None:
    one, two = "but at the end of the day we cope", "so at the end of the day it is money"
    (tmp_path / "t.txt").write_text(f"P1: Aye, {one}.\n\nP2: Well, {two}, is it not.\n")
    (tmp_path / "r.txt").write_text(f'"{one}"\n\nand also\n\n"{two}"\n')
    with init_study(tmp_path / "study", "Own") as study:
        study.import_transcripts([tmp_path / "t.txt"])
        quotes = study.verify(tmp_path / "r.txt").quotes
    assert [Fault.TWICE in faults(q) for q in quotes] == [False, False]


def test_an_exchange_keeps_its_labels_and_is_one_quotation(demo: Study, report: WordReport) -> None:
    said = demo.text("FG-01")
    turns = said.structure.turns[4:7]
    lines = [
        f"M{n}: {said.text[t.start : t.end]}".replace("\n", " ") for n, t in enumerate(turns, 1)
    ]
    report.text("“" + lines[0], *lines[1:-1], lines[-1] + "”")
    quote = only(demo.verify(report.save()))
    assert quote.text.count("\n") == 2
    assert quote.verdict is Verdict.VERBATIM


def test_an_indented_paragraph_that_nobody_said_is_no_quotation(
    demo: Study, report: WordReport
) -> None:
    report.indented("This report was commissioned by the partnership in the spring of last year.")
    assert demo.verify(report.save()).quotes == ()


def test_words_from_a_book_are_no_participants(demo: Study, report: WordReport) -> None:
    report.text("It is “a state of vital exhaustion and of distance from work” (Maslach, 2016).")
    audit = demo.verify(report.save())
    assert only(audit).verdict is Verdict.CITED
    assert not audit.failed


@pytest.mark.parametrize("suffix", ["docx", "md", "html"])
def test_qualkits_own_quotations_are_verbatim(demo: Study, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"quotes.{suffix}"
    demo.export_quotes(path, profile="team")
    quotes = demo.verify(path).quotes
    assert len(quotes) > 300
    assert {quote.verdict for quote in quotes} <= {Verdict.VERBATIM, Verdict.TERM}
    assert {fault for quote in quotes for fault in faults(quote)} <= {Fault.TWICE, Fault.IDENTIFIER}


def test_the_findings_and_the_sheet_are_written_with_names_masked(
    demo: Study, report: WordReport, tmp_path: Path
) -> None:
    report.text(f"“{DOT}” (Lorna Geddes, P01, nurse)", f"“{PHARMACIST}” (pharmacist)")
    audit = demo.verify(report.save())
    found = demo.export_audit(audit, tmp_path / "a.csv")
    sheet = demo.export_intruder_sheet(audit, tmp_path / "s.csv")
    assert (found.rows, sheet.rows) == (2, 2)
    text = (tmp_path / "a.csv").read_text("utf-8-sig")
    assert "Geddes" not in text
    assert "[P01]" in text
    assert "only 1 participant is 'pharmacist'" in text
    assert "2019" in (tmp_path / "s.csv").read_text("utf-8-sig")
    for target in ("a.docx", "s.docx", "a.json"):
        assert demo.export_audit(audit, tmp_path / target).path.exists()


def test_a_file_that_is_no_report_is_refused_with_what_to_do(demo: Study, tmp_path: Path) -> None:
    (tmp_path / "r.xlsx").write_bytes(b"PK")
    with pytest.raises(InputError, match="cannot be read"):
        demo.verify(tmp_path / "r.xlsx")
    (tmp_path / "r.docx").write_bytes(b"no zip")
    with pytest.raises(InputError, match=r"not a \.docx file"):
        demo.verify(tmp_path / "r.docx")
    with pytest.raises(InputError, match="cannot be read"):
        demo.verify(tmp_path / "nowhere.docx")
