"""``noegletal doctor`` as a user meets it: green on a fresh demonstration, red when it must be."""

from __future__ import annotations

import json
from pathlib import Path

from tests.end_to_end.command import noegletal


def test_it_is_green_on_a_fresh_demonstration(prepared_demo: Path) -> None:
    ran = noegletal("doctor", "--format", "json", "--home", prepared_demo)
    bad = [each for each in json.loads(ran.out) if each["outcome"] != "pass"]
    assert (ran.exit_code, bad) == (0, [])


def test_it_is_red_and_says_how_to_mend(demo_home: Path) -> None:
    (demo_home / "secret" / "pseudonym.key").chmod(0o644)
    ran = noegletal("doctor", "--home", demo_home)
    assert ran.exit_code == 1
    assert f"chmod 600 {demo_home / 'secret' / 'pseudonym.key'}" in ran.out
    assert "fail     pseudonym key: " in ran.out
    assert " failed or crashed" in ran.talk
