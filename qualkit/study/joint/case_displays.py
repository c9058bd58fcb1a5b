"""Joint displays of persons: statistics by theme, typology by profile, cross-case."""

from __future__ import annotations

from collections.abc import Iterator

from qualkit.analysis.joint.choosing import cell_of, chosen
from qualkit.analysis.joint.material import PLURAL, Grouping, Piece, count_text
from qualkit.core.codebook import Theme
from qualkit.core.joint import JointCell, JointDisplay, JointRow, ScaleLink
from qualkit.core.records import DocumentKind
from qualkit.core.statistics import Summary
from qualkit.core.table import Column, ColumnKind
from qualkit.errors import RefusedError
from qualkit.study.joint import links, results
from qualkit.study.joint.displays import Asked, Base
from qualkit.study.joint.persons import Tie, said_by, tie
from qualkit.study.session import Session

NOBODY = Grouping("", (), {})
NO_TEST = (
    "Descriptive: who raises a theme is not a group that was drawn, and no test is made of it. "
    "Not raising is not the absence of it."
)
_NOBODY_RAISED = "Codes that none of the linked persons raised are left out."


def statistics(session: Session, asked: Asked, level: str) -> JointDisplay:
    """Scores of those who raised a theme or code and of those who did not, on its scales."""
    base = Base(session, asked)
    found = tie(session, base.material, level, asked.survey)
    claimed = links.scale_links(session, [theme.id for theme in base.themes])
    rows = [row for link in claimed for row in _statistics(base, found, link)]
    columns = (
        Column("theme", "Theme"), Column("code", "Code", width=1.2),
        Column("scale", "Scale", width=1.2), Column("kind", "In"),
        Column("raised", "Those who raised it", width=1.3),
        Column("others", "Those who did not", width=1.3),
    )  # fmt: skip
    return base.display(
        "statistics", "scores of those who raised a theme and of those who did not", columns, rows,
        found.use, (links.claim(session, claimed), NO_TEST, _NOBODY_RAISED, _small(base)),
    )  # fmt: skip


def _statistics(base: Base, found: Tie, link: ScaleLink) -> Iterator[JointRow]:
    theme = base.book.theme(link.theme)
    wanted = {placed.code.id for placed in base.placed()}
    codes = tuple(code for code in link.codes if code in wanted)
    parts: list[tuple[str, tuple[str, ...]]] = [("all of it", codes)]
    parts += [(c.name, (c.id,)) for c in map(base.book.code, codes) if c and len(codes) > 1]
    if base.asked.codes:
        parts = parts[1:] or parts
    for name, ids in parts:
        pieces = base.material.of(ids)
        for kind in found.kinds:
            scale = (link.instrument, link.subscale)
            scores = found.scores(scale, kind, base.material)
            if not scores:
                continue
            raised = {person for piece in pieces if piece.kind is kind for person in piece.people}
            if ids != codes and not raised & set(scores):
                continue
            cells = _coded_and_not(base, found, scale, scores, raised)
            heads = (theme.name if theme else link.theme, name, _scale(found, scale), PLURAL[kind])
            yield JointRow(
                (*map(JointCell, heads), *cells), link.theme, ids, link.instrument, link.subscale
            )


def _scale(found: Tie, scale: tuple[str, str]) -> str:
    scored = found.scored.get(scale)
    return results.scale_name(scored.scale) if scored else f"{scale[1]} ({scale[0]})"


def _coded_and_not(
    base: Base, found: Tie, scale: tuple[str, str], scores: dict[str, float], raised: set[str]
) -> tuple[JointCell, JointCell]:
    from qualkit.survey.hiding import hide
    from qualkit.survey.summaries import summarise

    parts = {
        "raised it": [score for who, score in scores.items() if who in raised],
        "did not raise it": [score for who, score in scores.items() if who not in raised],
    }
    sizes = {name: len(own) for name, own in parts.items() if own}
    # What all scored together is printed elsewhere: one part gives the other back.
    hiding = hide(sizes, base.session.settings.minimum_cell, internal=base.asked.internal,
                  known_total=True)  # fmt: skip
    made = found.scored[scale]
    cells = []
    for name, own in parts.items():
        hidden = bool(own) and name in hiding
        summary = summarise("", own, made.scale) if own else None
        cells.append(JointCell(_summed(summary, len(own), hidden=hidden), hidden=hidden))
    return cells[0], cells[1]


def _summed(summary: Summary | None, n: int, *, hidden: bool) -> str:
    if summary is None:
        return "nobody"
    # How many raised it is no secret; what so few scored is.
    return f"{n}; their scores are not shown" if hidden else results.moments_text(summary)


