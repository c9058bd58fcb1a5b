"""What the survey found on the scales that a display names, as records and in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qualkit.analysis.joint.side_by_side import Result
from qualkit.core.joint import LinkLevel, LinkUse, ScaleLink
from qualkit.core.statistics import Comparison, Description, Scale, Summary
from qualkit.errors import QualkitError
from qualkit.study.session import Session

Scales = Iterable[tuple[str, str]]

_BESIDE = "Hidden too"
"""How the note begins on groups hidden for the sake of small ones: no comparison says why."""

NO_SURVEY = "No survey has been taken in: qualkit import survey FILE."


def has_survey(session: Session, survey: str = "") -> bool:
    """Whether there are answers at all."""
    from qualkit.study.survey import files

    return bool(files.names(session))


def results(
    session: Session, by: str, scales: Scales, *, survey: str, internal: bool
) -> tuple[dict[tuple[str, str], Result], tuple[str, ...]]:
    """By instrument and subscale what the survey found for the groups, and notes to print."""
    wanted = set(scales)
    if not wanted or not has_survey(session):
        return {}, ()
    compared = _compared(session, by, wanted, survey=survey, internal=internal)
    found: dict[tuple[str, str], Result] = {}
    notes: dict[str, None] = {}
    for description, comparison in compared:
        scale = description.scale
        found[scale.instrument, scale.subscale] = Result(
            scale_name(scale), *_texts(description, comparison), description, comparison
        )
        # What holds for all scales is said once, under the display.
        hidden = (n for n in description.notes if n.startswith("Hidden"))
        notes |= dict.fromkeys(n for n in hidden if comparison is None or n.startswith(_BESIDE))
    notes |= dict.fromkeys(_absent([c for _, c in compared if c is not None]))
    for name in sorted({d.scale.instrument_name for d, _ in compared if d.scale.invented}):
        notes[f"{name}: the key is invented; no real answer is scored by it."] = None
    return found, tuple(notes)


def _compared(
    session: Session, by: str, wanted: set[tuple[str, str]], *, survey: str, internal: bool
) -> list[tuple[Description, Comparison | None]]:
    from qualkit.study.survey.comparing import compare
    from qualkit.study.survey.describing import describe
    from qualkit.study.survey.files import responses

    answers = responses(session, survey)
    if answers.survey.attribute(by) is None:
        # Only participants have it: the link's own words say so.
        return []
    names = tuple(answers.items)
    found: list[tuple[Description, Comparison | None]] = []
    for name in names:
        if name not in {instrument for instrument, _ in wanted}:
            continue
        described = describe(session, by, instrument=name, survey=survey, internal=internal)
        tests: dict[str, Comparison] = {}
        try:
            for each in compare(session, by, instrument=name, survey=survey, internal=internal):
                tests[each.scale.subscale] = each
        except QualkitError as problem:
            session.notice(f"{name} is described and not compared: {problem.message}")
        for each_ in described:
            if (name, each_.scale.subscale) in wanted:
                found.append((each_, tests.get(each_.scale.subscale)))
    return found


def scale_name(scale: Scale) -> str:
    """`Emotional exhaustion (mbi-hss)`."""
    return f"{scale.name} ({scale.instrument})"


def _texts(description: Description, comparison: Comparison | None) -> tuple[str, str]:
    """The groups that are shown, each on a line, then what the comparison finds; the groups."""
    from qualkit.survey.sentences import description_sentence, finding_sentence

    if comparison is None:
        return description_sentence(description), ""
    groups = "\n".join(group_text(each, description.scale) for each in _shown(description))
    return "\n".join(filter(None, (groups, finding_sentence(comparison)))), groups


def _absent(compared: list[Comparison]) -> Iterator[str]:
    """Who took no part in the tests, said once where it is so on every scale, else by scale."""
    from qualkit.survey.sentences import absence_sentences

    said: dict[str, list[str]] = {}
    for each in compared:
        for sentence in absence_sentences(each):
            said.setdefault(sentence, []).append(scale_name(each.scale))
    for sentence, scales in said.items():
        yield sentence if len(scales) == len(compared) else f"{', '.join(scales)}: {sentence}"


def _shown(description: Description) -> Iterator[Summary]:
    return (each for each in description.groups if not each.hidden and each.mean is not None)


def group_text(summary: Summary, scale: Scale) -> str:
    """A group's mean, spread and size, and the answer that the mean lies nearest to."""
    from qualkit.survey.wordings import nearest

    return f"{summary.group}: {moments_text(summary)}{nearest(summary, scale)}"


def group_link(session: Session, by: str, survey: str) -> LinkUse:
    """The tie by group, in words that say which groups are on both sides."""
    from qualkit.study.survey import linking

    if not has_survey(session):
        return LinkUse(LinkLevel.NONE, f"Link: none. {NO_SURVEY}")
    for each in linking.links(session, survey):
        if each.level is linking.LinkLevel.GROUP and each.through.casefold() == by.casefold():
            return LinkUse(LinkLevel.GROUP, f"Link: {each.words()}.")
    return LinkUse(
        LinkLevel.NONE,
        f"Link: none. No value of {by} is on both sides: the survey's groups and the "
        "interviews' are not the same.",
    )


def claimed(links: Iterable[ScaleLink]) -> tuple[tuple[str, str], ...]:
    """The scales that links name, once each."""
    return tuple(dict.fromkeys((link.instrument, link.subscale) for link in links))


def moments_text(summary: Summary) -> str:
    """Mean, spread and size without the group's name: `M = 4.1, SD = 1.3, n = 14`."""
    from qualkit.core.apa import moments

    return moments(summary.mean, summary.sd, summary.n, 1).strip("()")


def score_text(score: float) -> str:
    """One score, with one decimal."""
    from qualkit.core.apa import decimal

    return decimal(score, 1)
