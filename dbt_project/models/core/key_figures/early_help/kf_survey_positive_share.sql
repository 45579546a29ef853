-- Answers 4 or 5 to each question in per cent of those who answered on the scale; of the citizens
-- who inquired it is who feels that it made a difference (003, p. 8: about two thirds).

with answers as (

    select
        municipality_code,
        survey_year,
        respondent_group,
        question,
        try_cast(answer as integer) as point
    from {{ ref('stg_survey_answers') }}
    where question is not null

)

select
    'municipality' as area_type,
    municipality_code as area_code,
    cast(survey_year as varchar) as period,
    make_date(survey_year, 12, 31) as period_end,
    concat(respondent_group, '/', question) as breakdown,
    cast(count(*) filter (where point >= {{ var('lowest_positive_answer') }}) as double)
        as numerator,
    cast(count(point) as double) as denominator,
    cast(null as double) as sum_of_squares
from answers
group by municipality_code, survey_year, respondent_group, question
