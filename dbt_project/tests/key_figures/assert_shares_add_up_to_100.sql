-- Parts of a whole are 100 per cent together, wherever there is a whole.

with shares as (

    select
        key_figure,
        area_code,
        period,
        -- Each question is a whole of its own; what is not relevant is shown apart from it.
        case
            when key_figure = 'survey_answer_share'
                then regexp_replace(breakdown, '/[^/]*$', '')
        end as question,
        value
    from {{ ref('key_figures') }}
    where
        key_figure in (
            'placement_share', 'home_based_movement', 'expenditure_share', 'survey_answer_share'
        )
        and breakdown not like '%/ikke_relevant'
        and value is not null

)

select
    key_figure,
    area_code,
    period,
    question,
    sum(value) as sum_of_shares
from shares
group by key_figure, area_code, period, question
having abs(sum(value) - 100) > 0.000001
