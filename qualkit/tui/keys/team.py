"""The keys of the screen of the plan: who codes what, and who is how far; and those behind it."""

from __future__ import annotations

from functools import partial

from qualkit.tui.keys.action import Action, Section, Where

_team = partial(Action, section=Section.TEAM, where=Where.TEAM)
_moving = partial(Action, section=Section.MOVING, where=Where.TEAM)
_plan = partial(Action, section=Section.TEAM, where=Where.PLANNING)
_infer = partial(Action, section=Section.TEAM, where=Where.INFERRING)
_training = partial(Action, section=Section.VIEW, where=Where.TRAINING)

ACTIONS: tuple[Action, ...] = (
    _moving("team_open", ("enter",), "open the transcript", label="open"),
    _team("team_assign", ("a",), "give the document to a coder, and say what for",
          label="assign"),
    _team("team_unassign", ("x", "delete"), "take it off a coder who never said done",
          label="take off"),
    _team("team_plan", ("p",), "share documents out: a plan to look at first", label="plan"),
    _team("team_done", ("d",), "say that you are done with it", label="done"),
    _team("team_reopen", ("o",), "open it again after you said done"),
    _team("team_designate", ("s",), "choose whose codings stand where nothing was decided",
          label="stands"),
    _team("team_unblind", ("b",), "as the lead, look into a closed document, with a reason"),
    _team("team_training", ("v",), "how near a trainee came to what was settled"),
    _team("team_round", ("r",), "the next round", label="round"),
    _team("team_round_new", ("n",), "open a new round"),
    _team("team_round_close", ("c",), "close the round that is shown"),
    _team("team_infer", ("i",), "take codings that were made elsewhere as work that is done"),
    _moving("team_left", ("left", "h"), "coders further left, where not all fit"),
    _moving("team_right", ("right", "l"), "coders further right"),
    _moving("team_scroll_down", ("shift+down", "J"), "scroll what is said of the document down"),
    _moving("team_scroll_up", ("shift+up", "K"), "scroll it up"),
    _plan("plan_save", ("enter",), "assign all this, as one action", label="save"),
    _plan("plan_coders", ("c",), "who codes: initials", label="coders"),
    _plan("plan_overlap", ("o",), "the share of documents that two code", label="overlap"),
    _plan("plan_strata", ("b",), "groups to draw within: kind, or columns of participants.csv",
          label="groups"),
    _plan("plan_seed", ("s",), "another draw: the next seed", label="draw anew"),
    _plan("plan_scroll_down", ("shift+down", "J"), "scroll loads and warnings down"),
    _plan("plan_scroll_up", ("shift+up", "K"), "scroll them up"),
    _infer("infer_save", ("enter",), "take all these as done", label="take as done"),
    _training("training_open", ("enter",), "the passages of the code; the transcript there",
              label="open"),
    _training("training_view", ("v",), "codes, or all passages that differ", label="view"),
    _training("training_scroll_down", ("shift+down", "J"), "scroll both versions down"),
    _training("training_scroll_up", ("shift+up", "K"), "scroll them up"),
)  # fmt: skip
