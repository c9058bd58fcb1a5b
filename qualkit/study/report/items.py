"""The items of COREQ and SRQR: numbers, topics in our own words, and what can answer them.

COREQ: Tong, Sainsbury and Craig 2007, 32 items. SRQR: O'Brien and others 2014, 21 items. Neither
checklist's wording stands here; whoever reports by one has it at hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Source(StrEnum):
    """Where the answer to an item comes from."""

    PROJECT = "the study's records"
    DRAFT = "drafted from the records, a person confirms"
    SETTINGS = "study.yaml"
    PERSON = "a person writes it"


@dataclass(frozen=True, slots=True)
class Item:
    """One item. `evidence` is the key under which a study gives its answer.

    `by` says what in a study answers it; `place` is the section of a report where it belongs.
    """

    number: int
    domain: str
    topic: str
    evidence: str
    source: Source
    by: str
    place: str


_TEAM = "Research team and reflexivity"
_DESIGN = "Study design"
_ANALYSIS = "Analysis and findings"

_OWN = "a sentence of its own"
_P, _D, _S, _W = Source.PROJECT, Source.DRAFT, Source.SETTINGS, Source.PERSON

COREQ = (
    Item(1, _TEAM, "Who interviewed or moderated", "interviewers", _W, "a memo", "Methods"),
    Item(2, _TEAM, "Their qualifications", "credentials", _W, "a memo", "Methods"),
    Item(3, _TEAM, "Their occupation at the time", "occupation", _W, "a memo", "Methods"),
    Item(4, _TEAM, "Their gender", "gender", _W, "a memo", "Methods"),
    Item(5, _TEAM, "Their experience and training", "experience", _W, "a memo", "Methods"),
    Item(6, _TEAM, "Acquaintance with participants beforehand", "acquaintance", _W, "a memo",
         "Methods"),
    Item(7, _TEAM, "What participants knew of the interviewer", "known_of_interviewer", _W,
         "a memo", "Methods"),
    Item(8, _TEAM, "Interests and assumptions of the interviewer", "assumptions", _W, "a memo",
         "Methods"),
    Item(9, _DESIGN, "Methodological orientation", "orientation", _S, "approach", "Methods"),
    Item(10, _DESIGN, "How participants were selected", "sampling", _S, _OWN, "Methods"),
    Item(11, _DESIGN, "How participants were approached", "approach", _S, _OWN, "Methods"),
    Item(12, _DESIGN, "Number of participants", "sample_size", _P, "participants and documents",
         "Sample"),
    Item(13, _DESIGN, "Who declined or dropped out", "non_participation", _S, _OWN, "Sample"),
    Item(14, _DESIGN, "Where data were collected", "setting", _S, _OWN, "Methods"),
    Item(15, _DESIGN, "Others present", "others_present", _S, _OWN, "Methods"),
    Item(16, _DESIGN, "Characteristics of the sample", "sample", _P,
         "attributes of participants, small groups hidden", "Sample"),
    Item(17, _DESIGN, "Interview guide and piloting", "guide", _S, _OWN, "Methods"),
    Item(18, _DESIGN, "Repeat interviews", "repeat_interviews", _P, "documents by participant",
         "Sample"),
    Item(19, _DESIGN, "Recording", "recording", _S, _OWN, "Methods"),
    Item(20, _DESIGN, "Field notes", "field_notes", _S, _OWN, "Methods"),
    Item(21, _DESIGN, "Duration", "duration", _P, "time stamps of transcripts", "Sample"),
    Item(22, _DESIGN, "Saturation", "saturation", _D, "new codes by transcript, no verdict",
         "Methods"),
    Item(23, _DESIGN, "Transcripts returned", "transcripts_returned", _S, _OWN, "Methods"),
    Item(24, _ANALYSIS, "Number of coders", "coders", _P, "codings and rounds", "Methods"),
    Item(25, _ANALYSIS, "Coding tree", "coding_tree", _P, "the codebook", "Appendix"),
    Item(26, _ANALYSIS, "How themes were derived", "derivation", _D,
         "origin of codes, versions of the codebook", "Methods"),
    Item(27, _ANALYSIS, "Software", "software", _P, "name and version", "Methods"),
    Item(28, _ANALYSIS, "Feedback of participants on findings", "member_checking", _S,
         "what was returned and what came of it", "Findings"),
    Item(29, _ANALYSIS, "Quotations with an identifier each", "quotations", _P,
         "attributions of the quotations", "Findings"),
    Item(30, _ANALYSIS, "Findings that the data bear out", "consistency", _D,
         "themes without a quotation, quotations without a code", "Findings"),
    Item(31, _ANALYSIS, "Major themes", "major_themes", _P, "themes and their counts", "Findings"),
    Item(32, _ANALYSIS, "Minor themes and diverse cases", "minor_themes", _D,
         "counter-examples", "Findings"),
)  # fmt: skip

_TITLE, _INTRODUCTION, _METHODS = "Title and abstract", "Introduction", "Methods"
_RESULTS, _DISCUSSION, _OTHER = "Results", "Discussion", "Other"

SRQR = (
    Item(1, _TITLE, "Title that names the approach", "title", _P, "the report's title", "Title"),
    Item(2, _TITLE, "Abstract", "abstract", _W, "the summary", "Summary"),
    Item(3, _INTRODUCTION, "Problem and its background", "problem", _W, _OWN, "Introduction"),
    Item(4, _INTRODUCTION, "Purpose and questions", "purpose", _W, _OWN, "Introduction"),
    Item(5, _METHODS, "Approach and paradigm", "orientation", _S, "approach", "Methods"),
    Item(6, _METHODS, "Researchers and reflexivity", "assumptions", _W, "a memo", "Methods"),
    Item(7, _METHODS, "Context", "setting", _S, _OWN, "Methods"),
    Item(8, _METHODS, "Sampling", "sampling", _S, _OWN, "Methods"),
    Item(9, _METHODS, "Ethics", "ethics", _S, "consent forms and approval", "Methods"),
    Item(10, _METHODS, "How data were collected", "collection", _S, _OWN, "Methods"),
    Item(11, _METHODS, "Instruments and recording", "guide", _S, "guide and instruments",
         "Methods"),
    Item(12, _METHODS, "Units of study", "sample_size", _P, "participants and documents",
         "Sample"),
    Item(13, _METHODS, "Processing, with anonymisation", "processing", _P,
         "decisions on identifiers", "Methods"),
    Item(14, _METHODS, "Analysis", "derivation", _P, "rounds, codebook and layers", "Methods"),
    Item(15, _METHODS, "What makes it trustworthy", "trustworthiness", _P,
         "agreement, settled differences, record of changes", "Methods"),
    Item(16, _RESULTS, "Synthesis and interpretation", "major_themes", _D,
         "themes and their counts", "Findings"),
    Item(17, _RESULTS, "Evidence for each finding", "quotations", _P,
         "quotations with attributions", "Findings"),
    Item(18, _DISCUSSION, "Relation to earlier work", "literature", _D,
         "literature coded beside transcripts", "Discussion"),
    Item(19, _DISCUSSION, "Limitations", "limitations", _W, _OWN, "Limitations"),
    Item(20, _OTHER, "Conflicts of interest", "interests", _W, _OWN, "Front matter"),
    Item(21, _OTHER, "Funding", "funding", _W, _OWN, "Front matter"),
)  # fmt: skip
