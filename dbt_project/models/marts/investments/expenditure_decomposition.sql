-- Why service expenditure on the steps has changed, exact to the krone: more or fewer full-year
-- children (volume), other steps (mix), or dearer places (unit cost). From each year to the next,
-- and from the first to the last whole year.

with cells as (

    select
        area_type,
        area_code,
        area,
        cast(period as integer) as account_year,
        breakdown as step_key,
        max(value) filter (where key_figure = 'full_year_children') as children,
        max(value) filter (where key_figure = 'unit_cost') as unit_cost,
        bool_or(status = 'suppressed') as is_suppressed,
        bool_or(status = 'provisional') as is_provisional
    from {{ ref('key_figures') }}
    where
        key_figure in ('full_year_children', 'unit_cost')
        and area_type = 'municipality'
    group by area_type, area_code, area, period, breakdown
    -- Years with accounts only.
    having count(*) filter (where key_figure = 'unit_cost') = 1

),

totals as (

    select
        area_code,
        account_year,
        count(*) as step_count,
        cast({{ sum_in_any_order('children') }} as double) as all_children,
        cast({{ sum_in_any_order('children * coalesce(unit_cost, 0)') }} as double) as amount,
        -- A step without children has no unit cost, and needs none.
        count(children) = count(*)
        and count(*) filter (where children > 0 and unit_cost is null) = 0 as is_known,
        bool_or(is_suppressed) as is_suppressed,
        bool_or(is_provisional) as is_provisional
    from cells
    group by area_code, account_year

),

-- A register that begins later knows some years on its own steps only; those are not whole.
whole_years as (

    select
        area_code,
        account_year
    from totals
    qualify is_known and step_count = max(step_count) over (partition by area_code)

),

pairs as (

    select
        'year_on_year' as span,
        later.area_code,
        later.account_year,
        earlier.account_year as earlier_year
    from totals as later
    inner join totals as earlier
        on
            later.area_code = earlier.area_code
            and later.account_year = earlier.account_year + 1

    union all

    select
        'first_to_last' as span,
        area_code,
        max(account_year) as account_year,
        min(account_year) as earlier_year
    from whole_years
    group by area_code
    having max(account_year) > min(account_year)

),

steps as (

    select
        pairs.span,
        later.area_type,
        later.area_code,
        later.area,
        later.account_year,
        earlier.account_year as earlier_year,
        later.step_key,
        later.children,
        earlier.children as earlier_children,
        -- Where nobody was on a step its places cost what they cost in the other year.
        coalesce(later.unit_cost, earlier.unit_cost, 0) as unit_cost,
        coalesce(earlier.unit_cost, later.unit_cost, 0) as earlier_unit_cost,
        later_total.all_children,
        earlier_total.all_children as earlier_all_children
    from pairs
    inner join cells as later
        on pairs.area_code = later.area_code and pairs.account_year = later.account_year
    inner join cells as earlier
        on
            pairs.area_code = earlier.area_code
            and pairs.earlier_year = earlier.account_year
            and later.step_key = earlier.step_key
    inner join totals as later_total
        on later.area_code = later_total.area_code and later.account_year = later_total.account_year
    inner join totals as earlier_total
        on
            earlier.area_code = earlier_total.area_code
            and earlier.account_year = earlier_total.account_year

),

effects as (

    select
        span,
        area_type,
        area_code,
        area,
        account_year,
        earlier_year,
        count(*) as common_step_count,
        -- The same mix at the same prices, for as many children as there are now.
        cast({{ sum_in_any_order(
            'earlier_children * earlier_unit_cost'
            ~ ' * (all_children / nullif(earlier_all_children, 0) - 1)'
        ) }} as double) as volume,
        -- As many children, moved between steps, at the old prices.
        cast({{ sum_in_any_order(
            '(children - earlier_children * all_children / nullif(earlier_all_children, 0))'
            ~ ' * earlier_unit_cost'
        ) }} as double) as mix,
        -- Those children, at the new prices.
        cast({{ sum_in_any_order('children * (unit_cost - earlier_unit_cost)') }} as double)
            as price
    from steps
    group by span, area_type, area_code, area, account_year, earlier_year

),

compared as (

    select
        effects.span,
        effects.area_type,
        effects.area_code,
        effects.area,
        effects.account_year,
        effects.earlier_year,
        effects.volume,
        effects.mix,
        effects.price,
        case when later.is_known then later.amount end as amount,
        case when earlier.is_known then earlier.amount end as earlier_amount,
        -- A step that one of the years does not know would fall out of the three parts, and there
        -- is no mix of nobody.
        later.is_known
        and earlier.is_known
        and later.step_count = effects.common_step_count
        and earlier.step_count = effects.common_step_count
        and earlier.all_children > 0 as is_comparable,
        later.is_suppressed or earlier.is_suppressed as is_suppressed,
        later.is_provisional or earlier.is_provisional as is_provisional
    from effects
    inner join totals as later
        on effects.area_code = later.area_code and effects.account_year = later.account_year
    inner join totals as earlier
        on effects.area_code = earlier.area_code and effects.earlier_year = earlier.account_year

)

select
    area_type,
    area_code,
    area,
    span,
    account_year,
    earlier_year,
    amount as amount_dkk_1000,
    earlier_amount as earlier_amount_dkk_1000,
    case when is_comparable then volume end as volume_dkk_1000,
    case when is_comparable then mix end as mix_dkk_1000,
    case when is_comparable then price end as unit_cost_dkk_1000,
    case
        when is_suppressed then 'suppressed'
        when not is_comparable then 'not_applicable'
        when is_provisional then 'provisional'
        else 'ok'
    end as status
from compared
order by area_code, span, account_year
