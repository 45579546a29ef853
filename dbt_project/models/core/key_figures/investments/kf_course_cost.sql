-- Price of a provider's mean course in kroner: today, under the new practice, and what is saved
-- (003 [3] p. 11, [4] p. 15).
{% set prices = {'today': 'today_dkk', 'new': 'new_dkk', 'saving': 'saving_dkk'} %}

{% for part, price in prices.items() %}
    select
        'municipality' as area_type,
        municipality_code as area_code,
        cast(rate_year as varchar) as period,
        last_day as period_end,
        concat(provider, '/{{ part }}') as breakdown,
        cast({{ price }} as double) as numerator,
        cast(null as double) as denominator,
        cast(null as double) as sum_of_squares
    from {{ ref('core_courses') }}
    {% if not loop.last %}union all{% endif %}
{% endfor %}
