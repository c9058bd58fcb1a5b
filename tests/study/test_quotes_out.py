"""Themed quotations: counted, worded, attributed, withheld, and only through the gate."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from qualkit.core.report import NOT_DEIDENTIFIED
from qualkit.errors import GateError, InputError, NotFoundError
from qualkit.study import Study, open_study
from qualkit.study.quotes import QuoteChoice


def code(study: Study, document: str, quote: str, code_id: str, coder: str = "AB") -> None:
    study.use_coder(coder)
    study.code(document, study.find_passage(document, quote), code_id)


def rows_of(study: Study, choice: QuoteChoice | None = None) -> list[dict[str, object]]:
    table = study.quotes(choice)
    keys = [column.key for column in table.columns]
    return [dict(zip(keys, row, strict=True)) for row in table]


def consent(study: Study, **scopes: str) -> None:
    """Rewrite participants.csv with may_quote (or another field) for some."""
    path = study.path / "transcripts" / "participants.csv"
    lines = ["participant,sector,role,may_quote,embargo_until,withdrawn_on"]
    for participant in study.participants():
        lines.append(f"{participant.pseudonym},,,{scopes.get(participant.pseudonym, 'verbatim,,')}")
    path.write_text("\n".join(lines) + "\n", "utf-8")


def who(study: Study, document: str, number: int) -> str:
    return study.document(document).speakers[number].pseudonym


def test_references_are_merged_spans_and_participants_are_voices(study: Study) -> None:
    code(study, "group", "Nobody counts the phone calls.", "caseload")
    code(study, "group", "the phone calls.", "caseload", coder="CD")
    code(study, "group", "I have sixty on my list.", "caseload")
    code(study, "group", "Too much of it.", "caseload")
    code(study, "group", "Too much of it.", "exhaustion")
    rows = rows_of(study)
    caseload = [row for row in rows if row["code"] == "Caseload"]
    assert [row["quotation"] for row in caseload] == [
        "Too much of it.",
        "Nobody counts the phone calls.",
        "I have sixty on my list.",
    ]
    assert {(row["participants"], row["references"]) for row in caseload} == {(2, 3)}
    assert [row["coders"] for row in caseload] == ["AB", "AB+CD", "AB"]
    assert {(row["theme"], row["subtheme"]) for row in caseload} == {("Burnout", "Causes")}
    each = rows_of(study, QuoteChoice(codes=("caseload",), merge=False))
    assert {row["references"] for row in each} == {4}
    assert len(each) == 4


def test_touching_codings_stay_two_references(study: Study) -> None:
    from qualkit.core.records import Span

    start = study.find_passage("group", "It rings and rings.").start
    study.code("group", Span(start, start + 5), "caseload")
    study.code("group", Span(start + 5, start + 9), "caseload")
    assert {row["references"] for row in rows_of(study)} == {2}


def test_an_exchange_keeps_its_labels_and_lines(study: Study) -> None:
    first = study.find_passage("group", "Nobody counts the phone calls.")
    last = study.find_passage("group", "The phone calls are the work.")
    study.code("group", first.hull(last), "caseload")
    (row,) = rows_of(study)
    two, one = who(study, "group", 2), who(study, "group", 1)
    assert row["quotation"] == (
        f"{two}: Nobody counts the phone calls.\n{one}: The phone calls are the work."
    )
    assert row["attribution"] == f"({two}, {one})"
    assert row["participants"] == 2


def test_interviewers_words_count_as_no_participant(study: Study) -> None:
    code(study, "group", "Say more?", "caseload")
    (row,) = rows_of(study)
    assert (row["participants"], row["references"], row["attribution"]) == (0, 1, "")


def test_paragraphs_of_a_turn_become_one_quotation(study: Study) -> None:
    first = study.find_passage("nurse", "She rings on a Friday.")
    last = study.find_passage("nurse", "She did not ring that Friday. [laughs]")
    study.code("nurse", first.hull(last), "colleagues")
    (row,) = rows_of(study)
    assert row["quotation"] == "She rings on a Friday. She did not ring that Friday. [laughs]"


def test_the_order_is_the_codebooks(study: Study) -> None:
    code(study, "nurse", "The dog, mostly.", "colleagues")
    code(study, "nurse", "Tired.", "exhaustion")
    code(study, "group", "Too much of it.", "caseload")
    assert [row["code"] for row in rows_of(study)] == ["Caseload", "Exhaustion", "Colleagues"]


def test_choices_limit_what_is_taken(study: Study) -> None:
    code(study, "nurse", "The dog, mostly.", "colleagues")
    code(study, "nurse", "Tired.", "exhaustion", coder="CD")
    assert [r["code"] for r in rows_of(study, QuoteChoice(themes=("burnout",)))] == ["Exhaustion"]
    assert [r["code"] for r in rows_of(study, QuoteChoice(coder="AB"))] == ["Colleagues"]
    assert rows_of(study, QuoteChoice(document="group")) == []
    assert rows_of(study, QuoteChoice(round="7")) == []
    with pytest.raises(NotFoundError, match="no theme 'burnt'"):
        study.quotes(QuoteChoice(themes=("burnt",)))


def test_the_most_a_code_are_spread_over_participants(study: Study) -> None:
    for quote in ("Too much of it.", "The phone calls are the work.", "It rings and rings."):
        code(study, "group", quote, "caseload")
    rows = rows_of(study, QuoteChoice(most=2))
    assert [row["quotation"] for row in rows] == ["Too much of it.", "It rings and rings."]
    assert {row["references"] for row in rows} == {3}


def test_names_on_the_roster_are_masked_and_everything_is_stamped(
    study: Study, files: Path, tmp_path: Path
) -> None:
    (files / "boss.txt").write_text(
        "I: Who helps?\nGrace Hill: Fiona does. Fiona\nMarsh, I mean, by the grace of God.\n"
        "I: And?\nGrace Hill: That is all.\n",
        "utf-8",
    )
    study.import_transcripts([files / "boss.txt"])
    span = study.find_passage("boss", "Fiona does. Fiona Marsh, I mean, by the grace of God.")
    study.code("boss", span, "colleagues")
    done = study.export_quotes(tmp_path / "q.csv", profile="team")
    text = done.path.read_text("utf-8")
    nurse = who(study, "nurse", 1)
    assert f"[{nurse}] does. [{nurse}], I mean, by the grace of God." in text
    assert "Fiona" not in text
    assert NOT_DEIDENTIFIED in text


@pytest.mark.parametrize("format_name", ["docx", "xlsx", "csv", "md", "html", "json"])
def test_every_format_holds_the_words_the_counts_and_the_stamp(
    study: Study, tmp_path: Path, format_name: str
) -> None:
    from qualkit.exporters import Format, read_back

    code(study, "group", "It rings and rings.", "caseload")
    path = study.export_quotes(tmp_path / f"q.{format_name}", profile="team").path
    text = " ".join(read_back(path, Format(format_name)))
    assert "It rings and rings." in text
    assert f"({who(study, 'group', 2)})" in text
    assert "Caseload" in text
    assert NOT_DEIDENTIFIED in text


def test_machine_formats_carry_the_locator(study: Study, tmp_path: Path) -> None:
    code(study, "group", "It rings and rings.", "caseload")
    path = study.export_quotes(tmp_path / "q.json", profile="team").path
    (row,) = json.loads(path.read_text("utf-8"))["rows"]
    version = study.text("group")
    assert version.text[row["start"] : row["end"]] == "It rings and rings."
    assert row["text_sha256"] == version.sha256
    assert (row["document"], row["turn"], row["coders"]) == ("group.txt", 6, "AB")
    assert row["codebook_version"] == study.codebook_version


@pytest.mark.parametrize(
    ("scope", "reason", "kind"),
    [
        ("none,,", "no quotation", "no quotation agreed to"),
        ("paraphrase,,", "paraphrase only", "paraphrase only"),
        ("verbatim,2999-01-01,", "embargo until 2999-01-01", "embargo"),
        ("verbatim,,2026-01-01", "consent withdrawn", "consent withdrawn"),
    ],
)
def test_consent_that_forbids_a_quotation_withholds_it_and_says_so(
    study: Study, tmp_path: Path, scope: str, reason: str, kind: str
) -> None:
    code(study, "nurse", "Tired.", "exhaustion")
    code(study, "group", "Too much of it.", "exhaustion")
    nurse = who(study, "nurse", 1)
    consent(study, **{nurse: scope})
    done = study.export_quotes(tmp_path / "q.json", profile="team")
    written = json.loads(done.path.read_text("utf-8"))
    assert [row["quotation"] for row in written["rows"]] == ["Too much of it."]
    assert written["rows"][0]["references"] == 2
    assert f"1 quotation left out ({nurse}: {reason})" in done.warnings
    assert f"1 quotation left out ({kind})" in written["notes"]


def test_an_embargo_that_is_over_forbids_nothing(study: Study, tmp_path: Path) -> None:
    code(study, "nurse", "Tired.", "exhaustion")
    consent(study, **{who(study, "nurse", 1): "verbatim,2001-01-01,"})
    assert study.export_quotes(tmp_path / "q.csv", profile="team").rows == 1


def test_an_exchange_with_somebody_who_may_not_be_quoted_is_withheld(
    study: Study, tmp_path: Path
) -> None:
    first = study.find_passage("group", "Nobody counts the phone calls.")
    study.code("group", first.hull(study.find_passage("group", "The phone calls are the work.")),
               "caseload")  # fmt: skip
    consent(study, **{who(study, "group", 1): "none,,"})
    assert study.export_quotes(tmp_path / "q.csv", profile="team").rows == 0


def test_a_word_about_consent_that_nobody_knows_is_refused(study: Study, tmp_path: Path) -> None:
    consent(study, **{who(study, "nurse", 1): "maybe,,"})
    with pytest.raises(InputError, match="'maybe' under may_quote"):
        study.export_quotes(tmp_path / "q.csv", profile="team")


def test_a_name_in_the_studys_title_is_a_leak_and_nothing_is_written(
    study: Study, tmp_path: Path
) -> None:
    code(study, "nurse", "Tired.", "exhaustion")
    settings = study.path / "study.yaml"
    text = settings.read_text("utf-8").replace("A small study", "The Fiona Marsh affair")
    settings.write_text(text, "utf-8")
    path = study.path
    study.close()
    (tmp_path / "q.docx").write_bytes(b"the one from before")
    with open_study(path) as again, pytest.raises(GateError, match="would still name"):
        again.export_quotes(tmp_path / "q.docx", profile="team")
    assert (tmp_path / "q.docx").read_bytes() == b"the one from before"
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_a_name_in_the_file_name_is_a_leak(study: Study, tmp_path: Path) -> None:
    code(study, "nurse", "Tired.", "exhaustion")
    with pytest.raises(GateError):
        study.export_quotes(tmp_path / "Fiona.csv", profile="team")


def test_a_quotation_that_is_not_verbatim_does_not_leave(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from qualkit.core.quotes import Line

    code(study, "nurse", "Tired.", "exhaustion")
    monkeypatch.setattr(
        "qualkit.analysis.quotes.Reader.lines",
        lambda *_: (2, (Line(who(study, "nurse", 1), "Exhausted.", participant=True),)),
    )
    with pytest.raises(GateError, match="word for word"):
        study.export_quotes(tmp_path / "q.csv", profile="team")
    assert not (tmp_path / "q.csv").exists()


def test_two_runs_write_the_same_bytes(study: Study, tmp_path: Path) -> None:
    code(study, "nurse", "Tired.", "exhaustion")
    code(study, "group", "Too much of it.", "caseload")
    names = ("q.docx", "q.xlsx", "q.csv", "q.html", "q.md", "q.json")
    first = {
        name: study.export_quotes(tmp_path / name, profile="team").path.read_bytes()
        for name in names
    }
    # Another process, with other hashes in another place; one for all, each would take 0.5 s.
    again = (
        "import sys; from qualkit.cli.main import run\n"
        "for target in sys.argv[2:]:\n"
        "    run(['export', 'quotes', '--study', sys.argv[1], '--profile', 'team', '-o', target])"
    )
    subprocess.run(
        [sys.executable, "-c", again, study.path, *(tmp_path / f"again-{name}" for name in names)],
        check=True, env={**__import__("os").environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"},
        capture_output=True,
    )  # fmt: skip
    for name in names:
        assert (tmp_path / f"again-{name}").read_bytes() == first[name], name


def test_the_word_file_is_a_sound_zip(study: Study, tmp_path: Path) -> None:
    code(study, "nurse", "Tired.", "exhaustion")
    with zipfile.ZipFile(study.export_quotes(tmp_path / "q.docx", profile="team").path) as package:
        assert package.testzip() is None


def test_without_a_roster_the_study_still_exports(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code(study, "nurse", "Tired.", "exhaustion")
    monkeypatch.setenv("QUALKIT_ROSTER", str(tmp_path / "nowhere.csv"))
    done = study.export_quotes(tmp_path / "q.json", profile="team")
    assert done.rows == 1
    assert any("cannot be masked" in warning for warning in done.warnings)
    assert any("are not masked" in n for n in json.loads(done.path.read_text("utf-8"))["notes"])
    assert any("no roster" in finding.problem for finding in study.check())


@pytest.mark.parametrize(
    ("target", "format_name", "words"),
    [("q.exe", "", "no format"), ("q.csv", "pdf", "no format"), ("no/folder/q.csv", "", "folder")],
)
def test_targets_that_cannot_be_written(
    study: Study, tmp_path: Path, target: str, format_name: str, words: str
) -> None:
    with pytest.raises(InputError, match=words):
        study.export_quotes(tmp_path / target, format_name, profile="team")


def test_the_codebook_leaves_as_a_table(study: Study, tmp_path: Path) -> None:
    code(study, "nurse", "Tired.", "exhaustion")
    path = study.export_codebook(tmp_path / "c.csv").path
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["code"] for row in rows] == ["Causes", "Caseload", "Exhaustion", "Colleagues"]
    assert [row["codings"] for row in rows] == ["", "0", "1", "0"]


def test_what_left_is_on_record_with_who_is_quoted(study: Study, tmp_path: Path) -> None:
    code(study, "nurse", "Tired.", "exhaustion")
    study.export_quotes(tmp_path / "q.csv", profile="team")
    (record,) = study.exports()
    assert (record.what, record.file, record.profile, record.quotes) == (
        "quotes", "q.csv", "team", 1,
    )  # fmt: skip
    assert record.people == (who(study, "nurse", 1),)
    assert (len(record.sha256), record.coder, record.reason) == (64, "AB", "")
