"""The codebook edited through the study: what changes, what is kept, what is taken back."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualkit.core.codebook import Code, Status, Theme
from qualkit.core.records import Change, Span
from qualkit.errors import CodebookError, InputError, NotFoundError, RefusedError
from qualkit.importers.codebook import parse_codebook
from qualkit.study import Study, codebook_file, open_study

EDITS: tuple[Callable[[Study], Change], ...] = (
    lambda s: s.add_code(Code("waiting", "Waiting", theme="burnout")),
    lambda s: s.add_theme(Theme("place", "Place", statement="Where they are.")),
    lambda s: s.edit_code("caseload", definition="Talk of clients.", why="after the meeting"),
    lambda s: s.edit_code("caseload", definition="Talk about numbers.", editorial=True),
    lambda s: s.edit_code("caseload", colour="#E69F00", shortcut="z"),
    lambda s: s.edit_theme("Burnout", statement="It wears them down.", aliases=("Strain",)),
    lambda s: s.rename_code("caseload", "Case load"),
    lambda s: s.move_code("colleagues", theme="burnout"),
    lambda s: s.move_code("colleagues", theme=""),
    lambda s: s.move_code("exhaustion", parent="causes"),
    lambda s: s.move_code("caseload", parent=""),
    lambda s: s.move_code("colleagues", before="caseload"),
    lambda s: s.move_code("caseload", before=""),
    lambda s: s.merge_codes("exhaustion", "caseload"),
    lambda s: s.retire_code("colleagues"),
    lambda s: s.split_code("caseload", ["Many", "Few"]),
    lambda s: s.save_codebook_source(s.codebook_source().replace("numbers", "figures")),
)


def comments(text: str) -> list[str]:
    return [line[line.index("#") :] for line in text.splitlines() if "# " in line]


def by_hand(study: Study, old: str, new: str) -> None:
    text = study.codebook_path.read_text("utf-8")
    assert old in text
    study.codebook_path.write_text(text.replace(old, new), "utf-8")
    os.utime(study.codebook_path, ns=(0, study.codebook_path.stat().st_mtime_ns + 1000))


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_undone_and_redone_gives_the_file_back_to_the_byte(
    study: Study, edit: Callable[[Study], Change]
) -> None:
    text = study.codebook_path.read_text("utf-8").replace("\n", "\r\n")
    study.codebook_path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    before, version = study.codebook_path.read_bytes(), study.codebook_version
    edit(study)
    after = study.codebook_path.read_bytes()
    assert after != before
    assert after.startswith(b"\xef\xbb\xbf")
    assert after.count(b"\n") == after.count(b"\r\n")
    assert sorted(comments(after.decode())) == sorted(comments(before.decode()))
    edited = study.codebook_version
    study.undo()
    assert (study.codebook_path.read_bytes(), study.codebook_version) == (before, version)
    study.redo()
    assert (study.codebook_path.read_bytes(), study.codebook_version) == (after, edited)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.sampled_from(range(len(EDITS))), min_size=1, max_size=6))
def test_any_edits_keep_the_file_readable_and_are_taken_back_one_by_one(
    study: Study, chosen: list[int]
) -> None:
    states = [study.codebook_path.read_bytes()]
    for number in chosen:
        try:
            EDITS[number](study)
        except (RefusedError, CodebookError, InputError):
            # Twice the same, or something that an earlier edit made impossible: nothing is done.
            assert study.codebook_path.read_bytes() == states[-1]
            continue
        text = study.codebook_path.read_bytes()
        if text != states[-1] or study.history(limit=1)[0].action == "edit codebook":
            assert parse_codebook(text.decode()) == study.codebook
            assert sorted(comments(text.decode())) == sorted(comments(states[0].decode()))
            states += [text] if text != states[-1] else []
    for state in reversed(states[:-1]):
        study.undo()
        assert study.codebook_path.read_bytes() == state
    assert study.codebook_version == study.codebook.fingerprint()


def test_a_changed_rule_gets_a_version_and_a_line_of_history(study: Study) -> None:
    study.edit_code("Caseload", use_when=("a number",), why="agreed on Friday")
    code = study.codebook.find("caseload")
    assert study.codebook.version == 2
    assert [(line.version, line.by, line.change) for line in code.history] == [
        (2, "AB", "agreed on Friday")
    ]
    assert study.told(study.history(limit=1)[0]).summary == "changed Caseload: use_when"


@pytest.mark.parametrize(
    "fields", [{"colour": "#E69F00"}, {"shortcut": "z"}, {"name": "Load"}, {"theme": "prevention"}]
)
def test_what_changes_no_rule_leaves_the_number_and_the_history_alone(
    study: Study, fields: dict[str, Any]
) -> None:
    study.edit_code("caseload", **fields)
    assert study.codebook.version == 1
    assert study.codebook.find("caseload").history == ()


def test_moving_a_code_takes_along_what_stands_under_it(study: Study) -> None:
    study.edit_code("caseload", theme="burnout")
    study.move_code("causes", theme="prevention")
    book = study.codebook
    for code in ("causes", "caseload"):
        assert book.theme_of(book.find(code)) == book.theme("prevention")
    study.move_code("caseload", theme="burnout")
    assert study.codebook.find("caseload").parent == ""


def test_a_code_cannot_be_moved_under_itself(study: Study) -> None:
    with pytest.raises(InputError, match="stands under it"):
        study.move_code("causes", parent="caseload")


def test_merged_codings_count_for_the_code_they_went_into(study: Study) -> None:
    study.code("nurse", Span(120, 140), "exhaustion")
    study.code("nurse", Span(200, 210), "caseload")
    study.merge_codes("exhaustion", "caseload")
    assert {c.code for c in study.codings()} == {"exhaustion", "caseload"}
    assert len(study.codings(code="caseload")) == 2
    assert len(study.codings(code="exhaustion")) == 2
    counts = study.code_counts()
    assert (counts["caseload"].own, counts["exhaustion"].own) == (2, 0)
    table = study.quotes()
    names = {row[table.columns.index(c)] for row in table for c in table.columns if c.key == "code"}
    assert names == {"Caseload"}
    with pytest.raises(RefusedError, match="merged"):
        study.code("nurse", Span(300, 310), "exhaustion")
    study.revive_code("exhaustion")
    assert len(study.codings(code="caseload")) == 1


def test_a_retired_code_keeps_its_codings_and_takes_no_more(study: Study) -> None:
    study.code("nurse", Span(120, 140), "exhaustion")
    study.retire_code("exhaustion")
    assert len(study.codings(code="exhaustion")) == 1
    with pytest.raises(RefusedError, match="retired"):
        study.code("nurse", Span(200, 210), "exhaustion")
    study.revive_code("exhaustion")
    study.code("nurse", Span(200, 210), "exhaustion")


def test_the_parts_of_a_split_code_are_drafts_beside_it(study: Study) -> None:
    change = study.split_code("caseload", ["Many", "Few", "colleagues"])
    assert dict(change.facts)["parts"] == "many, few, colleagues"
    assert study.codebook.find("Few").parent == "causes"
    assert study.codebook.find("Few").status is Status.DRAFT
    with pytest.raises(RefusedError, match="cannot be a part"):
        study.split_code("caseload", ["caseload", "Third"])


def test_a_file_changed_by_a_person_is_not_written_over_by_undo(study: Study) -> None:
    study.edit_code("caseload", definition="Talk of clients.")
    by_hand(study, "Being tired.", "Being very tired.")
    kept = study.codebook_path.read_bytes()
    with pytest.raises(RefusedError, match="changed in another program") as refused:
        study.undo()
    assert str(study.codebook_path) in refused.value.message
    assert study.codebook_path.read_bytes() == kept
    assert study.codebook.find("exhaustion").definition == "Being very tired."
    study.edit_code("caseload", definition="Talk of many clients.")
    study.undo()
    assert study.codebook_path.read_bytes() == kept
    with pytest.raises(RefusedError, match="the codebook has been changed since"):
        study.undo()


def test_undoing_a_code_that_others_have_used_is_refused(study: Study) -> None:
    study.add_code(Code("waiting", "Waiting"))
    study.use_coder("CD")
    study.code("nurse", Span(120, 140), "waiting")
    study.use_coder("AB")
    with pytest.raises(RefusedError, match="1 codings hang on it"):
        study.undo()
    assert study.codebook.code("waiting") is not None


def test_nothing_is_edited_while_the_file_is_broken(study: Study) -> None:
    by_hand(study, "definition: Being tired.", "definiton: Being tired.")
    broken = study.codebook_path.read_bytes()
    for edit in EDITS[:-1]:
        with pytest.raises(CodebookError, match=r"line \d+.*definiton"):
            edit(study)
    assert study.codebook_path.read_bytes() == broken
    study.hold_codebook()
    with pytest.raises(CodebookError, match=r"line \d+.*definiton"):
        study.edit_code("caseload", definition="Talk of clients.")
    study.save_codebook_source(study.codebook_source().replace("definiton", "definition"))
    assert study.codebook.find("exhaustion").definition == "Being tired."


def test_a_wrong_text_is_refused_with_its_line_and_changes_nothing(study: Study) -> None:
    before = study.codebook_path.read_bytes()
    with pytest.raises(CodebookError, match="line 12"):
        study.save_codebook_source(study.codebook_source().replace("codable: false", "codable: no"))
    assert study.codebook_path.read_bytes() == before


def test_a_text_that_began_with_another_file_is_refused(study: Study) -> None:
    was = study.codebook_source()
    by_hand(study, "Being tired.", "Being very tired.")
    with pytest.raises(RefusedError, match="changed in another program"):
        study.save_codebook_source(was.replace("numbers", "figures"), was=was)
    assert "very tired" in study.codebook_source()


def test_a_code_with_codings_cannot_be_taken_out_of_the_text(study: Study) -> None:
    study.code("nurse", Span(120, 140), "colleagues")
    text = study.codebook_source()
    with pytest.raises(RefusedError, match="codings hang on it"):
        study.save_codebook_source(text[: text.index("  - id: colleagues")])


@pytest.mark.parametrize("by", ["edit", "undo"])
def test_a_save_killed_before_the_file_was_written_is_finished(
    study: Study, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    before = study.codebook_path.read_bytes()
    if by == "undo":
        study.edit_code("caseload", colour="#E69F00")
    monkeypatch.setattr(codebook_file, "write_text", killed)
    with pytest.raises(KeyboardInterrupt):
        study.undo() if by == "undo" else study.edit_code("caseload", colour="#E69F00")
    monkeypatch.undo()
    study.close()
    with open_study(study.path) as again:
        assert (again.codebook.find("caseload").colour == "") == (by == "undo")
        assert (again.codebook_path.read_bytes() == before) == (by == "undo")
        assert "had not been written to the end" in " ".join(again.notices)


def test_a_persons_edit_wins_over_a_save_that_was_killed(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(codebook_file, "write_text", killed)
    with pytest.raises(KeyboardInterrupt):
        study.edit_code("caseload", definition="Talk of clients.")
    monkeypatch.undo()
    by_hand(study, "Being tired.", "Being very tired.")
    study.close()
    with open_study(study.path) as again:
        assert again.codebook.find("caseload").definition == "Talk of numbers."
        assert again.codebook.find("exhaustion").definition == "Being very tired."
        assert "changed in another program" in " ".join(again.notices)
        assert again.codebook_version == again.codebook.fingerprint()


def test_an_edit_in_another_program_is_seen_at_the_next_question(study: Study) -> None:
    study.edit_code("caseload", colour="#E69F00")
    by_hand(study, "#E69F00", "#56B4E9")
    assert study.codebook.find("caseload").colour == "#56B4E9"
    study.edit_code("caseload", colour="#009E73")
    assert "#009E73" in study.codebook_source()


def test_the_log_never_holds_the_words_of_the_codebook(study: Study) -> None:
    study.edit_code("caseload", definition="Talk of a thousand clients.")
    study.edit_theme("burnout", statement="It is the thousand.")
    rows = study._session.store.database.fetch("SELECT detail FROM change_log")
    assert not any("thousand" in row[0] for row in rows)


def test_unknown_codes_and_themes_are_named(study: Study) -> None:
    with pytest.raises(NotFoundError, match=r"caselode.*did you mean"):
        study.retire_code("caselode")
    with pytest.raises(NotFoundError, match="no theme 'burn'"):
        study.move_code("caseload", theme="burn")


def test_two_at_work_see_each_others_edits_and_take_back_their_own(study: Study) -> None:
    with open_study(study.path, "CD") as other:
        study.edit_code("caseload", definition="Talk of clients.")
        assert other.codebook.find("caseload").definition == "Talk of clients."
        other.edit_code("exhaustion", definition="Being very tired.")
        with pytest.raises(RefusedError):
            study.undo()
        other.undo()
        study.undo()
        assert other.codebook.find("caseload").definition == "Talk of numbers."
        assert other.codebook_version == study.codebook_version


def test_an_edit_that_another_has_stored_and_not_yet_written_is_not_lost(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = codebook_file.write_text
    with open_study(study.path, "CD") as other:
        assert other.codebook_version

        def put() -> None:
            with other._session.write("edit code") as entry:
                text = codebook_file.source(other._session)
                codebook_file.put(other._session, entry, text, text.replace("tired", "worn"))

        def between(*arguments: Any) -> None:
            monkeypatch.setattr(codebook_file, "write_text", write)
            # The file is still as it was; the database is not.
            with pytest.raises(RefusedError, match="changed in another program meanwhile"):
                put()
            write(*arguments)

        monkeypatch.setattr(codebook_file, "write_text", between)
        study.edit_code("caseload", definition="Talk of clients.")
        other.edit_code("exhaustion", definition="Being worn.")
    assert study.codebook.find("caseload").definition == "Talk of clients."
    assert study.codebook.find("exhaustion").definition == "Being worn."


def test_going_back_takes_several_edits_together(study: Study) -> None:
    study.code("nurse", Span(120, 140), "caseload")
    mark = study.history(limit=1)[0]
    before = study.codebook_path.read_bytes()
    study.edit_code("caseload", definition="Talk of clients.")
    study.code("nurse", Span(200, 210), "exhaustion")
    study.rename_code("exhaustion", "Weariness")
    after = study.codebook_path.read_bytes()
    assert len(study.go_back(mark.id)) == 3
    assert study.codebook_path.read_bytes() == before
    for _ in range(3):
        study.redo()
    assert study.codebook_path.read_bytes() == after
