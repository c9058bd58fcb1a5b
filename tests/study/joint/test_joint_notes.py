"""Lead-ins, remarks, fits and meta-inferences: written, changed, carried in and out."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from qualkit.core.joint import Judgement, NoteKind
from qualkit.core.records import Coder, CoderRole
from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.study import Study, open_study

FILE = Path(__file__).parents[3] / "codings" / "joint-display.yaml"


def rows(study: Study) -> list[tuple[object, ...]]:
    fetch = study._session.store.database.fetch
    return fetch("SELECT id, removed_by IS NULL, provisional, body FROM joint_note ORDER BY id")


def fit(study: Study, judgement: str = "confirm", text: str = "They agree.") -> None:
    study.joint_note(
        "burnout", "fit", text, judgement=judgement, instrument="mbi-hss", subscale="ee",
        codes=["Exhaustion"],
    )  # fmt: skip


def test_a_fit_is_kept_with_ids_and_the_keys_own_spelling(study: Study) -> None:
    fit(study)
    (note,) = study.joint_notes("Burnout")
    assert (note.kind, note.judgement, note.instrument) == (
        NoteKind.FIT, Judgement.CONFIRM, "mbi-hss"
    )  # fmt: skip
    assert (note.subscale, note.codes, note.coder) == ("EE", ("exhaustion",), "AB")


def test_a_new_judgement_takes_the_place_of_ones_own_and_remarks_stand_beside_each_other(
    study: Study,
) -> None:
    fit(study)
    fit(study, "discord", "They do not.")
    study.joint_note("burnout", "remark", "First.")
    study.joint_note("burnout", "remark", "Second.")
    study.use_coder("CD")
    fit(study, "silent", "Neither says it.")
    said = [(n.coder, n.text) for n in study.joint_notes()]
    assert said == [
        ("AB", "First."), ("AB", "Second."), ("AB", "They do not."), ("CD", "Neither says it."),
    ]  # fmt: skip


def test_what_is_worded_or_judged_anew_stays_in_its_place(study: Study) -> None:
    fits = (
        f"  - {{codes: [{code}], judgement: silent, reasoning: On {code}.}}"
        for code in ("caseload", "exhaustion", "colleagues")
    )
    study.import_joint(written(study, "lead_in_by: AB", "fit:", *fits))
    said = [note.text for note in study.joint_notes()]
    assert said == ["On caseload.", "On exhaustion.", "On colleagues."]

    def reword(old: str, new: str) -> None:
        note = next(note for note in study.joint_notes() if note.text == old)
        study.edit_joint_note(note.id, text=new)
        said[said.index(old)] = new
        assert [note.text for note in study.joint_notes()] == said

    reword(said[0], "One.")
    reword(said[1], "Two.")
    reword("One.", "The first.")
    study.undo()
    study.redo()
    assert [note.text for note in study.joint_notes()] == said
    study.joint_note("burnout", "fit", "Anew.", judgement="expand", codes=["exhaustion"])
    assert [note.text for note in study.joint_notes()] == ["The first.", "Anew.", "On colleagues."]


@pytest.mark.parametrize("act", ["write", "replace", "edit", "final", "remove", "import"])
def test_each_action_is_taken_back_and_brought_back_without_a_trace(study: Study, act: str) -> None:
    fit(study)
    note = study.joint_notes()[0]
    acts = {
        "write": lambda: study.joint_note("prevention", "lead-in", "What helps."),
        "replace": lambda: fit(study, "expand", "More than that."),
        "edit": lambda: study.edit_joint_note(note.id, text="Reworded.", judgement="expand"),
        "final": lambda: study.edit_joint_note(note.id, provisional=True),
        "remove": lambda: study.remove_joint_note(note.id),
        "import": lambda: study.import_joint(written(study, "lead_in: So.")),
    }
    before = study.joint_notes()
    acts[act]()
    after = study.joint_notes()
    assert after != before
    done = study.undo()
    assert done is not None
    assert done.summary.startswith("undid: ")
    assert "burnout" not in done.summary  # named as people name it
    assert study.joint_notes() == before
    study.redo()
    assert study.joint_notes() == after


def written(study: Study, *lines: str) -> Path:
    path = study.path.parent / "joint.yaml"
    body = "\n".join(f"    {line}" for line in lines)
    path.write_text(f"joint_displays: 1\nthemes:\n  - id: burnout\n{body}\n", "utf-8")
    return path


def test_writing_the_same_again_does_nothing(study: Study) -> None:
    fit(study)
    before = rows(study)
    fit(study)
    assert rows(study) == before
    assert study.history(limit=1)[0].summary == (
        "wrote the fit on mbi-hss, EE for joint displays of Burnout"
    )


def test_only_the_writer_and_a_lead_change_a_note(study: Study) -> None:
    fit(study)
    note = study.joint_notes()[0]
    study.use_coder("CD")
    with pytest.raises(RefusedError, match="AB's") as caught:
        study.remove_joint_note(note.id)
    assert "qualkit joint note" in str(caught.value.hint)
    study.add_coder(Coder("LD", "", CoderRole.LEAD))
    study.use_coder("LD")
    study.edit_joint_note(note.id, text="Better said.")
    (again,) = study.joint_notes()
    assert (again.coder, again.text) == ("AB", "Better said.")


@pytest.mark.parametrize(
    ("arguments", "error", "says"),
    [
        (("burnout", "fit", "So."), InputError, "the fit is not said"),
        (("burnouts", "remark", "So."), NotFoundError, "no theme 'burnouts'"),
        (("burnout", "hunch", "So."), InputError, "no kind of note"),
        (("burnout", "remark", "  "), InputError, "says nothing"),
    ],
)
def test_what_makes_no_note_is_refused_in_words(
    study: Study, arguments: tuple[str, str, str], error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        study.joint_note(*arguments)
    assert rows(study) == []


def test_a_scale_that_no_key_knows_is_refused_with_the_likeliest(study: Study) -> None:
    with pytest.raises(NotFoundError) as caught:
        study.joint_note("burnout", "fit", "So.", judgement="silent", instrument="mbi-hs",
                         subscale="EE")  # fmt: skip
    assert "mbi-hss" in str(caught.value.hint)
    with pytest.raises(NotFoundError, match="mbi-hss has no subscale 'XX'"):
        study.joint_note("burnout", "fit", "So.", judgement="silent", instrument="mbi-hss",
                         subscale="XX")  # fmt: skip


def test_a_private_draft_is_named_in_no_note(study: Study) -> None:
    study.add_coder(Coder("CD"))
    draft = study.draft_code("The quick one")
    with pytest.raises(NotFoundError):
        study.joint_note("burnout", "fit", "So.", judgement="silent", codes=[draft.id])


def test_the_demonstrations_notes_come_in_once_and_go_out_as_they_came(demo: Study) -> None:
    held = demo.joint_notes()
    assert [n.kind for n in held].count(NoteKind.FIT) == 16
    assert {n.coder for n in held if n.kind is NoteKind.REMARK} == {"CD", "EF"}
    assert all(note.provisional for note in held)
    again = demo.import_joint(FILE)
    assert (again.new, again.known) == (0, len(held))
    out = demo.export_joint_notes(demo.path / "exports" / "notes.yaml").path
    first = out.read_bytes()
    assert demo.import_joint(out).new == 0
    assert demo.export_joint_notes(out).path.read_bytes() == first


def test_what_a_person_changed_is_not_brought_back_by_importing_again(demo: Study) -> None:
    note = next(n for n in demo.joint_notes() if n.kind is NoteKind.LEAD_IN)
    demo.use_coder(note.coder)
    demo.edit_joint_note(note.id, text="In one sentence.")
    before = demo.joint_notes()
    demo.import_joint(FILE)
    assert demo.joint_notes() == before


def test_an_export_keeps_several_lead_ins_and_what_is_provisional(study: Study) -> None:
    study.joint_note("burnout", "lead-in", "Mine: a 'thing' # of mine.", provisional=True)
    study.joint_note("burnout", "meta-inference", "Two\nlines.")
    study.use_coder("CD")
    study.joint_note("burnout", "lead-in", "Yours.")
    held = [note.content for note in study.joint_notes()]
    out = study.export_joint_notes(study.path.parent / "out.yaml").path
    while study.joint_notes():
        study.use_coder(study.joint_notes()[0].coder)
        study.remove_joint_note(study.joint_notes()[0].id)
    study._session.store.database.execute("DELETE FROM joint_note")
    study.import_joint(out)
    assert sorted(map(str, (n.content for n in study.joint_notes()))) == sorted(map(str, held))
    assert [n.provisional for n in study.joint_notes() if n.text.startswith("Mine")] == [True]


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (["fits: []"], "line 4: unknown key 'fits'"),
        (["fit:", "  - {judgement: confirmed, reasoning: So.}"], "did you mean 'confirm'"),
        (["fit:", "  - {judgement: silent, subscale: EE, reasoning: So.}"], "belong together"),
        (["fit:", "  - {judgement: silent, reasoning: So., codes: [exhaustio]}"],
         "line 5: there is no code 'exhaustio'"),
        (["lead_in: So.", "lead_in_by: A B"], "line 4: 'A B' cannot be"),
    ],
)  # fmt: skip
def test_a_wrong_file_changes_nothing_and_names_its_line(
    study: Study, lines: list[str], says: str
) -> None:
    with pytest.raises(InputError, match=says):
        study.import_joint(written(study, *lines))
    assert rows(study) == []


def test_a_file_of_another_study_is_refused(study: Study) -> None:
    path = written(study, "lead_in: So.")
    path.write_text(path.read_text("utf-8") + "study: elsewhere\n", "utf-8")
    with pytest.raises(InputError, match="of the study 'elsewhere'"):
        study.import_joint(path)


def test_copies_that_took_in_the_same_file_have_each_note_once(
    study: Study, tmp_path: Path
) -> None:
    path = written(study, "lead_in: So.", "fit:", "  - {judgement: silent, reasoning: Why.}")
    study._session.store.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    folder = Path(shutil.copytree(study.path, tmp_path / "other"))
    study.import_joint(path)
    with open_study(folder, "CD") as copy:
        copy.import_joint(path)
        copy.joint_note("burnout", "remark", "Only there.")
    study.merge(folder / "study.db")
    said = sorted((note.coder, note.text) for note in study.joint_notes())
    assert said == [("AB", "So."), ("AB", "Why."), ("CD", "Only there."), ("CD", "So."),
                    ("CD", "Why.")]  # fmt: skip


def test_the_log_holds_no_word_of_a_note(study: Study) -> None:
    study.joint_note("burnout", "lead-in", "zanzibar")
    study.edit_joint_note(study.joint_notes()[0].id, text="quagga")
    details = study._session.store.database.fetch("SELECT detail FROM change_log")
    assert not any("zanzibar" in row[0] or "quagga" in row[0] for row in details)
