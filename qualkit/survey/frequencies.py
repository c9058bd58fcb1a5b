"""How often each answer to a question was given, of how many respondents, by group too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qualkit.core.statistics import Frequencies, Frequency
from qualkit.core.survey import Question, QuestionKind, Responses
from qualkit.survey.hiding import Hiding, hide, veil_counts
from qualkit.survey.summaries import grouped

ALL = "all"
"""The group of all respondents together, in tables by group."""


def frequencies(
    responses: Responses, question: Question, *, minimum: int, internal: bool = False,
    labels: Sequence[str] = (), order: Sequence[str] = (), by: str = "",
) -> tuple[Frequencies, ...]:  # fmt: skip
    """The counts of a question: one record, or with `by` one a group and one of all together.

    Percent are 100 n / respondents, those of a multi-select question add up to more than 100
    where somebody ticked several. Who did not answer is said and stays in the denominator. The
    counts of groups with fewer than `minimum` respondents are hidden, however often something
    was said in a group that is shown.
    """
    chosen = _chosen(responses, question)
    answered = _answered(responses, question)
    places = grouped(labels, order) if by else {ALL: list(range(len(responses)))}
    sizes = {name: len(members) for name, members in places.items()}
    hiding = hide(sizes, minimum, internal=internal)
    # The last row counts who answered: it is hidden with the others.
    counts = {
        name: [sum(row[m] for m in members) for row in (*chosen, answered)]
        for name, members in places.items()
    }
    single = question.kind is QuestionKind.SINGLE
    veiled = veil_counts(counts, sizes, hiding, adding_up=single)
    notes = _notes(question, hiding, tuple(places) if by else ())
    made = [
        _record(question, by, name if by else "", sizes[name], cells, name in hiding, hiding)
        for name, cells in veiled.groups.items()
    ]
    if by:
        hidden = hiding.overall
        total = ALL if ALL not in places else "all together"
        made.append(_record(question, by, total, len(responses), veiled.totals, hidden, hiding))
    return tuple(_noted(each, notes, internal) for each in made)


def _record(
    question: Question, by: str, group: str, size: int, cells: Sequence[int | None],
    hidden: bool, hiding: Hiding,
) -> Frequencies:  # fmt: skip
    rows = tuple(
        Frequency(option.id, option.label, n, _percent(n, size), hidden=n is None)
        for option, n in zip(question.options, cells[:-1], strict=True)
    )
    return Frequencies(
        question.id, question.label, question.kind is QuestionKind.MULTIPLE,
        None if hidden else size, None if hidden else cells[-1], rows, by, group,
        hidden=hidden, minimum=hiding.minimum,
    )  # fmt: skip


def _percent(n: int | None, size: int) -> float | None:
    return None if n is None or not size else 100 * n / size


def _noted(made: Frequencies, notes: tuple[str, ...], internal: bool) -> Frequencies:
    said = notes
    if made.respondents is not None and made.answered is not None:
        silent = made.respondents - made.answered
        if silent and not made.by:
            said = (*said, f"{silent} of {made.respondents} did not answer; percentages are of "
                           f"all {made.respondents}.")  # fmt: skip
    return replace(made, notes=said, internal=internal)


def _notes(question: Question, hiding: Hiding, order: tuple[str, ...]) -> tuple[str, ...]:
    several = (
        ("Several answers could be ticked: percentages may add up to more than 100.",)
        if question.kind is QuestionKind.MULTIPLE
        else ()
    )
    said = hiding.notes(order)
    return (*(said if order else said[:1]), *several)


def _chosen(responses: Responses, question: Question) -> list[Sequence[int]]:
    """Option by option, 1 for each respondent who gave that answer."""
    if question.kind is QuestionKind.MULTIPLE:
        ticks = responses.ticks[question.id]
        return [ticks[option.id] for option in question.options]
    given = responses.choices[question.id]
    return [bytes(answer == option.id for answer in given) for option in question.options]


def _answered(responses: Responses, question: Question) -> Sequence[int]:
    if question.kind is QuestionKind.MULTIPLE:
        return responses.answered[question.id]
    return bytes(bool(answer) for answer in responses.choices[question.id])
