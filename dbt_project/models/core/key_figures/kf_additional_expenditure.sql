-- Each year's expenditure minus the mean of the base years (Fig. 49, 58, 67). The base years
-- differ, so that service and administration do not add up to the total.

with expenditure as (

    select
        area_type,
        area_code,
        period,
        cast(period as integer) as account_year,
        period_end,
        breakdown,
        numerator as amount_dkk_1000
    from {{ ref('kf_expenditure') }}

),

-- A mean of some of the base years would be another figure: all are needed.
bases as (

    select
        expenditure.area_code,
        expenditure.breakdown,
        cast({{ sum_in_any_order('expenditure.amount_dkk_1000') }} as double) / count(*)
            as base_dkk_1000
    from expenditure
    inner join {{ ref('base_years') }} as base_years
        on
            expenditure.breakdown = base_years.breakdown
            and expenditure.account_year between base_years.first_year and base_years.last_year
    group by
        expenditure.area_code,
        expenditure.breakdown,
        base_years.first_year,
        base_years.last_year
    having
        count(expenditure.amount_dkk_1000) = base_years.last_year - base_years.first_year + 1

)

select
    expenditure.area_type,
    expenditure.area_code,
    expenditure.period,
    expenditure.period_end,
    expenditure.breakdown,
    expenditure.amount_dkk_1000 - bases.base_dkk_1000 as numerator,
    cast(null as double) as denominator,
    cast(null as double) as sum_of_squares
from expenditure
left join bases
    on
        expenditure.area_code = bases.area_code
        and expenditure.breakdown = bases.breakdown
where expenditure.account_year >= {{ var('additional_from_year') }}
