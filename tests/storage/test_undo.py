"""Undo and redo against a model that remembers everything."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from qualkit.core.marks import CodingMarkKind, MemoKind
from qualkit.core.records import Coding, Span
from qualkit.errors import QualkitError, RefusedError
from qualkit.study import Study, open_study

State = frozenset[tuple[object, ...]]
TABLES = ("coding", "mark", "team_note", "bookmark", "memo", "memo_version")
TEXTS = st.sampled_from(["", "why?", "see P2"])


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from qualkit.study import init_study
    from tests.conftest import CODEBOOK, GROUP

    folder = tmp_path_factory.mktemp("undo")
    (folder / "group.txt").write_text(GROUP, "utf-8")
    (folder / "book.yaml").write_text(CODEBOOK, "utf-8")
    with init_study(folder / "study", "Undo") as made:
        made.use_coder("AB")
        made.import_codebook(folder / "book.yaml")
        made.import_transcripts([folder / "group.txt"])
    return folder / "study"


def picture(study: Study) -> State:
    """All that AB and CD have put into the study, as anybody sees it, ids and all."""
    marks = [
        (mark.kind, mark.coding_id, mark.coder, mark.note)
        for each in study.marks().values()
        for mark in each
    ]
    codings = [
        (c.id, c.code, c.span.start, c.span.end, c.codebook_version, c.assisted, c.memo, c.coder)
        for c in study.codings()
    ]
    notes = [(n.id, n.span, n.code, n.text, n.settled) for n in study.team_notes(settled=True)]
    bookmarks = [(b.id, b.span) for b in study.bookmarks()]
    memos = [(m.kind, m.target, m.coder, m.text) for m in study.memos()]
    return frozenset([*marks, *codings, *notes, *bookmarks, *memos])


class UndoMachine(RuleBasedStateMachine):
    """AB does at random all that can be undone, undoes, redoes, goes back and reopens."""

    template: Path
    scratch: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = self.scratch / f"run-{len(list(self.scratch.iterdir()))}"
        shutil.copytree(self.template, self.folder)
        self.study: Study = open_study(self.folder)
        self.document = self.study.documents()[0]
        self.past: list[tuple[str, State]] = []
        self.future: list[State] = []
        self.rows = self.counted()

    def counted(self) -> list[int]:
        fetch = self.study._session.store.database.fetch
        return [fetch(f"SELECT count(*) FROM {table}")[0][0] for table in TABLES]

    def do(self, act: Callable[[], object]) -> None:
        """Act, and remember how it was before; a refusal changes nothing."""
        before, last = picture(self.study), self.last()
        try:
            act()
        except QualkitError:
            assert picture(self.study) == before
            assert self.last() == last
        if self.last() != last:
            self.past.append((last, before))
            self.future.clear()

    def last(self) -> str:
        return next((change.id for change in self.study.history("AB", 1)), "")

    def coding(self, data: st.DataObject) -> Coding:
        return data.draw(st.sampled_from(self.study.codings(coder="AB")))

    @rule(
        codes=st.lists(st.sampled_from(["caseload", "exhaustion"]), min_size=1, max_size=2),
        start=st.integers(30, 60),
        memo=TEXTS,
        assisted=st.booleans(),
    )
    def code(self, codes: list[str], start: int, memo: str, assisted: bool) -> None:
        span = Span(start, start + 30)
        self.do(lambda: self.study.code(self.document, span, *codes, memo=memo, assisted=assisted))

    @precondition(lambda self: self.study.codings(coder="AB"))
    @rule(data=st.data())
    def uncode(self, data: st.DataObject) -> None:
        codings = self.study.codings(coder="AB")
        chosen = data.draw(st.sets(st.sampled_from(range(len(codings))), min_size=1))
        self.do(lambda: self.study.uncode(*(codings[n].id for n in chosen)))

    @precondition(lambda self: self.study.codings(coder="AB"))
    @rule(data=st.data(), text=TEXTS)
    def memo(self, data: st.DataObject, text: str) -> None:
        coding = self.coding(data)
        self.do(lambda: self.study.memo(coding.id, text))

    @precondition(lambda self: self.study.codings(coder="AB"))
    @rule(data=st.data(), code=st.sampled_from(["caseload", "exhaustion", "colleagues"]))
    def recode(self, data: st.DataObject, code: str) -> None:
        coding = self.coding(data)
        self.do(lambda: self.study.recode(coding.id, code))

    @precondition(lambda self: self.study.codings(coder="AB"))
    @rule(data=st.data(), start=st.integers(0, 90), length=st.integers(1, 40))
    def resize(self, data: st.DataObject, start: int, length: int) -> None:
        coding = self.coding(data)
        self.do(lambda: self.study.resize(coding.id, Span(start, start + length)))

    @precondition(lambda self: self.study.codings(coder="AB"))
    @rule(data=st.data())
    def split(self, data: st.DataObject) -> None:
        coding = self.coding(data)
        at = data.draw(st.integers(coding.span.start, coding.span.end))
        self.do(lambda: self.study.split_coding(coding.id, at))

    @precondition(lambda self: len(self.study.codings(coder="AB")) > 1)
    @rule(data=st.data())
    def merge(self, data: st.DataObject) -> None:
        first = self.coding(data)
        alike = [c for c in self.study.codings(coder="AB", code=first.code) if c.id != first.id]
        others = data.draw(st.lists(st.sampled_from(alike or [first]), min_size=1, unique=True))
        written = {text for c in (first, *others) for text in c.memo.split("\n") if text}
        marks = self.marks_on(first, *others)
        self.do(lambda: self.study.merge_codings(first.id, *(c.id for c in others)))
        if alike:
            (merged,) = (c for c in self.study.codings() if c.id == first.id)
            assert written <= set(merged.memo.split("\n"))
            assert self.marks_on(merged) == marks

    def marks_on(self, *codings: Coding) -> set[tuple[CodingMarkKind, str]]:
        marks = self.study.marks()
        return {(mark.kind, mark.coder) for c in codings for mark in marks.get(c.id, ())}

    @precondition(lambda self: self.study.codings(coder="AB"))
    @rule(data=st.data(), on=st.booleans(), note=st.none() | TEXTS)
    def star(self, data: st.DataObject, on: bool, note: str | None) -> None:
        coding = self.coding(data)
        self.do(lambda: self.study.star(coding.id, on, note))

    @precondition(lambda self: self.study.codings(coder="AB"))
    @rule(data=st.data(), note=st.none() | TEXTS)
    def counter_example(self, data: st.DataObject, note: str | None) -> None:
        coding = self.coding(data)
        self.do(lambda: self.study.counter_example(coding.id, note))

    @rule(start=st.integers(0, 60), text=TEXTS, code=st.sampled_from(["", "caseload"]))
    def note_for_team(self, start: int, text: str, code: str) -> None:
        span = Span(start, start + 9)
        self.do(lambda: self.study.note_for_team(self.document, span, text, code))

    @precondition(lambda self: self.study.team_notes(settled=True))
    @rule(data=st.data(), text=TEXTS, settled=st.none() | st.booleans())
    def change_note(self, data: st.DataObject, text: str, settled: bool | None) -> None:
        note = data.draw(st.sampled_from(self.study.team_notes(settled=True)))
        if settled is None:
            self.do(lambda: self.study.edit_team_note(note.id, text))
        else:
            self.do(lambda: self.study.settle_team_note(note.id, settled))

    @rule(start=st.integers(0, 60))
    def bookmark(self, start: int) -> None:
        self.do(lambda: self.study.bookmark(self.document, Span(start, start + 20)))

    @rule(
        on=st.sampled_from(
            [(MemoKind.DOCUMENT, "group"), (MemoKind.CODE, "Caseload"), (MemoKind.STUDY, "")]
        ),
        text=TEXTS,
    )
    def memo_on(self, on: tuple[MemoKind, str], text: str) -> None:
        self.do(lambda: self.study.memo_on(*on, text))

    @rule()
    def somebody_else_codes(self) -> None:
        # CD's is no part of what AB can undo; it stays as it is for good.
        if not self.study.codings(coder="CD"):
            self.study.use_coder("CD")
            self.study.code(self.document, Span(3, 12), "colleagues")
            self.study.use_coder("AB")
            added = [row for row in picture(self.study) if row[-1] == "CD"]
            self.past = [(entry, state | set(added)) for entry, state in self.past]
            self.future = [state | set(added) for state in self.future]

    @rule()
    def undo(self) -> None:
        before = picture(self.study)
        change = self.study.undo()
        assert (change is None) == (not self.past)
        if self.past:
            self.future.append(before)
            assert picture(self.study) == self.past.pop()[1]

    @rule()
    def redo(self) -> None:
        before, last = picture(self.study), self.last()
        change = self.study.redo()
        assert (change is None) == (not self.future)
        if self.future:
            self.past.append((last, before))
            assert picture(self.study) == self.future.pop()

    @precondition(lambda self: len(self.past) > 1)
    @rule(data=st.data())
    def go_back(self, data: st.DataObject) -> None:
        place = data.draw(st.integers(1, len(self.past) - 1))
        states = [state for _, state in self.past[place:]] + [picture(self.study)]
        would = self.study.go_back(self.past[place][0], dry_run=True)
        assert picture(self.study) == states[-1]
        done = self.study.go_back(self.past[place][0])
        assert [change.undoes for change in done] == [change.id for change in would]
        assert picture(self.study) == states[0]
        self.future += reversed(states[1:])
        self.past = self.past[:place]

    @rule()
    def reopen(self) -> None:
        self.study.close()
        self.study = open_study(self.folder)
        assert self.study.coder == "AB"

    @invariant()
    def nothing_is_deleted(self) -> None:
        rows = self.counted()
        assert all(now >= before for now, before in zip(rows, self.rows, strict=True))
        self.rows = rows

    def teardown(self) -> None:
        self.study.close()


def test_undo_and_redo_agree_with_a_model(template: Path, tmp_path: Path) -> None:
    UndoMachine.template, UndoMachine.scratch = template, tmp_path
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        UndoMachine,
        settings=settings(
            max_examples=40,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.fixture
def study(template: Path, tmp_path: Path) -> Study:
    shutil.copytree(template, tmp_path / "study")
    return open_study(tmp_path / "study")


def as_cd(study: Study, act: Callable[[], object]) -> None:
    study.use_coder("CD")
    act()
    study.use_coder("AB")


@pytest.mark.parametrize("kind", ["star", "counter-example"])
def test_what_somebody_else_has_marked_since_is_not_undone(study: Study, kind: str) -> None:
    with study:
        study.code("group", Span(40, 60), "caseload")
        (coding,) = study.codings()
        as_cd(
            study,
            lambda: study.star(coding.id) if kind == "star"
            else study.counter_example(coding.id, "but"),
        )  # fmt: skip
        with pytest.raises(RefusedError, match="changed later by CD"):
            study.undo()
        as_cd(study, study.undo)
        assert study.undo() is not None
        assert study.codings() == ()


def test_a_mark_of_before_does_not_hinder_redoing_a_removal(study: Study) -> None:
    with study:
        study.code("group", Span(40, 60), "caseload")
        (coding,) = study.codings()
        as_cd(study, lambda: study.star(coding.id))
        study.uncode(coding.id)
        assert study.marks() == {}
        study.undo()
        assert list(study.marks()) == [coding.id]
        study.redo()
        assert study.codings() == ()


def test_a_note_that_somebody_else_has_settled_is_not_undone(study: Study) -> None:
    with study:
        study.note_for_team("group", Span(40, 60), "look")
        (note,) = study.team_notes()
        as_cd(study, lambda: study.settle_team_note(note.id))
        with pytest.raises(RefusedError, match="changed later by CD"):
            study.undo()
        as_cd(study, lambda: study.settle_team_note(note.id, False))
        assert study.undo() is not None


def test_the_second_part_of_a_split_that_somebody_marked_keeps_the_split(study: Study) -> None:
    with study:
        study.code("group", Span(40, 100), "caseload")
        study.split_coding(study.codings()[0].id, 70)
        as_cd(study, lambda: study.star(study.codings()[1].id))
        with pytest.raises(RefusedError, match="CD"):
            study.undo()
        assert len(study.codings()) == 2


def test_a_mark_made_again_meanwhile_is_not_brought_back_twice(study: Study) -> None:
    with study:
        study.code("group", Span(40, 60), "caseload")
        study.code("group", Span(60, 90), "caseload")
        one, two = study.codings()
        as_cd(study, lambda: study.star(two.id))
        study.merge_codings(one.id, two.id)
        study.undo()
        # CD stars the other one too: to redo the merging would give one coding two stars of CD.
        as_cd(study, lambda: study.star(one.id))
        with pytest.raises(RefusedError, match="again since"):
            study.redo()
        assert set(study.marks()) == {one.id, two.id}


def test_going_back_is_all_or_nothing(study: Study) -> None:
    with study:
        study.code("group", Span(40, 60), "caseload")
        start = study.history("AB", 1)[0]
        study.code("group", Span(60, 80), "caseload")
        as_cd(study, lambda: study.star(study.codings()[1].id))
        study.code("group", Span(80, 90), "caseload")
        with pytest.raises(RefusedError, match="CD"):
            study.go_back(start.id)
        assert len(study.codings()) == 3
        as_cd(study, study.undo)
        assert len(study.go_back(start.id)) == 2
        assert len(study.codings()) == 1
        with pytest.raises(RefusedError, match="nothing after that"):
            study.go_back(start.id)
        with pytest.raises(QualkitError, match="no entry"):
            study.go_back("x")
        while study.redo():
            pass
        assert len(study.codings()) == 3


def test_an_import_is_not_undone_once_somebody_has_changed_a_coding_of_it(
    study: Study, tmp_path: Path
) -> None:
    with study:
        file = tmp_path / "c.csv"
        file.write_text("coder,document,code,start,end\nCD,group,caseload,40,60\n", "utf-8")
        study.import_codings(file)
        (coding,) = study.codings()
        as_cd(study, lambda: study.recode(coding.id, "exhaustion"))
        with pytest.raises(RefusedError, match="changed later by CD"):
            study.undo()
        as_cd(study, lambda: study.recode(coding.id, "caseload"))
        assert study.undo() is not None
        assert study.codings() == ()
