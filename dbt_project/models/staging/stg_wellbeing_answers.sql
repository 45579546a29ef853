-- Answers to the national wellbeing survey, a row per pupil and school year.
-- Rows in force, corrected, with English names.

select
    person_id,
    birth_date,
    is_replacement_number,
    is_former_number,
    line,
    kommune as municipality_code,
    skole as school_code,
    klassetrin as grade,
    skoleaar as school_year,
    {% for number in range(1, 41) %}
        sp{{ '%02d' % number }}{% if not loop.last %},{% endif %}
    {% endfor %}
from {{ source('raw', 'trivsel_in_force') }}
