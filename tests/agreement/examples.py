"""Tables from the literature and from manuals, with the figures printed there.

Where a paper was not at hand, its table and figure were taken from the public test suite or
documentation that is named after "in". The tables of Krippendorff (2011) A and B, of Landis & Koch
(1977, multiple sclerosis), of Boyd et al. (1982), of Fleiss, Levin & Paik (2003) and of the second
paradox were set down from knowledge, not from a page in front of us: their printed figures, margins
and errors fit. Every figure is recomputed by plain counting besides.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qualkit.agreement.chance import Coefficient
from qualkit.agreement.coefficients import (
    bennett_s,
    brennan_prediger,
    chance_agreement,
    cohen_kappa,
    conger_kappa,
    fleiss_kappa,
    gwet_ac1,
    holsti,
    krippendorff_alpha,
    light_kappa,
    percent_agreement,
    scott_pi,
    specific_agreement,
)
from qualkit.agreement.levels import Level
from qualkit.agreement.ratings import Ratings, Tallies
from qualkit.agreement.values import Value

N = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed figure: of what, the function that gives it, the number and its decimals."""

    name: str
    of: Callable[[Ratings | Tallies], Value]
    printed: float
    places: int


@dataclass(frozen=True, slots=True)
class Example:
    """A published table and its figures."""

    source: str
    table: Ratings | Tallies
    figures: tuple[Figure, ...]


def _light(table: Ratings) -> Value:
    return light_kappa(table).mean


_NAMES: dict[str, Callable[..., Value]] = {
    "percent": percent_agreement,
    "S": bennett_s,
    "pi": scott_pi,
    "kappa": cohen_kappa,
    "Fleiss": fleiss_kappa,
    "Conger": conger_kappa,
    "Light": _light,
    "AC1": gwet_ac1,
    "BP": brennan_prediger,
    "Holsti": holsti,
    "alpha": krippendorff_alpha,
    "ordinal alpha": lambda table: krippendorff_alpha(table, Level.ORDINAL),
    "interval alpha": lambda table: krippendorff_alpha(table, Level.INTERVAL),
    "ratio alpha": lambda table: krippendorff_alpha(table, Level.RATIO),
    "pe of pi": lambda table: chance_agreement(table, Coefficient.FLEISS),
    "pe of kappa": lambda table: chance_agreement(table, Coefficient.CONGER),
    "pe of S": lambda table: chance_agreement(table, Coefficient.BRENNAN_PREDIGER),
    "pe of AC1": lambda table: chance_agreement(table, Coefficient.GWET),
}


def _example(
    source: str, table: Ratings | Tallies | Sequence[Sequence[object]], told: str
) -> Example:
    """`told`: figures as "name number", semicolons between; "[x]" for the value x against all."""
    figures = []
    for entry in told.split(";"):
        name, _, number = entry.strip().rpartition(" ")
        figures.append(Figure(name, _of(name), float(number), len(number.partition(".")[2])))
    rated = table if isinstance(table, (Ratings, Tallies)) else Ratings.of(table)
    return Example(source, rated, tuple(figures))


def _of(name: str) -> Callable[..., Value]:
    plain, _, one = name.partition(" [")
    if not one:
        return _NAMES[name]
    value: object = int(one[:-1]) if one[:-1].isdigit() else one[:-1]
    if plain == "specific":
        return lambda table: specific_agreement(table, value)
    return lambda table: _NAMES[plain](table.dichotomised(value))


def _digits(rows: str) -> list[list[int]]:
    return [[int(each) for each in row] for row in rows.split()]


def _times(*rows: tuple[int, str]) -> Ratings:
    """Rows of one-letter labels, each so many times."""
    return Ratings.of([list(row) for _, row in rows], weights=[many for many, _ in rows])


