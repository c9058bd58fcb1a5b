"""What the engine hands out: frozen records of plain numbers; None always comes with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qualkit.agreement.judgements import Ignored
from qualkit.agreement.values import Estimate, Value


class Flag(StrEnum):
    """What to know before reading a code's figures."""

    NOT_APPLIED = "not applied"
    """Nobody used the code in what two or more judged."""
    SINGLE_CODER = "single-coder code"
    """Only one coder used it, though others judged the same text."""
    RARE = "rare"
    """Used in one or two of the documents compared: the interval says little."""
    FEW_DOCUMENTS = "fewer than 5 documents"
    """Judged by two or more in one to four documents: no interval."""


@dataclass(frozen=True, slots=True)
class PairFigures:
    """Two coders on one code, over the documents both judged.

    both, first_only, second_only, neither: counted characters, or units. coded_first and
    coded_second: the share each marked. `percent` is a share from 0 to 1.
    """

    first: int
    second: int
    both: int
    first_only: int
    second_only: int
    neither: int
    documents: int
    kappa: Estimate
    f1: Value
    jaccard: Value
    negative: Value
    percent: Value
    ac1: Value
    prevalence: Value
    bias: Value
    coded_first: Value
    coded_second: Value


@dataclass(frozen=True, slots=True)
class CodeFigures:
    """All coders on one code, over the documents that two or more judged.

    With more than two coders `f1`, `jaccard` and `negative` count each pair of judgements once,
    and `prevalence` is 2 x share - 1, which for two coders is (n11 - n00)/N. `coded` has the
    share each coder marked of what they judged in these documents. `percent` gives each unit
    weight 1; AC1 takes the share from all documents judged at all (both after Gwet).
    `used_in` counts the documents in which somebody used the code, `coders` who judged.
    """

    code: int
    documents: int
    used_in: int
    coders: int
    alpha: Estimate
    f1: Value
    jaccard: Value
    negative: Value
    percent: Value
    ac1: Value
    prevalence: Value
    coded: tuple[Value, ...]
    pairs: tuple[PairFigures, ...]
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class PooledKappa:
    """Pooled kappa of two coders over all codes (de Vries et al. 2008)."""

    first: int
    second: int
    kappa: Estimate


@dataclass(frozen=True, slots=True)
class Overall:
    """All codes in one: never instead of the codes one by one.

    pooled: po and pe averaged over all codes and pairs, then corrected. with_alpha: how many
    codes have an alpha; below_667 and below_800: how many of these lie under the bound.
    not_applied, no_variation, no_overlap: how many codes are left out, by reason.
    """

    pooled: Estimate
    pairs: tuple[PooledKappa, ...]
    alpha_median: Value
    alpha_lowest: Value
    alpha_highest: Value
    with_alpha: int
    below_667: int
    below_800: int
    not_applied: int
    no_variation: int
    no_overlap: int


@dataclass(frozen=True, slots=True)
class Bootstrap:
    """How intervals are made: whole documents drawn with replacement, `replicates` times."""

    replicates: int = 1000
    seed: int = 1
    level: float = 0.95


@dataclass(frozen=True, slots=True)
class Agreement:
    """Every figure, per code (in the order of their numbers) and overall.

    documents: how many two or more judged; judged: how many anybody did. `bootstrap` is None
    where no intervals were asked for. `units` says that units were judged, not characters.
    """

    codes: tuple[CodeFigures, ...]
    overall: Overall
    documents: int
    judged: int
    units: bool
    bootstrap: Bootstrap | None
    ignored: Ignored


@dataclass(frozen=True, slots=True)
class FurtherPair:
    """Two coders on one code: what is shown on request."""

    first: int
    second: int
    scott: Value
    s: Value


@dataclass(frozen=True, slots=True)
class Further:
    """One code: what is shown on request. `light` is the mean of the pairs' kappas.

    `light_pairs` of the pairs have a kappa; `hubert` corrects their mean po by their mean pe.
    """

    code: int
    fleiss: Value
    s: Value
    light: Value
    light_pairs: int
    hubert: Value
    pairs: tuple[FurtherPair, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One code in one document, over all who judged it there.

    mass: text (or units) times the share of pairs of coders who differ on it.
    """

    document: int
    code: int
    alpha: Value
    f1: Value
    mass: float
    coders: int


@dataclass(frozen=True, slots=True)
class CoderMatrix:
    """Pooled kappa of every two coders (None on the diagonal), and who lowers it.

    mean: of the pairs that have one. without: the mean without each coder. drop: how much each
    one's presence lowers the mean. outlier: the coder with the largest drop, if any is above 0.
    """

    kappa: tuple[tuple[Value | None, ...], ...]
    mean: Value
    without: tuple[Value, ...]
    drop: tuple[Value, ...]
    outlier: int | None


@dataclass(frozen=True, slots=True)
class RoundChange:
    """A figure in two rounds and the difference, second less first, with its interval.

    The `below_667` and `below_800` of the difference are None.
    """

    first: Value
    second: Value
    difference: Estimate


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two rounds: alpha per code, and pooled kappa.

    paired: the figures are of the shared documents only, drawn together for both rounds;
    otherwise each round has its own documents, drawn apart.
    """

    paired: bool
    documents_first: int
    documents_second: int
    alpha: tuple[RoundChange, ...]
    pooled: RoundChange
