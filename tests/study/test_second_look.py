"""Codings made under an older rule; how often codes were used."""

from __future__ import annotations

import pytest

from qualkit.core.codebook import Code
from qualkit.core.records import Coder, Span
from qualkit.errors import NotFoundError, RefusedError
from qualkit.study import Study


def coded(study: Study, start: int = 120, code: str = "caseload") -> str:
    study.code("nurse", Span(start, start + 10), code)
    return next(c.id for c in study.codings() if c.span.start == start)


def test_a_changed_definition_asks_for_a_second_look_at_older_codings(study: Study) -> None:
    old = coded(study, 120)
    coded(study, 140, "exhaustion")
    study.edit_code("caseload", definition="Talk of clients.")
    coded(study, 160)
    (look,) = study.second_look()
    assert study.second_look_count() == 1
    assert (look.coding.id, look.made_under, look.now) == (old, 1, 2)
    assert look.is_now is not None
    assert (look.was.definition, look.is_now.definition) == ("Talk of numbers.", "Talk of clients.")
    assert look.changed == ("definition",)


def test_confirming_takes_a_coding_out_of_the_queue_and_undo_puts_it_back(study: Study) -> None:
    old = coded(study)
    study.edit_code("caseload", definition="Talk of clients.")
    study.confirm_coding(old)
    assert study.second_look() == ()
    assert study.codings()[0].codebook_version == study.codebook_version
    study.undo()
    assert [look.coding.id for look in study.second_look()] == [old]
    study.redo()
    assert study.second_look() == ()


def test_an_editorial_edit_asks_for_none_also_between_two_that_do(study: Study) -> None:
    coded(study)
    study.edit_code("caseload", definition="Talk about numbers.", editorial=True)
    study.edit_code("caseload", definition="Talk on numbers.", editorial=True)
    assert study.codebook.version == 1
    assert study.second_look() == ()
    study.edit_code("caseload", definition="Talk of clients.")
    assert len(study.second_look()) == 1
    study.edit_code("caseload", definition="Talk on numbers.")
    assert study.second_look() == ()


def test_an_editorial_edit_taken_back_and_made_for_good_asks_for_one(study: Study) -> None:
    coded(study)
    study.edit_code("caseload", definition="Talk of clients.", editorial=True)
    study.undo()
    study.edit_code("caseload", definition="Talk of clients.")
    assert len(study.second_look()) == 1


def test_an_editorial_text_asks_for_none(study: Study) -> None:
    coded(study)
    text = study.codebook_source().replace("Talk of numbers.", "Talk about numbers.")
    study.save_codebook_source(text, editorial=True)
    assert study.second_look() == ()
    study.save_codebook_source(text.replace("Talk about numbers.", "Talk."))
    assert len(study.second_look()) == 1


@pytest.mark.parametrize(
    ("field", "value", "asks"),
    [
        ("name", "Load", False), ("colour", "#E69F00", False), ("brief", "Load.", False),
        ("theme", "prevention", False), ("use_when", ("many",), True), ("not_when", ("few",), True),
    ],
)  # fmt: skip
def test_only_what_coders_go_by_asks_for_a_second_look(
    study: Study, field: str, value: object, asks: bool
) -> None:
    coded(study)
    study.edit_code("caseload", **{field: value})
    assert bool(study.second_look()) is asks


def test_a_brief_is_the_rule_while_there_is_no_definition(study: Study) -> None:
    study.add_code(Code("waiting", "Waiting", brief="Waiting for something."))
    coded(study, code="waiting")
    study.edit_code("waiting", brief="Waiting for somebody.")
    assert [look.changed for look in study.second_look()] == [("brief",)]


def test_a_merged_coding_is_held_to_the_rule_of_the_code_it_counts_for(study: Study) -> None:
    coded(study, code="exhaustion")
    study.merge_codes("exhaustion", "caseload")
    assert study.second_look() == ()
    study.edit_code("caseload", definition="Numbers, and being tired of them.")
    (look,) = study.second_look()
    assert (look.was.id, look.coding.code) == ("caseload", "exhaustion")


def test_a_coding_with_a_draft_is_held_to_the_rule_the_draft_was_shared_with(study: Study) -> None:
    study.add_coder(Coder("CD"))
    study.add_coder(Coder("AB"))
    code = study.draft_code("Waiting", definition="Waiting for something.")
    coded(study, code=code.id)
    study.share_draft(code.id)
    assert study.second_look() == ()
    study.edit_code(code.id, definition="Waiting for somebody.")
    assert len(study.second_look()) == 1


def test_a_code_that_the_file_has_lost_is_listed_with_no_code_of_today(study: Study) -> None:
    coded(study, code="colleagues")
    text = study.codebook_path.read_text("utf-8")
    study.codebook_path.write_text(text[: text.index("  - id: colleagues")], "utf-8")
    study.refresh()
    assert [look.is_now for look in study.second_look()] == [None]


def test_everybody_looks_at_their_own_codings_alone(study: Study) -> None:
    old = coded(study)
    study.edit_code("caseload", definition="Talk of clients.")
    study.use_coder("CD")
    assert study.second_look() == ()
    with pytest.raises(RefusedError, match="AB's"):
        study.confirm_coding(old)
    with pytest.raises(NotFoundError):
        study.confirm_coding("nothing")


def test_each_versions_text_is_read_once(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    from qualkit.importers import codebook as reader

    for start in range(100, 300, 20):
        coded(study, start)
        study.edit_code("caseload", definition=f"Talk of {start}.")
    assert len(study.second_look()) == 10
    read = []
    real = reader.read_codebook
    monkeypatch.setattr(reader, "read_codebook", lambda *a: read.append(a) or real(*a))
    assert len(study.second_look()) == 10
    assert read == []


def test_counts_are_of_references_and_of_participants_who_speak_in_them(study: Study) -> None:
    text = study.text("group").text
    first, last = text.index("Too much"), text.index("sixty")
    study.code("group", Span(first, first + 8), "caseload")
    study.code("group", Span(first + 4, first + 11), "caseload")
    study.code("group", Span(last, last + 5), "caseload")
    count = study.code_counts()["caseload"]
    assert (count.own, count.references, count.participants) == (3, 2, 2)
    assert study.code_counts()["exhaustion"].references == 0


def test_counts_follow_every_action_and_who_is_at_work(study: Study) -> None:
    coded(study)
    assert study.code_counts()["caseload"].references == 1
    study.use_coder("CD")
    coded(study, 300)
    assert (study.code_counts()["caseload"].own, study.code_counts()["caseload"].references) == (
        1,
        1,
    )
    study.undo()
    assert study.code_counts()["caseload"].references == 0
    study.use_coder("AB")
    coded(study, 200)
    assert study.code_counts()["caseload"].references == 2
    study.uncode(*[c.id for c in study.codings(coder="AB")])
    assert study.code_counts()["caseload"].references == 0


def test_a_coding_that_waits_since_a_correction_is_decided_there_first(study: Study) -> None:
    text = study.text("nurse").text
    start = text.index("Tired.")
    old = coded(study, start)
    coded(study, text.index("She did not ring"))
    study.edit_code("caseload", definition="Talk of clients.")
    study.correct_document("nurse", text.replace("Tired. We lost", "We had lost"))
    assert [each.id for each in study.carried()] == [old]
    assert len(study.second_look()) == study.second_look_count() == 1
    study.settle_carried(old, Span(start, start + 10))
    assert old in {look.coding.id for look in study.second_look()}
    assert study.second_look_count() == 2
