-- Children with more than one form in force on a cut date: not wrong, but worth a look at the data.

select
    spells.municipality_code,
    covered.cut_date,
    spells.person_id,
    count(distinct spells.form) as form_count,
    max(case when spells.form = 'institution' then 1 else 0 end) = 1 as has_institution,
    max(case when spells.form = 'foster' then 1 else 0 end) = 1 as has_foster,
    max(case when spells.form = 'network' then 1 else 0 end) = 1 as has_network
from {{ ref('core_spells') }} as spells
inner join {{ ref('core_covered_cut_dates') }} as covered
    on
        spells.municipality_code = covered.municipality_code
        and {{ is_in_force('spells.start_date', 'spells.end_date', 'covered.cut_date') }}
where
    spells.form in ('institution', 'foster', 'network')
    -- Beyond the delivery nobody knows whether a spell that runs on still does.
    and covered.has_placements
group by spells.municipality_code, covered.cut_date, spells.person_id
having count(distinct spells.form) > 1
