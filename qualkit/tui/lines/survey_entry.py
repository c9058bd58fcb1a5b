"""What is said of a row of the survey: its sentence first, then notes, bars and keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from qualkit.core import apa
from qualkit.core.boxes import not_shown
from qualkit.core.instrument import Instrument
from qualkit.core.plot_text import bar_lines, number_text
from qualkit.core.statistics import (
    Comparison,
    Description,
    Frequencies,
    Profiles,
    Reliability,
)
from qualkit.core.wording import counted
from qualkit.study import Study
from qualkit.tui.lines.survey_rows import UNSCORED, group_of
from qualkit.tui.palette import Palette
from qualkit.tui.surveyed import Results, key_of
from qualkit.tui.widgets.entry import Paragraph

BLANK = Paragraph()
WORKING = "The test is being worked out …"


def drawn(lines: Sequence[str], look: Palette) -> Iterator[Paragraph]:
    """Lines that keep their spaces."""
    for each in lines:
        yield Paragraph(mark=(each, look.text))


def sentence_of(study: Study, found: Results, key: str) -> str:
    """What a row of the scores says in words: the comparison, else the description."""
    scale, group = group_of(key)
    description = next((d for d in found.basics.descriptions if key_of(d.scale) == scale), None)
    if description is None:
        return ""
    if group:
        return _only(study, description, group)
    told: Comparison | Description = found.test(description.scale) or description
    return study.survey_sentences([told])[0]


def _only(study: Study, description: Description, group: str) -> str:
    """One group alone, as it is described."""
    one = tuple(each for each in description.groups if each.group == group)
    return study.survey_sentences([replace(description, groups=one)])[0]


def score_entry(study: Study, found: Results, key: str, look: Palette) -> Iterator[Paragraph]:
    """The sentence, alpha, and what is to be known with it."""
    scale, group = group_of(key)
    for name, why in found.basics.unscored:
        if key == f"{UNSCORED}{name}":
            yield _said(why, look)
    description = next((d for d in found.basics.descriptions if key_of(d.scale) == scale), None)
    if description is None:
        return
    yield _said(sentence_of(study, found, key), look)
    if group:
        yield from _quartiles(description, group, look)
        if (test := found.test(description.scale)) is not None:
            yield BLANK
            yield _said(study.survey_sentences([test])[0], look)
    if found.basics.by and found.tests is None:
        yield _quiet(found.refused or WORKING, look)
    test = found.test(description.scale)
    alpha = found.basics.reliability(description.scale)
    yield BLANK
    if alpha is not None:
        yield _said(study.survey_sentences([alpha])[0], look)
    for note in test.notes if test is not None else description.notes:
        yield _quiet(note, look)
    for notice in found.basics.notices:
        yield _quiet(f"{notice[:1].upper()}{notice[1:]}.", look)


def _quartiles(description: Description, group: str, look: Palette) -> Iterator[Paragraph]:
    for each in description.groups:
        if each.group == group and each.median is not None:
            ends = f"{apa.decimal(each.lower)} to {apa.decimal(each.upper)}"
            words = f"Median {apa.decimal(each.median)}, quartiles {ends}"
            if each.missing:
                words += f"; {counted(each.missing, 'respondent')} without a score"
            yield _quiet(f"{words}.", look)


def question_sentences(study: Study, records: Sequence[Frequencies]) -> tuple[str, ...]:
    """What a question's counts say: of all, or of each group that is shown."""
    last = records[-1]
    shown = [each for each in records if not each.hidden]
    return study.survey_sentences(shown if last.hidden else [last])


def question_entry(
    study: Study, records: Sequence[Frequencies], look: Palette, width: int
) -> Iterator[Paragraph]:
    """The sentences, the bars of every group, the notes."""
    for each in question_sentences(study, records):
        yield _said(each, look)
    yield BLANK
    shown = [each for each in records if not each.hidden]
    yield from drawn(bar_lines(shown, max(30, width)), look) if shown else ()
    hidden = [each.group or "all" for each in records if each.hidden and each.group != "all"]
    if hidden:
        yield _quiet(f"{not_shown(records[0].minimum)}: {', '.join(hidden)}", look)
    notes = dict.fromkeys(note for each in records for note in each.notes)
    yield BLANK
    for note in notes:
        yield _quiet(note, look)


