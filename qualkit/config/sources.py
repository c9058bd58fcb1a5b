"""`sources:` in study.yaml: whose interviews are compared apart from those of the staff."""

from __future__ import annotations

from dataclasses import dataclass

from qualkit.strictfields import Fields
from qualkit.strictyaml import Document, Mapping, Node

_EXAMPLE = "Write, for example, `leads: {role: [service lead]}`."


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """Who leads a service: `attribute` as participants.csv heads it, with these `values`.

    Without an attribute all interviews are compared as one.
    """

    attribute: str = ""
    values: tuple[str, ...] = ()


def read(document: Document, node: Node | None) -> SourceSettings:
    """What `sources:` says; the usual where it is missing."""
    if node is None:
        return SourceSettings()
    leads = Fields(document, node, "sources", ("leads",)).given("leads")
    if leads is None:
        return SourceSettings()
    if not isinstance(leads, Mapping) or len(leads.pairs) != 1:
        document.fail(leads.line, "leads must name one attribute with its values", _EXAMPLE)
    attribute = leads.pairs[0].key.value
    values = Fields(document, leads, "leads", (attribute,)).texts(attribute)
    if not values:
        document.fail(leads.line, f"leads names no value of {attribute}", _EXAMPLE)
    return SourceSettings(attribute, values)
