-- Each form's share of all placed children, and how far it has moved since the first cut date.

with shares as (

    select
        area_type,
        area_code,
        area,
        breakdown as form,
        period_end as cut_date,
        cast(numerator as bigint) as placed_in_form_count,
        cast(denominator as bigint) as placed_count,
        value as share_pct,
        status,
        note_ids
    from {{ ref('key_figures') }}
    where key_figure = 'placement_share'

),

-- Where nobody was placed on the first date there is no share to measure from: the next one counts.
-- A first share that is hidden is still the first: no later one stands in for it.
first_shares as (

    select
        area_type,
        area_code,
        form,
        case when share_pct is not null then cut_date end as first_cut_date,
        share_pct,
        status = 'suppressed' and share_pct is null as is_suppressed
    from shares
    where share_pct is not null or status = 'suppressed'
    qualify row_number() over (partition by area_type, area_code, form order by cut_date) = 1

)

select
    shares.area_type,
    shares.area_code,
    shares.area,
    shares.form,
    shares.cut_date,
    shares.placed_in_form_count,
    shares.placed_count,
    shares.share_pct,
    first_shares.first_cut_date,
    first_shares.share_pct as first_share_pct,
    shares.share_pct - first_shares.share_pct as change_percentage_points,
    shares.status,
    nullif(
        concat_ws(
            ',',
            case
                when shares.status = 'suppressed' and shares.placed_in_form_count is null
                    then 'placed_in_form_count'
            end,
            case
                when shares.status = 'suppressed' and shares.placed_count is null
                    then 'placed_count'
            end,
            case
                when shares.status = 'suppressed' and shares.share_pct is null then 'share_pct'
            end,
            case when first_shares.is_suppressed then 'first_cut_date' end,
            case when first_shares.is_suppressed then 'first_share_pct' end,
            case
                when
                    first_shares.is_suppressed
                    or (shares.status = 'suppressed' and shares.share_pct is null)
                    then 'change_percentage_points'
            end
        ),
        ''
    ) as suppressed_parts,
    shares.note_ids
from shares
left join first_shares
    on
        shares.area_type = first_shares.area_type
        and shares.area_code = first_shares.area_code
        and shares.form = first_shares.form
order by shares.area_type, shares.area_code, shares.form, shares.cut_date
