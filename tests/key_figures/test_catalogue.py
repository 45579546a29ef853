"""A key figure is a record and a query: neither may be there without the other."""

from __future__ import annotations

from models.catalogue import EVALUATION, load_catalogue
from models.codelists import SEEDS

QUERIES = SEEDS.parent / "models" / "core" / "key_figures"


def test_each_record_has_its_query_and_each_query_its_record() -> None:
    queries = {path.stem.removeprefix("kf_") for path in QUERIES.rglob("kf_*.sql")}
    assert queries == set(load_catalogue())


def test_the_queries_of_a_system_have_a_folder_of_their_own() -> None:
    for figure in load_catalogue().values():
        folder = "." if figure.system == EVALUATION else figure.system
        assert (QUERIES / folder / f"kf_{figure.id}.sql").is_file()


def test_each_query_is_in_the_union() -> None:
    union = (SEEDS.parent / "models" / "core" / "core_counts.sql").read_text("utf-8")
    assert [name for name in load_catalogue() if f"    '{name}',\n" not in union] == []
