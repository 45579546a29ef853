"""No mart tells of a single person, whatever the column is called: there is then no new set."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.publication.persons import PersonsInMartError, identifying_columns
from pipelines.publication.set_writer import write_set
from pipelines.publication.unprotected import open_set
from tests.publication.unprotected.homes import home_with, these

PSEUDONYM = "p1_" + "0123456789abcdef" * 4


@pytest.mark.parametrize(
    ("select", "column"),
    [
        pytest.param("select 1 as person_id", "person_id", id="pseudonym by name"),
        pytest.param("select 1 as Person_ID", "Person_ID", id="in other letters"),
        pytest.param("select date '2010-05-01' as birth_date", "birth_date", id="birth date"),
        pytest.param("select 1 as person_id_tidligere", "person_id_tidligere", id="former number"),
        pytest.param("select 'x' as cpr", "cpr", id="delivered name"),
        pytest.param(f"select '{PSEUDONYM}' as child", "child", id="pseudonym by value"),
        pytest.param(
            f"select unnest([null, 'total', 'of {PSEUDONYM}.']) as note", "note", id="within a text"
        ),
        pytest.param(f"select ['{PSEUDONYM}'] as notes", "notes", id="within a list"),
        pytest.param(f"select {{'who': '{PSEUDONYM}'}} as of", "of", id="within a struct"),
        pytest.param(f"select '{PSEUDONYM}'::blob as bytes", "bytes", id="as bytes"),
        pytest.param(
            f"select '{PSEUDONYM.replace('p1', 'p23')}' as \"a b\"", "a b", id="of another key"
        ),
    ],
)
def test_a_mart_with_persons_is_refused(select: str, column: str, tmp_path: Path) -> None:
    home = home_with(tmp_path, mart0="select 'total' as breakdown, 17 as n", mart1=select)
    first = write_set(home, these("mart0"))
    with pytest.raises(PersonsInMartError) as refused:
        write_set(home, these("mart0", "mart1"))
    said = str(refused.value)
    assert "marts.mart1" in said and f"column {column}" in said and "marts.mart0" not in said
    assert PSEUDONYM[3:] not in said
    assert open_set(home) == first and [p.name for p in first.path.parent.iterdir()] == ["1"]


def test_figures_and_ids_of_deliveries_are_published(tmp_path: Path) -> None:
    home = home_with(
        tmp_path,
        mart0=f"select '{'ab' * 32}' as sha256, '657' as area_code, 17 as children, ['a'] as notes",
    )
    assert write_set(home, these("mart0")).info.row_counts == {"mart0": 1}


def test_what_identifies_comes_from_the_contracts() -> None:
    assert {"cpr", "person_id", "birth_date", "cpr_tidligere"} <= identifying_columns()
    assert "kommune" not in identifying_columns() and "startdato" not in identifying_columns()
