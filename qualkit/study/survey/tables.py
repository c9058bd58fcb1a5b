"""Results of a survey as tables, with the figures themselves beside their printed form."""

from __future__ import annotations

from collections.abc import Sequence

from qualkit.core import apa
from qualkit.core.report import INTERNAL
from qualkit.core.statistics import (
    Comparison,
    Description,
    Effect,
    Frequencies,
    Pair,
    Summary,
)
from qualkit.core.table import Cell, Column, ColumnKind, Table
from qualkit.study.survey.wording import HIDDEN, hidden_or, spread, words_of_references

_NUMBER, _INTEGER = ColumnKind.NUMBER, ColumnKind.INTEGER
_FIGURES = ("mean", "sd", "median", "lower", "upper", "least", "greatest")


def title(words: str, internal: bool) -> str:
    """A table's title, which says so where small groups are shown."""
    return f"INTERNAL: {words[0].lower()}{words[1:]}" if internal else words


def _of_scale(found: Sequence[Description] | Sequence[Comparison]) -> tuple[Column, ...]:
    """The columns that name the subscale; its instrument is printed where names would not do."""
    scales = {(each.scale.instrument, each.scale.name) for each in found}
    alike = len({name for _, name in scales}) < len(scales)
    return (
        Column("instrument", "Instrument", machine=not alike),
        Column("subscale_id", "Subscale", machine=True),
        Column("subscale", "Subscale", width=1.6),
    )


def description_table(found: Sequence[Description]) -> Table:
    """One line a subscale and group, with the row of all together last."""
    by = found[0].by if found else ""
    bands = any(each.band for one in found for each in one.groups)
    references = any(one.references for one in found)
    columns = (
        *_of_scale(found),
        Column("group", by.capitalize() or "Group"),
        Column("n", "n", _INTEGER, 0.4),
        Column("m_sd", "M (SD)", width=0.8),
        Column("quartiles", "Mdn [Q1, Q3]", width=1.2),
        Column("missing", "No score", _INTEGER, 0.6),
        Column("anchor", "Nearest answer", width=1.8),
        *([Column("band", "Band")] if bands else []),
        *([Column("reference", "Reference sample", width=2.0)] if references else []),
        *(Column(key, key, _NUMBER, machine=True) for key in _FIGURES),
        Column("hidden", "hidden", machine=True),
    )
    rows = [
        _description_row(one, each, bands, references)
        for one in found
        for each in (*one.groups, *([one.overall] if one.by and one.overall else []))
    ]
    said = f"Survey scores by {by}" if by else "Survey scores"
    internal = any(each.internal for each in found)
    return Table(title(said, internal), columns, rows, _notes(found, internal), ("subscale",))


def _description_row(
    one: Description, each: Summary, bands: bool, references: bool
) -> tuple[Cell, ...]:
    quartiles = apa.decimal(each.median)
    if each.median is not None:
        quartiles += f" [{apa.decimal(each.lower)}, {apa.decimal(each.upper)}]"
    return (
        one.scale.instrument, one.scale.subscale, one.scale.name, each.group, each.n,
        hidden_or(each, spread(each)), hidden_or(each, quartiles), each.missing, each.anchor,
        *([each.band] if bands else []),
        *([words_of_references(one, each)] if references else []),
        *(getattr(each, name) for name in _FIGURES), each.hidden,
    )  # fmt: skip


def comparison_table(found: Sequence[Comparison]) -> Table:
    """One line a subscale: each group's M (SD) and n, the test, its p, effects."""
    by = found[0].by if found else ""
    groups = [each.group for each in found[0].groups] if found else []
    corrected = any(each.test.p_holm is not None and each.test.family > 1 for each in found)
    columns = (
        *_of_scale(found),
        *(Column(f"group_{name}", name) for name in groups),
        Column("test", _method(found)),
        Column("p_printed", "p", width=0.5),
        *([Column("p_holm_printed", "p (Holm)", width=0.6)] if corrected else []),
        Column("effect", _effect_heading(found), width=0.6),
        *(
            Column(f"{figure}_{name}", f"{name}: {figure}", _NUMBER, machine=True)
            for name in groups
            for figure in ("n", "mean", "sd")
        ),
        *(
            Column(key, key, _NUMBER, machine=True)
            for key in ("statistic", "df1", "df2", "p", "p_holm", "effect_value")
        ),
        Column("method", "Method", machine=True),
        Column("left_out", "Left out of the test", machine=True),
    )
    rows = [_comparison_row(each, corrected) for each in found]
    internal = any(each.internal for each in found)
    notes = ("Groups: M (SD), n.", *_notes(found, internal))
    return Table(title(f"Survey scores compared by {by}", internal), columns, rows, notes)


