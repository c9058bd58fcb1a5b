"""Coding by hand: made, refused, removed, noted on."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualkit.core.records import Coder, CoderRole, Span
from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.study import Study, open_study


def test_a_coding_remembers_everything(study: Study) -> None:
    span = study.find_passage("nurse", "She rings on a Friday.")
    study.code("nurse", span, "colleagues", memo="by phone", round="2", assisted=True)
    (coding,) = study.codings()
    assert (coding.coder, coding.code, coding.round, coding.span) == ("AB", "colleagues", "2", span)
    assert coding.memo == "by phone"
    assert coding.assisted
    assert coding.codebook_version == study.codebook_version
    assert coding.version_id == study.document("nurse").version_id


def test_codes_are_found_by_name_too(study: Study) -> None:
    study.code("nurse", Span(40, 60), "Caseload")
    assert study.codings()[0].code == "caseload"


def test_overlapping_and_equal_spans_of_several_codes_are_normal(study: Study) -> None:
    study.code("nurse", Span(40, 60), "caseload")
    study.code("nurse", Span(40, 60), "exhaustion")
    study.code("nurse", Span(50, 70), "caseload")
    assert len(study.codings(document="nurse")) == 3
    assert len(study.codings(code="caseload")) == 2


def test_the_same_coding_twice_is_refused(study: Study) -> None:
    study.code("nurse", Span(40, 60), "caseload")
    with pytest.raises(RefusedError, match="already"):
        study.code("nurse", Span(40, 60), "caseload")
    assert len(study.history(limit=None)) == len({c.id for c in study.history(limit=None)})


@pytest.mark.parametrize(
    ("code", "error", "words"),
    [
        ("causes", RefusedError, "heading of the codebook"),
        ("exhuastion", NotFoundError, "did you mean 'exhaustion'"),
    ],
)
def test_codes_that_cannot_be_given(
    study: Study, code: str, error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        study.code("nurse", Span(40, 60), code)


def test_a_span_past_the_end_is_refused(study: Study) -> None:
    with pytest.raises(InputError, match="past its end"):
        study.code("nurse", Span(10, 100_000), "caseload")


def test_coders_change_only_their_own(study: Study) -> None:
    study.code("nurse", Span(40, 60), "caseload")
    (coding,) = study.codings()
    study.use_coder("CD")
    for attempt in (lambda: study.uncode(coding.id), lambda: study.memo(coding.id, "mine")):
        with pytest.raises(RefusedError, match="AB's"):
            attempt()
    study.code("nurse", Span(40, 60), "caseload")
    assert len(study.codings()) == 2


def test_uncoding_several_is_one_action(study: Study) -> None:
    study.code("nurse", Span(40, 60), "caseload")
    study.code("nurse", Span(40, 60), "exhaustion")
    study.uncode(*(coding.id for coding in study.codings()))
    assert study.codings() == ()
    study.undo()
    assert len(study.codings()) == 2


def test_one_unknown_id_removes_nothing(study: Study) -> None:
    study.code("nurse", Span(40, 60), "caseload")
    with pytest.raises(NotFoundError):
        study.uncode(study.codings()[0].id, "no-such-id")
    assert len(study.codings()) == 1


def test_an_undo_touched_by_somebody_else_is_refused(study: Study) -> None:
    study.code("nurse", Span(40, 60), "caseload")
    (coding,) = study.codings()
    with study._session.store.write("CD", "memo") as entry:
        from qualkit.storage.memos import set_memo

        set_memo(entry, "coding", coding.id, "CD says why")
    with pytest.raises(RefusedError, match="changed later by CD"):
        study.undo()
    assert len(study.codings()) == 1


def test_an_undo_of_what_somebody_else_took_out_is_refused(study: Study) -> None:
    from qualkit.storage.codings import remove

    study.code("nurse", Span(40, 60), "caseload")
    with study._session.store.write("CD", "uncode") as entry:
        remove(entry, study.codings()[0])
    with pytest.raises(RefusedError, match="changed later by CD"):
        study.undo()
    assert study.codings() == ()


def test_history_tells_who_did_what_without_anybodys_words(study: Study) -> None:
    span = study.find_passage("nurse", "She rings on a Friday.")
    study.code("nurse", span, "colleagues", memo="secret thought")
    study.undo()
    told = [change.summary for change in study.history(limit=2)]
    assert told[0].startswith("undid: coded nurse.txt")
    assert "as Colleagues" in told[1]
    log = str(study._session.store.database.fetch("SELECT * FROM change_log"))
    assert "rings" not in log
    assert "secret" not in log


def test_progress_counts_participants_words_once(study: Study) -> None:
    span = study.find_passage("nurse", "She rings on a Friday.")
    study.code("nurse", span, "colleagues")
    study.code("nurse", span, "exhaustion")
    document = study.document("nurse")
    progress = study.progress()[document.id]
    assert (progress.codings, progress.coded_words) == (2, 5)
    assert progress.words == document.participant_words
    assert study.progress("CD")[document.id].codings == 0


def test_interviewers_words_are_no_progress(study: Study) -> None:
    span = study.find_passage("nurse", "And your manager?")
    study.code("nurse", span, "colleagues")
    assert study.progress()[study.document("nurse").id].coded_words == 0


def test_place_is_kept_per_coder_and_document(study: Study) -> None:
    assert study.place("nurse") is None
    study.remember_place("nurse", 77)
    study.use_coder("CD")
    study.remember_place("nurse", 5)
    study.use_coder("AB")
    assert study.place("nurse") == 77
    assert study.place("group") is None
    assert all(change.action != "place" for change in study.history())


def test_the_last_coder_is_at_work_next_time(study: Study) -> None:
    study.use_coder("CD")
    path = study.path
    study.close()
    with open_study(path) as again:
        assert again.coder == "CD"
    with open_study(path, coder="EF") as again:
        assert again.coder == "EF"


def test_a_new_coder_is_announced_and_then_known(study: Study) -> None:
    study.use_coder("EF")
    study.code("nurse", Span(40, 60), "caseload")
    assert "coder EF" in " ".join(study.notices)
    assert "EF" in {coder.initials for coder in study.coders()}
    study.add_coder(Coder("EF", "Eve Fox", CoderRole.LEAD))
    assert Coder("EF", "Eve Fox", CoderRole.LEAD) in study.coders()


def test_two_processes_on_one_study_lose_nothing(study: Study, tmp_path: Path) -> None:
    import multiprocessing

    document = study.document("nurse")
    path = study.path
    study.close()
    context = multiprocessing.get_context("spawn")
    workers = [
        context.Process(target=_code_many, args=(str(path), coder, document.name))
        for coder in ("AB", "CD")
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
        assert worker.exitcode == 0
    with open_study(path) as again:
        assert len(again.codings(coder="AB")) == 60
        assert len(again.codings(coder="CD")) == 60
        clocks = [change.clock for change in again.history(limit=None)]
        assert clocks == sorted(set(clocks), reverse=True)


def _code_many(path: str, coder: str, document: str) -> None:
    with open_study(path, coder) as study:
        for start in range(60):
            study.code(document, Span(start, start + 10), "caseload")


@pytest.mark.parametrize(
    ("quote", "turn", "found"),
    [
        ("P1: The phone calls are the work.", None, None),
        ("The phone calls are the work.", None, "The phone calls are the work."),
        ("the   phone\ncalls.", 3, "the phone calls."),
        ("", 3, "Nobody counts the phone calls."),
    ],
)
def test_passages_are_found_by_words_and_turn(
    study: Study, quote: str, turn: int | None, found: str | None
) -> None:
    text = study.text("group").text
    span = study.find_passage("group", quote, turn)
    assert span.of(text) == (found or quote)


@pytest.mark.parametrize(
    ("quote", "turn", "words"),
    [
        ("phone calls", None, "stands 2 times"),
        ("never said", None, "does not stand in group.txt"),
        ("rings", 2, "does not stand in turn 2"),
        ("", None, "nothing says which passage"),
        ("rings", 40, "no turn 40"),
    ],
)
def test_passages_that_cannot_be_found_say_why(
    study: Study, quote: str, turn: int | None, words: str
) -> None:
    with pytest.raises((InputError, NotFoundError), match=words):
        study.find_passage("group", quote, turn)


def test_search_finds_words_over_any_white_space_in_speech_alone(study: Study) -> None:
    hits = study.search("phone calls")
    assert [(hit.document, hit.turn, hit.words.lower()) for hit in hits] == [
        ("group.txt", 3, "phone calls"),
        ("group.txt", 4, "phone calls"),
    ]
    assert study.search("Fiona") == ()
    assert len(study.search("r(ings|ang)", regex=True)) == 3
    assert study.search("PHONE", case=True) == ()
    with pytest.raises(InputError, match="no regular expression"):
        study.search("(", regex=True)
    with pytest.raises(InputError, match="nothing to look for"):
        study.search("  ")


def test_what_is_coded_belongs_to_the_round_that_is_going_on(study: Study, tmp_path: Path) -> None:
    path = study.path
    study.close()
    settings = path / "study.yaml"
    settings.write_text(settings.read_text("utf-8") + "\nround: calibration\n", "utf-8")
    (tmp_path / "c.csv").write_text(
        "coder,document,code,start,end,round\nCD,group,caseload,40,50,\nCD,group,caseload,40,60,2\n",
        "utf-8",
    )
    with open_study(path) as again:
        assert again.round == "calibration"
        again.code("nurse", Span(40, 50), "caseload")
        again.code("nurse", Span(40, 50), "caseload", round="main")
        again.import_codings(tmp_path / "c.csv")
        assert sorted(c.round for c in again.codings()) == [
            "2",
            "calibration",
            "calibration",
            "main",
        ]
