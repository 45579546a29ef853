"""How the counts of a release hang together: never printed ones, sums, orders, areas.

From ``models/disclosure.yml``, for every place that the figures have. Where a part of a sum is not
among the figures, the rest of it is a count of its own that nobody prints.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from models.disclosure import AtMost, Disclosure, SumOf
from pipelines.disclosure.counts import CountKey, Place
from pipelines.disclosure.places import COUNTRY, MUNICIPALITY, REGION, compared_periods
from pipelines.disclosure.refusals import NotCoveredError


@dataclass
class Relations:
    """Counts with their values, which of them are printed, and sums and orders by key."""

    values: dict[CountKey, int]
    printed: Set[CountKey]
    sums: list[tuple[CountKey, tuple[CountKey, ...]]] = field(default_factory=list)
    at_most: list[tuple[CountKey, CountKey]] = field(default_factory=list)


def relate(
    printed: Mapping[CountKey, int], disclosure: Disclosure, areas: Mapping[str, str]
) -> Relations:
    """All relations among printed counts; ``areas`` has each municipality's region.

    Raises:
        NotCoveredError: when the figures contradict a relation, named with its reason.
    """
    builder = _Builder(printed, disclosure)
    for rule in disclosure.sums:
        builder.work_out(rule)
    for rule in disclosure.sums:
        builder.add_sums(rule)
    builder.add_areas(areas)
    for order in disclosure.at_most:
        builder.add_order(order)
    return builder.relations


class _Builder:
    def __init__(self, printed: Mapping[CountKey, int], disclosure: Disclosure) -> None:
        self.relations = Relations(dict(printed), printed.keys())
        self._printed = tuple(printed)
        self._unprinted = {each.name for each in disclosure.counts if each.never_printed}
        self._by_name: defaultdict[str, dict[Place, int]] = defaultdict(dict)
        for (name, place), value in printed.items():
            self._by_name[name][place] = value

    def work_out(self, rule: SumOf) -> None:
        """The never printed count of a sum, wherever all others of the sum are there."""
        if rule.whole_on != "same":
            return
        names = (rule.whole, *rule.parts)
        unknown = [name for name in names if name in self._unprinted]
        if len(unknown) != 1:
            return
        others = [name for name in names if name not in unknown]
        for place in self._by_name[others[0]]:
            if all(place in self._by_name[name] for name in others):
                total = sum(self._by_name[name][place] for name in rule.parts if name in others)
                if unknown[0] != rule.whole:
                    total = self._by_name[rule.whole][place] - total
                self._add(CountKey(unknown[0], place), total, rule.why)

    def add_sums(self, rule: SumOf) -> None:
        """One sum for every place of the parts whose whole is there, on its own date."""
        places = dict.fromkeys(place for name in rule.parts for place in self._by_name[name])
        dates = compared_periods(rule.whole_on, places)
        for place in places:
            period = dates.get(place.period)
            whole = CountKey(rule.whole, place._replace(period=period or ""))
            if whole.place not in self._by_name[rule.whole]:
                continue
            parts = [CountKey(name, place) for name in rule.parts if place in self._by_name[name]]
            missing = [name for name in rule.parts if place not in self._by_name[name]]
            self._add_sum(whole, parts, " and ".join(missing), rule.why)

    def add_areas(self, areas: Mapping[str, str]) -> None:
        """A region is its municipalities, the country its regions."""
        members: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for municipality, region in areas.items():
            members[REGION, region].add(municipality)
        found: defaultdict[tuple[str, str, str], dict[str, set[str]]] = defaultdict(dict)
        for name, place in self._printed:
            kinds = found[name, place.period, place.detail]
            kinds.setdefault(place.area_type, set()).add(place.area_code)
        for (name, period, detail), kinds in found.items():
            regions = set(areas.values())
            of_country = (
                (REGION, regions) if kinds.get(REGION, set()) >= regions else (MUNICIPALITY, areas)
            )
            wholes = [
                (REGION, code, MUNICIPALITY, members[REGION, code])
                for code in sorted(kinds.get(REGION, ()))
            ]
            wholes += [(COUNTRY, code, *of_country) for code in sorted(kinds.get(COUNTRY, ()))]
            for area_type, code, part_type, parts in wholes:
                keys = [
                    CountKey(name, Place(part_type, part, period, detail))
                    for part in sorted(parts)
                    if part in kinds.get(part_type, ())
                ]
                whole = CountKey(name, Place(area_type, code, period, detail))
                missing = "other areas" if len(keys) < len(parts) else ""
                self._add_sum(whole, keys, missing, "An area is the sum of its parts.")

    def add_order(self, rule: AtMost) -> None:
        """One order for every place of the smaller that the larger has, too."""
        dates = compared_periods(rule.larger_on, self._by_name[rule.smaller])
        for place, value in self._by_name[rule.smaller].items():
            period = dates.get(place.period)
            larger = place._replace(period=period) if period else None
            if larger in self._by_name[rule.larger]:
                if value > self._by_name[rule.larger][larger]:
                    raise _contradicted(CountKey(rule.smaller, place), rule.why)
                self.relations.at_most.append(
                    (CountKey(rule.smaller, place), CountKey(rule.larger, larger))
                )

    def _add_sum(self, whole: CountKey, parts: Sequence[CountKey], missing: str, why: str) -> None:
        if not parts:
            return
        total = sum(self.relations.values[part] for part in parts)
        rest = self.relations.values[whole] - total
        if missing:
            unseen = CountKey(f"{missing} of {whole.name}", whole.place)
            self._add(unseen, rest, why)
            parts = [*parts, unseen]
        elif rest:
            raise _contradicted(whole, why)
        self.relations.sums.append((whole, tuple(parts)))

    def _add(self, key: CountKey, value: int, why: str) -> None:
        if value < 0:
            raise _contradicted(key, why)
        self.relations.values[key] = value
        self._by_name[key.name][key.place] = value


def _contradicted(key: CountKey, why: str) -> NotCoveredError:
    return NotCoveredError(
        f"Nothing is released: {key.label} contradicts what models/disclosure.yml says ({why}), "
        "so what an attacker adds up is not known. A figure's query or that line is wrong."
    )