def _comparison_row(one: Comparison, corrected: bool) -> tuple[Cell, ...]:
    test = one.test
    effect = one.effects[0] if one.effects else None
    df = (*test.df, None, None)[:2]
    return (
        one.scale.instrument, one.scale.subscale, one.scale.name,
        *(group_cell(each) for each in one.groups),
        apa.statistic(test.symbol, test.df, test.statistic) if test.statistic is not None
        else apa.NOTHING,
        apa.p_value(test.p),
        *([apa.p_value(test.p_holm)] if corrected else []),
        effect_cell(effect),
        *(figure for each in one.groups for figure in (each.n, each.mean, each.sd)),
        test.statistic, *df, test.p, test.p_holm, effect.value if effect else None,
        test.method, ", ".join(test.left_out),
    )  # fmt: skip


def group_cell(each: Summary) -> str:
    """M (SD), n of a group; "hidden" where it is too small to be shown."""
    return hidden_or(each, f"{spread(each)}, {each.n}" if each.n else apa.NOTHING)


def effect_cell(effect: Effect | None) -> str:
    """An effect's size, with its zero only where it can be greater than 1 (Hedges' g)."""
    if effect is None:
        return apa.NOTHING
    return apa.decimal(effect.value, 2) if "g" in effect.name.split() else apa.share(effect.value)


def pair_table(found: Sequence[Comparison]) -> Table:
    """One line a pair of groups that took part in a subscale's test."""
    columns = (
        *_of_scale(found),
        Column("first", "First"),
        Column("second", "Second"),
        Column("difference_printed", "Difference [95% CI]", width=1.4),
        Column("p_printed", "p", width=0.6),
        Column("g_printed", "Hedges' g [95% CI]", width=1.4),
        Column("method", "Method"),
        *(
            Column(key, key, _NUMBER, machine=True)
            for key in ("difference", "low", "high", "statistic", "df", "p", "g", "g_low", "g_high")
        ),
        Column("reason", "Why undefined", machine=True),
    )
    rows = [_pair_row(one, pair) for one in found for pair in one.pairs]
    internal = any(each.internal for each in found)
    ranks = any(pair.method == "Dunn" for one in found for pair in one.pairs)
    of = "mean rank" if ranks else "mean"
    notes = (f"A difference is the first group's {of} minus the second's.",
             *_notes(found, internal))  # fmt: skip
    said = f"Pairs of {found[0].by if found else 'groups'} compared"
    return Table(title(said, internal), columns, rows, notes, ("subscale",))


def _pair_row(one: Comparison, pair: Pair) -> tuple[Cell, ...]:
    effect = pair.effect
    return (
        one.scale.instrument, one.scale.subscale, one.scale.name, pair.first, pair.second,
        with_interval(pair.difference, pair.low, pair.high, 1), apa.p_value(pair.p),
        with_interval(effect.value, effect.low, effect.high, 2) if effect else apa.NOTHING,
        pair.method, pair.difference, pair.low, pair.high, pair.statistic, pair.df, pair.p,
        *((effect.value, effect.low, effect.high) if effect else (None, None, None)),
        pair.reason,
    )  # fmt: skip


def with_interval(value: float | None, low: float | None, high: float | None, places: int) -> str:
    """A figure with its interval in brackets: "2.7 [1.5, 3.9]"."""
    shown = apa.decimal(value, places)
    if low is None or high is None:
        return shown
    return f"{shown} [{apa.decimal(low, places)}, {apa.decimal(high, places)}]"


