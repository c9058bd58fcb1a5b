"""What each screen is called, what it is for and what a newcomer does there first."""

from __future__ import annotations

from dataclasses import dataclass

from qualkit.tui.keys.action import Where


@dataclass(frozen=True, slots=True)
class Guide:
    """A screen's name, and the sentences with which its help begins."""

    title: str
    says: str = ""


GUIDES: dict[Where, Guide] = {
    Where.HOME: Guide(
        "list of documents",
        "The transcripts of the study, and how much of what participants said you have coded in "
        "each. Choose one with the arrows and press Enter: it opens where you stopped.",
    ),
    Where.CODING: Guide(
        "transcript",
        "Here you read and code. Select first: the arrows move from sentence to sentence and from "
        "word to word, + grows the selection to the turn and the exchange. Then say which code: "
        "by its letter, or with c and a part of its name. There is nothing to save; u takes back.",
    ),
    Where.IMPORTING: Guide(
        "new files",
        "What was found in files that are not in the study yet: who speaks, how much, and what "
        "was left out. Nothing is stored before you press Enter.",
    ),
    Where.CODEBOOK: Guide(
        "codebook",
        "The themes and codes of the study, with what each means and how often it was used. "
        "Choose a code to read its rules. What you change here is written into codebook.yaml, and "
        "u takes it back.",
    ),
    Where.BOARD: Guide(
        "board",
        "Codes that are drafts or stand under no theme, to be sorted as cards on a table. Choose "
        "a card and send it to a theme; a theme can say in a sentence what it is about.",
    ),
    Where.PASSAGES: Guide(
        "passages of a code",
        "Your own codings under one code. Read them one by one; where the code is being split, a "
        "digit sends each to one of the parts, and u takes that back.",
    ),
    Where.SEARCHING: Guide(
        "search",
        "Words in all transcripts, each with what stands around it. Type what to look for, then "
        "press Enter on a row: the transcript opens there with the words selected.",
    ),
    Where.PROPOSALS: Guide(
        "proposals",
        "Passages that a search or the codebook's keywords propose for a code. Nothing is coded "
        "before you accept it, and what you accept is marked as assisted for ever.",
    ),
    Where.SECOND_LOOK: Guide(
        "second look",
        "Codings of yours that were made when their code was defined differently. Read each with "
        "the rule as it is now, then confirm it, recode it or take it out.",
    ),
    Where.CARRIED: Guide(
        "doubtful places",
        "Codings and marks for which no certain place was found when a transcript was corrected. "
        "Each waits for you: take the place proposed, choose another, or let it go.",
    ),
    Where.CORRECTING: Guide(
        "correcting",
        "Small corrections in the words of a transcript. The text as it was stays in the study; "
        "codings are carried over, and those in doubt wait to be looked at.",
    ),
    Where.HISTORY: Guide(
        "history",
        "Who did what, the newest first. Enter opens the place where something was done. You can "
        "go back to any point of your own work: choose the last entry that is to hold, and you "
        "are told what would be taken back before anything is. Redo brings it back.",
    ),
    Where.MEMOS: Guide(
        "memos",
        "Every memo and note that you may see: on codings, documents, codes, participants and the "
        "study. Find one by its words, open its place, or write on.",
    ),
    Where.BOTH: Guide("list and transcript"),
    Where.LISTS: Guide("every list"),
    Where.EVERYWHERE: Guide("every screen"),
}


WHY_NOT: dict[str, str] = {
    "remove": "no coding here",
    "memo": "no coding here",
    "recode": "no coding here",
    "resize": "no coding here",
    "split": "no coding here",
    "merge": "no coding here",
    "star": "no coding here",
    "counter_example": "no coding here",
    "coding_menu": "no coding here",
    "repeat": "no code applied yet",
    "recent": "no code applied yet",
    "next_hit": "nothing searched",
    "previous_hit": "nothing searched",
    "open": "no document",
    "import_files": "no new files",
    "import_now": "nothing to import",
    "history_open": "no place in a text",
    "history_go_back": "not an action of yours",
    "history_next": "nothing searched",
    "history_previous": "nothing searched",
}
"""Why an action can do nothing, in a few words, where a screen says that it cannot."""


def title_of(where: Where) -> str:
    """What people call that screen, or those screens."""
    return GUIDES[where].title
