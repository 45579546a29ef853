"""The queries behind the mart ``restatements``; what they are asked for is in ``restatements``."""

from __future__ import annotations

NUMBERS = ("value", "numerator", "denominator")
CELL = ("key_figure", "area_type", "area_code", "period", "breakdown")
# Relative; adding the same numbers up in another order changes no figure.
NOISE = 1e-12

_CELL = ", ".join(CELL)
_BOTH = ", ".join(f"old_{name}, new_{name}" for name in NUMBERS)

TABLE = f"""
    create table restatements (
        release integer, previous_release integer, key_figure varchar, area_type varchar,
        area_code varchar, area varchar, period varchar, breakdown varchar, unit varchar,
        {", ".join(f"old_{name} double, new_{name} double" for name in NUMBERS)},
        old_status varchar, new_status varchar,
        cause varchar, cause_da varchar, cause_en varchar, cause_delivery_ids varchar
    )
"""


def number_differs(name: str) -> str:
    """Whether a number is another one in ``new`` than in ``old``; empty is unlike any number."""
    return f"""(
        (old.{name} is null) <> (new.{name} is null)
        or abs(old.{name} - new.{name}) > {NOISE} * greatest(abs(old.{name}), abs(new.{name}))
    )"""


_ANY_DIFFERS = " or ".join(number_differs(name) for name in NUMBERS)
_ANY_SHOWN_DIFFERS = " or ".join(
    f"coalesce({number_differs(name)}, false) and old.{name} is not null and new.{name} is not null"
    for name in NUMBERS
)

# A cell of which only one release hides something, and of which nothing that both show differs.
CHANGED = f"""
    create table changed as
    select
        {", ".join(f"new.{name}" for name in CELL)},
        new.area,
        new.unit,
        {", ".join(f"old.{name} as old_{name}, new.{name} as new_{name}" for name in NUMBERS)},
        old.status as old_status,
        new.status as new_status,
        'suppressed' in (old.status, new.status) and not ({_ANY_SHOWN_DIFFERS}) as is_hiding
    from new
    inner join old using ({_CELL})
    where old.status <> new.status or {_ANY_DIFFERS}
"""


def _deliveries(table: str) -> str:
    return f"""
        select
            asked.key_figure,
            asked.area_code,
            asked.period,
            string_agg(distinct named.delivery_id, ',' order by named.delivery_id) as delivery_ids,
            string_agg(distinct named.file_name, ', ' order by named.file_name) as file_names
        from asked
        inner join {table} as named using (key_figure, about_area, about_period)
        group by all
    """


# Which deliveries could have changed a cell: those about its area, or about all, and its period,
# or its year, or all.
CAUSED = f"""
    create table caused as
    with asked as (
        select distinct
            key_figure,
            area_code,
            period,
            unnest(['*', area_code]) as about_area,
            about_period
        from (
            select
                *,
                unnest(
                    case
                        when period similar to '\\d{{4}}-\\d\\d-\\d\\d'
                            then ['*', period, period[:4]]
                        else ['*', period]
                    end
                ) as about_period
            from changed
        )
    ),

    arrivals as ({_deliveries("arrived")}),

    withdrawals as ({_deliveries("withdrawn")})

    select
        changed.*,
        case
            when changed.is_hiding then 'disclosure'
            when arrivals.delivery_ids is not null and $is_other_code then 'delivery_or_code'
            when arrivals.delivery_ids is not null then 'delivery'
            when withdrawals.delivery_ids is not null and $is_other_code then 'delivery_or_code'
            when withdrawals.delivery_ids is not null then 'withdrawn_delivery'
            when $is_other_code then 'code'
            else 'unknown'
        end as cause,
        case when not changed.is_hiding
            then coalesce(arrivals.delivery_ids, withdrawals.delivery_ids)
        end as cause_delivery_ids,
        coalesce(arrivals.file_names, withdrawals.file_names) as file_names
    from changed
    left join arrivals using (key_figure, area_code, period)
    left join withdrawals using (key_figure, area_code, period)
"""

ADDED = f"""
    insert into restatements by name
    select
        $release as release,
        $previous as previous_release,
        {_CELL},
        area,
        unit,
        {_BOTH},
        old_status,
        new_status,
        cause,
        replace(text_da, '%', coalesce(file_names, '')) as cause_da,
        replace(text_en, '%', coalesce(file_names, '')) as cause_en,
        cause_delivery_ids
    from caused
    inner join texts using (cause)
"""

# What the new release hides, or no longer has, it does not tell by way of an earlier one either.
TOLD = f"""
    select
        restatements.* replace (
            {
    ", ".join(
        f"case when not (new.status = 'suppressed' and new.{name} is null) "
        f"then restatements.{side}_{name} end as {side}_{name}"
        for name in NUMBERS
        for side in ("old", "new")
    )
}
        )
    from restatements
    inner join new using ({_CELL})
    order by all
"""
