-- Among the base periods of the sensitivity are the report's own: under them it is its figure.
{{ config(meta={'dagster': {'ref': {'name': 'additional_expenditure_sensitivity'}}}) }}

select
    sensitivity.area_code,
    sensitivity.breakdown,
    sensitivity.account_year,
    sensitivity.additional_dkk_1000,
    figures.value
from {{ ref('additional_expenditure_sensitivity') }} as sensitivity
inner join {{ ref('base_years') }} as base_years
    on
        sensitivity.breakdown = base_years.breakdown
        and sensitivity.base_period
        = concat(base_years.first_year, '-', base_years.last_year)
inner join {{ ref('key_figures') }} as figures
    on
        figures.key_figure = 'additional_expenditure'
        and sensitivity.area_code = figures.area_code
        and sensitivity.breakdown = figures.breakdown
        and sensitivity.account_year = cast(figures.period as integer)
where
    (sensitivity.additional_dkk_1000 is null) <> (figures.value is null)
    -- Half a krone, in thousands.
    or abs(sensitivity.additional_dkk_1000 - figures.value) > 0.0005
