"""What ``operations.yml`` may say, and what is said of it when it cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.home import Home
from pipelines.operations.settings import Settings, SettingsRefusedError, load_settings


def test_a_home_without_settings_has_the_defaults(tmp_path: Path) -> None:
    settings = load_settings(Home(tmp_path))
    assert settings == Settings()
    assert (settings.nightly.cron, settings.nightly.time_zone) == ("0 2 * * *", "Europe/Copenhagen")


def test_what_is_said_counts_and_the_rest_stays(tmp_path: Path) -> None:
    (tmp_path / "operations.yml").write_text(
        "nightly: {cron: '30 3 * * 1-5'}\n"
        "alerts: {email: {host: mail, sender: a@b.dk, recipients: [c@b.dk]}}\n"
    )
    settings = load_settings(Home(tmp_path))
    assert settings.nightly.cron == "30 3 * * 1-5"
    assert settings.nightly.disclosure == "trivsel5"
    assert settings.alerts.email is not None and settings.alerts.email.port == 25


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("nightly: {cron: often}", "nightly.cron: must be five fields of cron"),
        ("nightly: {cron: '61 2 * * *'}", "nightly.cron: must be five fields of cron"),
        ("nightly: {time_zone: Mars/Here}", "nightly.time_zone: must be a time zone"),
        ("nigthly: {}", "nigthly: Extra inputs are not permitted"),
        ("alerts: {webhook: {url: 'file:///etc/passwd'}}", "alerts.webhook.url: "),
        ("alerts: {email: {host: m, sender: a, recipients: []}}", "alerts.email.recipients: "),
        ("nightly: [", "line 1, column 11: this is not YAML"),
        ("2", "operations.yml: "),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path: Path, written: str, said: str) -> None:
    (tmp_path / "operations.yml").write_text(written)
    with pytest.raises(SettingsRefusedError, match="Mend it") as refused:
        load_settings(Home(tmp_path))
    assert said in str(refused.value) and "operations.yml" in str(refused.value)
