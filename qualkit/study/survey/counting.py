"""How often the answers to a survey's questions were given."""

from __future__ import annotations

from qualkit.core.statistics import Frequencies
from qualkit.core.survey import Question, QuestionKind, Responses
from qualkit.errors import NotFoundError, RefusedError
from qualkit.study.session import Session, did_you_mean
from qualkit.study.survey.describing import grouping, notice_totals
from qualkit.survey.hiding import minimum_cell


def survey_frequencies(
    session: Session, question: str = "", *, by: str = "", survey: str = "",
    internal: bool = False, minimum: int | None = None,
) -> tuple[Frequencies, ...]:  # fmt: skip
    """The counts of one question, or of all that have options, by group where `by` is given."""
    from qualkit.study.survey.files import responses
    from qualkit.survey.frequencies import frequencies

    least = minimum_cell(session.settings.minimum_cell, minimum)
    answers = responses(session, survey)
    if not by and not internal:
        notice_totals(session, answers, least)
    labels, order, name = grouping(answers, by)
    return tuple(
        each
        for asked in _asked(answers, question)
        for each in frequencies(
            answers, asked, minimum=least, internal=internal, labels=labels, order=order, by=name
        )
    )


def _asked(responses: Responses, name: str) -> tuple[Question, ...]:
    closed = [q for q in responses.survey.questions if q.kind is not QuestionKind.OPEN]
    if not name:
        return tuple(closed)
    wanted = name.casefold()
    for question in responses.survey.questions:
        if wanted in (question.id.casefold(), question.label.casefold()):
            if question.kind is QuestionKind.OPEN:
                raise RefusedError(
                    f"'{question.id}' was answered in people's own words, which are not counted",
                    f"its answers are the document {question.document}: code it like an interview",
                )
            return (question,)
    names = [question.id for question in closed]
    hint = did_you_mean(name, names) if names else "the survey holds no question with options"
    raise NotFoundError(f"the survey has no question '{name}'", hint)
