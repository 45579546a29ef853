-- Answers to each question in per cent of those who answered it (Fig. 7-34). Not relevant is no
-- point on the scale: it is shown apart, in per cent of all who answered.
{% set scale = ['1', '2', '3', '4', '5'] %}

with answers as (

    select
        municipality_code,
        survey_year,
        respondent_group,
        question,
        answer
    from {{ ref('stg_survey_answers') }}
    where question is not null

),

counted as (

    select
        municipality_code,
        cast(survey_year as varchar) as survey_year,
        make_date(survey_year, 12, 31) as last_day,
        concat(respondent_group, '/', question, '/') as prefix,
        {% for point in scale %}
            count(*) filter (where answer = '{{ point }}') as answer_{{ point }}_count,
        {% endfor %}
        count(*) filter (where answer = 'ikke_relevant') as not_relevant_count,
        count(answer) as answered_count
    from answers
    group by municipality_code, survey_year, respondent_group, question

)

{% for point in scale %}
    select
        'municipality' as area_type,
        municipality_code as area_code,
        survey_year as period,
        last_day as period_end,
        concat(prefix, '{{ point }}') as breakdown,
        cast(answer_{{ point }}_count as double) as numerator,
        cast(answered_count - not_relevant_count as double) as denominator,
        cast(null as double) as sum_of_squares
    from counted

    union all

{% endfor %}
select
    'municipality' as area_type,
    municipality_code as area_code,
    survey_year as period,
    last_day as period_end,
    concat(prefix, 'ikke_relevant') as breakdown,
    cast(not_relevant_count as double) as numerator,
    cast(answered_count as double) as denominator,
    cast(null as double) as sum_of_squares
from counted
