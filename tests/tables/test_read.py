from importlib import resources
from pathlib import Path

import pytest

from onrecord.tables.read import read_rows, split_cell


def tables() -> list[Path]:
    root = Path(str(resources.files("onrecord.tables")))
    return sorted([*root.glob("*.csv"), *root.glob("*.toml")])


@pytest.mark.parametrize("path", tables(), ids=lambda path: path.name)
def test_every_table_has_a_line_that_says_where_it_comes_from(path):
    sources = resources.files("onrecord.tables").joinpath("SOURCES.md").read_text(encoding="utf-8")
    assert f"`{path.name}`" in sources


@pytest.mark.parametrize("path", [path for path in tables() if path.suffix == ".csv"], ids=lambda path: path.name)
def test_every_row_has_as_many_cells_as_the_header(path):
    rows = read_rows(path.stem)
    assert rows
    for row in rows:
        assert None not in row, row  # more cells than columns
        assert None not in row.values(), row  # fewer


def test_a_table_is_read_once():
    assert read_rows("countries") is read_rows("countries")


def test_a_cell_of_several_values_is_split_and_stripped():
    assert split_cell(" a ;b; ") == ("a", "b")
