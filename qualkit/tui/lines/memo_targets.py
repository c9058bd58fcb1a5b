"""What a memo can be about, as lines of a picker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qualkit.core.codebook import Codebook
from qualkit.core.marks import MemoKind
from qualkit.core.ranking import Ranker
from qualkit.study import Study
from qualkit.tui.widgets.picker import Entry

KINDS = (MemoKind.DOCUMENT, MemoKind.CODE, MemoKind.PARTICIPANT, MemoKind.STUDY)
"""The kinds of thing that have memos of their own, one for each coder."""


@dataclass(frozen=True, slots=True)
class Target:
    """Something that can have a memo of its own: what it is, its id, what it is called."""

    kind: MemoKind
    id: str
    title: str

    @property
    def key(self) -> str:
        """The key of its line in the picker."""
        return f"{self.kind.value} {self.id}"


class Targets:
    """What is offered at once, and every code by typing; each with the coder's memo so far."""

    def __init__(
        self, study: Study, near: Sequence[Target], book: Codebook | None, recent: Sequence[str]
    ) -> None:
        self._book, self._recent = book, recent
        coder = study.coder or ""
        self._texts = {
            Target(memo.kind, memo.target, "").key: memo.text
            for kind in KINDS
            for memo in study.memos(kind, coder=coder)
        }
        self._known = {target.key: target for target in near}
        self._near = [self._entry(target) for target in self._known.values()]
        self._ranker = Ranker([(entry.title, (entry.aside,)) for entry in self._near])

    def __getitem__(self, key: str) -> Target:
        return self._known[key]

    def text(self, key: str) -> str:
        """What the coder has written on it; "" where nothing."""
        return self._texts.get(key, "")

    def __call__(self, query: str) -> list[Entry]:
        """The lines that match what was typed, best first."""
        found = [self._near[place] for place in self._ranker.rank(query)]
        if not query.strip() or self._book is None:
            return found
        shown = {entry.key for entry in found}
        for code in self._book.rank(query, self._recent):
            target = Target(MemoKind.CODE, code.id, code.name)
            if target.key not in shown:
                found.append(self._entry(self._known.setdefault(target.key, target)))
        return found

    def _entry(self, target: Target) -> Entry:
        text = self.text(target.key)
        aside = f"{target.kind.value}{'  ✎' if text else ''}"
        return Entry(target.key, target.title, aside, detail=(text,) if text else ())
