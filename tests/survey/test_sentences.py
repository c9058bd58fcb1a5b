"""Sentences: rendered from results alone, telling no more than may be told."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import qualkit
from qualkit.core.statistics import (
    Comparison,
    Description,
    Frequencies,
    Frequency,
    Reliability,
    Scale,
    Summary,
    Why,
)
from qualkit.survey import compare as engine
from qualkit.survey.compare import corrected_together
from qualkit.survey.sentences import (
    absence_sentences,
    comparison_sentence,
    description_sentence,
    finding_sentence,
    frequencies_sentence,
    pair_sentence,
    reliability_sentence,
    sentence,
)
from tests.survey.test_compare import sectors

EE = Scale("mbi-hss", "MBI-HSS", "EE", "Emotional exhaustion", "emotional exhaustion", "burnout",
           0, 6, "mean", "strain")  # fmt: skip
WORKLOAD = replace(EE, instrument="aws", instrument_name="AWS", subscale="workload",
                   name="Workload", phrase="", part_of="", low=1, high=5,
                   invented=True)  # fmt: skip

compare = partial(engine.compare, smallest=5)


def summary(name: str, scores: list[float], hidden: bool) -> Summary:
    if hidden:
        return Summary(name, *[None] * 8, missing=None, hidden=True)
    sd = float(np.std(scores, ddof=1)) if len(scores) > 1 else None
    return Summary(name, len(scores), float(np.mean(scores)), sd, *[0.0] * 5, anchor="once a week")


def comparison(
    name: str = "EE", internal: bool = False, scale: Scale = EE, **wish: object
) -> Comparison:
    """The source study's five sectors; the groups of one and two hidden unless `internal`."""
    groups = sectors(name)
    found = compare(groups, smallest=1 if internal else 5, **wish)  # type: ignore[arg-type]
    shown = tuple(summary(g, x, len(x) < 5 and not internal) for g, x in groups.items())
    return Comparison(scale, "sector", shown, None, found.test, found.effects, found.pairs,
                      found.others, found.other_pairs, found.notes, 5, internal)  # fmt: skip


def test_the_reports_finding_reads_as_it_should() -> None:
    assert comparison_sentence(comparison(internal=True)) == (
        "NHS respondents scored higher on emotional exhaustion, one component of burnout "
        "(M = 4.1, SD = 1.3, n = 14), than third sector respondents (M = 1.4, SD = 1.1, n = 22), "
        "F(4, 35) = 11.23, p < .001, η² = .56 over the 5 groups tested; difference of means 2.7, "
        "95% CI [1.5, 3.9], p < .001 (Tukey-Kramer)."
    )


def test_hidden_groups_are_named_as_not_shown_and_never_with_figures() -> None:
    told = comparison_sentence(comparison())
    assert told.endswith(
        "Grassroots, health and social care and local authority took no part in the test and are "
        "not shown: fewer than 5 respondents each."
    )
    assert "2.1" not in told
    assert "n = 1)" not in told


@pytest.mark.parametrize("internal", [True, False])
def test_the_short_form_is_the_finding_without_figures_of_groups_and_without_who_is_absent(
    internal: bool,
) -> None:
    result = comparison(internal=internal)
    whole, short = comparison_sentence(result), finding_sentence(result)
    assert not re.search(r"M = |n = |took no part|invented", short)
    rest = " ".join((re.sub(r" \(M = [^)]*\)", "", short), *absence_sentences(result)))
    assert rest == re.sub(r" \(M = [^)]*\)", "", whole)
    assert len(short) < len(whole)


def test_hidden_groups_that_were_tested_are_not_told_either() -> None:
    whole = comparison(internal=True)
    hidden = {"grassroots", "health and social care", "local authority"}
    closed = replace(whole, groups=tuple(
        summary(each.group, [], True) if each.group in hidden else each for each in whole.groups
    ))  # fmt: skip
    told = comparison_sentence(closed)
    assert "are not shown: fewer than 5 respondents each." in told
    for pair in closed.pairs:
        if hidden & {pair.first, pair.second}:
            said = pair_sentence(closed, pair)
            assert "not shown" in said
            assert not re.search(r"\d\.\d|n = ", said)


