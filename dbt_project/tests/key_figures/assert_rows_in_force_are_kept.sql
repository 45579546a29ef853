-- Staging keeps each row of a scope in force: as many as the loading step says it accepted.

-- Of the models that it is about, this one shows the result in Dagster.
{{ config(meta={'dagster': {'ref': {'name': 'stg_placements'}}}) }}

with staged as (

    select
        'anbringelser' as source,
        count(*) as row_count
    from {{ ref('stg_placements') }}

    union all

    select
        'foranstaltninger' as source,
        count(*) as row_count
    from {{ ref('stg_measures') }}

    union all

    select
        'regnskab' as source,
        count(*) as row_count
    from {{ ref('stg_account_lines') }}

    union all

    select
        'befolkning' as source,
        count(*) as row_count
    from {{ ref('stg_population') }}

    union all

    select
        'trivsel' as source,
        count(*) as row_count
    from {{ ref('stg_wellbeing_answers') }}

    union all

    select
        'fravaer' as source,
        count(*) as row_count
    from {{ ref('stg_absences') }}

),

accepted as (

    select
        in_force.source,
        sum(scopes.rows_accepted) as row_count
    from {{ source('raw', 'deliveries_in_force') }} as in_force
    inner join {{ source('raw', 'delivery_scopes') }} as scopes
        on
            in_force.delivery_id = scopes.delivery_id
            and in_force.source = scopes.source
            and in_force.scope = scopes.scope
    group by in_force.source

)

select
    staged.source,
    staged.row_count as staged_count,
    coalesce(accepted.row_count, 0) as accepted_count
from staged
left join accepted
    on staged.source = accepted.source
where staged.row_count <> coalesce(accepted.row_count, 0)
