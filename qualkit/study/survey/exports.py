"""Results of a survey written to a file, through the export gate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from qualkit import __version__
from qualkit.core.report import INTERNAL, Provenance
from qualkit.core.statistics import Comparison
from qualkit.core.table import Table
from qualkit.errors import InputError
from qualkit.privacy import gate
from qualkit.study.leaving import exporting
from qualkit.study.session import Session, did_you_mean
from qualkit.study.survey import comparing, counting, describing, tables
from qualkit.survey.hiding import minimum_cell

SUFFIX = "-internal"
"""At the end of the name of a file that shows small groups."""


@dataclass(frozen=True, slots=True)
class SurveyQuestion:
    """What an export of the survey holds; the same words as the methods that answer it."""

    what: str = "describe"
    """describe, compare, pairs or frequencies."""
    by: str = ""
    instrument: str = ""
    question: str = ""
    survey: str = ""
    method: str = "anova"
    groups: tuple[str, ...] = ()
    all_groups: bool | None = None
    minimum: int | None = None
    internal: bool = False


def _describe(session: Session, asked: SurveyQuestion) -> Table:
    return tables.description_table(
        describing.describe(
            session, asked.by, instrument=asked.instrument, survey=asked.survey,
            internal=asked.internal, minimum=asked.minimum,
        )
    )  # fmt: skip


def _comparisons(session: Session, asked: SurveyQuestion) -> tuple[Comparison, ...]:
    return comparing.compare(
        session, asked.by, instrument=asked.instrument, survey=asked.survey,
        internal=asked.internal, all_groups=asked.all_groups, groups=asked.groups,
        method=asked.method, minimum=asked.minimum,
    )  # fmt: skip


def _frequencies(session: Session, asked: SurveyQuestion) -> Table:
    return tables.frequency_table(
        counting.survey_frequencies(
            session, asked.question, by=asked.by, survey=asked.survey, internal=asked.internal,
            minimum=asked.minimum,
        )
    )  # fmt: skip


_TABLES: dict[str, Callable[[Session, SurveyQuestion], Table]] = {
    "describe": _describe,
    "compare": lambda session, asked: tables.comparison_table(_comparisons(session, asked)),
    "pairs": lambda session, asked: tables.pair_table(_comparisons(session, asked)),
    "frequencies": _frequencies,
}
WHAT = tuple(_TABLES)
"""What can be written."""


def table(session: Session, asked: SurveyQuestion) -> Table:
    """The table that is asked for."""
    if asked.what not in _TABLES:
        hint = did_you_mean(asked.what, WHAT)
        raise InputError(f"'{asked.what}' is no table of a survey", hint)
    return _TABLES[asked.what](session, asked)


def export_survey(
    session: Session, target: Path, format_name: str, asked: SurveyQuestion
) -> exporting.Exported:
    """Write one table of results; what shows small groups says so in name, title and notes."""
    made = table(session, asked)
    going_by = exporting.rules(session)
    stamp = INTERNAL if asked.internal else ""
    cleared = gate.clear_table(made, going_by, provenance(session, asked), stamp)
    path = internal_name(target) if asked.internal else target
    return exporting.write(cleared, going_by, path, format_name)


def internal_name(target: Path) -> Path:
    """The target with `-internal` at the end of its name, if it is not there yet."""
    if target.stem.endswith(SUFFIX):
        return target
    return target.with_name(f"{target.stem}{SUFFIX}{target.suffix}")


def provenance(session: Session, asked: SurveyQuestion) -> Provenance:
    """Which survey and keys a table was made of, and from how many respondents on groups show."""
    from qualkit.study.survey import files
    from qualkit.study.survey.instruments import instrument as key_of

    survey = files.responses(session, asked.survey).survey
    keys = [key_of(session, name) for name, _ in survey.instruments if _named(asked, name)]
    least = minimum_cell(session.settings.minimum_cell, asked.minimum)
    settings = [("survey", survey.name)]
    if asked.what != "frequencies":
        named = (f"{key.id} ({key.version or 'no version'}"
                 f"{', invented key' if key.invented else ''})" for key in keys)  # fmt: skip
        settings.append(("instruments", ", ".join(named)))
    settings.append(("minimum cell", str(least)))
    if asked.what in ("compare", "pairs"):
        settings.append(("method", "Welch t, chosen beforehand" if asked.groups else asked.method))
    if asked.internal:
        settings.append(("internal", "for the team's own eyes: small groups are shown"))
    return Provenance(session.settings.title, __version__, tuple(settings))


def _named(asked: SurveyQuestion, name: str) -> bool:
    return not asked.instrument or asked.instrument.casefold() == name.casefold()
