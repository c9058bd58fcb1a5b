"""Parts of results in words, for faces that show one pair or one test at a time."""

from __future__ import annotations

from collections.abc import Sequence

from qualkit.core.statistics import Comparison, Effect, Pair, Test


def pair_words(comparison: Comparison, pair: Pair) -> str:
    """What one of a comparison's pairs says."""
    from qualkit.survey.sentences import pair_sentence

    return pair_sentence(comparison, pair)


def words_of_test(test: Test, effects: Sequence[Effect]) -> str:
    """A test with its degrees of freedom, p and first effect: "F(4, 35) = 11.23, p < .001"."""
    from qualkit.survey.wordings import outcome

    return outcome(test, effects)


def effect_words(effect: Effect) -> str:
    """A size of effect with its interval, where it has one; "" where it is undefined."""
    from qualkit.survey.wordings import effect_text

    return effect_text(effect)
