"""Student's t without scipy: the multiplier of an interval from few documents."""

from __future__ import annotations

from functools import lru_cache
from math import exp, lgamma, log, log1p

from qualkit.errors import InputError

_TINY = 1e-300


def _fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of the incomplete beta function (DLMF 8.17.22), by Lentz's method."""
    c, d = 1.0, 1.0 - (a + b) * x / (a + 1.0)
    d = 1.0 / (d if abs(d) > _TINY else _TINY)
    value = d
    for m in range(1, 1000):
        for top in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1.0 + top * d
            d = 1.0 / (d if abs(d) > _TINY else _TINY)
            c = 1.0 + top / c
            c = c if abs(c) > _TINY else _TINY
            value *= d * c
        if abs(d * c - 1.0) < 1e-15:
            break
    return value


def incomplete_beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function I_x(a, b), for a, b > 0 and 0 <= x <= 1."""
    if x <= 0.0 or x >= 1.0:
        return min(1.0, max(0.0, x))
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x < (a + 1.0) / (a + b + 2.0):
        return front * _fraction(a, b, x) / a
    return 1.0 - front * _fraction(b, a, 1.0 - x) / b


def beyond(t: float, df: float) -> float:
    """The probability that Student's t with df degrees of freedom is beyond +-t (t >= 0).

    P(|T| > t) = I_{df/(df + t^2)}(df/2, 1/2) (Abramowitz & Stegun 26.7.1).
    """
    return incomplete_beta(df / 2.0, 0.5, df / (df + t * t))


@lru_cache(maxsize=4096)
def multiplier(df: float, level: float = 0.95) -> float:
    """t such that Student's t with df degrees of freedom lies within +-t in `level` of cases.

    df > 0 (need not be whole), 0 < level < 1; InputError otherwise.

    >>> round(multiplier(4), 4), round(multiplier(11), 4), round(multiplier(9, 0.99), 4)
    (2.7764, 2.201, 3.2498)
    """
    if not (df > 0 and 0 < level < 1):
        raise InputError(f"no t for {df} degrees of freedom and level {level}")
    low, high = 0.0, 1.0
    while beyond(high, df) > 1.0 - level:
        low, high = high, high * 2.0
    for _ in range(200):
        middle = (low + high) / 2.0
        if middle in (low, high):
            break
        low, high = (middle, high) if beyond(middle, df) > 1.0 - level else (low, middle)
    return (low + high) / 2.0
