"""The names that `import qualkit` promises."""

from __future__ import annotations

from importlib import import_module

import pytest

import qualkit


@pytest.mark.parametrize("name", [n for n in qualkit.__all__ if n != "__version__"])
def test_each_public_name_is_the_object_of_its_home(name: str) -> None:
    home = next(home for home, names in qualkit._HOMES.items() if name in names)
    assert getattr(qualkit, name) is getattr(import_module(home), name)
    assert getattr(qualkit, name).__doc__


def test_all_names_are_promised_and_listed() -> None:
    assert set(qualkit.__all__) == {n for names in qualkit._HOMES.values() for n in names} | {
        "__version__"
    }
    assert qualkit.__all__ == sorted(qualkit.__all__)
    assert set(dir(qualkit)) == set(qualkit.__all__)


def test_other_names_are_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        qualkit.nonsense  # noqa: B018
