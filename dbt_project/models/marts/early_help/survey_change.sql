-- How far answers have moved from one survey to the next: the changes of both survey figures, with
-- group, question and answer as columns.

select
    key_figure,
    area_type,
    area_code,
    area,
    -- The breakdown reads group/question/answer; a question may itself hold a slash.
    split_part(breakdown, '/', 1) as respondent_group,
    case key_figure
        when 'survey_answer_share'
            then regexp_extract(breakdown, '^[^/]*/(.*)/[^/]*$', 1)
        else regexp_extract(breakdown, '^[^/]*/(.*)$', 1)
    end as question,
    case key_figure
        when 'survey_answer_share' then regexp_extract(breakdown, '[^/]*$')
        else 'positive'
    end as answer,
    cast(earlier_period as integer) as earlier_survey_year,
    cast(period as integer) as survey_year,
    earlier_value as earlier_pct,
    value as later_pct,
    difference as change_percentage_points,
    ci_low,
    ci_high,
    direction,
    note_ids
from {{ ref('changes') }}
where
    compared_with = 'previous'
    and key_figure in ('survey_answer_share', 'survey_positive_share')
order by area_code, breakdown, key_figure, period
