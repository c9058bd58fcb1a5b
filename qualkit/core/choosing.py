"""Choosing quotations for a report: what is wanted, what was found, what was chosen, how evenly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from qualkit.core.clearing import Objection
from qualkit.core.marks import CodingMark, CodingMarkKind
from qualkit.core.records import DocumentKind, Span


@dataclass(frozen=True, slots=True)
class QuoteChoice:
    """Which quotations are wanted; an empty field does not limit, and all limits hold at once.

    `layer` is final, consensus, union or a coder's initials; without one it is what study.yaml
    says, else final (where a `coder` is named: all that coder's codings). `merge` makes one
    reference of overlapping codings of one code; `most` keeps that many quotations a code, spread
    over as many participants as there are. `scores_by` is an attribute: beside each quotation
    stand the survey's scores of its speakers' groups on the scales that its code is linked to.

    `attributes` are (name, value) pairs of a participant who speaks in it: several values of one
    name are any of them, several names all of them. `bands` are `SUBSCALE=LABEL`: published bands
    of the scores of those whose survey may be linked, and of nobody else. `starred`,
    `counter_examples`, `used` (in a saved selection), `exported` (in one that was written to a
    file since) and `may_leave` (the gate of `profile`) ask for yes or no; `words` for what was
    said. `selection` is a saved selection: its quotations, in its order, as they were trimmed.
    """

    themes: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    coder: str = ""
    round: str = ""
    document: str = ""
    merge: bool = True
    most: int | None = None
    layer: str = ""
    scores_by: str = ""
    kinds: tuple[DocumentKind | str, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()
    bands: tuple[str, ...] = ()
    starred: bool | None = None
    counter_examples: bool | None = None
    used: bool | None = None
    exported: bool | None = None
    may_leave: bool | None = None
    words: str = ""
    selection: str = ""
    profile: str = ""

    def told(self) -> Iterator[tuple[str, str]]:
        """The limits in words, for the line that says where a file comes from."""
        lists = (
            ("themes", self.themes), ("codes", self.codes), ("document", (self.document,)),
            ("documents of kind", tuple(map(str, self.kinds))),
            ("participants", tuple(f"{name}={value}" for name, value in self.attributes)),
            ("published bands", self.bands), ("words", (self.words,)),
            ("selection", (self.selection,)),
        )  # fmt: skip
        for name, values in lists:
            if any(values):
                yield name, ", ".join(values)
        asked = (
            ("starred", self.starred), ("counter-examples", self.counter_examples),
            ("used in a selection", self.used), ("written to a file", self.exported),
            ("may leave", self.may_leave),
        )  # fmt: skip
        for name, wanted in asked:
            if wanted is not None:
                yield name, "yes" if wanted else "no"
        if self.most:
            yield "quotations a code", str(self.most)

    @property
    def by_material(self) -> bool:
        """Whether documents or people are limited, so that the counts are of fewer."""
        return bool(self.kinds or self.attributes or self.bands)

    @property
    def by_quotation(self) -> bool:
        """Whether single quotations are limited: how far a code reaches does not change by it."""
        asked = (self.starred, self.counter_examples, self.used, self.exported, self.may_leave)
        return bool(self.words) or any(each is not None for each in asked)


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """A quotation as it stands in the study, and what is known of it.

    `words` are as they would print for the readers that were named, an exchange with its labels
    and lines; `speakers` the participants in it, `attribution` what prints beside it, without
    brackets. `marks` are stars and counter-examples, `selections` the names of those that hold it,
    `exported` whether one of them was written to a file since; `objections` what stands against
    letting it leave; `paraphrased` that the words are a researcher's, which nobody selects.
    """

    code: str
    code_name: str
    theme: str
    subtheme: str
    document_id: str
    document: str
    kind: DocumentKind
    version_id: str
    sha256: str
    span: Span
    turn: int
    words: str
    speakers: tuple[str, ...]
    attribution: str
    coders: tuple[str, ...]
    layer: str
    round: str
    codebook_version: str
    marks: tuple[CodingMark, ...] = ()
    selections: tuple[str, ...] = ()
    exported: bool = False
    objections: tuple[Objection, ...] = ()
    paraphrased: bool = False

    @property
    def stars(self) -> int:
        """How many people starred it."""
        return sum(mark.kind is CodingMarkKind.STAR for mark in self.marks)

    @property
    def counter_example(self) -> bool:
        """Whether somebody says that it speaks against what its code or theme says."""
        return any(mark.kind is CodingMarkKind.COUNTER_EXAMPLE for mark in self.marks)

    @property
    def may_leave(self) -> bool:
        """Whether nothing stands in its way, and nobody it quotes refused."""
        return not any(each.against.blocks or each.against.left_out for each in self.objections)

    @property
    def place(self) -> tuple[str, str, int, int]:
        """What tells it from every other: code, version of the text, start and end."""
        return self.code, self.version_id, self.span.start, self.span.end


@dataclass(frozen=True, slots=True)
class QuoteCount:
    """How many quotations there are of something, and how many people are in them.

    `id` and `name` are a theme's or a code's, "" for all; `theme` is the theme's id of a code.
    Participants and respondents of a survey are counted apart.
    """

    id: str
    name: str
    theme: str = ""
    quotations: int = 0
    participants: int = 0
    respondents: int = 0
    starred: int = 0
    counter_examples: int = 0
    used: int = 0
    may_leave: int = 0


@dataclass(frozen=True, slots=True)
class QuoteCounts:
    """The counts of a choice: of all, by theme and by code in the order of the codebook."""

    total: QuoteCount
    themes: tuple[QuoteCount, ...]
    codes: tuple[QuoteCount, ...]


@dataclass(frozen=True, slots=True)
class ContextTurn:
    """What is said before or behind a quotation; `number` from 1, 0 in a text without speakers.

    The turn that a quotation lies in gives what is left of it on either side.
    """

    number: int
    speaker: str
    words: str


@dataclass(frozen=True, slots=True)
class QuoteView:
    """One quotation with what is said around it, and why its attribution says no more.

    `widened` are sentences that name what was left out: for the team, never for a file. `notes`
    are those of marks: who, and why.
    """

    quote: FoundQuote
    before: tuple[ContextTurn, ...]
    behind: tuple[ContextTurn, ...]
    widened: tuple[str, ...] = ()
    profile: str = ""


class ChosenState(StrEnum):
    """What a chosen quotation is today."""

    READY = "ready"
    MERGED = "its code was merged"
    UNCOVERED = "only a part of it is coded so still"
    UNCODED = "nobody has it under that code any more"
    ONE_CODER = "some coders have it so and others not, and nobody has decided"
    OTHER_LAYER = "it is not in the layer that is written"
    RETIRED = "its code was retired"
    NO_CODE = "its code is gone from the codebook"
    CORRECTED = "its text was corrected"
    REMOVED = "its document was taken out"
    CUT_ANEW = "its cuts were made in other words"

    @property
    def prints(self) -> bool:
        """Whether it is written to a file, told as what it is; the others wait for somebody."""
        return self in (
            ChosenState.READY, ChosenState.MERGED, ChosenState.UNCOVERED, ChosenState.ONE_CODER
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ChosenQuote:
    """A quotation of a saved selection, in its place (from 1).

    `quote.words` are as they print, cuts as `[...]`; `whole` is without cuts, which count from the
    quotation's start. `attributes` are those that print with it, None where study.yaml says;
    `qualifies` the id of the quotation that it speaks against. `mend` says what to do where its
    `state` is not ready; `warnings` what a person should look at.
    """

    id: str
    place: int
    quote: FoundQuote
    whole: str
    cuts: tuple[Span, ...]
    state: ChosenState
    mend: str = ""
    note: str = ""
    lead_in: str = ""
    qualifies: str = ""
    attributes: tuple[str, ...] | None = None
    coder: str = ""
    at: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def prints(self) -> bool:
        """Whether it stands in what is written for these readers, where nothing is overruled."""
        return self.state.prints and self.quote.may_leave


@dataclass(frozen=True, slots=True)
class SavedSelection:
    """A selection by name, and how many quotations it holds."""

    id: str
    name: str
    coder: str
    at: str
    quotations: int = 0


@dataclass(frozen=True, slots=True)
class ChosenQuotes:
    """A selection with its quotations in the order of printing.

    A counter-example stands right behind what it qualifies, whatever its place. Where it is
    `blind`, documents are coded blind still, and what others chose in them is not among these.
    """

    selection: SavedSelection
    quotes: tuple[ChosenQuote, ...]
    profile: str = ""
    blind: bool = False


@dataclass(frozen=True, slots=True)
class ImportedSelection:
    """What came of a file of chosen quotations: new and known ones, and the selections' names."""

    new: int
    known: int
    selections: tuple[str, ...]
