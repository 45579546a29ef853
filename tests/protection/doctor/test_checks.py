"""Every check passes on a home that is in order, and fails on one in which its matter is broken."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipelines.access_log import Access, record
from pipelines.deliveries.erasures import Erasure, write_begun
from pipelines.home import Home
from pipelines.lock import writer_lock
from pipelines.protection.doctor import CHECKS, Check, examine
from pipelines.protection.doctor.check import Finding, failed
from pipelines.protection.doctor.encryption import is_on_encrypted_disk
from pipelines.protection.doctor.loopback import Listener
from pipelines.protection.doctor.telemetry import telling
from pipelines.protection.doctor.versions import compared
from pipelines.publication.release import make_release
from tests.deliveries.folder import ONE_MEASURE, Folder
from tests.end_to_end.command import noegletal
from tests.publication.release.tiny_home import COUNTS, home_in, refreshed

Break = Callable[[Folder, pytest.MonkeyPatch], object]
BY_NAME = {check.name: check for check in CHECKS}


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Two releases, made once."""
    home = home_in(tmp_path_factory.mktemp("released"))
    make_release(home, "trivsel5")
    make_release(refreshed(home, COUNTS | {("510", "2017-01-31"): 18}), "trivsel5")
    return home


@pytest.fixture
def home(folder: Folder, released: Home) -> Folder:
    """A home in order, with one delivery and two releases."""
    folder.home.path.mkdir(mode=0o700)
    folder.home.lock_file.touch(mode=0o600)  # as any command leaves it
    path = folder.put("foranstaltninger/2018-01-01_herning.csv", ONE_MEASURE)
    folder.load()
    for made in (released.unprotected, released.marts, released.disclosure):
        shutil.copytree(made, folder.home.path / made.name, symlinks=True)
    for shut in (path, path.parent, path.parent.parent):
        shut.chmod(shut.stat().st_mode & 0o700)
    return folder


def found(name: str, home: Home) -> Finding:
    [(_, finding)] = examine(home, [BY_NAME[name]])
    return finding


def files(home: Home) -> dict[Path, tuple[int, int] | None]:
    """Every path of a home, and of files their size and when they were changed."""
    return {
        path: None if path.is_dir() else (path.stat().st_size, path.stat().st_mtime_ns)
        for path in home.path.rglob("*")
    }


def new_key(folder: Folder) -> None:
    path = folder.home.secret / "pseudonym.key"
    path.write_text("ab" * 32)


def key_among_deliveries(folder: Folder, patched: pytest.MonkeyPatch) -> None:
    path = folder.home.raw / "my.key"
    shutil.copy(folder.home.secret / "pseudonym.key", path)
    patched.setenv("NOEGLETAL_KEY_FILE", str(path))


def damaged(folder: Folder) -> None:
    folder.home.warehouse.write_bytes(b"no database" * 1000)


def begin_erasure(folder: Folder) -> None:
    erasure = Erasure("1", "2026-01-01", "me", "As asked", "source", (), ("fravaer",), ())
    write_begun(folder.home, erasure)


def release(folder: Folder, number: int) -> Path:
    return folder.home.marts / "releases" / str(number)


def leave(folder: Folder, name: str) -> None:
    path = folder.home.path / name
    path.parent.mkdir(exist_ok=True)
    path.touch()


def without_head(folder: Folder) -> None:
    folder.home.access_log.with_suffix(".head").unlink()


def without_log(folder: Folder) -> None:
    shutil.rmtree(folder.home.access_log.parent)


