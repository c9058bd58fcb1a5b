"""The answers as a survey platform hands them out: two rows of headings, a row a respondent.

The addresses are from the ranges that are kept for examples: they belong to nobody.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from tools.demonstration import targets
from tools.demonstration.people import Person

FREQUENCY = (
    "Never", "A few times a year or less", "Once a month or less", "A few times a month",
    "Once a week", "A few times a week", "Every day",
)  # fmt: skip
OTHER = "Other (please specify)"
HEAD = (
    "Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address",
    "First Name", "Last Name", "Custom Data 1",
)  # fmt: skip
SINGLE = (
    ("Which sector do you work in?", "sector"),
    ("What is your role?", "role"),
    ("What is your gender?", "gender"),
    ("How old are you?", "age"),
    ("What is your job status?", "job"),
    ("How long have you been with your service?", "in_service"),
    ("How long have you worked in the sector?", "in_sector"),
)
# Question, key of its ticks, answers, whether something else can be written.
MULTIPLE = (
    ("Do you have lived experience of any of these?", "lived", targets.LIVED_EXPERIENCE, False),
    ("What are the particular challenges of the sector?", "challenges",
     {**targets.CHALLENGES, **targets.INVENTED["challenges"]}, False),
    ("Which support have you used for your own wellbeing?", "support",
     {**targets.SUPPORT, **targets.INVENTED["support"]}, False),
    ("How did your service work before the pandemic?", "delivery", targets.DELIVERY, True),
    ("What has changed in your work since the pandemic?", "changes", targets.CHANGES, True),
)  # fmt: skip
STAFFING = "What has the pandemic done to your team?"
MBI = "How often does this happen to you? (MBI-HSS, items by number)"
AWS = "How far do you agree? (Areas of Worklife, invented key, items by number)"
OPEN = (
    ("What is hardest about your work just now?", "hardest"),
    ("What helps you, or would help you?", "helps"),
)
JOINED = "If you were interviewed too and want the two joined: the number on your sheet"


def sheet(people: Sequence[Person]) -> str:
    """The file's text, with CRLF line ends and a byte order mark, as the platform writes it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    first, second = _headings()
    writer.writerow(first)
    writer.writerow(second)
    for place, person in enumerate(people):
        writer.writerow([*_platform(place), *_row(person)])
    return "\ufeff" + out.getvalue()


def _headings() -> tuple[list[str], list[str]]:
    first, second = list(HEAD), [""] * len(HEAD)

    def question(text: str, under: Sequence[str]) -> None:
        first.extend([text, *[""] * (len(under) - 1)])
        second.extend(under)

    for text, _ in SINGLE:
        question(text, ["Response"])
    for text, _, options, other in MULTIPLE:
        question(text, [*options, *([OTHER] if other else [])])
    question(STAFFING, ["Response", OTHER])
    question(MBI, [f"Item {number}" for number in range(1, 23)])
    question(AWS, [f"Item {number}" for number in range(1, 29)])
    for text, _ in OPEN:
        question(text, ["Open-Ended Response"])
    question(JOINED, ["Open-Ended Response"])
    return first, second


def _platform(place: int) -> list[str]:
    """What the platform puts before the answers."""
    day, minute = 3 + place * 25 // 40, (7 * place) % 60
    hour = 9 + place % 8
    clock = f"{(hour - 1) % 12 + 1:02d}:{minute:02d}:00 {'AM' if hour < 12 else 'PM'}"
    done = f"{(hour - 1) % 12 + 1:02d}:{min(59, minute + 11):02d}:00 {'AM' if hour < 12 else 'PM'}"
    return [
        str(118_204_300_117 + 40_961 * place), "412604118", f"11/{day:02d}/2025 {clock}",
        f"11/{day:02d}/2025 {done}", f"192.0.2.{10 + place}", f"respondent{place + 1}@example.org",
        "", "", "",
    ]  # fmt: skip


def _row(person: Person) -> list[str]:
    cells = [str(getattr(person, field)) for _, field in SINGLE]
    for _, key, options, other in MULTIPLE:
        ticked = set(person.lived) if key == "lived" else person.ticks.get(key, set())
        cells += [option if option in ticked else "" for option in options]
        cells += [person.others.get(key, "")] if other else []
    cells += [person.staffing, person.others.get("staffing", "")]
    cells += [FREQUENCY[person.items["mbi-hss", str(number)]] for number in range(1, 23)]
    cells += [str(person.items["aws", str(number)]) for number in range(1, 29)]
    cells += [person.written.get(key, "") for _, key in OPEN]
    return [*cells, person.participant]
