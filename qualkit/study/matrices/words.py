"""Words in context, and how often words are said by whom, as the team reads the texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from qualkit.analysis.concordance import sorted_lines
from qualkit.analysis.frequencies import (
    Tokens,
    log_likelihood,
    log_ratio,
    ranked,
    spread,
    words_of,
)
from qualkit.analysis.joint.material import KINDS, PLURAL
from qualkit.analysis.lemmas import basis, lemma_of
from qualkit.core.concordances import Line, Order
from qualkit.core.masking import Masks, Replacement
from qualkit.core.records import Document, DocumentKind, MarkKind, Role, Span
from qualkit.core.said import Said
from qualkit.core.searching import Limits, Query
from qualkit.errors import InputError
from qualkit.privacy import gate
from qualkit.study.matrices.groups import Side, sides
from qualkit.study.matrices.word_records import Concordance, GroupWords, WordCount, WordFrequencies
from qualkit.study.reading import reading
from qualkit.study.search import search
from qualkit.study.session import Session
from qualkit.study.wanting import chosen

# What stands in the place of something, and what an editor noted: nobody said it.
_BRACKETED = re.compile(r"\[[^\[\]]*\]")


def concordance(
    session: Session, query: Query, limits: Limits, order: Order, context: int
) -> Concordance:
    """Every place where the query fits, with `context` words on either side, sorted.

    What is shown is what the team reads; names on the roster are pseudonyms in brackets besides.
    """
    if context < 1:
        raise InputError(f"{context} words of context show nothing", "give 1 or more")
    mask = gate.mask_text(session.roster().forms())
    lines = (
        _masked(Line(h.document, h.turn, h.speaker, h.before, h.words, h.after, h.span), mask)
        for h in search(session, query, limits, context)
    )
    who = "participants' words" if limits.role is Role.PARTICIPANT else "everybody's words"
    return Concordance(
        query.text, f"{session.settings.title}: '{query.text}' in context", order,
        sorted_lines(lines, order), (f"Looked for in {who}, as {query.mode}.",),
    )  # fmt: skip


def searched(
    session: Session, document: Document | str | None, kind: str
) -> tuple[Document | str, ...]:
    """The documents to look through; () are all. Literature is nobody's words, unless asked for."""
    if document is not None:
        return (document,)
    spoken = tuple(d for d in session.documents() if d.kind is not DocumentKind.LITERATURE)
    if kind or not spoken or len(spoken) == len(session.documents()):
        return ()
    return spoken


def _masked(line: Line, mask: Callable[[str], str]) -> Line:
    whole = line.before + line.hit + line.after
    said = mask(whole)
    if said == whole:
        return line
    parts = mask(line.before), mask(line.hit), mask(line.after)
    if "".join(parts) != said:
        # A name lies across the edge of what was found: it stands in one piece or not at all.
        parts = "", said, ""
    return Line(line.document, line.turn, line.speaker, *parts, line.span)


@dataclass(frozen=True, slots=True)
class WordsAsked:
    """What word frequencies are asked for.

    `by` is an attribute ("" counts all together). `kind` is one kind of document; without one
    interviews, focus groups and other transcripts are counted, and never survey comments or
    literature with them. `most` words a group are shown, said at least `least` times.
    """

    by: str = ""
    kind: str = ""
    document: str = ""
    most: int = 50
    least: int = 2
    stop_words: bool = False
    internal: bool = False


def frequencies(session: Session, asked: WordsAsked) -> WordFrequencies:
    """How often words are said, by group; words of too few people are left out.

    Only what participants say is counted, replaced stretches and editors' notes left out.
    """
    documents = _documents(session, asked)
    counts, sizes = _counted(session, documents, stop_words=asked.stop_words)
    least_speakers = 1 if asked.internal else session.settings.attribution.minimum
    split: tuple[Side, ...] = (Side("", frozenset(counts)),)
    told: tuple[str, ...] = ()
    if asked.by:
        split, rule = sides(session, frozenset(counts), asked.by, internal=asked.internal)
        told = rule.notes()
    found = tuple(_groups(counts, sizes, split, asked, least_speakers))
    kinds = ", ".join(PLURAL.get(k, k.value) for k in dict.fromkeys(d.kind for d in documents))
    what = f"{session.settings.title}: words"
    return WordFrequencies(
        f"{what} by {asked.by}" if asked.by else what, asked.by, basis().value, found,
        least_speakers, (*_notes(asked, least_speakers, kinds), *told), asked.internal,
    )  # fmt: skip


def _documents(session: Session, asked: WordsAsked) -> list[Document]:
    if asked.document:
        return [session.document(asked.document)]
    if asked.kind:
        kind = chosen(DocumentKind, asked.kind, "kind of document")
        return [document for document in session.documents() if document.kind is kind]
    return [d for d in session.documents() if d.kind in KINDS and not d.kind.of_survey]