def empty_disk(patched: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage("/")
    patched.setattr("shutil.disk_usage", lambda _: usage._replace(free=1_000_000))


def as_file(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.touch()


def dead_run(folder: Folder) -> None:
    folder.home.running.mkdir()
    (folder.home.running / "1b4a").write_text("process 1")


def dead_reader(folder: Folder) -> None:
    folder.home.readers.mkdir()
    (folder.home.readers / "1-aa").write_text("process 1 (noegletal diff)\n")


def in_a_checkout(folder: Folder) -> None:
    subprocess.run(["git", "init", "-q", folder.home.path.parent], check=True)


def from_tomorrow(patched: pytest.MonkeyPatch) -> None:
    class Slow(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime(2020, 1, 1, tzinfo=UTC)

    patched.setattr("pipelines.protection.doctor.clock.datetime", Slow)


def log_from_tomorrow(folder: Folder, patched: pytest.MonkeyPatch) -> None:
    class Fast(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime.now(UTC) + timedelta(days=1)

    with patched.context() as for_now:
        for_now.setattr("pipelines.access_log.recording.datetime", Fast)
        record(folder.home, Access("noegletal diff", "Looking", {}))


def telemetry_on(folder: Folder) -> None:
    folder.home.dagster.mkdir()
    (folder.home.dagster / "dagster.yaml").write_text("telemetry: {enabled: true}\n")


def other_version(patched: pytest.MonkeyPatch, tmp: Path) -> None:
    path = tmp / "requirements.txt"
    path.write_text("duckdb==0.0.1 \\\n    --hash=sha256:ab\n")
    patched.setattr("pipelines.protection.doctor.versions.REQUIREMENTS", path)


def ui_for_everybody(folder: Folder, patched: pytest.MonkeyPatch) -> None:
    listener = Listener(17, "0.0.0.0", 3000)  # noqa: S104  (the very thing it must find)
    patched.setattr("pipelines.protection.doctor.loopback.exposed", lambda _: iter([listener]))


# Check, how it is broken, what the finding must name.
BROKEN: list[tuple[str, str, Break, str]] = [
    ("modes", "home", lambda f, _: f.home.path.chmod(0o701), "home"),
    ("modes", "secret", lambda f, _: f.home.secret.chmod(0o750), "secret"),
    ("modes", "warehouse", lambda f, _: f.home.warehouse.chmod(0o640), "warehouse.duckdb"),
    ("modes", "log", lambda f, _: f.home.access_log.chmod(0o604), "access.jsonl"),
    ("modes", "unprotected", lambda f, _: f.home.unprotected.chmod(0o710), "unprotected"),
    ("modes", "reasons", lambda f, _: (f.home.disclosure / "1.parquet").chmod(0o640), "1.parquet"),
    ("modes", "delivery", lambda f, _: next(f.home.raw.rglob("*.csv")).chmod(0o604), "herning.csv"),
    ("pseudonym key", "gone", lambda f, _: shutil.rmtree(f.home.secret), "missing"),
    ("pseudonym key", "another", lambda f, _: new_key(f), "not the key"),
    (
        "pseudonym key",
        "open",
        lambda f, _: (f.home.secret / "pseudonym.key").chmod(0o644),
        "chmod 600",
    ),
    ("place of the keys", "deliveries", key_among_deliveries, "my.key"),
    ("encryption", "damaged", lambda f, _: damaged(f), "warehouse.duckdb"),
    (
        "encryption",
        "broken key",
        lambda f, p: p.setenv("NOEGLETAL_DATABASE_KEY_FILE", "/nowhere"),
        "/nowhere",
    ),
    ("unfinished", "rotation", lambda f, _: f.home.rotation.write_text("{}"), "--finish"),
    ("unfinished", "erasure", lambda f, _: begin_erasure(f), "--resume"),
    ("unfinished", "ledger", lambda f, _: f.home.erasures.write_text("x\n"), "line 1"),
    ("leftovers", "lock", lambda f, _: f.home.lock_file.write_text("process 1 (x)"), ".lock"),
    ("leftovers", "reader", lambda f, _: dead_reader(f), ".readers/1-aa"),
    ("leftovers", "run", lambda f, _: dead_run(f), ".running/1b4a"),
    *(
        ("leftovers", name, lambda f, _, name=name: leave(f, name), f"{name}: {to_do}")
        for name, to_do in {
            "warehouse.duckdb.wal": "run `noegletal refresh`",
            ".tmp/spilled": "run `noegletal refresh`",
            ".rebuilding.duckdb": "run `noegletal keys rotate --finish`",
            "corrections.yml.next": "run `noegletal keys rotate --finish`",
            "secret/pseudonym.key.next": "run `noegletal keys rotate --finish`",
            "secret/.pseudonym.key.ab": "remove it",
            "unprotected/.staging-1": "run `noegletal refresh`",
            "unprotected/.next": "run `noegletal refresh`",
            "..refreshed.json.writing": "run `noegletal refresh`",
            ".refreshing.json": "run `noegletal refresh`",
            "..refreshing.json.writing": "run `noegletal refresh`",
            "marts/.staging-1": "run `noegletal release`",
            "marts/.next": "run `noegletal release`",
            "disclosure/.3.parquet.writing": "run `noegletal release`",
            "raw/foranstaltninger/.erasing-1": "remove it",
            "log/.access.head.writing": "remove it",
        }.items()
    ),
    (
        "published",
        "changed",
        lambda f, _: (release(f, 2) / "data" / "key_figures.csv").write_text("x"),
        "key_figures.csv has changed",
    ),
    (
        "published",
        "pointer",
        lambda f, _: (f.home.marts / "current").unlink(),
        "current is missing",
    ),
    ("published", "all gone", lambda f, _: shutil.rmtree(release(f, 1).parent), "leads to"),
    ("memory of releases", "gone", lambda f, _: shutil.rmtree(release(f, 1)), "releases/1"),
    (
        "memory of releases",
        "changed",
        lambda f, _: (release(f, 1) / "data" / "key_figures.parquet").write_text("x"),
        "releases/1",
    ),
    (
        "memory of releases",
        "no reasons",
        lambda f, _: (f.home.disclosure / "1.parquet").unlink(),
        "disclosure/1.parquet",
    ),
    ("access log", "no head", lambda f, _: without_head(f), "access.head"),
    ("access log", "removed", lambda f, _: without_log(f), "is empty"),
    ("checkout", "not ignored", lambda f, _: in_a_checkout(f), "would be committed"),
    ("loopback", "for everybody", ui_for_everybody, "0.0.0.0 port 3000 (process 17)"),
    ("telemetry", "of Dagster", lambda f, _: telemetry_on(f), "dagster.yaml"),
    ("versions", "another", lambda f, p: other_version(p, f.home.path), "instead of 0.0.1"),
    ("writable folders", "no folder", lambda f, _: as_file(f.home.marts), "marts"),
    ("writable folders", "no reasons", lambda f, _: as_file(f.home.disclosure), "disclosure"),
    ("writable folders", "no sets", lambda f, _: as_file(f.home.unprotected), "unprotected"),
    ("free disk", "full", lambda f, p: empty_disk(p), "MiB free"),
    ("clock", "before everything", lambda f, p: from_tomorrow(p), "is later"),
    ("clock", "set back", log_from_tomorrow, "entry 2"),
]


def test_every_check_has_a_home_that_it_fails_on() -> None:
    assert {name for name, *_ in BROKEN} == set(BY_NAME)
    assert len(BY_NAME) == len(CHECKS)


def test_a_home_in_order_has_no_failure(home: Folder) -> None:
    bad = [(c.name, f) for c, f in examine(home.home, CHECKS) if f.outcome not in ("pass",)]
    assert bad == []


@pytest.mark.parametrize(
    ("name", "how", "named"),
    [(name, how, named) for name, _, how, named in BROKEN],
    ids=[f"{name}: {what}" for name, what, _, _ in BROKEN],
)
def test_what_is_broken_is_found_and_how_to_mend_it(
    home: Folder, monkeypatch: pytest.MonkeyPatch, name: str, how: Break, named: str
) -> None:
    how(home, monkeypatch)
    finding = found(name, home.home)
    assert (finding.outcome, bool(finding.to_do)) == ("fail", True), finding
    assert named in f"{finding.why} {finding.to_do}"


def test_releases_may_be_opened_to_others(home: Folder) -> None:
    for path in [home.home.marts, *home.home.marts.rglob("*")]:
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | 0o055)
    assert found("modes", home.home).outcome == "pass"


def test_looking_changes_nothing(home: Folder) -> None:
    before = files(home.home)
    examine(home.home, CHECKS)
    assert files(home.home) == before


def test_a_new_home_is_no_failure(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    bad = [f for _, f in examine(Home(tmp_path), CHECKS) if f.outcome in ("fail", "crashed")]
    assert bad == []


def test_a_home_that_is_being_written_is_skipped_where_it_matters(home: Folder) -> None:
    with writer_lock(home.home, "a refresh"):
        ran = noegletal("doctor", "--format", "json", "--home", home.home.path)
    outcomes = {each["check"]: each["outcome"] for each in json.loads(ran.out)}
    assert [outcomes[name] for name in ("pseudonym key", "leftovers")] == ["skipped", "skipped"]


def test_a_check_that_crashes_is_no_pass_and_shows_no_value(home: Folder) -> None:
    def crash(_: Home) -> Finding:
        raise ValueError("6101054001")

    def fail(_: Home) -> Finding:
        return failed("a", "b")

    checks = [Check("first", "a sentence", crash), Check("second", "a sentence", fail)]
    findings = [finding for _, finding in examine(home.home, checks)]
    assert [finding.outcome for finding in findings] == ["crashed", "fail"]
    assert findings[0].why.startswith("ValueError in test_checks.py, line ")
    assert "6101054001" not in str(findings)


def test_advice_comes_with_a_pass(home: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "systemd" in found("place of the keys", home.home).to_do
    monkeypatch.setattr(
        "pipelines.protection.doctor.encryption.is_on_encrypted_disk", lambda _: False
    )
    assert "encrypted disk" in found("encryption", home.home).to_do
    monkeypatch.setattr(
        "pipelines.protection.doctor.encryption.is_on_encrypted_disk", lambda _: True
    )
    assert found("encryption", home.home) == Finding("pass", "the disk is encrypted")


@pytest.mark.parametrize(
    ("dagster", "dbt", "outcome"),
    [
        ("telemetry: {enabled: false}", "flags: {send_anonymous_usage_stats: false}", "pass"),
        ("telemetry: {enabled: false}", "flags: {}", "fail"),
        ("telemetry: {enabled: false}", "flags: {send_anonymous_usage_stats: true}", "fail"),
        ("nux: {enabled: false}", "flags: {send_anonymous_usage_stats: false}", "fail"),
        ("", "flags: {send_anonymous_usage_stats: false}", "fail"),
    ],
    ids=["both off", "dbt says nothing", "dbt on", "dagster says nothing", "dagster empty"],
)
def test_telemetry_is_off_only_when_it_says_so(
    tmp_path: Path, dagster: str, dbt: str, outcome: str
) -> None:
    (tmp_path / "dagster.yaml").write_text(dagster)
    (tmp_path / "dbt_project.yml").write_text(dbt)
    assert telling(tmp_path / "dagster.yaml", tmp_path / "dbt_project.yml").outcome == outcome


def test_a_package_that_is_missing_is_named(tmp_path: Path) -> None:
    path = tmp_path / "requirements.txt"
    path.write_text("no-such-package==1.0\n")
    assert "no-such-package missing instead of 1.0" in compared(path).why


@pytest.mark.parametrize(
    ("disk", "below", "is_encrypted"),
    [
        ("CRYPT-LUKS2-ab", {}, True),
        ("LVM-ab", {"8:1": "CRYPT-LUKS2-ab"}, True),
        ("LVM-ab", {"8:1": "CRYPT-LUKS2-ab", "8:2": ""}, False),
        ("", {}, False),
    ],
    ids=["LUKS", "LVM on LUKS", "LVM on half LUKS", "plain"],
)
def test_an_encrypted_disk_is_known(
    tmp_path: Path, disk: str, below: dict[str, str], is_encrypted: bool
) -> None:
    number = tmp_path.stat().st_dev
    device = tmp_path / f"{os.major(number)}:{os.minor(number)}"
    for folder, kind in [(device, disk), *((device / "slaves" / n, k) for n, k in below.items())]:
        (folder / "dm").mkdir(parents=True)
        (folder / "dm" / "uuid").write_text(kind)
    assert is_on_encrypted_disk(tmp_path, tmp_path) is is_encrypted
