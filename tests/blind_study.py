"""Twin studies with an open double coding: in one of them EF has worked, in the other not.

What CD is told must be the same in both. Only then do no words, ids or numbers of EF's come out.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any

from qualkit.core.ids import uuid7
from qualkit.core.marks import MemoKind
from qualkit.core.records import Coder, CoderRole, Role, Span, TextVersion
from qualkit.core.table import Table
from qualkit.core.team import Assignment, Purpose, WorkState
from qualkit.storage import assignments as rows
from qualkit.study import Study, init_study, open_study
from tests import blind_survey
from tests.conftest import CODEBOOK, GROUP, INTERVIEW

TALK = GROUP.replace("workload", "corridor").replace("sixty", "seventy")

MARKERS = {
    "memo": "zanzibar", "draft": "quagga", "note": "okapi", "star": "tapirnote",
    "counter": "narwhalnote", "document": "bongomemo", "imported": "gnuimported",
    "early": "lorismemo", "answer": "kudumemo", "paraphrase": "civetphrase",
    "summary": "gazellesummary", "lead-in": "elandlead", "report": "hyraxreport",
}  # fmt: skip
"""Words that EF alone has written, in the closed document."""


def give(
    study: Study, coder: str, document: str, *, round_name: str = "1",
    purpose: Purpose = Purpose.DOUBLE, done: bool = False,
) -> Assignment:  # fmt: skip
    """Assign a document as rows, whoever is at work; it is in progress or done."""
    found = study.document(document)
    with study._session.write("assign", coder="LD") as entry:
        made = Assignment(
            uuid7(), round_name, coder, found.id, purpose,
            WorkState.DONE if done else WorkState.IN_PROGRESS,
            first_done_at=entry.at if done else "",
        )  # fmt: skip
        rows.add(entry, made)
    return made


def finish(study: Study, given: Assignment) -> Assignment:
    """Say done for the first time, as rows."""
    with study._session.write("mark done", coder=given.coder) as entry:
        done = replace(given, state=WorkState.DONE, first_done_at=entry.at, done_at=entry.at)
        rows.change(entry, given, done)
    return done


def finish_all(study: Study) -> None:
    """Let everybody be done with everything."""
    for each in rows.assignments(study._session.store.database):
        if not each.first_done_at:
            finish(study, each)


@dataclass
class Built:
    """A study's folder, the ids of things in it by name, and the ids that are EF's secrets."""

    folder: Path
    ids: dict[str, str] = field(default_factory=dict)
    secret: set[str] = field(default_factory=set)

    def open(self, coder: str | None) -> Study:
        study = open_study(self.folder, coder)
        study._session.coder = coder
        return study


def build(folder: Path, *, others: bool) -> Built:
    """Documents nurse (CD and EF code it, blind), talk (both are done with it), group (nobody's),
    and the answers to the open question of a survey, which CD and EF code blind too.

    The nurse's text has been corrected since, so that something of both coders waits.
    """
    built = Built(folder / "study")
    for name, text in (("nurse.txt", INTERVIEW), ("group.txt", GROUP), ("talk.txt", TALK)):
        (folder / name).write_text(text, "utf-8")
    (folder / "book.yaml").write_text(CODEBOOK, "utf-8")
    with init_study(built.folder, "Twins") as study:
        study.use_coder("LD")
        for coder, role in (("LD", "lead"), ("CD", "coder"), ("EF", "coder")):
            study.add_coder(Coder(coder, "", CoderRole(role)))
        study.import_codebook(folder / "book.yaml")
        study.import_transcripts([folder / name for name in ("nurse.txt", "group.txt", "talk.txt")])
        blind_survey.take_in(study, folder)
        for coder in ("CD", "EF"):
            _in_the_open(study, coder)
            for document in ("nurse", blind_survey.DOCUMENT):
                give(study, coder, document)
        _of_cd(study, built)
        if others:
            _of_ef(study, built)
        study.use_coder("LD")
        _corrected(study)
        study.open_meeting(["LD", "CD"], "2025-03-04")
        study.use_coder("CD")
    return built


def _in_the_open(study: Study, coder: str) -> None:
    study.use_coder(coder)
    shift = 3 if coder == "EF" else 0
    for document in ("group", "talk"):
        study.code(document, Span(45 + shift, 70 + shift), "caseload")
    study.code("talk", Span(80, 95 + shift), "exhaustion")
    give(study, coder, "talk", done=True)


def _place(study: Study, words: str) -> Span:
    return study.find_passage("nurse", words)


def _of_cd(study: Study, built: Built) -> None:
    study.use_coder("CD")
    study.propose("colleagues", source="search", text="others")
    study.code("nurse", _place(study, "We lost two people"), "caseload", memo="mine")
    study.code("nurse", _place(study, "The dog, mostly."), "colleagues")
    mine = study.find_passage(blind_survey.DOCUMENT, "Nothing helps any more")
    study.code(blind_survey.DOCUMENT, mine, "exhaustion")
    study.note_for_team("nurse", _place(study, "The dog, mostly."), "my note", "colleagues")
    study.bookmark("nurse", _place(study, "And the others"))
    study.paraphrase(
        "Pets", document="nurse", span=_place(study, "The dog, mostly."), code="colleagues"
    )
    study.memo_on(MemoKind.DOCUMENT, "nurse", "my memo")
    own = study.codings("nurse", "CD")
    study.star(own[0].id)
    study.select_quote("interim", own[0].id)
    chosen = study.selection("interim").quotes[0].id
    study.remember_place("nurse", 120)
    built.ids |= {
        "own": own[0].id, "own2": own[1].id, "note": study.team_notes()[0].id,
        "proposal": study.proposals()[0].id, "paraphrase": study.paraphrases()[0].id,
        "chosen": chosen,
    }  # fmt: skip


def _of_ef(study: Study, built: Built) -> None:
    study.use_coder("EF")
    before = _all_ids(study)
    draft = study.draft_code(f"The {MARKERS['draft']} again")
    here = _place(study, "Tired.")
    study.code("nurse", here, "exhaustion", memo=MARKERS["memo"])
    study.code("nurse", _place(study, "I drove home and sat in the car."), draft.id)
    study.code("nurse", _place(study, "She rings on a Friday."), "colleagues")
    study.code("nurse", _place(study, "We lost two people"), "caseload")
    table = built.folder.parent / "ef.csv"
    table.write_text(
        "coder,document,code,quote,memo\n"
        f"EF,nurse.txt,exhaustion,nobody asked us how we were,{MARKERS['imported']}\n"
        "EF,nurse.txt,colleagues,She is good.,\n"
    )
    study.import_codings(table)
    own = study.codings("nurse", "EF")
    study.star(own[0].id, note=MARKERS["star"])
    study.counter_example(own[1].id, MARKERS["counter"])
    study.note_for_team("nurse", here, MARKERS["note"], draft.id)
    study.note_for_team("nurse", here, f"{MARKERS['early']} without a code")
    study.memo_on(MemoKind.DOCUMENT, "nurse", MARKERS["document"])
    study.bookmark("nurse", here)
    for words, code in ((MARKERS["paraphrase"], "exhaustion"), ("Worn out", draft.id)):
        study.paraphrase(words, document="nurse", span=here, code=code)
    speakers = study.document("nurse").speakers
    nurse = next(s.pseudonym for s in speakers if s.role is Role.PARTICIPANT)
    study.summary(nurse, "burnout", MARKERS["summary"])
    study.write_report_text("findings.burnout", MARKERS["report"])
    study.report_memo(study.memos(MemoKind.DOCUMENT, coder="EF")[0].id)
    for selection in ("interim", "dikdik"):
        study.select_quote(selection, own[0].id)
        study.lead_in(study.selection(selection).quotes[0].id, MARKERS["lead-in"])
    study.propose("exhaustion", source="search", text="the", documents=["nurse"])
    study.accept_proposal(study.proposals()[0].id)
    study.refuse_proposal(study.proposals()[0].id)
    study.recode(own[2].id, "caseload")
    study.resize(own[2].id, Span(own[2].span.start, own[2].span.end + 4))
    study.uncode(own[3].id)
    study.undo()
    study.redo()
    study.undo()
    blind_survey.code_in_secret(study, MARKERS["answer"])
    built.ids |= {
        "other": own[0].id, "other_note": study.team_notes()[0].id, "other_draft": draft.id,
        "other_proposal": study.proposals()[0].id, "other_entry": study.history("EF", 1)[0].id,
        "other_paraphrase": study.paraphrases()[0].id,
        "other_chosen": study.selection("interim").quotes[0].id,
    }  # fmt: skip
    built.secret = _all_ids(study) - before | {draft.id}


def _all_ids(study: Study) -> set[str]:
    """The ids of everything that coders make; those of versions and documents are no secret."""
    database = study._session.store.database
    tables = ("coding", "memo", "memo_version", "mark", "team_note", "bookmark", "proposal",
              "draft_code", "paraphrase", "report_text", "selection", "selected_quote",
              "change_log")  # fmt: skip
    return {row[0] for table in tables for row in database.fetch(f"SELECT id FROM {table}")}


def _corrected(study: Study) -> None:
    text = study.text("nurse").text
    for old, new in (
        ("We lost two people", "It was a hard time"), ("I drove home and sat", "We went off"),
        ("The dog, mostly.", "Nothing at all."),
    ):  # fmt: skip
        assert old in text
        text = text.replace(old, new)
    study.correct_document("nurse", text)


_ID = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}\b")
_CLOCK = re.compile(r"\b[0-9a-f]{12}-[0-9a-f]{6}-[0-9a-f]{8}\b")
_TIME = re.compile(r"\b20\d\d-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?Z?")
_ENTRY = re.compile(r"\d\d:\d\d(:\d\d)?\b")


def plain(text: str, built: Built) -> str:
    """The text without what differs between any two studies: ids, times, the folder."""
    text = text.replace(str(built.folder.parent), "FOLDER")
    for pattern, name in ((_ID, "ID"), (_CLOCK, "CLOCK"), (_TIME, "TIME"), (_ENTRY, "TIME")):
        text = pattern.sub(name, text)
    return text


def leaks(text: str, built: Built) -> set[str]:
    """Which words and ids of EF's stand in a text."""
    folded = text.casefold()
    return {each for each in (*MARKERS.values(), *built.secret) if each.casefold() in folded}


def contents(path: Path) -> str:
    """All that stands in a file, also in the parts of an office document."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as pack:
            parts = (pack.read(name).decode("utf-8", "replace") for name in pack.namelist())
            return "\n".join(re.sub(r"<[^>]+>", " ", part) for part in parts)
    return path.read_bytes().decode("utf-8", "replace")


def said(value: Any) -> str:
    """Everything that an answer says, to the last field; of a path the file that is there."""
    return "\n".join(_parts(value, 0))


def _parts(value: Any, depth: int) -> Iterable[str]:
    if isinstance(value, Path):
        yield value.name
        if "exports" in value.parts:
            files = sorted(value.rglob("*")) if value.is_dir() else [value]
            yield from (contents(each) for each in files if each.is_file())
    elif isinstance(value, TextVersion):
        yield value.text
    elif isinstance(value, Table):
        yield repr((value.title, value.columns, value.notes, value.caption))
        yield from (repr(row) for row in value.rows)
    elif is_dataclass(value) and not isinstance(value, type):
        yield type(value).__name__
        for each in fields(value):
            yield f"{each.name}:"
            yield from _parts(getattr(value, each.name), depth + 1)
        # What it says in words, too: properties of results are answers.
        for name in dir(type(value)):
            if depth < 2 and isinstance(getattr(type(value), name), property):
                yield f"{name}: {getattr(value, name)!r}"
    elif isinstance(value, Enum):
        yield str(value.value)
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _parts(key, depth + 1)
            yield from _parts(each, depth + 1)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _parts(each, depth + 1)
    elif isinstance(value, (set, frozenset)):
        yield from sorted(map(repr, value))
    else:
        yield repr(value)
