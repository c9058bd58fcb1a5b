"""The command line and the Python call for correcting a transcript and for its queue."""

from __future__ import annotations

import shlex

from qualkit.core.records import Document, Span
from qualkit.tui.equal import Equal


def edited(document: Document) -> Equal:
    """Correcting words; they are not repeated here."""
    return Equal(
        f"qualkit documents correct {shlex.quote(document.name)} FILE",
        f"study.correct_document({document.name!r}, text)",
    )


def source(document: Document) -> Equal:
    """Reading the text as it was said."""
    return Equal(
        f"qualkit documents show {shlex.quote(document.name)} --source",
        f"study.text({document.name!r})",
    )


def settled(target: str, span: Span | None) -> Equal:
    """Placing what waited."""
    if span is None:
        return Equal(
            f"qualkit documents carried --accept {target}", f"study.settle_carried({target!r})"
        )
    return Equal(
        f"qualkit documents carried --span {target} {span.start} {span.end}",
        f"study.settle_carried({target!r}, Span({span.start}, {span.end}))",
    )


def dropped(target: str) -> Equal:
    """Giving it up."""
    return Equal(f"qualkit documents carried --drop {target}", f"study.drop_carried({target!r})")
