"""Key figures for the tests, in words: what was counted where, and no more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

# Three municipalities make up one region, a fourth the other one.
AREAS = {"101": "084", "147": "084", "155": "084", "400": "083"}
POPULATION = 10_000
FORMS = ("institution", "foster", "network")


@dataclass(frozen=True)
class Counted:
    """What was counted for one cell."""

    key_figure: str
    area_code: str
    period: str
    breakdown: str
    numerator: float | None
    denominator: float | None
    area_type: str = "municipality"


def placed(area: str, period: str, institution: int, foster: int, network: int) -> list[Counted]:
    """Placed children by form, as rates and as shares."""
    forms = dict(zip(FORMS, (institution, foster, network), strict=True))
    total = sum(forms.values())
    rates = {"total": total} | forms
    return [
        Counted("placed_per_1000", area, period, form, n, POPULATION) for form, n in rates.items()
    ] + [Counted("placement_share", area, period, form, n, total) for form, n in forms.items()]


def exits(area: str, period: str, cohort: int, to_other: int, to_none: int) -> list[Counted]:
    """Where the children of institutions went."""
    ways = {"ceased": to_other + to_none, "other_placement": to_other, "not_placed": to_none}
    return [Counted("institution_exits", area, period, way, n, cohort) for way, n in ways.items()]


def pupils(
    area: str, period: str, vulnerable: tuple[float, int], other: tuple[float, int]
) -> list[Counted]:
    """Days of absence in per cent: the sum over pupils, and how many there are, for each group."""
    groups = {"vulnerable": vulnerable, "other": other}
    return [Counted("absence", area, period, group, *each) for group, each in groups.items()]


def support(area: str, period: str, children: int) -> list[Counted]:
    """Children with support by section 11.3: a count on its own."""
    return [Counted("preventive_per_1000", area, period, "total", children, POPULATION)]


def answers(area: str, year: str, question: str, scale: Iterable[int], none: int) -> list[Counted]:
    """Answers of a group to a question, by point of the scale."""
    points = dict(zip("12345", scale, strict=True))
    on_scale = sum(points.values())
    name = "survey_answer_share"
    return [
        Counted(name, area, year, f"{question}/{point}", n, on_scale) for point, n in points.items()
    ] + [Counted(name, area, year, f"{question}/ikke_relevant", none, on_scale + none)]


def with_areas(cells: Iterable[Counted]) -> list[Counted]:
    """The same cells, and those of regions and the country where every municipality has one."""
    cells = list(cells)
    by_cell: dict[tuple[str, str, str], dict[str, Counted]] = {}
    for cell in cells:
        name = (cell.key_figure, cell.period, cell.breakdown)
        by_cell.setdefault(name, {})[cell.area_code] = cell
    wholes = [("region", region) for region in sorted(set(AREAS.values()))] + [("country", "000")]
    for (key_figure, period, breakdown), found in by_cell.items():
        for kind, code in wholes:
            members = [each for each, region in AREAS.items() if code in (region, "000")]
            if all(member in found for member in members):
                top = sum(found[member].numerator or 0 for member in members)
                bottom = sum(found[member].denominator or 0 for member in members)
                cells.append(Counted(key_figure, code, period, breakdown, top, bottom, kind))
    return cells
