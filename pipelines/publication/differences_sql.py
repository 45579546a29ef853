"""The queries behind the differences of figures, after those of ``restatements_sql`` have run."""

from __future__ import annotations

from pipelines.publication.restatements_sql import CELL, NUMBERS

_CELL = ", ".join(CELL)


def _appeared(here: str, there: str, change: str) -> str:
    """The cells that only one of the releases has."""
    numbers = {
        f"{side}_{name}": f"{here}.{name}" if side == here else "null"
        for name in NUMBERS
        for side in ("old", "new")
    } | {f"{side}_status": f"{here}.status" if side == here else "null" for side in ("old", "new")}
    return f"""
        select
            {", ".join(f"{here}.{name}" for name in CELL)},
            {here}.area,
            {here}.unit,
            '{change}' as change,
            {", ".join(f"{expression} as {name}" for name, expression in numbers.items())},
            null as cause,
            null as file_names
        from {here}
        anti join {there} using ({_CELL})
    """


def _one_side(shown: str, hidden: str) -> str:
    """Whether one release shows a number that the other one hides."""
    return f"{hidden}_status = 'suppressed' and (" + " or ".join(
        f"({shown}_{name} is not null and {hidden}_{name} is null)" for name in NUMBERS
    ) + ")"  # fmt: skip


_BOTH = ", ".join(f"old_{name}, new_{name}" for name in NUMBERS)
FIGURES = f"""
    create table figures as
    with compared as (
        select
            *,
            case
                when {_one_side("old", "new")} then 'hidden'
                when {_one_side("new", "old")} then 'shown'
                else 'changed'
            end as change
        from caused

        union all by name ({_appeared("new", "old", "new")})

        union all by name ({_appeared("old", "new", "gone")})
    )

    select
        key_figure, area_type, area_code, area, period, breakdown, unit, change,
        {_BOTH}, old_status, new_status, cause,
        case when cause not in ('disclosure', 'code', 'unknown') then file_names end as deliveries
    from compared
"""
SUMMARY = f"""
    select
        key_figure,
        {
    ", ".join(
        f"count(*) filter (where change = '{change}')"
        for change in ("new", "gone", "changed", "hidden", "shown")
    )
},
        max(abs(new_value - old_value))
    from figures
    group by key_figure
    order by key_figure
"""
