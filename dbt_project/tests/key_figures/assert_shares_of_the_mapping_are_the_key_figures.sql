-- The share under the account list is the key figure of the same name; the other is not larger.
{{ config(meta={'dagster': {'ref': {'name': 'step_mapping_sensitivity'}}}) }}

select
    mapping.area_code,
    mapping.account_year,
    mapping.step_key,
    mapping.share_pct,
    mapping.share_without_assumed_pct,
    figures.value
from {{ ref('step_mapping_sensitivity') }} as mapping
left join {{ ref('key_figures') }} as figures
    on
        figures.key_figure = 'expenditure_share'
        and mapping.area_code = figures.area_code
        and mapping.step_key = figures.breakdown
        and mapping.account_year = cast(figures.period as integer)
where
    mapping.status <> 'not_applicable'
    and (
        figures.value is null
        or abs(mapping.share_pct - figures.value) > 0.0005
        or mapping.share_without_assumed_pct > mapping.share_pct
    )
