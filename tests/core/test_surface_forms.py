"""Findings grouped by surface form."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualkit.core.deidentifying import FoundWords, State, StoredFinding
from qualkit.core.findings import FindingType
from qualkit.core.records import Span
from qualkit.core.surface_forms import SurfaceForm, surface_forms


def found(
    number: int, form: str, state: State, document: str = "a", proposed: str = "",
    replacement: str = "[...]",
) -> FoundWords:  # fmt: skip
    finding = StoredFinding(
        f"id{number}", document, f"v-{document}", Span(number, number + 1), FindingType.NAME,
        "known name", state, replacement, proposed=proposed,
    )  # fmt: skip
    return FoundWords(finding, document, form, f"{form.upper()}  x")


FINDINGS = st.lists(
    st.tuples(st.sampled_from("abcde"), st.sampled_from(list(State)), st.sampled_from("xy")),
    max_size=40,
)


@given(FINDINGS)
def test_each_finding_is_in_one_form_and_what_waits_stands_first(
    given_: list[tuple[str, State, str]],
) -> None:
    every = [found(n, *each) for n, each in enumerate(given_)]
    forms = surface_forms(every)
    assert sorted(m.finding.id for f in forms for m in f.mentions) == sorted(
        each.finding.id for each in every
    )
    assert all(m.form == f.form for f in forms for m in f.mentions)
    waiting = [len(f.waiting) for f in forms]
    assert waiting == sorted(waiting, reverse=True)
    assert {f.form for f in forms if f.state is State.REVIEW} == {
        each.form for each in every if each.finding.state is State.REVIEW
    }


def test_a_decision_is_about_what_waits_or_about_all_where_nothing_does() -> None:
    waits = found(0, "a", State.REVIEW, proposed="P01", replacement="[person 1]")
    masked = found(1, "a", State.AUTO, proposed="P02", replacement="[P02]")
    form = SurfaceForm("a", (masked, waits))
    assert form.at_stake == (waits,)
    assert (form.proposed, form.offered) == (("P01",), ("[person 1]",))
    kept = SurfaceForm("a", (masked,))
    assert kept.at_stake == (masked,)
    assert kept.state is State.AUTO


def test_a_form_decided_in_several_ways_has_no_state_of_its_own() -> None:
    both = (found(0, "a", State.KEPT), found(1, "a", State.REJECTED))
    assert SurfaceForm("a", both).state is None


def test_words_stand_on_one_line() -> None:
    assert SurfaceForm("a", (found(0, "a", State.REVIEW),)).words == "A x"
