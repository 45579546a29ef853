-- How many of those invited answered the whole questionnaire, by year and group.

select
    area_type,
    area_code,
    area,
    cast(period as integer) as survey_year,
    breakdown as respondent_group,
    cast(numerator as bigint) as full_answer_count,
    cast(denominator as bigint) as invited_count,
    value as response_pct,
    ci_low,
    ci_high,
    status,
    note_ids
from {{ ref('key_figures') }}
where key_figure = 'survey_response_rate'
order by area_type, area_code, period, breakdown
