"""``<home>/.told.json``: of which runs and troubles people have been told already."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, ValidationError

from pipelines.durable import write_in_place
from pipelines.home import Home
from pipelines.operations.alerts.standing import Standing

NAME = ".told.json"
_MOST_RUNS = 200  # no sensor comes that late


class Told(BaseModel):
    """``runs`` by id, the newest last; ``standing`` by hash."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    runs: tuple[str, ...] = ()
    standing: dict[str, Standing] = {}

    def after(self, run_id: str, standing: dict[str, Standing]) -> Told:
        """The same when one more run has been told."""
        return Told(runs=(*self.runs, run_id)[-_MOST_RUNS:], standing=standing)


def read_told(home: Home) -> Told:
    """Nothing has been told when the file is missing or broken: rather twice than never."""
    try:
        return Told.model_validate_json((home.path / NAME).read_bytes())
    except (FileNotFoundError, ValidationError):
        return Told()


def write_told(home: Home, told: Told) -> None:
    """Replace the file in one step."""
    write_in_place(home.path / NAME, told.model_dump_json(indent=1) + "\n")
