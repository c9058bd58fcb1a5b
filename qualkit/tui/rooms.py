"""The screens one can go to from anywhere: their letter, their name, where they are made.

Each is imported when it is first shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from qualkit.tui.keys.action import Where

if TYPE_CHECKING:
    from qualkit.core.records import Document
    from qualkit.study import Study
    from qualkit.tui.screens.base import KeyScreen


@dataclass(frozen=True, slots=True)
class Room:
    """A screen: `letter` chooses it in the menu, `made_by` is its module and class."""

    where: Where
    letter: str
    title: str
    does: str
    made_by: tuple[str, str]

    def screen(self, study: Study, document: Document | None) -> KeyScreen:
        """The screen, made now; `document` is the one that is open, if any."""
        module, name = self.made_by
        made = getattr(import_module(f"qualkit.tui.screens.{module}"), name)
        screen: KeyScreen = made(study, document)
        return screen


ROOMS: tuple[Room, ...] = (
    Room(Where.CODEBOOK, "c", "Codebook", "the tree of themes and codes, to read and to edit",
         ("book.codebook", "CodebookScreen")),
    Room(Where.BOARD, "b", "Board", "sort drafts and unsorted codes into themes",
         ("book.board", "BoardScreen")),
    Room(Where.SEARCHING, "s", "Search", "words in all transcripts, with what stands around them",
         ("searching", "SearchScreen")),
    Room(Where.PROPOSALS, "p", "Proposals", "passages proposed for a code, to accept or refuse",
         ("proposals", "ProposalScreen")),
    Room(Where.SECOND_LOOK, "l", "Second look", "codings made under an older rule of their code",
         ("book.second_look", "SecondLookScreen")),
    Room(Where.CARRIED, "d", "Doubtful places", "codings that a corrected text left in doubt",
         ("carried", "CarriedScreen")),
    Room(Where.AGREEMENT, "a", "Agreement", "how far coders agree, code by code, with intervals",
         ("agreement", "AgreementScreen")),
    Room(Where.MEETING, "g", "Meetings", "what waits for a code meeting, decisions, minutes",
         ("meetings", "MeetingScreen")),
    Room(Where.SURVEY, "v", "Survey", "scores by group, answers counted, each with its sentence",
         ("survey.survey", "SurveyScreen")),
    Room(Where.JOINT, "j", "Joint displays", "survey and interviews side by side, and how they fit",
         ("joint.displays", "JointScreen")),
    Room(Where.TABLES, "x", "Tables", "codes by group, document and person; framework; words",
         ("tables.tables", "TablesScreen")),
    Room(Where.QUOTES, "q", "Quotes", "choose, trim and order quotations for the report",
         ("quotes.quotes", "QuotesScreen")),
    Room(Where.IDENTIFIERS, "i", "Identifiers", "what may say who somebody is, to decide on",
         ("identifiers.forms", "IdentifiersScreen")),
    Room(Where.PARTICIPANTS, "w", "Participants", "who may be quoted, as whom; what left; who goes",
         ("participants.people", "PeopleScreen")),
    Room(Where.VERIFYING, "y", "Verify", "a finished report, quotation by quotation",
         ("verifying", "VerifyScreen")),
    Room(Where.TEAM, "t", "Team", "who codes what, and who is how far",
         ("team.teamscreen", "TeamScreen")),
    Room(Where.DIFFERENCES, "f", "Differences", "passages on which coders differ, to decide on",
         ("differences", "DifferencesScreen")),
    Room(Where.MEMOS, "m", "Memos", "every memo and note, to search and to write on",
         ("memos", "MemosScreen")),
    Room(Where.HISTORY, "h", "History", "who did what, and back to any point of your own work",
         ("history", "HistoryScreen")),
)  # fmt: skip


def room(where: Where) -> Room:
    """The room of that name."""
    return next(each for each in ROOMS if each.where is where)