FOUR_BY_TWELVE = [
    [1, 1, N, 1],
    [2, 2, 3, 2],
    [3, 3, 3, 3],
    [3, 3, 3, 3],
    [2, 2, 2, 2],
    [1, 2, 3, 4],
    [4, 4, 4, 4],
    [1, 1, 2, 1],
    [2, 2, 2, 2],
    [N, 5, 5, 5],
    [N, N, 1, 1],
    [N, N, 3, N],
]
FIVE_OBSERVERS = [
    [1, 1, 2, N, 2],
    [1, 1, 0, 1, N],
    [2, 3, 3, 3, N],
    [N, 0, 0, N, 0],
    [0, 0, 0, N, 0],
    [0, 0, 0, N, 0],
    [1, 0, 2, N, 1],
    [1, N, 2, 0, N],
    [2, 2, 2, N, 2],
    [2, 1, 1, 1, N],
    [N, 1, 0, 0, N],
    [0, 0, 0, 0, N],
    [1, 2, 2, 2, N],
    [3, 3, 2, 2, 3],
    [1, 1, 1, N, 1],
]
HAYES = [
    *FIVE_OBSERVERS,
    [1, 1, 1, N, 1],
    [2, 1, 2, N, 2],
    [1, 2, 3, 3, N],
    [1, 1, 0, 1, N],
    [0, 0, 0, N, 0],
    [0, 0, 1, 1, N],
    [0, 0, N, 0, 0],
    [2, 3, 3, 3, N],
    [0, 0, 0, 0, N],
    [1, 2, N, 2, 2],
    [0, 1, 1, 1, N],
    [0, 0, 0, 1, 0],
    [1, 2, 1, 2, N],
    [1, 1, 2, 2, N],
    [1, 1, 2, N, 2],
    [1, 1, 0, N, 0],
    [2, 1, 2, 1, N],
    [2, 2, N, 2, 2],
    [3, 2, 2, 2, N],
    [2, 2, 2, N, 2],
    [2, 2, 3, N, 2],
    [2, 2, 2, N, 2],
    [2, 2, N, 1, 2],
    [2, 2, 2, 2, N],
    [1, 1, 1, N, 1],
]
DIAGNOSES = (
    "444444 222555 233335 555555 222444 113333 333355 113334 114444 555555 144444 124444 222333 "
    "144444 224445 333335 111455 111112 224444 133555 555555 244444 224555 114444 144445 222224 "
    "111155 224444 133333 555555"
)
SIX_RATERS = [
    [0, 0, 0, 6, 0],
    [0, 3, 0, 0, 3],
    [0, 1, 4, 0, 1],
    [0, 0, 0, 0, 6],
    [0, 3, 0, 3, 0],
    [2, 0, 4, 0, 0],
    [0, 0, 4, 0, 2],
    [2, 0, 3, 1, 0],
    [2, 0, 0, 4, 0],
    [0, 0, 0, 0, 6],
    [1, 0, 0, 5, 0],
    [1, 1, 0, 4, 0],
    [0, 3, 3, 0, 0],
    [1, 0, 0, 5, 0],
    [0, 2, 0, 3, 1],
]
ABSTRACTORS = [[13, 0, 0], [0, 20, 7], [0, 4, 56]]
DIAGNOSIS_METHODS = [[40, 4, 4, 17], [6, 25, 2, 13], [4, 1, 21, 12], [15, 5, 9, 45]]
WINNIPEG = [[38, 5, 0, 1], [33, 11, 3, 0], [10, 14, 5, 6], [3, 7, 3, 10]]
NEW_ORLEANS = [[5, 3, 0, 0], [3, 11, 4, 0], [2, 13, 3, 4], [1, 2, 4, 14]]
CARCINOMA = [[22, 2, 2, 0], [5, 7, 14, 0], [0, 2, 36, 0], [0, 1, 17, 10]]
GROUPS = [
    ["a", "a", N, "a"],
    ["b", "b", "c", "b"],
    ["c", "c", "c", "c"],
    ["c", "c", "c", "c"],
    ["b", "b", "b", "b"],
    ["a", "b", "c", "d"],
    ["d", "d", "d", "d"],
    ["a", "a", "b", "a"],
    ["b", "b", "b", "b"],
    [N, "e", "e", "e"],
    [N, N, "a", "a"],
    [N, N, "c", N],
    ["b", "b", "c", "b"],
    ["b", "a", "c", "b"],
]
GENDER = [
    list(unit)
    for unit in zip(
        "aaaaabbbcaaaaab", "aaaababccaaaaba", "abbcaabbcabbcaa", "ccccaabbcccccaa", strict=True
    )
]
BEN_AND_GERRY = [list(unit) for unit in zip("aabbdcccedda", [*"babbbccce", N, *"dd"], strict=True)]

