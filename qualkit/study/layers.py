"""The layers of codings that the coder at work may see beside their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from qualkit.core.records import Coding, Document, Layer
from qualkit.errors import RefusedError
from qualkit.storage import codings as rows
from qualkit.storage.codings import CodingFilter
from qualkit.study.blindness import sight, works_blind
from qualkit.study.drafts import hidden_codes
from qualkit.study.session import Session


@dataclass(frozen=True, slots=True)
class LayerView:
    """One layer of a document that is not one's own: whose it is ("" for the consensus, whoever
    decided), and how many codings."""

    layer: Layer
    coder: str
    codings: int

    @property
    def name(self) -> str:
        """The layer as people call it."""
        return "consensus" if self.layer is Layer.CONSENSUS else self.coder


def visible_layers(session: Session, document: Document) -> tuple[LayerView, ...]:
    """The layers of others that may be seen: none while one works blind. Consensus first."""
    if session.coder is None or works_blind(session, document):
        return ()
    wanted = CodingFilter(
        document_id=document.id, version_id=document.version_id, layer="", sight=sight(session)
    )
    # What was decided on is one layer, whoever decided.
    counted = Counter(
        (coding.layer, "" if coding.layer is Layer.CONSENSUS else coding.coder)
        for coding in _seen(session, wanted)
    )
    views = [
        LayerView(layer, coder, number)
        for (layer, coder), number in counted.items()
        if layer is Layer.CONSENSUS or coder != session.coder
    ]
    return tuple(sorted(views, key=lambda v: (v.layer is not Layer.CONSENSUS, v.coder)))


def layer_codings(session: Session, document: Document, view: LayerView) -> tuple[Coding, ...]:
    """The codings of a layer, in order; RefusedError where it may not be seen (any more)."""
    seen = {(each.layer, each.coder) for each in visible_layers(session, document)}
    if (view.layer, view.coder) not in seen:
        raise RefusedError(
            f"the codings of {view.name} in {document.name} are not shown",
            "coders who work blind see only their own until the team compares them",
        )
    wanted = CodingFilter(
        document_id=document.id, version_id=document.version_id,
        layer=view.layer.value, coder=view.coder, sight=sight(session),
    )  # fmt: skip
    return tuple(_seen(session, wanted))


def _seen(session: Session, wanted: CodingFilter) -> Iterator[Coding]:
    hidden = hidden_codes(session)
    return (c for c in rows.codings(session.store.database, wanted) if c.code not in hidden)
