"""Memos, marks, notes for the team, bookmarks and paraphrases as columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from qualkit.core.joint import Judgement, NoteKind
from qualkit.core.marks import CodingMark, CodingMarkKind, MemoKind
from qualkit.study.frames.recipe import Col, Here, Kind, Recipe


def _id(what: str) -> Col:
    return Col("id", Kind.TEXT, f"the {what}'s id", lambda each: each.id)


def _coder(here: Here, who: str = "whose it is, by initials") -> Col:
    return Col("coder", Kind.CLASS, who, lambda each: each.coder, here.coders)


def _document(here: Here) -> Col:
    return Col("document", Kind.CLASS, "the document's name",
               lambda each: here.document(each.document_id), here.names)  # fmt: skip


def _time(meaning: str = "when it was written") -> Col:
    return Col("time", Kind.TIME, meaning, lambda each: each.at)


def _span() -> tuple[Col, Col]:
    return (
        Col("start", Kind.WHOLE, "first character, from 0",
            lambda each: each.span.start if each.span else None),
        Col("end", Kind.WHOLE, "the character after the last",
            lambda each: each.span.end if each.span else None),
    )  # fmt: skip


def _code(here: Here) -> tuple[Col, Col]:
    return (
        Col("code", Kind.CLASS, "the code's id", lambda each: each.code, here.codes),
        Col("code_name", Kind.CLASS, "its name", lambda each: here.code_name(each.code),
            here.code_names),
    )  # fmt: skip


def _memos(here: Here) -> Sequence[Col]:
    return (
        _id("memo"),
        Col("kind", Kind.CLASS, "what it is about: coding, document, code, ...",
            lambda m: m.kind.value, lambda: [kind.value for kind in MemoKind]),
        Col("title", Kind.TEXT, "the name of what it is about", lambda m: m.title),
        _coder(here),
        Col("memo", Kind.TEXT, "its words", lambda m: m.text, said=True),
        _time("when it was written last"), _document(here), *_span(),
        Col("target", Kind.TEXT, "the id of what it is about; missing for the study",
            lambda m: m.target),
    )  # fmt: skip


def _marks(here: Here) -> Sequence[Col]:
    return (
        _id("mark"),
        Col("coding", Kind.TEXT, "the id of the coding", lambda m: m.coding_id),
        Col("kind", Kind.CLASS, "star or counter-example", lambda m: m.kind.value,
            lambda: [kind.value for kind in CodingMarkKind]),
        _coder(here),
        Col("note", Kind.TEXT, "why, if anybody said", lambda m: m.note, said=True),
        _time("when it was set"),
    )  # fmt: skip


def _each(pairs: Iterable[Any]) -> Iterator[CodingMark]:
    return (mark for _, marks in pairs for mark in marks)


def _notes(here: Here) -> Sequence[Col]:
    return (
        _id("note"), _document(here), *_span(), *_code(here), _coder(here),
        Col("note", Kind.TEXT, "its words", lambda n: n.text, said=True),
        _time(),
        Col("settled", Kind.FLAG, "whether it has been dealt with", lambda n: n.settled),
    )  # fmt: skip


def _bookmarks(here: Here) -> Sequence[Col]:
    return (
        _id("bookmark"), _document(here), *_span(),
        Col("words", Kind.TEXT, "what is said there", here.words, said=True),
        _time("when it was set"),
    )  # fmt: skip


def _paraphrases(here: Here) -> Sequence[Col]:
    return (
        _id("paraphrase"), _document(here), *_span(), *_code(here), _coder(here),
        Col("paraphrase", Kind.TEXT, "the researcher's words", lambda p: p.text, said=True),
        _time(),
    )  # fmt: skip


def _joint(here: Here) -> Sequence[Col]:
    return (
        _id("note"),
        Col("theme", Kind.TEXT, "the theme's id", lambda n: n.theme),
        Col("kind", Kind.CLASS, "lead-in, remark, fit or meta-inference", lambda n: n.kind.value,
            lambda: [kind.value for kind in NoteKind]),
        Col("judgement", Kind.CLASS, "how survey and interviews fit; missing: no judgement",
            lambda n: n.judgement.value if n.judgement else "",
            lambda: [each.value for each in Judgement]),
        Col("instrument", Kind.TEXT, "the instrument that is judged", lambda n: n.instrument),
        Col("subscale", Kind.TEXT, "its subscale", lambda n: n.subscale),
        Col("codes", Kind.TEXT, "the ids of the codes judged, with commas",
            lambda n: ", ".join(n.codes)),
        Col("text", Kind.TEXT, "what was written", lambda n: n.text, said=True),
        Col("provisional", Kind.FLAG, "whether it has still to be checked",
            lambda n: n.provisional),
        _coder(here), _time(),
    )  # fmt: skip


MEMOS = Recipe("memo", _memos, "id")
MARKS = Recipe("star or counter-example", _marks, "id", rows=_each)
NOTES = Recipe("note for the team", _notes, "id")
BOOKMARKS = Recipe("bookmark", _bookmarks, "id")
JOINT = Recipe("note in a joint display", _joint, "id")
PARAPHRASES = Recipe("paraphrase", _paraphrases, "id")
