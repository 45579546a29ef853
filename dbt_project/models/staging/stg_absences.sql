-- Days absent of each pupil at each school in a school year.
-- Rows in force, corrected, with English names.

select
    person_id,
    birth_date,
    is_replacement_number,
    kommune as municipality_code,
    skole as school_code,
    klassetrin as grade,
    skoleaar as school_year,
    fravaer_ulovligt as unauthorised_days,
    fravaer_lovligt as authorised_days,
    fravaer_sygdom as sick_days,
    skoledage as school_days
from {{ source('raw', 'fravaer_in_force') }}
