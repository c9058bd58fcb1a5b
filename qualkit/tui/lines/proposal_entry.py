"""A proposal as paragraphs: the passage where it stands, and why it is proposed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qualkit.core.codebook import Codebook
from qualkit.core.proposals import Proposal, ProposalSource
from qualkit.core.records import Coding, Layer, Span
from qualkit.study import Study
from qualkit.tui.lines.book import Passages
from qualkit.tui.lines.bookentry import BLANK, passage_entry, said
from qualkit.tui.palette import Palette
from qualkit.tui.widgets.entry import Paragraph

_LIKE = ("this one", "these two", "these three")


class Reasons:
    """Tells the reasons of proposals; each text and coding is read once."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._passages = Passages(study)
        self._codings: dict[str, Coding] | None = None

    def entry(
        self, proposal: Proposal, span: Span, book: Codebook, look: Palette, around: int
    ) -> tuple[Paragraph, ...]:
        """The passage with so many characters around it, the reason, and what the code means."""
        code = book.code(proposal.code)
        passage = self._passages.of(_as_coding(proposal, span), around)
        name = book.name_of(proposal.code)
        place, words = passage_entry(passage, look)
        head = Paragraph(((name, look.strong), (" · ", look.quiet), *place.runs))
        lines = [head, words, BLANK, *self._reason(proposal, look, max(120, around // 2))]
        if code is not None and (meaning := code.brief or code.definition):
            lines += [BLANK, said(f"{code.name}: {' '.join(meaning.split())}", look.quiet)]
            rules = [f"Not when: {rule}" for rule in code.not_when]
            lines += [said(rule, look.quiet, "· ") for rule in rules]
        return tuple(lines)

    def turn(self, proposal: Proposal) -> list[str]:
        """Turn and speaker, for the status line."""
        passage = self._passages.of(_as_coding(proposal, proposal.span), 0)
        return [f"turn {passage.turn}", passage.speaker] if passage.turn else []

    def _reason(self, proposal: Proposal, look: Palette, longest: int) -> Iterator[Paragraph]:
        why = proposal.why
        if proposal.source is not ProposalSource.SIMILAR:
            where = "the codebook's" if proposal.source is ProposalSource.FIND else "your search,"
            yield said(f"Proposed by {where} {', '.join(_quoted(why.words))}", look.text)
            return
        like = [(each, self._coding(each.coding_id)) for each in why.like]
        there = [(each, coding) for each, coding in like if coding is not None]
        words = ", ".join(_quoted(why.words))
        number = _LIKE[len(why.like) - 1] if why.like else "these"
        yield said(
            f"{proposal.score}% like {number} of yours, by {words} (compared by {why.basis}):",
            look.text,
        )
        said_there = self._study.words_of([coding for _, coding in there])
        for (each, _), text in zip(there, said_there, strict=True):
            flat = " ".join(text.split())
            cut = f"{flat[:longest].rsplit(' ', 1)[0]}…" if len(flat) > longest else flat
            yield said(f"“{cut}”", look.text, f"{each.percent:>3}% ", look.quiet)
        if len(there) < len(like):
            yield said("(Some of them you have taken out since.)", look.quiet)

    def _coding(self, identity: str) -> Coding | None:
        if self._codings is None:
            found = self._study.codings(coder=self._study.coder)
            self._codings = {coding.id: coding for coding in found}
        return self._codings.get(identity)


def _quoted(words: Sequence[str]) -> list[str]:
    return [word if word.startswith(("/", "token pattern")) else f"“{word}”" for word in words]


def _as_coding(proposal: Proposal, span: Span) -> Coding:
    """A coding that does not exist, to find the words by."""
    return Coding(
        proposal.id, proposal.document_id, proposal.version_id, Layer.CODER, proposal.coder, "",
        proposal.code, span, proposal.created_at, "",
    )  # fmt: skip
