-- Business cases year by year, planned beside realised, and the first year in which they have paid
-- for themselves: the accumulated net is no cost any more (in 000 that is 2015, when it is zero).

with cells as (

    select
        area_code,
        area,
        regexp_replace(breakdown, '/[^/]*$', '') as business_case,
        regexp_extract(breakdown, '[^/]*$') as part,
        cast(period as integer) as account_year,
        value
    from {{ ref('key_figures') }}
    where key_figure = 'net_saving' and area_type = 'municipality'

),

years as (

    select
        area_code,
        area,
        business_case,
        account_year,
        max(value) filter (where part = 'planned') as planned_dkk_1000,
        max(value) filter (where part = 'planned_accumulated') as planned_accumulated_dkk_1000,
        max(value) filter (where part = 'realised') as realised_dkk_1000,
        max(value) filter (where part = 'realised_accumulated') as realised_accumulated_dkk_1000
    from cells
    group by area_code, area, business_case, account_year

),

break_even as (

    select
        area_code,
        business_case,
        min(account_year) filter (where planned_accumulated_dkk_1000 <= 0) as planned_year,
        min(account_year) filter (where realised_accumulated_dkk_1000 <= 0) as realised_year,
        count(planned_dkk_1000) as planned_year_count,
        count(realised_dkk_1000) as realised_year_count
    from years
    group by area_code, business_case

)

select
    years.area_code,
    years.area,
    years.business_case,
    years.account_year,
    years.planned_dkk_1000,
    years.planned_accumulated_dkk_1000,
    years.realised_dkk_1000,
    years.realised_accumulated_dkk_1000,
    break_even.planned_year as planned_break_even_year,
    break_even.realised_year as realised_break_even_year,
    case
        when break_even.planned_year_count = 0 then 'not_delivered'
        when break_even.planned_year is null then 'not_reached'
        else 'reached'
    end as planned_break_even_status,
    case
        when break_even.realised_year_count = 0 then 'not_delivered'
        when break_even.realised_year is null then 'not_reached'
        else 'reached'
    end as realised_break_even_status
from years
inner join break_even
    on years.area_code = break_even.area_code and years.business_case = break_even.business_case
order by years.area_code, years.business_case, years.account_year
