"""What a published evaluation prints of its survey: the figures that ours is to reproduce.

Source: the report of an evaluation of burnout among the staff of alcohol and drug services in a
Scottish city (2022), tables 1 to 10 and tables 1 and 2 of its appendix. Means and standard
deviations are printed to one decimal. Only numbers are taken from it.
"""

from __future__ import annotations

from dataclasses import dataclass

# Group: how many; in the order of the report's columns.
GROUPS = {
    "Charity/Third Sector": 22,
    "Grassroots/Community-led": 1,
    "Health and Social Care": 1,
    "Local Authority": 2,
    "NHS": 14,
}
LARGE = ("Charity/Third Sector", "NHS")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the report's tables: mean and SD by group (None: not printed or not readable)."""

    instrument: str
    subscale: str
    cells: tuple[tuple[float | None, float | None], ...]
    f: float
    """The printed F, to `decimals`."""
    decimals: int = 1


ROWS = (
    Row("aws", "workload", ((3.5, 0.8), (2.8, None), (2.6, None), (3.7, 0.1), (2.4, 0.8)), 4.3),
    Row("aws", "control", ((3.9, 0.6), (3.8, None), (3.3, None), (4.0, 0.7), (2.9, 0.8)), 5.0, 0),
    # The report's text runs the rows of Reward and Community together: of the two means that
    # groups of one have in each row it holds one. They are Community's here, where whole answers
    # meet both exactly; Reward's are free.
    Row("aws", "reward", ((4.0, 0.7), (None, None), (None, None), (3.9, 0.5), (2.7, 1.0)), 5.3),
    Row("aws", "community", ((4.1, 0.8), (4.8, None), (3.2, None), (4.0, 0.3), (3.1, 0.8)), 3.8),
    Row("aws", "fairness", ((3.6, 0.7), (3.3, None), (2.0, None), (3.7, 0.0), (2.9, 0.6)), 3.4),
    # The SD of NHS Values is not printed.
    Row("aws", "values", ((3.9, 0.6), (3.3, None), (4.0, None), (3.6, 0.5), (3.1, None)), 2.5),
    Row("mbi-hss", "EE", ((1.4, 1.1), (2.1, None), (2.8, None), (2.0, 1.3), (4.1, 1.3)), 11.2),
    Row("mbi-hss", "DP", ((0.6, 0.6), (1.0, None), (0.6, None), (0.9, 1.0), (1.7, 1.1)), 4.2),
    Row("mbi-hss", "PA", ((5.0, 0.9), (4.8, None), (5.0, None), (4.9, 0.6), (4.3, 0.8)), 1.2),
)

# Cells that whole answers cannot meet to the decimal, with the nearest that they can:
# four items answered by one person have means of 3.25 and 3.50, never 3.3.
NEAREST = {
    ("control", "Health and Social Care"): 3.25,
    ("values", "Grassroots/Community-led"): 3.25,
}

# Where nothing is printed: what stands in its place, chosen so that F comes out as printed.
FREE = {
    ("reward", "Grassroots/Community-led"): 4.75,
    ("reward", "Health and Social Care"): 3.25,
}

# Single questions: answer and how many gave it.
GENDER = {"Female": 28, "Male": 11, "": 1}
AGE = {"18-24": 2, "25-34": 9, "35-44": 10, "45-54": 11, "55-64": 8}
ROLE = {"Nurse": 10, "Project worker": 10, "Support worker": 12, "Other": 8}
JOB = {"Full time paid employment": 36, "Part time paid employment": 3, "Volunteer": 1}
IN_SERVICE = {"Less than 1 year": 9, "1-3 years": 9, "3-5 years": 4, "More than 5 years": 18}
IN_SECTOR = {"Less than 1 year": 5, "1-3 years": 7, "3-5 years": 9, "More than 5 years": 18, "": 1}
STAFFING = {
    "More staff absence": 12, "Less staff absence": 2, "More staff have left": 3,
    "No changes to team": 16, "Other": 7,
}  # fmt: skip

# Multi-select questions: answer and how many ticked it. Where the report shows a figure that its
# text does not hold, the counts under `INVENTED` were made up.
LIVED_EXPERIENCE = {"Drug use": 2, "Alcohol use": 7, "Drug and alcohol use": 3, "Mental health": 16}
WITH_LIVED_EXPERIENCE = 22
CHALLENGES = {
    "Drug related deaths and near fatal overdoses": 30, "High caseloads": 20,
    "Too few specialist services to refer to": 15,
}  # fmt: skip
SUPPORT = {
    "Supervision with my line manager": 35,
    "Friends and family": 22,
    "Support from peers": 18,
}
DELIVERY = {
    "By appointment": 22, "Online": 3, "By phone": 22, "Drop-in": 17, "Outreach": 17,
    "Assertive outreach": 10,
}  # fmt: skip
DELIVERY_OTHER = 4
CHANGES = {
    "Less face-to-face contact": 31, "Telephone support only": 14, "Longer working hours": 5,
    "Shorter working hours": 4, "A larger caseload": 5, "A smaller caseload": 5,
}  # fmt: skip
CHANGES_OTHER = 7
INVENTED = {
    "challenges": {"Stigma": 14, "Short-term funding": 12},
    "support": {"Counselling": 6, "Occupational health": 4, "Reflective practice group": 9},
}
