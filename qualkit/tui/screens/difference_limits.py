"""Which differences are listed, and all open edges at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import combinations

from qualkit.core.differing import Difference
from qualkit.core.team import DifferenceKind
from qualkit.tui.equal import adjudicating as equal
from qualkit.tui.lines.difference_rows import KINDS
from qualkit.tui.lines.edges import edge_entries
from qualkit.tui.screens.base import sentence
from qualkit.tui.screens.deciding import BACK, Deciding
from qualkit.tui.widgets.picker import Entry

_ALL = "*"


class Limiting(Deciding):
    """Limits what is listed by round, code, pair, kind and document; each limit is shown."""

    def limited(self) -> None:
        """Go to the first open one of those that are left."""
        docket = self.docket
        docket.read()
        keys = [each.key for each in docket.listed]
        if docket.current not in keys or (docket.here and docket.here.settled):
            docket.current = docket.following("") or next(iter(keys), "")
        self.desk.equal = equal.listed(docket)
        self.went_on()

    def do_differ_undecided(self) -> None:
        """Only open ones, or all."""
        self.docket.undecided = not self.docket.undecided
        self.limited()

    def do_differ_round(self) -> None:
        """The next round, then all."""
        names = [each.name for each in self.study.rounds() if each.kind.counted]
        choices = [*names, ""] if len(names) != 1 else names
        now = self.docket.round
        at = choices.index(now) + 1 if now in choices else 0
        self.docket.round = choices[at % len(choices)]
        self.limited()

    def do_differ_code(self) -> None:
        """Only one code, or all."""
        counts = Counter(
            code for each in self._without("code") if not each.settled for code in each.codes
        )
        codes = [code for code in self.book.codes if counts[code.id]]
        codes.sort(key=lambda code: -counts[code.id])
        entries = [Entry(_ALL, "all codes")]
        entries += [
            Entry(each.key, each.title, f"{counts[each.key]} open", each.letter, each.ink,
                  each.detail)
            for each in self.code_entries(codes)
        ]  # fmt: skip

        def chosen(code: str) -> None:
            self.docket.code = "" if code == _ALL else code
            self.limited()

        self.choose("Differences about …", entries, chosen)

    def do_differ_pair(self) -> None:
        """Only two coders, or all."""
        sides = (each.sides for each in self._without("pair") if not each.settled)
        pairs = Counter(
            pair
            for each in sides
            for one, two in combinations(each, 2)
            if {(h.code, h.span) for h in one.judgements} != {(h.code, h.span)
                                                              for h in two.judgements}
            for pair in [(one.coder, two.coder)]
        )  # fmt: skip
        entries = [Entry(_ALL, "all coders", "", "a")]
        entries += [
            Entry(",".join(pair), "/".join(pair), f"{number} open")
            for pair, number in sorted(pairs.items())
        ]

        def chosen(pair: str) -> None:
            self.docket.pair = () if pair == _ALL else tuple(pair.split(","))
            self.limited()

        self.choose("Differences between …", entries, chosen, typed=False)

    def do_differ_kind(self) -> None:
        """Only one kind, or all."""
        counts = Counter(each.kind for each in self._without("kind") if not each.settled)
        entries = [Entry(_ALL, "all kinds", "", "a")]
        entries += [
            Entry(kind.value, kind.value, f"{counts[kind]} open", kind.value[0])
            for kind in KINDS
        ]  # fmt: skip

        def chosen(kind: str) -> None:
            self.docket.kind = None if kind == _ALL else DifferenceKind(kind)
            self.limited()

        self.choose("Differences of the kind …", entries, chosen, typed=False)

    def do_differ_document(self) -> None:
        """Only one document, or all."""
        counts = Counter(each.document_id for each in self._without("document") if not each.settled)
        entries = [Entry(_ALL, "all documents")]
        entries += [
            Entry(document.id, document.name, f"{counts[document.id]} open")
            for document in self.study.documents()
            if counts[document.id]
        ]

        def chosen(document: str) -> None:
            self.docket.document = None if document == _ALL else self.study.document(document)
            self.limited()

        self.choose("Differences in …", entries, chosen)

    def do_differ_everything(self) -> None:
        """Take all limits away."""
        docket = self.docket
        docket.round = docket.code = ""
        docket.pair, docket.kind, docket.document = (), None, None
        docket.undecided = False
        self.limited()

    def _without(self, limit: str) -> Iterable[Difference]:
        """What would be listed without one of the limits: among these one can choose."""
        docket = self.docket
        return self.study.differences(
            round=docket.round,
            coders=() if limit == "pair" else docket.pair,
            code="" if limit == "code" else docket.code,
            document=None if limit == "document" else docket.document,
            kind=None if limit == "kind" else docket.kind,
        )

    def do_differ_edges(self) -> None:
        """Settle all open edges at once, after showing what would be taken."""
        docket = self.docket
        edges = self.study.differences(
            round=docket.round, code=docket.code, document=docket.document,
            kind=DifferenceKind.EDGE, settled=False,
        )  # fmt: skip
        if not edges:
            self.refuse("no edges are open here", "F takes all limits away")

        def chosen(way: str) -> None:
            reason, by = docket.reason, docket.decided_by
            change = self.study.adjudicate_edges(
                way, round=docket.round, document=docket.document, code=docket.code,
                reason=reason, decided_by=by,
            )  # fmt: skip
            self.desk.equal = equal.edges(docket, way, reason, by)
            docket.use_reason()
            docket.read()
            here = docket.here
            if here is not None and here.settled:
                self.go_on(here.key)
            else:
                self.went_on()
            self.status.say(f"{sentence(self.study.told(change))}{BACK}")

        where = [f"round {docket.round}" if docket.round else "all rounds"]
        where += [docket.document.name] if docket.document else []
        where += [self.code_name(docket.code)] if docket.code else []
        # The command knows no pair of coders: what is decided on is decided for all of them.
        where += ["all coders"] if docket.pair else []
        self.choose(
            f"{len(edges)} open edges ({', '.join(where)}): whose ends?",
            edge_entries(edges, self.words_in, self._edge), chosen, typed=False, verb="take these",
        )  # fmt: skip

    def _edge(self, each: Difference) -> str:
        name = self.study.document(each.document_id).name.split()[0]
        turn = self.turn_of(each)
        return f"{name} {turn}, {self.code_name(each.codes[0])}" if turn else name
