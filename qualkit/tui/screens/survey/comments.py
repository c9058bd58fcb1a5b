"""Open answers, each beside the scores of the respondent who gave it: under the key alone."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events
from textual.app import ComposeResult
from textual.containers import Container

from qualkit.core import apa
from qualkit.core.records import Document, Span
from qualkit.errors import QualkitError
from qualkit.study import Study, reading
from qualkit.tui.keymap import Where
from qualkit.tui.screens.listed import ListScreen
from qualkit.tui.surveyed import said
from qualkit.tui.widgets.entry import EntryPane, Paragraph
from qualkit.tui.widgets.heads import Heads
from qualkit.tui.widgets.listing import Item
from qualkit.tui.widgets.painted import WIDE, label

_KEY, _LEAST, _MOST = 6, 5, 9
_WORDS = 24
_BESIDE, _BELOW = 45, 50
Scores = Mapping[str, tuple[tuple[str, str, float | None], ...]]
"""By respondent: a subscale's id, its name, the respondent's score."""


class CommentsScreen(ListScreen):
    """Lists who answered an open question; Enter opens the answer in its document."""

    WHERE = Where.COMMENTS
    TITLE = "Survey › comments and scores"

    def __init__(self, study: Study, document: Document, survey: str) -> None:
        super().__init__(study, document)
        self.survey = survey
        self.heads, self.pane = Heads(), EntryPane()
        self.turns: dict[str, list[Span]] = {}
        self._text = ""
        self._scores: Scores = {}
        self._why = ""

    def body(self) -> ComposeResult:
        """Heads, respondents, and the whole comment."""
        yield self.heads
        with Container(id="booked", classes="beside"):
            yield self.listing
            yield self.pane

    def on_mount(self) -> None:
        """Read the answers and score their respondents."""
        self._read()
        super().on_mount()

    def on_resize(self, event: events.Resize) -> None:
        """Place the pane where there is room."""
        self.pane.stand(event.size.width, beside=f"{_BESIDE}%", below=f"{_BELOW}%")
        self.fill()

    def _read(self) -> None:
        if self.document is None:
            return
        shown = self._shown = reading.of(self.study, self.document)
        for turn in shown.structure.turns:
            key = shown.structure.speakers[turn.speaker].pseudonym
            self.turns.setdefault(key, []).append(Span(turn.start, turn.end))
        self._scores, self._why = scores_of(self.study, self.survey)

    @property
    def across(self) -> int:
        """The cells that the list has."""
        width = self.app.size.width
        return width - width * _BESIDE // 100 - 1 if width >= WIDE else width - 1

    def fill(self) -> None:
        """A row for each respondent: key, as many scores as fit, the first words."""
        look = self.palette
        fit = self._columns()
        room = max(8, self.across - _KEY - sum(cells + 1 for _, cells in fit) - 3)
        heads = "".join(f" {label(name, cells)}" for name, cells in fit)
        self.heads.show(f"{label('Key', _KEY)}{heads}  own words")
        items = []
        for key in self.turns:
            own = {name: value for name, _, value in self._scores.get(key, ())}
            figures = "".join(f" {apa.decimal(own.get(name)):<{cells}}" for name, cells in fit)
            words = " ".join(self._words(key).split())
            items.append(Item(key, ((label(key, _KEY), look.strong), (figures, look.text),
                                    ("  " + label(words, room), look.text))))  # fmt: skip
        self.listing.show(items, "Nobody answered this question.")
        name = self.document.name if self.document else ""
        self.status.show_place([f"{len(items)} respondents", name], self.who)
        self.moved()

    def _columns(self) -> list[tuple[str, int]]:
        """The subscales that fit, each with its cells."""
        columns: list[tuple[str, int]] = []
        left = self.across - _KEY - _WORDS
        for name, _, _ in next(iter(self._scores.values()), ()):
            cells = max(_LEAST, min(_MOST, len(name)))
            left -= cells + 1
            if left < 0:
                break
            columns.append((name, cells))
        return columns

    def _words(self, key: str) -> str:
        return "\n".join(self._shown.read(span) for span in self.turns[key])

    def moved(self) -> None:
        """The whole comment, and every score of its respondent."""
        look, key = self.palette, self.listing.current
        if key is None:
            self.pane.show("", ())
            return
        lines = [Paragraph(((part, look.text),)) for part in self._words(key).splitlines()]
        scores = [Paragraph(((f"{name}: ", look.quiet), (apa.decimal(value), look.strong)))
                  for _, name, value in self._scores.get(key, ())]  # fmt: skip
        own = Paragraph(((f"{key}: own scores, respondent level", look.quiet),))
        if scores and self._why:
            scores.append(Paragraph(((self._why, look.quiet),)))
        tail = [own, *scores] if scores else [Paragraph(((self._why or f"{key} has no scores here",
                                                          look.quiet),))]  # fmt: skip
        self.pane.show(key, (*lines, Paragraph(), *tail))

    def opened(self) -> None:
        """A second click does what Enter does."""
        self.act("comment_open")

    def do_comment_open(self) -> None:
        """The comment in its document."""
        key = self.listing.current
        if key is not None and self.document is not None:
            self.desk.open_document(self.document, self.turns[key][0])

    def do_comment_scroll_down(self) -> None:
        """Read on."""
        self.pane.scroll_by(3)

    def do_comment_scroll_up(self) -> None:
        """Read back."""
        self.pane.scroll_by(-3)


def scores_of(study: Study, survey: str) -> tuple[Scores, str]:
    """Every respondent's score on every subscale, None where too few items were answered.

    With them why there are none of an instrument whose key is open or broken.
    """
    found: dict[str, list[tuple[str, str, float | None]]] = {}
    why: list[str] = []
    for name, _ in study.responses(survey).survey.instruments:
        try:
            scored = study.score_survey(name, survey)
        except QualkitError as error:
            why.append(said(error))
            continue
        for each in scored:
            for key, score in zip(each.respondents, each.scores.tolist(), strict=True):
                value = None if score != score else score
                found.setdefault(key, []).append((each.scale.subscale, each.scale.name, value))
    return {key: tuple(scores) for key, scores in found.items()}, " ".join(why)
