"""What the list of differences and the two codings side by side share: one key decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from qualkit.core.differing import Difference, Judgement, Side
from qualkit.core.records import Document, Span
from qualkit.core.speech import Speech
from qualkit.core.team import Outcome
from qualkit.core.text import WORD, turn_at
from qualkit.core.wording import counted
from qualkit.errors import RefusedError
from qualkit.study import Study, reading
from qualkit.study.reading import Reading
from qualkit.tui.docket import Docket
from qualkit.tui.equal import adjudicating as equal
from qualkit.tui.lines.difference_entry import Telling
from qualkit.tui.lines.difference_rows import outcome_of, who_has_what
from qualkit.tui.screens.book.bookscreen import BookScreen
from qualkit.tui.widgets.picker import Entry

BACK = ". u takes it back"
CLOSED = "still being coded"


class Deciding(BookScreen):
    """Decides on the passage at hand of its docket, and goes on to the next that is open."""

    docket: Docket

    def __init__(self, study: Study, document: Document | None = None) -> None:
        super().__init__(study, document)
        self._texts: dict[str, tuple[Reading, Speech]] = {}
        self.rules_shown = False

    def went_on(self) -> None:
        """Another passage is at hand, or it stands differently; for subclasses."""
        raise NotImplementedError

    def text_of(self, each: Difference) -> tuple[Reading, Speech]:
        """The text in which a difference lies, read once."""
        if each.version_id not in self._texts:
            shown = reading.of(self.study, self.study.document(each.document_id))
            self._texts[each.version_id] = shown, shown.speech()
        return self._texts[each.version_id]

    def turn_of(self, each: Difference) -> int:
        """The number of the turn in which it begins, from 1; 0 where there are no turns."""
        turn = turn_at(self.text_of(each)[0].structure, each.span.start)
        return 0 if turn is None else turn + 1

    def turns_of(self, each: Difference) -> Span:
        """The whole turns that hold the passage."""
        structure = self.text_of(each)[0].structure
        first, last = (turn_at(structure, at) for at in (each.span.start, each.span.end - 1))
        span = each.span
        for number in (first, last):
            span = span if number is None else span.hull(structure.turns[number].span)
        return span

    def words_in(self, each: Difference, span: Span) -> int:
        """How many words are said in a passage."""
        return len(WORD.findall(self.text_of(each)[1].said(span)))

    def has_what(self, each: Difference) -> list[str]:
        """What each coder has there, in a few words."""

        def words(side: Side) -> int:
            return sum(self.words_in(each, had.span) for had in side.judgements)

        return who_has_what(each, self.code_name, words)

    def telling(self, each: Difference) -> Telling:
        """Names, looks and memos to tell of it."""
        return Telling(
            self.palette, self.book.code, self.look, lambda span: self.words_in(each, span),
            self._memos(each),
        )  # fmt: skip

    def _memos(self, each: Difference) -> Mapping[str, str]:
        wanted = {had.coding_id for side in each.sides for had in side.judgements}
        document = self.study.document(each.document_id)
        return {
            coding.id: coding.memo
            for side in each.sides
            for coding in self.study.codings(document, side.coder)
            if coding.id in wanted and coding.memo
        }

    def take_side(self) -> None:
        """Take what the coder has whose digit was pressed."""
        self._refuse_readers()
        side = self.docket.side(int(self._key) if self._key.isdigit() else 1)
        self.decide(Outcome.TAKE, side.coder)

    def take_both(self) -> None:
        """Take what anybody has."""
        self.decide(Outcome.BOTH)

    def take_none(self) -> None:
        """No code."""
        self.decide(Outcome.NO_CODE)

    def decide(self, outcome: Outcome, take: str = "", codings: Sequence[Judgement] = ()) -> None:
        """Put a decision on the passage at hand on record, and go on to the next open one."""
        docket, here = self.docket, self.docket.at_hand()
        reason = docket.reason
        self.study.adjudicate(
            here, outcome, take=take, codings=codings, reason=reason, decided_by=docket.decided_by
        )
        self.desk.equal = equal.decided(here.key, outcome, take, codings, reason, docket.decided_by)
        docket.use_reason()
        docket.read()
        told = f"take {take}" if take else outcome.value
        self.go_on(here.key)
        left = "" if docket.following("") else "; nothing is left here"
        self.status.say(f"{told}: {self._place(here)}{left}{BACK}")

    def go_on(self, key: str) -> None:
        """To the next open one after that; where none is left, stay."""
        following = self.docket.following(key)
        self.docket.current = following or key
        self.went_on()

    def _place(self, each: Difference) -> str:
        turn = self.turn_of(each)
        name = self.study.document(each.document_id).name
        return f"{name}, turn {turn}" if turn else name

    def _refuse_readers(self) -> None:
        """Refuse before anything is asked whoever may not decide; the study says how to mend it."""
        if not self.docket.may_decide:
            self.study.adjudicate(self.docket.at_hand(), Outcome.NO_CODE)

    def ask_unclear(self) -> None:
        """Ask what is unclear, and leave it to the codebook."""
        self._refuse_readers()
        self.docket.at_hand()

        def answered(reason: str) -> None:
            if not reason:
                self.status.say("Nothing is said, so nothing is decided")
                return
            self.docket.reason = reason
            self.decide(Outcome.UNCLEAR)

        self.ask("What is unclear in the codebook? ", self.docket.reason, answered)

    def ask_why(self) -> None:
        """Ask for a reason: of the decision that was made here, or of the next."""
        self._refuse_readers()
        docket, here = self.docket, self.docket.at_hand()
        decision = docket.decision(here)

        def answered(reason: str) -> None:
            if decision is None:
                docket.reason = reason
                self.status.say("It goes with the next decision" if reason else "No reason")
            else:
                self._explain(here, reason)

        if decision is not None and decision.followed_by:
            raise RefusedError("the codebook has answered this already", "decide on it anew")
        known = decision.reason if decision else docket.reason
        question = f"Why {outcome_of(decision)}? " if decision else "Why, for the next decision? "
        self.ask(question, known or docket.last_reason, answered)

    def _explain(self, here: Difference, reason: str) -> None:
        """Put a decision on record again, with a reason."""
        decision = self.docket.decision(here)
        if decision is None:
            return
        codings = self.docket.consensus(here) if decision.outcome is Outcome.EDITED else ()
        by = decision.decided_by if decision.decided_by != decision.coder else ""
        self.study.adjudicate(
            here, decision.outcome, take=decision.taken, codings=codings, reason=reason,
            decided_by=by,
        )  # fmt: skip
        self.desk.equal = equal.decided(
            here.key, decision.outcome, decision.taken, codings, reason, by
        )
        self.docket.last_reason = reason or self.docket.last_reason
        self.docket.read()
        self.went_on()
        self.status.say(f"The reason is on record{BACK}")

    def ask_by(self) -> None:
        """Ask who decides; the answer is kept as long as the screen is open."""

        def answered(who: str) -> None:
            self.docket.decided_by = who
            self.status.say(f"Decided by {who}" if who else f"Decided by {self.study.coder}")

        self.ask("Who decides, from now on? ", self.docket.decided_by, answered)

    def ask_version(self) -> None:
        """Ask which version of the codebook answered what was unclear."""
        decision = self.docket.decision(self.docket.at_hand())
        if decision is None or decision.outcome is not Outcome.UNCLEAR:
            self.refuse("only a “codebook unclear” is answered by the codebook")
        versions = self.study.codebook_versions()
        entries = [Entry(str(number), f"version {number}") for _, number in reversed(versions)]

        def chosen(number: str) -> None:
            self.study.follow_up(decision.id, number)
            self.desk.equal = equal.followed(decision.id, int(number))
            self.docket.read()
            self.went_on()
            self.status.say(f"Answered by version {number}; it is still to be decided on{BACK}")

        self.choose("Which version of the codebook answers it?", entries, chosen)

    def edit_here(self) -> None:
        """Choose stretch and codes by hand."""
        from qualkit.tui.screens.editing import EditingScreen

        self._refuse_readers()
        here = self.docket.at_hand()

        def taken(codings: Sequence[Judgement]) -> None:
            self.decide(Outcome.EDITED, codings=codings)

        document = self.study.document(here.document_id)
        self.app.push_screen(EditingScreen(self.study, document, here, taken))

    def open_transcript(self) -> None:
        """Show the passage in its transcript."""
        here = self.docket.at_hand()
        self.desk.open_document(self.study.document(here.document_id), here.span)

    def toggle_rules(self) -> None:
        """Show what the codebook says of the codes, or no more."""
        self.rules_shown = not self.rules_shown
        self.went_on()

    def taken_back(self, back: Callable[[], None]) -> None:
        """Undo or redo, and go to the passage that it was about."""
        before = self.docket.all
        back()
        self.docket.read()
        self.docket.current = self.docket.went(before) or self.docket.current
        self.went_on()

    def told_progress(self) -> str:
        """How far one is: `21 of 160 decided`, and how many documents are not to be seen yet."""
        docket = self.docket
        return f"{docket.settled:,} of {len(docket.all):,} decided "

    def told_closed(self) -> str:
        """The line about documents that are closed; "" where none is."""
        number = self.docket.closed()
        if not number:
            return ""
        return f"{counted(number, 'document')} {CLOSED}"

    def told_held(self) -> list[str]:
        """What goes with the next decision."""
        docket = self.docket
        held = [f"why: {docket.reason}"] if docket.reason else []
        return held + ([f"by {docket.decided_by}"] if docket.decided_by else [])
