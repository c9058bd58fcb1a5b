"""What stands beside a quotation from literature."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.core.citing import LONGEST, in_text


@pytest.mark.parametrize(
    ("citation", "beside"),
    [
        ("Smith and Lee (2021) A rapid review.", "Smith and Lee, 2021"),
        ("Smith, A. and Lee, B. (2021) A rapid review.", "Smith and Lee, 2021"),
        ("Smith, J. A., & Lee, K. (2021). A rapid review.", "Smith and Lee, 2021"),
        ("Smith, J., Lee, K., & Brown, T. (2021b). A review.", "Smith et al., 2021b"),
        ("Smith, Lee and Brown (2020) A review", "Smith et al., 2020"),
        ("Smith et al. (2020) A review", "Smith et al., 2020"),
        ("van der Berg, P. (2018) A review", "van der Berg, 2018"),
        ("Scottish Government (2019) Rights, respect and recovery", "Scottish Government, 2019"),
        ("World Health Organization. (n.d.) Burn-out", "World Health Organization, n.d."),
        ("Department for Work, Pensions and Health (2018) x", "Department for Work, Pensions and Health, 2018"),  # noqa: E501
        ("Smith and Lee, 2021", "Smith and Lee, 2021"),
        ("O'Neill-Smith, Ö. (in press) A review", "O'Neill-Smith, in press"),
        ("A policy paper of the city.", "A policy paper of the city"),
    ],
)  # fmt: skip
def test_authors_and_year_stand_beside_a_quotation(citation: str, beside: str) -> None:
    assert in_text(citation) == beside


def test_a_long_reference_without_a_year_is_shortened_at_a_word() -> None:
    shown = in_text("words of a reference " * 12)
    assert shown.endswith("…")
    assert len(shown) <= LONGEST + 1
    assert "referenc…" not in shown


@given(st.text(max_size=200))
def test_whatever_is_written_something_short_of_one_line_comes_of_it(citation: str) -> None:
    shown = in_text(citation)
    assert "\n" not in shown
    assert len(shown) <= max(LONGEST + 1, len(citation) + 4)
