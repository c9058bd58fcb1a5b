"""What the export gate objects to: each reason, who may overrule it, and what never leaves."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualkit.core.clearing import Against
from qualkit.core.deidentifying import Decision, State
from qualkit.core.records import Span
from qualkit.core.report import NOT_DEIDENTIFIED
from qualkit.errors import GateError, InputError
from qualkit.exporters import Format, read_back
from qualkit.study import Study, init_study, open_study
from qualkit.study.quotes import QuoteChoice
from tests.conftest import CODEBOOK, copied

ANN = dedent(
    """\
    Interviewer: Who helps?
    Fiona Marsh: Morag Baird rang from Ninewells on 3 March 2025. I drove home that night.
    Interviewer: And then?
    Fiona Marsh: I rang Tulloch in Lochee. Nobody counts the phone calls we make every day.
    """
)
BEN = dedent(
    """\
    Interviewer: Who helps?
    Gregor Abercromby: Nothing but marmalade sandwiches and the dog from next door.
    """
)
CAT = dedent(
    """\
    Interviewer: Who helps?
    Ishbel Dow: The neighbours, and the long walk along the shore on a Sunday.
    Interviewer: Else?
    Ishbel Dow: Quiet evenings with the radio on and the curtains drawn.
    """
)
TEXTS = {"ann.txt": ANN, "ben.txt": BEN, "cat.txt": CAT}
DRIVE, RANG = "I drove home that night.", "Morag Baird rang from Ninewells on 3 March 2025."
CALLS, LOCHEE = "Nobody counts the phone calls we make every day.", "I rang Tulloch in Lochee."
SANDWICHES = "Nothing but marmalade sandwiches and the dog from next door."
WALK, QUIET = "The neighbours, and the long walk along the shore on a Sunday.", "Quiet evenings"
PASSAGES = {"ann": (DRIVE, RANG, CALLS, LOCHEE), "ben": (SANDWICHES,), "cat": (WALK, QUIET)}


def agree(study: Study, **said: str) -> None:
    """Everybody of one sector and role agrees to be quoted, but as `said` has it."""
    rows = [
        f"{who},NHS,nurse,{said.get(who, 'verbatim,,')}"
        for who in dict.fromkeys(
            s.pseudonym for d in study.documents() for s in d.speakers if s.role == "participant"
        )
    ]
    path = study.path / "transcripts" / "participants.csv"
    head = "participant,sector,role,may_quote,embargo_until,withdrawn_on"
    path.write_text("\n".join([head, *rows, ""]), "utf-8")


def who(study: Study, document: str) -> str:
    return next(s.pseudonym for s in study.document(document).speakers if s.role == "participant")


def decide_all(study: Study, decision: str = "reject") -> None:
    """Nothing waits any longer."""
    waiting = [each.finding.id for each in study.findings() if each.finding.state is State.REVIEW]
    if waiting:
        study.decide_findings(waiting, decision)


@pytest.fixture(scope="session")
def ready_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ready")
    for name, text in (*TEXTS.items(), ("book.yaml", CODEBOOK)):
        (folder / name).write_text(text, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUALKIT_ROSTER", str(folder / "roster.csv"))
        with init_study(folder / "study", "A small study") as made:
            made.use_coder("AB")
            made.import_codebook(folder / "book.yaml")
            made.import_transcripts([folder / name for name in TEXTS])
            for document, passages in PASSAGES.items():
                for words in passages:
                    made.code(document, made.find_passage(document, words), "colleagues")
            agree(made)
            made.deidentify_scan()
            decide_all(made)
    return folder


@pytest.fixture
def ready(tmp_path: Path, ready_template: Path) -> Iterator[Study]:
    """A study of which everything may leave: agreed to, scanned, decided on."""
    with open_study(copied(ready_template, tmp_path / "ready"), "AB") as opened:
        yield opened


def kinds(study: Study, profile: str = "", choice: QuoteChoice | None = None) -> set[Against]:
    return {each.against for each in study.clearance(choice, profile).objections}


def written(path: Path) -> str:
    return " ".join(read_back(path, Format(path.suffix[1:])))


def quotations(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return [row["quotation"] for row in csv.DictReader(stream) if row["attribution"]]


def test_what_is_agreed_to_scanned_and_decided_leaves_without_a_stamp(
    ready: Study, tmp_path: Path
) -> None:
    for profile in ("", "commissioner", "public"):
        assert not ready.clearance(profile=profile).blocking
        done = ready.export_quotes(tmp_path / "q.json", profile=profile)
        assert done.rows == 7
        assert NOT_DEIDENTIFIED not in done.path.read_text("utf-8")
    done = ready.export_quotes(tmp_path / "q.json", profile="team")
    assert NOT_DEIDENTIFIED in done.path.read_text("utf-8")


def test_a_quotation_leaves_as_it_reads_for_whom_it_is(ready: Study, tmp_path: Path) -> None:
    team = quotations(ready.export_quotes(tmp_path / "t.csv", profile="team").path)
    public = quotations(ready.export_quotes(tmp_path / "p.csv", profile="public").path)
    assert "[person 1] rang from [NHS hospital] on [date]." in team
    assert any("rang from" in words and "Morag" not in words for words in public)
    assert not any("Ninewells" in words or "NHS hospital" in words for words in public)


def test_a_quotation_that_cuts_a_finding_shows_all_that_stands_for_it(
    ready: Study, tmp_path: Path
) -> None:
    start = ready.find_passage("ann", "Baird rang from Nine")
    ready.code("ann", start, "exhaustion")
    choice = QuoteChoice(codes=("exhaustion",))
    (words,) = quotations(ready.export_quotes(tmp_path / "q.csv", choice=choice).path)
    assert words == "[person 1] rang from [NHS hospital]"


@pytest.mark.parametrize(
    ("said", "against"),
    [
        ("none,,", Against.REFUSED),
        ("paraphrase,,", Against.PARAPHRASE),
        ("verbatim,2999-01-01,", Against.EMBARGO),
        ("verbatim,,2026-01-01", Against.WITHDRAWN),
    ],
)
def test_what_somebody_refused_never_leaves_whatever_anybody_says(
    ready: Study, tmp_path: Path, said: str, against: Against
) -> None:
    agree(ready, **{who(ready, "ben"): said})
    found = ready.clearance()
    assert (found.quotes, found.left_out, found.blocking) == (6, 1, ())
    assert against in {each.against for each in found.objections}
    for profile, force in (("", ""), ("team", ""), ("public", ""), ("", "I know them all well")):
        done = ready.export_quotes(tmp_path / "q.html", profile=profile, force=force)
        assert "marmalade" not in written(done.path)
        assert f"1 quotation left out ({against})" in written(done.path)


def test_nothing_on_record_about_consent_blocks(ready: Study, tmp_path: Path) -> None:
    agree(ready, **{who(ready, "ben"): ",,"})
    assert Against.UNRECORDED in kinds(ready)
    with pytest.raises(GateError, match=r"no consent on record \(1\)") as error:
        ready.export_quotes(tmp_path / "q.csv")
    assert "--leave-out" in str(error.value.hint)
    assert not (tmp_path / "q.csv").exists()
    done = ready.export_quotes(tmp_path / "q.csv", leave_out=True)
    assert done.rows == 6
    assert "marmalade" not in written(done.path)
    assert ready.export_quotes(tmp_path / "q.csv", profile="team").rows == 7


def test_somebody_without_a_row_has_not_agreed(ready: Study) -> None:
    (ready.path / "transcripts" / "participants.csv").unlink()
    unknown = [o for o in ready.clearance().objections if o.against is Against.UNRECORDED]
    assert len(unknown) == 7


def test_a_text_without_speakers_has_nobody_who_agreed(ready: Study, tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text("Just a text about nothing in particular.\n", "utf-8")
    ready.import_transcripts([tmp_path / "plain.txt"])
    ready.code("plain", ready.find_passage("plain", "about nothing"), "exhaustion")
    choice = QuoteChoice(codes=("exhaustion",))
    ready.deidentify_scan()
    assert Against.UNRECORDED in kinds(ready, choice=choice)


def test_a_text_that_was_not_scanned_blocks(ready: Study, tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text(CAT.replace("long", "short"), "utf-8")
    ready.import_transcripts([tmp_path / "new.txt"])
    ready.code("new", ready.find_passage("new", QUIET), "exhaustion")
    choice = QuoteChoice(codes=("exhaustion",))
    assert Against.UNSCANNED in kinds(ready, choice=choice)
    assert Against.UNSCANNED not in kinds(ready, "team", choice)
    with pytest.raises(GateError, match="not scanned") as error:
        ready.export_quotes(tmp_path / "q.csv", choice=choice)
    assert "qualkit deidentify scan" in str(error.value.hint)
    forced = ready.export_quotes(tmp_path / "q.csv", choice=choice, force="read it all myself")
    assert NOT_DEIDENTIFIED in written(forced.path)


def mark(study: Study, words: str) -> None:
    """Somebody finds that these words have to be decided on, and undecides them."""
    study.mark_finding("ann", study.find_passage("ann", words), "[something]")
    (found,) = (each.finding for each in study.findings("ann") if each.words == words)
    with study._session.write("decide findings") as entry:
        entry.set("finding", found.id, "status", found.state.value, "review")


def test_what_is_not_decided_in_a_quotation_or_its_sentence_blocks(
    ready: Study, tmp_path: Path
) -> None:
    short = ready.find_passage("ann", "Nobody counts")
    ready.code("ann", short, "exhaustion")
    choice = QuoteChoice(codes=("exhaustion",))
    assert Against.OPEN not in kinds(ready, choice=choice)
    mark(ready, "Tulloch")
    # The sentence before the one that is quoted.
    assert Against.OPEN not in kinds(ready, choice=choice)
    mark(ready, "every day")
    # Behind the quotation, in the same sentence.
    assert Against.OPEN in kinds(ready, choice=choice)
    assert Against.OPEN not in kinds(ready, "team", choice)
    with pytest.raises(GateError, match="finding not decided"):
        ready.export_quotes(tmp_path / "q.csv", choice=choice)
    decide_all(ready)
    assert Against.OPEN not in kinds(ready, choice=choice)


def test_an_attribution_that_singles_somebody_out_blocks(ready: Study, tmp_path: Path) -> None:
    settings_file = ready.path / "study.yaml"
    settings_file.write_text(
        settings_file.read_text("utf-8") + "\nattribution: {minimum: 9}\n", "utf-8"
    )
    ready.close()
    with open_study(ready.path, "AB") as again:
        assert Against.DISCLOSURE in kinds(again)
        with pytest.raises(GateError, match="singles somebody out"):
            again.export_quotes(tmp_path / "q.csv")
        assert again.export_quotes(tmp_path / "q.csv", leave_out=True).rows == 0


def test_a_name_in_the_file_blocks_and_is_told(ready: Study, tmp_path: Path) -> None:
    with pytest.raises(GateError, match="would still name"):
        ready.export_quotes(tmp_path / "Abercrombey.csv")
    assert list(tmp_path.glob("Aber*")) == []
    forced = ready.export_quotes(tmp_path / "Abercrombey.csv", force="that is another family")
    assert [each.against for each in forced.leaks] == [Against.LEAK]
    assert ready.exports()[-1].objections["name of the roster in the file"] == 1
    code = ready.path / "codebook" / "codebook.yaml"
    code.write_text(code.read_text("utf-8").replace("name: Colleagues", "name: Marsh"), "utf-8")
    ready.close()
    with open_study(ready.path, "AB") as again:
        assert Against.LEAK in kinds(again)


def test_what_comes_twice_and_who_is_quoted_most_is_told_and_blocks_nothing(ready: Study) -> None:
    ready.code("ann", ready.find_passage("ann", CALLS), "exhaustion")
    assert Against.DUPLICATE not in kinds(ready)
    start = ready.find_passage("ann", CALLS).start
    ready.code("ann", Span(start, start + 30), "caseload")
    found = ready.clearance()
    assert {each.against for each in found.warnings} >= {Against.NEAR_DUPLICATE, Against.BALANCE}
    assert not found.blocking


def test_a_reason_is_asked_for_and_kept_and_undone_by_nobody(ready: Study, tmp_path: Path) -> None:
    agree(ready, **{who(ready, "ben"): ",,"})
    with pytest.raises(InputError, match="no reason"):
        ready.export_quotes(tmp_path / "q.csv", force="because")
    ready.export_quotes(tmp_path / "q.csv", force="he signed on paper today")
    record = ready.exports()[-1]
    assert record.reason == "he signed on paper today"
    assert record.objections["no consent on record"] == 1
    assert (record.what, record.file, record.profile) == ("quotes", "q.csv", "commissioner")
    assert record.quotes == 7
    assert set(record.people) == {who(ready, name) for name in PASSAGES}
    entry = ready.history()[0]
    assert entry.action == "export"
    assert "for the profile commissioner" in entry.summary
    assert ready.undo().action != "export"


def test_a_reason_that_overrules_nothing_is_not_on_record(ready: Study, tmp_path: Path) -> None:
    ready.export_quotes(tmp_path / "q.csv", force="he signed on paper today")
    assert ready.exports()[-1].reason == ""


def test_exports_tell_which_files_should_no_longer_be_used(ready: Study) -> None:
    path = ready.export_quotes().path
    ready.export_quotes(format="csv")
    assert [each.stale for each in ready.exports()] == ["", ""]
    agree(ready, **{who(ready, "ben"): "none,,"})
    assert "may not be quoted now" in ready.exports()[0].stale
    agree(ready)
    path.write_bytes(b"changed")
    assert [each.stale for each in ready.exports()] == ["the file was changed since", ""]
    path.unlink()
    assert ready.exports()[0].stale == "the file is gone"
    ready.export_quotes()
    assert [each.stale for each in ready.exports()] == ["written anew since", "", ""]


def test_a_withdrawal_names_the_files_that_left_with_the_person(
    ready: Study, tmp_path: Path
) -> None:
    ready.export_quotes(tmp_path / "sent.csv")
    ben = who(ready, "ben")
    assert "sent.csv" in ready.withdraw(ben).exports
    assert ready.exports()[0].stale == f"{ben} withdrew since"


def test_a_study_that_cannot_be_written_exports_and_says_that_it_is_not_on_record(
    ready: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(ready._session.store), "read_only", True)
    done = ready.export_quotes(tmp_path / "q.csv")
    assert done.rows == 7
    assert any("not on record" in each for each in done.warnings)
    assert ready.exports() == ()


def test_in_public_nothing_joins_two_quotations_of_one_person(ready: Study, tmp_path: Path) -> None:
    first = ready.find_passage("cat", WALK)
    ready.code("cat", first.hull(ready.find_passage("cat", QUIET)), "exhaustion")
    path = ready.export_quotes(tmp_path / "q.json", profile="public").path
    found = json.loads(path.read_text("utf-8"))
    keys = set(found["rows"][0])
    assert not keys & {"document", "turn", "start", "end", "text_sha256", "coders", "round"}
    pseudonyms = {who(ready, name) for name in PASSAGES}
    hashes = {ready.text(name).sha256 for name in PASSAGES}
    text = path.read_text("utf-8")
    assert not any(each in text for each in (*pseudonyms, *hashes, *TEXTS))
    exchange = next(r for r in found["rows"] if "\n" in r["quotation"])
    assert exchange["quotation"].startswith(f"A: {WALK}\nInterviewer: Else?\nA: {QUIET}")
    order = [row["quotation"] for row in found["rows"] if row["code"] == "Colleagues"]
    assert order == sorted(order, key=lambda words: sha256(words.encode()).hexdigest())


def test_an_attribution_without_a_pseudonym_is_kept_by_no_other_column(
    ready: Study, tmp_path: Path
) -> None:
    file = ready.path / "study.yaml"
    file.write_text(file.read_text("utf-8") + "\nattribution: {pseudonym: false}\n", "utf-8")
    ready.close()
    with open_study(ready.path, "AB") as again:
        path = again.export_quotes(tmp_path / "q.csv").path
        pseudonyms = {who(again, name) for name in PASSAGES}
    assert not any(each in path.read_text("utf-8") for each in (*pseudonyms, *TEXTS))


def test_a_paraphrase_leaves_in_place_of_what_may_not_be_quoted(
    ready: Study, tmp_path: Path
) -> None:
    ben = who(ready, "ben")
    agree(ready, **{ben: "paraphrase,,"})
    passage = ready.find_passage("ben", SANDWICHES)
    ready.paraphrase(
        "Hardly anything but an animal's company.", document="ben", span=passage,
        code="colleagues",
    )  # fmt: skip
    path = ready.export_quotes(tmp_path / "q.csv").path
    said = quotations(path)
    assert said[-1] == "Paraphrase: Hardly anything but an animal's company."
    assert "marmalade" not in written(path)
    assert f"({ben}, nurse, NHS; paraphrased)" in written(path)
    agree(ready, **{ben: "none,,"})
    assert "animal" not in written(ready.export_quotes(tmp_path / "q.csv").path)


def test_a_file_of_paraphrases_is_stale_once_they_are_refused_and_not_before(ready: Study) -> None:
    ben = who(ready, "ben")
    ready.export_quotes(ready.path / "exports" / "before.csv")
    agree(ready, **{ben: "paraphrase,,"})
    passage = ready.find_passage("ben", SANDWICHES)
    ready.paraphrase("An animal's company.", document="ben", span=passage, code="colleagues")
    ready.export_quotes(ready.path / "exports" / "after.csv")
    assert [bool(each.stale) for each in ready.exports()] == [True, False]
    assert all(ben in each.people for each in ready.exports())
    agree(ready, **{ben: "none,,"})
    assert f"may not be quoted now: {ben}: no quotation" in ready.exports()[1].stale


def test_the_list_is_written_for_an_ethics_board_without_a_word_of_a_transcript(
    ready: Study, tmp_path: Path
) -> None:
    agree(ready, **{who(ready, "ben"): ",,", who(ready, "cat"): "none,,"})
    path = ready.export_clearance(tmp_path / "list.csv").path
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["against"]]
    assert [row["outcome"] for row in rows].count("blocks") == 1
    assert [row["outcome"] for row in rows].count("left out") == 2
    text = path.read_text("utf-8")
    assert not any(words in text for passages in PASSAGES.values() for words in passages)


FORMS = ("Morag", "Baird", "Ninewells", "3 March 2025", "Tulloch", "Lochee")


@pytest.mark.parametrize("format_name", list(Format), ids=str)
def test_nothing_that_is_masked_and_nobody_who_refused_stands_in_any_file(
    ready: Study, tmp_path: Path, format_name: Format
) -> None:
    ready.close()
    agreed = shutil.copytree(ready.path, tmp_path / "kept")
    decisions = st.lists(
        st.sampled_from([Decision.ACCEPT, Decision.KEEP, Decision.REJECT, Decision.GENERALISE]),
        min_size=8, max_size=8,
    )  # fmt: skip

    @settings(max_examples=5, deadline=None)
    @given(decisions, st.sampled_from(["commissioner", "public"]), st.sampled_from(list(PASSAGES)))
    def holds(drawn: list[Decision], profile: str, refused: str) -> None:
        shutil.rmtree(ready.path)
        shutil.copytree(agreed, ready.path)
        with open_study(ready.path, "AB") as study:
            agree(study, **{who(study, refused): "none,,"})
            found = study.findings()
            for each, decision in zip(found, drawn, strict=False):
                said = "[something]" if decision is Decision.GENERALISE else ""
                study.decide_findings(
                    each.finding.id, decision, replacement=said, anew=True
                )  # fmt: skip
            path = study.export_quotes(
                tmp_path / f"q.{format_name}", format_name, profile=profile, leave_out=True
            ).path
            text = written(path)
            masked = [each.words for each in study.findings() if each.finding.state.masked]
            gone = list(PASSAGES[refused])
            shown = {word for e in study.findings() if not e.finding.state.masked
                     for word in e.words.split()}  # fmt: skip
        assert not [w for w in gone if w in text]
        assert not [w for w in masked if w in text and not set(w.split()) <= shown]

    holds()
