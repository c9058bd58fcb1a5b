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
    Where.AGREEMENT: Guide(
        "agreement",
        "How far coders agree on what they coded without talking. The codes with most to gain "
        "stand first; the bar is the interval, the marks in it are 0, 0.67 and 0.80. Enter opens "
        "the passages on which they differ.",
    ),
    Where.MEETING: Guide(
        "meetings",
        "What waits to be talked about by the team, and the code meetings that were held. Press n "
        "when a meeting begins: it takes over what waits as its agenda. Enter opens a meeting.",
    ),
    Where.POINTS: Guide(
        "points of a meeting",
        "One point after the other: read it, talk, press the letter of the decision and say why. "
        "Deciding changes no code by itself; Enter goes to the code or passage it is about, and "
        "closing the meeting notes the codebook that came of it.",
    ),
    Where.SURVEY: Guide(
        "survey",
        "The survey's subscales with their scores by group, its other questions counted, its open "
        "answers and its instruments: 1 to 4. Below or beside the list stands what the row says, "
        "in a sentence for the report; y copies it. b chooses what groups are made by. Groups too "
        "small to be shown stay hidden unless i opens the internal view. Enter goes further in.",
    ),
    Where.SHEET: Guide(
        "one subscale or question",
        "A subscale group by group with its boxplots, then the tests, effects and pairs, or a "
        "question's answers as bars. What the highlighted row says stands below in words; left "
        "and right go to the next subscale or question.",
    ),
    Where.COMMENTS: Guide(
        "comments and scores",
        "Each respondent's own comment beside that respondent's own scores, under the key and "
        "with no attributes. Enter opens the comment where it is coded.",
    ),
    Where.INTAKE: Guide(
        "a survey to be taken in",
        "What each column of the file is taken for, what is dropped, and what is asked. Nothing is "
        "taken in before you press Enter, which says that all of it is right; e corrects the "
        "mapping in your editor.",
    ),
    Where.JOINT: Guide(
        "joint displays",
        "Survey and interviews side by side, theme by theme: what the survey found by group, what "
        "was said, quotations, and how you judge that they fit. The arrows go from cell to cell, "
        "Enter opens what stands behind one. On a row press c (confirm), e (expand), d (discord) "
        "or s (silent), then write why. 1 to 7 show the other displays; a says which link is used "
        "and what the codebook claims.",
    ),
    Where.JOINT_QUOTES: Guide(
        "quotations of a cell",
        "The passages behind one cell of a joint display, each with what stands around it. Enter "
        "opens the transcript there.",
    ),
    Where.QUOTES: Guide(
        "quotations",
        "Every quotation under the themes and codes, as it would print for the readers named "
        "above: beside it what is said around it, what prints with it and what stands against it. "
        "f and / narrow the list, Tab goes to the themes and codes. Enter puts a quotation into "
        "the selection, which v shows in its order: J and K move, t leaves words out, l writes "
        "what leads into it. b says how evenly you quote, w writes the table.",
    ),
    Where.BALANCE: Guide(
        "balance of quotations",
        "Theme by theme: how many stand behind it and how many of them are quoted, who is quoted "
        "most, who never, which codes have no quotation and which counter-examples are not used. "
        "Enter shows the quotations of the theme.",
    ),
    Where.TRIMMING: Guide(
        "trimming a quotation",
        "Go from word to word with the arrows, press v where a cut begins, go to its end, press x: "
        "the words are left out and print as [...]. x on what is out puts it back. Each cut is "
        "kept at once, u takes it back; below stands the quotation as it will print.",
    ),
    Where.TABLES: Guide(
        "tables",
        "Codes by group, by document, by kind of document, by each other and by person, the "
        "framework matrix, and words: 1 to 8. Heads and names of rows stay while the arrows go "
        "from cell to cell; below or beside stands the cell in words, or why it has no figure. "
        "Enter goes to the passages behind it, e writes a summary in the framework matrix, w "
        "writes the table to a file. Groups too small to be shown stay hidden unless i opens the "
        "internal view.",
    ),
    Where.TABLE_PASSAGES: Guide(
        "passages of a cell",
        "The passages that one cell of a table counts, each with what stands around it and what "
        "would print beside it. Enter opens the transcript there.",
    ),
    Where.IDENTIFIERS: Guide(
        "identifiers",
        "What a scan found in the texts that may say who somebody is, form by form: what waits "
        "for you stands first. Read the mentions in the pane, then press one key: a takes what "
        "is offered, g says it more generally, s lets it stay, x says it is none, p that it is "
        "the participant proposed. That holds for all mentions that wait, and the next form "
        "appears; Enter shows the mentions one by one, to decide each by itself. m marks rows for "
        "one decision on all, . decides as before, u takes back.",
    ),
    Where.PARTICIPANTS: Guide(
        "participants",
        "Everybody who spoke, by pseudonym: what may be done with their words today and why not "
        "more, how they print beside a quotation, whether something is missing, in how many files "
        "that left they are quoted. r shows it for other readers, f limits the list. g asks the "
        "export gate about all quotations, e lists what has left. W is for somebody who withdraws: "
        "it first shows what would go.",
    ),
    Where.PERSON: Guide(
        "one participant",
        "Where they speak, what researchers wrote in place of their words, and which files that "
        "left quote them. Enter opens the transcript at their first turn, or at the passage.",
    ),
    Where.WITHDRAWING: Guide(
        "somebody withdraws",
        "What would go for good, file by file, and whom to warn. Nothing is removed before you "
        "press Enter and type the pseudonym; Escape leaves everything as it is. Afterwards the "
        "receipt stands here. It is never undone.",
    ),
    Where.LEFT: Guide(
        "what has left",
        "Every file that left the study, the last first: for whom, how many quotations, who is "
        "quoted, what the gate said. A file is stale once somebody in it withdrew or may not be "
        "quoted any more, or when it was written anew, changed or lost.",
    ),
    Where.GATE: Guide(
        "the export gate",
        "What stands against letting all quotations leave as they are now, by kind: what blocks "
        "comes first, then what stays behind by what was agreed to, then what to look at. Enter "
        "shows the quotations of a kind one by one.",
    ),
    Where.OBJECTIONS: Guide(
        "objections of one kind",
        "Each quotation against which this stands, with the passage. Enter opens the transcript "
        "there, i the review of identifiers for what waits in that text.",
    ),
    Where.VERIFYING: Guide(
        "verifying a report",
        "Every quotation of a finished report, held against the transcripts, consent and roster: "
        "verbatim and where, altered, stitched together, not found, used twice, without consent, "
        "naming somebody, or with an attribution that singles somebody out. r chooses the report, "
        "Enter opens the place in the transcript, w writes the list.",
    ),
    Where.DIFFERENCES: Guide(
        "differences",
        "The passages on which coders who are done differ: the heaviest first, edges last. A "
        "digit takes what that coder has, b what both have, n none; the next open one follows "
        "by itself. Enter shows both codings in the transcript. The coders' own codings stay as "
        "they are: what you decide is the consensus.",
    ),
    Where.SETTLING: Guide(
        "codings side by side",
        "One passage with what each coder has there. A digit takes that coder's, b both, n none, "
        "x leaves it to the codebook, e lets you say it otherwise. The next open passage follows "
        "by itself, u comes back.",
    ),
    Where.EDITING: Guide(
        "decision by hand",
        "Select the stretch as on the coding screen, choose the codes with c, and press Enter: "
        "this is what stands then. A digit begins with what that coder has.",
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
    Where.TEAM: Guide(
        "team",
        "Who codes what in a round, and who is how far: a row for each document, a column for each "
        "coder. States and words, never what somebody coded. Choose a document to read who has it, "
        "when they said done and whether it is closed to you; p shares documents out by a plan.",
    ),
    Where.PLANNING: Guide(
        "plan",
        "A proposal of who codes what, before anything is stored. Look at the loads and the "
        "warnings, change coders, share, groups or the draw, then press Enter to save it. Escape "
        "leaves everything as it was.",
    ),
    Where.INFERRING: Guide(
        "codings made elsewhere",
        "Who has codings in a document that nobody gave them. Enter takes each of these as work "
        "that is done; whoever read a document and found nothing cannot be told from codings.",
    ),
    Where.TRAINING: Guide(
        "training",
        "What a coder did for training beside what had been settled: first code by code, then the "
        "passages that differ, with both versions. Enter goes further in, to the transcript at "
        "last. Nothing here counts for agreement.",
    ),
    Where.BOTH: Guide("list and transcript"),
    Where.LISTS: Guide("every list"),
    Where.EVERYWHERE: Guide("every screen"),
}


"""Why an action can do nothing, in a few words, where a screen says that it cannot."""


def title_of(where: Where) -> str:
    """What people call that screen, or those screens."""
    return GUIDES[where].title
