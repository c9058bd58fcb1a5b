"""What the survey found: tables, sentences and figures, groups too small hidden."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from qualkit.core.blocks import Block, Figure, Heading, Paragraph, Reference, Style, TableBlock
from qualkit.core.report_plan import PlannedSection
from qualkit.core.statistics import Comparison, Description, Scale
from qualkit.core.table import Table
from qualkit.errors import NotFoundError, QualkitError
from qualkit.privacy import gate
from qualkit.study.report.making import Making
from qualkit.study.report.sample import groups_by
from qualkit.study.session import did_you_mean
from qualkit.study.survey import comparing, counting, describing, files, tables
from qualkit.study.survey.figures import FigureQuestion, drawn_bare
from qualkit.study.survey.wording import HIDDEN


def surveys(making: Making, section: PlannedSection) -> Iterator[Block]:
    """A part for each survey; an honest line where there is none."""
    names = files.names(making.session)
    if not names:
        yield Paragraph("The study has no survey.")
        return
    for name in names:
        if len(names) > 1:
            yield Heading(f"The survey {name}", 2)
        yield from _survey(making, name, several=len(names) > 1)


def _survey(making: Making, name: str, *, several: bool) -> Iterator[Block]:
    by = _by(making, name)
    found = describing.describe(making.session, by, survey=name)
    wanted = _wanted(making, found)
    if not found:
        yield Paragraph("It has no scale that an instrument of the study scores.")
    for instrument in wanted:
        own = [each for each in found if each.scale.instrument == instrument]
        yield Heading(own[0].scale.instrument_name, 3 if several else 2)
        yield from _instrument(making, name, by, own)
    if "frequencies" in making.plan.survey.parts:
        yield from _frequencies(making, name, by, several=several)


def _by(making: Making, name: str) -> str:
    """The attribute of the groups, where this survey has it."""
    by = groups_by(making)
    attributes = files.responses(making.session, name).survey.attributes
    return by if by in {each.id for each in attributes} else ""


def _wanted(making: Making, found: tuple[Description, ...]) -> list[str]:
    there = list(dict.fromkeys(each.scale.instrument for each in found))
    for name in making.plan.survey.instruments:
        if name not in there:
            raise NotFoundError(
                f"{making.plan.file}: the survey has no instrument '{name}'",
                did_you_mean(name, there) or f"there is: {', '.join(there) or 'none'}",
            )
    return [each for each in there if each in (making.plan.survey.instruments or there)]


def _instrument(
    making: Making, survey: str, by: str, found: list[Description]
) -> Iterator[Block]:  # fmt: skip
    from qualkit.survey.sentences import absence_sentences, description_sentence, finding_sentence

    instrument, parts = found[0].scale.instrument, making.plan.survey.parts
    key = f"{survey}-{instrument}"
    if "describe" in parts:
        yield Paragraph((f"The scores{_of_groups(by)} are in ", Reference(f"{key}-describe"), "."))
        table = _without_hidden(tables.description_table(found))
        yield TableBlock(table, f"{key}-describe", wide=False)
    if not by:
        for each in found:
            yield Paragraph(description_sentence(each))
    compared = _compared(making, survey, by, instrument) if by else ()
    if compared and "compare" in parts:
        yield Paragraph(("The groups are compared in ", Reference(f"{key}-compare"), "."))
        yield from (Paragraph(finding_sentence(one)) for one in compared)
        absent = dict.fromkeys(said for one in compared for said in absence_sentences(one))
        for said in absent:
            yield Paragraph(said, Style.NOTE)
        table = _without_hidden(tables.comparison_table(compared))
        yield TableBlock(table, f"{key}-compare", wide=False)
    if compared and "pairs" in parts and any(each.pairs for each in compared):
        yield TableBlock(tables.pair_table(compared), f"{key}-pairs")
    if "figure" in parts:
        yield from _figure(making, survey, by, found[0].scale, f"{key}-figure")


_OF_ALL = "The figures of all together"


def _without_hidden(table: Table) -> Table:
    """The table without groups that show nothing: its notes name them."""
    rows = tuple(table)
    said = [i for i, column in enumerate(table.columns) if column.key == "hidden"]
    kept = tuple(row for row in rows if not any(row[i] for i in said))
    columns = [
        i for i, column in enumerate(table.columns)
        if not kept or not column.key.startswith("group_") or any(r[i] != HIDDEN for r in kept)
    ]  # fmt: skip
    return replace(
        table,
        columns=tuple(table.columns[i] for i in columns),
        rows=tuple(tuple(row[i] for i in columns) for row in kept),
        # That of all together warns of a row that is not printed here.
        notes=tuple(note for note in table.notes if not note.startswith(_OF_ALL)),
    )


def _of_groups(by: str) -> str:
    return f" by {by.replace('_', ' ')}" if by else ""


def _compared(making: Making, survey: str, by: str, instrument: str) -> tuple[Comparison, ...]:
    """The comparison of the groups; none where the groups that are shown cannot be compared."""
    try:
        return comparing.compare(making.session, by, instrument=instrument, survey=survey)
    except QualkitError as error:
        making.warnings.append(f"no comparison by {by} of {instrument}: {error.message}")
        return ()


def _figure(making: Making, survey: str, by: str, scale: Scale, key: str) -> Iterator[Block]:
    asked = FigureQuestion("box", by, scale.instrument, survey=survey)
    mask = gate.mask_text(making.clearing.forms)
    made = [drawn_bare(making.session, asked, mask, name) for name in making.picture_formats]
    making.drawn += [word for each in made for word in each.words]
    making.warnings += made[0].warnings
    svg = made[1].content if len(made) > 1 else b""
    caption = f"{scale.instrument_name}: scores{_of_groups(by)}"
    yield Figure(made[0].content, caption, made[0].alt, svg, key)


def _frequencies(making: Making, survey: str, by: str, *, several: bool) -> Iterator[Block]:
    found = counting.survey_frequencies(making.session, by=by, survey=survey)
    if not found:
        return
    yield Heading("Answers to single questions", 3 if several else 2)
    for question in dict.fromkeys(each.question for each in found):
        own = [each for each in found if each.question == question]
        yield TableBlock(tables.frequency_table(own), f"{survey}-answers-{question}")