NEVER = re.compile(r"no (significant )?difference|did not differ|the same|equal|no effect", re.I)


def test_above_five_per_cent_the_data_do_not_show_one_and_the_interval_is_told() -> None:
    told = comparison_sentence(comparison("PA", internal=True))
    assert told.startswith(
        "The data do not show a difference on emotional exhaustion, one component of burnout, "
        "between the 5 groups tested, F(4, 35) = 1.47, p = .232"
    )
    assert "third sector respondents (M = 5.0, SD = 0.9, n = 22) and NHS respondents" in told
    assert "95% CI [−0.1, 1.5]" in told
    assert not NEVER.search(told)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 12).map(lambda x: x / 2), min_size=1, max_size=9),
             min_size=1, max_size=5),
    st.sampled_from(["anova", "welch", "kruskal"]),
    st.booleans(),
)  # fmt: skip
def test_no_sentence_claims_equality_or_prints_what_is_hidden(
    lists: list[list[float]], method: str, internal: bool
) -> None:
    groups = {f"group {'ABCDE'[i]}": values for i, values in enumerate(lists)}
    found = compare(groups, smallest=1 if internal else 5, method=method)
    shown = tuple(summary(g, x, len(x) < 5 and not internal) for g, x in groups.items())
    made = Comparison(EE, "sector", shown, None, found.test, found.effects, found.pairs,
                      found.others, found.other_pairs, found.notes, 5, internal)  # fmt: skip
    told = sentence(made)
    assert not NEVER.search(told)
    assert not re.search(r"nan|None|inf\b|p = 0|p < 0|= \.000", told)
    assert told[0].isupper()
    assert told.endswith(".")
    for each in shown:
        if each.hidden:
            assert f"{each.group} respondents (" not in told
    for pair in made.pairs:
        assert not NEVER.search(pair_sentence(made, pair))


def test_holms_p_stands_beside_the_other_and_decides_the_wording() -> None:
    made = comparison("PA")
    assert made.test.p == pytest.approx(0.0235, abs=0.0005)
    found = corrected_together([compare(sectors("PA")), *[compare(sectors("DP"))] * 2])
    corrected = replace(made, test=replace(found[0].test, p_holm=0.07, family=3))
    told = comparison_sentence(corrected)
    assert told.startswith("The data do not show a difference")
    assert "p = .023, Holm-corrected over 3 tests p = .070" in told


def test_a_planned_test_has_t_and_g_turned_as_the_sentence_is() -> None:
    told = comparison_sentence(comparison(internal=True, planned=("third sector", "NHS")))
    assert "t(24.41) = 6.44, p < .001, Hedges' g = 2.24, 95% CI [1.38, 3.07]" in told
    assert told.startswith("NHS respondents scored higher")
    assert "took no part in the test" in told


def test_ranks_are_said_to_be_ranks() -> None:
    told = comparison_sentence(comparison(method="kruskal"))
    assert "ranked higher" in told
    assert "Kruskal-Wallis H(1) = " in told
    assert "difference of mean ranks" in told


def test_an_invented_key_is_said_in_every_sentence_of_it() -> None:
    made = comparison("workload", scale=WORKLOAD)
    assert "The key of AWS is invented for the demonstration." in comparison_sentence(made)
    assert "Third sector respondents scored higher on Workload (M = 3.5" in comparison_sentence(
        made
    )
    described = Description(WORKLOAD, "sector", made.groups, None)
    assert "invented for the demonstration" in description_sentence(described)


