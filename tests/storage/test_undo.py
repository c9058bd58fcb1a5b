"""Undo and redo against a model that remembers everything."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from qualkit.core.records import Span
from qualkit.errors import RefusedError
from qualkit.study import Study, open_study

State = frozenset[tuple[str, int, int, str]]


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


class UndoMachine(RuleBasedStateMachine):
    """Codes, removes, writes memos, undoes, redoes and reopens, at random."""

    template: Path
    scratch: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = self.scratch / f"run-{len(list(self.scratch.iterdir()))}"
        shutil.copytree(self.template, self.folder)
        self.study: Study = open_study(self.folder)
        self.document = self.study.documents()[0]
        self.past: list[State] = []
        self.future: list[State] = []

    def state(self) -> State:
        return frozenset(
            (c.code, c.span.start, c.span.end, c.memo) for c in self.study.codings(coder="AB")
        )

    @rule(code=st.sampled_from(["caseload", "exhaustion"]), start=st.integers(0, 6))
    def code(self, code: str, start: int) -> None:
        before = self.state()
        try:
            self.study.code(self.document, Span(start, start + 9), code)
        except RefusedError:
            assert any(row[:2] == (code, start) for row in before)
        else:
            self.past.append(before)
            self.future.clear()

    @precondition(lambda self: self.study.codings(coder="AB"))
    @rule(data=st.data())
    def uncode(self, data: st.DataObject) -> None:
        codings = self.study.codings(coder="AB")
        chosen = data.draw(st.sets(st.sampled_from(range(len(codings))), min_size=1))
        self.past.append(self.state())
        self.future.clear()
        self.study.uncode(*(codings[n].id for n in chosen))

    @precondition(lambda self: self.study.codings(coder="AB"))
    @rule(data=st.data(), text=st.sampled_from(["", "why?", "see P2"]))
    def memo(self, data: st.DataObject, text: str) -> None:
        codings = self.study.codings(coder="AB")
        coding = codings[data.draw(st.integers(0, len(codings) - 1))]
        if coding.memo != text:
            self.past.append(self.state())
            self.future.clear()
        self.study.memo(coding.id, text)

    @rule()
    def somebody_else_codes(self) -> None:
        self.study.use_coder("CD")
        try:
            self.study.code(self.document, Span(3, 12), "colleagues")
        except RefusedError:
            self.study.undo()
        self.study.use_coder("AB")

    @rule()
    def undo(self) -> None:
        before = self.state()
        change = self.study.undo()
        assert (change is None) == (not self.past)
        if self.past:
            self.future.append(before)
            assert self.state() == self.past.pop()

    @rule()
    def redo(self) -> None:
        before = self.state()
        change = self.study.redo()
        assert (change is None) == (not self.future)
        if self.future:
            self.past.append(before)
            assert self.state() == self.future.pop()

    @rule()
    def reopen(self) -> None:
        self.study.close()
        self.study = open_study(self.folder)
        assert self.study.coder == "AB"

    @invariant()
    def nothing_is_deleted(self) -> None:
        rows = self.study._session.store.database.fetch("SELECT count(*) FROM coding")
        assert rows[0][0] >= len(self.study.codings())

    def teardown(self) -> None:
        self.study.close()


def test_undo_and_redo_agree_with_a_model(template: Path, tmp_path: Path) -> None:
    UndoMachine.template, UndoMachine.scratch = template, tmp_path
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        UndoMachine,
        settings=settings(
            max_examples=40,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
