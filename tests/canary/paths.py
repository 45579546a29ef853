"""The paths that a number takes through a house in which all goes well, bad deliveries among them.

A path asserts how it ends: one that is not gone would prove nothing.
"""

from __future__ import annotations

import json

import httpx
import openpyxl
import pytest

from tests.canary.command import watched
from tests.canary.failing import LOUD
from tests.canary.files import deliver, placements
from tests.canary.walk import Walk
from tests.end_to_end.command import unprotected_marts
from tests.web.served import entering, serving


def refresh_of_everything(walk: Walk) -> None:
    """Good and bad deliveries of every format, loaded, checked, computed and published."""
    deliver(walk.home / "raw", walk.flock)
    number = walk.flock.number("reason for a shrink")
    ran = walk.run(
        "refresh", "--home", walk.home, "--accept-shrink", f"{number[:6]}-{number[6:]} er flyttet",
        environment=LOUD,
    )  # fmt: skip
    for outcome in ("refused. ", "rows accepted", "(warn, fail)", "models and tests of dbt"):
        assert outcome in ran.talk, ran.talk
    assert (unprotected_marts(walk.home) / "rejected_rows.parquet").exists()


def words_about_deliveries(walk: Walk) -> None:
    """What is told of deliveries to those who deliver and to those who receive."""
    for path in sorted((walk.home / "raw").rglob("*excel_loaded*")):
        for form in ("table", "json"):
            walk.run("check", path, "--source", path.parent.name, "--format", form)
        walk.run("check", path, "--source", path.parent.name, "--home", walk.home)
    number = walk.flock.number("file to be checked")
    file = walk.place / "current" / f"2018-05-31_{number}.csv"
    file.write_bytes(placements(walk.flock.number("in a file to be checked")))
    walk.run("check", file, "--source", "anbringelser", ends=1, says="[CPR]")
    walk.run("check", f"{number}.csv", "--source", "anbringelser", ends=1)
    file.unlink()
    _check_each_refused(walk)
    listed = walk.run("deliveries", "--home", walk.home, "--format", "json")
    loaded = [row for row in json.loads(listed.out) if row["rows_rejected"]]
    for row in loaded[:3]:
        walk.run("feedback", row["delivery_id"], "--home", walk.home, "--overwrite")
    diff = ("diff", "anbringelser/2018-06-30_newer.csv.gz", "--home", walk.home)
    walk.run(*diff, says="against what it replaced")
    walk.run(*diff, "--rows", "--format", "json")
    walk.run(*diff, "--columns")
    walk.run("overdue", "--municipality", "657", "--home", walk.home)
    walk.run("template", "anbringelser", "--overwrite")
    walk.run("template", "anbringelser", ends=2)


def _check_each_refused(walk: Walk) -> None:
    for path in sorted((walk.home / "raw" / "foranstaltninger").glob("*_text_*")):
        walk.run("check", path, "--source", "foranstaltninger", ends=(0, 1))


def questions_about_figures(walk: Walk) -> None:
    """Reading, also with a number where none belongs."""
    number = walk.flock.number("typed")
    dash = f"{number[:6]}-{number[6:]}"
    home = ("--home", walk.home)
    walk.run("status", *home)
    walk.run("status", "--on", number, *home, ends=2, says="[CPR]")
    walk.run("list")
    for inside in ((), ("--unprotected",), ("--unprotected", "--purpose", f"sag {dash}")):
        walk.run("compare", *inside, *home)
        walk.run("show", "placed_per_1000", *inside, *home)
    walk.run("show", number, *home, ends=2, says="[CPR]")
    walk.run("show", "placed_per_1000", "--area", dash, *home, ends=2, says="[CPR]")
    walk.run("query", f"select '{dash}' where nothing", *home, ends=2, says="[CPR]")
    for table in ("rejected_rows", "deliveries", "delivery_notes", "unresolved"):
        walk.run("query", f"select * from {table}", "--format", "csv", "--unprotected", *home)
    walk.run("feedback", f"from {dash}", *home, ends=2, says="[CPR]")
    walk.run("diff", f"from {number}", *home, ends=2, says="[CPR]")
    walk.run("template", dash, ends=2, says="[CPR]")
    walk.run("overdue", "--municipality", dash, *home, ends=2, says="[CPR]")
    walk.run("refresh", "--as-of", number, *home, ends=2, says="[CPR]")
    walk.run("refresh", "--home", walk.place / dash, ends=2, says="[CPR]")
    walk.run(number, ends=2, says="[CPR]")
    walk.run("version")
    invented = walk.copy("invented")
    walk.run("demo", "--home", invented, ends=2)


