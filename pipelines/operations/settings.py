"""How a home is operated: when the night begins, and who is told of it.

``<home>/operations.yml`` says what differs from these defaults; without it the night begins at two
and nobody but the log, ``status.json`` and the web interface is told.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from pipelines.home import Home

LOG = logging.getLogger("noegletal.settings")
NAME = "operations.yml"


class SettingsRefusedError(Exception):
    """The home's settings cannot be used; the message names the file, the setting and why."""


class _Part(BaseModel):
    """Unknown names are mistakes: a misspelt setting would otherwise silently not count."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Nightly(_Part):
    """When a refresh and a release are run, and what the release hides."""

    cron: str = Field("0 2 * * *", description="Minute, hour, day, month, weekday")
    time_zone: str = "Europe/Copenhagen"
    disclosure: str = Field("trivsel5", description="A policy of `noegletal disclosure policies`")
    wait_minutes: float = Field(30, ge=0, description="For another process that writes the home")

    @field_validator("cron")
    @classmethod
    def _is_cron(cls, cron: str) -> str:
        # Dagster takes seconds to import: only for a home that has chosen its own hour.
        from dagster._utils.schedules import is_valid_cron_string

        if len(cron.split()) != 5 or not is_valid_cron_string(cron):
            raise ValueError("must be five fields of cron, such as 0 2 * * *")
        return cron

    @field_validator("time_zone")
    @classmethod
    def _is_time_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError) as unknown:
            raise ValueError("must be a time zone, such as Europe/Copenhagen") from unknown
        return name


class Arrivals(_Part):
    """Whether new deliveries are taken in when they come, not only at night."""

    is_on: bool = True
    every_seconds: int = Field(60, ge=5, description="How often the folder is looked at")


class _Channel(_Part):
    """What a mail server and a web address have in common."""

    timeout_seconds: float = Field(10, gt=0, le=120, description="Silence after which it is left")
    ca_file: Path | None = Field(None, description="PEM of the house's own certificate authority")


class Email(_Channel):
    """A mail server of the house that takes what it is told to."""

    host: str
    port: int = Field(25, ge=1, le=65535)
    security: Literal["none", "starttls", "tls"] = "starttls"
    sender: str
    recipients: tuple[str, ...] = Field(min_length=1)
    user: str | None = None
    password_file: Path | None = Field(None, description="Readable by its owner only")

    @model_validator(mode="after")
    def _password_is_not_overheard(self) -> Email:
        if (self.user is None) != (self.password_file is None):
            raise ValueError("user and password_file belong together")
        if self.user is not None and self.security == "none":
            raise ValueError("a password is sent over starttls or tls only")
        return self


class Webhook(_Channel):
    """An address of the house that is sent the report as JSON."""

    url: str = Field(pattern=r"^https?://")
    secret_file: Path | None = Field(None, description="Signs the report (HMAC-SHA-256)")


class Alerts(_Part):
    """Who is told of failures and warnings."""

    email: Email | None = None
    webhook: Webhook | None = None
    on_success: bool = Field(False, description="Also when there is nothing to do")


class Postgresql(_Part):
    """A PostgreSQL for Dagster's runs and events; needs the extra ``postgresql``."""

    host: str = Field(description="A name, or the folder of a server's socket on this machine")
    port: int = Field(5432, ge=1, le=65535)
    database: str = "noegletal"
    user: str = "noegletal"
    password_file: Path | None = Field(
        None, description="As libpq reads it: host:port:database:user:password; its owner's only"
    )
    encryption: Literal["verify-full", "require", "disable"] = Field(
        "verify-full", description="TLS, as libpq's sslmode; of no account with a socket's folder"
    )
    ca_file: Path | None = Field(None, description="PEM of the house's own certificate authority")


class Storage(_Part):
    """Where Dagster keeps runs and events, and how long."""

    postgresql: Postgresql | None = Field(None, description="Without it: files in the home")
    keep_days: int = Field(400, ge=7, description="Runs older than that are removed each day")


class Settings(_Part):
    """Everything that ``operations.yml`` may say."""

    nightly: Nightly = Nightly()
    arrivals: Arrivals = Arrivals()
    alerts: Alerts = Alerts()
    storage: Storage = Storage()


def load_settings(home: Home) -> Settings:
    """The home's settings; ``SettingsRefusedError`` when the file cannot be used."""
    path = home.path / NAME
    try:
        return Settings.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")) or {})
    except FileNotFoundError:
        return Settings()
    except yaml.YAMLError as broken:
        mark = getattr(broken, "problem_mark", None)
        where = f", line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        raise SettingsRefusedError(f"{path}{where}: this is not YAML. Mend it.") from None
    except ValidationError as refused:
        wrong = "; ".join(
            f"{'.'.join(map(str, error['loc']))}: {error['msg'].removeprefix('Value error, ')}"
            for error in refused.errors()
        )
        raise SettingsRefusedError(f"{path}: {wrong}. Mend it; docs/drift.md lists all.") from None


def settings_or_defaults(home: Home) -> Settings:
    """The home's settings, or the defaults when they are refused, which is said in the log.

    For what must be there all the same: the web interface. Whatever acts by the settings calls
    ``load_settings`` before it acts, and fails.
    """
    try:
        return load_settings(home)
    except SettingsRefusedError as refused:
        LOG.error("%s Until then nothing runs at night or when deliveries come.", refused)
        return Settings()