COHEN_37 = [[25, 12, 3], [13, 2, 15], [12, 16, 2]]
COHEN_45 = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]

EXAMPLES = (
    _example(
        "Krippendorff (1980), p. 133, in DKPro Statistics",
        [list(unit) for unit in zip("0100000010", "0110010100", strict=True)],
        "percent 0.600; alpha 0.095",
    ),
    _example(
        "Krippendorff (1980), p. 139, in DKPro Statistics",
        _digits("111 122 222 444 144 222 123 333 222"),
        "percent 0.741; alpha 0.642; interval alpha 0.547; ratio alpha 0.483;"
        "alpha [1] 0.381; alpha [2] 0.711; alpha [3] 0.717; alpha [4] 0.764",
    ),
    _example(
        "Krippendorff (2004), p. 224, in DKPro Statistics",
        _digits("10 11 01 00 00 01 00 01 00 00"),
        "percent 0.600; alpha 0.095",
    ),
    _example(
        "ATLAS.ti 9 manual, Methods for testing ICA: ten segments, two coders",
        [list(unit) for unit in zip("1100000000", "0110010100", strict=True)],
        "percent 0.6; Holsti 0.6",
    ),
    _example(
        "Krippendorff (2004), p. 227, in DKPro Statistics",
        list(map(list, ("aa", "ab", *["bb"] * 4, "bc", *["cc"] * 5))),
        "percent 0.833; alpha 0.734",
    ),
    _example(
        "Krippendorff (2011), example A, two observers and binary data",
        [list(unit) for unit in zip("0100000010", "1110010000", strict=True)],
        "alpha 0.095",
    ),
    _example(
        "Krippendorff (2011), example B, two observers and five categories",
        [list(unit) for unit in zip("aabbdcccedda", "babbbccceddd", strict=True)],
        "alpha 0.692",
    ),
    _example(
        "Krippendorff (2011), example C, four observers and twelve units; (2004), p. 230",
        FOUR_BY_TWELVE,
        "alpha 0.743; ordinal alpha 0.815; interval alpha 0.849; ratio alpha 0.797",
    ),
    _example(
        "Krippendorff (2004), p. 246, first table, in DKPro Statistics",
        Ratings.crossed([[12, 9, 9], [9, 14, 9], [9, 9, 20]]),
        "percent 0.460; S 0.190; pi 0.186; kappa 0.186",
    ),
    _example(
        "Krippendorff (2004), p. 246, second table, in DKPro Statistics",
        Ratings.crossed([[12, 18, 18], [0, 14, 18], [0, 0, 20]]),
        "percent 0.460; S 0.190; pi 0.186; kappa 0.258",
    ),
    _example(
        "Wikipedia, Krippendorff's alpha: three coders and fifteen units",
        [
            [N if each == "*" else int(each) for each in unit]
            for unit in zip("*****34121133*3", "1*213343*******", "**21344*21133*4", strict=True)
        ],
        "alpha 0.691; interval alpha 0.811",
    ),
    _example(
        "Hayes & Krippendorff (2007), p. 84, in DKPro Statistics; nominal and interval in"
        " nltk-krippendorff-validation",
        HAYES,
        "ordinal alpha 0.7598; alpha 0.477; interval alpha 0.757",
    ),
    _example(
        "Gwet (2014), cac.raw4raters, in the README of irrCAC for R",
        FOUR_BY_TWELVE,
        "percent 0.8181818; AC1 0.77544; Fleiss 0.76117; alpha 0.74342; Conger 0.76282; BP 0.77273;"
        "pe of AC1 0.1903212; pe of pi 0.2387153; pe of kappa 0.2334252; pe of S 0.2",
    ),
    _example(
        "Gwet (2014), cac.raw5obser, in the tests of irrCAC for Python",
        FIVE_OBSERVERS,
        "percent 0.616; AC1 0.497; Fleiss 0.458; Conger 0.469; BP 0.487; alpha 0.481",
    ),
    _example(
        "Gwet (2014), cac.raw.g1g2, in the tests of irrCAC for Python",
        GROUPS,
        "percent 0.744; AC1 0.685; Fleiss 0.657; Conger 0.659; BP 0.679; alpha 0.632",
    ),
    _example(
        "Gwet (2014), cac.raw.gender, in the tests of irrCAC for Python",
        GENDER,
        "percent 0.456; AC1 0.208; Fleiss 0.129; Conger 0.166; BP 0.183; alpha 0.143",
    ),
    _example(
        "Gwet (2014), cac.ben.gerry, in the tests of irrCAC for Python",
        BEN_AND_GERRY,
        "percent 0.727; AC1 0.661; Fleiss 0.649; Conger 0.657; BP 0.659; alpha 0.665",
    ),
    _example(
        "Gwet (2014), cont3x3abstractors, in the README of irrCAC for R",
        Ratings.crossed(ABSTRACTORS),
        "kappa 0.7964094; pi 0.7962397; AC1 0.8493305; BP 0.835; alpha 0.7972585; percent 0.89",
    ),
    _example(
        "Gwet (2014), cont4x4diagnosis, in the tests of irrCAC for Python",
        Ratings.crossed(DIAGNOSIS_METHODS),
        "kappa 0.432; pi 0.430",
    ),
    _example(
        "Gwet (2014), distrib.6raters, in the README of irrCAC for R",
        Tallies.of(SIX_RATERS),
        "AC1 0.4448007; Fleiss 0.4139265; alpha 0.4204384; BP 0.4388889; percent 0.5511111",
    ),
    _example(
        "Gwet (2014), cac.dist4cat, in the README of irrCAC for R",
        Tallies.of(_digits("301 211 211 202 310 310 040 031 004 310 040 031 022 004 310")),
        "AC1 0.3518903",
    ),
    _example(
        "Fleiss (1971), table 1; Light's kappa as printed for it in the manual of R's irr",
        _digits(DIAGNOSES),
        "Fleiss 0.430; Light 0.459",
    ),
    _example(
        "Wikipedia, Fleiss' kappa: fourteen raters and ten subjects",
        Tallies.of(
            [
                [0, 0, 0, 0, 14],
                [0, 2, 6, 4, 2],
                [0, 0, 3, 5, 6],
                [0, 3, 9, 2, 0],
                [2, 2, 8, 1, 1],
                [7, 7, 0, 0, 0],
                [3, 2, 6, 3, 0],
                [2, 5, 3, 2, 2],
                [6, 5, 2, 1, 0],
                [0, 2, 2, 3, 7],
            ]
        ),
        "Fleiss 0.210",
    ),
    _example(
        "Cohen (1960), p. 37, in DKPro Statistics",
        Ratings.crossed(COHEN_37),
        "percent 0.29; pe of kappa 0.35",
    ),
    _example(
        "Cohen (1960), p. 45, in DKPro Statistics",
        Ratings.crossed(COHEN_45),
        "percent 0.70; pe of kappa 0.41; kappa 0.492",
    ),
    _example(
        "Artstein & Poesio (2008), p. 558, in DKPro Statistics",
        Ratings.crossed([[20, 10], [20, 50]], values=["STAT", "IReq"]),
        "percent 0.7; S 0.4; pe of pi 0.545; pi 0.341; pe of kappa 0.54; kappa 0.348;"
        "specific [STAT] 0.571; specific [IReq] 0.769",
    ),
    _example(
        "Artstein & Poesio (2008), p. 568, in DKPro Statistics",
        Ratings.crossed([[46, 0, 0], [6, 32, 6], [0, 0, 10]]),
        "percent 0.88; pe of S 0.333; S 0.82; pe of pi 0.4014; pi 0.7995; pe of kappa 0.396;"
        "kappa 0.8013; alpha 0.80",
    ),
    _example(
        "Brennan & Prediger (1981), p. 689, in DKPro Statistics",
        Ratings.crossed([[50, 0, 0], [10, 10, 10], [20, 0, 0]]),
        "percent 0.60; pe of kappa 0.45; kappa 0.27; pe of S 0.33; S 0.40",
    ),
    _example(
        "Brennan & Prediger (1981), p. 691, in DKPro Statistics",
        Ratings.crossed([[50, 0, 10], [0, 10, 10], [10, 10, 0]]),
        "percent 0.60; pe of kappa 0.44; kappa 0.29; pe of S 0.33; S 0.40",
    ),
    _example(
        "Randolph (2005), p. 17, first table, in DKPro Statistics",
        ["YYY", "YYN", "NNY", "NNN"],
        "percent 0.67; pe of pi 0.50; Fleiss 0.33; S 0.33",
    ),
    _example(
        "Randolph (2005), p. 17, second table, in DKPro Statistics",
        ["YYY", "YYN", "YYN", "YYY"],
        "Fleiss -0.20; S 0.33",
    ),
    _example(
        "Randolph's online calculator, eight raters, in statsmodels",
        Tallies.of([[7, 1], [3, 5]]),
        "percent 0.607143; Fleiss 0.161905; S 0.214286",
    ),
    _example(
        "Randolph's online calculator, seven raters and an unused category, in statsmodels",
        Tallies.of([[6, 1, 0], [0, 7, 0]]),
        "percent 0.857143; Fleiss 0.708333; S 0.785714",
    ),
    _example(
        "Zwick (1988), p. 376, first table, in DKPro Statistics",
        Ratings.crossed([[20, 0, 0, 5], [0, 10, 15, 0], [0, 15, 10, 0], [5, 0, 0, 20]]),
        "percent 0.600; S 0.467; pi 0.467; kappa 0.467",
    ),
    _example(
        "Zwick (1988), p. 376, second table, in DKPro Statistics",
        Ratings.crossed([[20, 10, 10, 0], [10, 10, 0, 0], [10, 0, 10, 0], [0, 0, 0, 20]]),
        "percent 0.600; S 0.467; pi 0.444; kappa 0.444",
    ),
    _example(
        "Zwick (1988), p. 376, third table, in DKPro Statistics",
        Ratings.crossed([[20, 5, 5, 10], [0, 10, 5, 5], [0, 5, 10, 5], [0, 0, 0, 20]]),
        "percent 0.600; S 0.467; pi 0.46; kappa 0.474",
    ),
    _example(
        "Warrens (2010), p. 284, after O'Malley et al. (2006), in DKPro Statistics",
        _times(
            (14, "NNNNNNNN"),
            (1, "NNNANNNN"),
            (1, "NNNNNNNA"),
            (10, "AAAAAAAA"),
            (2, "AANAAAAN"),
            (1, "AANANAAN"),
            (1, "AANANANN"),
        ),
        "S 0.8358; Fleiss 0.8324; Conger 0.8326; Light 0.8325",
    ),
    _example(
        "Warrens (2012), p. 3, four raters, in DKPro Statistics",
        _times((10, "1111"), (2, "1010"), (2, "1000"), (1, "0001"), (15, "0000")),
        "Conger 0.802479",
    ),
    _example(
        "Warrens (2012), p. 3, its first two raters, in DKPro Statistics",
        _times((10, "11"), (4, "10"), (16, "00")),
        "kappa 0.7273; percent 0.8667",
    ),
    _example(
        "Warrens (2012), p. 9, second table, in DKPro Statistics",
        _times((6, "1111"), (5, "1010"), (4, "0000")),
        "Conger 0.564",
    ),
    _example(
        "Landis & Koch (1977), carcinoma, in Agresti (1992), p. 202, in DKPro Statistics",
        Ratings.crossed(CARCINOMA),
        "kappa 0.493",
    ),
    _example(
        "Landis & Koch (1977), multiple sclerosis, Winnipeg, in R's vcd (MSPatients)",
        Ratings.crossed(WINNIPEG),
        "kappa 0.208",
    ),
    _example(
        "Landis & Koch (1977), multiple sclerosis, New Orleans, in R's vcd (MSPatients)",
        Ratings.crossed(NEW_ORLEANS),
        "kappa 0.297",
    ),
    _example(
        "Feinstein & Cicchetti (1990), the first paradox, in Gerstman (2013), table 10.6 A",
        Ratings.crossed([[40, 9], [6, 45]]),
        "percent 0.85; pe of kappa 0.50; kappa 0.70",
    ),
    _example(
        "Feinstein & Cicchetti (1990), the first paradox, in Gerstman (2013), table 10.6 B",
        Ratings.crossed([[80, 10], [5, 5]]),
        "percent 0.85; kappa 0.32",
    ),
    _example(
        "Wikipedia, Cohen's kappa: the second paradox of Feinstein & Cicchetti, 60 % agreement",
        Ratings.crossed([[45, 15], [25, 15]]),
        "percent 0.60; pe of kappa 0.54; kappa 0.1304",
    ),
    _example(
        "Wikipedia, Cohen's kappa: the same agreement, other margins",
        Ratings.crossed([[25, 35], [5, 35]]),
        "percent 0.60; pe of kappa 0.46; kappa 0.2593",
    ),
    _example(
        "Wikipedia, Cohen's kappa: fifty proposals",
        Ratings.crossed([[20, 5], [10, 15]]),
        "percent 0.70; pe of kappa 0.50; kappa 0.4",
    ),
    _example(
        "Gerstman (2013), Epidemiology Kept Simple, illustrative example 10.1, p. 227",
        Ratings.crossed([[1467, 782], [1309, 16232]]),
        "percent 0.8943; pe of kappa 0.7780; kappa 0.524",
    ),
    _example(
        "Fleiss, Levin & Paik (2003), table 18.1: 100 diagnoses by two raters",
        Ratings.crossed([[75, 1, 4], [5, 4, 1], [0, 0, 10]]),
        "percent 0.89; pe of kappa 0.66; kappa 0.68",
    ),
    _example(
        "Boyd et al. (1982), two radiologists, in Stata's manual of kap",
        Ratings.crossed([[21, 12, 0, 0], [4, 17, 1, 0], [3, 9, 15, 2], [0, 0, 0, 1]]),
        "percent 0.6353; pe of kappa 0.3082; kappa 0.4728",
    ),
    _example(
        "SAS, PROC FREQ, simple kappa coefficient, in statsmodels",
        Ratings.crossed([[0, 4, 1], [0, 8, 0], [0, 1, 5]]),
        "kappa 0.4842",
    ),
    _example(
        "Mieskes (2009), p. 58, three annotators of seventeen words, in DKPro Statistics",
        [
            ["UH", "VB", "UH"],
            ["VB", "VBP", "VB"],
            ["NN", "NN", "RB"],
            ["RB", "UH", "UH"],
            *[[word] * 3 for word in ("UH", "RB", "JJ", "MD", *["PRP"] * 3, *["INP"] * 6)],
        ],
        "percent 0.84; pe of pi 0.20; Fleiss 0.80",
    ),
    _example(
        "Bianchi et al., README of quica: two coders and six texts",
        [list(unit) for unit in zip("010101", "010100", strict=True)],
        "alpha 0.685714; pi 0.657143; kappa 0.666667",
    ),
)
