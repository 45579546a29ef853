-- Inhabitants of 0-17 years on 1 January, by municipality and year.

-- StatBank extracts bring what dimensions they like. Where a cell (area, age, year) has the total
-- of a dimension, that alone counts; else the dimension is summed.
with cells as (

    select
        area_code,
        age,
        population_year,
        inhabitant_count,
        case when sex = 'TOT' then 1 else 0 end as is_sex_total,
        case when marital_status = 'TOT' then 1 else 0 end as is_marital_total,
        -- NAME=TOT|NAME=value, or TOT where all are: how many further dimensions are totals.
        length(concat('=', coalesce(other_dimensions, ''), '|'))
        - length(replace(concat('=', coalesce(other_dimensions, ''), '|'), '=TOT|', ''))
            as other_totals
    from {{ ref('stg_population') }}
    where
        quarter = 1
        and age >= 0
        and age < {{ var('age_of_majority') }}

),

without_sex as (

    select
        area_code,
        age,
        population_year,
        inhabitant_count,
        is_marital_total,
        other_totals
    from cells
    qualify is_sex_total = max(is_sex_total) over (partition by area_code, age, population_year)

),

without_marital_status as (

    select
        area_code,
        age,
        population_year,
        inhabitant_count,
        other_totals
    from without_sex
    qualify
        is_marital_total
        = max(is_marital_total) over (partition by area_code, age, population_year)

),

counted as (

    select
        area_code,
        age,
        population_year,
        inhabitant_count
    from without_marital_status
    qualify other_totals = max(other_totals) over (partition by area_code, age, population_year)

)

select
    counted.area_code as municipality_code,
    counted.population_year,
    -- Not available is not zero: one such age leaves the sum unknown.
    case when count(*) = count(counted.inhabitant_count) then sum(counted.inhabitant_count) end
        as population,
    count(distinct counted.age) = {{ var('age_of_majority') }} as is_complete
from counted
inner join {{ ref('municipalities') }} as municipalities
    on counted.area_code = municipalities.kommune_kode
group by counted.area_code, counted.population_year
