"""Figures: the same bytes each time, nothing of hidden groups, told in words as they are drawn."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.core.statistics import Comparison, Test
from qualkit.errors import InputError
from qualkit.survey.alt_text import counts_alt, scores_alt
from qualkit.survey.figures import Picture, draw_counts, draw_scores
from qualkit.survey.figures.marks import swarm
from qualkit.survey.figures.palette import COLOURS, HATCHES, MARKERS, look
from qualkit.survey.intervals import interval_of_mean
from qualkit.survey.summaries import describe, summarise
from tests.survey.drawn import EE, HIDDEN, SCORES, WORKLOAD, counts, description

SVG = "{http://www.w3.org/2000/svg}"
PNG = b"\x89PNG\r\n\x1a\n"
_POINT = re.compile(r'<use [^>]*style="fill: (#[0-9a-f]{6})')


def points(picture: Picture) -> dict[str, int]:
    """How many points of each colour an SVG holds; ticks are drawn in another way."""
    found: dict[str, int] = {}
    for colour in _POINT.findall(picture.content.decode()):
        found[colour] = found.get(colour, 0) + 1
    known = {colour.lower() for colour in COLOURS}
    return {colour: number for colour, number in found.items() if colour in known}


def first_colours() -> list[str]:
    return [look(place).colour.lower() for place in range(4)]


@pytest.mark.parametrize("kind", ["box", "bars"])
@pytest.mark.parametrize("format_name", ["svg", "png"])
def test_a_figure_has_the_same_bytes_each_time(kind: str, format_name: str) -> None:
    once = draw_scores([description()], kind, format_name=format_name)
    again = draw_scores([description()], kind, format_name=format_name)
    assert once == again
    assert once.content.startswith(PNG) == (format_name == "png")


def test_counts_have_the_same_bytes_in_another_process_with_another_hash_seed() -> None:
    code = (
        "import sys; from tests.survey.drawn import counts;"
        "from qualkit.survey.figures import draw_counts;"
        "sys.stdout.buffer.write(draw_counts(counts(by=True)).content)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True,
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )  # fmt: skip
    assert done.stdout == draw_counts(counts(by=True)).content
    assert done.stderr == b""


@pytest.mark.parametrize("kind", ["box", "bars"])
def test_every_respondent_of_the_groups_shown_is_a_point_and_no_other(kind: str) -> None:
    third, social, private, nhs = first_colours()
    shown = draw_scores([description()], kind)
    assert points(shown) == {third: 13, nhs: 8}
    everybody = draw_scores([description(internal=True)], kind)
    assert points(everybody) == {third: 13, social: 2, private: 1, nhs: 8}


def test_hidden_groups_are_named_once_a_panel_and_have_no_mark_of_any_kind() -> None:
    svg = draw_scores([description()]).content.decode()
    assert svg.count("<!-- not shown (fewer than 5) -->") == len(HIDDEN)
    _, social, private, _ = first_colours()
    assert social not in svg
    assert private not in svg


def test_what_was_hidden_changes_nothing_in_the_picture() -> None:
    found = description()
    other = replace(found, overall=None)
    assert draw_scores([found]).content == draw_scores([other]).content


def test_internal_figures_say_so_in_the_picture() -> None:
    picture = draw_scores([description(internal=True)])
    assert "INTERNAL" in picture.words
    assert "INTERNAL: survey scores by sector" in picture.words
    assert any(word.startswith("INTERNAL: for the team's own eyes") for word in picture.words)
    assert not any("INTERNAL" in word for word in draw_scores([description()]).words)


def test_title_and_description_come_first_and_are_the_alt_text() -> None:
    picture = draw_scores([description()])
    root = ElementTree.fromstring(picture.content)
    assert [root[0].tag, root[1].tag] == [f"{SVG}title", f"{SVG}desc"]
    assert root[0].text == "Survey scores by sector"
    assert root[1].text == picture.alt
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{root[0].get('id')} {root[1].get('id')}"


def test_the_picture_says_how_quartiles_are_made_and_where_whiskers_end() -> None:
    words = " ".join(draw_scores([description()]).words)
    assert "R's type 7" in words
    assert "within 1.5 lengths of the box" in " ".join(words.split())


def test_the_alt_text_of_boxes_tells_what_is_shown() -> None:
    assert draw_scores([description()]).alt == (
        "Boxplots by sector, with each respondent's score as a point. Emotional exhaustion "
        "(0 to 6): third sector respondents (M = 1.7, SD = 1.7, n = 13), median 1.3, middle half "
        "from 0.5 to 2.5; NHS respondents (M = 4.1, SD = 1.2, n = 8), median 4.3, middle half "
        "from 3.4 to 5.0. Social work and private: not shown (fewer than 5)."
    )


def test_the_alt_text_of_bars_tells_the_intervals() -> None:
    told = scores_alt([description(WORKLOAD)], "bars")
    assert "NHS respondents (M = 4.1, SD = 1.2, n = 8), 95% CI [3.1, 5.0]" in told
    assert told.endswith("Worklife (invented key): an invented key, which scores nobody's real "
                         "answers.")  # fmt: skip


def test_hidden_groups_that_differ_between_subscales_are_told_by_subscale() -> None:
    found = description()
    open_one = replace(found, groups=found.groups[:1])
    told = scores_alt([found, open_one])
    assert told.endswith("Emotional exhaustion: social work and private not shown (fewer than 5).")


def test_the_alt_text_of_answers_tells_counts_of_how_many_and_who_is_hidden() -> None:
    told = counts_alt(counts(by=True))
    assert told.startswith("Bars of the percentages of respondents who gave each answer by sector.")
    assert "12 of 22 third sector respondents (54.5%) answered “By appointment”" in told
    assert told.endswith("Council, private and social work: not shown (fewer than 5).")


def test_of_a_comparison_its_sentence_is_told_too() -> None:
    found = description()
    test = Test("ANOVA", "F", None, (), None, 0, ("NHS", "third sector"))
    compared = Comparison(found.scale, found.by, found.groups, None, test)
    assert "Groups could not be compared on emotional exhaustion" in scores_alt([compared])
    assert points(draw_scores([compared])) == points(draw_scores([found]))


def test_of_very_many_respondents_only_scores_beyond_the_whiskers_are_points() -> None:
    scores = [2.0, 2.5, 3.0] * 400 + [6.0, 6.0]
    found = describe(EE, scores, ("a",) * len(scores), by="x", minimum=5)
    drawn = draw_scores([found])
    assert sum(points(drawn).values()) == 2
    assert "Of more than 500 respondents: only the points beyond the whiskers." in drawn.words
    assert points(draw_scores([found], "bars")) == {}


def test_all_respondents_together_are_one_line_and_nobody_where_they_are_few() -> None:
    found = describe(EE, list(SCORES), (), by="", minimum=5)
    drawn = draw_scores([found])
    assert sum(points(drawn).values()) == len(SCORES)
    assert "of all respondents" in drawn.alt
    assert "all respondents (M = 2.8, SD = 1.9, n = 24)" in drawn.alt
    few = draw_scores([describe(EE, [1.0, 2.0], (), by="", minimum=5)])
    assert points(few) == {}
    assert "nothing is shown" in few.alt


def test_figures_are_made_of_results_alone() -> None:
    for stranger in (description().groups[0], {"mean": 4.1}, counts()[0]):
        with pytest.raises(TypeError):
            draw_scores([stranger])  # type: ignore[list-item]
    with pytest.raises(TypeError):
        draw_counts([description()])  # type: ignore[list-item]


def test_six_subscales_stand_in_three_columns_and_both_ends_have_their_words() -> None:
    picture = draw_scores([description()] * 6)
    assert picture.panels == 6
    svg = picture.content.decode()
    assert svg.count("<!-- every day -->") == 6
    assert "once a month" not in svg


def test_one_subscale_has_the_words_of_every_answer() -> None:
    words = " ".join(" ".join(draw_scores([description()]).words).split())
    for answer in dict(EE.anchors).values():
        assert answer in words


def test_counts_name_each_group_with_its_size_and_hide_the_total_that_gives_one_back() -> None:
    picture = draw_counts(counts(by=True))
    assert {"third sector, N = 22", "NHS, N = 14"} <= set(picture.words)
    assert not any(word.startswith(("council, N", "all, N")) for word in picture.words)
    assert "council, private and social work: not shown (fewer than 5)" in picture.words
    assert picture.panels == 2


def test_a_hidden_total_of_one_answer_has_no_bar() -> None:
    (one,) = counts()
    veiled = replace(one, rows=(replace(one.rows[0], n=None, percent=None, hidden=True),))
    assert "not shown" in draw_counts([veiled]).words


def test_what_people_wrote_is_neither_formula_nor_markup() -> None:
    (one,) = counts()
    rows = tuple(
        replace(one.rows[0], label=label)
        for label in ("$5 or \\frac{$", "<b> & \"c\" --> d", "100% \\alpha")
    )  # fmt: skip
    picture = draw_counts([replace(one, rows=rows)])
    ElementTree.fromstring(picture.content)
    assert "$5 or \\frac{$" in picture.words
    assert picture.warnings == ()


def test_characters_that_no_xml_may_hold_are_shown_as_signs() -> None:
    (one,) = counts()
    picture = draw_counts([replace(one, label="a\x0bb\x00")])
    ElementTree.fromstring(picture.content)


def test_letters_that_the_font_lacks_are_told() -> None:
    (one,) = counts()
    picture = draw_counts([replace(one, label="支援はありますか")])
    assert picture.warnings == (
        "the figure's font lacks some characters of its texts; they are drawn as boxes",
    )


def test_what_would_be_taller_than_anybody_reads_is_refused() -> None:
    with pytest.raises(InputError, match="too much to show") as caught:
        draw_scores([description()] * 400)
    assert "--subscale" in str(caught.value.hint)


def test_the_settings_of_whoever_uses_matplotlib_stand_again_afterwards() -> None:
    import matplotlib

    with matplotlib.rc_context({"font.weight": "bold", "svg.fonttype": "none"}):
        same = draw_scores([description()]).content
        assert matplotlib.rcParams["font.weight"] == "bold"
        assert matplotlib.rcParams["svg.fonttype"] == "none"
    assert same == draw_scores([description()]).content


def test_drawing_uses_no_pyplot_and_importing_the_room_no_matplotlib() -> None:
    code = (
        "import sys, qualkit.survey.figures as f; assert 'matplotlib' not in sys.modules;"
        "from tests.survey.drawn import description; f.draw_scores([description()]);"
        "assert 'matplotlib' in sys.modules; assert 'matplotlib.pyplot' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_group_looks_unlike_every_other_without_its_colour() -> None:
    assert len(set(COLOURS)) == 6
    assert len(set(HATCHES)) == len(set(MARKERS)) == 7
    assert len({(look(n).hatch, look(n).colour) for n in range(42)}) == 42


scores = st.lists(st.integers(0, 54).map(lambda n: n / 9), max_size=60)


@given(scores, st.floats(0.001, 3))
def test_points_stay_at_their_score_and_near_their_line(found: list[float], near: float) -> None:
    drawn = swarm(found, near)
    assert sorted(found) == [score for score, _ in drawn]
    assert all(abs(off) <= 0.12 + 1e-9 for _, off in drawn)


@given(scores)
def test_where_points_lie_tells_nothing_of_who_answered_first(found: list[float]) -> None:
    assert swarm(found, 0.1) == swarm(found[::-1], 0.1)


def test_points_of_one_score_do_not_cover_each_other() -> None:
    drawn = swarm([2.0] * 5, 0.1)
    assert len({off for _, off in drawn}) == 5


def test_the_interval_of_a_mean_is_students() -> None:
    # R 4.2: t.test(sleep$extra[sleep$group == 1])$conf.int, "Student" (1908).
    extra = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
    found = interval_of_mean(summarise("1", extra, EE))
    assert found == pytest.approx((-0.5297804, 2.0297804), abs=1e-7)
    assert interval_of_mean(summarise("1", [2.0], EE)) is None
    assert interval_of_mean(description().groups[1]) is None
