-- Whoever left an institution is placed elsewhere or not placed: the two add up.

select
    area_code,
    period,
    sum(numerator) filter (where breakdown = 'ceased') as ceased_count,
    sum(numerator) filter (where breakdown <> 'ceased') as sum_of_destinations
from {{ ref('key_figures') }}
where key_figure = 'institution_exits'
group by area_code, period
having
    sum(numerator) filter (where breakdown = 'ceased')
    <> sum(numerator) filter (where breakdown <> 'ceased')