def test_what_cannot_be_tested_is_said_with_its_reason() -> None:
    made = replace(comparison(), test=replace(comparison().test, statistic=None, p=None,
                                              reason=Why.NO_VARIATION))  # fmt: skip
    assert "could not be compared" in comparison_sentence(made)
    assert "nobody's score differs within the groups" in comparison_sentence(made)


def test_a_description_names_the_nearest_answer_beside_the_number() -> None:
    made = comparison()
    told = description_sentence(Description(EE, "sector", made.groups, None))
    assert told == (
        "On emotional exhaustion, one component of burnout, third sector respondents scored 1.4 on "
        "average (SD = 1.1, n = 22), nearest to “once a week”; NHS respondents 4.1 (SD = 1.3, "
        "n = 14), nearest to “once a week”. Grassroots, health and social care and local authority "
        "are not shown: fewer than 5 respondents each."
    )


def test_one_respondent_has_no_average_and_a_mean_between_two_answers_is_near_neither() -> None:
    one = Summary("grassroots", 1, 3.5, None, *[0.0] * 5, anchor="between often and always")
    scale = replace(WORKLOAD, invented=False, anchors=((3.0, "often"), (4.0, "always")))
    assert description_sentence(Description(scale, "sector", (one,), None)) == (
        "On Workload, grassroots respondents scored 3.5 (n = 1), halfway between often and always."
    )
    nobody = replace(one, group="not given", anchor="always")
    assert "On Workload, respondents of no group scored 3.5" in description_sentence(
        Description(scale, "sector", (nobody,), None)
    )


def test_where_no_group_is_left_nothing_is_said_of_an_only_one() -> None:
    groups = {"A": [1.0, 2.0], "B": [3.0, 4.0]}
    for method in ("anova", "welch", "kruskal"):
        found = compare(groups, smallest=5, method=method)
        hidden = tuple(summary(g, x, True) for g, x in groups.items())
        made = Comparison(EE, "sector", hidden, None, found.test, notes=found.notes, minimum=5)
        assert "no group is left to test" in comparison_sentence(made)
        assert "only one group" not in comparison_sentence(made) + " ".join(made.notes)
        alone = compare({**groups, "C": [1.0, 2.0, 3.0, 4.0, 5.0]}, smallest=5, method=method)
        assert "there is only one group to test" in " ".join(alone.notes)


def test_of_several_pairs_each_group_has_its_figures_once() -> None:
    groups = {"A": [1.0, 2, 1, 2, 1], "B": [3.0, 4, 3, 4, 3], "C": [8.0, 9, 8, 9, 8]}
    found = compare(groups)
    shown = tuple(summary(g, x, False) for g, x in groups.items())
    made = Comparison(EE, "sector", shown, None, found.test, found.effects, found.pairs)
    told = comparison_sentence(made)
    assert told.count("difference of means") == 3
    assert told.count("M = ") == 3


@pytest.mark.parametrize("more", [1, 2])
def test_one_further_pair_differs_and_several_differ(more: int) -> None:
    made = comparison(internal=True)
    apart = next(pair for pair in made.pairs if (pair.p or 1) < 0.001)
    many = replace(made, pairs=(apart,) * (3 + more))
    said = "1 further pair differs too" if more == 1 else "2 further pairs differ too"
    assert f" {said}; the table has them." in comparison_sentence(many)


def test_a_p_cut_off_at_one_is_no_certainty() -> None:
    made = comparison(method="kruskal")
    pair = replace(made.pairs[0], p=1.0)
    told = pair_sentence(replace(made, pairs=(pair,)), pair)
    assert "p > .999 (Dunn)" in told
    assert "1.00" not in told


def test_frequencies_are_told_of_respondents() -> None:
    rows = (Frequency("a", "Less face-to-face", 31, 77.5), Frequency("b", "Phone only", 14, 35.0),
            Frequency("c", "Other", None, None, hidden=True))  # fmt: skip
    made = Frequencies("changes", "What has changed?", True, 40, 40, rows)
    assert frequencies_sentence(made) == (
        "To “What has changed?”, 31 of 40 respondents (77.5%) answered “Less face-to-face”; 14 "
        "(35.0%) answered “Phone only”. Respondents could choose several answers. The count is "
        "not shown for “Other”."
    )


