"""A survey handed over to R: its answers, a data dictionary, and a script that reads the two.

Everybody's own answers stand in these files beside what is known of them, so they are for the
team alone: asked for by name, and marked so in every file and in the files' names.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from qualkit.core.instrument import Instrument
from qualkit.core.spreadsheet import guarded
from qualkit.core.survey import QuestionKind, Responses
from qualkit.errors import GateError, NotFoundError, RefusedError
from qualkit.privacy import gate
from qualkit.study.session import Session
from qualkit.study.survey import files
from qualkit.study.survey.columns import PARTICIPANT, RESPONDENT, SOURCE, places
from qualkit.study.survey.reading import cells_of
from qualkit.study.textfiles import private_folder

INTERNAL = "INTERNAL: for the team's own eyes; each row is one person's answers"
_DICTIONARY = (
    "variable", "label", "type", "values", "instrument", "subscale", "reversed", "missing",
    "notice",
)  # fmt: skip
_MISSING = "empty cell"


def hand_over(
    session: Session, folder: Path, survey: str = "", *, internal: bool
) -> tuple[Path, ...]:
    """Write answers, dictionary and script into a folder; returns the three files.

    RefusedError without `internal`; GateError, and no file, where a name on the roster would
    stand in one of them. The same answers give the same bytes.
    """
    if not internal:
        raise RefusedError(
            "these files hold each person's own answers, so they never leave the team",
            "say that you know: qualkit survey hand-over FOLDER --internal",
        )
    answers = files.responses(session, survey)
    stem = f"{answers.survey.name}-internal"
    texts = {
        folder / f"{stem}.csv": _answers(answers),
        folder / f"{stem}-dictionary.csv": _csv(
            _DICTIONARY, _guarded(_dictionary(session, answers))
        ),
        folder / f"{stem}.R": _script(stem, answers),
    }
    _refuse_names(session, texts)
    _write(folder, texts)
    return tuple(texts)


def _write(folder: Path, texts: dict[Path, str]) -> None:
    from qualkit.errors import StoreError
    from qualkit.exporters.files import replacing

    try:
        private_folder(folder)
    except OSError as error:
        raise StoreError(
            f"{folder} cannot be made: {error.strerror}", "name another folder"
        ) from error
    with ExitStack() as stack:
        for path, text in texts.items():
            stack.enter_context(replacing(path)).write_bytes(text.encode("utf-8"))


def _refuse_names(session: Session, texts: dict[Path, str]) -> None:
    forms = session.roster().forms()
    if named := gate.leaks(texts.values(), forms) if forms else ():
        raise GateError(
            f"nothing was written: the files would name {', '.join(named)}",
            tuple(f"a form of {pseudonym}'s name stands in the answers" for pseudonym in named),
            "look for the name among the survey's attributes and options",
        )


def _csv(header: Sequence[str], rows: Iterator[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([guarded(heading) for heading in header])
    writer.writerows(rows)
    return out.getvalue()


def _guarded(rows: Iterator[Sequence[str]]) -> Iterator[Sequence[str]]:
    """Rows of texts that no spreadsheet takes for formulae; the answers' are so already."""
    return ([guarded(cell) for cell in row] for row in rows)


def _answers(answers: Responses) -> str:
    """The answers; not the marks, by which a row of the platform's file could be found again."""
    headings = [place.heading for place in places(answers.survey)]
    source = headings.index(SOURCE)
    del headings[source]
    rows = cells_of(answers, ("",) * len(answers))
    kept = ([*row[:source], *row[source + 1 :], INTERNAL] for row in rows)
    return _csv([*headings, "notice"], kept)


def _dictionary(session: Session, answers: Responses) -> Iterator[Sequence[str]]:
    survey = answers.survey
    yield _line(RESPONDENT, "key of the respondent", "text", missing="")
    yield _line(PARTICIPANT, "pseudonym in the interviews, where linking was agreed to", "text")
    for attribute in survey.attributes:
        values = "; ".join(attribute.values)
        yield _line(attribute.id, attribute.label, "category", values)
    for question in survey.questions:
        options = "; ".join(f"{option.id} = {option.label}" for option in question.options)
        if question.kind is QuestionKind.SINGLE:
            yield _line(question.id, question.label, "category", options)
        elif question.kind is QuestionKind.MULTIPLE:
            for option in question.options:
                label = f"{question.label}: {option.label}"
                yield _line(
                    f"{question.id}.{option.id}", label, "tick", "1 = ticked; 0 = not ticked"
                )
    for name, items in survey.instruments:
        key = _key(session, name)
        for item in items:
            yield _item(name, item, key)


def _line(
    variable: str, label: str, kind: str, values: str = "", instrument: str = "",
    subscale: str = "", turned: str = "", missing: str = _MISSING,
) -> Sequence[str]:  # fmt: skip
    return (variable, label, kind, values, instrument, subscale, turned, missing, INTERNAL)


def _key(session: Session, name: str) -> Instrument | None:
    from qualkit.study.survey.instruments import instrument

    try:
        return instrument(session, name)
    except NotFoundError:
        # The answers are worth handing over, whether or not this machine can score them.
        return None


def _item(name: str, item: str, key: Instrument | None) -> Sequence[str]:
    variable, label = f"{name}.{item}", f"item {item} (wording not kept)"
    if key is None:
        return _line(variable, label, "number", "", name)
    holding = [each for each in key.subscales if item in each.items]
    anchors = dict(key.item_anchors).get(item) or key.anchors
    values = "; ".join(f"{anchor.value:g} = {anchor.label}" for anchor in anchors)
    return _line(
        variable,
        label,
        "number",
        values or f"{key.low:g} to {key.high:g}",
        name,
        "; ".join(each.id for each in holding),
        "; ".join("yes" if item in each.reversed else "no" for each in holding),
    )


_SCRIPT = """\
# {notice}
# Reads the survey "{title}" as qualkit handed it over: {count} respondents.
# Run it in the folder of the two CSV files: source("{stem}.R")

{variable} <- read.csv(
  "{stem}.csv", check.names = FALSE, na.strings = "", encoding = "UTF-8",
  colClasses = c(respondent = "character")
)
dictionary <- read.csv(
  "{stem}-dictionary.csv", check.names = FALSE, na.strings = "", encoding = "UTF-8",
  colClasses = "character"
)
{variable}$notice <- NULL

# Categories in the order of the questionnaire.
for (row in which(dictionary$type == "category")) {{
  name <- dictionary$variable[row]
  if (is.na(dictionary$values[row])) next
  levels <- sub(" = .*$", "", strsplit(dictionary$values[row], "; ", fixed = TRUE)[[1]])
  {variable}[[name]] <- factor({variable}[[name]], levels = levels)
}}

# Items that count the other way round are as they were answered: see `reversed` in `dictionary`.
str({variable}, list.len = 10)
"""


def _script(stem: str, answers: Responses) -> str:
    return _SCRIPT.format(
        notice=INTERNAL,
        title=answers.survey.title,
        count=len(answers),
        stem=stem,
        variable="survey",
    )
