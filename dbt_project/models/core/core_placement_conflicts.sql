-- Children with more than one form in force on a cut date: not wrong, but worth a look at the data.

select
    spells.municipality_code,
    cut_dates.cut_date,
    spells.person_id,
    count(distinct spells.form) as form_count,
    max(case when spells.form = 'institution' then 1 else 0 end) = 1 as has_institution,
    max(case when spells.form = 'foster' then 1 else 0 end) = 1 as has_foster,
    max(case when spells.form = 'network' then 1 else 0 end) = 1 as has_network
from {{ ref('core_spells') }} as spells
inner join {{ ref('core_cut_dates') }} as cut_dates
    on {{ is_in_force('spells.start_date', 'spells.end_date', 'cut_dates.cut_date') }}
where spells.form in ('institution', 'foster', 'network')
group by spells.municipality_code, cut_dates.cut_date, spells.person_id
having count(distinct spells.form) > 1
