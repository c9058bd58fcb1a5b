"""The invented respondents: where they work, who they are, which of them were interviewed too."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from tools.demonstration import targets

ROLES = {
    "Charity/Third Sector": {"Project worker": 9, "Support worker": 9, "Other": 4},
    "Grassroots/Community-led": {"Project worker": 1},
    "Health and Social Care": {"Support worker": 1},
    "Local Authority": {"Other": 2},
    "NHS": {"Nurse": 10, "Support worker": 2, "Other": 2},
}
# Nobody has been longer in a service than in the sector; the counts are those of the two tables.
TIMES = {
    ("Less than 1 year", "Less than 1 year"): 5, ("Less than 1 year", "1-3 years"): 2,
    ("Less than 1 year", "3-5 years"): 2, ("1-3 years", "1-3 years"): 5,
    ("1-3 years", "3-5 years"): 4, ("3-5 years", "3-5 years"): 3,
    ("3-5 years", "More than 5 years"): 1, ("More than 5 years", "More than 5 years"): 17,
    ("More than 5 years", ""): 1,
}  # fmt: skip
# Who was interviewed too and wrote down the number of their information sheet. P22 has not agreed
# that the two be joined: the import drops that number, and says so.
INTERVIEWED = {
    "P01": ("NHS", "Nurse", "Female", "35-44", "3-5 years", "3-5 years"),
    "P15": ("NHS", "Nurse", "Female", "55-64", "More than 5 years", "More than 5 years"),
    "P16": ("NHS", "Nurse", "Male", "25-34", "Less than 1 year", "Less than 1 year"),
    "P20": ("NHS", "Nurse", "Male", "55-64", "More than 5 years", "More than 5 years"),
    "P22": ("NHS", "Other", "Male", "35-44", "More than 5 years", "More than 5 years"),
    "P02": ("Charity/Third Sector", "Support worker", "Male", "25-34", "1-3 years", "1-3 years"),
    "P06": ("Charity/Third Sector", "Project worker", "Female", "35-44", "3-5 years", "3-5 years"),
    "P10": ("Charity/Third Sector", "Other", "Male", "35-44", "1-3 years", "1-3 years"),
    "P11": ("Charity/Third Sector", "Project worker", "Female", "25-34", "1-3 years", "1-3 years"),
}


@dataclass(slots=True)
class Person:
    """A respondent: their answers by the heading they stand under."""

    sector: str
    role: str
    gender: str = ""
    age: str = ""
    in_service: str = ""
    in_sector: str = ""
    participant: str = ""
    worn: float = 0.0
    job: str = ""
    staffing: str = ""
    lived: tuple[str, ...] = ()
    ticks: dict[str, set[str]] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    items: dict[tuple[str, str], int] = field(default_factory=dict)


def people(random: Random) -> list[Person]:
    """Forty people whose answers to the single questions are as often as wanted."""
    found = [
        Person(sector, role)
        for sector in targets.GROUPS
        for role, count in ROLES[sector].items()
        for _ in range(count)
    ]
    genders, ages = _pool(targets.GENDER), _pool(targets.AGE)
    times = _pool(TIMES)
    for participant, (sector, role, gender, age, service, in_sector) in INTERVIEWED.items():
        person = next(p for p in found if (p.sector, p.role, p.participant) == (sector, role, ""))
        person.participant, person.gender, person.age = participant, gender, age
        person.in_service, person.in_sector = service, in_sector
        genders.remove(gender)
        ages.remove(age)
        times.remove((service, in_sector))
    for pool in (genders, ages, times):
        random.shuffle(pool)
    for person in found:
        person.worn = random.gauss(0, 1)
        if not person.participant:
            person.gender, person.age = genders.pop(), ages.pop()
            person.in_service, person.in_sector = times.pop()
    _jobs(found, random)
    _lived(found, random)
    return found


def _pool(counts: dict) -> list:  # type: ignore[type-arg]
    return [value for value, count in counts.items() for _ in range(count)]


def _jobs(found: list[Person], random: Random) -> None:
    third = [p for p in found if p.sector == "Charity/Third Sector" and not p.participant]
    volunteer, *part = random.sample(third, 3)
    part.append(random.choice([p for p in found if p.sector == "NHS" and not p.participant]))
    for person in found:
        person.job = "Full time paid employment"
    volunteer.job = "Volunteer"
    for person in part:
        person.job = "Part time paid employment"


def _lived(found: list[Person], random: Random) -> None:
    """Of the 22 six ticked both their own use and their mental health: 28 ticks in all."""
    grassroots = [p for p in found if p.sector == "Grassroots/Community-led"]
    peers = [p for p in found if p.participant in ("P02", "P10")]
    rest = [p for p in found if p not in grassroots and p not in peers]
    those = [*grassroots, *peers, *random.sample(rest, 19)]
    use = ["Drug and alcohol use"] * 3 + ["Drug use"] * 2 + ["Alcohol use"] * 7
    for person, what in zip(those[:12], use, strict=True):
        person.lived = (what,)
    for person in (*those[12:], *those[6:12]):
        person.lived = (*person.lived, "Mental health")
