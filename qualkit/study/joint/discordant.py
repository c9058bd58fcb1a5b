"""Cases that speak against a link of theme and scale: persons where linked, else groups."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from qualkit.analysis.joint.choosing import cell_of, chosen
from qualkit.analysis.joint.discord import (
    LEAST,
    Case,
    crossed,
    directed,
    discordant,
    expectation,
)
from qualkit.analysis.joint.material import PLURAL, Grouping, count_text, people_of
from qualkit.core.codebook import Code, Direction
from qualkit.core.joint import JointCell, JointDisplay, JointRow, LinkLevel, ScaleLink
from qualkit.core.records import DocumentKind
from qualkit.core.statistics import Summary
from qualkit.core.table import Column, ColumnKind
from qualkit.errors import RefusedError
from qualkit.study.joint import links, results
from qualkit.study.joint.case_displays import NOBODY
from qualkit.study.joint.displays import Asked, Base
from qualkit.study.joint.persons import Tie, said_by, tie, words_by
from qualkit.study.session import Session

_COLUMNS = (
    Column("theme", "Theme", width=0.9),
    Column("codes", "What was said of", width=1.2),
    Column("scale", "Scale", width=1.2),
    Column("case", "Case", width=0.8),
    Column("score", "Score", width=1.2),
    Column("said", "Said", width=1.2),
    Column("quotation", "In their words", ColumnKind.LINES, 3.0),
)
_PERSONS = (
    "A case: a score in the lowest third of the linked persons' and words under these codes in "
    "the highest third, or the reverse. Where codes name what wears down and the scale measures a "
    "resource (or the other way round), low scores and many words go together, and a case is "
    f"the opposite. Asked where at least {LEAST} persons have both."
)
_GROUPS = (
    "A case: of two groups the one with the higher mean is the one of which a share smaller by a "
    "fifth or more raised these codes (the other way round where codes name what wears down and "
    "the scale measures a resource). Means of respondents beside words of participants: not the "
    "same people."
)
_LOOK = "These are places to look again, not findings: no test stands behind them."


def discordant_cases(session: Session, asked: Asked, level: str) -> JointDisplay:
    """Low scores with much said, and the reverse; `level` is respondent, participant or group."""
    base = Base(session, asked)
    claimed = links.scale_links(session, [theme.id for theme in base.themes])
    claim = links.claim(session, claimed)
    if level != LinkLevel.GROUP:
        try:
            found = tie(session, base.material, level, asked.survey)
        except RefusedError:
            if level:
                raise
        else:
            rows = [row for link in claimed for row in _persons(base, found, link)]
            return base.display(
                "discordant", "cases that speak against a link", _COLUMNS, rows, found.use,
                (claim, _PERSONS, _LOOK), ("theme", "codes", "scale"),
            )  # fmt: skip
    use = results.group_link(session, asked.by, asked.survey)
    if use.level is LinkLevel.NONE:
        raise RefusedError(
            f"there is nothing to hold the texts against. {use.words}",
            "choose an attribute that the survey and the participants share: --by sector",
        )
    rows = list(_groups(base, claimed))
    return base.display(
        "discordant", f"groups that speak against a link, by {asked.by}", _COLUMNS, rows, use,
        (claim, _GROUPS, _LOOK), ("theme", "codes", "scale"),
    )  # fmt: skip


def _parts(base: Base, link: ScaleLink) -> Iterator[tuple[Direction | None, tuple[Code, ...]]]:
    wanted = {placed.code.id for placed in base.placed()}
    codes = [c for c in map(base.book.code, link.codes) if c is not None and c.id in wanted]
    return iter(directed(codes)) if codes else iter(())


def _heads(base: Base, link: ScaleLink, direction: Direction | None, scale: str) -> list[JointCell]:
    theme = base.book.theme(link.theme)
    of = {Direction.STRAIN: "what wears down", Direction.PROTECTIVE: "what holds up"}
    said = of.get(direction, "its codes") if direction else "its codes"
    return [JointCell(theme.name if theme else link.theme), JointCell(said), JointCell(scale)]


def _persons(base: Base, found: Tie, link: ScaleLink) -> Iterator[JointRow]:
    scale = (link.instrument, link.subscale)
    scored = found.scored.get(scale)
    if scored is None:
        return
    for direction, codes in _parts(base, link):
        pieces = base.material.of([code.id for code in codes])
        names = {code.id: code.name for code in codes}
        for kind in found.kinds:
            scores = found.scores(scale, kind, base.material)
            people = [
                Case(who, score, words_by(pieces, who, kind)) for who, score in scores.items()
            ]
            heads = _heads(base, link, direction, results.scale_name(scored.scale))
            for each in discordant(people, expectation(scored.scale.trend, direction)):
                who = each.case.who
                own = said_by(pieces, who, kind)
                which = "high" if each.high else "low"
                yield JointRow(
                    (
                        *heads,
                        JointCell(f"{who}, {PLURAL[kind]}"),
                        JointCell(f"{which}: {results.score_text(each.case.score)}"),
                        JointCell(f"{each.case.said:.0f} words" if own else "did not raise"),
                        cell_of("", chosen(own, 1), NOBODY, names),
                    ),
                    link.theme, tuple(names), *scale,
                )  # fmt: skip


def _groups(base: Base, claimed: tuple[ScaleLink, ...]) -> Iterator[JointRow]:
    asked = base.asked
    grouping = base.grouping()
    found, _ = results.results(
        base.session, asked.by, results.claimed(claimed), survey=asked.survey,
        internal=asked.internal,
    )  # fmt: skip
    for link in claimed:
        result = found.get((link.instrument, link.subscale))
        if result is None or result.description is None:
            continue
        means = {each.group: each for each in result.description.groups if each.mean is not None}
        for direction, codes in _parts(base, link):
            heads = _heads(base, link, direction, result.name)
            expected = expectation(result.description.scale.trend, direction)
            for kind in base.material.kinds:
                for cells in _crossed(base, grouping, means, codes, kind, expected):
                    ids = tuple(code.id for code in codes)
                    yield JointRow((*heads, *cells), link.theme, ids, link.instrument,
                                   link.subscale)  # fmt: skip


def _crossed(
    base: Base, grouping: Grouping, means: dict[str, Summary], codes: tuple[Code, ...],
    kind: DocumentKind, expected: int,
) -> Iterator[list[JointCell]]:  # fmt: skip
    ids = [code.id for code in codes]
    pieces, voices = base.material.of(ids), base.material.voices[kind]
    cases: dict[str, tuple[Case, str]] = {}
    for group in grouping.order:
        people = people_of(grouping, group, voices)
        mean = means[group].mean if group in means else None
        if people and mean is not None and not grouping.hides(group, kind):
            count = base.material.reach(ids, kind, people)
            share = count.participants / count.of
            cases[group] = (Case(group, mean, share), count_text(count))
    for (one, first), (two, second) in combinations(cases.values(), 2):
        if not crossed(one, two, expected):
            continue
        higher, lower = ((one, first), (two, second)) if one.score > two.score else (
            (two, second), (one, first))  # fmt: skip
        texts = [
            f"{case.who}: {results.moments_text(means[case.who])}" for case, _ in (higher, lower)
        ]
        told = [f"{case.who}: {text}" for case, text in (higher, lower)]
        people = people_of(grouping, lower[0].who, voices)
        own = [p for p in pieces if p.kind is kind and people & set(p.people)]
        yield [
            JointCell(f"{higher[0].who} against {lower[0].who}, {PLURAL[kind]}"),
            JointCell("; ".join(texts)),
            JointCell("; ".join(told)),
            cell_of("", chosen(own, 1), grouping, {}),
        ]
