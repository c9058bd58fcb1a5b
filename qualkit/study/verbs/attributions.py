"""What prints beside quotations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.study.verbs.base import Verbs

if TYPE_CHECKING:
    from qualkit.study.attribution.attributions import Attributions
    from qualkit.study.leaving.exporting import Exported


class AttributionVerbs(Verbs):
    """What prints beside quotations, so that nobody is singled out by it."""

    def attributions(
        self, profile: str = "", wanted: Mapping[str, Sequence[Sequence[str]]] | None = None
    ) -> Attributions:
        """What prints of each participant and respondent, and why it is not more.

        `profile` is team, commissioner or public, by default study.yaml's. `wanted` gives
        pseudonym to the attributes of each of their quotations, where they are not study.yaml's.
        """
        from qualkit.study.attribution import attributions

        name = profile or self._session.settings.quotes.profile
        return attributions.attributions(self._session, name, wanted=wanted)

    def export_attributions(
        self, target: str | Path | None = None, format: str = "",  # noqa: A002 - the option's name
        profile: str = "",
    ) -> Exported:  # fmt: skip
        """Write that list, for the team and the ethics board: it says what was left out."""
        from qualkit.study.attribution import attribution_table

        path = self._target(target, "attributions", format or "docx")
        found = self.attributions(profile)
        return attribution_table.export_attributions(self._session, found, path, format)
