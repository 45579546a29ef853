-- The cut dates of which a municipality has delivered placements, measures and follow-ups.

select
    covered.municipality_code,
    covered.cut_date,
    covered.previous_cut_date
from {{ ref('core_covered_cut_dates') }} as covered
inner join {{ ref('core_coverage') }} as follow_ups
    on
        covered.municipality_code = follow_ups.municipality_code
        and covered.cut_date <= follow_ups.delivered_on
        and follow_ups.source = 'opfoelgninger'
where covered.has_placements and covered.has_measures
