"""Leaks that the canaries showed, each closed and held shut by a test of its own."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
import typer

from models.civil_numbers import holds_civil_number, without_civil_numbers
from pipelines.cli.talk import fail, misuse
from pipelines.home import Home
from pipelines.operations.fingerprint import inputs_of
from pipelines.transformation.environment import dbt_arguments, dbt_environment

NUMBER = "610113-4001"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("101585018", "[CPR]"),
        ("mor 10158-5018!", "mor [CPR]!"),
        ("0101585018", "[CPR]"),
        ("101585019", "101585019"),
        ("401585018", "401585018"),
        ("12345678", "12345678"),
        ("99101585018", "99101585018"),
    ],
    ids=[
        "lost nought", "lost nought and a dash", "with its nought", "fails modulus 11",
        "no such day", "a telephone number", "other digits before it",
    ],
)  # fmt: skip
def test_nine_digits_are_a_number_when_they_pass_modulus_11(text: str, masked: str) -> None:
    assert without_civil_numbers(text) == masked
    assert holds_civil_number(text) == (masked != text)


def test_what_a_refresh_remembers_names_nobody(tmp_path: Path) -> None:
    home = Home(tmp_path)
    for name in (f"anbringelser/2018-05-31_{NUMBER}.csv", f"{NUMBER}/a.csv"):
        path = home.raw / name
        path.parent.mkdir(parents=True)
        path.write_text("a", encoding="utf-8")
    before = json.dumps(inputs_of(home, None))
    assert "610113" not in before and "[CPR]" in before
    path.write_text("b", encoding="utf-8")
    assert json.dumps(inputs_of(home, None)) != before


def test_two_names_that_look_alike_without_numbers_are_two(tmp_path: Path) -> None:
    home = Home(tmp_path)
    (home.raw / "anbringelser").mkdir(parents=True)
    for number in ("610113-4001", "610113-4002"):
        (home.raw / "anbringelser" / f"2018-05-31_{number}.csv").write_text(number, "utf-8")
    assert len(inputs_of(home, None)["deliveries"]) == 2


def test_dbt_does_not_see_what_was_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = ["noegletal", "refresh", "--accept-shrink", f"barnet {NUMBER}"]
    monkeypatch.setattr(sys, "argv", typed)
    with dbt_environment(Home(tmp_path)):
        assert sys.argv == ["noegletal"]
    assert sys.argv is typed


def test_dbt_writes_no_log() -> None:
    typed = dbt_arguments("build")
    assert typed[typed.index("--log-level-file") + 1] == "none"


@pytest.mark.parametrize("tell", [fail, misuse], ids=["fail", "misuse"])
def test_what_was_typed_wrongly_is_told_without_numbers(
    tell: object, capfd: pytest.CaptureFixture[str]
) -> None:
    assert callable(tell)
    with pytest.raises(typer.Exit):
        tell(f"There is no area {NUMBER!r}.")
    assert capfd.readouterr().err == "There is no area '[CPR]'.\n"
