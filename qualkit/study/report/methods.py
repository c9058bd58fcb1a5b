"""The methods of a study from its records: data, coders, codebook, agreement, protection."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from qualkit import __version__
from qualkit.core.blocks import Block, Heading, Paragraph, Reference, Style, TableBlock
from qualkit.core.clearing import Against
from qualkit.core.deidentifying import State
from qualkit.core.records import DocumentKind
from qualkit.core.report_plan import PlannedSection, SectionKind
from qualkit.core.table import Cell, Column, ColumnKind, Table
from qualkit.core.team import Round
from qualkit.core.wording import counted
from qualkit.errors import QualkitError
from qualkit.storage import assignments as work
from qualkit.storage import codings as coding_rows
from qualkit.study import codebook as book
from qualkit.study import rounds
from qualkit.study.agreement import answering
from qualkit.study.agreement.question import AgreementQuestion
from qualkit.study.agreement.report import AgreementReport
from qualkit.study.blindness import sight
from qualkit.study.deidentify import listing
from qualkit.study.report.data import collected
from qualkit.study.report.making import Making, capital, listed
from qualkit.study.survey import files

_N = ColumnKind.INTEGER
_APPROACHES = {
    "codebook": "Codebook analysis: a shared codebook, agreement looked at and talked about.",
    "coding reliability": "Coding reliability: independent coders, agreement measured.",
    "reflexive": "Reflexive thematic analysis: coding as interpretation, no measure of agreement.",
}


def methods(making: Making, section: PlannedSection) -> Iterator[Block]:
    """Everything that records say of how the study was done, and prompts for the rest."""
    approach = making.session.settings.approach
    making.prove("orientation", _APPROACHES[approach])
    yield Heading("Design", 2)
    yield Paragraph(f"The approach is {_article(approach)}.")
    yield from making.asked(SectionKind.METHODS, "methods.sampling", "methods.collection")
    yield Heading("Data", 2)
    yield from collected(making)
    yield Heading("Coding", 2)
    yield from _coding(making)
    yield Heading("Agreement between coders", 2)
    yield from _agreement(making)
    yield Heading("Protection of participants", 2)
    yield from _protection(making)
    yield from making.asked(SectionKind.METHODS, "methods.ethics")
    yield Heading("The team", 2)
    yield from making.asked(SectionKind.METHODS, "methods.team")
    yield Heading("Software", 2)
    yield from _software(making)


def _article(approach: str) -> str:
    return {
        "codebook": "codebook analysis: the coders share one codebook, look at how far they agree, "
        "and talk about where they do not",
        "coding reliability": "coding reliability: coders work independently by one codebook, and "
        "how far they agree is measured",
        "reflexive": "reflexive thematic analysis: coding is interpretation, and coders are not "
        "measured against each other",
    }[approach]


_ROUNDS = (
    Column("round", "Round", width=1.0),
    Column("kind", "For", width=1.0),
    Column("opened", "From", width=0.9),
    Column("closed", "To", width=0.9),
    Column("coders", "Coders", width=1.0),
    Column("documents", "Documents", _N, 0.8),
    Column("together", "By two or more", _N, 0.9),
    Column("version", "Codebook version", _N, 0.9),
)


def _coding(making: Making) -> Iterator[Block]:
    session = making.session
    coded = coding_rows.counts_by(session.store.database, "coder", sight(session))
    coders = [each for each in session.known_coders() if each.initials in coded]
    shown = [_named(making, each.initials, each.name) for each in coders]
    who = f": {listed(shown)}" if making.plan.team != "none" and shown else ""
    if coders:
        yield Paragraph(
            f"{capital(counted(len(coders), 'coder'))} worked on the study{who}. What is counted "
            f"and quoted in this report is the layer {making.layer.words}."
        )
        making.prove("coders", f"{capital(counted(len(coders), 'coder'))}{who}.")
        making.facts["coders"] = counted(len(coders), "coder")
    else:
        yield Paragraph("Nothing has been coded yet.")
    rows = [_round(making, each) for each in rounds.rounds(session)]
    rows = [row for row in rows if row[4] or row[5]]
    if rows:
        dated = "" if making.plan.team == "none" else "Coders by their initials."
        columns = _ROUNDS if making.plan.team != "none" else tuple(
            column for column in _ROUNDS if column.key != "coders")  # fmt: skip
        kept = [i for i, column in enumerate(_ROUNDS) if column in columns]
        yield TableBlock(
            Table("Rounds of coding", columns, tuple(tuple(row[i] for i in kept) for row in rows),
                  tuple(filter(None, (dated,)))),
            "rounds", wide=False,
        )  # fmt: skip
    yield from _derivation(making)


def _named(making: Making, initials: str, name: str) -> str:
    return name if making.plan.team == "names" and name else initials


def _round(making: Making, each: Round) -> tuple[Cell, ...]:
    """Who coded what in a round, by what is on record of their work."""
    session = making.session
    given = [a for a in work.assignments(session.store.database, round=each.name)
             if a.purpose.codes]  # fmt: skip
    coders = sorted({a.coder for a in given})
    by_document = Counter(a.document_id for a in given)
    numbers = book.version_numbers(session)
    return (
        each.name, each.kind.value, each.opened_at[:10], each.closed_at[:10], ", ".join(coders),
        len(by_document), sum(count > 1 for count in by_document.values()),
        numbers.get(each.codebook_version),
    )  # fmt: skip


def _derivation(making: Making) -> Iterator[Block]:
    codes = [p.code for p in making.codebook.walk() if p.code.in_use]
    if not codes:
        yield Paragraph("The codebook has no codes yet.")
        return
    origins = Counter(code.origin.value if code.origin else "" for code in codes)
    parts = [f"{number} {origin}" for origin, number in origins.most_common() if origin]
    if origins[""]:
        parts.append(f"{origins['']} of unrecorded origin")
    versions = len(book.version_numbers(making.session))
    themes = len(making.codebook.themes)
    said = (
        f"The codebook has {counted(len(codes), 'code')} in use under {counted(themes, 'theme')}: "
        f"{listed(parts)}. It went through {counted(versions, 'version')}"
    )
    making.facts |= {"codes": counted(len(codes), "code"), "themes": counted(themes, "theme")}
    making.prove("derivation", f"{said}.")
    appendix = making.plan.has(SectionKind.CODEBOOK)
    yield Paragraph(
        (f"{said}; its definitions are in ", Reference("codebook"), ".") if appendix else f"{said}."
    )


def agreement_of(making: Making) -> AgreementReport | str:
    """The figures of agreement, or in words why there are none."""
    if making.reflexive:
        return "the approach is reflexive, and coders are not measured against each other"
    try:
        return answering.of_study(making.session, AgreementQuestion())
    except QualkitError as error:
        return error.message


def _agreement(making: Making) -> Iterator[Block]:
    found = agreement_of(making)
    if isinstance(found, str):
        yield Paragraph(f"No figures of agreement are given: {found}.")
        if making.reflexive:
            making.prove("trustworthiness", "Reflexive approach: no agreement is measured.")
        return
    making.prove("trustworthiness", found.sentence)
    yield Paragraph(found.sentence)
    if making.plan.has(SectionKind.AGREEMENT):
        yield Paragraph(("The figures of each code are in ", Reference("agreement"), "."))


def _protection(making: Making) -> Iterator[Block]:
    counts: Counter[State] = Counter()
    texts = scanned = 0
    for each in listing.progress(making.session):
        if each.document.kind is DocumentKind.LITERATURE:
            continue
        texts, scanned = texts + 1, scanned + each.scanned
        for state, number in each.counts:
            counts[state] += number
    if not scanned:
        said = "No text has been scanned for names and other identifiers yet."
    else:
        masked = sum(number for state, number in counts.items() if state.masked)
        left = counts[State.KEPT] + counts[State.REJECTED]
        of = f"all {texts}" if scanned == texts else f"{scanned} of {texts}"
        said = (
            f"{capital(of)} texts were scanned for names, places and whatever else says who "
            f"somebody is. Of {counted(sum(counts.values()), 'finding')} {masked:,} are "
            f"replaced by words in square brackets, {left:,} were left as they are by a person's "
            "decision"
            + (f", and {counts[State.REVIEW]:,} wait for one" if counts[State.REVIEW] else "") + "."
        )  # fmt: skip
        making.prove("processing", said)
    yield Paragraph(said)
    yield Paragraph(_consent(making))


def _consent(making: Making) -> str:
    from qualkit.study.consents import NOTHING, PARAPHRASE, QUOTE, consents

    found = consents(making.session, making.clearing.profile.value)
    silent = sum(person.against == Against.UNRECORDED.value for person in found.people)
    if silent == len(found.people):
        return "No participant's consent to quotations is on record."
    number = Counter(person.may for person in found.people)
    nothing = number[NOTHING] - silent
    parts = [
        f"{number[QUOTE]} may be quoted word for word",
        *([f"{number[PARAPHRASE]} may only be paraphrased"] if number[PARAPHRASE] else []),
        *([f"of {nothing} nothing may be given"] if nothing else []),
        *([f"of {silent} no consent is on record"] if silent else []),
    ]
    return (
        f"Consent to quotations is kept for each participant. For the readers of this report, of "
        f"{counted(len(found.people), 'participant')} {listed(parts)}. {_shared(making)} This "
        "lowers the risk that somebody is recognised; it does not make what they said anonymous."
    )


def _shared(making: Making) -> str:
    by = making.session.settings.attribution
    shared = (
        f"by at least {by.population_minimum} of those whom the counts of staff name"
        if by.population
        else f"by at least {by.minimum} participants"
    )
    return f"What prints beside a quotation is shared {shared}, or less of it prints."


def _software(making: Making) -> Iterator[Block]:
    from importlib.metadata import PackageNotFoundError, version

    said = f"qualkit {__version__}"
    used = []
    if files.names(making.session) or not isinstance(agreement_of(making), str):
        for name in ("numpy", "scipy"):
            try:
                used.append(f"{name} {version(name)}")
            except PackageNotFoundError:
                continue
    beside = f"; its figures are computed with {listed(used)}" if used else ""
    making.prove("software", f"{said}{beside}.")
    yield Paragraph(f"Coding, counts, quotations and this draft were made with {said}{beside}.")
    yield Paragraph(
        "Figures, tables and quotations are rendered from the study's records and not retyped; "
        "texts are the authors'.", Style.NOTE,
    )  # fmt: skip
