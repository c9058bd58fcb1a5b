"""The codebook: read, taken over, added to; its versions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.study.verbs.base import Verbs

if TYPE_CHECKING:
    from qualkit.core.codebook import Code, Codebook


class CodebookVerbs(Verbs):
    """The codebook: read, taken over, added to; its versions."""

    @property
    def codebook(self) -> Codebook:
        """The codebook as its file stands now."""
        from qualkit.study import codebook

        return codebook.codebook(self._session)

    def hold_codebook(self) -> None:
        """Work on with the codebook as read last while its file, broken now, stays as it is."""
        from qualkit.study import codebook

        codebook.hold(self._session)

    @property
    def codebook_version(self) -> str:
        """The fingerprint of the codebook in force."""
        from qualkit.study import codebook

        return codebook.version_in_force(self._session)

    @property
    def codebook_path(self) -> Path:
        """The codebook's file."""
        return self._session.codebook_path

    def codebook_number(self) -> int:
        """The number, for people, of the codebook version in force."""
        from qualkit.study import codebook

        fingerprint = codebook.version_in_force(self._session)
        return codebook.version_numbers(self._session)[fingerprint]

    def codebook_versions(self) -> tuple[tuple[str, int], ...]:
        """(fingerprint, number) of every version of the codebook that the study has seen."""
        from qualkit.study import codebook

        return tuple(codebook.version_numbers(self._session).items())

    def import_codebook(self, path: str | Path) -> Codebook:
        """Take over a codebook from YAML or CSV, where the study's own has no codes yet."""
        from qualkit.study import codebook

        return codebook.import_codebook(self._session, Path(path))

    def remember_codebook(self, path: str | Path) -> int:
        """Keep an earlier version of the codebook, for codings made under it; its number."""
        from qualkit.study import codebook

        return codebook.remember_codebook(self._session, Path(path))

    def add_codes(self, *codes: Code) -> None:
        """Write new codes into the codebook file, leaving everything else in it as it is."""
        from qualkit.study import codebook

        codebook.add_codes(self._session, list(codes))
