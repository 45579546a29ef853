-- Everyone placed has exactly one form: the three add up to the total.

select
    area_code,
    period,
    sum(numerator) filter (where breakdown = 'total') as placed_count,
    sum(numerator) filter (where breakdown <> 'total') as sum_of_forms
from {{ ref('key_figures') }}
where key_figure = 'placed_per_1000'
group by area_code, period
having
    sum(numerator) filter (where breakdown = 'total')
    <> sum(numerator) filter (where breakdown <> 'total')
