"""One way to write anything: by the name of what is to be written, or the answer itself."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualkit.errors import InputError
from qualkit.study.frames import asking
from qualkit.study.session import did_you_mean

if TYPE_CHECKING:
    from qualkit.study.leaving.exporting import Exported

_PREFIX = "export_"
_BY_ANOTHER_NAME = {"figure": "survey_figure"}
_QUESTIONS = {
    "choice": "qualkit.core.choosing.QuoteChoice",
    "question": "qualkit.study.agreement.question.AgreementQuestion",
    "asked": "qualkit.study.survey.exports.SurveyQuestion",
}
"""Settings that hold several: their fields may be given by themselves."""
_ANSWERS = ("matrix", "joint", "audit", "intruder_sheet")
"""Writers that are given an answer, whose names alone say nothing."""


def export(study: Any, what: Any, path: str | Path | None, settings: Mapping[str, Any]) -> Exported:
    """Write what is named, or an answer of the study; InputError where there is no such thing."""
    name, given = (what, {}) if isinstance(what, str) else _of_answer(what)
    writer = _writer(study, name, answered=not isinstance(what, str))
    known = inspect.signature(writer).parameters
    # A setting that is given wins over what the answer says of itself.
    wanted = {"target": path, **given, **{n: v for n, v in settings.items() if n in known}}
    limits = {name: value for name, value in settings.items() if name not in known}
    asked = next((each for each in _QUESTIONS if each in known), None)
    if limits and asked is None:
        possible = [each for each in known if each not in ("target", *given)]
        raise InputError(
            f"{name} is not written with '{next(iter(limits))}'",
            f"it takes: {', '.join(possible)}",
        )
    if limits and asked:
        question = wanted.get(asked) or _question(asked)
        wanted[asked] = asking.asked(question, limits)
    exported: Exported = writer(**wanted)
    return exported


def _question(parameter: str) -> Any:
    from importlib import import_module

    module, _, kind = _QUESTIONS[parameter].rpartition(".")
    return getattr(import_module(module), kind)()


def names(study: Any) -> tuple[str, ...]:
    """Everything that can be written by its name."""
    found = (name.removeprefix(_PREFIX) for name in dir(study) if name.startswith(_PREFIX))
    return tuple(
        sorted(name.replace("_", "-") for name in (*found, *_BY_ANOTHER_NAME)
               if name not in _ANSWERS)
    )  # fmt: skip


def _writer(study: Any, name: str, *, answered: bool) -> Any:
    wanted = name.strip().casefold().replace(" ", "-")
    if not answered and wanted not in names(study):
        if wanted.replace("-", "_") in _ANSWERS:
            raise InputError(
                f"of '{name}' it must be said which", "give the answer itself, such as "
                'study.export(study.matrix("cases"), "cases.csv")',
            )  # fmt: skip
        raise InputError(
            f"there is nothing to be written called '{name}'",
            did_you_mean(wanted, names(study)) or f"there is: {', '.join(names(study))}",
        )
    plain = wanted.replace("-", "_")
    return getattr(study, _BY_ANOTHER_NAME.get(plain, f"{_PREFIX}{plain}"))


def _of_answer(what: Any) -> tuple[str, dict[str, Any]]:
    """The writer of an answer, and by which of its settings it is given."""
    from qualkit.core.audit import Audit
    from qualkit.core.joint import JointDisplay
    from qualkit.study.agreement.report import AgreementReport
    from qualkit.study.frames.quotes import QuoteTable
    from qualkit.study.matrices.cooccurring import CoOccurrence
    from qualkit.study.matrices.framework import Framework
    from qualkit.study.matrices.matrix import Matrix
    from qualkit.study.matrices.word_records import Concordance, WordFrequencies

    if isinstance(what, Matrix | CoOccurrence | Framework | Concordance | WordFrequencies):
        return "matrix", {"made": what}
    if isinstance(what, JointDisplay):
        return "joint", {"display": what}
    if isinstance(what, AgreementReport):
        return "agreement", {"question": what.question}
    if isinstance(what, QuoteTable):
        return "quotes", {"choice": what.choice}
    if isinstance(what, Audit):
        return "audit", {"audit": what}
    raise InputError(
        f"a {type(what).__name__} cannot be written through the export gate",
        'name what is to be written: study.export("quotes", "quotes.docx")',
    )
