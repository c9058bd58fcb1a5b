"""Code meetings: agenda, decisions, minutes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.core.records import Change
from qualkit.study.frames.listing import listing
from qualkit.study.verbs.base import Verbs

if TYPE_CHECKING:
    from qualkit.core.meeting import AgendaPoint, Decision, Meeting
    from qualkit.study.leaving.exporting import Exported


class MeetingVerbs(Verbs):
    """Code meetings: agenda, decisions, minutes."""

    def agenda(self) -> tuple[AgendaPoint, ...]:
        """What waits to be talked about at the next code meeting, as far as one may see it."""
        from qualkit.study import agenda

        return agenda.agenda(self._session)

    @listing
    def meetings(self) -> tuple[Meeting, ...]:
        """Every code meeting on record, with its points, by date.

        Of a point about what one may not see yet only that it is there.
        """
        from qualkit.study import meeting_sight, meetings

        return meeting_sight.as_seen(self._session, meetings.meetings(self._session))

    def meeting(self, reference: str | int = "") -> Meeting:
        """The meeting of that number, date or id; without any the last. NotFoundError for none."""
        from qualkit.study import meeting_sight, meetings

        found = meetings.last_or(self._session, reference)
        return meeting_sight.as_seen(self._session, [found])[0]

    def open_meeting(
        self, present: Sequence[str], held_on: str = "", title: str = "", round: str = "",  # noqa: A002 - the field's word
    ) -> Change:  # fmt: skip
        """Put a meeting on record (today's, or of the date given) with its agenda gathered."""
        from qualkit.study import meetings

        return meetings.open_meeting(self._session, held_on, present, title, round)

    def add_point(self, heading: str, code: str = "", meeting: str = "") -> Change:
        """Put something on the agenda by hand, of the meeting going on or the one named."""
        from qualkit.study import meetings

        return meetings.add_point(self._session, meeting, heading, code)

    def add_waiting(self, meeting: str = "") -> Change | None:
        """Put on the agenda what has come to wait since the meeting began; None: nothing has."""
        from qualkit.study import meetings

        return meetings.add_waiting(self._session, meeting)

    def decide(
        self, point: int, decision: Decision | str, reason: str, *,
        version: int | None = None, meeting: str = "",
    ) -> Change:  # fmt: skip
        """Record a decision (adopt, merge, redefine, reject, postpone, noted) and its reason.

        `version` is the codebook version that came of it; closing the meeting fills in the rest.
        """
        from qualkit.study import meetings

        return meetings.decide(self._session, meeting, point, decision, reason, version)

    def close_meeting(self, meeting: str = "", *, anyway: bool = False) -> Change:
        """End a meeting: the codebook in force now is what came of it."""
        from qualkit.study import meetings

        return meetings.close_meeting(self._session, meeting, anyway=anyway)

    def remove_meeting(self, meeting: str) -> Change:
        """Take a meeting off the record."""
        from qualkit.study import meetings

        return meetings.remove_meeting(self._session, meeting)

    def import_minutes(self, path: str | Path) -> Change | None:
        """Put the meetings of a CSV file on record; None where all are there already."""
        from qualkit.study import minutes

        return minutes.import_minutes(self._session, Path(path))

    def export_minutes(
        self, meeting: str = "", target: str | Path | None = None, format: str = "",  # noqa: A002 - the option's name
    ) -> Exported:  # fmt: skip
        """Write the minutes of a meeting (without a name: the last one), names masked."""
        from qualkit.study.leaving import exports

        held, found = self.meeting(meeting), self.meetings()
        name = f"minutes-{held.held_on}"
        if sum(each.held_on == held.held_on for each in found) > 1:
            name += f"-{held.number}"
        path = self._target(target, name, format or "docx")
        return exports.export_minutes(self._session, path, format, held)
