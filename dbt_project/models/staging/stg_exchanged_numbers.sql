-- Numbers that gave way to others, each with the person that it leads to in the end.
-- Rows in force, corrected, with English names.

select
    changes.kommune as municipality_code,
    changes.person_id_tidligere as former_person_id,
    changes.is_replacement_number_tidligere as was_replacement_number,
    persons.current_person_id as person_id,
    persons.current_is_replacement_number as is_replacement_number,
    changes.dato as exchanged_on
from {{ source('raw', 'cpr_aendringer_in_force') }} as changes
left join {{ source('raw', 'persons_current') }} as persons
    on changes.person_id_tidligere = persons.person_id
