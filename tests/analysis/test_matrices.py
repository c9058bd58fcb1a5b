"""What falls into the cells of a matrix, against counting each cell by itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualkit.analysis.matrices import (
    Mention,
    by_document,
    by_group,
    by_kind,
    by_person,
)
from qualkit.core.records import DocumentKind

CODES, DOCUMENTS = ("a", "b"), ("d1", "d2", "d3")
KIND = {
    "d1": DocumentKind.INTERVIEW, "d2": DocumentKind.FOCUS_GROUP, "d3": DocumentKind.FOCUS_GROUP,
}  # fmt: skip
GROUP = {"P01": "NHS", "P02": "NHS", "P03": "council"}  # P04 is in none
MENTIONS = st.lists(
    st.builds(
        Mention,
        st.sampled_from(CODES),
        st.sampled_from(DOCUMENTS),
        st.lists(st.sampled_from(["P01", "P02", "P03", "P04"]), unique=True).map(tuple),
    )
)


@given(MENTIONS)
def test_every_cell_of_groups_holds_its_people_and_its_references(said: list[Mention]) -> None:
    found = by_group(said, KIND, GROUP)
    for code in CODES:
        for kind in (DocumentKind.INTERVIEW, DocumentKind.FOCUS_GROUP):
            for group in ("NHS", "council"):
                here = [
                    m for m in said
                    if m.code == code and KIND[m.document] is kind
                    and any(GROUP.get(person) == group for person in m.people)
                ]  # fmt: skip
                people = {p for m in here for p in m.people if GROUP.get(p) == group}
                cell = found.get((code, kind, group))
                assert (cell.references if cell else 0) == len(here)
                assert (cell.people if cell else set()) == people


@given(MENTIONS)
def test_kinds_documents_and_persons_are_counted_alike(said: list[Mention]) -> None:
    voices = {DocumentKind.INTERVIEW: frozenset({"P01"})}
    kinds = by_kind(said, KIND, voices)
    documents, persons = by_document(said), by_person(said)
    for code in CODES:
        for kind in (DocumentKind.INTERVIEW, DocumentKind.FOCUS_GROUP):
            here = [m for m in said if m.code == code and KIND[m.document] is kind]
            cell = kinds.get((code, kind))
            assert (cell.references if cell else 0) == len(here)
            known = {p for m in here for p in m.people} & voices.get(kind, frozenset())
            assert (cell.people if cell else set()) == known
        for document in DOCUMENTS:
            count = sum(m.code == code and m.document == document for m in said)
            assert documents.get((code, document), 0) == count
        for person in ("P01", "P04"):
            count = sum(m.code == code and person in m.people for m in said)
            assert persons.get((person, code), 0) == count
