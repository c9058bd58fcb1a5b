"""The screen of agreement: codes, pairs, documents and rounds, each with what is said of it."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Container

from qualkit.core.records import Document
from qualkit.errors import QualkitError
from qualkit.study import Study
from qualkit.study.agreement.drift import Drift
from qualkit.study.agreement.live import Live, live_figures
from qualkit.study.agreement.question import AgreementQuestion, Documents, Source, Unit
from qualkit.study.agreement.report import AgreementReport
from qualkit.tui.equal import agreement as equal
from qualkit.tui.keymap import Action, Where
from qualkit.tui.lines import agreeing, agreement_entry
from qualkit.tui.screens.agreement_choices import AgreementChoices
from qualkit.tui.widgets.entry import EntryPane
from qualkit.tui.widgets.heads import Heads
from qualkit.tui.widgets.painted import WIDE

CODES, PAIRS, DOCUMENTS, ROUNDS = "codes", "pairs", "documents", "rounds"
VIEWS = (CODES, PAIRS, DOCUMENTS, ROUNDS)
_SCROLLED = 4
_WAIT = "Working it out …"


class AgreementScreen(AgreementChoices):
    """Shows how far coders agree; Enter goes to the passages on which they differ."""

    WHERE = Where.AGREEMENT
    TITLE = "Agreement"

    def __init__(self, study: Study, document: Document | None = None) -> None:
        super().__init__(study, document)
        self.heads = Heads()
        self.pane = EntryPane()
        self.view = CODES
        self.by = "round"
        self.question = AgreementQuestion()
        self.methods = False
        self.report: AgreementReport | None = None
        self.drift: tuple[Drift, ...] = ()
        self.why = ""
        self._live: Live | None = None
        self._asked: tuple[object, ...] = ()

    def body(self) -> ComposeResult:
        """The columns' heads, the list, and beside or below it what is said of the row."""
        yield self.heads
        with Container(id="booked", classes="beside"):
            yield self.listing
            yield self.pane

    def on_mount(self) -> None:
        """Place the pane."""
        self._place(self.app.size.width)

    def on_resize(self, event: events.Resize) -> None:
        """Place the pane where there is room."""
        self._place(event.size.width)
        self._list()

    def _place(self, width: int) -> None:
        self.pane.stand(width, beside="36%", below="38%")

    @property
    def across(self) -> int:
        """The cells that the list has."""
        width = self.app.size.width
        return width * 64 // 100 - 2 if width >= WIDE else width - 2

    def fill(self) -> None:
        """Show what is known; what is not is worked out when the screen stands."""
        if self.report is None and not self.why:
            self.listing.show((), _WAIT)
            self.call_after_refresh(self._answer)
            return
        self._ask()
        self._list()

    def _answer(self) -> None:
        self._ask()
        self._list()
        self.show_keys()

    def _ask(self) -> None:
        """Ask the study; what it refuses is what the list says.

        Asked after every action: where nothing was written since, the answer is kept.
        """
        self.why = ""
        asked = (self.question, self.view == ROUNDS, self.by)
        if asked != self._asked:
            self._asked = asked
            drifted = equal.drifted(self.question, self.by)
            self.desk.equal = drifted if self.view == ROUNDS else equal.asked(self.question)
        try:
            if self.view == ROUNDS:
                self.drift = self.study.agreement_over_time(self.question, by=self.by)
            self.report = self._figures()
        except QualkitError as error:
            self.report, self.drift = None, ()
            self.why = f"{error.message}. {error.hint or ''}"

    def _figures(self) -> AgreementReport:
        if self.question.source is Source.INDEPENDENT:
            return self.study.agreement(self.question)
        if self._live is None or self._live.question != self.question:
            self._live = live_figures(self.study, self.question)
        report = self._live.refresh()
        if self._live.partial:
            # The codes that an edit changed are shown at once, the rest a moment later.
            self.set_timer(0.3, self._settle_figures)
        return report

    def _settle_figures(self) -> None:
        if self._live is not None and self._live.partial:
            self.report = self._live.settle()
            self._list()

    def _list(self) -> None:
        look, report = self.palette, self.report
        if report is None:
            self.heads.show("")
            self.listing.show((), self.why or _WAIT)
            self.pane.show("", ())
            self.status.show_place([self.view], self.who)
            return
        if self.view == CODES:
            self.heads.show(agreeing.heads(self.across))
            self.listing.show(
                [agreeing.code_item(code, look, self.across) for code in report.codes],
                "Nobody used a code in these documents.",
            )
        elif self.view == PAIRS:
            self.heads.show("Pooled kappa of every two coders")
            self.listing.show(agreeing.pair_items(report, look), "")
        elif self.view == DOCUMENTS:
            self.heads.show(agreeing.heat_heads(report, self.across))
            self.listing.show(agreeing.heat_items(report, look, self.across), "")
        else:
            self.heads.show(f"By {self.by}" + " " * 20 + "pooled kappa")
            self.listing.show(agreeing.drift_items(self.drift, look), "")
        self.status.show_place(self._where(report), self.who)
        self.moved()

    def _where(self, report: AgreementReport) -> list[str]:
        question = self.question
        parts = [self.view, f"round {', '.join(report.rounds)}"]
        parts += [", ".join(report.raters), f"{len(report.documents)} documents"]
        parts += [question.unit.value] if question.unit is not Unit.CHARACTER else []
        parts += ["as they are now"] if question.source is Source.CURRENT else []
        parts += ["all documents"] if question.documents is Documents.ALL else []
        return parts

    def moved(self) -> None:
        """Say what there is to say of the highlighted row."""
        report, look = self.report, self.palette
        if report is None:
            return
        if self.methods:
            self.pane.show("methods", agreement_entry.methods_entry(report, look))
            return
        key = self.listing.current or ""
        drift = next((d for d in self.drift if d.name == key and self.view == ROUNDS), None)
        if drift is not None:
            self.pane.show(f"drift {key}", agreement_entry.drift_entry(drift, look))
            return
        code = report.code(key)
        if code is not None and self.view in (CODES, DOCUMENTS):
            said = agreement_entry.code_entry(code, look)
            if self.view == DOCUMENTS:
                said = agreement_entry.cells_entry(report, code, look)
            self.pane.show(f"{self.view} {key}", said)
            return
        pair = next((p for p in report.overall.pairs if key == f"pair {','.join(p.coders)}"), None)
        if pair is not None:
            self.pane.show(key, agreement_entry.pair_entry(report, pair, look))
        else:
            self.pane.show("overall", agreement_entry.overall_entry(report, look))

    def opened(self) -> None:
        """A second click does what Enter does."""
        self.act("agree_open")

    def works(self, action: Action) -> bool:
        """What needs figures only where there are some."""
        return self.report is not None or action.id in ("agree_round", "agree_view")

    def do_agree_open(self) -> None:
        """Go to the passages behind the row."""
        report, key = self.report, self.listing.current or ""
        if report is None:
            self.status.say("There is nothing to compare yet")
            return
        from qualkit.tui.screens.differences import DifferencesScreen

        pair = next((p for p in report.overall.pairs if key == f"pair {','.join(p.coders)}"), None)
        code = key if report.code(key) else ""
        self.app.push_screen(
            DifferencesScreen(
                self.study, self.document, round_name=self._round_of(key), code=code,
                pair=pair.coders if pair else (),
            )
        )  # fmt: skip

    def _round_of(self, key: str) -> str:
        report = self.report
        if report is None:
            return ""
        if self.view == ROUNDS and self.by == "round":
            return key
        return report.rounds[0] if len(report.rounds) == 1 else ""

    def do_agree_codes(self) -> None:
        """Code by code."""
        self._show(CODES)

    def do_agree_pairs(self) -> None:
        """Every two coders."""
        self._show(PAIRS)

    def do_agree_documents(self) -> None:
        """Each code in each document."""
        self._show(DOCUMENTS)

    def do_agree_rounds(self) -> None:
        """Round by round."""
        self._show(ROUNDS)

    def show_rounds(self) -> None:
        """The view of rounds, or of weeks."""
        self._show(ROUNDS)

    def do_agree_view(self) -> None:
        """The next view."""
        self._show(VIEWS[(VIEWS.index(self.view) + 1) % len(VIEWS)])

    def _show(self, view: str) -> None:
        self.view, self.methods = view, False
        self.listing.index = 0

    def do_agree_sentence(self) -> None:
        """The sentence for the methods section, in the pane; again: away."""
        self.methods = not self.methods
        self.moved()

    def do_agree_write(self) -> None:
        """Write the table that is shown as a Word file."""
        table = {PAIRS: PAIRS, DOCUMENTS: DOCUMENTS}.get(self.view, CODES)
        done = self.study.export_agreement(question=self.question, table=table)
        self.desk.equal = equal.written(self.question, str(done.path))
        self.status.say(f"Wrote {done.path}")

    def do_agree_scroll_down(self) -> None:
        """Scroll the pane down."""
        self.pane.scroll_by(_SCROLLED)

    def do_agree_scroll_up(self) -> None:
        """Scroll the pane up."""
        self.pane.scroll_by(-_SCROLLED)
