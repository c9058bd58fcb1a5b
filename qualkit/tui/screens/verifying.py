"""The audit of a finished report: its quotations, what is wrong with each, the place behind it."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar
from weakref import WeakKeyDictionary

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical

from qualkit.core.audit import Audit
from qualkit.core.records import Document, Span
from qualkit.core.wording import counted
from qualkit.study import Study
from qualkit.tui.equal import verifying as equal
from qualkit.tui.keymap import Action, Where
from qualkit.tui.lines.bookentry import said
from qualkit.tui.lines.verified import Row, entry_of, item_of, rows_of
from qualkit.tui.screens.book.bookscreen import BookScreen
from qualkit.tui.widgets.heads import Heads
from qualkit.tui.widgets.picker import Entry

SUFFIXES = frozenset({".docx", ".md", ".html", ".htm", ".txt", ".pdf"})
_PATH = "another"
_SCROLLED = 4
_NONE = (
    "r chooses a finished report, from the study's exports or from anywhere. Each of its "
    "quotations is looked up in the transcripts, and held against consent, identifiers and how "
    "many participants its attribution fits."
)
_WITHOUT_REPORT = frozenset({"verify_report", "verify_minimum"})


class VerifyScreen(BookScreen):
    """Lists the quotations of one report, as the audit found them."""

    WHERE = Where.VERIFYING
    TITLE = "Verify"
    _last: ClassVar[WeakKeyDictionary[Study, tuple[Path, Audit]]] = WeakKeyDictionary()

    def __init__(self, study: Study, document: Document | None = None) -> None:
        super().__init__(study, document)
        self.heads = Heads()
        self.report: Path | None = None
        self.audit: Audit | None = None
        if study in self._last:
            self.report, self.audit = self._last[study]
        self.minimum = self.audit.minimum if self.audit else 3
        self.only_wrong = False
        self.rows: dict[str, Row] = {}

    @classmethod
    def forget(cls, study: Study) -> None:
        """Hold no report of a study any more: texts that it was held against are no more."""
        cls._last.pop(study, None)

    def body(self) -> ComposeResult:
        """What was found, the quotations, and beside or below all that is said of one."""
        yield Container(Vertical(self.heads, self.listing, id="tree"), self.pane, id="booked")

    def on_mount(self) -> None:
        """Ask for the report at once where there is none yet."""
        if self.audit is None:
            self.call_after_refresh(self.act, "verify_report")

    def _watch(self) -> None:
        """Look after no codebook: nothing here goes by it."""

    def on_resize(self, event: events.Resize) -> None:
        """The pane stands beside the list where there is room, else below it."""
        self.pane.stand(event.size.width, beside="46%", below="50%")

    def fill(self) -> None:
        """Show the quotations as they were found."""
        audit, look = self.audit, self.palette
        rows = rows_of(audit) if audit is not None else ()
        shown = [row for row in rows if row.wrong or not self.only_wrong]
        self.rows = {row.key: row for row in shown}
        empty = _NONE if audit is None else "No quotation has anything wrong: f shows all."
        self.listing.show([item_of(row, look) for row in shown], empty)
        self._head(rows)
        self.moved()

    def _head(self, rows: tuple[Row, ...]) -> None:
        audit, look = self.audit, self.palette
        if audit is None:
            self.heads.show("no report yet")
            return
        wrong = sum(row.wrong for row in rows)
        told = f"{wrong:,} of {counted(len(rows), 'row')} with findings" if wrong else "none wrong"
        only = " · only these" if self.only_wrong else ""
        self.heads.show([(f" {audit.report}", look.strong), (only, look.gutter)], f"{told} ")

    @property
    def row(self) -> Row | None:
        """The row that is highlighted."""
        return self.rows.get(self.listing.current or "")

    def moved(self) -> None:
        """All that is said of the highlighted row."""
        row, audit = self.row, self.audit
        if row is None or audit is None:
            notes = audit.notes if audit else ()
            self.pane.show("", [said(note, self.palette.text) for note in notes])
            self.status.show_place([""], self.who)
            return
        told = list(entry_of(row, self.palette))
        told += [said(f"note: {note}", self.palette.quiet) for note in audit.notes]
        self.pane.show(row.key, told)
        at = f"{self.listing.index + 1:,} of {len(self.rows):,}"
        self.status.show_place([f"at least {self.minimum} to share an attribution"], at)

    def works(self, action: Action) -> bool:
        """Nearly everything needs a report."""
        if action.id == "verify_open":
            return self.row is not None and self.row.place is not None
        needs = action.id.startswith("verify_") and action.id not in _WITHOUT_REPORT
        return self.audit is not None or not needs

    def opened(self) -> None:
        """A second click opens the place."""
        self.act("verify_open")

    def do_verify_report(self) -> None:
        """Choose a report among the files of the study, or name one."""
        files = _reports(self.study.path)
        entries = [Entry(str(path), path.name, _inside(path, self.study.path)) for path in files]
        entries.append(Entry(_PATH, "another file: type where it is", "", "+"))

        def chosen(key: str) -> None:
            if key == _PATH:
                self.ask("Report: ", "", lambda path: self.look_into(Path(path).expanduser()))
            else:
                self.look_into(Path(key))

        self.choose("Which report?", entries, chosen, verb="check")

    def look_into(self, path: Path) -> None:
        """Hold a report against the study; said before, since a long one takes a moment."""
        if path == Path():
            self.status.say("No report is named")
            return
        self.report = path

        def looking() -> None:
            self.status.say("")
            with self.errors_shown():
                self.audit = self.study.verify(path, minimum=self.minimum)
                self._last[self.study] = path, self.audit
                self.desk.equal = equal.verified(str(path), self.minimum)
                self.listing.edge(last=False)
            self.settle()

        self.status.say(f"Reading {path.name} …")
        # The timer lets the words be painted first.
        self.set_timer(0.05, looking)

    def at_hand(self) -> tuple[Path, Audit]:
        """The report and what was found, or a refusal."""
        if self.report is None or self.audit is None:
            self.refuse("no report was chosen yet", "r chooses one")
        return self.report, self.audit

    def do_verify_again(self) -> None:
        """Read the report again."""
        self.look_into(self.at_hand()[0])

    def do_verify_minimum(self) -> None:
        """Ask how many participants an attribution has to fit."""

        def answered(number: str) -> None:
            if not number.isdecimal() or int(number) < 1:
                self.refuse(f"'{number}' is no number of participants", "give 1 or more, such as 3")
            self.minimum = int(number)
            if self.report is not None:
                self.look_into(self.report)

        self.ask("An attribution fits at least so many participants: ", str(self.minimum), answered)

    def do_verify_faults(self) -> None:
        """Only what has something wrong, or all."""
        self.at_hand()
        self.only_wrong = not self.only_wrong

    def do_verify_next(self) -> None:
        """The next with something wrong."""
        keys = list(self.rows)
        here = keys.index(self.listing.current) if self.listing.current in self.rows else -1
        order = [*keys[here + 1 :], *keys[: here + 1]]
        following = next((key for key in order if self.rows[key].wrong), None)
        if following is None:
            self.status.say("Nothing is wrong here")
        else:
            self.listing.go_to(following)

    def do_verify_open(self) -> None:
        """Open the transcript at the words."""
        place = self.row.place if self.row is not None else None
        if place is None:
            self.refuse("this stands nowhere in the transcripts")
        self.desk.open_document(self.study.document(place.document), Span(place.start, place.end))

    def do_verify_write(self) -> None:
        """Write the list of findings."""
        report, audit = self.at_hand()
        done = self.study.export_audit(audit)
        self.desk.equal = equal.written(str(report), self.minimum, str(done.path), sheet=False)
        self.status.say(f"Wrote {done.path}")

    def do_verify_sheet(self) -> None:
        """Write the motivated-intruder sheet."""
        report, audit = self.at_hand()
        done = self.study.export_intruder_sheet(audit)
        self.desk.equal = equal.written(str(report), self.minimum, str(done.path), sheet=True)
        self.status.say(f"Wrote {done.path}")

    def do_verify_scroll_down(self) -> None:
        """Read on."""
        self.pane.scroll_by(_SCROLLED)

    def do_verify_scroll_up(self) -> None:
        """Read back."""
        self.pane.scroll_by(-_SCROLLED)


def _reports(folder: Path) -> list[Path]:
    """What may be a report, the newest first: files of the exports and of the study's own folder.

    Transcripts and other parts of the study lie in folders of their own.
    """
    found = [path for place in (folder / "exports", folder) if place.is_dir()
             for path in place.iterdir() if path.suffix.lower() in SUFFIXES]  # fmt: skip
    return sorted(found, key=lambda path: (-path.stat().st_mtime, path.name))


def _inside(path: Path, folder: Path) -> str:
    return str(path.parent.relative_to(folder)) if path.parent != folder else "the study's folder"
