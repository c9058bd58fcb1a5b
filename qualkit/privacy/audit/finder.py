"""The quotations of a report: between marks, across paragraphs, set apart, in tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from qualkit.core.audit import QUOTING, Cell, Paragraph, Part, Quotation, Setting
from qualkit.core.report import INTERNAL, NOT_DEIDENTIFIED, WORKING_COPY
from qualkit.privacy.audit.marks import Marked, marked, signs

_STAMPS = (NOT_DEIDENTIFIED, INTERNAL, WORKING_COPY)
# So many further paragraphs an unclosed quotation is followed to its closing mark.
_FURTHER = 12
_LEAD = 240

_IN_BRACKETS = re.compile(r"\s*[.,;:]?\s*\(([^()]{2,160})\)")
_AFTER_DASH = re.compile(r"\s*[.,;]?\s*[-–—]{1,2}\s*([^\s-][^“”\"]{1,120}?)\s*(?:[.;]|$)")
_SAID = re.compile(
    r"\s*,?\s*((?:said|says|explained|told|reported|added|according to|in the words of)\b"
    r"[^.“”\"]{1,120})",
    re.IGNORECASE,
)
_LABEL_ALONE = re.compile(r"\s*(?:\(([^()]{2,160})\)\.?|[-–—]{1,2}\s*([^\s-].{1,120}))\s*\Z")
_BLOCK_TAIL = re.compile(
    r"(?s)(.*?\S)\s*(?:\(([^()]{2,160})\)\s*\.?|\s[-–—]{1,2}\s*((?:[A-Z]|P?\d)[^–—\n]{1,100}))\s*\Z"
)
# Our own tables say under a quotation where it stands: `INT-01 nurse.docx, turn 8`.
_LOCATOR = re.compile(r"(?:\n|(?<=\))\s)[^\n()]{1,200}(?:, turn \d+|\.\w{2,5})\s*\Z")
_SENTENCE_END = re.compile(r"[.!?]['’\")]?\s+")
_TURN_LABEL = re.compile(r"\s*[\w.'’ -]{1,24}:\s")
_QUOTE_HEAD = re.compile(r"quot|verbatim|extract|own words|example from", re.IGNORECASE)
_LABEL_HEAD = re.compile(r"attribut|\bparticipant\b|speaker|\bwho\b|^source$", re.IGNORECASE)


def quotations(paragraphs: Sequence[Paragraph]) -> list[Quotation]:
    """Everything that the report presents as somebody's words, in its order."""
    return list(_Finder([p for p in paragraphs if p.part in QUOTING]).all())


@dataclass(frozen=True, slots=True)
class _End:
    """Where an unclosed quotation ends: in which paragraph, and at which character of it."""

    paragraph: int
    end: int


