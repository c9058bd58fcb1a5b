"""A survey's file before it is taken in: what its columns are taken for, what is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from textual import events
from textual.app import ComposeResult, SuspendNotSupported
from textual.containers import Container

from qualkit.core.wording import counted
from qualkit.errors import QualkitError, RefusedError
from qualkit.study import Study
from qualkit.study.survey.reports import Outcome, SurveyImport
from qualkit.tui.editor import edited, line_named
from qualkit.tui.equal import survey as equal
from qualkit.tui.keymap import Action, Where
from qualkit.tui.screens.asking import AskingScreen
from qualkit.tui.screens.base import KeyScreen
from qualkit.tui.screens.listed import ListScreen
from qualkit.tui.screens.survey.asking import SurveyAsking
from qualkit.tui.surveyed import said
from qualkit.tui.widgets.entry import EntryPane, Paragraph
from qualkit.tui.widgets.heads import Heads
from qualkit.tui.widgets.listing import Item
from qualkit.tui.widgets.painted import WIDE, label
from qualkit.tui.widgets.picker import Entry

_KINDS = (".csv", ".tsv", ".xlsx", ".sav")
_SCROLLED = 4
_BESIDE, _BELOW = 40, 45


def choose_file(screen: AskingScreen) -> None:
    """Let one choose a survey's file near the study, or type where it lies."""
    study = screen.study
    near = list(_near(study))

    def source(query: str) -> list[Entry]:
        wanted = query.strip()
        entries = [Entry(str(path), path.name, str(path.parent)) for path in near
                   if wanted.casefold() in str(path).casefold()]  # fmt: skip
        return [*entries, *([Entry(wanted, f"the file “{wanted}”")] if wanted else [])]

    def chosen(keys: tuple[str, ...]) -> None:
        path = Path(keys[0]).expanduser()
        if not path.is_file():
            screen.notice.show(f"There is no file {path}", "type where it lies, from / or ~",
                               error=True)  # fmt: skip
            return
        screen.app.push_screen(IntakeScreen(study, path))

    screen.picker.open(
        "The survey's file", source, chosen, verb="look at",
        empty="No file near: type where it lies, from / or ~",
    )  # fmt: skip


def _near(study: Study) -> Iterator[Path]:
    """Tables in the study's folders and where one stands, that are not the study's own."""
    seen: set[Path] = set()
    folders = (study.path / "survey" / "originals", study.path / "survey", study.path, Path.cwd())
    own = {study.path / "survey" / f"{each.name}.csv" for each in study.surveys()}
    for folder in folders:
        for path in sorted(folder.glob("*")) if folder.is_dir() else ():
            resolved = path.resolve()
            if path.suffix.lower() in _KINDS and path not in own and resolved not in seen:
                seen.add(resolved)
                if path.name != "roster.csv":
                    yield path


def _head(text: str, width: int) -> str:
    """A name cut or padded to a column, never touching what stands beside it."""
    return label(text, width - 1) + " "