def instrument_entry(
    key: Instrument, own: bool, alphas: Sequence[Reliability], study: Study, look: Palette
) -> Iterator[Paragraph]:
    """Where a key comes from, on what terms, and which items make which subscale."""
    yield Paragraph(
        ((f"{key.name} ", look.strong), (f"({key.version})" if key.version else "", look.quiet))
    )
    if key.invented:
        yield _said("An invented key, for a demonstration: it scores nobody's real answers.", look)
    if key.open_key:
        yield _said(
            f"Open key: the items of {', '.join(key.open_key)} are for the licensee to fill in. "
            + ("Fill them in, in the study's own file." if own else
               "Press c to copy it into the study, then fill it in there."), look,
        )  # fmt: skip
    if key.uncombined:
        yield _said("Its authors refuse a score of all subscales together.", look)
    yield _quiet(f"Source: {key.source}", look)
    yield _quiet(f"Licence: {key.licence}", look)
    ends = f"{number_text(key.low)} to {number_text(key.high)}"
    yield _quiet(f"{counted(len(key.items), 'item')}, answers from {ends}", look)
    yield BLANK
    for each in key.subscales:
        items = ", ".join(f"{item}*" if item in each.reversed else item for item in each.items)
        yield Paragraph(((f"{each.name} ({each.scoring.value}): ", look.strong),
                         (items or "open", look.text)), ("• ", look.quiet))  # fmt: skip
        for band in each.bands:
            kind = "descriptive" if band.descriptive else "diagnostic"
            yield Paragraph(((f"{band.label}: {_ends(band.low, band.high)} ({kind}; {band.source})",
                              look.quiet),), ("    ", look.quiet))  # fmt: skip
        for one in each.references:
            figures = apa.moments(one.mean, one.sd, one.n)
            yield Paragraph(((f"{one.name} {figures}: {one.source}", look.quiet),),
                            ("    ", look.quiet))  # fmt: skip
    if any(each.reversed for each in key.subscales):
        yield _quiet("* turned round: low + high − answer", look)
    if alphas:
        yield BLANK
        for words in study.survey_sentences(alphas):
            yield _said(words, look)


def _ends(low: float | None, high: float | None) -> str:
    if low is None:
        return f"below {apa.decimal(high)}"
    return f"from {apa.decimal(low)}" + ("" if high is None else f" to under {apa.decimal(high)}")


def profile_entry(found: Profiles, profile: str, look: Palette) -> Iterator[Paragraph]:
    """Who has the profile; against whom profiles are, where high begins, what they do not say."""
    having = [key for key, theirs in found.members if theirs == profile]
    if having:
        yield Paragraph(((f"{profile}: ", look.strong), (", ".join(having), look.text)))
        yield BLANK
    yield Paragraph(((f"Against {found.reference}", look.strong),))
    yield _quiet(f"Source: {found.source}", look)
    yield _said(f"{found.scored} of {found.respondents} respondents have all three scores.", look)
    for limit in found.limits:
        yield _quiet(
            f"{limit.subscale}: high above {apa.decimal(limit.value, 2)}, which is "
            f"{apa.decimal(limit.mean, 2)} + {apa.decimal(limit.factor, 2)} × "
            f"{apa.decimal(limit.sd, 2)}", look,
        )  # fmt: skip
    yield BLANK
    for note in found.notes:
        yield _quiet(note, look)


def _said(words: str, look: Palette) -> Paragraph:
    return Paragraph(((words, look.text),))


def _quiet(words: str, look: Palette) -> Paragraph:
    return Paragraph(((words, look.quiet),))
