"""Sections that people write, and what the records put beside their words."""

from __future__ import annotations

from collections.abc import Iterator

from qualkit.analysis.joint.tables import table_of
from qualkit.core.blocks import Block, BulletList, Paragraph, Reference, TableBlock
from qualkit.core.clearing import Against
from qualkit.core.records import DocumentKind
from qualkit.core.report_plan import PlannedSection
from qualkit.core.wording import counted
from qualkit.study.carried import waiting_note
from qualkit.study.consents import PARAPHRASE, QUOTE, consents
from qualkit.study.deidentify import listing
from qualkit.study.matrices.material import Asked
from qualkit.study.report.making import Making, capital
from qualkit.study.writings.sources import compare_sources


def written(making: Making, section: PlannedSection) -> Iterator[Block]:
    """What people wrote for the section, and prompts for what they have not."""
    yield from making.asked(section.kind)


def limitations(making: Making, section: PlannedSection) -> Iterator[Block]:
    """What people wrote, and what the records say that a reader should know."""
    yield from making.asked(section.kind)
    facts = tuple(_facts(making))
    if facts:
        yield Paragraph("The study's records add:")
        yield BulletList(facts)


def _facts(making: Making) -> Iterator[str]:
    found = making.gathered
    bare = [d for d in found.documents.values() if d.id not in found.coded]
    if bare:
        yield (f"{capital(counted(len(bare), 'document'))} of {len(found.documents)} are not coded "
               "in the layer that is reported, and count nowhere.")  # fmt: skip
    if making.layer.assigned or making.layer.decided:
        yield (
            f"Where coders differed and nothing was decided, the codings of one designated coder "
            f"stand; {counted(making.layer.decided, 'passage')} were decided together."
        )
    people = consents(making.session, making.clearing.profile.value).people
    unknown = sum(person.against == Against.UNRECORDED.value for person in people)
    silent = sum(person.may != QUOTE for person in people) - unknown
    if unknown:
        yield (f"Of {counted(unknown, 'participant')} no consent to quotations is on record; they "
               "are counted and not quoted.")  # fmt: skip
    if silent:
        only = sum(person.may == PARAPHRASE for person in people)
        yield (
            f"{capital(counted(silent, 'participant'))} may not be quoted word for word"
            + (f" ({only} may be paraphrased)" if only else "")
            + "; they are counted, and what they said is not shown."
        )
    waiting = sum(
        each.waiting for each in listing.progress(making.session)
        if each.document.kind is not DocumentKind.LITERATURE
    )  # fmt: skip
    if waiting:
        yield (f"{capital(counted(waiting, 'finding'))} of what may say who somebody is wait for "
               "a decision; quotations that hold one were left out.")  # fmt: skip
    yield from waiting_note(making.session)
    yield (
        "That somebody did not raise something says that it did not come up, not that it was "
        "absent."
    )


def literature(making: Making, section: PlannedSection) -> Iterator[Block]:
    """Codes in each kind of document beside literature, where there is any; then people's words."""
    if DocumentKind.LITERATURE in making.documents:
        display = compare_sources(making.session, Asked(layer=making.plan.layer))
        number = len(making.documents[DocumentKind.LITERATURE])
        were = "was" if number == 1 else "were"
        said = (
            f"{capital(counted(number, 'document'))} of literature {were} coded by the same codes"
        )
        making.prove("literature", f"{said}.")
        yield Paragraph(
            (f"{said}; ", Reference("literature-table"), " sets the sources side by side.")
        )
        yield from making.asked(section.kind)
        yield TableBlock(table_of(display), "literature-table")
    else:
        yield Paragraph("No literature was coded beside the transcripts.")
        yield from making.asked(section.kind)
