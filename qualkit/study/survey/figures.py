"""Figures of a survey's results: drawn from results alone, written through the export seam."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.core.report import INTERNAL
from qualkit.core.statistics import Description, Frequencies, Scale, Summary
from qualkit.errors import InputError, NotFoundError
from qualkit.privacy import gate
from qualkit.study.leaving import exporting
from qualkit.study.session import Session, did_you_mean
from qualkit.study.survey import counting, describing
from qualkit.study.survey.exports import SurveyQuestion, internal_name, provenance

if TYPE_CHECKING:
    from qualkit.survey.figures import Picture

KINDS = ("box", "bars", "frequencies")
Mask = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class FigureQuestion:
    """What a figure shows; the same words as the options of the command."""

    kind: str = "box"
    by: str = ""
    instrument: str = ""
    subscale: str = ""
    question: str = ""
    survey: str = ""
    minimum: int | None = None
    internal: bool = False


def chosen_format(target: Path | None, format_name: str) -> str:
    """svg or png: as it is said, else as the file's name ends, else svg; InputError for others."""
    from qualkit.survey.figures import FORMATS

    suffix = target.suffix.lstrip(".").lower() if target else ""
    wanted = (format_name or suffix or "svg").lower()
    if wanted not in FORMATS:
        raise InputError(
            f"'{wanted}' is no format that figures are drawn in",
            f"choose with --format: {', '.join(FORMATS)}",
        )
    return wanted


def file_name(asked: FigureQuestion) -> str:
    """What a figure is called when nobody says how, without its suffix."""
    from qualkit.core.codebook_records import slug

    parts = (asked.kind, asked.instrument, asked.subscale, asked.question, asked.by)
    return "-".join(("survey", *(slug(part) for part in parts if part)))


def check(asked: FigureQuestion) -> None:
    """InputError where the kind is not known, or an option does not go with it."""
    if asked.kind not in KINDS:
        raise InputError(
            f"'{asked.kind}' is no kind of figure",
            did_you_mean(asked.kind, KINDS) or f"it can be {', '.join(KINDS)}",
        )
    if asked.kind == "frequencies" and (asked.instrument or asked.subscale):
        raise InputError(
            "answers to questions belong to no instrument",
            "leave --instrument and --subscale out, or draw a box or bars",
        )
    if asked.kind != "frequencies" and asked.question:
        raise InputError(
            f"a figure of the kind {asked.kind} shows subscales, not questions",
            f"qualkit survey figure frequencies --question {asked.question}",
        )


def export_figure(
    session: Session, target: Path, format_name: str, asked: FigureQuestion
) -> exporting.Exported:
    """Draw and write a figure; with `internal` its name ends with -internal and it says so."""
    check(asked)
    going_by = exporting.rules(session)
    mask = gate.mask_text(going_by.forms)
    stamped = SurveyQuestion(
        what="frequencies" if asked.kind == "frequencies" else "describe", by=asked.by,
        instrument=asked.instrument, question=asked.question, survey=asked.survey,
        minimum=asked.minimum, internal=asked.internal,
    )  # fmt: skip
    source = mask(provenance(session, stamped).line())
    picture, told = _drawn(session, asked, mask, format_name, source)
    path = internal_name(target) if asked.internal else target
    exporting.write_picture(picture.content, picture.words, going_by, path)
    warnings = (*picture.warnings, *told, *([INTERNAL] if asked.internal else []))
    return exporting.Exported(path, picture.panels, warnings, picture.alt)


def drawn_bare(session: Session, asked: FigureQuestion, mask: Mask, format_name: str) -> Picture:
    """The picture for a report, whose own lines say where it comes from."""
    check(asked)
    return _drawn(session, asked, mask, format_name, "")[0]


def _drawn(
    session: Session, asked: FigureQuestion, mask: Mask, format_name: str, source: str
) -> tuple[Picture, tuple[str, ...]]:
    from qualkit.survey.figures import draw_counts, draw_scores

    if asked.kind == "frequencies":
        counts = counting.survey_frequencies(
            session, asked.question, by=asked.by, survey=asked.survey, internal=asked.internal,
            minimum=asked.minimum,
        )  # fmt: skip
        if not counts:
            raise NotFoundError(
                "the survey holds no question with options",
                "say in the survey's mapping which columns are questions",
            )
        masked = [_masked_counts(each, mask) for each in counts]
        made = draw_counts(masked, format_name=format_name, source=source)
        return made, _beside([each.notes for each in counts])
    found = descriptions(session, asked)
    shown = [_masked(each, mask) for each in found]
    made = draw_scores(shown, asked.kind, format_name=format_name, source=source)
    return made, _beside([each.notes for each in found])


def descriptions(session: Session, asked: FigureQuestion) -> tuple[Description, ...]:
    """The subscales that the figure shows."""
    found = describing.describe(
        session, asked.by, instrument=asked.instrument, survey=asked.survey,
        internal=asked.internal, minimum=asked.minimum,
    )  # fmt: skip
    if not asked.subscale:
        return found
    wanted = asked.subscale.casefold()
    chosen = tuple(
        each for each in found
        if wanted in (each.scale.subscale.casefold(), each.scale.name.casefold())
    )  # fmt: skip
    if chosen:
        return chosen
    names = tuple(dict.fromkeys(each.scale.subscale for each in found))
    raise NotFoundError(
        f"the survey has no subscale '{asked.subscale}'", did_you_mean(asked.subscale, names)
    )


def _beside(notes: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """What a person should know who prints other figures beside this one."""
    said = dict.fromkeys(note for each in notes for note in each)
    return tuple(note for note in said if note.startswith("The figures of all together"))


def _masked(found: Description, mask: Mask) -> Description:
    groups = tuple(_masked_group(each, mask) for each in found.groups)
    return replace(
        found, scale=_masked_scale(found.scale, mask), by=mask(found.by), groups=groups,
        overall=None, notes=tuple(map(mask, found.notes)),
    )  # fmt: skip


def _masked_group(group: Summary, mask: Mask) -> Summary:
    return replace(group, group=mask(group.group), anchor=mask(group.anchor))


def _masked_scale(scale: Scale, mask: Mask) -> Scale:
    return replace(
        scale, name=mask(scale.name), phrase=mask(scale.phrase),
        instrument_name=mask(scale.instrument_name),
        anchors=tuple((value, mask(word)) for value, word in scale.anchors),
    )  # fmt: skip


def _masked_counts(found: Frequencies, mask: Mask) -> Frequencies:
    rows = tuple(replace(row, label=mask(row.label)) for row in found.rows)
    return replace(
        found, label=mask(found.label), rows=rows, by=mask(found.by), group=mask(found.group),
        notes=tuple(map(mask, found.notes)),
    )  # fmt: skip
