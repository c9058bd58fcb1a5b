"""The scores of a study's respondents: what descriptions, comparisons and displays are made of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qualkit.core.instrument import Instrument, Scoring, Subscale
from qualkit.core.statistics import Scale
from qualkit.core.survey import Responses
from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.study.session import Session, did_you_mean

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """One subscale's scores, one entry a respondent in the order of `responses.respondents`.

    `scores` is NaN where too few items were answered; `answered` says how many were. Scores of
    single people: faces show them under the respondent's key, without attributes.
    """

    scale: Scale
    instrument: Instrument
    subscale: Subscale
    scores: NDArray[np.float64]
    answered: NDArray[np.int64]
    responses: Responses

    @property
    def respondents(self) -> tuple[str, ...]:
        """The keys of those who answered the survey."""
        return self.responses.respondents

    @property
    def items(self) -> int:
        """How many items the subscale has."""
        return len(self.subscale.items)

    def groups(self, by: str) -> tuple[str, ...]:
        """The value of an attribute for each respondent, "" where it is not known."""
        wanted = by.casefold()
        for name, values in self.responses.attributes.items():
            if name.casefold() == wanted:
                return values
        names = tuple(self.responses.attributes)
        raise NotFoundError(f"the survey has no attribute '{by}'", did_you_mean(by, names))


def scored(
    session: Session, *, instrument: str = "", survey: str = "", scoring: str = "",
    reference: str = "",
) -> tuple[Scored, ...]:  # fmt: skip
    """Every subscale of the survey's instruments, or of the one named, scored.

    `scoring` "mean" or "sum" overrides what the key says. With a `reference` that the key names,
    t-scores against it, of the subscales that have it. NotFoundError for a survey, instrument,
    key or reference that is not there.
    """
    from qualkit.study.survey.files import responses

    found = responses(session, survey)
    every = of_responses(session, found, instrument=instrument, scoring=scoring)
    return _against(every, reference) if reference else every


def of_responses(
    session: Session, responses: Responses, *, instrument: str = "", scoring: str = ""
) -> tuple[Scored, ...]:
    """The same, of answers at hand."""
    chosen = scoring_named(scoring)
    keys = closed_keys(session, responses, instrument)
    return tuple(one for key in keys for one in _of_key(responses, key, chosen))


def closed_keys(session: Session, responses: Responses, instrument: str = "") -> list[Instrument]:
    """The keys that the survey is scored by, or the one named.

    Of several those that are open still are left out, and a notice says so; RefusedError where
    no other is left, or the one named is open.
    """
    from qualkit.study.survey.instruments import closed_instrument

    found: list[Instrument] = []
    refused: list[RefusedError] = []
    for name in asked(responses, instrument):
        try:
            found.append(closed_instrument(session, name))
        except RefusedError as error:
            refused.append(error)
    if not found:
        raise refused[0]
    for each in refused:
        session.notice(f"left out: {each.message}; {each.hint}")
    return found


def _against(every: tuple[Scored, ...], wanted: str) -> tuple[Scored, ...]:
    from qualkit.survey.scoring import t_scores

    found = []
    for each in every:
        for sample in each.subscale.references:
            if sample.name.casefold() != wanted.casefold():
                continue
            if each.scale.scoring != each.subscale.scoring:
                raise InputError(
                    f"the reference '{sample.name}' holds for the {each.subscale.scoring.value}",
                    "leave --scoring out",
                )
            scale = replace(each.scale, scoring=f"t-score against {sample.name}", anchors=())
            ends = t_scores(_array([each.scale.low, each.scale.high]), sample)
            scale = replace(scale, low=float(ends[0]), high=float(ends[1]))
            found.append(replace(each, scale=scale, scores=t_scores(each.scores, sample)))
    if not found:
        names = tuple({r.name: 0 for each in every for r in each.subscale.references})
        raise NotFoundError(
            f"no subscale has a reference '{wanted}'",
            did_you_mean(wanted, names) or "references stand in the key: docs/instruments.md",
        )
    return tuple(found)


def _array(values: list[float]) -> NDArray[np.float64]:
    import numpy as np

    return np.array(values, dtype=np.float64)


def scoring_named(name: str) -> Scoring | None:
    """Mean or sum as asked for; None where the key decides."""
    if not name:
        return None
    if name not in tuple(Scoring):
        raise InputError(f"there is no scoring '{name}'", "it can be mean or sum")
    return Scoring(name)


def asked(responses: Responses, instrument: str = "") -> tuple[str, ...]:
    """The instruments of the survey, or the one of them that is named."""
    names = tuple(responses.items)
    if not instrument:
        if names:
            return names
        raise NotFoundError(
            "the survey holds no instrument",
            "say which columns are its items in the survey's mapping, then import it again",
        )
    for name in names:
        if name.casefold() == instrument.casefold():
            return (name,)
    raise NotFoundError(f"the survey did not ask '{instrument}'", did_you_mean(instrument, names))


def answers(responses: Responses, instrument: Instrument) -> NDArray[np.float64]:
    """The answers as the room of surveys takes them: N x K in the key's order, NaN for none."""
    import numpy as np

    given = responses.items[instrument.id]
    if foreign := [item for item in given if item not in instrument.items]:
        raise InputError(
            f"the survey has the item {instrument.id}.{foreign[0]}, which its key does not know",
            f"see the key with: qualkit survey instruments show {instrument.id}",
        )
    found = np.full((len(responses), len(instrument.items)), np.nan, order="F")
    for number, item in enumerate(instrument.items):
        if item in given:
            found[:, number] = np.frombuffer(given[item], dtype=np.float64)
    return found


def _of_key(
    responses: Responses, instrument: Instrument, chosen: Scoring | None
) -> tuple[Scored, ...]:
    from qualkit.survey.scoring import scale, score

    found = score(
        answers(responses, instrument), instrument, scoring=chosen,
        respondents=responses.respondents,
    )  # fmt: skip
    return tuple(
        Scored(
            scale(instrument, subscale, chosen), instrument, subscale,
            found.values[:, number], found.answered[:, number], responses,
        )
        for number, subscale in enumerate(instrument.subscales)
    )  # fmt: skip
