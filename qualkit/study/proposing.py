"""Where proposals come from: the codebook's words, a search, likeness to what is coded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from qualkit.analysis.lemmas import basis
from qualkit.analysis.matching import Matcher, matcher
from qualkit.core.codebook import Code
from qualkit.core.proposals import Candidate, ProposalSource, Why, Wish
from qualkit.core.records import Document, Role, Span, TextVersion
from qualkit.core.searching import Query, SearchMode
from qualkit.core.token_patterns import pattern_of
from qualkit.errors import InputError, RefusedError
from qualkit.storage import proposals as rows
from qualkit.study import codebook as book
from qualkit.study.blindness import sight
from qualkit.study.reading import reading
from qualkit.study.scope import Scope
from qualkit.study.session import Session


class Text:
    """One document's text, ready for proposals: what is said but not by interviewers."""

    def __init__(self, session: Session, document: Document, scope: Scope) -> None:
        self.document = document
        self.reading = reading(session, document.version_id)
        self.version: TextVersion = self.reading.version
        structure = self.version.structure
        turns = scope.turns(self.version)
        if structure.turns:
            asking = {s.number for s in structure.speakers if s.role is Role.INTERVIEWER}
            turns = frozenset(
                number
                for number, turn in enumerate(structure.turns)
                if turn.speaker not in asking and (turns is None or number in turns)
            )
        self.said = self.reading.said(turns)
        self.units = self.reading.units()


def texts(session: Session, scope: Scope) -> Iterator[Text]:
    """Every text that the limits allow, if anybody but interviewers says something in it."""
    for document in scope.documents:
        text = Text(session, document, scope)
        if text.said.turns:
            yield text


def candidates(session: Session, wish: Wish) -> tuple[Candidate, ...]:
    """The passages to propose, by code in the codebook's order and from the highest score.

    Nothing is stored. Left out are passages that the coder has given the code already, has
    refused for it, or has in the queue. Raises RefusedError where there is nothing to go by.
    """
    session.coder_or_refuse()
    if wish.source is ProposalSource.SIMILAR:
        from qualkit.study.similar import by_likeness

        found = by_likeness(session, wish)
    elif wish.source is ProposalSource.SEARCH:
        found = _by_search(session, wish)
    else:
        found = _by_find(session, wish)
    return tuple(_ranked(session, wish, found))


def candidates_in(folder: Path, coder: str, wish: Wish) -> tuple[Candidate, ...]:
    """The same; opens the study for itself, so it may run in a thread of its own."""
    from qualkit.study.opening import open_study

    with open_study(folder, coder) as study:
        return candidates(study._session, wish)


def _ranked(session: Session, wish: Wish, found: Iterable[Candidate]) -> Iterator[Candidate]:
    by_code: dict[str, list[Candidate]] = {}
    for candidate in found:
        by_code.setdefault(candidate.code, []).append(candidate)
    places = {document.id: number for number, document in enumerate(session.documents())}
    order = [code.id for code in book.codebook(session).codes if code.id in by_code]
    for code in order:
        coder = session.coder_or_refuse()
        known = rows.taken(session.store.database, coder, code, sight(session))
        new = [
            candidate
            for candidate in by_code[code]
            if not any(candidate.span.overlaps(s) for s in known.get(candidate.version_id, ()))
        ]
        new.sort(key=lambda c: (-c.score, places[c.document_id], c.span))
        yield from new[: wish.most or None]


def wanted_codes(session: Session, wish: Wish) -> list[Code]:
    """The codes that are wished for, or all that coders can use."""
    codebook = book.codebook(session)
    if not wish.codes:
        return [code for code in codebook.codes if code.in_use]
    found = [codebook.find(name) for name in wish.codes]
    for code in found:
        if not code.in_use:
            raise RefusedError(
                f"'{code.name}' takes no codings", "choose another: qualkit codebook show"
            )
    return found


def _by_search(session: Session, wish: Wish) -> Iterator[Candidate]:
    if wish.query is None or len(wish.codes) != 1:
        raise InputError(
            "a search proposes for one code",
            "say which: qualkit propose --from search --text TEXT --code CODE",
        )
    code = wanted_codes(session, wish)[0]
    rule = wish.query.mode.value
    words = (wish.query.text,)
    compared = basis().value if wish.query.mode is SearchMode.LEMMA else ""
    scope = Scope(session, wish.limits)
    with matcher(wish.query) as found:
        for text in texts(session, scope):
            hits: dict[Span, int] = {}
            for span in found.find(text.said, text.document.name):
                if scope.holds(text.version.id, span):
                    unit = text.units.around(span, wish.unit)
                    hits[unit] = hits.get(unit, 0) + 1
            for unit, number in hits.items():
                why = Why(rule, words, basis=compared)
                yield _candidate(code, text, unit, number, why)


