"""Codings that were made elsewhere, taken as work that is done: looked at before it is saved."""

from __future__ import annotations

from collections.abc import Sequence

from qualkit.core.team import Assignment
from qualkit.core.wording import counted
from qualkit.study import Study
from qualkit.tui.equal import team as equal
from qualkit.tui.keymap import Where
from qualkit.tui.screens.listed import ListScreen
from qualkit.tui.widgets.listing import Item
from qualkit.tui.widgets.painted import label


class InferScreen(ListScreen):
    """Lists coder, document and round of codings that nobody was assigned."""

    WHERE = Where.INFERRING
    TITLE = "Team · codings made elsewhere"

    def __init__(self, study: Study, found: Sequence[Assignment]) -> None:
        super().__init__(study)
        self._found = found

    def fill(self) -> None:
        """The list, by round."""
        look = self.palette
        names = {document.id: document.name for document in self.study.documents()}
        items, before = list[Item](), ""
        for each in self._found:
            if each.round != before:
                before = each.round
                items.append(Item("", ((f"round {each.round}", look.quiet),)))
            text = f"{label(names[each.document_id], 40)} {label(each.coder, 6)}"
            items.append(Item(each.id, ((text, look.text), (each.purpose.value, look.quiet))))
        self.listing.show(items)
        documents = len({each.document_id for each in self._found})
        self.status.show_place(
            [f"{counted(len(self._found), 'piece')} of work in {counted(documents, 'document')}",
             "Enter takes all as done, and freezes the codings as they are"], "",
        )  # fmt: skip

    def do_infer_save(self) -> None:
        """Save all of it."""
        done = self.study.infer_assignments()
        self.desk.equal = equal.inferred("")
        self.desk.to_list()
        documents = len({each.document_id for each in done})
        below = self.app.screen
        if isinstance(below, ListScreen):
            below.status.say(f"Taken as done in {counted(documents, 'document')}. u takes it back")
