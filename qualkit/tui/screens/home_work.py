"""What a coder has to do, in the list of documents: done, open again, how near in training."""

from __future__ import annotations

from collections.abc import Mapping

from qualkit.core.records import Document
from qualkit.core.team import Purpose
from qualkit.study import Study
from qualkit.tui.lines.own_work import Group, OwnWork, own_work
from qualkit.tui.screens.finishing import Finishing
from qualkit.tui.widgets.listing import Listing


class HomeWork(Finishing):
    """Knows the coder's own work; the list itself is its subclass's."""

    list: Listing

    def __init__(self, study: Study) -> None:
        super().__init__(study)
        self.work: Mapping[str, OwnWork] = {}
        self.moved_once = False
        """Whether the highlight is where a person put it."""

    def read_work(self) -> None:
        """Read what the coder at work has to do, and where others' work is hidden from them."""
        coder = self.study.coder
        if not coder:
            return
        closed = frozenset(each.document.id for each in self.study.closed_documents())
        given = self.study.assignments(coder=coder)
        self.work = own_work(given, self.study.rounds(), closed)

    def work_allows(self, identity: str) -> bool:
        """Whether the highlighted document's state lets one do that."""
        if identity not in ("home_done", "home_reopen", "home_training"):
            return True
        own = self.work.get(self.list.current or "")
        group = own.group if own else Group.REST
        if identity == "home_done":
            return group in (Group.IN_PROGRESS, Group.ASSIGNED)
        return group is Group.DONE

    @property
    def document(self) -> Document | None:
        """The document under the highlight; for the subclass."""
        raise NotImplementedError

    def show_list(self) -> None:
        """Show the documents; for the subclass."""
        raise NotImplementedError

    def do_home_done(self) -> None:
        """Say that one is done with the highlighted document."""
        if (document := self.document) and self.say_done(document, "home_done"):
            self._changed(document)

    def do_home_reopen(self) -> None:
        """Go on with a document that one was done with."""
        if document := self.document:
            self.go_on(document)
            self._changed(document)

    def do_home_training(self) -> None:
        """See how near one came in one's training, in this document or in all."""
        coder, document = self.study.coder or "", self.document
        trained = [a for a in (self.own_work(document) if document else ())
                   if a.purpose is Purpose.TRAINING]  # fmt: skip
        self.show_training(coder, document if trained else None)

    def _changed(self, document: Document) -> None:
        """Show the list as it is now, with the highlight where one works on."""
        place = self.list.index
        self.moved_once = True
        self.read_work()
        self.show_list()
        self.list.index = place
        self.list.step(0)
