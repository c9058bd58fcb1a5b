"""Codes against groups, documents, participants and each other; words and how often they fall."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.study.frames import answering
from qualkit.study.verbs.base import Verbs

if TYPE_CHECKING:
    from qualkit.core.concordances import Order
    from qualkit.core.quotes import Quote
    from qualkit.core.records import Change, Document
    from qualkit.core.searching import SearchMode
    from qualkit.study.leaving.exporting import Exported
    from qualkit.study.matrices.cooccurring import CoOccurrence
    from qualkit.study.matrices.framework import Framework
    from qualkit.study.matrices.leaving import Leaving
    from qualkit.study.matrices.matrix import Matrix, MatrixKind
    from qualkit.study.matrices.word_records import Concordance, WordFrequencies


class MatrixVerbs(Verbs):
    """Codes against groups, documents, participants and each other; words."""

    def matrix(
        self, kind: MatrixKind | str = "code-by-attribute", *, by: str = "sector",
        themes: Sequence[str] = (), codes: Sequence[str] = (), themes_only: bool = False,
        binary: bool = False, respondents: bool = False, within: str = "overlap", layer: str = "",
        round: str = "", internal: bool = False,  # noqa: A002 - the field's word
    ) -> Matrix:  # fmt: skip
        """Codes by groups, documents, kinds of document, participants, or each other.

        `by` is an attribute of participants (code-by-attribute). With `themes_only` codes are
        rolled up to their themes. `cases` has a row a participant (or, with `respondents`, a
        respondent of the survey): references, or 0 and 1 if `binary`, and empty cells where none
        of their documents was coded. `within` is that of `cooccurrence`. Groups too small to be
        shown are hidden unless `internal`. `.table()` is to be printed, `.frame(measure)` a
        DataFrame.
        """
        from qualkit.study.matrices import cooccurring, counts
        from qualkit.study.matrices.material import Asked
        from qualkit.study.matrices.matrix import MatrixKind

        asked = Asked(tuple(themes), tuple(codes), themes_only, layer, round, internal)
        wanted = counts.named_kind(kind)
        if wanted is MatrixKind.ATTRIBUTE:
            return counts.by_attribute(self._session, asked, by)
        if wanted is MatrixKind.DOCUMENT:
            return counts.by_documents(self._session, asked)
        if wanted is MatrixKind.KIND:
            return counts.by_kinds(self._session, asked)
        if wanted is MatrixKind.CASES:
            return counts.cases(self._session, asked, binary=binary, respondents=respondents)
        return cooccurring.cooccurrence(self._session, asked, within).matrix

    def matrix_passages(
        self, kind: MatrixKind | str, row: str, column: str, *, of: str = "", by: str = "sector",
        themes_only: bool = False, respondents: bool = False, within: str = "overlap",
        layer: str = "", round: str = "", internal: bool = False,  # noqa: A002 - the field's word
    ) -> tuple[Quote, ...]:  # fmt: skip
        """The passages behind one cell of that matrix, exactly those that it counts.

        `row` and `column` are what they are of: ids or names of codes and themes, a group, a
        document, a participant. `of` is the kind of document of a row of code-by-attribute. They
        read as the team reads the texts; what a hidden cell holds is refused unless `internal`.
        """
        from qualkit.study.matrices import behind, counts
        from qualkit.study.matrices.material import Asked

        asked = Asked((), (), themes_only, layer, round, internal)
        return behind.behind(
            self._session, asked, counts.named_kind(kind), row, column, of=of, by=by,
            within=within, respondents=respondents,
        )  # fmt: skip

    def cooccurrence(
        self, *, themes: Sequence[str] = (), codes: Sequence[str] = (), themes_only: bool = False,
        within: str | int = "overlap", layer: str = "",
        round: str = "",  # noqa: A002 - the field's word
    ) -> CoOccurrence:  # fmt: skip
        """Which codes meet, pair by pair: how often, with the c-coefficient.

        `within` is overlap (they share a character), turn (they stand in one turn) or a number of
        turns that they may be apart.
        """
        from qualkit.study.matrices import cooccurring
        from qualkit.study.matrices.material import Asked

        asked = Asked(tuple(themes), tuple(codes), themes_only, layer, round)
        return cooccurring.cooccurrence(self._session, asked, str(within))

    @answering.framework
    def framework(
        self, *, themes: Sequence[str] = (), participants: Sequence[str] = (),
        quotes: int | None = 2, layer: str = "",
        round: str = "",  # noqa: A002 - the field's word
    ) -> Framework:  # fmt: skip
        """Participants by themes: the summary that somebody wrote, and quotations behind it.

        `quotes` is how many a cell, None for all; they read as the team reads the texts.
        """
        from qualkit.study.matrices import framework
        from qualkit.study.matrices.material import Asked

        asked = Asked(tuple(themes), layer=layer, round=round)
        return framework.framework(self._session, asked, participants, quotes)

    def summary(self, participant: str, theme: str, text: str) -> Change:
        """Write the summary of a participant on a theme, or word it anew; "" takes it away.

        Earlier wordings are kept in the history.
        """
        from qualkit.study.matrices import summaries

        return summaries.write(self._session, participant, theme, text)

    def concordance(
        self, text: str, *, mode: SearchMode | str = "word", case: bool = False,
        order: Order | str = "place", context: int = 8, everybody: bool = False,
        document: Document | str | None = None, kind: str = "", speaker: str = "", code: str = "",
        attributes: Mapping[str, str] | None = None,
    ) -> Concordance:  # fmt: skip
        """Keyword in context: every place where participants say the words, sorted.

        `mode` is word (with `*` for any ending), exact, lemma, regex or fuzzy; `order` is place,
        left, right (by the words before or after, the nearest first) or speaker. With `everybody`
        interviewers' words are looked through too; literature where `kind` or `document` asks for
        it. What is replaced in a text is not found.
        """
        from qualkit.core.concordances import Order
        from qualkit.study import wanting
        from qualkit.study.matrices import words

        limits = wanting.limits(
            self._session, documents=words.searched(self._session, document, kind), kind=kind,
            speaker=speaker, role=None if everybody else "participant", code=code,
            attributes=attributes,
        )  # fmt: skip
        query = wanting.query(text, mode, case=case)
        sorted_by = wanting.chosen(Order, order, "order of lines")
        return words.concordance(self._session, query, limits, sorted_by, context)

    def word_frequencies(
        self, by: str = "", *, kind: str = "", document: str = "", most: int = 50, least: int = 2,
        stop_words: bool = False, internal: bool = False,
    ) -> WordFrequencies:  # fmt: skip
        """How often participants say each word, by group, with what is typical of a group.

        `by` is an attribute of participants. Survey comments and literature are counted only where
        `kind` asks for them. Words that too few people of a group say are left out, and groups too
        small to be shown, unless `internal`.
        """
        from qualkit.study.matrices import words

        asked = words.WordsAsked(by, kind, document, most, least, stop_words, internal)
        return words.frequencies(self._session, asked)

    def export_matrix(
        self, made: Leaving, target: str | Path | None = None,
        format: str = "", template: Path | None = None, *,  # noqa: A002 - the option's name
        profile: str = "", leave_out: bool = False, force: str = "",
    ) -> Exported:  # fmt: skip
        """Write a matrix, co-occurrence, framework matrix, concordance or word frequencies.

        The quotations of a framework matrix leave as those of `export_quotes` do, whose `profile`,
        `leave_out` and `force` these are. A concordance and what has a row a participant are for
        the team and stamped so.
        """
        from qualkit.study.leaving.quotes_out import Terms
        from qualkit.study.matrices import leaving

        path = self._target(target, leaving.name_of(made), format or "xlsx")
        terms = Terms(profile, leave_out, force)
        return leaving.export(self._session, made, path, format, template, terms)
