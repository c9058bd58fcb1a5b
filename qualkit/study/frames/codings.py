"""Codings, what was found by searching, and how far codes and coders got, as columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qualkit.core.records import Layer
from qualkit.study.frames.people import kinds
from qualkit.study.frames.recipe import Col, Here, Kind, Recipe


def _codings(here: Here) -> Sequence[Col]:
    """The columns of the codings CSV, which can be taken in again, then those for analysis."""
    return (
        Col("id", Kind.TEXT, "the coding's id", lambda c: c.id),
        Col("coder", Kind.CLASS, "who coded, by initials", lambda c: c.coder, here.coders),
        Col("document", Kind.CLASS, "the document's name", lambda c: here.document(c.document_id),
            here.names),
        Col("code", Kind.CLASS, "the code's id, its categories in the order of the codebook",
            lambda c: c.code, here.codes),
        Col("start", Kind.WHOLE, "first character, from 0", lambda c: c.span.start),
        Col("end", Kind.WHOLE, "the character after the last", lambda c: c.span.end),
        Col("quote", Kind.TEXT, "what is said there, as the team reads it", here.words, said=True),
        Col("round", Kind.CLASS, "the round of coding", lambda c: c.round),
        Col("memo", Kind.TEXT, "the memo on it", lambda c: c.memo, said=True),
        Col("time", Kind.TIME, "when it was made", lambda c: c.created_at),
        Col("codebook_version", Kind.CLASS, "fingerprint of the codebook it was made under",
            lambda c: c.codebook_version),
        Col("assisted", Kind.FLAG, "whether it was proposed by the program",
            lambda c: c.assisted),
        Col("layer", Kind.CLASS, "coder, or consensus", lambda c: c.layer.value,
            lambda: [layer.value for layer in Layer]),
        Col("code_name", Kind.CLASS, "the code's name", lambda c: here.code_name(c.code),
            here.code_names),
        Col("theme", Kind.CLASS, "the theme's name", lambda c: here.theme(c.code), here.themes),
        Col("kind", Kind.CLASS, "kind of document", lambda c: here.kind(c.document_id), kinds),
        Col("turn", Kind.WHOLE, "the turn in which it begins, from 1",
            lambda c: here.turn(c.version_id, c.span)),
        Col("participant", Kind.TEXT,
            "whose words lie inside: one pseudonym, or several with commas",
            lambda c: here.speakers(c.version_id, c.span)),
        Col("characters", Kind.WHOLE, "its length", lambda c: len(c.span)),
    )  # fmt: skip


def _counts(here: Here) -> Sequence[Col]:
    def subtheme(row: Any) -> str:
        code = here.book.code(row[0])
        return here.book.subtheme(code) if code else ""

    return (
        Col("code", Kind.TEXT, "the code's id", lambda r: r[0]),
        Col("code_name", Kind.TEXT, "its name", lambda r: here.code_name(r[0])),
        Col("theme", Kind.CLASS, "the theme's name", lambda r: here.theme(r[0]), here.themes),
        Col("subtheme", Kind.TEXT, "the code above it", subtheme),
        Col("own", Kind.WHOLE, "codings of the coder at work", lambda r: r[1].own),
        Col("references", Kind.WHOLE, "references outside survey comments",
            lambda r: r[1].references),
        Col("participants", Kind.WHOLE, "participants whose words lie inside",
            lambda r: r[1].participants),
        Col("respondents", Kind.WHOLE, "respondents, of survey comments alone",
            lambda r: r[1].respondents),
        Col("comment_references", Kind.WHOLE, "references in survey comments",
            lambda r: r[1].comment_references),
    )  # fmt: skip


def _progress(here: Here) -> Sequence[Col]:
    return (
        Col("document", Kind.TEXT, "the document's name", lambda r: here.document(r[0])),
        Col("codings", Kind.WHOLE, "the coder's codings in it", lambda r: r[1].codings),
        Col("coded_words", Kind.WHOLE, "words of participants inside them",
            lambda r: r[1].coded_words),
        Col("words", Kind.WHOLE, "words of participants in all", lambda r: r[1].words),
    )  # fmt: skip


def _hits(here: Here) -> Sequence[Col]:
    return (
        Col("document", Kind.CLASS, "the document's name", lambda h: h.document, here.names),
        Col("turn", Kind.WHOLE, "the turn, from 1", lambda h: h.turn or None),
        Col("speaker", Kind.TEXT, "who says it, by pseudonym", lambda h: h.speaker),
        Col("start", Kind.WHOLE, "first character, from 0", lambda h: h.span.start),
        Col("end", Kind.WHOLE, "the character after the last", lambda h: h.span.end),
        Col("before", Kind.TEXT, "the words before", lambda h: h.before, said=True),
        Col("words", Kind.TEXT, "the words that were found", lambda h: h.words, said=True),
        Col("after", Kind.TEXT, "the words behind", lambda h: h.after, said=True),
    )


CODINGS = Recipe(
    "coding", _codings, "id",
    remark="`study.import_codings` takes such a frame back: its first columns are the CSV's.",
)  # fmt: skip
COUNTS = Recipe("code", _counts, "code")
PROGRESS = Recipe("document", _progress, "document")
HITS = Recipe("place that was found", _hits)