def _candidate(code: Code, text: Text, span: Span, score: int, why: Why) -> Candidate:
    return Candidate(code.id, text.document.id, text.version.id, span, score, why)


def _by_find(session: Session, wish: Wish) -> Iterator[Candidate]:
    codes = wanted_codes(session, wish)
    finders = [_Finder(code) for code in codes if _has_find(code)]
    if not finders:
        named = f"'{codes[0].name}' has" if len(wish.codes) == 1 else "no code here has"
        raise RefusedError(
            f"{named} {'no ' if len(wish.codes) == 1 else ''}words under `find:` in the codebook",
            "write some there, or propose by a search, or by likeness to what you have coded",
        )
    scope = Scope(session, wish.limits)
    tokens = _Tokens(finders)
    try:
        for text in texts(session, scope):
            by_tokens = tokens.find(text)
            for finder in finders:
                hits = [*finder.find(text), *by_tokens.get(finder.code.id, ())]
                yield from _units(finder.code, text, hits, wish, scope)
    finally:
        for finder in finders:
            finder.close()


def _has_find(code: Code) -> bool:
    find = code.find
    return bool(find.words or find.lemmas or find.patterns or find.spacy)


def _units(
    code: Code, text: Text, hits: Sequence[tuple[str, Span]], wish: Wish, scope: Scope
) -> Iterator[Candidate]:
    """A candidate for each sentence or turn with a hit; more rules that fit rank it higher."""
    found: dict[Span, list[str]] = {}
    for rule, span in hits:
        if scope.holds(text.version.id, span):
            found.setdefault(text.units.around(span, wish.unit), []).append(rule)
    for unit, rules in found.items():
        different = tuple(dict.fromkeys(rules))
        compared = basis().value if any(rule.startswith("lemma ") for rule in different) else ""
        why = Why("find", different, basis=compared)
        yield _candidate(code, text, unit, 10 * len(different) + min(9, len(rules)), why)


class _Finder:
    """The words, lemmas and patterns of one code."""

    def __init__(self, code: Code) -> None:
        self.code = code
        find = code.find
        self._rules: list[tuple[str, Matcher]] = [
            *((word, matcher(Query(word, SearchMode.WORD))) for word in find.words),
            *((f"lemma {word}", matcher(Query(word, SearchMode.LEMMA))) for word in find.lemmas),
            *((f"/{p}/", matcher(Query(p, SearchMode.REGEX))) for p in find.patterns),
        ]

    def find(self, text: Text) -> Iterator[tuple[str, Span]]:
        """(rule, span) of every hit."""
        for rule, each in self._rules:
            for span in each.find(text.said, text.document.name):
                yield rule, span

    def close(self) -> None:
        """Let go of what the rules hold."""
        for _, each in self._rules:
            each.close()


class _Tokens:
    """The token patterns of all codes together, so that each text is cut into tokens once."""

    def __init__(self, finders: Sequence[_Finder]) -> None:
        self._owners = [
            (finder.code.id, f"token pattern {number}", text)
            for finder in finders
            for number, text in enumerate(finder.code.find.spacy, 1)
        ]
        self._patterns = None
        if self._owners:
            from qualkit.analysis.tokens import TokenPatterns

            self._patterns = TokenPatterns([pattern_of(text) for _, _, text in self._owners])

    def find(self, text: Text) -> dict[str, list[tuple[str, Span]]]:
        """Code to (rule, span) of every hit."""
        found: dict[str, list[tuple[str, Span]]] = {}
        if self._patterns is not None:
            for number, span in self._patterns.find(text.said):
                code, rule, _ = self._owners[number]
                found.setdefault(code, []).append((rule, span))
        return found


def resolved(session: Session, wish: Wish) -> Wish:
    """The wish with codes by id."""
    codebook = book.codebook(session)
    return replace(wish, codes=tuple(codebook.find(name).id for name in wish.codes))
