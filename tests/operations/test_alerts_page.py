"""The examples in docs/alerts.md are what is really sent and written."""

from __future__ import annotations

import json
import re
from typing import get_args

from pipelines.operations.alerts.message import FORMAT, Kind, trial_message
from pipelines.operations.status_file import RunRecord, Status
from tests.end_to_end.command import ROOT

PAGE = (ROOT / "docs" / "alerts.md").read_text("utf-8")
SENT, WRITTEN = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)]


def test_the_webhook_s_example_has_the_fields_of_a_message() -> None:
    assert set(SENT) == set(trial_message("data").record)
    assert SENT["format"] == FORMAT
    assert set(SENT["run"]) == set(RunRecord.model_fields)
    RunRecord.model_validate(SENT["run"])


def test_the_example_of_status_json_has_its_fields() -> None:
    assert set(WRITTEN) == set(Status.model_fields)
    Status.model_validate(WRITTEN | {"last_run": SENT["run"]})


def test_each_kind_of_message_is_explained() -> None:
    explained = {kind for kind in get_args(Kind) if f"`{kind}`" in PAGE}
    assert explained == set(get_args(Kind))
