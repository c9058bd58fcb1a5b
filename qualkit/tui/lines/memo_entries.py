"""A memo as a row of a list and as a text to read."""

from __future__ import annotations

from datetime import datetime

from rich.style import Style

from qualkit.core.marks import Memo, MemoKind
from qualkit.tui.palette import Palette
from qualkit.tui.widgets.entry import Paragraph
from qualkit.tui.widgets.listing import Item, Piece
from qualkit.tui.widgets.painted import label

SEVERAL = {
    MemoKind.CODING: "Memos on codings",
    MemoKind.DOCUMENT: "Memos on documents",
    MemoKind.CODE: "Memos on codes",
    MemoKind.PARTICIPANT: "Memos on participants",
    MemoKind.STUDY: "Memos on the study",
    MemoKind.STAR: "Reasons for stars",
    MemoKind.COUNTER_EXAMPLE: "Counter-examples",
    MemoKind.TEAM_NOTE: "Notes for the team",
}
"""What the memos of each kind are called together."""
_KIND = max(len(kind.value) for kind in MemoKind) + 1
_TITLE = 24


def memo_item(
    memo: Memo, look: Palette, width: int, *, settled: bool, kind: bool
) -> Item:  # fmt: skip
    """One row: when, who, on what, and how it begins. A settled note is quiet, with a tick."""
    ink = look.quiet if settled else look.text
    # What a memo is about has a little more than half of what the fixed columns leave.
    title = max(_TITLE, (width - 14 - (_KIND if kind else 0)) * 11 // 20)
    begins = " ".join(memo.text.split())[:300]
    pieces: list[Piece] = [
        (f"{written(memo.at, '%d %b')}  ", look.quiet),
        (label(memo.coder, 4), look.quiet),
        *([(label(memo.kind.value, _KIND), look.quiet)] if kind else []),
        (label(memo.title, title), ink if settled else look.strong),
        ("  ✓ " if settled else "  ", ink),
        (begins or "(no words)", ink),
    ]
    return Item(memo.id, tuple(pieces))


def memo_entry(
    memo: Memo, words: str, look: Palette, *, settled: bool
) -> tuple[Paragraph, ...]:  # fmt: skip
    """The whole memo: what it is about, its words, those of its passage."""
    facts = [memo.kind.value, f"coder {memo.coder}", written(memo.at, "%Y-%m-%d %H:%M")]
    facts += ["settled"] if settled else []
    head = [_said(memo.title, look.strong), _said(" · ".join(facts), look.quiet)]
    body = [_said(part, look.text) for part in memo.text.splitlines()]
    # The passage last: it may be a page long, and the memo is what one came for.
    passage = [Paragraph(), _said(f"“{words}”", look.quiet)] if words else []
    return (*head, Paragraph(), *body, *passage)


def written(at: str, form: str) -> str:
    """A time of the log on this place's clock."""
    return datetime.fromisoformat(at).astimezone().strftime(form)


def _said(text: str, style: Style) -> Paragraph:
    return Paragraph(((text, style),))
