-- What the trial districts and the rest spend on each form and each preventive offer (000, p. 11:
-- "opgørelse af ... forbrug i kr. pr. år", against the accounts of 2012).

select
    'district_group' as area_type,
    areas.area_code,
    cast(spent.account_year as varchar) as period,
    make_date(spent.account_year, 12, 31) as period_end,
    spent.expenditure_area as breakdown,
    cast(sum(spent.amount_dkk_1000) as double) as numerator,
    cast(null as double) as denominator,
    cast(null as double) as sum_of_squares
from {{ ref('stg_district_expenditure') }} as spent
inner join {{ ref('stg_districts') }} as districts
    on
        spent.municipality_code = districts.municipality_code
        and spent.district = districts.district
inner join {{ ref('core_district_groups') }} as areas
    on
        districts.municipality_code = areas.municipality_code
        and districts.district_group = areas.district_group
group by areas.area_code, spent.account_year, spent.expenditure_area
