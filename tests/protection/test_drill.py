"""The drill: what is lost, what one does, and that everything is back."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.end_to_end.command import mart_hashes, noegletal


def test_a_lost_disk(demo_home: Path, tmp_path: Path) -> None:
    before = mart_hashes(demo_home)
    kept = ("--to", tmp_path / "backups", "--with-keys", tmp_path / "keys")
    backed_up = noegletal("backup", "--home", demo_home, *kept)
    assert backed_up.exit_code == 0, backed_up.talk
    made = Path(backed_up.out.strip())
    shutil.rmtree(demo_home)
    looked_at = noegletal("backup", "--verify", made)
    assert looked_at.exit_code == 0 and "is whole" in looked_at.talk
    ran = noegletal("restore", "--from", made, "--home", demo_home, "--keys", tmp_path / "keys")
    assert ran.exit_code == 0, ran.talk
    assert "byte for byte" in ran.talk
    assert mart_hashes(demo_home) == before
    again = noegletal("refresh", "--home", demo_home)
    assert again.exit_code == 0 and "Nothing new" in again.talk
    logged = noegletal("log", "verify", "--home", demo_home)
    assert logged.exit_code == 0, logged.talk


def test_a_corrupt_warehouse(demo_home: Path) -> None:
    before = mart_hashes(demo_home)
    warehouse = demo_home / "warehouse.duckdb"
    warehouse.write_bytes(b"\0" * warehouse.stat().st_size)
    ran = noegletal("refresh", "--home", demo_home)
    assert ran.exit_code == 1 and "move it away and refresh" in ran.talk
    assert mart_hashes(demo_home) == before
    warehouse.unlink()
    mended = noegletal("refresh", "--home", demo_home)
    assert mended.exit_code == 0, mended.talk
    assert mart_hashes(demo_home) == before
