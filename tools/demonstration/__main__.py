"""Writes the demonstration's survey as it came from the platform."""

from __future__ import annotations

from pathlib import Path
from random import Random

from qualkit.core.instrument import Instrument, Subscale
from qualkit.importers.instruments import load_instrument
from qualkit.survey.shipped import shipped_keys
from tools.demonstration import search, targets, words
from tools.demonstration.people import Person, people
from tools.demonstration.sheet import sheet

TOP = Path(__file__).resolve().parents[2]
FILE = TOP / "survey" / "originals" / "inverlarrick-staff-survey.csv"
SEED = 1312


def respondents(seed: int = SEED) -> list[Person]:
    """The forty respondents with all their answers; the same for the same seed."""
    random, keys = Random(seed), _keys()
    found = people(random)
    for row in targets.ROWS:
        _answer_subscale(found, row, keys[row.instrument], random)
    _answer_questions(found, random)
    _write(found)
    random.shuffle(found)
    return found


def _keys() -> dict[str, Instrument]:
    key = next(path for path in shipped_keys() if path.stem == "mbi-hss")
    own = TOP / "codebook" / "instruments" / "aws.yaml"
    return {"mbi-hss": load_instrument(key), "aws": load_instrument(own)}


def _answer_subscale(
    found: list[Person], row: targets.Row, instrument: Instrument, random: Random
) -> None:
    subscale = instrument.subscale(row.subscale)
    if subscale is None:
        raise SystemExit(f"{row.instrument} has no subscale {row.subscale}")
    low, high, items = int(instrument.low), int(instrument.high), len(subscale.items)
    sums = {
        group: search.small_sums(row, group, items)
        for group in targets.GROUPS
        if group not in targets.LARGE
    }
    worn = {g: [p.worn for p in found if p.sector == g] for g in targets.LARGE}
    sums = search.all_sums(row, sums, worn, items, low, high, random)
    effects = [random.gauss(0, 0.08 * (high - low)) for _ in subscale.items]
    for group, totals in sums.items():
        those = [person for person in found if person.sector == group]
        for person, total in zip(those, totals, strict=True):
            _answer_items(person, row.instrument, subscale, total, effects, low, high, random)


def _answer_items(
    person: Person, instrument: str, subscale: Subscale, total: int, effects: list[float],
    low: int, high: int, random: Random,
) -> None:  # fmt: skip
    scored = search.answers(total, effects, low, high, random)
    for item, value in zip(subscale.items, scored, strict=True):
        turned = item in subscale.reversed
        person.items[instrument, item] = low + high - value if turned else value


def _answer_questions(found: list[Person], random: Random) -> None:
    for key, counts in (
        ("challenges", {**targets.CHALLENGES, **targets.INVENTED["challenges"]}),
        ("support", {**targets.SUPPORT, **targets.INVENTED["support"]}),
        ("delivery", targets.DELIVERY),
        ("changes", targets.CHANGES),
    ):
        for option, count in counts.items():
            free = [p for p in found if not _excluded(p.ticks.get(key, set()), option)]
            for person in random.sample(free, count):
                person.ticks.setdefault(key, set()).add(option)
    for key, texts in (("delivery", words.DELIVERY_OTHER), ("changes", words.CHANGES_OTHER)):
        for person, text in zip(random.sample(found, len(texts)), texts, strict=True):
            person.others[key] = text
    answers = [option for option, count in targets.STAFFING.items() for _ in range(count)]
    random.shuffle(answers)
    texts = iter(words.STAFFING_OTHER)
    for person, answer in zip(found, answers, strict=True):
        person.staffing = answer
        if answer == "Other":
            person.staffing, person.others["staffing"] = "", next(texts)


def _excluded(ticked: set[str], option: str) -> bool:
    """Whether somebody has ticked the opposite."""
    pairs = (
        {"Longer working hours", "Shorter working hours"},
        {"A larger caseload", "A smaller caseload"},
    )
    return any(option in pair and pair & ticked - {option} for pair in pairs)


def _write(found: list[Person]) -> None:
    """Gives each text to one respondent of its sector, by how worn they are."""
    for key, texts in (("hardest", words.HARDEST), ("helps", words.HELPS)):
        free = sorted(found, key=lambda person: person.worn)
        for sector, worn, text in texts:
            own = [p for p in free if p.sector == sector]
            middle = len(own) // 2
            person = own[-1] if worn == "more" else own[0] if worn == "less" else own[middle]
            person.written[key] = text
            free.remove(person)


def main() -> None:
    """Write the file."""
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_bytes(sheet(respondents()).encode())
    print(f"wrote {FILE.relative_to(TOP)}")


if __name__ == "__main__":
    main()