class _Finder:
    """Goes through the paragraphs once; what belongs to a quotation is not looked at again."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._paragraphs = paragraphs
        self._heads = {
            (p.cell.table, p.cell.column): p.text
            for p in paragraphs
            if p.cell is not None and p.cell.row == 0
        }
        self._at = 0
        self._from = 0

    def all(self) -> Iterator[Quotation]:
        """The quotations."""
        while self._at < len(self._paragraphs):
            here = self._paragraphs[self._at]
            if self._from:
                yield from self._running()
            elif self._is_quoting_cell(here):
                yield from self._cell()
            elif here.text.strip() in _STAMPS:
                self._at += 1
            elif here.setting is not Setting.PLAIN and not _starts_marked(here.text):
                yield from self._block()
            else:
                yield from self._running()

    # Between marks

    def _running(self) -> Iterator[Quotation]:
        here = self._paragraphs[self._at]
        start = self._from
        self._from = 0
        number = self._at
        self._at += 1
        found = marked(here.text[start:])
        before = start
        for place, each in enumerate(found):
            moved = Marked(each.start + start, each.end + start if each.end else None, each.double)
            if moved.end is None:
                yield self._unclosed(number, moved, before)
                return
            after = found[place + 1].start + start - 1 if place + 1 < len(found) else None
            made = self._made(number, moved.start, before, _End(number, moved.end), after)
            yield replace(made, single=not each.double)
            before = moved.end + 1

    def _unclosed(self, number: int, opened: Marked, before: int) -> Quotation:
        """A quotation that its paragraph does not close: it goes on, or was never closed."""
        parts = [self._paragraphs[number].text[opened.start :]]
        reopened = True
        for further in range(number + 1, min(number + 1 + _FURTHER, len(self._paragraphs))):
            text = self._paragraphs[further].text
            if self._paragraphs[further].cell != self._paragraphs[number].cell:
                break
            first = next((s for s in signs(text) if s.double), None)
            # A single mark that nothing closes is an apostrophe: 'Past ten, he said.
            inner = next(iter(marked(text)), None) if _starts_marked(text) else None
            begins = inner is not None
            if first is None and not begins:
                parts.append(text)
                reopened = False
                continue
            if begins and not reopened:
                break
            # By the books each paragraph of a quotation opens anew, and only the last one closes.
            if not begins and first is not None and first.opens:
                break
            start = inner.start if inner else 0
            end = inner.end if inner else first.at if first else None
            parts.append(text[start : end if end is not None else len(text)])
            if end is not None:
                return self._joined(number, opened, before, _End(further, end), parts, reopened)
        return self._made(
            number, opened.start, before, _End(number, len(self._paragraphs[number].text)), None
        )

    def _joined(
        self, number: int, opened: Marked, before: int, end: _End, parts: list[str], reopened: bool
    ) -> Quotation:
        made = self._made(number, opened.start, before, end, None)
        # What else stands in the last paragraph is looked at next.
        if self._at <= end.paragraph + 1:
            self._at, self._from = end.paragraph, end.end + 1
        return replace(made, text="\n".join(parts), parts=tuple(parts) if reopened else ())

    def _made(
        self, number: int, start: int, before: int, end: _End, after: int | None
    ) -> Quotation:
        here = self._paragraphs[number]
        tail = self._paragraphs[end.paragraph].text[end.end + 1 : after]
        label = self._label(tail, end.paragraph)
        lead = here.text[before : max(before, start - 1)]
        if not lead.strip(" \t(") or _TURN_LABEL.fullmatch(f"{lead} "):
            lead = self._lead_before(number) if before == 0 else ""
        return Quotation(
            here.text[start : end.end] if end.paragraph == number else "",
            here.place, label, _last_sentence(lead), listed=here.cell is not None,
        )  # fmt: skip

    def _label(self, tail: str, number: int) -> str:
        for pattern in (_IN_BRACKETS, _AFTER_DASH, _SAID):
            if found := pattern.match(tail):
                return found[1].strip()
        if tail.strip(" .,;\t\n") or not (alone := self._label_alone(number + 1)):
            return ""
        self._at = max(self._at, number + 2)
        return alone

    def _label_alone(self, number: int) -> str:
        if number >= len(self._paragraphs):
            return ""
        found = _LABEL_ALONE.match(self._paragraphs[number].text)
        return (found[1] or found[2]).strip() if found else ""

    def _lead_before(self, number: int) -> str:
        if number == 0:
            return ""
        text = self._paragraphs[number - 1].text.rstrip()
        return text if text.endswith((":", ",", "–", "—")) else ""

    # Set apart

    def _block(self) -> Iterator[Quotation]:
        first = self._paragraphs[self._at]
        lead = _last_sentence(self._lead_before(self._at))
        parts: list[str] = []
        label = ""
        while self._at < len(self._paragraphs) and not label:
            here = self._paragraphs[self._at]
            if parts and (here.setting is not first.setting or _starts_marked(here.text)):
                break
            if parts and (label := self._label_alone(self._at)):
                self._at += 1
                break
            text, label = split_tail(here.text)
            parts.append(text)
            self._at += 1
        if not label and (label := self._label_alone(self._at)):
            self._at += 1
        yield Quotation(
            "\n".join(parts), first.place, label, lead, first.setting is Setting.QUOTED,
            block=True, parts=tuple(parts) if len(parts) > 1 else (),
            listed=first.cell is not None,
        )  # fmt: skip

    # In tables

    def _is_quoting_cell(self, paragraph: Paragraph) -> bool:
        cell = paragraph.cell
        if cell is None or cell.row == 0 or paragraph.part is not Part.CELL:
            return False
        return bool(_QUOTE_HEAD.search(self._heads.get((cell.table, cell.column), "")))

    def _cell(self) -> Iterator[Quotation]:
        first = self._paragraphs[self._at]
        end = self._at
        while end < len(self._paragraphs) and self._paragraphs[end].cell == first.cell:
            end += 1
        text = "\n".join(p.text for p in self._paragraphs[self._at : end])
        text = _LOCATOR.sub("", text)
        label = self._label_in_row(first.cell)
        inner = [m for m in marked(text) if m.double and m.end is not None]
        covered = sum((m.end or 0) - m.start for m in inner)
        if covered < len(text) / 2:
            self._at = end
            words, own = split_tail(text)
            yield Quotation(words, first.place, label or own, block=True, listed=True)
            return
        for made in self._cells_marked(end):
            yield replace(made, label=made.label or label)

    def _cells_marked(self, end: int) -> Iterator[Quotation]:
        while self._at < end:
            yield from self._running()

    def _label_in_row(self, cell: Cell | None) -> str:
        if cell is None:
            return ""
        return "; ".join(
            p.text.strip().strip("()")
            for p in self._paragraphs
            if p.cell is not None
            and (p.cell.table, p.cell.row) == (cell.table, cell.row)
            and _LABEL_HEAD.search(head := self._heads.get((p.cell.table, p.cell.column), ""))
            and not _QUOTE_HEAD.search(head)
        )


def split_tail(text: str) -> tuple[str, str]:
    """A quotation without marks, and the attribution at its end; "" for none."""
    found = _BLOCK_TAIL.match(text)
    if not found or not (label := found[2] or found[3]):
        return text, ""
    return (found[1], label.strip()) if len(label.split()) <= 16 else (text, "")


def _starts_marked(text: str) -> bool:
    """Whether a paragraph begins with an opening double mark, after a speaker's label perhaps."""
    label = _TURN_LABEL.match(text)
    skipped = label.end() if label else 0
    head = text[skipped : skipped + 3].lstrip()
    return bool(head) and any(
        sign.opens and sign.at <= skipped + 2 for sign in signs(text[: skipped + 40])
    )


def _last_sentence(text: str) -> str:
    text = text[-_LEAD:]
    ends = [found.end() for found in _SENTENCE_END.finditer(text)]
    return text[ends[-1] :].strip() if ends else text.strip()
