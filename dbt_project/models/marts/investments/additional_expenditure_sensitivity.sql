-- Additional expenditure under other base periods: how much of it is the choice of the base.
{% set bases = {
    '2011-2014': [2011, 2014],
    '2012-2014': [2012, 2014],
    '2013-2014': [2013, 2014],
    '2014': [2014, 2014],
} %}

with amounts as (

    select
        area_type,
        area_code,
        area,
        breakdown,
        cast(period as integer) as account_year,
        value,
        status,
        note_ids
    from {{ ref('key_figures') }}
    where key_figure = 'expenditure'

),

bases as (

    {% for name, years in bases.items() %}
        select
            '{{ name }}' as base_period,
            area_code,
            breakdown,
            -- Without one of its years there is no such base.
            case when count(value) = {{ years[1] - years[0] + 1 }} then avg(value) end
                as base_value,
            bool_or(status = 'suppressed') as is_suppressed,
            bool_or(status = 'provisional') as is_provisional
        from amounts
        where account_year between {{ years[0] }} and {{ years[1] }}
        group by area_code, breakdown
        {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select
    amounts.area_type,
    amounts.area_code,
    amounts.area,
    amounts.breakdown,
    amounts.account_year,
    bases.base_period,
    amounts.value as amount_dkk_1000,
    bases.base_value as base_dkk_1000,
    amounts.value - bases.base_value as additional_dkk_1000,
    case
        when amounts.status = 'suppressed' or bases.is_suppressed then 'suppressed'
        when amounts.value is null or bases.base_value is null then 'no_denominator'
        when bases.is_provisional then 'provisional'
        else amounts.status
    end as status,
    amounts.note_ids
from amounts
inner join bases
    on amounts.area_code = bases.area_code and amounts.breakdown = bases.breakdown
where amounts.account_year >= {{ var('additional_from_year') }}
order by amounts.area_code, amounts.breakdown, amounts.account_year, bases.base_period
