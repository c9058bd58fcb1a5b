"""A link to a survey's scales as people write it: `aws: workload, control`."""

from __future__ import annotations

from qualkit.core.codebook_records import Link
from qualkit.errors import InputError


def link_from(text: str) -> Link:
    """The link that a line names; InputError where it names no instrument."""
    name, _, scales = text.partition(":")
    instrument = name.strip()
    if not instrument or " " in instrument:
        raise InputError(f"'{text}' is no survey scale", "write the instrument's id, a colon and "
                         "its subscales: aws: workload, control")  # fmt: skip
    return Link(instrument, tuple(s.strip() for s in scales.split(",") if s.strip()))


def link_text(link: Link) -> str:
    """The link as one line, which `link_from` reads back."""
    return f"{link.instrument}: {', '.join(link.subscales)}" if link.subscales else link.instrument
