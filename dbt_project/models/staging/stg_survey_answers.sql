-- Answers of caseworkers, providers and citizens, a row per question presented.
-- Rows in force, corrected, with English names.

select
    undersoegelse as survey,
    aar as survey_year,
    kommune as municipality_code,
    gruppe as respondent_group,
    respondent as respondent_code,
    spoergsmaal as question,
    svar as answer,
    inviteret as is_invited
from {{ source('raw', 'spoergeskema_in_force') }}
