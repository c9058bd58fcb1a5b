"""The page of DataFrames: what a row is, what the index, and every column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qualkit.core.table import Column, ColumnKind
from qualkit.study.frames import agreement, framework, joint, matrices, quotes
from qualkit.study.frames.recipe import Col, Here, Recipe
from qualkit.study.frames.recipes import RECIPES
from qualkit.study.leaving.quote_table import COLUMNS

CALLS = {
    "search": 'study.search("tired")', "layer_codings": "study.layer_codings(document, view)",
    "go_back": "study.go_back(id, dry_run=True)",
    "infer_assignments": "study.infer_assignments(dry_run=True)",
}  # fmt: skip
"""Calls that need more than their name."""


def content() -> str:
    """A part for every frame, those of one recipe together."""
    together: dict[int, list[str]] = {}
    recipes = {id(recipe): recipe for recipe in RECIPES.values()}
    for method, recipe in RECIPES.items():
        together.setdefault(id(recipe), []).append(CALLS.get(method, f"study.{method}()"))
    parts = [_of_recipe(recipes[key], calls) for key, calls in together.items()]
    return "\n\n".join((*parts, *_others()))


def _of_recipe(recipe: Recipe, calls: Sequence[str]) -> str:
    index = f"The index is `{recipe.index}`." if recipe.index else "Rows are numbered from 0."
    about = " ".join(filter(None, [f"A row for each {recipe.one}. {index}", recipe.remark]))
    return _part(calls, about, recipe.columns(Here(None)))


def _others() -> Iterator[str]:
    printed = [*COLUMNS, Column("scores", "", ColumnKind.QUOTE)]
    about = "A row for each quotation, in the order of the codebook, document and text. Rows are "
    about += "numbered from 0. `scores` is there with `scores_by`."
    yield _part(["study.quotes()"], about, quotes.columns(Here(None), printed))
    for table, (index, columns) in agreement.TABLES.items():
        said = f"The index is `{index}`." if index else "Rows are numbered from 0."
        yield _part([f'study.agreement().frame("{table}")'], said, columns)
    yield _part(["study.confusions()"], "A row for each code and the code that somebody put in "
                "its place. Rows are numbered from 0.", agreement.CONFUSIONS)  # fmt: skip
    yield _part(["study.cooccurrence()"], "A row for each pair of codes that meets, the most "
                "frequent first. Rows are numbered from 0.", matrices.PAIRS)  # fmt: skip
    yield _part(["study.framework()"], "A row for each cell. Rows are numbered from 0. Quotations "
                "are those that a file for the team may hold.", framework.COLUMNS)  # fmt: skip
    for what, columns in joint.columns().items():
        yield _part([f'study.joint_matrix().frame("{what}")'],
                    f"Of any joint display, a row for each of its {what}; hidden cells have none. "
                    "Rows are numbered from 0.", columns)  # fmt: skip


def _part(calls: Sequence[str], about: str, columns: Sequence[Col]) -> str:
    heading = ", ".join(f"`{call}`" for call in calls)
    rows = "\n".join(f"| `{col.name}` | {col.kind.value} | {col.meaning} |" for col in columns)
    return f"## {heading}\n\n{about}\n\n| column | dtype | meaning |\n|---|---|---|\n{rows}"
