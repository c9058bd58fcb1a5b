"""report.yaml: sections in another order, with other titles; whatever is wrong, by its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualkit.core.report_plan import SECTIONS, ReportPlan, SectionKind
from qualkit.errors import InputError
from qualkit.importers.report_plan import filled, parse_report_plan, read_report_plan


def plan(text: str) -> ReportPlan:
    return parse_report_plan(f"qualkit_report: 1\n{text}", "report.yaml")


def refused(text: str) -> InputError:
    with pytest.raises(InputError) as caught:
        plan(text)
    return caught.value


def test_without_anything_the_usual_report_comes_of_it() -> None:
    usual = plan("")
    assert usual.sections == SECTIONS
    assert (usual.checklists, usual.quotes, usual.team) == (("COREQ", "SRQR"), 1, "initials")


def test_sections_come_in_the_order_given_with_titles_and_words_of_their_own() -> None:
    found = plan(
        "sections:\n"
        "  - methods\n"
        "  - {section: findings, title: What people said}\n"
        "  - section: own\n"
        "    title: Thanks\n"
        "    text: |\n"
        "      To everybody\n"
        "      who spoke.\n"
        "\n"
        "      And to {{interviews}}.\n"
    ).sections
    assert [(s.kind, s.heading) for s in found] == [
        (SectionKind.METHODS, "Methods"), (SectionKind.FINDINGS, "What people said"),
        (SectionKind.OWN, "Thanks"),
    ]  # fmt: skip
    assert found[2].text == ("To everybody who spoke.", "And to {{interviews}}.")


def test_a_placeholder_is_filled_by_what_the_study_has() -> None:
    assert filled("{{ themes }} of {{codes}}", {"themes": "4 themes"}) == "4 themes of {{codes}}"


def test_all_that_a_template_can_say_is_read() -> None:
    found = plan(
        "title: T\nsubtitle: S\nby: [A. Bee, C. Dee]\ndate: 'June 2026'\nnotice: A draft\n"
        "team: none\n"
        "profile: public\nselection: interim\nlayer: final\nquotes: 3\ngroups: sector\n"
        "attributes: [role]\nchecklists: [srqr]\n"
        "survey: {parts: [describe, frequencies], instruments: [mbi-hss]}\n"
    )
    assert (found.title, found.by, found.date) == ("T", ("A. Bee", "C. Dee"), "June 2026")
    assert (found.profile, found.selection, found.quotes) == ("public", "interim", 3)
    assert (found.checklists, found.survey.parts) == (("SRQR",), ("describe", "frequencies"))
    assert found.survey.instruments == ("mbi-hss",)
    assert plan("checklists: []\n").checklists == ()


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("tittle: X\n", 2, "unknown key 'tittle' (did you mean 'title'?)"),
        ("sections:\n  - metods\n", 3, "no section 'metods' (did you mean 'methods'?)"),
        ("sections:\n  - methods\n  - methods\n", 4, "stands in line 3 too"),
        ("sections:\n  - own\n", 3, "a section of your own has no title"),
        ("sections:\n  - {section: own, title: X}\n", 3, "has no 'text'"),
        ("sections:\n  - {section: methods, text: 'See {{interview}}'}\n", 3,
         "nothing is known of the placeholder {{interview}} (did you mean 'interviews'?)"),
        ("sections: []\n", 2, "the report has no sections"),
        ("checklists: [COREK]\n", 2, "'COREK', which is not known"),
        ("profile: everybody\n", 2, "'everybody', which is not known"),
        ("quotes: 99\n", 2, "99 quotations a code make no report"),
        ("date: 2026-06-01\n", 2, "YAML takes for a date"),
        ("survey: {parts: [boxes]}\n", 2, "'boxes', which is not known"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(text: str, line: int, said: str) -> None:
    error = refused(text)
    assert f"report.yaml, line {line}" in error.message, error.message
    assert said in error.message


def test_a_template_that_is_not_there_or_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nowhere"):
        read_report_plan(tmp_path / "nowhere.yaml")
    other = tmp_path / "other.yaml"
    other.write_text("qualkit_codebook: 1\n", "utf-8")
    with pytest.raises(InputError, match="qualkit_codebook"):
        read_report_plan(other)
