-- Days from one follow-up to the next, of those that ended since the previous cut date (004, p. 51:
-- "et nøgletal for antallet af dage mellem opfølgninger").

with covered as (

    select
        municipality_code,
        cut_date,
        previous_cut_date
    from {{ ref('core_covered_follow_ups') }}
    where previous_cut_date is not null

),

counted as (

    select
        covered.municipality_code,
        covered.cut_date,
        median(intervals.next_date - intervals.from_date) as median_days,
        quantile_disc(intervals.next_date - intervals.from_date, 0.9) as long_days
    from covered
    left join {{ ref('core_follow_up_intervals') }} as intervals
        on
            covered.municipality_code = intervals.municipality_code
            and covered.previous_cut_date < intervals.next_date
            and covered.cut_date >= intervals.next_date
            and not intervals.is_start
    group by covered.municipality_code, covered.cut_date

)

{{ key_figure_rows(
    'counted', 'cut_date', 'cut_date', {'median': 'median_days', 'p90': 'long_days'}, 'null'
) }}
