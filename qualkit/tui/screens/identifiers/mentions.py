"""The mentions of one surface form, each decided by itself."""

from __future__ import annotations

from qualkit.core.records import Document
from qualkit.study import Study
from qualkit.tui.identified import Identified, Narrowed
from qualkit.tui.screens.identifiers.forms import IdentifiersScreen
from qualkit.tui.widgets.bars import TitleBar


class MentionsScreen(IdentifiersScreen):
    """As the list of forms, with a row for each mention; Enter opens the transcript there."""

    def __init__(
        self, study: Study, document: Document | None, *, form: str, words: str,
        identified: Identified, narrowed: Narrowed,
    ) -> None:  # fmt: skip
        super().__init__(study, document, form=form, identified=identified, narrowed=narrowed)
        shown = words if len(words) <= 40 else f"{words[:39]}…"
        self.title_bar = TitleBar(f"{self.TITLE} › {shown} · {study.title}", lambda: self.who)
