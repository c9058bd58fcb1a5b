"""The screen of the plan with all its verbs: rounds, plans and what was coded elsewhere too."""

from __future__ import annotations

from qualkit.core.team import RoundKind
from qualkit.errors import RefusedError
from qualkit.tui.equal import team as equal
from qualkit.tui.keymap import action, key_name
from qualkit.tui.screens.base import sentence
from qualkit.tui.screens.team.giving import Giving
from qualkit.tui.widgets.picker import Entry

_KINDS = {
    RoundKind.DEVELOPMENT: "the codebook is made; outside agreement",
    RoundKind.CALIBRATION: "several code the same, to see whether they understand it alike",
    RoundKind.MAIN: "the coding that the findings stand on",
    RoundKind.TRAINING: "a new coder codes what has been settled; outside agreement",
}


class TeamScreen(Giving):
    """Who codes what in a round, who is how far, and what the lead decides about it."""

    _close_asked = ""
    _close_answered = ""

    def act(self, identity: str) -> None:
        """Do an action; what was asked is answered by the very next one, or by none."""
        self._close_asked, self._close_answered = "", self._close_asked
        super().act(identity)

    def do_team_round_new(self) -> None:
        """Ask for a name, then what the round is for."""

        def answered(name: str) -> None:
            self.status.display = True
            if name.strip():
                self._kind(" ".join(name.split()))

        self.prompt.ask("Name of the new round: ", "", answered)
        self.status.display = False

    def _kind(self, name: str) -> None:
        entries = [
            Entry(kind.value, f"{kind.value:<13}{said}", letter=kind.value[0])
            for kind, said in sorted(_KINDS.items(), key=lambda each: each[0] is RoundKind.TRAINING)
        ]

        def chosen(keys: tuple[str, ...]) -> None:
            kind = RoundKind(keys[0])
            self.study.open_round(name, kind)
            self.round_name = name
            self.desk.equal = equal.opened(name, kind)
            self.status.say(f"Opened the round {name} ({kind.value}). p shares documents out")

        self.pick(f"What is the round {name} for?", entries, chosen, "open")

    def do_team_round_close(self) -> None:
        """Close the round that is shown; asked for again, also where work in it is undone."""
        if self._close_answered == self.round_name:
            change = self.study.close_round(self.round_name, anyway=True)
            self.desk.equal = equal.closed(self.round_name, anyway=True)
            self.status.say(f"{sentence(change)}; today's codebook is kept with it")
            return
        if self.grid is None or not self.grid.round.open:
            raise RefusedError(f"the round '{self.round_name}' is closed already")
        undone = [t for t in self.grid.totals if t.done < t.documents]
        left = ", ".join(f"{t.coder} {t.documents - t.done}" for t in undone)
        keys = action("team_round_close").keys
        again = f"Press {key_name(keys[0])}" if keys else "Choose it"
        self._close_asked = self.round_name
        self.notice.show(
            f"Close the round {self.round_name}? "
            + (f"Not done yet: {left}." if left else "All in it is done."),
            f"{again} again: nothing more is assigned or done in it, and today's codebook is kept",
        )

    def do_team_plan(self) -> None:
        """Look at a plan for what nobody has."""
        from qualkit.tui.screens.team.planning import PlanScreen

        self.refuse_unless_open()
        self.app.push_screen(PlanScreen(self.study, self.round_name))

    def do_team_infer(self) -> None:
        """Look at who has codings where nobody gave them anything."""
        from qualkit.tui.screens.team.inferring import InferScreen

        found = self.study.infer_assignments(dry_run=True)
        if not found:
            self.status.say("Every coder of every document has been given it already")
            return
        self.app.push_screen(InferScreen(self.study, found))
