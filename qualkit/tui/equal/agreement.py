"""The command line and the Python call equal to what the screen of agreement shows."""

from __future__ import annotations

import shlex

from qualkit.study.agreement.question import AgreementQuestion, Documents, Source, Unit
from qualkit.tui.equal import Equal


def asked(question: AgreementQuestion) -> Equal:
    """Asking for figures."""
    return Equal(f"qualkit agreement{_options(question)}", f"study.agreement({_call(question)})")


def drifted(question: AgreementQuestion, by: str) -> Equal:
    """Asking for figures round by round or week by week."""
    return Equal(
        f"qualkit agreement --over {by}{_options(question)}",
        f"study.agreement_over_time({_call(question)}, by={by!r})",
    )


def written(question: AgreementQuestion, target: str) -> Equal:
    """Writing the table."""
    return Equal(
        f"qualkit export agreement{_options(question)} -o {shlex.quote(target)}",
        f"study.export_agreement({target!r}, question={_call(question) or 'AgreementQuestion()'})",
    )


def _options(question: AgreementQuestion) -> str:
    options = []
    if question.round:
        options.append(f"--round {shlex.quote(question.round)}")
    if question.unit is not Unit.CHARACTER:
        options.append(f"--unit {question.unit.value}")
    if question.documents is Documents.ALL:
        options.append("--documents all")
    if question.source is Source.CURRENT:
        options.append("--layer current")
    return "".join(f" {option}" for option in options)


def _call(question: AgreementQuestion) -> str:
    given = []
    if question.round:
        given.append(f"round={question.round!r}")
    if question.unit is not Unit.CHARACTER:
        given.append(f"unit=Unit.{question.unit.name}")
    if question.documents is Documents.ALL:
        given.append("documents=Documents.ALL")
    if question.source is Source.CURRENT:
        given.append("source=Source.CURRENT")
    return f"AgreementQuestion({', '.join(given)})" if given else ""
