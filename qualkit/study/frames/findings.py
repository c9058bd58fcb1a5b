"""What may say who somebody is, and what is proposed, as columns that hold no word of a text."""

from __future__ import annotations

from collections.abc import Sequence

from qualkit.core.deidentifying import State
from qualkit.study.frames.recipe import Col, Here, Kind, Recipe


def _findings(here: Here) -> Sequence[Col]:
    return (
        Col("id", Kind.TEXT, "the finding's id", lambda f: f.finding.id),
        Col("document", Kind.CLASS, "the document's name", lambda f: f.document, here.names),
        Col("start", Kind.WHOLE, "first character, from 0", lambda f: f.finding.span.start),
        Col("end", Kind.WHOLE, "the character after the last", lambda f: f.finding.span.end),
        Col("type", Kind.CLASS, "what sort of identifier", lambda f: f.finding.type.value),
        Col("rule", Kind.CLASS, "the rule that found it", lambda f: f.finding.rule),
        Col("state", Kind.CLASS, "what is to become of it", lambda f: f.finding.state.value,
            lambda: [state.value for state in State]),
        Col("replacement", Kind.TEXT, "what stands in its place", lambda f: f.finding.replacement),
        Col("wider", Kind.TEXT, "what stands there in public", lambda f: f.finding.wider),
        Col("participant", Kind.CLASS, "whose pseudonym it gets", lambda f: f.finding.participant),
        Col("decided_by", Kind.CLASS, "who decided, by initials",
            lambda f: f.finding.decided_by, here.coders),
        Col("decided", Kind.TIME, "when", lambda f: f.finding.decided_at),
    )  # fmt: skip


def _progress(_: Here) -> Sequence[Col]:
    return (
        Col("document", Kind.TEXT, "the document's name", lambda p: p.document.name),
        Col("scanned", Kind.FLAG, "whether its text in force was scanned", lambda p: p.scanned),
        Col("findings", Kind.WHOLE, "findings in it", lambda p: p.total),
        Col("waiting", Kind.WHOLE, "findings that wait for a person", lambda p: p.waiting),
        Col("left", Kind.WHOLE, "decisions left behind on an earlier text", lambda p: p.left),
    )


def _proposals(here: Here) -> Sequence[Col]:
    return (
        Col("id", Kind.TEXT, "the proposal's id", lambda p: p.id),
        Col("code", Kind.CLASS, "the code's id", lambda p: p.code, here.codes),
        Col("document", Kind.CLASS, "the document's name", lambda p: here.document(p.document_id),
            here.names),
        Col("start", Kind.WHOLE, "first character, from 0", lambda p: p.span.start),
        Col("end", Kind.WHOLE, "the character after the last", lambda p: p.span.end),
        Col("words", Kind.TEXT, "what is said there", here.words, said=True),
        Col("source", Kind.CLASS, "find, search or similar", lambda p: p.source.value),
        Col("score", Kind.WHOLE, "ranks within a code, the highest first", lambda p: p.score),
        Col("state", Kind.CLASS, "open, accepted, ...", lambda p: p.state.value),
    )  # fmt: skip


FINDINGS = Recipe(
    "finding", _findings, "id",
    remark="The words that it stands on are left out: an identifier belongs in no frame.",
)  # fmt: skip
PROGRESS = Recipe("document", _progress, "document")
PROPOSALS = Recipe("proposal", _proposals, "id")
