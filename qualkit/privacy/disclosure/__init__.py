"""Disclosure control: what prints beside a quotation, and which groups are large enough to show."""

from __future__ import annotations

from qualkit.privacy.disclosure.groups import ShownGroups, shown_groups
from qualkit.privacy.disclosure.labels import Disclosure, Label, Rule, disclose
from qualkit.privacy.disclosure.telling import Widened, sentences

__all__ = [
    "Disclosure",
    "Label",
    "Rule",
    "ShownGroups",
    "Widened",
    "disclose",
    "sentences",
    "shown_groups",
]
