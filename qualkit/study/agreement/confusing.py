"""Which code stood for which, and what settling would do to each code's alpha."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import isnan
from typing import TYPE_CHECKING

from qualkit.core.team import DifferenceKind
from qualkit.study.agreement import answering
from qualkit.study.agreement.material import gather
from qualkit.study.agreement.meant import check_codes
from qualkit.study.agreement.numbering import Numbered, numbered
from qualkit.study.agreement.question import AgreementQuestion, Unit
from qualkit.study.agreement.report import Figure
from qualkit.study.drafts import hidden_codes
from qualkit.study.session import Session

if TYPE_CHECKING:
    import pandas as pd

    from qualkit.agreement.passages import Runs
    from qualkit.agreement.settling import Settled


@dataclass(frozen=True, slots=True)
class Settling:
    """What would come of settling some passages of one code, nothing else being changed.

    `characters` is the disagreement in them (length times the share of pairs that differ).
    `alpha` is the code's figure now; `with_code` if everybody had the code in all of them,
    `without` if nobody had. What is decided lies between.
    """

    passages: int
    characters: float
    alpha: Figure
    with_code: Figure
    without: Figure


@dataclass(frozen=True, slots=True)
class Confused:
    """A code, and the code that somebody put in its place; `share` is of all disagreement.

    Where one says A and the other B of the same words, there is a row of A (with B instead) and
    one of B (with A instead): each is settled for itself.
    """

    code: str
    name: str
    other: str
    other_name: str
    share: float
    settling: Settling


@dataclass(frozen=True, slots=True)
class Gain:
    """What there is to gain on one code: all of its disagreement by kind, the commonest last."""

    code: str
    name: str
    share: float
    kinds: tuple[tuple[DifferenceKind, Settling], ...]


@dataclass(frozen=True, slots=True)
class Confusions:
    """Codes taken for each other, and what there is to gain on each code; the most first.

    `total` is all disagreement in characters.
    """

    question: AgreementQuestion
    rounds: tuple[str, ...]
    raters: tuple[str, ...]
    documents: int
    pairs: tuple[Confused, ...]
    gains: tuple[Gain, ...]
    total: float

    def frame(self) -> pd.DataFrame:
        """A row for each code and the code that somebody put in its place, as a DataFrame."""
        from qualkit.study.frames.agreement import frame_of_confusions

        return frame_of_confusions(self)

    notes: tuple[str, ...]


def confusions(session: Session, question: AgreementQuestion) -> Confusions:
    """Which codes coders took for each other, by characters; what one may see of it.

    Raises RefusedError where nothing can be compared.
    """
    from qualkit.agreement.disagreements import runs

    asked = replace(question, unit=Unit.CHARACTER, codes=check_codes(session, question.codes))
    material = gather(session, asked)
    answering.refuse_nothing(material, asked)
    arrays = numbered(session, asked, material)
    found = runs(arrays.codings, arrays.scope)
    wanted, hidden = frozenset(asked.codes), hidden_codes(session)
    return Confusions(
        asked, material.rounds, arrays.raters,
        sum(len(one.judged) > 1 for one in material.compared),
        tuple(
            pair for pair in _pairs(arrays, found)
            if (not wanted or wanted & {pair.code, pair.other})
            and not hidden & {pair.code, pair.other}
        ),
        tuple(
            gain for gain in _gains(arrays, found)
            if (not wanted or gain.code in wanted) and gain.code not in hidden
        ),
        found.total, answering.notes(session, asked, material),
    )  # fmt: skip


def _pairs(arrays: Numbered, found: Runs) -> Iterator[Confused]:
    """One row for each code and what stood in its place, by falling mass."""
    import numpy as np

    from qualkit.agreement.settling import alpha_if_groups_settled

    told = found.confusion()
    codes = len(arrays.codes)
    keys = told.code * codes + told.other
    place = {int(key): number for number, key in enumerate(keys)}
    of_run = found.code * codes + found.other
    group = np.array(
        [place[int(k)] if o >= 0 else -1 for k, o in zip(of_run, found.other, strict=True)],
        np.int64,
    )
    settled = alpha_if_groups_settled(found, group, len(told))
    for row in range(len(told)):
        code, other = arrays.codes[told.code[row]], arrays.codes[told.other[row]]
        mass = float(told.mass[row])
        yield Confused(
            code, _name(arrays, code), other, _name(arrays, other), mass / (found.total or 1.0),
            _settling(settled, row, int(told.count[row]), mass),
        )  # fmt: skip


def _gains(arrays: Numbered, found: Runs) -> list[Gain]:
    """Each code on which there is disagreement, by kind, the most first."""
    import numpy as np

    from qualkit.agreement.settling import alpha_if_groups_settled

    # The engine numbers its kinds as DifferenceKind lists them: substitution, omission, edge.
    kinds = tuple(DifferenceKind)
    group = found.code * len(kinds) + found.kind
    groups = len(arrays.codes) * len(kinds)
    settled = alpha_if_groups_settled(found, group, groups)
    count = np.bincount(group, minlength=groups)
    mass = found.by_code()
    gains = []
    for number, code in enumerate(arrays.codes):
        rows: Sequence[int] = range(number * len(kinds), (number + 1) * len(kinds))
        told = tuple(
            (kind, _settling(settled, row, int(count[row]), float(mass[number, place])))
            for place, (kind, row) in enumerate(zip(kinds, rows, strict=True))
            if count[row]
        )
        if told:
            share = float(mass[number].sum()) / (found.total or 1.0)
            gains.append(Gain(code, _name(arrays, code), share, told))
    return sorted(gains, key=lambda gain: (-gain.share, gain.name))


def _settling(settled: Settled, row: int, passages: int, mass: float) -> Settling:
    return Settling(
        passages, mass,
        _figure(float(settled.before[row]), "no variation"),
        _figure(float(settled.with_code[row]), "no variation"),
        _figure(float(settled.without[row]), "not applied"),
    )  # fmt: skip


def _figure(value: float, reason: str) -> Figure:
    return Figure(None, reason) if isnan(value) else Figure(value)


def _name(arrays: Numbered, code: str) -> str:
    return arrays.names.get(code, code)