@pytest.mark.parametrize(
    ("group", "n", "whom"),
    [
        ("", 40, "of 40 respondents"),
        ("all", 40, "of all 40 respondents"),
        ("NHS", 40, "of 40 NHS respondents"),
        ("private", 1, "of 1 private respondent"),
        ("not given", 2, "of 2 respondents of no group"),
    ],
)
def test_counts_are_of_a_group_of_respondents(group: str, n: int, whom: str) -> None:
    rows = (Frequency("a", "Yes", 1, 100 / n),)
    made = Frequencies("q", "Is it?", False, n, n, rows, "sector" if group else "", group)
    assert f"1 {whom} (" in frequencies_sentence(made)
    hidden = replace(made, respondents=None, answered=None, hidden=True,
                     rows=(Frequency("a", "Yes", None, None, hidden=True),))  # fmt: skip
    told = frequencies_sentence(hidden)
    assert re.fullmatch(r"What [\w ]*respondents[\w ]* answered to “Is it\?” is not shown\.", told)


def test_alpha_is_told_with_items_and_respondents() -> None:
    made = Reliability(EE, 9, 40, 0.9123)
    assert reliability_sentence(made) == (
        "Cronbach's alpha of emotional exhaustion, one component of burnout is .91 (9 items, "
        "n = 40)."
    )
    none = Reliability(EE, 9, 0, None, Why.TOO_FEW)
    assert "not defined: too few respondents" in reliability_sentence(none)


@pytest.mark.parametrize(
    "thing", ["p < .001", {"F": 11.2, "p": 0.0001}, 0.03, None, ("ANOVA", 11.2), [], object()]
)
def test_a_sentence_is_made_of_nothing_but_a_result(thing: object) -> None:
    for teller in (sentence, comparison_sentence, description_sentence, frequencies_sentence,
                   reliability_sentence):  # fmt: skip
        with pytest.raises(TypeError):
            teller(thing)  # type: ignore[arg-type, operator]


def test_a_test_or_pair_by_itself_makes_no_sentence() -> None:
    made = comparison(internal=True)
    for part in (made.test, made.pairs[0], made.effects[0], made.groups[0], made.scale):
        with pytest.raises(TypeError):
            sentence(part)
    stranger = replace(made.pairs[0], difference=99.0)
    with pytest.raises(TypeError, match="not one of this comparison's"):
        pair_sentence(made, stranger)


# Where numbers may be worded: apa.py is their one home, these two render results with it.
HOMES = {"core/apa.py", "survey/sentences.py", "survey/wordings.py"}
WORDED = re.compile(
    r"(?<![</:])\bp\s*[<=]\s*(\.|0|$)|\b(M|SD|M\s*\(SD\))\s*=\s*$|\bSD = |\b[FtH]\(\s*$|\b[FtH]\(\d"
    r"|η² =|ω² =|95% CI \[|\bg = "
)


def texts(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every text of a module that is no docstring or bare string."""
    bare = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare:
            yield node.lineno, node.value


def test_nowhere_else_are_such_numbers_worded() -> None:
    root = Path(qualkit.__file__).parent
    found = [
        f"{path.relative_to(root)}:{line}: {text!r}"
        for path in sorted(root.rglob("*.py"))
        if path.relative_to(root).as_posix() not in HOMES
        for line, text in texts(ast.parse(path.read_text("utf-8")))
        if WORDED.search(text)
    ]
    assert found == []


def test_the_static_test_sees_what_it_is_for() -> None:
    for text in ("p < .001", "p = ", "(M = ", "SD = ", "F(", "F(4, 35)", "η² = .5", "95% CI ["):
        assert WORDED.search(text), text
