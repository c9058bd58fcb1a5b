"""What settling one passage would do to a figure: "kappa would rise from 0.61 to 0.66".

A settled passage leaves its coders agreeing: all with the code, or all without. Only its own
length moves between the counts of its code, so each passage costs the same, however long the
texts are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from qualkit.agreement.arrays import Floats, Ints
from qualkit.agreement.formulas import alpha_binary, cohen
from qualkit.agreement.passages import Runs
from qualkit.agreement.sweep import size
from qualkit.agreement.tables import crowd_table, pair_tables
from qualkit.errors import InputError


@dataclass(frozen=True, slots=True, eq=False)
class Settled:
    """A code's figure before and after a passage (or a group of them) alone is settled.

    All (R,), one number a passage or group; NaN: undefined.

    with_code: all coders end up with the code there. without: none does.
    """

    before: Floats
    with_code: Floats
    without: Floats


def alpha_if_settled(runs: Runs) -> Settled:
    """Krippendorff's alpha of the passage's code over all coders, in characters.

    With m judges of whom h gave the code to a passage of length w, the unlike coincidences fall
    by 2 w h (m - h) / (m - 1), and w (m - h) judgements become yes, or w h become no.
    """
    return _alpha(runs, np.arange(len(runs)), len(runs))


def alpha_if_groups_settled(runs: Runs, group: Ints, groups: int) -> Settled:
    """Krippendorff's alpha of a code if all passages of a group are settled; all (groups,).

    group (R,): the group of each passage from 0, or -1 for none; a group has passages of one code
    only (InputError for others). A group without passages is undefined. Passages of one code
    never overlap, so their effects on the counts add up.
    """
    code = np.full(groups, -1)
    inside = group >= 0
    code[group[inside]] = runs.code[inside]
    if np.any(code[group[inside]] != runs.code[inside]):
        raise InputError(
            "a group holds passages of several codes", "Give each code groups of its own."
        )
    return _alpha(runs, group, groups)


def _alpha(runs: Runs, group: Ints, groups: int) -> Settled:
    table = crowd_table(runs.judgements)
    judges = np.where(table.judges >= 2, table.judges, 0)
    unlike = (2 * table.differing / np.maximum(table.judges - 1, 1)).sum(axis=0)
    ones = np.where(judges > 0, table.ones, 0).sum(axis=0)
    zeros = np.broadcast_to(judges * table.judged, table.ones.shape).sum(axis=0) - ones
    had, judged = size(runs.having[None]), size(runs.judging[None])
    gone = 2 * runs.length * had * (judged - had) / np.maximum(judged - 1, 1)
    inside = group >= 0
    less, up, down = (
        np.bincount(group[inside], column[inside], minlength=groups)
        for column in (gone, runs.length * (judged - had), runs.length * had)
    )
    code = np.zeros(groups, np.int64)
    code[group[inside]] = runs.code[inside]
    known = np.bincount(group[inside], minlength=groups) > 0
    differing, yes, no = (np.where(known, column[code], 0) for column in (unlike, ones, zeros))
    return Settled(
        alpha_binary(differing, yes, no),
        alpha_binary(differing - less, yes + up, no - up),
        alpha_binary(differing - less, yes - down, no + down),
    )


def kappa_if_settled(runs: Runs, first: int, second: int) -> Settled:
    """Cohen's kappa of two coders for the passage's code, in characters.

    The same as before for passages on which these two do not differ.
    """
    [table] = next(pair_tables(runs.judgements, [(first, second)]))
    both, one, two = (
        column.sum(axis=0)[runs.code]
        for column in (table.both, table.only_first, table.only_second)
    )
    judged = np.broadcast_to(table.judged, table.both.shape).sum(axis=0)
    neither = judged[runs.code] - both - one - two
    gave, lacks = runs.having, runs.lacking
    mine = runs.length * ((gave >> first) & (lacks >> second) & 1)
    theirs = runs.length * ((gave >> second) & (lacks >> first) & 1)
    one_less, two_less = one - mine, two - theirs
    return Settled(
        cohen(both, one, two, neither),
        cohen(both + mine + theirs, one_less, two_less, neither),
        cohen(both, one_less, two_less, neither + mine + theirs),
    )