def typology(session: Session, asked: Asked, level: str, reference: str) -> JointDisplay:
    """Profiles of respondents against a named reference, and what each profile's people said."""
    from qualkit.study.survey.profiles import survey_profiles

    base = Base(session, asked)
    found = tie(session, base.material, level, asked.survey)
    profiles = survey_profiles(session, reference, survey=asked.survey, internal=asked.internal)
    if profiles.hidden:
        raise RefusedError(
            f"fewer than {profiles.minimum} respondents have a profile: none is shown",
            "add --internal: for the team's own eyes",
        )
    members: dict[str, set[str]] = {row.profile: set() for row in profiles.rows}
    for key, profile in profiles.members:
        if key in found.voice:
            members[profile].add(found.voice[key])
    columns = (
        Column("profile", "Profile"), Column("kind", "In"),
        *(Column(f"group_{number}", theme.name, ColumnKind.LINES, 2.0)
          for number, theme in enumerate(base.themes, 1)),
    )  # fmt: skip
    rows = list(_profiles(base, found, members))
    return base.display(
        "typology", f"themes by profile ({profiles.instrument_name})", columns, rows, found.use,
        (f"Reference: {profiles.reference} ({profiles.source}).", *profiles.notes, _small(base)),
        ("profile",),
    )  # fmt: skip


def _profiles(base: Base, found: Tie, members: dict[str, set[str]]) -> Iterator[JointRow]:
    from qualkit.survey.hiding import hide

    for kind in found.kinds:
        here = base.material.voices.get(kind, frozenset())
        sizes = {name: len(people & here) for name, people in members.items() if people & here}
        hiding = hide(sizes, base.session.settings.minimum_cell, internal=base.asked.internal)
        for name, people in members.items():
            if not people & here:
                continue
            cells = [JointCell(name), JointCell(PLURAL[kind])]
            for theme in base.themes:
                if name in hiding:
                    cells.append(JointCell("not shown: small group", hidden=True))
                else:
                    cells.append(_themed(base, theme, kind, frozenset(people & here)))
            yield JointRow(tuple(cells))


def _codes_of(base: Base, theme: Theme) -> tuple[str, ...]:
    return tuple(p.code.id for p in base.placed() if p.theme is not None and p.theme.id == theme.id)


def _themed(base: Base, theme: Theme, kind: DocumentKind, people: frozenset[str]) -> JointCell:
    pieces = base.material.of(_codes_of(base, theme))
    count = base.material.count(pieces, kind, people)
    own = [piece for piece in pieces if piece.kind is kind and people & set(piece.people)]
    cell = cell_of(count_text(count), chosen(own, base.asked.quotes), NOBODY, {})
    return JointCell(cell.text, (count,), cell.quotes, cell.attributions)


def cases(session: Session, asked: Asked, level: str) -> JointDisplay:
    """A row for each linked person: own scores, themes raised, one quotation of their own."""
    base = Base(session, asked)
    found = tie(session, base.material, level, asked.survey)
    claimed = links.scale_links(session, [theme.id for theme in base.themes])
    scales = [scale for scale in results.claimed(claimed) if scale in found.scored]
    columns = (
        Column("case", "Case", width=0.7),
        Column("scores", "Own scores", ColumnKind.LINES, 1.6),
        *(Column(f"theme_{number}", theme.name, width=1.2)
          for number, theme in enumerate(base.themes, 1)),
        Column("quotation", "In their own words", ColumnKind.LINES, 3.0),
    )  # fmt: skip
    rows = [
        row
        for kind in found.kinds
        for person in sorted(set(found.voice.values()) & base.material.voices[kind])
        for row in [_case(base, found, person, kind, scales)]
    ]
    return base.display(
        "cases", "case by case", columns, rows, found.use,
        (links.claim(session, claimed), "Single persons' scores, under their key and without "
         "attributes: a file of them is for the team alone (--internal)."),
    )  # fmt: skip


def _case(
    base: Base, found: Tie, person: str, kind: DocumentKind, scales: list[tuple[str, str]]
) -> JointRow:
    own_scores = []
    for scale in scales:
        score = found.scores(scale, kind, base.material).get(person)
        if score is not None:
            own_scores.append(f"{found.scored[scale].scale.name}: {results.score_text(score)}")
    cells = [JointCell(f"{person}, {PLURAL[kind]}"), JointCell("\n".join(own_scores))]
    said: list[Piece] = []
    for theme in base.themes:
        own = said_by(base.material.of(_codes_of(base, theme)), person, kind)
        said += own
        cells.append(JointCell(count_words(len(own)), quotes=tuple(p.quote for p in own)))
    names = {code.id: code.name for code in base.book.codes}
    cells.append(cell_of("", chosen(said, 1), NOBODY, names))
    return JointRow(tuple(cells))


def count_words(number: int) -> str:
    """`3 references`, or that it was not raised."""
    if not number:
        return "did not raise"
    return "1 reference" if number == 1 else f"{number} references"


def _small(base: Base) -> str:
    return (
        f"Scores of fewer than {base.session.settings.minimum_cell} people are not shown."
        if not base.asked.internal
        else ""
    )
