"""The reader of instrument files: each mistake is named with its line and what to do."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from qualkit.core.instrument import Scoring, Trend
from qualkit.errors import InputError
from qualkit.importers.instruments import load_instrument, parse_instrument

GOOD = dedent(
    """\
    qualkit_instrument: 1
    id: moods
    name: Moods, made up
    items: 6
    range: [1, 5]
    anchors:
      5: always
      1: never
    subscales:
      - id: low
        name: Low moods
        items: [1, 2, 3]
        reverse: [2]
        answered: 2
        trend: strain
        bands:
          - source: a made-up manual
            ranges:
              - {label: few, below: 3}
              - {label: many, from: 3}
      - id: high
        name: High moods
        items: [4, 5]
        count: 2
        method: sum
        references:
          - {name: nurses, source: a made-up table, scoring: mean, mean: 2, sd: 0.5, n: 100}
    unscored: [6]
    """
)


def refused(text: str) -> str:
    with pytest.raises(InputError) as caught:
        parse_instrument(text, "moods.yaml")
    return f"{caught.value.message} | {caught.value.hint}"


def changed(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new)


def test_a_whole_file_becomes_a_key() -> None:
    key = parse_instrument(GOOD)
    low, high = key.subscales
    assert (key.id, key.items, key.values) == ("moods", tuple("123456"), (1, 2, 3, 4, 5))
    assert [(anchor.value, anchor.label) for anchor in key.anchors] == [(1, "never"), (5, "always")]
    assert (low.items, low.reversed, low.answered) == (("1", "2", "3"), frozenset("2"), 2)
    assert (low.scoring, low.trend, low.required) == (Scoring.MEAN, Trend.STRAIN, 2)
    assert [(b.label, b.low, b.high, b.descriptive) for b in low.bands] == [
        ("few", None, 3, True), ("many", 3, None, True),
    ]  # fmt: skip
    assert (high.scoring, high.required) == (Scoring.SUM, 2)
    assert not key.open_key
    assert not key.uncombined


def test_a_reference_printed_as_means_is_turned_into_sums_for_a_key_that_sums() -> None:
    (reference,) = parse_instrument(GOOD).subscales[1].references
    assert (reference.mean, reference.sd, reference.n) == (4, 1, 100)


def test_a_reference_printed_as_sums_is_turned_into_means_for_a_key_that_takes_means() -> None:
    text = changed("method: sum", "method: mean").replace(
        "scoring: mean, mean: 2", "scoring: sum, mean: 7"
    )
    (reference,) = parse_instrument(text).subscales[1].references
    assert (reference.mean, reference.sd) == (3.5, 0.25)


def test_a_share_of_items_is_rounded_up() -> None:
    key = parse_instrument(changed("answered: 2", "answered: 50%"))
    assert key.subscales[0].answered == 2


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("    reverse: [2]", "    reverse: [4]", "line 13: 'reverse' of low names the item 4"),
        ("    reverse: [2]", "    revers: [2]", "unknown key 'revers' (did you mean 'reverse'?)"),
        ("items: [4, 5]", "items: [3, 5]", "line 23: the item 3 is in the subscales low and high"),
        ("items: [4, 5]", "items: [4, 9]", "line 23: high has the item 9, which"),
        ("items: [4, 5]", "items: [4, 4]", "line 23: the item 4 stands twice"),
        ("count: 2", "count: 3", "line 23: high has 2 items; 'count' says that it has 3"),
        ("unscored: [6]", "unscored: []", "line 9: no subscale has the item 6"),
        ("unscored: [6]", "unscored: [6, 7]", "line 28: 'unscored' names the item 7"),
        ("unscored: [6]", "unscored: [6, 5]", "line 28: the item 5 is unscored and in high"),
        ("below: 3}", "below: 4}", "line 20: the bands 'few' and 'many' overlap"),
        ("from: 3}", "from: 30}", "has the bound 30; a mean runs from 1 to 5"),
        ("from: 3}", "from: 4, below: 4}", "line 20: the band 'many' ends before it begins"),
        ("  5: always", "  7: always", "line 7: the anchor 7 is none of the answers"),
        ("  5: always", "  5:", "line 7: the anchor 5 has no words"),
        ("range: [1, 5]", "range: [5, 1]", "line 5: 'range' of the instrument must be two"),
        ("range: [1, 5]", "", "needs a 'range' or 'values'"),
        ("range: [1, 5]", "values: [1, 1]", "line 5: 'values' of the instrument must"),
        ("answered: 2", "answered: 7", "line 14: 'answered' of low must be 1 to 3"),
        ("method: sum", "method: sum\n    answered: 1", "is a sum, which needs all its 2 items"),
        ("method: sum", "method: add", "line 25: 'method' of a subscale is 'add'"),
        ("trend: strain", "trend: strian", "(did you mean 'strain'?)"),
        ("id: moods", "id: My moods", "line 2: 'My moods' cannot be an instrument's id"),
        ("id: high", "id: LOW", "there are two subscales 'LOW'"),
        ("sd: 0.5", "sd: 0", "'sd' of a reference must be more than 0"),
        ("source: a made-up manual", "descriptive: true", "a set of bands has no 'source'"),
        ("items: 6", "items: 0", "line 4: there are 0 items"),
        ("items: 6", "items: 999999999", "line 4: there are 999999999 items"),
        ("items: [4, 5]", "items: [I feel well, 5]", "is no code of an item"),
        ("qualkit_instrument: 1", "qualkit_instrument: 9", "Update qualkit"),
    ],
)  # fmt: skip
def test_each_mistake_is_named_with_its_line(old: str, new: str, told: str) -> None:
    assert told in refused(changed(old, new))


def test_an_item_may_stand_in_a_total_and_in_a_subscale() -> None:
    total = "  - {id: all, name: Total, items: [1, 2, 4], total: true}\nunscored"
    assert parse_instrument(changed("unscored", total)).subscale("all") is not None


TOTAL = "  - {id: all, name: Total, items: [1, 2, 4], total: true}\nunscored"


def test_no_total_is_made_of_an_instrument_whose_authors_refuse_one() -> None:
    text = changed("unscored", TOTAL).replace("items: 6", "items: 6\ncombined: never")
    assert "a total of its subscales is never made" in refused(text)


def test_no_field_of_a_file_makes_a_total_of_a_maslach_inventory() -> None:
    text = changed("unscored", TOTAL).replace("id: moods", "id: mbi-hss")
    assert "a total of its subscales is never made" in refused(text)
    assert "is 'yes'" in refused(text.replace("items: 6", 'items: 6\ncombined: "yes"'))


def test_one_subscale_of_all_items_is_a_total_too() -> None:
    text = changed("unscored: [6]", "").replace("items: [1, 2, 3]", "items: [1, 2, 3, 4, 5, 6]")
    text = text[: text.index("  - id: high")].replace("id: moods", "id: mbi")
    assert "would be a total" in refused(text)


def test_profiles_need_the_subscales_they_are_made_of() -> None:
    assert "need a subscale EE" in refused(changed("id: moods", "id: moods\nprofiles: mbi"))


def test_a_key_may_be_left_open_for_the_licensee() -> None:
    key = parse_instrument(changed("items: [4, 5]", "items: []"))
    assert key.open_key == ("high",)


def test_a_filled_in_key_is_held_to_its_counts() -> None:
    text = changed("items: [4, 5]\n    count: 2", "items: [4]\n    count: 2")
    assert "'count' says that it has 2" in refused(text)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        load_instrument(tmp_path / "none.yaml")
