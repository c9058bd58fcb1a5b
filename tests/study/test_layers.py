"""Whose codings a coder may see beside their own, and what happens meanwhile in another window."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualkit.core.ids import now, uuid7
from qualkit.core.records import Coding, Layer, Span
from qualkit.errors import CodebookError, RefusedError
from qualkit.storage import codings as rows
from qualkit.study import Study, init_study, open_study
from qualkit.study.layers import LayerView

BOOK = "qualkit_codebook: 1\nid: book\ncodes:\n  - {id: load, name: Load}\n"


def made(folder: Path, approach: str) -> Study:
    """A study with one transcript, codings of AB and CD, and one of the consensus."""
    study = init_study(folder / "study", "Layers")
    study.close()
    settings = folder / "study" / "study.yaml"
    text = settings.read_text("utf-8").replace("approach: codebook", f"approach: {approach}")
    settings.write_text(text, "utf-8")
    study = open_study(folder / "study", "CD")
    (folder / "book.yaml").write_text(BOOK, "utf-8")
    (folder / "one.txt").write_text("I: How was it?\nP1: It was long, and cold.\n", "utf-8")
    study.import_codebook(folder / "book.yaml")
    study.import_transcripts([folder / "one.txt"])
    study.code("one", Span(5, 9), "load")
    document = study.document("one")
    agreed = Coding(
        uuid7(), document.id, document.version_id, Layer.CONSENSUS, "CONS", "1", "load",
        Span(5, 12), now(), "",
    )  # fmt: skip
    with study._session.write("code") as entry:
        rows.add(entry, agreed)
    study.use_coder("AB")
    study.code("one", Span(20, 24), "load")
    return study


def test_who_works_blind_sees_no_other_layer_and_is_refused_its_codings(tmp_path: Path) -> None:
    with made(tmp_path, "codebook") as study:
        assert study.works_blind("one")
        assert study.visible_layers("one") == ()
        for layer, coder in ((Layer.CODER, "CD"), (Layer.CONSENSUS, "CONS")):
            with pytest.raises(RefusedError):
                study.layer_codings("one", LayerView(layer, coder, 1))


def test_in_a_reflexive_study_the_consensus_and_the_others_can_be_looked_at(
    tmp_path: Path,
) -> None:
    with made(tmp_path, "reflexive") as study:
        views = study.visible_layers("one")
        assert [(view.name, view.codings) for view in views] == [("consensus", 1), ("CD", 1)]
        assert [c.span for c in study.layer_codings("one", views[1])] == [Span(5, 9)]
        assert [c.layer for c in study.layer_codings("one", views[0])] == [Layer.CONSENSUS]


def test_a_study_tells_once_that_another_window_has_written(tmp_path: Path) -> None:
    with made(tmp_path, "codebook") as study:
        assert not study.changed_elsewhere()
        study.code("one", Span(26, 30), "load")
        assert not study.changed_elsewhere()
        with open_study(study.path, "AB") as other:
            other.code("one", Span(31, 34), "load")
        assert study.changed_elsewhere()
        assert not study.changed_elsewhere()


def test_coding_goes_on_with_a_codebook_that_is_held_until_its_file_is_saved_again(
    tmp_path: Path,
) -> None:
    with made(tmp_path, "codebook") as study:
        good = study.codebook_path.read_text("utf-8")
        study.codebook_path.write_text(good + "  - {id: x\n", "utf-8")
        with pytest.raises(CodebookError):
            study.code("one", Span(26, 30), "load")
        study.hold_codebook()
        study.code("one", Span(26, 30), "load")
        assert [code.id for code in study.codebook.codes] == ["load"]
        study.codebook_path.write_text(good + "  - {id: other}\n  - {id\n", "utf-8")
        with pytest.raises(CodebookError):
            _ = study.codebook
        study.codebook_path.write_text(good + "  - {id: other, name: Other}\n", "utf-8")
        study.code("one", Span(26, 30), "other")


def test_a_codebook_edit_that_no_version_holds_is_not_guessed_from_a_broken_file(
    tmp_path: Path,
) -> None:
    with made(tmp_path, "codebook") as study:
        good = study.codebook_path.read_text("utf-8") + "  - {id: new, name: New}\n"
        study.codebook_path.write_text(good, "utf-8")
        assert study.codebook.code("new") is not None
        study.codebook_path.write_text(good + "  - {id: x\n", "utf-8")
        with pytest.raises(CodebookError):
            _ = study.codebook
        study.hold_codebook()
        with pytest.raises(CodebookError):
            study.code("one", Span(26, 30), "new")
        assert len(study.codebook_versions()) == 1
