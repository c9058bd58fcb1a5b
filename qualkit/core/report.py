"""What may leave a study: content that the export gate has let through."""

from __future__ import annotations

from dataclasses import dataclass

from qualkit.core.table import Table

NOT_DEIDENTIFIED = "NOT DE-IDENTIFIED: for the study team only"
INTERNAL = "INTERNAL: for the team's own eyes, with groups too small to be shown to others"
WORKING_COPY = "WORKING COPY with the participants' own words: never leaves the study team"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an exported file comes from, so that it can be made again.

    `settings` are (name, value) pairs in the order in which they are printed: layer, round,
    codebook version and whatever else shaped the content. No clock and no random id.
    """

    study: str
    qualkit_version: str
    settings: tuple[tuple[str, str], ...] = ()

    def line(self) -> str:
        """One sentence for a footer."""
        parts = [f"{name}: {value}" for name, value in self.settings]
        return "; ".join([self.study, *parts, f"qualkit {self.qualkit_version}"])


@dataclass(frozen=True, slots=True)
class Cleared:
    """A table that the gate has checked; the only thing that a writer accepts.

    Made by `qualkit.privacy.gate` alone (a test looks). `stamp` is printed on every page and at
    the head of every file when it is not empty. `warnings` go to the person, not into the file.
    """

    table: Table
    provenance: Provenance
    stamp: str = ""
    warnings: tuple[str, ...] = ()
