"""What ``dagster.yaml`` says, and that Dagster understands it and keeps it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from dagster._core.definitions.run_request import InstigatorType
from dagster._core.scheduler.instigation import TickStatus

from pipelines.home import Home
from pipelines.operations import dagster_home
from pipelines.operations.dagster_home import dagster_instance, dagster_yaml
from pipelines.operations.settings import SettingsRefusedError, load_settings
from pipelines.operations.storage import postgresql


@pytest.fixture(autouse=True)
def _environment() -> Iterator[None]:
    """What opening an instance says in the environment is for this test only."""
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


def _home(folder: Path, said: str = "") -> Home:
    (folder / "operations.yml").write_text(said, encoding="utf-8")
    return Home(folder)


def test_dagster_is_told_what_an_unattended_house_needs(tmp_path: Path) -> None:
    with dagster_instance(_home(tmp_path, "storage: {keep_days: 30}")) as instance:
        assert not instance.telemetry_enabled
        assert instance.get_concurrency_config().run_queue_config is not None
        queue = instance.get_concurrency_config().run_queue_config
        assert queue is not None and queue.max_concurrent_runs == 1
        assert instance.run_monitoring_enabled
        assert (instance.run_retries_enabled, instance.run_retries_max_retries) == (True, 2)
        assert not instance.run_retries_retry_on_asset_or_op_failure
        kept = instance.get_tick_retention_settings(InstigatorType.SENSOR)
        assert (kept[TickStatus.SKIPPED], kept[TickStatus.SUCCESS]) == (2, 30)
        assert set(instance.get_tick_retention_settings(InstigatorType.SCHEDULE).values()) == {30}


def test_it_is_written_anew_when_somebody_changed_it(tmp_path: Path) -> None:
    home = _home(tmp_path)
    dagster_home.prepare_dagster_home(home)
    written = home.dagster / "dagster.yaml"
    said = written.read_text("utf-8")
    written.write_text("telemetry: {enabled: true}\n", encoding="utf-8")

    dagster_home.prepare_dagster_home(home)

    assert written.read_text("utf-8") == said
    assert yaml.safe_load(said)["telemetry"] == {"enabled": False}


POSTGRESQL = "storage: {{postgresql: {{host: db.example, {more}}}}}"


@pytest.mark.parametrize(
    ("more", "parameters"),
    [
        ("port: 5432", {"sslmode": "verify-full", "sslrootcert": "system"}),
        ("ca_file: /srv/ca.pem", {"sslmode": "verify-full", "sslrootcert": "/srv/ca.pem"}),
        ("encryption: require", {"sslmode": "require"}),
    ],
)
def test_a_server_elsewhere_must_prove_itself_unless_told_otherwise(
    more: str, parameters: dict[str, str], tmp_path: Path
) -> None:
    home = _home(tmp_path, POSTGRESQL.format(more=more))

    said = yaml.safe_load(dagster_yaml(home, load_settings(home)))

    given = said["storage"]["postgres"]["postgres_db"]["params"]
    assert {name: given[name] for name in given if name.startswith("ssl")} == parameters


def test_a_missing_password_file_is_named(tmp_path: Path) -> None:
    home = _home(tmp_path, POSTGRESQL.format(more="password_file: secret/pgpass"))

    with pytest.raises(SettingsRefusedError, match=r"no file .*secret/pgpass"):
        dagster_yaml(home, load_settings(home))


def test_a_password_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    home = _home(tmp_path, POSTGRESQL.format(more="password_file: pgpass"))
    (tmp_path / "pgpass").touch(0o600)
    (tmp_path / "pgpass").chmod(0o640)

    with pytest.raises(SettingsRefusedError, match="chmod 600"):
        dagster_yaml(home, load_settings(home))


def test_without_the_extra_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgresql, "find_spec", lambda _name: None)
    home = _home(tmp_path, POSTGRESQL.format(more="port: 5432"))

    with pytest.raises(SettingsRefusedError, match="extra postgresql"):
        dagster_yaml(home, load_settings(home))
