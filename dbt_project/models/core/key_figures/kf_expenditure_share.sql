-- Gross service expenditure by step of the staircase, in per cent of all gross service (Fig. 50,
-- 59, 68). What no step can claim stays visible as unplaced.
{% set steps = ['preventive', 'home_based', 'network', 'foster', 'institution', 'unplaced'] %}

with service as (

    select
        municipality_code,
        account_year,
        step_key,
        gross_dkk_1000
    from {{ ref('core_account_amounts') }}
    where role = 'service'

),

summed as (

    select
        years.municipality_code,
        years.account_year,
        make_date(years.account_year, 12, 31) as last_day,
        {% for step in steps %}
            coalesce(sum(service.gross_dkk_1000) filter (where service.step_key = '{{ step }}'), 0)
                as {{ step }}_dkk_1000,
        {% endfor %}
        coalesce(sum(service.gross_dkk_1000), 0) as gross_dkk_1000
    from {{ ref('core_account_years') }} as years
    left join service
        on
            years.municipality_code = service.municipality_code
            and years.account_year = service.account_year
    group by years.municipality_code, years.account_year

)

{{ key_figure_rows(
    'summed',
    'account_year',
    'last_day',
    {
        'preventive': 'preventive_dkk_1000',
        'home_based': 'home_based_dkk_1000',
        'network': 'network_dkk_1000',
        'foster': 'foster_dkk_1000',
        'institution': 'institution_dkk_1000',
        'unplaced': 'unplaced_dkk_1000',
    },
    'gross_dkk_1000',
) }}
