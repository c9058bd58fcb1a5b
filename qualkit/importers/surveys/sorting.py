"""Sorts a survey's columns into instruments, attributes and questions of three kinds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from qualkit.core.survey import QuestionKind
from qualkit.importers.surveys.drafts import Draft
from qualkit.importers.surveys.layouts import Column, key_of
from qualkit.importers.surveys.naming import (
    OTHER,
    attribute_word,
    letters,
    short_id,
    unique_options,
    unlike,
)
from qualkit.importers.surveys.records import (
    Answers,
    MappedInstrument,
    MappedOption,
    MappedQuestion,
    Platform,
)
from qualkit.importers.surveys.scales import (
    Fit,
    divided,
    fits,
    in_anchors,
    is_scale,
    number_of,
    which_instrument,
)
from qualkit.importers.surveys.single import comments, is_wordy, label_of, single

# What programs write into the column of an option that was ticked, or was not.
TICKED = frozenset(("1", "true", "x", "✓", "✔", "checked", "selected", "ticked", "quoted"))
UNTICKED = frozenset(("0", "false", "unchecked", "not selected", "not ticked", "not quoted"))
_RUN = 5


def sort_groups(draft: Draft, groups: Sequence[tuple[Column, ...]]) -> None:
    """Put every group of columns where it seems to belong."""
    for group in _joined(draft, _parted(draft, groups)):
        others = [c for c in group if len(group) > 1 and _is_other(draft, c)]
        main = [c for c in group if c not in others]
        for column in [c for c in others if not draft.values(c)]:
            draft.drop(column, "empty: nobody answered")
            others.remove(column)
        if len(main) > 2 and not _is_ticked(draft, main):
            # A box for remarks beneath a matrix must not take the matrix apart.
            others += [c for c in main if _is_remark(draft, c, main)]
            main = [c for c in main if c not in others]
        if len(main) == 1 and in_anchors(draft.values(main[0]), draft.instruments):
            _block(draft, main, "")
            comments(draft, others)
        elif len(main) == 1:
            single(draft, main[0], others)
        elif main and _is_ticked(draft, main):
            _multiple(draft, main, others)
        elif main and _is_matrix(draft, main):
            _matrix(draft, main)
            comments(draft, others)
        else:
            for column in group:
                single(draft, column, [])


def _parted(draft: Draft, groups: Sequence[tuple[Column, ...]]) -> Iterator[tuple[Column, ...]]:
    """The groups; columns that have but running numbers in common (Q1 to Q40) each alone."""
    by_number = draft.layout.platform in (Platform.PLAIN, Platform.SPSS)
    for group in groups:
        whole = len(group) == 1 or _is_ticked(draft, group) or _is_matrix(draft, group)
        if by_number and not whole:
            yield from ((column,) for column in group)
        else:
            yield group


def _joined(draft: Draft, groups: Iterable[tuple[Column, ...]]) -> Iterator[tuple[Column, ...]]:
    """The groups, with runs of lone neighbours that are answered on one scale as one group.

    Forms gives each statement of a matrix a column under its own wording, as plain files do.
    """
    run: list[Column] = []
    shared: set[str] = set()
    for group in (*groups, ()):
        mine = {key_of(v) for v in draft.values(group[0])} if len(group) == 1 else set()
        fits_run = bool(mine) and is_scale(sorted(mine)) and _asks_nobody(group)
        if run and not (fits_run and is_scale(sorted(mine | shared)) and mine & shared):
            # Few that are answered like an instrument may be what is left of one.
            whole = len(run) >= _RUN or in_anchors(sorted(shared), draft.instruments)
            yield from [tuple(run)] if whole else [(column,) for column in run]
            run, shared = [], set()
        if fits_run:
            run.extend(group)
            shared |= mine
        elif group:
            yield group


def _asks_nobody(group: tuple[Column, ...]) -> bool:
    return len(group) == 1 and not attribute_word(group[0].heading)


def _is_other(draft: Draft, column: Column) -> bool:
    """Whether people wrote into a column what no option says; not where Other is only ticked."""
    if column.name.endswith("_TEXT"):
        return True
    ticked = {key_of(value) for value in draft.values(column)} <= {key_of(column.part), *TICKED}
    written = not ticked or not draft.values(column)
    return bool(OTHER.search(column.part)) and written


def _is_ticked(draft: Draft, columns: Sequence[Column]) -> bool:
    """Whether each column repeats its option's text, or a sign for a tick, and nothing else."""
    every = [{key_of(value) for value in draft.values(column)} for column in columns]
    if not any(every):
        return False
    own = all(
        found <= {key_of(column.part), *TICKED, *UNTICKED}
        for found, column in zip(every, columns, strict=True)
    )
    # SurveyMonkey's "numerical value": the first option's column holds 1, the second's 2.
    counted = all(found <= {str(n)} for n, found in enumerate(every, start=1))
    return own or counted