def _counted(
    session: Session, documents: Iterable[Document], *, stop_words: bool
) -> tuple[dict[str, Counter[str]], dict[str, int]]:
    """By speaker: how often each word is said, and how many words in all."""
    texts: dict[str, list[str]] = {}
    mask = gate.mask_text(session.roster().forms())
    for document in documents:
        for speaker, words in _said(session, document):
            texts.setdefault(speaker, []).append(_BRACKETED.sub(" ", mask(words)))
    tokens = Tokens(lemma_of(), stop_words=stop_words)
    forms, sizes = {}, {}
    for speaker, said in texts.items():
        forms[speaker], sizes[speaker] = tokens.count(said)
    # A form may be no word (lik); it is shown as it is spelt most often, which is one form's own.
    counts = {
        speaker: Counter({tokens.shown(form): times for form, times in found.items()})
        for speaker, found in forms.items()
    }
    return counts, sizes


def _said(session: Session, document: Document) -> Iterator[tuple[str, str]]:
    """Who says what, turn by turn, as the team reads it; participants alone."""
    read = reading(session, document.version_id)
    structure = read.structure
    silent = [
        Replacement(Span(mark.start, mark.end), "[]")
        for mark in structure.marks
        if mark.kind is MarkKind.EDITORIAL and not read.masks.overlaps(mark.start, mark.end)
    ]
    masks = Masks(sorted((*read.masks.all, *silent), key=lambda each: each.span))
    said = Said(read.version.text, structure, None, masks)
    for turn, words in said.strings():
        if turn.turn < 0:
            yield document.id, words
            continue
        speaker = structure.speakers[structure.turns[turn.turn].speaker]
        if speaker.role is Role.PARTICIPANT:
            yield speaker.pseudonym or document.id, words


def _groups(
    counts: Mapping[str, Counter[str]], sizes: Mapping[str, int], split: tuple[Side, ...],
    asked: WordsAsked, least_speakers: int,
) -> Iterator[GroupWords]:  # fmt: skip
    # Against the groups that are shown: with the others a hidden one's words could be worked out.
    shown = frozenset[str]().union(*(side.people for side in split))
    for side in split:
        if side.hidden:
            yield GroupWords(side.name, None, None, hidden=True)
            continue
        own = {person: counts[person] for person in sorted(side.people)}
        rest = {person: counts[person] for person in sorted(shown - side.people)}
        yield _group(side.name, own, rest, sizes, asked, least_speakers)


def _group(
    name: str, own: Mapping[str, Counter[str]], rest: Mapping[str, Counter[str]],
    sizes: Mapping[str, int], asked: WordsAsked, least_speakers: int,
) -> GroupWords:  # fmt: skip
    words, others = words_of(sizes, own), words_of(sizes, rest)
    elsewhere: Counter[str] = Counter()
    for said in rest.values():
        elsewhere.update(said)
    rows = [
        (word, count, speakers, log_likelihood(count, words, elsewhere[word], others))
        for word, count, speakers in ranked(own, least_speakers, asked.least)
    ]
    if rest:
        # What is typical of the group comes first, and what is not last.
        rows.sort(key=lambda row: -_signed(row[3], row[1], words, elsewhere[row[0]], others))
    people = {person: sizes[person] for person in own}
    return GroupWords(
        name, words, len(own),
        tuple(
            WordCount(
                word, count, speakers, 1000 * count / words if words else 0.0, keyness,
                log_ratio(count, words, elsewhere[word], others),
                spread({person: said[word] for person, said in own.items()}, people),
            )
            for word, count, speakers, keyness in rows[: asked.most]
        ),
    )  # fmt: skip


def _signed(keyness: float | None, count: int, words: int, other: int, others: int) -> float:
    if keyness is None:
        return 0.0
    return keyness if count * others >= other * words else -keyness


def _notes(asked: WordsAsked, least_speakers: int, kinds: str) -> tuple[str, ...]:
    said = [
        f"Words of participants in: {kinds or 'no document'}; counted by {basis().value}; stop "
        f"words {'counted' if asked.stop_words else 'left out'}; per 1,000 of all words.",
        "What is replaced in the texts, names on the roster and editors' notes are not counted.",
    ]
    if least_speakers > 1:
        said.append(f"Left out: words that fewer than {least_speakers} people of a group say.")
    if asked.by:
        said.append(
            "Keyness: log-likelihood against the other groups that are shown (Rayson and Garside "
            "2000); log ratio: 1 is twice as often (Hardie 2014); unevenness: Gries's DP."
        )
    return tuple(said)
