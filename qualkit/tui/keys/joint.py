"""The keys of the joint displays, and of the quotations behind one of their cells."""

from __future__ import annotations

from functools import partial

from qualkit.tui.keys.action import Action, Section, Where

_moving = partial(Action, section=Section.MOVING, where=Where.JOINT)
_view = partial(Action, section=Section.VIEW, where=Where.JOINT)
_writing = partial(Action, section=Section.WRITING, where=Where.JOINT)
_quotes = partial(Action, section=Section.MOVING, where=Where.JOINT_QUOTES)

ACTIONS: tuple[Action, ...] = (
    _moving("joint_open", ("enter",),
            "what stands behind the cell: quotations, who raised it, the scale, the wording",
            label="open"),
    _moving("joint_left", ("left",), "the cell at the left"),
    _moving("joint_right", ("right",), "the cell at the right"),
    _moving("joint_next_theme", ("tab", "]"), "the next theme"),
    _moving("joint_previous_theme", ("[",), "the theme before"),
    _writing("joint_confirm", ("c",), "judge the fit: both say the same; then say why",
             label="confirm"),
    _writing("joint_expand", ("e",), "judge the fit: they speak of different sides of it",
             label="expand"),
    _writing("joint_discord", ("d",), "judge the fit: they contradict each other",
             label="discord"),
    _writing("joint_silent", ("s",), "judge the fit: one of them says nothing about it",
             label="silent"),
    _writing("joint_new_fit", ("n",), "judge another scale, other codes, or none of the scales"),
    _writing("joint_lead_in", ("l",), "your lead-in to the theme", label="lead-in"),
    _writing("joint_remark", ("r",), "a remark on the theme, beside those of others"),
    _writing("joint_meta", ("m",), "your meta-inference: what the two say together",
             label="meta-inference"),
    _writing("joint_settle", ("f",), "say that what is written here was checked against the final "
             "figures, or that it is provisional again"),
    _writing("joint_remove", ("x", "delete"), "take what you wrote here away"),
    _view("joint_side_by_side", ("1",), "survey and interviews side by side"),
    _view("joint_matrix", ("2",), "quotations of each code by group"),
    _view("joint_crosstab", ("3",), "who raised each code: n of N participants by group"),
    _view("joint_statistics", ("4",), "scores of those who raised a theme and of the others"),
    _view("joint_typology", ("5",), "themes by profile, against a reference that you name"),
    _view("joint_cases", ("6",), "linked persons one by one: own scores and own words"),
    _view("joint_discordant", ("7",), "what speaks against a link: a low score with much said …"),
    _view("joint_sources", ("8",), "each code in interviews, focus groups, comments, literature"),
    _view("joint_displays", ("v",), "choose another display", label="display"),
    _view("joint_by", ("b",), "choose what groups are made by", label="by"),
    _view("joint_theme", ("t",), "only one theme, or all"),
    _view("joint_survey", ("o",), "the survey whose figures are shown, where there are several"),
    _view("joint_percent", ("%",), "in the crosstab: percent beside n of N, or not"),
    _view("joint_internal", ("i",),
          "the internal view, in which no small group is hidden, and back"),
    _view("joint_about", ("a",), "the claim, the link and the notes of the display; again: away",
          label="about"),
    _view("joint_write", ("w",), "write the display as a Word file into exports", label="export"),
    _moving("joint_scroll_down", ("shift+down", "J"), "scroll what is said of the cell down"),
    _moving("joint_scroll_up", ("shift+up", "K"), "scroll it up"),
    _quotes("behind_open", ("enter",), "open the transcript at the passage", label="open"),
    _quotes("behind_scroll_down", ("shift+down", "J"), "scroll the passage down"),
    _quotes("behind_scroll_up", ("shift+up", "K"), "scroll it up"),
)  # fmt: skip
