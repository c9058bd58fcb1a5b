"""Population counts: read strictly, so that nobody is protected by a slip of the pen."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualkit.core.population import Population
from qualkit.errors import InputError
from qualkit.importers.population import read_population


def written(folder: Path, text: str) -> Path:
    path = folder / "population.csv"
    path.write_text(text, "utf-8")
    return path


def test_attributes_and_counts_are_read_in_any_order_of_columns(tmp_path: Path) -> None:
    path = written(tmp_path, "Count;Role;sector\n12; nurse ;NHS\n0;porter;NHS\n")
    found = read_population(path)
    assert found == Population(("Role", "sector"), ((("nurse", "NHS"), 12), (("porter", "NHS"), 0)))
    assert found.total == 12


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "the file is empty"),
        ("role,count\n", "there is no row"),
        ("role,number\nnurse,3\n", "line 1: there is no column 'count' among: role, number"),
        ("count\n3\n", "line 1: there is no attribute beside 'count'"),
        ("role,,count\nnurse,x,3\n", "line 1: column 2 has no name"),
        ("role,Role,count\na,b,3\n", "line 1: the column 'Role' stands there twice"),
        ("role,count\nnurse,a few\n", "line 2: 'a few' under count is no whole number"),
        ("role,count\nnurse,-1\n", "line 2: '-1' under count"),
        ("role,count\nnurse,1.5\n", "line 2: '1.5' under count"),
        ("role,count\nnurse,\n", "line 2: '' under count"),
        ("role,count\n,3\n", "line 2: the column 'role' is empty"),
        ("role,count\nnurse,3\nporter\n", "line 3: 1 cells under 2 headings"),
        ("role,count\nnurse,3\nNURSE,4\n", "line 3: 'NURSE' stands in line 2 already"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        read_population(written(tmp_path, text))
    assert caught.value.message.startswith("population.csv")
    assert words in caught.value.message
    assert caught.value.hint
