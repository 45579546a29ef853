"""What one cell of ``key_figures`` prints: its counts of persons, by name, from the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from models.catalogue import KeyFigure, Persons, load_catalogue
from models.disclosure import load_disclosure
from pipelines.disclosure.refusals import NotCoveredError

GAP = "gap"
_GROUPS_OF_A_GAP = ("vulnerable", "other")


@dataclass(frozen=True)
class Printed:
    """The counts behind numerator and denominator, and others that the value goes with.

    ``is_share``: the numerator's persons are among the denominator's. ``is_mean``: the value is a
    mean of the denominator's persons, and goes with their number. ``matrix_row``: the breakdowns
    that begin like this one, with which it is shown or hidden.
    """

    detail: str = ""
    numerator: str | None = None
    denominator: str | None = None
    value_of: tuple[str, ...] = ()
    is_public: bool = False
    is_share: bool = False
    is_mean: bool = False
    ends_of_scale: tuple[float, float] | None = None
    cases_are_children: bool = False
    matrix_row: str | None = None

    @property
    def is_of_persons(self) -> bool:
        """Whether anything of this cell is counted in persons."""
        return bool(self.numerator or self.denominator or self.value_of)


@cache
def printed(key_figure: str, breakdown: str) -> Printed:
    """What a cell prints; ``NotCoveredError`` when nobody has said so."""
    figure = load_catalogue().get(key_figure)
    if figure is None or figure.persons is None:
        raise NotCoveredError(
            f"Nothing is released: nobody has said which persons the key figure {key_figure} "
            "counts, so nobody knows what to hide. Add `persons:` to its record in "
            "models/catalogue.yml (`none` if it counts none)."
        )
    if not isinstance(figure.persons, Persons):
        return Printed()
    return _of_persons(figure, figure.persons, breakdown)


def _of_persons(figure: KeyFigure, persons: Persons, breakdown: str) -> Printed:
    detail, part = persons.split(breakdown)
    numerator, denominator = _named(persons.numerators, part), _named(persons.denominators, part)
    if figure.gap and part == GAP:
        # Of two means their persons; of two shares also who they count (the denominators first).
        value_of = tuple(
            counts[group]
            for counts in (persons.denominators, persons.numerators)
            for group in _GROUPS_OF_A_GAP
            if group in counts
        )
    else:
        value_of = persons.counts_of_value(part) or persons.counts_of_value("*")
    if not (numerator or denominator or value_of):
        raise NotCoveredError(
            f"Nothing is released: the key figure {figure.id} has a breakdown that its `persons:` "
            f"in models/catalogue.yml does not name: {breakdown}. Add it there."
        )
    is_public = denominator is not None and load_disclosure().count(denominator).known
    return Printed(
        detail=detail,
        numerator=numerator,
        denominator=None if is_public else denominator,
        value_of=value_of,
        is_public=is_public,
        is_share=numerator is not None and breakdown not in figure.no_interval_for,
        is_mean=numerator is None and denominator is not None,
        ends_of_scale=persons.ends_of_scale if part != GAP else None,
        cases_are_children=persons.cases_are_children,
        matrix_row=breakdown.rpartition("/")[0] if persons.is_matrix else None,
    )


def _named(names: Mapping[str, str], part: str) -> str | None:
    # A part of its own, or what holds for all the others; never for a gap.
    return names.get(part) or (names.get("*") if part != GAP else None)


def figures_counting(field: str) -> list[str]:
    """The key figures whose ``numerator`` or ``denominator`` counts persons, in catalogue order."""
    return [figure.id for figure in load_catalogue().values() if _counts(figure, field)]


def _counts(figure: KeyFigure, field: str) -> bool:
    if not isinstance(figure.persons, Persons):
        return False
    return bool(figure.persons.numerators if field == "numerator" else figure.persons.denominators)
