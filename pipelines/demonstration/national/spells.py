"""Placements and measures of an invented country's children.

How many are placed or helped at a time is about what the country's own statistics say; when and for
how long is drawn evenly, without regard to what help a child really gets.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.codelists import code_list
from pipelines.demonstration.national.country import SEED, Children, Country, Days, Numbers, Texts

_FIRST_SPELL = np.datetime64("2012-01-01")
_YEAR, _LAST_AGE = 365.25, 17.9
_FOSTER_RENAMED, _NEW_ACT = np.datetime64("2019-07-01"), np.datetime64("2024-01-01")
_REPLACED = {"21": ("23", _FOSTER_RENAMED)} | {
    row["code"]: (row["successor"], _NEW_ACT) for row in code_list("measures") if row["successor"]
}


@dataclass(frozen=True)
class Kind:
    """Spells of one kind: how many a child, how long they last, and their codes with weights.

    A part of them (``followed``) lead to a spell of the kind ``by``: the day after they end, or
    within ``within`` days of their beginning.
    """

    per_child: float
    mean_days: float
    codes: dict[str, float]
    followed: float = 0.0
    by: Kind | None = None
    within: int | None = None


_PLACES: dict[str, float] = {"21": 55, "9": 18, "27": 9, "1": 10, "6": 6, "11": 2}
_HOME_BASED: dict[str, float] = {
    "SEL-52-3.2": 30, "SEL-52-3.3": 40, "SEL-52-3.6": 20, "SEL-54": 8, "SEL-52-3.4": 2,
}  # fmt: skip
_EXAMINATION = Kind(0.3, 0, {"SEL-50": 1})
KINDS = {
    "anbringelser": (Kind(0.15, 365, _PLACES, 0.4, Kind(0, 365, _PLACES)),),
    "foranstaltninger": (
        Kind(1.2, 330, _HOME_BASED, 0.02, Kind(0, 330, _HOME_BASED)),
        Kind(0.8, 220, {"SEL-11-3.1": 70, "SEL-11-3.2": 20, "SEL-11-3.4": 10}, 0.15, _EXAMINATION,
             within=120),
        _EXAMINATION,
    ),
}  # fmt: skip


def draw_spells(country: Country, children: Children, source: str) -> dict[str, Texts | Days]:
    """The columns of a source about spells; a child never has two with one code and start."""
    rng = np.random.default_rng([SEED, len(source)])
    parts = [part for kind in KINDS[source] for part in _spells(rng, country, children, kind)]
    columns = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    _, kept = np.unique(columns["key"], return_index=True)
    return {name: column[np.sort(kept)] for name, column in columns.items() if name != "key"}


def _spells(
    rng: np.random.Generator, country: Country, children: Children, kind: Kind
) -> Iterator[dict[str, npt.NDArray[np.generic]]]:
    count = int(len(children.cpr) * kind.per_child)
    whose = children.of(rng.integers(0, len(children.cpr), count))
    first = np.maximum(whose.born, _FIRST_SPELL)
    days = (_end_of_childhood(country, whose) - first).astype(int)
    is_time = days > 0
    whose = whose.of(is_time)
    start = first[is_time] + (rng.random(is_time.sum()) * days[is_time]).astype(int)
    end = start + _lengths(rng, kind, len(start))
    yield _columns(rng, country, whose, kind, start, end)
    if kind.by:
        then = start + rng.integers(1, kind.within, len(start)) if kind.within else end + 1
        goes_on = (rng.random(len(start)) < kind.followed) & (
            then < _end_of_childhood(country, whose)
        )
        whose, start = whose.of(goes_on), then[goes_on]
        end = start + _lengths(rng, kind.by, len(start))
        yield _columns(rng, country, whose, kind.by, start, end)


def _end_of_childhood(country: Country, children: Children) -> Days:
    return np.minimum(children.born + int(_LAST_AGE * _YEAR), np.datetime64(country.until))


def _lengths(rng: np.random.Generator, kind: Kind, count: int) -> Numbers:
    return rng.exponential(max(kind.mean_days, 1), count).astype(int)


def _columns(
    rng: np.random.Generator, country: Country, whose: Children, kind: Kind, start: Days, end: Days
) -> dict[str, npt.NDArray[np.generic]]:
    weights = np.array(list(kind.codes.values()))
    code = np.array(list(kind.codes))[
        rng.choice(len(weights), len(start), p=weights / weights.sum())
    ]
    for former, (new, since) in _REPLACED.items():
        code = np.where((code == former) & (start >= since), new, code)
    return {
        "cpr": whose.cpr,
        "kommune": whose.kommune,
        "code": code,
        "startdato": start,
        "slutdato": np.where(end > np.datetime64(country.until), np.datetime64("NaT"), end),
        "maalgruppe": np.where(rng.random(len(start)) < 0.05, "handicap", "social"),
        "key": np.char.add(np.char.add(whose.cpr, code), start.astype(str)),
    }
