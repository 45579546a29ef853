-- The distribution of answers to each question, with group, question and answer as columns.

select
    area_type,
    area_code,
    area,
    cast(period as integer) as survey_year,
    -- The breakdown reads group/question/answer; a question may itself hold a slash.
    split_part(breakdown, '/', 1) as respondent_group,
    regexp_extract(breakdown, '^[^/]*/(.*)/[^/]*$', 1) as question,
    regexp_extract(breakdown, '[^/]*$') as answer,
    cast(numerator as bigint) as answer_count,
    cast(denominator as bigint) as answered_count,
    value as answer_pct,
    ci_low,
    ci_high,
    status,
    note_ids
from {{ ref('key_figures') }}
where key_figure = 'survey_answer_share'
order by area_type, area_code, period, breakdown
