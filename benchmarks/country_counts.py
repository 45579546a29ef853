"""What the municipalities of an invented country count at a cut date, and how that hangs together.

Sizes are spread as the municipalities' are (a few thousand children to a hundred thousand), the
shares of them roughly as in the 2018 report. The same counts each time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

_REGIONS = 5
_FORMS = ("institution", "foster", "network")
_MEASURES = ("practical", "family", "contact", "relief")
_CHANGES = ("up", "none", "down")
_INDICATORS = ("absent", "low_marks", "unhappy")
_SHARES = (0.006, 0.004, 0.003, 0.002)
SUMS: Mapping[str, tuple[str, ...]] = {
    "placed": _FORMS,
    "home_based": _MEASURES,
    "cohort": ("ceased", "stayed"),
    "moved": _CHANGES,
    "begun": ("followed", "not_followed"),
    **{f"{name}_pupils": (f"{name}_vulnerable", f"{name}_other") for name in _INDICATORS},
}
AT_MOST = (("between", "home_based"), ("cohort", "institution"), ("moved", "placed"))
NEVER_PRINTED = ("stayed", "not_followed")
# Counts of an area at a time: name -> persons.
Counts = dict[str, int]


def cut_dates(municipalities: int, dates: int, share: float) -> Iterator[dict[str, Counts]]:
    """At each date the counts of all areas; ``share`` is how many of the children there are."""
    chance = np.random.default_rng(20181101)
    children = np.exp(chance.normal(9.1, 0.75, municipalities)).astype(int) + 1_000
    for _ in range(dates):
        areas = {}
        for number, size in enumerate(children.tolist()):
            areas[f"municipality/{number:03}"] = _counts(chance, int(size * share))
        _add_up(areas)
        yield areas


def region_of(area: str) -> str:
    """Where a municipality lies."""
    return f"region/{int(area[-3:]) % _REGIONS}"


def _counts(chance: np.random.Generator, children: int) -> Counts:
    """What one municipality counts at one cut date."""

    def some(of: int, share: float) -> int:
        return int(chance.binomial(of, share))

    counts = {
        "institution": some(children, 0.0035),
        "foster": some(children, 0.0055),
        "network": some(children, 0.0006),
    }
    counts["placed"] = sum(counts.values())
    counts |= {name: some(children, share) for name, share in zip(_MEASURES, _SHARES, strict=True)}
    counts["home_based"] = sum(counts[name] for name in _MEASURES)
    counts["between"] = some(counts["home_based"], 0.05)
    counts["cohort"] = some(counts["institution"], 0.6)
    counts["ceased"] = some(counts["cohort"], 0.3)
    counts["stayed"] = counts["cohort"] - counts["ceased"]
    counts["moved"] = some(counts["placed"], 0.4)
    counts["up"] = some(counts["moved"], 0.15)
    counts["down"] = some(counts["moved"] - counts["up"], 0.15)
    counts["none"] = counts["moved"] - counts["up"] - counts["down"]
    counts["begun"] = some(children, 0.004)
    counts["followed"] = some(counts["begun"], 0.2)
    counts["not_followed"] = counts["begun"] - counts["followed"]
    pupils = some(children, 0.02)
    for indicator in _INDICATORS:
        counts[f"{indicator}_vulnerable"] = some(pupils, 0.04)
        counts[f"{indicator}_other"] = pupils - counts[f"{indicator}_vulnerable"]
        counts[f"{indicator}_pupils"] = pupils
    return counts


def _add_up(areas: dict[str, Counts]) -> None:
    for area in list(areas):
        for above in (region_of(area), "country/0"):
            whole = areas.setdefault(above, dict.fromkeys(areas[area], 0))
            for name, persons in areas[area].items():
                whole[name] += persons
