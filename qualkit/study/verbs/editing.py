"""The codebook edited: codes and themes added, changed, moved, merged, split, retired."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from qualkit.core.records import Change
from qualkit.study.frames.listing import lookup
from qualkit.study.verbs.base import Verbs

if TYPE_CHECKING:
    from qualkit.core.codebook import Code, Theme
    from qualkit.study.counting import CodeCount
    from qualkit.study.second_look import SecondLook


class EditingVerbs(Verbs):
    """The codebook edited: codes and themes added, changed, moved, merged, split, retired.

    Codes and themes are named by id or name. Every edit touches only the lines concerned, is one
    action of the coder at work, and is taken back by `undo` as long as nobody changed the file.
    """

    def add_code(self, code: Code) -> Change:
        """Write a new code into the codebook, at the end of its list."""
        from qualkit.study import editing

        return editing.add_code(self._session, code)

    def add_theme(self, theme: Theme) -> Change:
        """Write a new theme into the codebook, at the end of its list."""
        from qualkit.study import editing

        return editing.add_theme(self._session, theme)

    def edit_code(
        self, code_id: str, *, editorial: bool = False, why: str = "", **fields: Any
    ) -> Change:
        """Set fields of a code; a changed rule is a new version (unless editorial), with a line in
        the code's history that says `why`."""
        from qualkit.study import editing

        return editing.edit_code(
            self._session, code_id, editorial=editorial, why=why, **fields
        )  # fmt: skip

    def edit_theme(self, theme_id: str, *, editorial: bool = False, **fields: Any) -> Change:
        """Set fields of a theme: its name, statement, definition, aliases, links."""
        from qualkit.study import editing

        return editing.edit_theme(self._session, theme_id, editorial=editorial, **fields)

    def rename_code(self, code_id: str, name: str) -> Change:
        """Give a code another name; its id, on which codings hang, stays."""
        from qualkit.study import editing

        return editing.edit_code(self._session, code_id, action="rename code", name=name)

    def move_code(
        self, code_id: str, *, theme: str | None = None, parent: str | None = None,
        before: str | None = None,
    ) -> Change:  # fmt: skip
        """Put a code, with all under it, into a theme ("": unsorted), under a code, before one."""
        from qualkit.study import arranging

        return arranging.move_code(
            self._session, code_id, theme=theme, parent=parent, before=before
        )  # fmt: skip

    def merge_codes(self, source_id: str, into_id: str) -> Change:
        """Merge a code into another: what is coded with it counts for the other from now on."""
        from qualkit.study import editing

        return editing.merge_codes(self._session, source_id, into_id)

    def split_code(self, code_id: str, parts: Sequence[str]) -> Change:
        """Make the parts of a code as drafts beside it; its codings are then sent to them."""
        from qualkit.study import editing

        return editing.split_code(self._session, code_id, parts)

    def retire_code(self, code_id: str) -> Change:
        """Take a code out of use; what is coded with it stays."""
        from qualkit.study import editing

        return editing.retire_code(self._session, code_id)

    def revive_code(self, code_id: str) -> Change:
        """Bring a retired or merged code back into use."""
        from qualkit.study import editing

        return editing.revive_code(self._session, code_id)

    @lookup
    def code_counts(self) -> Mapping[str, CodeCount]:
        """Code id to its own codings, references and participants; one's own alone while blind."""
        from qualkit.study import counting

        return counting.code_counts(self._session)

    def second_look(self) -> tuple[SecondLook, ...]:
        """The codings of the coder at work that were made under an older rule."""
        from qualkit.study import second_look

        return second_look.second_look(self._session)

    def second_look_count(self) -> int:
        """How many codings of the coder at work were made under an older rule."""
        from qualkit.study import second_look

        return second_look.second_look_count(self._session)

    def confirm_coding(self, *coding_ids: str) -> Change:
        """Note that codings still fit: they count as made under today's version."""
        from qualkit.study import second_look

        return second_look.confirm_coding(self._session, coding_ids)

    def codebook_source(self) -> str:
        """The text of the codebook's file, to be edited and given to `save_codebook_source`."""
        from qualkit.study import codebook_source

        return codebook_source.given(self._session)

    def save_codebook_source(
        self, text: str, *, editorial: bool = False, was: str | None = None
    ) -> Change:
        """Make an edited text the codebook; refused with its line where it is wrong, and where
        the file is not as it `was` when the edit began."""
        from qualkit.study import codebook_source

        return codebook_source.save(self._session, text, editorial=editorial, was=was)
