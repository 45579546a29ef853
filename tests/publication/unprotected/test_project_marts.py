"""Which marts are released, and which a release makes anew, as the dbt project says it."""

from __future__ import annotations

from typing import Any

import pytest

from pipelines.publication.project_marts import ReleasedMartError, project_marts


def manifest(**reads: str) -> dict[str, Any]:
    """Models by name with what each reads; a ``!`` at the end of it means released."""
    nodes: dict[str, Any] = {}
    for name, text in reads.items():
        released = text.endswith("!")
        parents = text.removesuffix("!").split()
        nodes[f"model.noegletal.{name}"] = {
            "resource_type": "model",
            "schema": "core" if name.startswith("core_") else "marts",
            "name": name,
            "alias": name,
            "package_name": "noegletal",
            "original_file_path": f"models/marts/{name}.sql",
            "depends_on": {"nodes": [f"model.noegletal.{parent}" for parent in parents]},
            "config": {"meta": {"release": True} if released else {}},
        }
    return {"nodes": nodes}


def test_what_reads_the_figures_is_derived_in_order_of_need() -> None:
    marts = project_marts(
        manifest(
            core_counts="",
            key_figures="core_counts!",
            catalogue="core_counts!",
            a_pattern="key_figures z_change catalogue!",
            z_change="key_figures!",
            unresolved="core_counts",
        )
    )
    assert marts.derived == ("z_change", "a_pattern")
    assert marts.released == ("a_pattern", "catalogue", "key_figures", "z_change")
    assert marts.all_of_them == ("a_pattern", "catalogue", "key_figures", "unresolved", "z_change")
    compiled = "compiled/noegletal/models/marts/z_change.sql"
    assert marts.compiled["z_change"].as_posix() == compiled


def test_a_derived_mart_that_reads_more_than_marts_is_refused() -> None:
    with pytest.raises(ReleasedMartError, match=r"pattern reads model\.noegletal\.core_counts"):
        project_marts(
            manifest(core_counts="", key_figures="core_counts!", pattern="key_figures core_counts!")
        )


def test_a_mart_that_is_not_released_may_read_anything() -> None:
    marts = project_marts(
        manifest(core_counts="", key_figures="core_counts!", inner="key_figures core_counts")
    )
    assert marts.derived == ()
