"""Numbers as they are printed: British English, the style of the APA manual (7th edition).

The one home of `p < .001`, of how many decimals, and of the zero that p and shares do without.
Halves are rounded away from zero on the number as it is written (4.25 -> 4.3), as people and
spreadsheets do; Python's and R's own rounding gives 4.2. None is printed as an en dash.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from math import isinf, isnan

MINUS = "−"
NOTHING = "–"
_LINE = 0.05
"""The p on whose sides sentences are worded differently."""


def rounded(value: float, places: int) -> Decimal:
    """`value` to so many decimals, halves away from zero; never minus nought.

    >>> str(rounded(4.25, 1)), str(rounded(-0.04, 1)), str(rounded(2.675, 2))
    ('4.3', '0.0', '2.68')
    """
    # 15 digits: what arithmetic adds beyond them (0.1 + 0.2) decides no half.
    found = Decimal(f"{value:.15g}").quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return abs(found) if found == 0 else found


def decimal(value: float | None, places: int = 1) -> str:
    """A number that may be greater than 1, with its zero: "4.1", "−0.3".

    >>> decimal(4.05), decimal(-0.31, 2), decimal(None)
    ('4.1', '−0.31', '–')
    """
    if value is None or isnan(value):
        return NOTHING
    if isinf(value):
        return "∞" if value > 0 else f"{MINUS}∞"
    return str(rounded(value, places)).replace("-", MINUS)


def share(value: float | None, places: int = 2) -> str:
    """A number that cannot be greater than 1, without its zero: ".56".

    >>> share(0.5613), share(1.0), share(-0.2), share(None)
    ('.56', '1.00', '−.20', '–')
    """
    text = decimal(value, places)
    if text.lstrip(MINUS).startswith("0."):
        return text.replace("0.", ".", 1)
    return text


def p_value(p: float | None, places: int = 3) -> str:
    """p for a table's cell: ".043", "< .001", "–".

    One just below .05 keeps the digits that show on which side it is.

    >>> p_value(0.0434), p_value(0.00004), p_value(0.9997), p_value(0.04986), p_value(None)
    ('.043', '< .001', '> .999', '.0499', '–')
    """
    if p is None:
        return NOTHING
    least = Decimal(1).scaleb(-places)
    if p < float(least):
        return f"< {share(float(least), places)}"
    # One, too: a corrected p is cut off there, and no test is certain of chance.
    if rounded(p, places) >= 1:
        return f"> {share(float(1 - least), places)}"
    while p < _LINE and rounded(p, places) >= Decimal(str(_LINE)) and places < 9:
        places += 1
    return share(p, places)


def p_equals(p: float | None, name: str = "p", places: int = 3) -> str:
    """p in running text: "p = .043", "p < .001"; "p is not defined" for None.

    >>> p_equals(0.0434), p_equals(0.00004)
    ('p = .043', 'p < .001')
    """
    if p is None:
        return f"{name} is not defined"
    text = p_value(p, places)
    return f"{name} {text}" if text[0] in "<>" else f"{name} = {text}"


def freedom(df: float) -> str:
    """Degrees of freedom: whole ones as they are, others with two decimals.

    >>> freedom(35.0), freedom(17.776)
    ('35', '17.78')
    """
    return decimal(df, 0) if df == int(df) else decimal(df, 2)


def statistic(symbol: str, df: Sequence[float], value: float | None, places: int = 2) -> str:
    """A test's statistic: "F(4, 35) = 11.23".

    >>> statistic("F", (4, 35), 11.2312), statistic("t", (17.776,), -1.8608)
    ('F(4, 35) = 11.23', 't(17.78) = −1.86')
    """
    if value is None:
        return f"{symbol} is not defined"
    inside = f"({', '.join(freedom(each) for each in df)})" if df else ""
    return f"{symbol}{inside} = {decimal(value, places)}"


def moments(mean: float | None, sd: float | None, n: int | None, places: int = 1) -> str:
    """A group's figures in brackets: "(M = 4.1, SD = 1.3, n = 14)"; one respondent has no SD.

    >>> moments(4.08, 1.29, 14), moments(2.8, None, 1)
    ('(M = 4.1, SD = 1.3, n = 14)', '(M = 2.8, n = 1)')
    """
    parts = [] if mean is None else [f"M = {decimal(mean, places)}"]
    if sd is not None:
        parts.append(f"SD = {decimal(sd, places)}")
    if n is not None:
        parts.append(f"n = {n}")
    return f"({', '.join(parts)})"


def interval(low: float | None, high: float | None, level: float = 0.95, places: int = 1) -> str:
    """An interval: "95% CI [1.5, 3.9]"; "" where there is none.

    One that only just leaves nought out keeps the digits that show it.

    >>> interval(1.52, 3.88), interval(0.04, 1.28)
    ('95% CI [1.5, 3.9]', '95% CI [0.04, 1.28]')
    """
    if low is None or high is None:
        return ""
    while low * high > 0 and not (rounded(low, places) and rounded(high, places)) and places < 4:
        places += 1
    return f"{decimal(100 * level, 0)}% CI [{decimal(low, places)}, {decimal(high, places)}]"


def percent(value: float | None, places: int = 1) -> str:
    """A percentage from 0 to 100: "77.5%".

    >>> percent(77.5), percent(None)
    ('77.5%', '–')
    """
    return NOTHING if value is None else f"{decimal(value, places)}%"


def count_and_percent(n: int | None, value: float | None, places: int = 1) -> str:
    """A count with its percentage: "31 (77.5%)".

    >>> count_and_percent(31, 77.5), count_and_percent(None, None)
    ('31 (77.5%)', '–')
    """
    if n is None:
        return NOTHING
    return str(n) if value is None else f"{n} ({percent(value, places)})"
