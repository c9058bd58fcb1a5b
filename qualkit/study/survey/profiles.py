"""A survey's respondents by profile, against a sample that somebody names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from qualkit.core.instrument import Instrument, Reference
from qualkit.core.statistics import ProfileCount, ProfileLimit, Profiles
from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.study.session import Session, did_you_mean
from qualkit.study.survey.scoring import Scored, scored

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

OWN = "own"
"""The name that stands for the study's own respondents as the reference."""

_CIRCULAR = (
    "The reference is the study's own respondents: about as many lie above a limit as below, "
    "whatever their state, so these profiles say how they differ among themselves and nothing of "
    "how they compare with others."
)
_FEW = "A mean and SD of {n} respondents are no norm."
_MEANING = (
    "A profile describes a pattern of three scores against the reference; it diagnoses nobody."
)


def survey_profiles(
    session: Session, reference: str, *, instrument: str = "", survey: str = "",
    internal: bool = False, minimum: int | None = None,
) -> Profiles:  # fmt: skip
    """The respondents by profile against the reference of that name in the instrument's key.

    "own" takes the study's own mean and SD, and says that this is circular. RefusedError without
    a reference: there are no limits that would hold for everybody.
    """
    from qualkit.survey.hiding import minimum_cell
    from qualkit.survey.profiles import Profile, limits, profiles

    subscales = _subscales(session, instrument, survey)
    key = next(iter(subscales.values())).instrument
    references = _references(key, subscales, reference)
    found = limits(references)
    assigned = profiles({name: each.scores for name, each in subscales.items()}, found)
    names = next(iter(subscales.values())).respondents
    least = minimum_cell(session.settings.minimum_cell, minimum)
    members = tuple(
        (name, profile.value) for name, profile in zip(names, assigned, strict=True) if profile
    )
    hidden = not internal and len(members) < least
    return Profiles(
        instrument=key.id,
        instrument_name=key.name,
        reference="the study's own respondents" if reference == OWN else references["EE"].name,
        source=references["EE"].source,
        # The study's own mean and SD are figures of a group that is too small to be shown.
        limits=() if hidden and reference == OWN else found,
        respondents=len(names),
        scored=len(members),
        rows=_rows([profile for _, profile in members], tuple(Profile), hidden),
        members=() if hidden else members,
        notes=_notes(reference, references, subscales, found),
        hidden=hidden,
        minimum=least,
        internal=internal,
    )


def _subscales(session: Session, instrument: str, survey: str) -> dict[str, Scored]:
    every = scored(session, instrument=instrument, survey=survey)
    found = [each for each in every if each.instrument.profiles]
    if not found:
        raise NotFoundError(
            "profiles are made of the Maslach Burnout Inventory, which is not among these answers",
            "see what was asked: qualkit survey score",
        )
    keys = {each.instrument.id for each in found}
    if len(keys) > 1:
        raise InputError(
            f"there are {len(keys)} such instruments: {', '.join(sorted(keys))}",
            "say which: --instrument ID",
        )
    named = {each.subscale.id.upper(): each for each in found}
    return {name: named[name] for name in ("EE", "DP", "PA")}


def _references(
    key: Instrument, subscales: Mapping[str, Scored], wanted: str
) -> dict[str, Reference]:
    names = sorted({r.name for each in subscales.values() for r in each.subscale.references})
    how = (
        f"put its mean and SD under `references` of EE, DP and PA in the study's own copy of the "
        f"key (qualkit survey instruments copy {key.id}), then name it: --reference NAME"
    )
    if not wanted:
        raise RefusedError(
            "profiles need a named reference sample: no limits hold for everybody",
            f"there is: {', '.join(names)}" if names else how,
        )
    if wanted == OWN:
        return {name: _own(each) for name, each in subscales.items()}
    found: dict[str, Reference] = {}
    for name, each in subscales.items():
        for reference in each.subscale.references:
            if reference.name.casefold() == wanted.casefold():
                found[name] = reference
    if not found:
        raise NotFoundError(
            f"{key.id} has no reference '{wanted}'", did_you_mean(wanted, names) or how
        )
    if missing := [name for name in subscales if name not in found]:
        raise InputError(f"the reference '{wanted}' is not given for {', '.join(missing)}", how)
    return found


def _own(each: Scored) -> Reference:
    import numpy as np

    present = each.scores[~np.isnan(each.scores)]
    if len(present) < 2:
        raise InputError(f"{each.subscale.id} has fewer than two scores: there is no SD")
    mean, sd = float(present.mean()), float(present.std(ddof=1))
    return Reference("own", "this study", mean, sd, len(present))


def _rows(members: Sequence[str], every: Sequence[str], hidden: bool) -> tuple[ProfileCount, ...]:
    counts = {str(name): 0 for name in every}
    for profile in members:
        counts[profile] += 1
    whole = len(members)
    return tuple(
        ProfileCount(name, None, None)
        if hidden
        else ProfileCount(name, n, 100 * n / whole if whole else None)
        for name, n in counts.items()
    )


def _notes(
    wanted: str, references: Mapping[str, Reference], subscales: Mapping[str, Scored],
    limits: Sequence[ProfileLimit],
) -> tuple[str, ...]:  # fmt: skip
    notes = []
    if wanted == OWN or all(_same(each.scores, references[n]) for n, each in subscales.items()):
        notes.append(_CIRCULAR)
        notes.append(_FEW.format(n=min(len(each.scores) for each in subscales.values())))
    for limit in limits:
        if limit.value >= subscales[limit.subscale].scale.high:
            notes.append(
                f"Nobody can score high on {limit.subscale}: its limit lies at the top of the "
                "scale. Is the reference given in the same scoring?"
            )
    notes.append(_MEANING)
    return tuple(notes)


def _same(scores: NDArray[np.float64], reference: Reference) -> bool:
    """Whether a reference's figures are those of the scores, as far as two decimals say."""
    import numpy as np

    present = scores[~np.isnan(scores)]
    if len(present) < 2 or reference.mean is None or reference.sd is None:
        return False
    own = (float(present.mean()), float(present.std(ddof=1)))
    return max(abs(own[0] - reference.mean), abs(own[1] - reference.sd)) < 0.006
