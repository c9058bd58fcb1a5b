"""Figures of a study's survey: named, written and looked through like everything that leaves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from qualkit.errors import GateError, InputError, NotFoundError, RefusedError
from qualkit.study import Study
from qualkit.study.survey import figures
from tests.survey_study import survey_study

SMALL = ("council", "private", "social work")


@pytest.fixture(scope="module")
def staff(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    """The study with a survey; these tests add nothing but exports."""
    with (
        pytest.MonkeyPatch.context() as patch,
        survey_study(tmp_path_factory.mktemp("drawn") / "study") as made,
    ):
        patch.setenv("QUALKIT_ROSTER", str(made.path.parent / "roster.csv"))
        yield made


@pytest.fixture
def named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Study]:
    """A study that has a name on its roster among the answers to a question."""
    monkeypatch.setenv("QUALKIT_ROSTER", str(tmp_path / "roster.csv"))
    with survey_study(tmp_path / "study") as made:
        mapping = made.path / "survey" / "staff.yaml"
        text = mapping.read_text("utf-8")
        assert "label: Outreach" in text
        mapping.write_text(text.replace("label: Outreach", "label: Fiona Marsh"), "utf-8")
        yield made


def said(path: Path) -> str:
    """All that an SVG says: its letters are paths with their text in a comment beside them."""
    text = path.read_text("utf-8")
    return " ".join([*re.findall("<!--(.*?)-->", text), *ElementTree.fromstring(text).itertext()])


def test_a_figure_goes_into_the_exports_under_what_it_shows(staff: Study) -> None:
    assert staff.survey_figure(by="sector").path == staff.path / "exports/survey-box-sector.svg"
    named = staff.survey_figure(kind="bars", instrument="mbi-hss", subscale="EE", format="png")
    assert named.path.name == "survey-bars-mbi-hss-ee.png"
    assert named.path.read_bytes().startswith(b"\x89PNG")


def test_the_name_of_the_file_says_in_which_format(staff: Study, tmp_path: Path) -> None:
    done = staff.survey_figure(tmp_path / "f.png", kind="frequencies")
    assert done.path.read_bytes().startswith(b"\x89PNG")
    with pytest.raises(InputError, match="'pdf' is no format") as caught:
        staff.survey_figure(tmp_path / "f.pdf")
    assert "svg, png" in str(caught.value.hint)


def test_the_same_figure_is_the_same_bytes(staff: Study, tmp_path: Path) -> None:
    one, two = (staff.survey_figure(tmp_path / n, by="sector") for n in ("1.svg", "2.svg"))
    assert one.path.read_bytes() == two.path.read_bytes()


@pytest.mark.parametrize("kind", figures.KINDS)
def test_small_groups_are_named_and_have_no_figures_in_file_or_alt_text(
    staff: Study, tmp_path: Path, kind: str
) -> None:
    done = staff.survey_figure(tmp_path / "f.svg", kind=kind, by="sector")
    text = said(done.path)
    assert "not shown (fewer than 5)" in text
    assert done.alt in text
    for name in SMALL:
        assert name in text
        assert not re.search(rf"{name}(, N = | respondents \(M)", text + done.alt)
        assert f"respondents in {name}" not in done.alt
    assert any("could be worked out" in warning for warning in done.warnings)


@pytest.mark.parametrize("kind", figures.KINDS)
def test_internal_figures_say_so_in_name_picture_and_warning(
    staff: Study, tmp_path: Path, kind: str
) -> None:
    done = staff.survey_figure(tmp_path / "f.svg", kind=kind, by="sector", internal=True)
    assert done.path.name == "f-internal.svg"
    text = said(done.path)
    assert "INTERNAL: for the team's own eyes" in text
    assert " INTERNAL " in text, "the watermark"
    assert "internal: for the team's own eyes: small groups are shown" in " ".join(text.split())
    assert any(warning.startswith("INTERNAL") for warning in done.warnings)
    assert "not shown" not in done.alt


def test_a_figure_says_which_study_survey_and_keys_it_is_made_of(
    staff: Study, tmp_path: Path
) -> None:
    text = said(staff.survey_figure(tmp_path / "f.svg", by="sector").path)
    assert "A small study; survey: staff; instruments: mbi-hss" in text
    assert "minimum cell: 5" in text


def test_one_subscale_is_found_by_id_or_name_in_any_case(staff: Study, tmp_path: Path) -> None:
    by_id = staff.survey_figure(tmp_path / "a.svg", subscale="ee")
    by_name = staff.survey_figure(tmp_path / "b.svg", subscale="Emotional Exhaustion")
    assert by_id.rows == by_name.rows == 1
    assert by_id.alt == by_name.alt
    with pytest.raises(NotFoundError) as caught:
        staff.survey_figure(subscale="worklod")
    assert caught.value.hint == "did you mean 'workload'?"


def test_options_that_do_not_go_together_are_refused(staff: Study) -> None:
    with pytest.raises(InputError, match="no kind of figure"):
        staff.survey_figure(kind="pie")
    with pytest.raises(InputError) as caught:
        staff.survey_figure(question="support")
    assert caught.value.hint == "qualkit survey figure frequencies --question support"
    with pytest.raises(InputError, match="belong to no instrument"):
        staff.survey_figure(kind="frequencies", instrument="mbi-hss")
    with pytest.raises(RefusedError, match="would show groups that this study hides"):
        staff.survey_figure(by="sector", minimum=4)


def test_a_name_on_the_roster_is_masked_in_picture_and_alt_text(
    named: Study, tmp_path: Path
) -> None:
    done = named.survey_figure(tmp_path / "f.svg", kind="frequencies", question="contact")
    whole = done.path.read_text("utf-8") + done.alt
    assert "Marsh" not in whole
    assert re.search(r"\[P\d+\]", done.alt)


@pytest.mark.parametrize("suffix", ["svg", "png"])
def test_a_figure_that_would_name_somebody_is_not_written(
    named: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    monkeypatch.setattr(figures.gate, "mask_text", lambda forms: lambda text: text)
    target = tmp_path / f"f.{suffix}"
    with pytest.raises(GateError, match="it would still name P"):
        named.survey_figure(target, kind="frequencies", question="contact")
    assert list(tmp_path.glob("f*")) == []


def test_a_name_in_the_files_own_name_is_found(named: Study, tmp_path: Path) -> None:
    with pytest.raises(GateError):
        named.survey_figure(tmp_path / "Fiona Marsh.svg", kind="frequencies", question="support")
