"""The names that `qualkit.agreement` promises to those who use it without a study."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest

import qualkit.agreement as package


@pytest.mark.parametrize("name", package.__all__)
def test_each_name_is_the_object_of_its_home_and_says_what_it_is(name: str) -> None:
    home = next(home for home, names in package._HOMES.items() if name in names)
    assert getattr(package, name) is getattr(import_module(home), name)
    assert getattr(package, name).__doc__


def test_every_name_is_listed_and_others_are_refused() -> None:
    assert package.__all__ == sorted(package.__all__)
    assert set(package.__all__) == {name for names in package._HOMES.values() for name in names}
    assert set(package.__all__) == set(dir(package))
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        package.nonsense  # noqa: B018


def test_importing_it_loads_no_numpy() -> None:
    told = "import sys, qualkit.agreement; print('numpy' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"
