"""Dagster sees the reader's story: groups, checks, two jobs, no step in another process."""

from __future__ import annotations

import pytest
from dagster import AssetKey, Definitions

from models.catalogue import load_catalogue
from models.contract import load_contracts
from pipelines.definitions import build_definitions
from pipelines.home import Home
from pipelines.operations.jobs import REFRESH
from pipelines.publication.release_asset import RELEASE, RELEASE_KEY


@pytest.fixture(scope="module")
def definitions(tmp_path_factory: pytest.TempPathFactory) -> Definitions:
    return build_definitions(Home(tmp_path_factory.mktemp("home")))


def groups(definitions: Definitions) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for key in definitions.resolve_asset_graph().materializable_asset_keys:
        node = definitions.resolve_asset_graph().get(key)
        found.setdefault(str(node.group_name), set()).add("/".join(key.path))
    return found


def test_dagster_loads_every_job_together(definitions: Definitions) -> None:
    """Names of jobs and of assets must not clash, which only a whole load finds."""
    definitions.get_repository_def().load_all_definitions()


def test_assets_are_grouped_as_the_story_goes(definitions: Definitions) -> None:
    found = groups(definitions)
    story = {"deliveries", "core", "key_figures", "marts", "publication"}
    assert set(found) == story | {"operations"}
    assert found["operations"] == {"operations/backfill"}
    assert {f"raw/{source}" for source in load_contracts()} <= found["deliveries"]
    assert found["key_figures"] == {f"core/kf_{figure}" for figure in load_catalogue()}
    assert {"marts/key_figures", "marts/reconciliation"} <= found["marts"]
    parquet = {mart.replace("marts/", "parquet/") for mart in found["marts"]}
    assert found["publication"] == parquet | {"publication/release"}


def test_every_asset_says_what_it_is(definitions: Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    silent = [key for key in graph.materializable_asset_keys if not graph.get(key).description]
    assert silent == []
    assert all(graph.get(key).kinds for key in graph.materializable_asset_keys)


def test_lineage_leads_from_a_release_to_its_deliveries(definitions: Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    upstream, waiting = set(), [RELEASE_KEY]
    while waiting:
        parents = graph.get(waiting.pop()).parent_keys - upstream
        upstream |= parents
        waiting += parents
    assert AssetKey(["parquet", "key_figures"]) in upstream
    assert AssetKey(["parquet", "rejected_rows"]) not in upstream  # of the house's own affairs
    assert AssetKey(["raw", "anbringelser"]) in upstream
    assert AssetKey(["core", "core_child_on_cut_date"]) in upstream


def test_dbt_tests_and_expectations_are_checks(definitions: Definitions) -> None:
    checks = {
        ("/".join(key.asset_key.path), key.name)
        for key in definitions.resolve_asset_graph().asset_check_keys
    }
    assert ("raw/befolkning", "all_ages_of_children") in checks
    assert ("marts/reconciliation", "assert_published_tables_match") in checks
    assert ("core/measures", "unique_measures_code") in checks
    assert {("raw/sagstal", "fresh"), ("core/kf_caseload", "usual_change")} <= checks


def test_one_job_refreshes_everything_in_this_process_and_publishes_nothing(
    definitions: Definitions,
) -> None:
    job = definitions.resolve_job_def(REFRESH)
    assert job.executor_def.name == "in_process"
    assert {node.name for node in job.nodes} == {
        "load_deliveries",
        "expectations",
        "transformation",
        "publish_marts",
        "findings",
    }


def test_another_job_releases_and_computes_nothing(definitions: Definitions) -> None:
    job = definitions.resolve_job_def(RELEASE)
    assert job.executor_def.name == "in_process"
    assert [node.name for node in job.nodes] == ["publication__release"]
