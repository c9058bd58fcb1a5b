"""What an import would do, told file by file before anything is stored."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace
from pathlib import Path

from qualkit.core.records import Transcript
from qualkit.errors import QualkitError
from qualkit.privacy.roster import Roster
from qualkit.study.documents import corrections
from qualkit.study.import_reports import Imported, Outcome, Unread, outcome_of, report_on
from qualkit.study.people import Naming, checked_pseudonyms
from qualkit.study.wishes import Wishes


class Readings:
    """Files as they were read under the same wishes: a correction reads one file again, not all."""

    def __init__(self) -> None:
        self._kept: dict[Path, tuple[object, Transcript | QualkitError]] = {}

    def read(self, path: Path, wishes: Wishes, roster: Roster) -> Transcript:
        """The transcript in a file; raises what reading it raised."""
        from qualkit.importers import read_transcript

        wanted = corrections(path.name, wishes, roster)
        stamp = (path.stat().st_mtime_ns, wanted) if path.exists() else None
        kept = self._kept.get(path)
        if kept is None or kept[0] != stamp:
            try:
                found: Transcript | QualkitError = read_transcript(path, wanted)
            except QualkitError as problem:
                found = problem
            kept = self._kept[path] = (stamp, found)
        if isinstance(kept[1], QualkitError):
            raise kept[1]
        return kept[1]


def previews(
    folder: Path, paths: Sequence[Path], wishes: Wishes | None = None,
    readings: Readings | None = None,
) -> Generator[Imported | Unread, None, None]:  # fmt: skip
    """What an import of these files would do, each told when it has been read.

    A file that cannot be read is told in its place and passed over, as it would be by an import of
    the others; so the pseudonyms are those that this import would give. Opens the study in
    `folder` for itself and stores nothing: it may run in a thread of its own.
    """
    from qualkit.study.opening import open_study

    wishes, readings = wishes or Wishes(), readings or Readings()
    chosen = wishes.all_pseudonyms()
    checked_pseudonyms(chosen)
    with open_study(folder) as study:
        session = study._session
        naming, roster, known = Naming(session, chosen), session.roster(), session.documents()
        for path in paths:
            try:
                transcript = readings.read(path, wishes, roster)
            except QualkitError as problem:
                yield Unread(path, problem.message, problem.hint or "")
                continue
            outcome, warning = outcome_of(known, transcript)
            new = outcome is Outcome.NEW
            names = naming.name(transcript.name, transcript.structure.speakers) if new else ()
            report = report_on(path, transcript, outcome, names)
            yield replace(report, warnings=(*report.warnings, *warning))
