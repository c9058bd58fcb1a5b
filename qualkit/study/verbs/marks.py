"""Stars, counter-examples, notes for the team, bookmarks."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.core.records import Change, Document, Span
from qualkit.study.frames.listing import listing, lookup
from qualkit.study.verbs.base import Verbs

if TYPE_CHECKING:
    from qualkit.core.marks import Bookmark, CodingMark, TeamNote
    from qualkit.study.leaving.exporting import Exported
    from qualkit.study.mark_files import ImportedMarks


class MarkVerbs(Verbs):
    """Stars, counter-examples, notes for the team, bookmarks."""

    @lookup
    def marks(self, document: Document | str | None = None) -> Mapping[str, tuple[CodingMark, ...]]:
        """Coding id to the stars and counter-examples on it, anybody's."""
        from qualkit.study import marks

        return marks.marks(self._session, self._perhaps(document))

    def star(self, coding_id: str, on: bool = True, note: str | None = None) -> Change:
        """Star a coding, one's own or another's, as worth quoting; with `on=False` take it off.

        `note` says why; None leaves what was said.
        """
        from qualkit.study import marks

        return marks.star(self._session, coding_id, on=on, note=note)

    def counter_example(self, coding_id: str, note: str | None) -> Change:
        """Mark a coding as a counter-example, with a note that says why; None takes it off."""
        from qualkit.study import marks

        return marks.counter_example(self._session, coding_id, note)

    def import_marks(self, path: str | Path) -> ImportedMarks:
        """Take in stars and counter-examples from CSV, every row or none; known ones stay."""
        from qualkit.study import mark_files

        return mark_files.import_marks(self._session, Path(path))

    def export_marks(
        self, target: str | Path | None = None, format: str = "",  # noqa: A002 - the option's name
    ) -> Exported:  # fmt: skip
        """Write the stars and counter-examples, as `import_marks` takes them back."""
        from qualkit.study.leaving import exports

        path = self._target(target, "marks", format or "csv")
        return exports.export_marks(self._session, path, format)

    def note_for_team(
        self, document: Document | str, span: Span, text: str, code: str = ""
    ) -> Change:
        """Write a note for the team on a passage, and on a code where one is named."""
        from qualkit.study import notes

        return notes.add_team_note(self._session, self._resolved(document), span, text, code)

    def edit_team_note(self, note_id: str, text: str) -> Change:
        """Change the words of a note of one's own; an empty text takes the note away."""
        from qualkit.study import notes

        return notes.edit_team_note(self._session, note_id, text)

    def settle_team_note(self, note_id: str, settled: bool = True) -> Change:
        """Say that a note, anybody's, has been dealt with; with `settled=False` open it again."""
        from qualkit.study import notes

        return notes.settle_team_note(self._session, note_id, settled=settled)

    @listing
    def team_notes(
        self, document: Document | str | None = None, *, settled: bool = False
    ) -> tuple[TeamNote, ...]:
        """The open notes for the team, by document and place; with `settled` the settled too."""
        from qualkit.study import notes

        return notes.team_notes(self._session, self._perhaps(document), settled=settled)

    def bookmark(self, document: Document | str, span: Span) -> Change:
        """Set a bookmark of one's own; where one lies in the passage already, take it away."""
        from qualkit.study import notes

        return notes.bookmark(self._session, self._resolved(document), span)

    @listing
    def bookmarks(self, document: Document | str | None = None) -> tuple[Bookmark, ...]:
        """One's own bookmarks, by document and place."""
        from qualkit.study import notes

        return notes.bookmarks(self._session, self._perhaps(document))

    def _perhaps(self, document: Document | str | None) -> Document | None:
        return None if document is None else self._resolved(document)
