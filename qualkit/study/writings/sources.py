"""The comparison with the literature: each code in every sort of source, side by side.

What leads of services say in interviews is told apart from what staff say there by an attribute
of participants, since one guide serves both and names of documents prove nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qualkit.analysis.joint.material import KINDS, PLURAL, count_text
from qualkit.core.deidentifying import Profile
from qualkit.core.joint import Count, JointCell, JointDisplay, JointRow, LinkLevel, LinkUse
from qualkit.core.records import DocumentKind
from qualkit.core.table import Column, ColumnKind
from qualkit.errors import InputError, NotFoundError
from qualkit.study.joint.material import attribute_of
from qualkit.study.matrices.material import Asked, Gathered, Item
from qualkit.study.session import Session, did_you_mean
from qualkit.study.writings.source_quotes import Choosing, Leads, Passage, Source

NAME = "sources"
FOUND_IN = "found_in"
ONLY_LITERATURE, ONLY_TALK, BOTH = "literature only", "participants only", "both"
_APART = (
    "Participants n of N (in survey comments respondents, of literature documents), then "
    "references; kinds of source are counted apart and never added up, since one person may be in "
    "several."
)
_NO_CONTRADICTION = (
    "A code that is found in one kind of source alone is no contradiction: another may never have "
    "been asked about it, or had no reason to write of it."
)
_FLAGS = (
    f"'{ONLY_LITERATURE}': coded in literature and not in what participants said or wrote; "
    f"'{ONLY_TALK}': the other way round."
)


def compare_sources(
    session: Session, asked: Asked, quotes: int = 0,
    leads: Mapping[str, Sequence[str]] | None = None,
) -> JointDisplay:  # fmt: skip
    """A row for each code, a column for each kind of source; `quotes` a cell.

    Leads are told apart where study.yaml or `leads` says who they are, and where enough of them
    and of the staff speak in interviews for what prints beside quotations (unless internal).
    """
    if quotes < 0:
        raise InputError(f"{quotes} quotations cannot be shown", "say 0 or more: --quotes 1")
    found = Gathered(session, asked)
    who = _leads(session, leads)
    sources, said = _sources(session, found, who, internal=asked.internal)
    split = any(source.key == "leads" for source in sources)
    choosing = Choosing(session, found, who if split and not asked.internal else Leads(), quotes)
    of = _by_code(found)
    rows = tuple(_row(item, of.get(item.key, ()), sources, choosing) for item in found.items)
    flagged = any(source.kind.published for source in sources) and len(sources) > 1
    notes = (_APART, *said, *((_NO_CONTRADICTION, _FLAGS) if flagged else ()), *found.notes())
    return JointDisplay(
        NAME, f"{session.settings.title}: comparison of sources", _columns(asked, sources, quotes),
        rows, LinkUse(LinkLevel.NONE, ""), notes, who.attribute if split else "",
        session.settings.attribution.minimum, asked.internal,
        ("theme",) if asked.themes_only else ("theme", "code"),
    )  # fmt: skip


def _columns(asked: Asked, sources: Sequence[Source], quotes: int) -> tuple[Column, ...]:
    kind = ColumnKind.LINES if quotes else ColumnKind.TEXT
    heads = (Column("theme", "Theme"),) if asked.themes_only else (
        Column("theme", "Theme"), Column("code", "Code", width=1.2)
    )  # fmt: skip
    wide = 2.2 if quotes else 1.2
    return (
        *heads,
        *(Column(each.key, each.heading, kind, wide) for each in sources),
        Column(FOUND_IN, "Found in", width=0.9),
    )


def _leads(session: Session, given: Mapping[str, Sequence[str]] | None) -> Leads:
    """Who leads; NotFoundError where nobody has the attribute or a value."""
    settings = session.settings.sources
    if given is None:
        attribute, values = settings.attribute, settings.values
    elif len(given) == 1:
        ((attribute, named),) = given.items()
        values = tuple(named)
    else:
        raise InputError(
            "leads are told by one attribute", 'name it with its values: {"role": ["service lead"]}'
        )
    if not attribute:
        return Leads()
    of = attribute_of(session, attribute)
    there = {value.casefold() for value in of.values()}
    for value in values:
        if value.casefold() not in there:
            raise NotFoundError(
                f"nobody has the {attribute} '{value}'",
                did_you_mean(value, sorted(set(of.values()) - {""})),
            )
    wanted = {value.casefold() for value in values}
    people = frozenset(who for who, value in of.items() if value.casefold() in wanted)
    return Leads(attribute, values, people, people & _told(session, attribute, of))


def _told(session: Session, attribute: str, of: Mapping[str, str]) -> frozenset[str]:
    """Those of whom the attribute may be said beside their words."""
    from qualkit.study.attribution.attributions import attributions

    labels = attributions(session, Profile.COMMISSIONER, beside=attribute)
    return frozenset(
        who for who, own in of.items() if labels.group(who).casefold() == own.casefold()
    )


def _sources(
    session: Session, found: Gathered, who: Leads, *, internal: bool
) -> tuple[tuple[Source, ...], tuple[str, ...]]:
    """The sources that something has been coded in, and what is to be said of them."""
    made: list[Source] = []
    said: tuple[str, ...] = ()
    for kind in KINDS:
        people = found.voices.get(kind, frozenset())
        if not people:
            continue
        if kind is DocumentKind.INTERVIEW and who.attribute:
            parts, said = _split(session, people, who, internal=internal)
            made += parts
        else:
            made.append(Source(_key(kind), PLURAL[kind].capitalize(), kind, people))
    papers = frozenset(
        d.id for d in found.documents.values() if d.kind.published and d.id in found.coded
    )
    if papers:
        made.append(
            Source("literature", "Literature", DocumentKind.LITERATURE, documents=papers)
        )  # fmt: skip
    return tuple(made), said


def _split(
    session: Session, people: frozenset[str], who: Leads, *, internal: bool
) -> tuple[tuple[Source, ...], tuple[str, ...]]:
    kind, least = DocumentKind.INTERVIEW, session.settings.attribution.minimum
    named = f"{who.attribute} {' or '.join(who.values)}"
    leading, staff = people & who.people, people - who.people
    if leading and staff and (internal or min(len(leading), len(staff)) >= least):
        parts = (
            Source("staff", "Staff interviews", kind, staff),
            Source("leads", "Lead interviews", kind, leading),
        )
        return parts, (f"Lead interviews: what those say whose {named} is.",)
    whole = (Source(_key(kind), "Interviews", kind, people),)
    if not (leading and staff):
        return whole, (f"Interviews are not parted: all or none of those who speak have {named}.",)
    return whole, (
        f"Interviews of staff and of leads ({named}) are not parted: fewer than {least} people "
        "would be on one side.",
    )


def _key(kind: DocumentKind) -> str:
    return kind.value.replace(" ", "_")


def _by_code(found: Gathered) -> dict[str, list[Passage]]:
    of: dict[str, list[Passage]] = {}
    for each in found.references:
        kind = found.kind_of[each.document_id]
        people = () if kind.published else found.people(each)
        of.setdefault(each.code, []).append((each, kind, people))
    return of


def _row(
    item: Item, passages: Sequence[Passage], sources: Sequence[Source], choosing: Choosing
) -> JointRow:
    cells: list[JointCell] = []
    raised = {True: False, False: False}
    for source in sources:
        own = [each for each in passages if source.holds(*each)]
        raised[source.kind.published] |= bool(own)
        cells.append(_cell(source, own, choosing))
    there = any(source.kind.published for source in sources)
    others = any(not source.kind.published for source in sources)
    flag = _flag(raised[False], raised[True]) if there and others else ""
    code = choosing.found.codebook.code(item.key)
    theme = choosing.found.codebook.theme_of(code) if code else None
    heads = [JointCell(item.theme)] if code else []
    heads.append(JointCell(item.name))
    theme_id = theme.id if theme else "" if code else item.id
    return JointRow(
        (*heads, *cells, JointCell(flag)), theme_id, (code.id,) if code else ()
    )  # fmt: skip


def _flag(talk: bool, literature: bool) -> str:
    if talk and literature:
        return BOTH
    return ONLY_TALK if talk else ONLY_LITERATURE if literature else ""


def _cell(source: Source, own: Sequence[Passage], choosing: Choosing) -> JointCell:
    if source.kind.published:
        cited = len({each.document_id for each, _, _ in own})
        of = len(source.documents)
        noun = "reference" if len(own) == 1 else "references"
        text = f"{cited} of {of}; {len(own)} {noun}" if own else f"none (0 of {of})"
        counts: tuple[Count, ...] = ()
    else:
        raised = {person for _, _, people in own for person in people} & source.people
        count = Count(source.kind, len(raised), len(source.people), len(own))
        text, counts = count_text(count), (count,)
    chosen = tuple(choosing.of(source, own))
    return JointCell(text, counts, chosen, tuple(map(choosing.who, chosen)))
