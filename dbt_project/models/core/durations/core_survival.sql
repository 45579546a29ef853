-- The share of stays that go on after each number of days: the product-limit estimate of Kaplan and
-- Meier 1958, with Greenwood's variance and the log-log interval.

with days as (

    select
        municipality_code,
        cut_date,
        form,
        day_count,
        count(*) as stay_count,
        count(*) filter (where has_ended) as end_count
    from {{ ref('core_stays_begun') }}
    group by municipality_code, cut_date, form, day_count

),

at_risk as (

    select
        municipality_code,
        cut_date,
        form,
        day_count,
        end_count,
        sum(stay_count) over (
            partition by municipality_code, cut_date, form
            order by day_count desc
        ) as at_risk_count
    from days

),

steps as (

    select
        municipality_code,
        cut_date,
        form,
        day_count,
        end_count,
        at_risk_count,
        -- Where the last ones end nobody is left, whatever came before.
        max(case when end_count = at_risk_count then 1 else 0 end) over until_day = 1 as is_empty,
        sum(case when end_count < at_risk_count then ln(1 - end_count / at_risk_count) else 0 end)
            over until_day as log_survival,
        sum(
            case
                when end_count < at_risk_count
                    then end_count / (at_risk_count * (at_risk_count - end_count))
                else 0
            end
        ) over until_day as variance
    from at_risk
    window until_day as (
        partition by municipality_code, cut_date, form order by day_count
    )

)

select
    municipality_code,
    cut_date,
    form,
    day_count,
    case when is_empty then 0 else exp(log_survival) end as survival,
    case
        when is_empty then 0
        when log_survival = 0 then 1
        else {{ log_log_bound('log_survival', 'variance', '+') }}
    end as ci_low,
    case
        when log_survival = 0 then 1
        -- Nobody is left: the interval of the step before still holds.
        else {{ log_log_bound('log_survival', 'variance', '-') }}
    end as ci_high
from steps
where end_count > 0
