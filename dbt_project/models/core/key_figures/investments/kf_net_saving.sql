-- Net saving of business cases, planned and realised, per year and accumulated (000, p. 10; 002).
-- The sign is as printed: extra costs are positive, so that a net saving is negative.
{% set statuses = {'plan': 'planned', 'realiseret': 'realised'} %}

with years as (

    select
        municipality_code,
        business_case,
        case_status,
        account_year,
        sum(amount_dkk_1000) as net_dkk_1000,
        -- What is saved is told by itself, too, as a positive amount: targets are set for it.
        -coalesce(sum(amount_dkk_1000) filter (where kind = 'besparelse'), 0) as saving_dkk_1000
    from {{ ref('stg_business_cases') }}
    group by municipality_code, business_case, case_status, account_year

),

accumulated as (

    select
        municipality_code,
        business_case,
        case_status,
        account_year,
        net_dkk_1000,
        saving_dkk_1000,
        sum(net_dkk_1000) over (
            partition by municipality_code, business_case, case_status order by account_year
        ) as accumulated_dkk_1000
    from years

),

counted as (

    {% for case_status, word in statuses.items() %}
        {% for column, ending in {
            'net_dkk_1000': '',
            'accumulated_dkk_1000': '_accumulated',
            'saving_dkk_1000': '_saving',
        }.items() %}
            select
                municipality_code,
                account_year,
                concat(business_case, '/{{ word }}{{ ending }}') as breakdown,
                {{ column }} as amount_dkk_1000
            from accumulated
            where case_status = '{{ case_status }}'
            {% if not loop.last %}union all{% endif %}
        {% endfor %}
        {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select
    'municipality' as area_type,
    municipality_code as area_code,
    cast(account_year as varchar) as period,
    make_date(account_year, 12, 31) as period_end,
    breakdown,
    cast(amount_dkk_1000 as double) as numerator,
    cast(null as double) as denominator,
    cast(null as double) as sum_of_squares
from counted
