-- School years with pupils in municipalities whose placements and measures are known too: without
-- them nobody can say who is vulnerable.
{{ config(materialized='incremental', incremental_strategy='by_municipality') }}

with delivered as (

    select distinct
        'wellbeing' as source,
        municipality_code,
        school_year
    from {{ ref('stg_wellbeing_answers') }}
    where {{ is_to_derive('municipality_code') }}

    union all

    select distinct
        'absence' as source,
        municipality_code,
        school_year
    from {{ ref('stg_absences') }}
    where {{ is_to_derive('municipality_code') }}

),

covered as (

    select municipality_code
    from {{ ref('core_coverage') }}
    where source in ('anbringelser', 'foranstaltninger')
    group by municipality_code
    having count(distinct source) = 2

)

select
    delivered.source,
    delivered.municipality_code,
    delivered.school_year,
    {{ school_year_first_day('delivered.school_year') }} as first_day,
    {{ school_year_last_day('delivered.school_year') }} as last_day
from delivered
inner join covered
    on delivered.municipality_code = covered.municipality_code
