"""Where the published evaluation contradicts itself: what is printed, and what it is held against.

Facts of the source alone. What the demonstration's survey gives instead is worked out when the
documentation is built.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A figure that is printed in two ways, or that cannot be; `scale` names its subscale."""

    of: str
    printed: str
    against: str
    scale: str = ""
    figure: str = ""
    """What of the comparison answers it: `p`, `pair`, or `mean` of the third sector; or, where
    `scale` is a question, the answer."""


FOUND = (
    Contradiction("Reward, p", ".003 in the table", "its own F of 5.3 (4 and 35 df): .002", "reward", "p"),
    Contradiction("Community, p", ".01 in the table", ".001 in the text", "community", "p"),
    Contradiction("Fairness, p", ".02 in the table", ".001 in the text", "fairness", "p"),
    Contradiction("Values, p", ".06 in the table", ".006 in the text", "values", "p"),
    Contradiction("Values, post hoc p", ".003 in the text", "an analysis that is not significant", "values", "pair"),
    Contradiction("Differences of the AWS", "“in all the subscales”", "Values: p of .06", "values", "p"),
    Contradiction("Depersonalisation, mean", "1.4 in the text", "0.6 in the table", "DP", "mean"),
    Contradiction("Less face-to-face contact", "82.5%", "31 of 40", "changes", "less-face-to-face-contact"),
    Contradiction("A larger caseload", "15.0%", "5 of 40", "changes", "a-larger-caseload"),
    Contradiction("Time in the sector", "40 respondents", "rows that add up to 39"),
    Contradiction("Service leads by role", "7 people", "rows that add up to 8"),
    Contradiction("Local authority", "3 in one table", "2 and 1 in another"),
)  # fmt: skip
