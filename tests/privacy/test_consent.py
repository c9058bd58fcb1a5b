"""What a participant agreed to: their row and their form, the narrower of both."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.config.consent import AUDIENCES, SCOPES, ConsentForm, ConsentSettings
from qualkit.core.clearing import Against
from qualkit.core.records import Participant
from qualkit.errors import InputError
from qualkit.privacy.consent import agreement, may_be_paraphrased, may_link, standing
from qualkit.privacy.consent_faults import problems, silent

TODAY = date(2026, 3, 1)
NO_FORMS = ConsentSettings()


def forms(**fields: object) -> ConsentSettings:
    return ConsentSettings({"v2": ConsentForm("v2", **fields)})  # type: ignore[arg-type]


def person(**said: str) -> Participant:
    return Participant("P01", consent=said, row=2)


def against(profile: str = "commissioner", settings: ConsentSettings = NO_FORMS, **said: str) -> (
    Against | None
):  # fmt: skip
    found = standing(person(**said), settings, TODAY, profile)
    return found[0] if found else None


def test_who_says_verbatim_may_be_quoted_word_for_word() -> None:
    assert against(may_quote="verbatim") is None
    assert against(may_quote="Yes") is None


def test_an_empty_row_is_no_consent() -> None:
    assert against() is Against.UNRECORDED
    assert against(may_quote="") is Against.UNRECORDED


def test_a_form_speaks_for_whoever_signed_it_and_whose_row_is_empty() -> None:
    assert against(settings=forms(may_quote="verbatim"), consent_form="v2") is None
    assert against(settings=forms(), consent_form="v2") is Against.UNRECORDED


@pytest.mark.parametrize(
    ("form", "row", "found"),
    [
        ("verbatim", "paraphrase", Against.PARAPHRASE),
        ("paraphrase", "verbatim", Against.PARAPHRASE),
        ("verbatim", "none", Against.REFUSED),
        ("none", "verbatim", Against.REFUSED),
        ("none", "", Against.REFUSED),
    ],
)
def test_of_form_and_row_the_narrower_holds(form: str, row: str, found: Against) -> None:
    settings = forms(may_quote=form)
    assert against(settings=settings, consent_form="v2", may_quote=row) is found


def test_an_embargo_ends_on_its_day() -> None:
    assert against(may_quote="verbatim", embargo_until="2026-03-02") is Against.EMBARGO
    assert against(may_quote="verbatim", embargo_until="2026-03-01") is None
    found = standing(
        person(may_quote="verbatim", embargo_until="2026-03-02"), NO_FORMS, TODAY, "team"
    )
    assert found == (Against.EMBARGO, "embargo until 2026-03-02")


@pytest.mark.parametrize("where", ["row", "form"])
def test_wider_readers_than_were_agreed_to_get_nothing(where: str) -> None:
    said = {"may_quote": "verbatim", "consent_form": "v2"}
    settings = forms(audience="commissioner" if where == "form" else "public")
    if where == "row":
        said["audience"] = "commissioner"
    assert against("public", settings, **said) is Against.AUDIENCE
    assert against("commissioner", settings, **said) is None
    assert against("team", settings, **said) is None


def test_withdrawn_is_withdrawn_whatever_else_the_row_says() -> None:
    said = {"withdrawn_on": "some day", "may_quote": "gibberish", "embargo_until": "never"}
    assert against(**said) is Against.WITHDRAWN


def test_what_forbids_a_paraphrase_comes_before_paraphrase_only() -> None:
    later = {"may_quote": "paraphrase", "embargo_until": "2027-01-01"}
    assert against(**later) is Against.EMBARGO
    assert not may_be_paraphrased(person(**later), NO_FORMS, TODAY, "team")
    assert may_be_paraphrased(person(may_quote="paraphrase"), NO_FORMS, TODAY, "public")
    assert may_be_paraphrased(person(may_quote="verbatim"), NO_FORMS, TODAY, "public")
    assert not may_be_paraphrased(person(), NO_FORMS, TODAY, "team")


def test_a_form_that_is_not_described_widens_nothing() -> None:
    settings = forms(may_quote="verbatim")
    assert against(settings=settings, consent_form="v2.l", may_quote="verbatim") is (
        Against.UNRECORDED
    )
    # Nobody may force what only ever was agreed to in other words.
    assert against(settings=settings, consent_form="v2.l", may_quote="paraphrase") is (
        Against.PARAPHRASE
    )


@pytest.mark.parametrize(
    ("column", "said", "mend"),
    [
        ("may_quote", "perhaps", "verbatim, paraphrase or none"),
        ("audience", "friends", "team, commissioner or public"),
        ("embargo_until", "2027-13-01", "2027-06-30"),
    ],
)
def test_what_cannot_be_read_names_file_line_column_and_what_to_write(
    column: str, said: str, mend: str
) -> None:
    with pytest.raises(InputError, match=rf"participants.csv, line 2 \(P01\).*{column}") as caught:
        agreement(person(**{column: said}), NO_FORMS)
    assert mend in (caught.value.hint or "")


@given(
    st.sampled_from(["", *SCOPES]), st.sampled_from(["", *SCOPES]),
    st.sampled_from(AUDIENCES), st.sampled_from(["", *AUDIENCES]), st.sampled_from(AUDIENCES),
)  # fmt: skip
def test_a_row_never_widens_what_its_form_says(
    form: str, row: str, circle: str, narrower: str, profile: str
) -> None:
    settings = forms(may_quote=form, audience=circle)
    both = standing(
        person(consent_form="v2", may_quote=row, audience=narrower), settings, TODAY, profile
    )
    form_alone = standing(person(consent_form="v2"), settings, TODAY, profile)
    row_alone = standing(person(may_quote=row, audience=narrower), NO_FORMS, TODAY, profile)
    if form and both is None:
        assert form_alone is None
    if row and both is None:
        assert row_alone is None


class TestLinking:
    def test_is_no_unless_somebody_said_yes(self) -> None:
        assert not may_link(person(), NO_FORMS)
        assert not may_link(person(may_link="perhaps"), NO_FORMS)
        assert may_link(person(may_link="yes"), NO_FORMS)

    def test_follows_the_form_unless_the_row_says_no(self) -> None:
        linking, apart = forms(may_link=True), forms(may_link=False)
        assert may_link(person(consent_form="v2"), linking)
        assert not may_link(person(consent_form="v2", may_link="no"), linking)
        assert not may_link(person(consent_form="v2", may_link="yes"), apart)


class TestProblems:
    def told(self, settings: ConsentSettings = NO_FORMS, **said: str) -> list[str]:
        return [problem for problem, _ in problems([person(**said)], settings, TODAY)]

    def test_a_sound_row_has_none(self) -> None:
        said = {"consent_date": "2025-09-01", "may_quote": "verbatim", "may_link": "no"}
        assert self.told(**said, embargo_until="2027-01-01") == []

    @pytest.mark.parametrize("column", ["consent_date", "withdrawn_on"])
    def test_a_day_that_is_still_to_come_is_told(self, column: str) -> None:
        (problem,) = self.told(**{column: "2026-03-02"})
        assert "still to come" in problem
        assert column in problem

    @pytest.mark.parametrize("column", ["consent_date", "withdrawn_on", "embargo_until"])
    def test_a_day_that_never_was_is_told(self, column: str) -> None:
        (problem,) = self.told(**{column: "2025-02-30"})
        assert f"'2025-02-30' under {column} is no date" in problem

    def test_withdrawn_before_agreed_is_told(self) -> None:
        (problem,) = self.told(consent_date="2026-01-02", withdrawn_on="2026-01-01")
        assert "lies before consent_date" in problem

    def test_a_form_that_study_yaml_does_not_describe_is_told(self) -> None:
        (problem,) = self.told(forms(may_quote="verbatim"), consent_form="v3")
        assert "does not describe the consent form 'v3'" in problem
        assert self.told(consent_form="v3") == []

    def test_a_row_that_says_more_than_its_form_is_told_column_by_column(self) -> None:
        found = self.told(
            forms(may_quote="paraphrase", audience="team"),
            consent_form="v2", may_quote="verbatim", may_link="yes", audience="public",
        )  # fmt: skip
        assert [each.split(": ")[1].split()[0] for each in found] == [
            "may_quote", "audience", "may_link",
        ]  # fmt: skip

    def test_a_date_before_the_form_was_used_is_told(self) -> None:
        settings = forms(may_quote="verbatim", since=date(2025, 9, 1))
        (problem,) = self.told(settings, consent_form="v2", consent_date="2025-08-31")
        assert "lies before their form v2" in problem
        assert self.told(settings, consent_form="v2", consent_date="2025-09-01") == []

    def test_all_that_is_wrong_with_a_row_is_told_at_once(self) -> None:
        found = self.told(
            may_quote="x", audience="y", may_link="z", consent_date="w", embargo_until="v"
        )
        assert len(found) == 5

    def test_who_is_silent_is_named(self) -> None:
        people = [person(), person(consent_form="v2"), person(withdrawn_on="2026-01-01")]
        assert silent(people, forms(may_quote="none")) == ("P01",)
