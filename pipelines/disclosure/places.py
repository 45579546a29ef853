"""Where and when: the areas that a place is a part of, and the dates it is compared with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from models.calendar import cut_dates
from pipelines.disclosure.counts import Place

MUNICIPALITY, REGION, COUNTRY = "municipality", "region", "country"
COUNTRY_CODE = "000"


def wholes_of(place: Place, areas: Mapping[str, str]) -> list[Place]:
    """The region and the country that a municipality's count is a part of."""
    if place.area_type != MUNICIPALITY or place.area_code not in areas:
        return []
    region = place._replace(area_type=REGION, area_code=areas[place.area_code])
    return [region, place._replace(area_type=COUNTRY, area_code=COUNTRY_CODE)]


def compared_periods(which: str, places: Iterable[Place]) -> dict[str, str]:
    """For each period of some places the one it is compared with: the same, or an earlier date."""
    periods = {place.period for place in places}
    if which == "same":
        return {period: period for period in periods}
    return dict(_compared(which, max(periods))) if periods else {}


def _compared(which: str, last: str) -> Iterator[tuple[str, str]]:
    for each in cut_dates(date.fromisoformat(last)):
        earlier: date | None = getattr(each, which)
        if earlier:
            yield each.cut_date.isoformat(), earlier.isoformat()
