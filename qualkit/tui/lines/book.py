"""How the codebook is told on its screens: letters and colours, counts, and where words stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from qualkit.core.codebook import Code, Codebook, Status
from qualkit.core.layout import gutter
from qualkit.core.letters import code_letters
from qualkit.core.records import Coding, Span, TextVersion
from qualkit.core.speech import Speech
from qualkit.study import Study, reading
from qualkit.tui.paint import Look
from qualkit.tui.palette import code_colour


def looks(book: Codebook) -> dict[str, Look]:
    """Code id to its letter and colour, the same as on the coding screen."""
    letters = code_letters(placed.code for placed in book.walk())
    return {
        placed.code.id: Look(letters[placed.code.id], code_colour(placed.code.colour, number))
        for number, placed in enumerate(book.walk())
    }


def state(book: Codebook, code: Code, private: Mapping[str, str]) -> str:
    """What a code is besides a code in use, in words; "" for an active one.

    `private` maps the private drafts to their coder, "" for the coder at work.
    """
    if code.status is Status.MERGED:
        into = book.code(code.merged_into)
        return f"merged into {into.name if into else code.merged_into}"
    if code.status is Status.RETIRED:
        return "retired"
    if code.id in private:
        return f"private draft of {private[code.id]}" if private[code.id] else "private draft"
    if not code.codable:
        return "folder"
    return "draft" if code.status is Status.DRAFT else ""


def split_parts(study: Study, code: str) -> tuple[str, ...]:
    """The ids of the parts into which a code was split last, as the log has them."""
    for change in study.history(limit=None):
        facts = dict(change.facts)
        if change.action.startswith("split code") and facts.get("code") == code:
            return tuple(part for part in facts.get("parts", "").split(", ") if part)
    return ()


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of a coding with what is said around them in the same turn."""

    document: str
    turn: int
    speaker: str
    before: str
    words: str
    after: str


class InDocument(Protocol):
    """Something that lies in a document: a coding, a difference."""

    @property
    def document_id(self) -> str:
        """The document's id."""


class Passages:
    """Finds the words of codings; each text is read once."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._names = {document.id: document.name for document in study.documents()}
        self._short = _shortened(list(self._names.values()))
        self._texts: dict[str, tuple[TextVersion, Speech]] = {}

    def name(self, coding: InDocument) -> str:
        """The document's name."""
        return self._names.get(coding.document_id, coding.document_id)

    def short(self, coding: InDocument) -> str:
        """The first word of the document's name where that tells it from the others."""
        return self._short.get(self.name(coding), self.name(coding))

    def of(self, coding: Coding, around: int) -> Passage:
        """The coding's words and so many characters around them in the same turn.

        In an older text of the document the words alone.
        """
        version, speech = self._text(coding.document_id)
        if version.id != coding.version_id:
            words = self._study.words_of((coding,))[0]
            return Passage(self.name(coding), 0, "", "", _flat(words), "")
        span, structure = speech.masks.widened(coding.span), version.structure
        turn = next((number for number, _, _ in speech.parts(span.start, span.end)), -1)
        number, speaker = 0, ""
        start, end = max(0, span.start - around), min(len(version.text), span.end + around)
        if 0 <= turn < len(structure.turns):
            here = structure.turns[turn]
            number, speaker = turn + 1, gutter(structure.speakers[here.speaker])
            start = max(start, min(here.start, span.start))
            end = max(span.end, min(end, here.end))
            cut_before, cut_after = start > here.start, end < here.end
        else:
            cut_before, cut_after = start > 0, end < len(version.text)
        before = _said(speech, start, span.start)
        after = _said(speech, span.end, end)
        if cut_before and before:
            before = "… " + before.partition(" ")[2]
        if cut_after and after:
            after = after.rpartition(" ")[0] + " …"
        return Passage(self.name(coding), number, speaker, before, _flat(speech.said(span)), after)

    def _text(self, document_id: str) -> tuple[TextVersion, Speech]:
        if document_id not in self._texts:
            shown = reading.of(self._study, self._study.document(document_id))
            self._texts[document_id] = shown.version, shown.speech()
        return self._texts[document_id]


def _shortened(names: list[str]) -> dict[str, str]:
    heads = [name.split()[0] for name in names]
    return {
        name: (head if heads.count(head) == 1 else name).rpartition(".")[0] or head
        for name, head in zip(names, heads, strict=True)
    }


def _said(speech: Speech, start: int, end: int) -> str:
    return _flat(speech.said(Span(start, end))) if start < end else ""


def _flat(text: str) -> str:
    """On one line; a space at either end stays, so that words next to each other keep apart."""
    squeezed = " ".join(text.split())
    head = " " if text[:1].isspace() and squeezed else ""
    tail = " " if text[-1:].isspace() and squeezed else ""
    return f"{head}{squeezed}{tail}"
