"""spaCy's token patterns, on words alone: no trained model is needed or used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from qualkit.analysis.lemmas import lemma_of
from qualkit.core.folding import fold, plain_signs
from qualkit.core.records import Span
from qualkit.core.said import Said
from qualkit.core.token_patterns import TokenPattern
from qualkit.errors import InputError

# What only a trained model can tell of a word.
_NEED_A_MODEL = frozenset({"POS", "TAG", "DEP", "MORPH", "ENT_TYPE", "ENT_IOB", "ENT_ID"})


class TokenPatterns:
    """Finds token patterns; made once for many texts, because loading spaCy takes 1.4 s.

    `LEMMA` is compared by lemmas or word forms, whichever there are. Raises InputError where a
    pattern is none of spaCy's, or needs a trained model.
    """

    def __init__(self, patterns: Sequence[TokenPattern]) -> None:
        import spacy
        from spacy.matcher import Matcher

        self._lemma = lemma_of()
        pipeline = spacy.blank("en")
        self._tokenizer: Any = pipeline.tokenizer
        self._matcher: Any = Matcher(pipeline.vocab, validate=True)
        self._with_lemmas = False
        for number, pattern in enumerate(patterns):
            prepared = [self._prepared(token) for token in pattern]
            try:
                self._matcher.add(str(number), [prepared], greedy="LONGEST")
            except (ValueError, TypeError, KeyError) as error:
                said = " ".join(str(error).split())
                raise InputError(
                    f"{pattern} is no token pattern of spaCy's: {said}",
                    "correct it in the codebook",
                ) from error
        self._strings: Any = pipeline.vocab.strings

    def _prepared(self, token: dict[str, Any]) -> dict[str, Any]:
        if needed := _NEED_A_MODEL.intersection(key.upper() for key in token):
            raise InputError(
                f"a token pattern asks for {', '.join(sorted(needed))}, which only a trained "
                "model knows; qualkit uses none",
                "use LOWER, LEMMA, REGEX, IS_DIGIT and the like",
            )
        self._with_lemmas = self._with_lemmas or any(key.upper() == "LEMMA" for key in token)
        return {k: self._lemmas(v) if k.upper() == "LEMMA" else v for k, v in token.items()}

    def _lemmas(self, value: Any) -> Any:
        if isinstance(value, str):
            return self._lemma(fold(value).text)
        if isinstance(value, list):
            return [self._lemmas(each) for each in value]
        if isinstance(value, dict):
            return {k: v if k == "REGEX" else self._lemmas(v) for k, v in value.items()}
        return value

    def find(self, said: Said) -> Iterator[tuple[int, Span]]:
        """(number of the pattern, span) of every match, turn by turn."""
        for turn, words in said.strings():
            tokens = self._tokenizer(plain_signs(words))
            if self._with_lemmas:
                for token in tokens:
                    token.lemma_ = self._lemma(fold(token.text).text)
            for key, first, last in self._matcher(tokens):
                start, end = tokens[first].idx, tokens[last - 1].idx + len(tokens[last - 1])
                if span := said.source(turn.start + start, turn.start + end):
                    yield int(self._strings[key]), span
