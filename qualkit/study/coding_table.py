"""The codings as a table that goes out and comes back without loss."""

from __future__ import annotations

from collections.abc import Iterator

from qualkit.core.table import Cell, Column, ColumnKind, Table
from qualkit.storage import codings as rows
from qualkit.storage.codings import CodingFilter
from qualkit.study.blindness import left_out
from qualkit.study.codings import Wording
from qualkit.study.drafts import hidden_codes
from qualkit.study.final_layer import CONSENSUS, FINAL, ChosenLayer
from qualkit.study.session import Session


def round_trip_table(
    session: Session, wanted: CodingFilter, chosen: ChosenLayer | None = None
) -> Table:
    """The codings in the columns that `import codings` takes back without loss.

    Those that wait since a correction are left out: their offsets are of another text. In the final
    layer and in the consensus a column more says to which layer each coding belongs.
    """
    layered = chosen is not None and chosen.name in (FINAL, CONSENSUS)
    texts = ColumnKind.TEXT
    columns = tuple(
        Column(key, key, ColumnKind.INTEGER if key in ("start", "end") else texts)
        for key in (
            "coder", "document", "code", "start", "end", "quote", "id", "round", "memo", "time",
            "codebook_version", "assisted", *(["layer"] if layered else []),
        )
    )  # fmt: skip

    def walk() -> Iterator[tuple[Cell, ...]]:
        names = {document.version_id: document.name for document in session.documents()}
        order = "coder, document_id, span_start, span_end"
        said = Wording(session).said
        # Their names can give passages away, to whoever opens the file.
        hidden = hidden_codes(session)
        for coding in rows.codings(session.store.database, wanted, order):
            if coding.code in hidden or coding.version_id not in names:
                continue
            if chosen is not None and not chosen.takes(
                coding.id, coding.layer, coding.document_id, coding.coder, coding.round
            ):
                continue
            yield (
                coding.coder,
                names[coding.version_id],
                coding.code,
                coding.span.start,
                coding.span.end,
                said(coding),
                coding.id,
                coding.round,
                coding.memo,
                coding.created_at,
                coding.codebook_version,
                "yes" if coding.assisted else "no",
                *([coding.layer.value] if layered else []),
            )

    notes = (*([f"Layer: {chosen.words}."] if chosen and layered else []), *left_out(session))
    return Table(f"{session.settings.title}: codings", columns, walk(), notes)
