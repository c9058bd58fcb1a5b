"""All texts scanned again, in a thread; what was decided stays."""

from __future__ import annotations

from functools import partial

from textual.message import Message
from textual.worker import get_current_worker

from qualkit.core.wording import counted
from qualkit.errors import QualkitError
from qualkit.study.deidentify.scanning import Found, Prepared, keep_scan, look_through
from qualkit.study.deidentify.scanning import prepared_scan as prepared
from qualkit.tui.equal import identifiers as equal
from qualkit.tui.screens.identifiers.deciding import Deciding


class Scanning(Deciding):
    """Scans: texts are read before, gone through in a thread, and what is found is stored."""

    class Going(Message):
        """So many texts are gone through."""

        def __init__(self, done: int, of: int) -> None:
            super().__init__()
            self.done, self.of = done, of

    class Scanned(Message):
        """All texts are gone through, or an error came."""

        def __init__(
            self, prepared: Prepared, found: Found, error: QualkitError | None = None
        ) -> None:
            super().__init__()
            self.prepared, self.found, self.error = prepared, found, error

    scanning = False

    def do_identifier_scan(self) -> None:
        """Scan all texts."""
        if self.scanning:
            self.status.say("The texts are being scanned already")
            return
        texts = prepared(self.study, self._model())
        self.scanning = True
        self.status.say("Scanning …")
        self.run_worker(partial(self._scan, texts), thread=True, exclusive=True, group="scan")

    def _model(self) -> str:
        """The language model with which was scanned before, or what it found would be lost."""
        rules = {each.finding.rule for each in self.identified.found}
        models = sorted(rule for rule in rules if rule.startswith("model "))
        return models[0].removeprefix("model ") if models else ""

    def _scan(self, texts: Prepared) -> None:
        """Go through the texts, in a thread that does nothing but send messages."""
        worker = get_current_worker()

        def progress(done: int, of: int, _: str) -> None:
            if not worker.is_cancelled:
                self.post_message(self.Going(done, of))

        try:
            found = look_through(texts, progress)
        except QualkitError as error:
            self.post_message(self.Scanned(texts, {}, error))
        else:
            self.post_message(self.Scanned(texts, found))

    def on_scanning_going(self, event: Going) -> None:
        """Say how far it is."""
        if self.scanning and event.done < event.of:
            self.status.say(f"Scanning: {event.done} of {event.of} texts")

    def on_scanning_scanned(self, event: Scanned) -> None:
        """Store what was found."""
        self.scanning = False
        self.status.say("")
        with self.errors_shown():
            if event.error is not None:
                raise event.error
            report = keep_scan(self.study, event.prepared, event.found)
            self.desk.equal = equal.scanned(event.prepared.model)
            self.stale = True
            self.status.say(
                f"{counted(report.documents, 'text')} scanned: {report.new:,} new, "
                f"{report.known:,} known, {report.gone:,} found no more"
            )
        self.settle()
