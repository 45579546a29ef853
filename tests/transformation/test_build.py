"""A dbt that cannot run is told by kind and place: its words may quote a row, and reach mails."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from dbt.cli.main import dbtRunner

from pipelines.home import Home
from pipelines.transformation.build import DbtFailedError, build
from pipelines.transformation.derivation import Derivation

SECRET = "Could not convert 'Anna, p1_0f5c2f'"  # noqa: S105


def raised(what: Exception) -> Exception:
    try:
        raise what
    except Exception as caught:
        return caught


@pytest.mark.parametrize(
    ("exception", "words"),
    [
        (raised(RuntimeError(SECRET)), f"RuntimeError, {__file__}, line "),
        (KeyError(SECRET), "KeyError"),
        (None, "does not say why"),
    ],
)
def test_what_dbt_stumbles_over_is_not_repeated(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    exception: Exception | None,
    words: str,
) -> None:
    def invoke(_self: dbtRunner, _arguments: Any) -> SimpleNamespace:
        return SimpleNamespace(success=False, exception=exception)

    monkeypatch.setattr(dbtRunner, "invoke", invoke)
    everything = Derivation(is_whole=True, municipalities=())
    monkeypatch.setattr("pipelines.transformation.build.begin_deriving", lambda _: everything)
    with pytest.raises(DbtFailedError) as failed:
        build(Home(tmp_path))
    assert words in str(failed.value)
    assert "Anna" not in str(failed.value) and "p1_" not in str(failed.value)
