"""The keys of the survey's screens."""

from __future__ import annotations

from functools import partial

from qualkit.tui.keys.action import Action, Section, Where

_view = partial(Action, section=Section.VIEW, where=Where.SURVEY)
_moving = partial(Action, section=Section.MOVING, where=Where.SURVEY)
_writing = partial(Action, section=Section.WRITING, where=Where.SURVEY)
_on_sheet = partial(Action, section=Section.MOVING, where=Where.SHEET)
_on_comments = partial(Action, section=Section.MOVING, where=Where.COMMENTS)
_intake = partial(Action, section=Section.IMPORTING, where=Where.INTAKE)

ACTIONS: tuple[Action, ...] = (
    _moving("survey_open", ("enter",), "further in: a subscale, a question, the document of an "
            "open question, an instrument's scores", label="open"),
    _view("survey_by", ("b",), "choose what groups are made by: sector, role, … or nothing",
          label="groups"),
    _view("survey_view", ("v",), "the next view: scores, questions, open answers, instruments, "
          "profiles", label="view"),
    _writing("survey_copy", ("y",), "copy the sentence of the row to the clipboard", label="copy"),
    _view("survey_internal", ("i",), "the internal view, for the team's own eyes: small groups "
          "are shown and tested; again: closed", label="internal"),
    _view("survey_method", ("m",), "the test that is reported: ANOVA, Welch, Kruskal-Wallis",
          label="method"),
    _view("survey_two", ("w",), "two groups that were chosen before the data were seen, by "
          "Welch's t test; again: all groups"),
    _view("survey_instrument", ("f",), "only the next instrument, then all of them"),
    _view("survey_turn", ("t",), "groups as columns, or as rows with their boxplots"),
    _view("survey_all_groups", ("g",), "in the internal view: small groups take part in the test, "
          "or do not"),
    _view("survey_scores", ("1",), "scores: n, mean, SD, alpha and boxplot of each subscale"),
    _view("survey_questions", ("2",), "the other questions, counted"),
    _view("survey_answers", ("3",), "open questions, and the documents that hold the answers"),
    _view("survey_instruments", ("4",), "the instruments' keys, their sources and licences"),
    _view("survey_profiles", ("5",), "profiles against a named reference sample"),
    _view("survey_reference", ("p",), "choose the reference sample of the profiles",
          label="reference"),
    _view("survey_other", ("s",), "the next survey, where there are several"),
    _moving("survey_respondents", ("r",), "at an open question: its comments beside the "
            "respondents' own scores", label="with scores"),
    _writing("survey_write", ("e",), "write the table as a Word file into exports",
             label="export"),
    _writing("survey_key", ("c",), "copy the highlighted key into the study, to fill it in or "
             "change it", label="copy key"),
    _writing("survey_figure", ("d",), "draw boxplots of the row's instrument, or its question, "
             "into a file in exports"),
    Action("survey_add", ("a",), "take a survey's file in", Section.IMPORTING, Where.SURVEY,
           label="take in"),
    _moving("survey_scroll_down", ("shift+down", "J"), "scroll what is said of the row down"),
    _moving("survey_scroll_up", ("shift+up", "K"), "scroll it up"),
    _on_sheet("sheet_next", ("right", "l"), "the next subscale or question", label="next"),
    _on_sheet("sheet_previous", ("left", "h"), "the one before", label="previous"),
    Action("sheet_copy", ("y",), "copy the sentence of the row to the clipboard",
           Section.WRITING, Where.SHEET, label="copy"),
    Action("sheet_figure", ("d",), "draw it into a file in exports", Section.WRITING,
           Where.SHEET, label="draw"),
    _on_sheet("sheet_scroll_down", ("shift+down", "J"), "scroll what is said of the row down"),
    _on_sheet("sheet_scroll_up", ("shift+up", "K"), "scroll it up"),
    _on_comments("comment_open", ("enter",), "the comment in its document, to code it",
                 label="code it"),
    _on_comments("comment_scroll_down", ("shift+down", "J"), "scroll the comment down"),
    _on_comments("comment_scroll_up", ("shift+up", "K"), "scroll it up"),
    _intake("intake_confirm", ("enter",), "all is right: take the answers in", label="take in"),
    _intake("intake_edit", ("e",), "correct the mapping in your editor", label="mapping"),
    _intake("intake_changed", ("c",), "let answers that differ in the file replace the study's, "
            "or keep the study's"),
    _intake("intake_scroll_down", ("shift+down", "J"), "scroll what is said down"),
    _intake("intake_scroll_up", ("shift+up", "K"), "scroll it up"),
)  # fmt: skip