class IntakeScreen(ListScreen):
    """Shows the guess or what would change; Enter takes the answers in."""

    WHERE = Where.INTAKE
    TITLE = "Survey › new answers"

    def __init__(self, study: Study, path: Path) -> None:
        super().__init__(study)
        self.path = path
        self.heads, self.pane = Heads(), EntryPane()
        self.report: SurveyImport | None = None
        self.why = ""
        self.take_changed = False

    def body(self) -> ComposeResult:
        """The columns, and beside or below them what is asked."""
        yield self.heads
        with Container(id="booked", classes="beside"):
            yield self.listing
            yield self.pane

    def on_mount(self) -> None:
        """Say that the file is read, then read it."""
        super().on_mount()
        self.call_after_refresh(self._look)

    def on_resize(self, event: events.Resize) -> None:
        """Place the pane where there is room."""
        self.pane.stand(event.size.width, beside=f"{_BESIDE}%", below=f"{_BELOW}%")
        self.fill()

    def _look(self) -> None:
        """See what would come of an import; nothing is written."""
        self.report, self.why = None, ""
        try:
            self.report = self.study.import_survey(
                self.path, dry_run=True, take_changed=self.take_changed
            )
        except QualkitError as error:
            self.why = said(error)
        self.settle()

    def fill(self) -> None:
        """A row for each column or run of columns."""
        found, look = self.report, self.palette
        width = self.app.size.width
        across = width - width * _BESIDE // 100 - 1 if width >= WIDE else width - 1
        column = max(18, across * 30 // 100)
        self.heads.show(f"{label('Columns', column)}taken for")
        items = []
        for number, each in enumerate(found.taken if found else ()):
            items.append(Item(f"taken {number}", ((_head(each.columns, column), look.strong),
                                                  (each.what, look.text),
                                                  (f"  {each.note}", look.quiet))))  # fmt: skip
        for number, left in enumerate(found.dropped if found else ()):
            items.append(Item(f"dropped {number}", ((_head(left.where, column), look.strong),
                                                    ("dropped", look.text),
                                                    (f"  {left.why}", look.quiet))))  # fmt: skip
        self.listing.show(items, self.why or "Reading the file …")
        parts = [self.path.name, _state(found)] if found else [self.path.name]
        self.status.show_place(parts, self.who)
        self.pane.show(str(id(found)), tuple(self._entry()) if found else ())

    def _entry(self) -> Iterator[Paragraph]:
        found, look = self.report, self.palette
        if found is None:
            return
        lead = _told(found)
        yield Paragraph(((lead, look.strong),))
        for ask in found.asked:
            where = f"line {ask.line}: " if ask.line else ""
            yield Paragraph(((f"{where}{ask.where}: ", look.strong), (ask.question, look.text)),
                            ("? ", look.error))  # fmt: skip
        if found.asked:
            yield Paragraph(((f"Answer in {found.mapping.name} and take the `ask:` lines out: e",
                              look.text),))  # fmt: skip
        yield from (Paragraph(((seen, look.quiet),), ("• ", look.quiet)) for seen in found.seen)
        if found.changed:
            names = ", ".join(f"{each.respondent} {each.column}" for each in found.changed[:12])
            kept = "taken over" if self.take_changed else "the study keeps its own; c changes that"
            yield Paragraph(((f"{counted(len(found.changed), 'answer')} not as in the study "
                              f"({kept}): {names}", look.text),))  # fmt: skip
        for told in (*found.told, *(f"left out: {x.where} ({x.why})" for x in found.left_out)):
            yield Paragraph(((told, look.text),), ("• ", look.quiet))

    def works(self, action: Action) -> bool:
        """A file that cannot be read is not taken in."""
        if action.id == "intake_confirm":
            return self.report is not None and not self.report.asked
        return True

    def do_intake_confirm(self) -> None:
        """Take the answers in: what is shown is right."""
        if self.report is None:
            raise RefusedError(self.why or "the file is still being read")
        guessed = self.report.outcome is Outcome.GUESSED
        done = self.study.import_survey(
            self.path, confirm=guessed, take_changed=self.take_changed
        )  # fmt: skip
        self.desk.equal = equal.taken_in(self.path, confirm=guessed, take_changed=self.take_changed)
        self._leave(_told(done), done.name)

    def _leave(self, saying: str, name: str) -> None:
        """Back to the survey's screen, which shows what was taken in."""
        self.desk.to_list()
        screen = self.desk.screen
        if isinstance(screen, SurveyAsking) and screen.asked.survey != name:
            screen.ask(survey=name, by=None, instrument="")
        if isinstance(screen, KeyScreen):
            screen.status.say(saying)

    def do_intake_changed(self) -> None:
        """Which answers stand where they differ."""
        self.take_changed = not self.take_changed
        self._look()
        self.status.say("The file's answers replace the study's" if self.take_changed
                        else "The study keeps its own answers")  # fmt: skip

    def do_intake_edit(self) -> None:
        """The mapping in the person's editor; it is written first, where it was only a guess."""
        if self.report is not None and self.report.outcome is Outcome.GUESSED:
            self.study.import_survey(self.path)
            self.desk.equal = equal.taken_in(self.path, confirm=False)
        mapping = self._mapping()
        if mapping is None or not mapping.exists():
            raise RefusedError(self.why or "there is no mapping yet")
        line = self.report.asked[0].line if self.report and self.report.asked else 1
        self._open(mapping, line_named(self.why) if self.why else line)
        self._look()

    def _mapping(self) -> Path | None:
        if self.report is not None:
            return self.report.mapping
        # A mapping that is wrong gives no report; the refusal names it, and it is called as the
        # file is.
        found = [p for p in (self.study.path / "survey").glob("*.yaml") if p.name in self.why]
        return found[0] if found else None

    def _open(self, mapping: Path, line: int) -> None:
        run: Callable[[], str] = lambda: edited(mapping, mapping.read_text("utf-8"), line)  # noqa: E731
        try:
            with self.app.suspend():
                run()
        except SuspendNotSupported as error:
            raise RefusedError(
                "this terminal cannot be put aside for an editor",
                f"edit {mapping} in another window, then come back",
            ) from error
        finally:
            self.app.refresh(layout=True)

    def do_intake_scroll_down(self) -> None:
        """Scroll the pane down."""
        self.pane.scroll_by(_SCROLLED)

    def do_intake_scroll_up(self) -> None:
        """Scroll the pane up."""
        self.pane.scroll_by(-_SCROLLED)


def _state(found: SurveyImport) -> str:
    if found.outcome is Outcome.GUESSED:
        return f"{counted(len(found.asked), 'question')} to answer" if found.asked else "a guess"
    return found.outcome.value


def _told(found: SurveyImport) -> str:
    """What came of it, or would."""
    if found.outcome is Outcome.GUESSED:
        return "This is a guess and nothing is taken in yet. Correct it with e, then Enter."
    if found.outcome is Outcome.UNCHANGED:
        return f"{found.name}: nothing changes; the study has all of it already"
    would = "would be " if found.dry_run else ""
    return (
        f"{found.name}: {counted(found.new, 'respondent')} {would}taken in, "
        f"{found.respondents:,} in all"
    )