def templates_can_be_opened(walk: Walk) -> None:
    """What the commands wrote into the current folder is there to be searched."""
    written = sorted((walk.place / "current").glob("*.xlsx"))
    assert len(written) >= 2
    assert all(openpyxl.load_workbook(path).sheetnames for path in written)


def life_of_a_home(walk: Walk) -> None:
    """Looked at, backed up, given another key, erased from, restored: each by its command."""
    home, backups, keys = (walk.place / name for name in ("life", "backups", "kept_keys"))
    raw = home / "raw" / "anbringelser"
    raw.mkdir(parents=True)
    gone, stays = walk.flock.number("erased"), walk.flock.number("not erased")
    early = walk.flock.early("erased, without nought")
    (raw / "2018-05-31_a.csv").write_bytes(placements(gone, stays, early[1:]))
    numbers = walk.place / "current" / "numbers.txt"
    numbers.touch(0o600)
    numbers.write_text(f"{gone[:6]}-{gone[6:]}\n{early}\n", encoding="ascii")
    walk.run("refresh", "--home", home)
    walk.run("inventory", "--format", "json")
    walk.run("retention", "--plan", "--home", home)
    walk.run("doctor", "--home", home, ends=1)  # the delivery came open to others
    for path in (home, raw.parent, raw):
        path.chmod(0o700)
    (raw / "2018-05-31_a.csv").chmod(0o600)
    walk.run("doctor", "--home", home)
    walk.run("log", "show", "--home", home, "--format", "json")
    # From here on the log names whom somebody asked for, as pseudonyms.
    walk.run("log", "search", "--cpr-file", numbers, "--home", home, says="log search")
    # So does the answer, which whoever asked has read and not kept.
    max((walk.place / "said").glob("*.out")).unlink()
    walk.run("log", "search", gone, "--home", home, ends=2)
    walk.run("backup", "--home", home, "--to", backups, "--with-keys", keys)
    walk.run("keys", "rotate", "--home", home, says="version 2")
    erase = ("erase", "--cpr-file", numbers, "--home", home, "--reason", f"sag {stays}")
    walk.run(*erase, "--dry-run")
    numbers.chmod(0o644)
    walk.run(*erase, ends=1, says="chmod 600")
    numbers.chmod(0o600)
    walk.run(*erase)
    [older] = [path for path in backups.iterdir() if path.is_dir()]
    walk.run("backup", "--home", home, "--to", backups, "--with-keys", keys)
    restore = ("restore", "--from", older, "--home", walk.place / "restored", "--keys", keys)
    walk.run(*restore, "--erasures", home / "erasures.jsonl")
    restored = (walk.place / "restored" / "raw" / "anbringelser" / "2018-05-31_a.csv").read_bytes()
    assert stays.encode() in restored and gone.encode() not in restored
    walk.run("log", "verify", "--home", home)
    walk.run("runs", "prune", "--older-than-days", "1", "--home", home)
    walk.run("backfill", "--as-of", "2018-06-30", "--home", home)
    walk.run("backfill", "--as-of", "2018-06-30", "--name", stays, "--home", home, ends=1)
    walk.run("backfills", "--home", home, says="")
    settings = home / "operations.yml"
    settings.write_text(f"{gone}: {stays}\n", encoding="ascii")
    walk.run("daemon", "--home", home, ends=1, says="[CPR]")
    settings.unlink()
    numbers.unlink()


def web_interface(walk: Walk) -> None:
    """Somebody asks for a number in the browser, let in and not; no log repeats it."""
    number = walk.flock.number("asked in the browser")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in watched(walk.place).items():
            patch.setenv(name, value)
        with serving(walk.home) as served:
            for path in (f"/runs/{number}", f"/logs?q={number}", f"/{number}/graphql"):
                httpx.get(served.url + path, headers={"x-number": number})
            entering(served)
            run = served.graphql(
                "query ($id: ID!) { runOrError(runId: $id) { __typename } }", id=number
            )
            assert run.status_code == 200, run.text
            served.graphql(f"{{ a{number} }}")
            served.graphql('mutation { terminateRun(runId: "' + number + '") { __typename } }')
    walk.typed.append("ui")
