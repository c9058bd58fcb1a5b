"""What the export gate says of all quotations as they are now, kind by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from qualkit.core.clearing import Against, Clearance, Objection
from qualkit.core.records import Document
from qualkit.core.wording import counted, some
from qualkit.study import Study
from qualkit.tui.equal import participants as equal
from qualkit.tui.keymap import Action, Where
from qualkit.tui.lines.bookentry import BLANK, said
from qualkit.tui.lines.person_rows import kind_items, weight
from qualkit.tui.screens.participants.sided import Sided
from qualkit.tui.widgets.entry import Paragraph

_CLEAR = "Nothing stands against any quotation."
_ASKING = "The gate is being asked …"
_NEEDS = frozenset({"gate_open", "gate_write"})
_SAYS = {
    Against.WITHDRAWN: "They took their consent back: W on the list of participants removes them.",
    Against.REFUSED: "They agreed to no quotation: nothing overrules that.",
    Against.PARAPHRASE: "They may be given in other words: $ on the transcript writes them.",
    Against.EMBARGO: "Not before a day that was agreed on.",
    Against.AUDIENCE: "They agreed to a narrower circle of readers.",
    Against.UNRECORDED: "Nobody wrote down what they agreed to: fill in participants.csv.",
    Against.UNSCANNED: "Nobody looked for names there yet: i, then S, scans all texts.",
    Against.OPEN: "Something beside or in it may say who somebody is: i decides on it.",
    Against.DISCLOSURE: "Too few share what prints: qualkit attributions says what helps.",
    Against.LEAK: "A name of the roster would stand in the file: i decides on it.",
    Against.DUPLICATE: "The same words twice under one theme.",
    Against.NEAR_DUPLICATE: "Nearly the same words twice under one theme.",
    Against.BALANCE: "One voice is heard for many.",
    Against.ONE_TEAM: "Everybody knows everybody there.",
}


class GateScreen(Sided):
    """Lists kinds of objections: what blocks, then what stays behind, then what to look at."""

    WHERE = Where.GATE
    TITLE = "Participants › Export gate"
    KIND = "gate"
    BELOW = "50%"

    def __init__(self, study: Study, document: Document | None = None, readers: str = "") -> None:
        super().__init__(study, document)
        self.readers = readers
        self.clearance: Clearance | None = None
        self._by_kind: dict[Against, list[Objection]] = {}
        self._asked_at = ""

    def outdated(self) -> bool:
        """Ask again only where something was done: of a large study it takes seconds."""
        return self._asked_at != self._now()

    def _now(self) -> str:
        return next((each.id for each in self.study.history(limit=1)), "")

    def read(self) -> None:
        """Ask the gate; the timer lets be painted first that it is asked."""
        self.clearance, self._asked_at = None, self._now()
        self.set_timer(0.05, self._ask)

    def _ask(self) -> None:
        with self.errors_shown():
            self.clearance = self.study.clearance(profile=self.readers)
            self.readers = self.clearance.profile
            self.desk.equal = equal.asked(self.readers)
        self.settle()

    def show_rows(self) -> None:
        """Show what was answered, by kind."""
        found, look = self.clearance, self.palette
        self._by_kind = {}
        for each in found.objections if found else ():
            self._by_kind.setdefault(each.against, []).append(each)
        counts = found.counts() if found else {}
        order = sorted(counts, key=lambda kind: (-kind.blocks, -kind.left_out, kind.value))
        kinds = [(kind, counts[kind]) for kind in order]
        blocking = sum(number for kind, number in kinds if kind.blocks)
        self.listing.show(kind_items(kinds, look), _CLEAR if found else _ASKING)
        if found is not None:
            self.heads.show(
                [(f" for {found.profile}", look.strong),
                 (f" · {blocking:,} blocking" if blocking else " · nothing blocks", look.gutter)],
                f"{counted(found.quotes, 'quotation')}, {found.left_out:,} stay behind ",
            )  # fmt: skip
        self.moved()

    @property
    def kind(self) -> Against | None:
        """The kind that is highlighted."""
        key = self.listing.current
        return Against(key) if key else None

    def moved(self) -> None:
        """What the kind means, and what is said under it, each sentence once."""
        self.pane.show(self.listing.current or "", tuple(self._story()))
        self.place("kinds of objections")

    def _story(self) -> Iterator[Paragraph]:
        look, kind, found = self.palette, self.kind, self.clearance
        if kind is not None:
            these = self._by_kind.get(kind, [])
            number = found.counts()[kind] if found else 0
            yield said(f"{kind.value}: {number:,}, {weight(kind)}", look.strong)
            if number > len(these):
                told = f"The first {len(these):,} are listed one by one; the file has all."
                yield said(told, look.quiet)
            yield said(_SAYS[kind], look.text)
            yield BLANK
            for told, number in self._sentences(kind).most_common(20):
                where = some((each.document for each in these if each.said == told), 3)
                yield Paragraph(
                    ((told, look.text), (f"  {number:,}" + f"  {where}" * bool(where), look.quiet)),
                    ("· ", look.quiet),
                )
        for told in found.widened if found else ():
            yield said(f"attributions: {told}", look.quiet, "· ")
        for told in found.notes if found else ():
            yield said(told, look.quiet, "· ")

    def _sentences(self, kind: Against) -> Counter[str]:
        found: Counter[str] = Counter()
        for sort, number in self.clearance.sorts().items() if self.clearance else ():
            if sort.against is kind:
                found[sort.said] += number
        return found

    def works(self, action: Action) -> bool:
        """Nearly everything needs an answer."""
        if action.id == "gate_open":
            return self.kind is not None
        return action.id not in _NEEDS or self.clearance is not None

    def do_gate_open(self) -> None:
        """The quotations, or the attributions, one by one."""
        from qualkit.tui.screens.participants.objections import ObjectionsScreen

        if self.kind is None:
            self.refuse("nothing stands against them" if self.clearance else "it is being asked")
        these = self._by_kind.get(self.kind, [])
        self.app.push_screen(ObjectionsScreen(self.study, self.document, self.kind, these))

    def do_gate_readers(self) -> None:
        """Choose for whom."""
        self.ask_readers()

    def do_gate_again(self) -> None:
        """Ask again."""
        self.stale = True

    def do_gate_identifiers(self) -> None:
        """The review of identifiers."""
        self.desk.open_room(Where.IDENTIFIERS, self.document)

    def do_gate_write(self) -> None:
        """Write it for an ethics board."""
        if self.clearance is None:
            self.refuse("the gate has not answered yet")
        done = self.study.export_clearance(profile=self.readers)
        self.desk.equal = equal.written(self.readers, str(done.path))
        self._asked_at = self._now()
        self.status.say(f"Wrote {done.path}")

    def do_gate_scroll_down(self) -> None:
        """Read on."""
        self.scroll(down=True)

    def do_gate_scroll_up(self) -> None:
        """Read back."""
        self.scroll(down=False)
