"""What an action is: an id, its keys, where it works and what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Section(StrEnum):
    """Where an action belongs in the help."""

    MOVING = "Moving"
    SELECTING = "Selecting"
    CODING = "Coding"
    VIEW = "What is shown"
    SEARCHING = "Searching"
    DOCUMENTS = "Documents"
    IMPORTING = "Importing"
    CODEBOOK = "Codebook"
    DECIDING = "Deciding"
    WRITING = "Writing"
    TEAM = "Team"
    EVERYWHERE = "Everywhere"


class Where(StrEnum):
    """The screen on which an action works; the last three stand for several."""

    HOME = "home"
    CODING = "coding"
    IMPORTING = "importing"
    CODEBOOK = "codebook"
    BOARD = "board"
    PASSAGES = "passages"
    SEARCHING = "searching"
    PROPOSALS = "proposals"
    SECOND_LOOK = "second look"
    CARRIED = "carried"
    CORRECTING = "correcting"
    HISTORY = "history"
    MEMOS = "memos"
    TEAM = "team"
    PLANNING = "planning"
    INFERRING = "inferring"
    TRAINING = "training"
    AGREEMENT = "agreement"
    DIFFERENCES = "differences"
    SETTLING = "settling"
    EDITING = "editing"
    MEETING = "meeting"
    POINTS = "points of a meeting"
    SURVEY = "survey"
    SHEET = "sheet of a survey"
    COMMENTS = "comments and scores"
    INTAKE = "intake of a survey"
    JOINT = "joint displays"
    JOINT_QUOTES = "quotations of a cell"
    IDENTIFIERS = "identifiers"
    VERIFYING = "verifying a report"
    PARTICIPANTS = "participants"
    PERSON = "one participant"
    WITHDRAWING = "somebody withdraws"
    LEFT = "what has left"
    GATE = "the export gate"
    OBJECTIONS = "objections of one kind"
    QUOTES = "quotations"
    BALANCE = "balance of quotations"
    TRIMMING = "trimming a quotation"
    TABLES = "tables"
    TABLE_PASSAGES = "passages of a cell"
    BOTH = "both"
    """The list of documents and the transcript."""
    LISTS = "lists"
    """Every screen that is a list with one highlighted row."""
    EVERYWHERE = "everywhere"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a key does. `id` names the method `do_<id>` of the screen.

    `label` stands in the footer and is empty where the footer has no room for the action;
    `tooltip` explains it in the help.
    """

    id: str
    keys: tuple[str, ...]
    tooltip: str
    section: Section
    where: Where
    label: str = ""


LETTER = "letter"
"""Stands for an action where a code was applied by its own letter."""
