"""A study with a survey of 200 people: twelve subscales, five groups, one of them of one person."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from bench.corpora import HOME

GROUPS = {"third sector": 100, "NHS": 70, "council": 25, "private": 4, "other": 1}
SUBSCALES, ITEMS = 12, 5


def made() -> Path:
    """The study's folder, made anew."""
    from qualkit.study import init_study

    folder = HOME / "survey-study"
    shutil.rmtree(folder, ignore_errors=True)
    init_study(folder, "A survey").close()
    (folder / "codebook" / "instruments").mkdir(parents=True, exist_ok=True)
    (folder / "codebook" / "instruments" / "made.yaml").write_text(_key(), "utf-8")
    (folder / "survey").mkdir(exist_ok=True)
    (folder / "survey" / "staff.yaml").write_text(_mapping(), "utf-8")
    (folder / "survey" / "staff.csv").write_text(_answers(), "utf-8")
    return folder


def _items() -> list[str]:
    return [str(number) for number in range(1, SUBSCALES * ITEMS + 1)]


def _key() -> str:
    lines = [
        "qualkit_instrument: 1", "id: made", "name: Made up", 'version: "1"',
        f"items: {SUBSCALES * ITEMS}", "range: [0, 6]", "invented: true", "subscales:",
    ]  # fmt: skip
    for number in range(SUBSCALES):
        own = ", ".join(_items()[number * ITEMS : (number + 1) * ITEMS])
        lines.append(f"  - {{id: S{number}, name: Subscale {number}, items: [{own}]}}")
    return "\n".join(lines) + "\n"


def _mapping() -> str:
    from qualkit.importers.surveys import records
    from qualkit.importers.surveys.mapping_writer import mapping_text

    values = tuple(records.Value(name, name) for name in GROUPS)
    items = tuple(_items())
    return mapping_text(
        records.SurveyMapping(
            source=records.SourceFile("staff.csv"),
            confirmed=True,
            attributes=(records.MappedAttribute("sector", "Sector", "Sector", values),),
            instruments=(records.MappedInstrument("made", items, items),),
        )
    )


def _answers() -> str:
    dice = random.Random(3)
    lines = [",".join(["respondent,source,participant,sector", *(f"made.{i}" for i in _items())])]
    groups = [name for name, size in GROUPS.items() for _ in range(size)]
    for number, group in enumerate(groups):
        shift = 1.0 if group == "NHS" else 0.0
        cells = (str(min(6, max(0, round(dice.gauss(2 + shift, 1.5))))) for _ in _items())
        lines.append(f"R{number:03},m{number},,{group},{','.join(cells)}")
    return "\n".join(lines) + "\n"
