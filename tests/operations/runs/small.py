"""A refresh and a release with the real steps' names, whose work takes no time.

What is tried is what happens around the work: locks, lives, what is remembered.
"""

# Dagster reads the annotations of what it calls, so they are not postponed here.
from collections.abc import Callable, Iterator
from pathlib import Path

from dagster import (
    AssetCheckExecutionContext,
    AssetCheckResult,
    AssetChecksDefinition,
    AssetCheckSeverity,
    AssetCheckSpec,
    AssetExecutionContext,
    AssetKey,
    AssetsDefinition,
    AssetSpec,
    DagsterInstance,
    Definitions,
    ExecuteInProcessResult,
    MaterializeResult,
    asset,
    in_process_executor,
    multi_asset,
    multi_asset_check,
)

from pipelines.home import Home
from pipelines.operations.jobs import jobs
from pipelines.operations.operated_home import OperatedHome
from pipelines.publication.release import make_release
from pipelines.publication.release_asset import RELEASE_KEY
from pipelines.resource import HomeResource
from tests.publication.release.tiny_home import refreshed as make_set

QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
Work = Callable[[str], None]


def nothing(_step: str) -> None:
    """The work of a step that does none."""


def small_definitions(work: Work = nothing, fails: AssetCheckSeverity | None = None) -> Definitions:
    """The jobs of a home; ``work`` is called by each step, and one check may fail."""

    refreshed = [_load(work), _transformation(work, fails), _publish(work)]
    return Definitions(
        assets=[*refreshed, _release(work)],
        asset_checks=[_expectations(work)],
        jobs=jobs(refreshed),
        resources={"home": OperatedHome()},
        executor=in_process_executor,
    )


def _load(work: Work) -> AssetsDefinition:
    @multi_asset(name="load_deliveries", specs=[AssetSpec(["raw", "sagstal"])])
    def load(
        context: AssetExecutionContext, home: HomeResource
    ) -> Iterator[MaterializeResult[None]]:
        if (said := home.said_before(context)) is not None:
            yield from said
            return
        with home.writing("load_deliveries") as place:
            work("load_deliveries")
            place.warehouse.write_text("rows", encoding="utf-8")
        yield MaterializeResult(asset_key=["raw", "sagstal"], metadata={"rows": 17, "seconds": 0.5})

    return load


def _expectations(work: Work) -> AssetChecksDefinition:
    @multi_asset_check(
        name="expectations", specs=[AssetCheckSpec("rule", asset=["raw", "sagstal"], blocking=True)]
    )
    def expectations(
        context: AssetCheckExecutionContext, home: HomeResource
    ) -> Iterator[AssetCheckResult]:
        if (said := home.said_before(context)) is not None:
            yield from said
            return
        with home.writing("expectations"):
            work("expectations")
        yield AssetCheckResult(asset_key=["raw", "sagstal"], check_name="rule", passed=True)

    return expectations


def _transformation(work: Work, fails: AssetCheckSeverity | None) -> AssetsDefinition:
    @multi_asset(
        name="transformation",
        specs=[
            AssetSpec(["marts", name], deps=[["raw", "sagstal"]], skippable=True)
            for name in ("one", "two")
        ],
        check_specs=[AssetCheckSpec("test", asset=["marts", "one"])],
        can_subset=True,
    )
    def transformation(
        context: AssetExecutionContext, home: HomeResource
    ) -> Iterator[MaterializeResult[None] | AssetCheckResult]:
        if (said := home.said_before(context)) is not None:
            yield from said
            return
        with home.writing("transformation", not context.is_subset):
            work("transformation")
        for key in sorted(context.selected_asset_keys):
            yield MaterializeResult(asset_key=key)
        if AssetKey(["marts", "one"]) in context.selected_asset_keys:
            yield AssetCheckResult(
                asset_key=["marts", "one"],
                check_name="test",
                passed=fails is None,
                severity=fails or AssetCheckSeverity.ERROR,
            )

    return transformation


def _publish(work: Work) -> AssetsDefinition:
    @multi_asset(
        name="publish_marts", specs=[AssetSpec("set", deps=[["marts", "one"], ["marts", "two"]])]
    )
    def publish(
        context: AssetExecutionContext, home: HomeResource
    ) -> Iterator[MaterializeResult[None]]:
        if (said := home.said_before(context)) is not None:
            yield from said
            return
        with home.writing("publish_marts") as place:
            work("publish_marts")
            remembered = (place.path / ".refreshed.json").exists()
            assert not remembered, "readers could be given what is half made"
            make_set(place)
            (place.path / ".refreshed.json").unlink()  # which is not this step's business
        yield MaterializeResult(asset_key="set")

    return publish


def _release(work: Work) -> AssetsDefinition:
    @asset(key=RELEASE_KEY, deps=["set"])
    def release(home: HomeResource) -> MaterializeResult[None]:
        with home.writing("release") as place:
            work("release")
            outcome = make_release(place, "trivsel5")
        return MaterializeResult(metadata={"is_new": outcome.is_new, "number": outcome.number})

    return release


def home_with_a_delivery(folder: Path) -> Home:
    """A home that nothing has refreshed."""
    home = Home(folder / "home")
    delivery = home.raw / "sagstal" / "2018-03-15_a.csv"
    delivery.parent.mkdir(parents=True)
    delivery.write_text("17", encoding="utf-8")
    return home


def carried_out(
    instance: DagsterInstance,
    home: Home,
    job: str,
    definitions: Definitions | None = None,
    selection: list[AssetKey] | None = None,
    **config: float | str,
) -> ExecuteInProcessResult:
    """A run of a job as the web interface and the schedule start it, to its end."""
    configured = {"resources": {"home": {"config": {"path": str(home.path), **config}}}}
    job_definition = (definitions or small_definitions()).resolve_job_def(job)
    return job_definition.execute_in_process(
        instance=instance,
        run_config=QUIET | configured,
        asset_selection=selection,
        raise_on_error=False,
    )
