-- The days that a municipality's registers of placements and of measures tell about. A register
-- that keeps what has ended is complete from its first end on: before it nobody knows who had left.

with spells as (

    select
        'anbringelser' as source,
        municipality_code,
        start_date,
        end_date
    from {{ ref('stg_placements') }}

    union all

    select
        'foranstaltninger' as source,
        municipality_code,
        start_date,
        end_date
    from {{ ref('stg_measures') }}

),

first_days as (

    select
        source,
        municipality_code,
        coalesce(min(end_date), min(start_date)) as known_from
    from spells
    group by source, municipality_code

)

select
    coverage.source,
    coverage.municipality_code,
    first_days.known_from,
    coverage.delivered_on as known_until
from {{ ref('core_coverage') }} as coverage
inner join first_days
    on
        coverage.source = first_days.source
        and coverage.municipality_code = first_days.municipality_code
