"""Everything of one kind that stands against quotations, with the place of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qualkit.core.clearing import Against, Objection
from qualkit.core.deidentifying import State
from qualkit.core.records import Coding, Document, Layer, Span
from qualkit.core.wording import some
from qualkit.study import Study
from qualkit.tui.identified import Narrowed
from qualkit.tui.keymap import Action, Where
from qualkit.tui.lines.book import Passages
from qualkit.tui.lines.bookentry import passage_entry, said
from qualkit.tui.lines.person_rows import objection_items
from qualkit.tui.screens.participants.sided import Sided
from qualkit.tui.widgets.bars import TitleBar
from qualkit.tui.widgets.entry import Paragraph

_AROUND = 200


class ObjectionsScreen(Sided):
    """Lists objections of one kind; Enter opens the transcript, i what waits in it."""

    WHERE = Where.OBJECTIONS
    TITLE = "Export gate"
    KIND = "objection"
    BELOW = "50%"

    def __init__(
        self, study: Study, document: Document | None, kind: Against, found: Sequence[Objection]
    ) -> None:
        super().__init__(study, document)
        self.kind, self.found = kind, found
        self.title_bar = TitleBar(f"{self.TITLE} › {kind.value} · {study.title}", lambda: self.who)
        self._documents: dict[str, Document] = {}
        self._passages = Passages(study)

    def read(self) -> None:
        """Read what the documents are called."""
        self.read_book()
        self._documents = {each.name: each for each in self.study.documents()}
        self._passages = Passages(self.study)

    def show_rows(self) -> None:
        """Show where each stands."""
        short = {
            name: self._passages.short(_coding(Objection(self.kind, ""), each))
            for name, each in self._documents.items()
        }
        self.listing.show(objection_items(self.found, short, self.code_name, self.palette))
        self.heads.show([(f" {self.kind.value}", self.palette.strong)], f"{len(self.found):,} ")
        self.moved()

    @property
    def objection(self) -> Objection | None:
        """The highlighted one."""
        key = self.listing.current
        return self.found[int(key)] if key else None

    def moved(self) -> None:
        """What is said, and the passage with what stands around it."""
        self.pane.show(self.listing.current or "", tuple(self._story()))
        self.place("quotations" if self._place else "attributions")

    @property
    def _place(self) -> Document | None:
        """The document of the highlighted one; None where it is about the whole file."""
        return self._documents.get(self.objection.document) if self.objection else None

    def _story(self) -> Iterator[Paragraph]:
        look, each, document = self.palette, self.objection, self._place
        if each is None:
            return
        yield said(each.said, look.strong)
        if each.people:
            yield said(f"about {some(each.people, 20)}", look.quiet)
        if document is not None and each.start < each.end:
            if each.code:
                yield said(self.code_name(each.code), look.quiet)
            yield from passage_entry(self._passages.of(_coding(each, document), _AROUND), look)

    def works(self, action: Action) -> bool:
        """The transcript where there is one."""
        return action.id != "objection_open" or self._place is not None

    def do_objection_open(self) -> None:
        """Open the transcript there."""
        each, document = self.objection, self._place
        if each is None or document is None:
            self.refuse("this is about the whole file", "qualkit attributions lists what prints")
        self.desk.open_document(document, Span(each.start, each.end))

    def do_objection_identifiers(self) -> None:
        """What waits in that text; where it is about the whole file, everything."""
        from qualkit.tui.screens.identifiers.forms import IdentifiersScreen

        waiting = State.REVIEW.value
        place = self._place
        narrowed = Narrowed(state=waiting, document=place.name) if place else Narrowed()
        self.app.push_screen(IdentifiersScreen(self.study, self.document, narrowed=narrowed))

    def do_objection_scroll_down(self) -> None:
        """Read on."""
        self.scroll(down=True)

    def do_objection_scroll_up(self) -> None:
        """Read back."""
        self.scroll(down=False)


def _coding(each: Objection, document: Document) -> Coding:
    """The place of an objection, as passages are looked up."""
    span = Span(each.start, max(each.end, each.start + 1))
    return Coding(
        "", document.id, document.version_id, Layer.CODER, "", "", each.code, span, "", ""
    )
