-- How far each change of a key figure lies from the usual one, in its usual spread.
-- A row per figure, part and municipality whose figure has reached the newest period. See
-- unusual_change.py for what is computed and why.
with figures as (

    select
        judged.how,
        figures.key_figure,
        figures.breakdown,
        figures.area_code,
        figures.period,
        figures.value,
        figures.unit,
        case when figures.unit = 'count' then figures.value else figures.numerator end as numerator,
        case when figures.unit = 'count' then 1 else figures.denominator end as denominator,
        dense_rank() over (
            partition by figures.key_figure, figures.breakdown order by figures.period_end
        ) as place
    from figures_of_all as figures
    inner join judged
        on figures.key_figure = judged.key_figure
    where
        figures.area_type = 'municipality'
        and figures.status = 'ok'
        -- What has no count beneath it: the smallest of several values, and differences.
        and (judged.how = 'amount' or figures.unit = 'count' or figures.denominator > 0)

),

pairs as (

    select
        *,
        lag(place) over in_time as place_before,
        lag(period) over in_time as period_before,
        lag(value) over in_time as value_before,
        lag(numerator) over in_time as numerator_before,
        lag(denominator) over in_time as denominator_before
    from figures
    window in_time as (partition by key_figure, breakdown, area_code order by place)

),

-- Of a share of more than half, those on the other side are the rare ones.
rare as (

    select
        *,
        unit = 'pct'
        and numerator + numerator_before > (denominator + denominator_before) / 2 as is_rest
    from pairs
    where place = place_before + 1

),

counted as (

    select
        *,
        case when is_rest then -1 else 1 end as way,
        case when is_rest then denominator - numerator else numerator end as number,
        case
            when is_rest then denominator_before - numerator_before else numerator_before
        end * denominator / denominator_before as number_expected
    from rare

),

changes as (

    select
        how,
        key_figure,
        breakdown,
        area_code,
        period,
        period_before,
        place,
        value > value_before as is_rise,
        max(place) over (partition by key_figure, breakdown) as newest_place,
        case
            when how = 'count'
                then way * 2 * (sqrt(number + 3 / 8) - sqrt(number_expected + 3 / 8))
            when how = 'mean'
                then (value - value_before) / sqrt(1 / denominator + 1 / denominator_before)
            when value > 0 and value_before > 0 then ln(value / value_before)
        end as change
    from counted

),

earlier as (

    select *
    from changes
    where place < newest_place and change is not null

),

of_all as (

    select
        key_figure,
        breakdown,
        count(*) as change_count,
        median(change) as usual_change,
        1.4826 * mad(change) as spread
    from earlier
    group by key_figure, breakdown

),

of_its_own as (

    select
        earlier.key_figure,
        earlier.breakdown,
        earlier.area_code,
        1.4826 * median(abs(earlier.change - of_all.usual_change)) as spread
    from earlier
    inner join of_all
        on
            earlier.key_figure = of_all.key_figure
            and earlier.breakdown = of_all.breakdown
    group by earlier.key_figure, earlier.breakdown, earlier.area_code
    having count(*) >= (select needed.its_own from needed)

)

select
    changes.key_figure,
    changes.breakdown,
    changes.area_code,
    changes.period_before,
    changes.period,
    changes.is_rise,
    (changes.change - of_all.usual_change) / greatest(
        judged.least_spread,
        -- Two standard errors above the estimate, since few changes can look quieter than they are.
        of_all.spread * (1 + 2 * 1.16 / sqrt(of_all.change_count)),
        coalesce(of_its_own.spread, 0)
    ) as distance,
    count(*) over () as judged_count
from changes
inner join judged
    on changes.key_figure = judged.key_figure
inner join of_all
    on
        changes.key_figure = of_all.key_figure
        and changes.breakdown = of_all.breakdown
left join of_its_own
    on
        changes.key_figure = of_its_own.key_figure
        and changes.breakdown = of_its_own.breakdown
        and changes.area_code = of_its_own.area_code
where
    changes.place = changes.newest_place
    and changes.change is not null
    and of_all.change_count >= (select needed.earlier from needed)
    and greatest(judged.least_spread, of_all.spread, coalesce(of_its_own.spread, 0)) > 0
order by changes.key_figure, changes.breakdown, changes.area_code