def _is_matrix(draft: Draft, columns: Sequence[Column]) -> bool:
    """Whether columns are answered on one scale: whole numbers, or words that come again."""
    every = [set(draft.values(column)) for column in columns]
    shared = set[str]().union(*every)
    again = sum(map(len, every)) > len(shared)
    numbers = all(number_of(value) is not None for value in shared)
    return is_scale(sorted(shared)) and (numbers or again)


def _is_remark(draft: Draft, column: Column, columns: Sequence[Column]) -> bool:
    """Whether people wrote into one column of several what stands in no other."""
    rest = {value for other in columns if other is not column for value in draft.values(other)}
    mine = draft.values(column)
    return is_wordy(mine) and len({*mine} & rest) < 0.5 * len({*mine})


def _matrix(draft: Draft, columns: Sequence[Column]) -> None:
    """One instrument, or several side by side where they can only be divided in one way."""
    values = [draft.values(column) for column in columns]
    parts = () if _found(draft, columns) else divided(values, columns[0].name, draft.instruments)
    if len(parts) < 2:
        _block(draft, columns, "")
        return
    sizes = " and ".join(map(str, parts))
    doubt = f"{len(columns)} columns in a row were divided into {sizes} by number alone: is it so?"
    start = 0
    for size in parts:
        _block(draft, columns[start : start + size], doubt)
        start += size


def _found(draft: Draft, columns: Sequence[Column]) -> tuple[Fit, ...]:
    values = [draft.values(column) for column in columns]
    return fits(values, columns[0].name, draft.instruments)


def _block(draft: Draft, columns: Sequence[Column], doubt: str) -> None:
    """An instrument where one fits; else columns that are asked about, without their wording."""
    found = _found(draft, columns)
    where = letters(column.index for column in columns)
    taken = draft.ids()
    fit = found[0] if len(found) == 1 else None
    if fit is None or fit.instrument.id in taken:
        ask = which_instrument(len(columns), draft.instruments, found)
        if fit is not None:
            ask = f"these look like {fit.instrument.id} again, which stands above: {ask}"
        numbers = all(number_of(v) is not None for column in columns for v in draft.values(column))
        kind = Answers.NUMBERS if numbers else Answers.LABELS
        draft.mapped.append(MappedInstrument("", where, answers=kind, ask=ask))
        return
    key = fit.instrument
    ask = " ".join(filter(None, (doubt, fit.ask)))
    draft.mapped.append(
        MappedInstrument(key.id, where, key.items, fit.answers, labels=fit.labels, ask=ask)
    )


def _multiple(draft: Draft, columns: Sequence[Column], others: Sequence[Column]) -> None:
    label = label_of(columns[0].stem)
    name = short_id(label, draft.ids())
    options: list[MappedOption] = []
    ids = unique_options([column.part or column.stem for column in columns])
    for column, (option, text) in zip(columns, ids, strict=True):
        written = {v for v in draft.values(column) if key_of(v) not in UNTICKED}
        odd = [v for v in written if key_of(v) not in {key_of(text), *TICKED}]
        options.append(MappedOption(option, text, odd[0] if odd else "", column.letters))
    # Qualtrics ticks Other in one column and writes its text into the next.
    options += [
        MappedOption(unlike("other", dict(ids)), "Other", "", column.letters, any=True)
        for column in others[:1]
        if not column.name.endswith("_TEXT")
    ]
    question = MappedQuestion(name, label, QuestionKind.MULTIPLE, options=tuple(options))
    draft.questions.append(question)
    comments(draft, others, name, label)
