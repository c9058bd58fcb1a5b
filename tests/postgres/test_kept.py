"""The list of what is repeated names tests that there are."""

from __future__ import annotations

from importlib import import_module

import pytest

from tests.postgres.same.kept import KEPT


@pytest.mark.parametrize("module", KEPT)
def test_each_test_that_is_to_be_repeated_is_there(module: str) -> None:
    repeated = vars(import_module(f"tests.postgres.same.test_{module}"))
    inside = [vars(each) for name, each in repeated.items() if name.startswith("Test")]
    there = set(repeated).union(*inside)
    assert set(KEPT[module]) <= there
