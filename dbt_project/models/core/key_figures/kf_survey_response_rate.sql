-- Respondents who answered every question presented to them, of all who were invited (Tab. 1).

with respondents as (

    select
        municipality_code,
        survey_year,
        respondent_group,
        survey,
        respondent_code,
        bool_or(coalesce(is_invited, true)) as is_invited,
        -- One row without a question stands for an invited person who answered nothing.
        count(question) filter (where coalesce(is_invited, true)) as presented_count,
        count(question) filter (where coalesce(is_invited, true) and answer is null)
            as unanswered_count
    from {{ ref('stg_survey_answers') }}
    group by municipality_code, survey_year, respondent_group, survey, respondent_code

),

counted as (

    select
        municipality_code,
        cast(survey_year as varchar) as survey_year,
        make_date(survey_year, 12, 31) as last_day,
        respondent_group as breakdown,
        count(*) filter (where is_invited) as invited_count,
        count(*) filter (where is_invited and presented_count > 0 and unanswered_count = 0)
            as full_answer_count
    from respondents
    group by municipality_code, survey_year, respondent_group

)

select
    'municipality' as area_type,
    municipality_code as area_code,
    survey_year as period,
    last_day as period_end,
    breakdown,
    cast(full_answer_count as double) as numerator,
    cast(invited_count as double) as denominator,
    cast(null as double) as sum_of_squares
from counted