def frequency_table(found: Sequence[Frequencies]) -> Table:
    """One line an answer, the groups side by side; last how many did not answer."""
    groups = list(dict.fromkeys(each.group for each in found))
    by = found[0].by if found else ""
    columns = (
        Column("question", "Question", machine=True),
        Column("label", "Question", width=1.4),
        Column("option", "Answer", machine=True),
        Column("answer", "Answer", width=1.6),
        *(Column(f"printed_{name}", _group_heading(name, found)) for name in groups),
        *(
            Column(f"{figure}_{name}" if name else figure, f"{name} {figure}".strip(), kind,
                   machine=True)
            for name in groups
            for figure, kind in (("n", _INTEGER), ("percent", _NUMBER))
        ),
    )  # fmt: skip
    questions = dict.fromkeys(each.question for each in found)
    rows = [
        row
        for question in questions
        for row in _frequency_rows([each for each in found if each.question == question])
    ]
    cells = ("Cells: n (percent of the group's respondents).",) if by else ()
    internal = any(each.internal for each in found)
    said = f"Answers by {by}" if by else "Answers"
    marked = (INTERNAL + ".",) if internal else ()
    notes = (*marked, *cells, *_frequency_notes(found))
    return Table(title(said, internal), columns, rows, notes, ("label",))


def _frequency_notes(found: Sequence[Frequencies]) -> tuple[str, ...]:
    """The notes of all questions: one that holds for all is said once, else with its question."""
    said: dict[str, dict[str, None]] = {}
    for each in found:
        for note in each.notes:
            said.setdefault(note, {})[each.label] = None
    several = len({each.question for each in found}) > 1
    return tuple(
        f"{', '.join(labels)}: {note}" if several and len(labels) == 1 else note
        for note, labels in said.items()
    )


def _group_heading(name: str, found: Sequence[Frequencies]) -> str:
    size = next((each.respondents for each in found if each.group == name), None)
    heading = name or "n (%)"
    return f"{heading}, N = {size}" if size is not None else heading


def _frequency_rows(groups: Sequence[Frequencies]) -> list[tuple[Cell, ...]]:
    first = groups[0]
    rows = []
    for place, row in enumerate(first.rows):
        counted = [(each.rows[place].n, each.rows[place].percent, each.hidden) for each in groups]
        rows.append(_counted_row(first, row.option, row.label, counted))
    silent = [_silent(each) for each in groups]
    return [*rows, _counted_row(first, "", "(did not answer)", silent)]


def _silent(each: Frequencies) -> tuple[int | None, float | None, bool]:
    if each.respondents is None or each.answered is None:
        return None, None, each.hidden
    n = each.respondents - each.answered
    return n, 100 * n / each.respondents if each.respondents else None, each.hidden


def _counted_row(
    question: Frequencies, option: str, label: str,
    counted: Sequence[tuple[int | None, float | None, bool]],
) -> tuple[Cell, ...]:  # fmt: skip
    return (
        question.question, question.label, option, label,
        *(HIDDEN if n is None else apa.count_and_percent(n, percent) for n, percent, _ in counted),
        *(figure for n, percent, _ in counted for figure in (n, percent)),
    )  # fmt: skip


def _method(found: Sequence[Comparison]) -> str:
    return next((each.test.method for each in found), "Test")


def _effect_heading(found: Sequence[Comparison]) -> str:
    return next((each.effects[0].name for each in found if each.effects), "Effect")


def _notes(found: Sequence[Description] | Sequence[Comparison], internal: bool) -> tuple[str, ...]:
    """The notes of all subscales: one that holds for all is said once, else with its subscale."""
    said: dict[str, list[str]] = {}
    for one in found:
        for note in one.notes:
            said.setdefault(note, []).append(one.scale.name)
    invented = dict.fromkeys(each.scale.instrument_name for each in found if each.scale.invented)
    return (
        *([INTERNAL + "."] if internal else []),
        *(f"{name}: an invented key, which scores nobody's real answers." for name in invented),
        *(
            note if len(names) > 1 or len(found) == 1 else f"{names[0]}: {note}"
            for note, names in said.items()
        ),
    )
