"""What must hold of whole deliveries of inquiries to the cross-disciplinary teams."""

from expectations.limit import number, percent
from expectations.rule import Rule
from expectations.shared import few_rows_rejected, rows_match_ledger

RULES = (
    rows_match_ledger("henvendelser"),
    few_rows_rejected(
        "henvendelser", percent(1), "A district left out makes the sum too small: one is too many."
    ),
    Rule(
        name="periods_are_whole_months",
        en="A period begins on the first day of a month and ends on the last day of one.",
        da="En periode begynder den første dag i en måned og slutter den sidste dag i en måned.",
        evidence="The printed pace is per month (003, p. 8: 177 over 8 months). No threshold.",
        unexpected="""
            select kommune, distrikt, fra from $batch
            where fra <> date_trunc('month', fra) or til <> last_day(til)
        """,
    ),
    Rule(
        name="periods_of_a_district_adjoin",
        en="Each period of a district begins on the day after the one before it has ended.",
        da="Hver af et distrikts perioder begynder dagen efter, at den forrige er slut.",
        evidence="A month counted twice or left out makes sum and pace wrong. No threshold.",
        unexpected="""
            select kommune, distrikt, fra from $batch
            qualify
                fra <> lag(til) over (partition by kommune, distrikt order by fra)
                    + interval 1 day
        """,
    ),
    Rule(
        name="districts_tell_of_the_same_time",
        en="All districts of a municipality have been counted from and up to the same day.",
        da="Alle kommunens distrikter er talt fra og til den samme dag.",
        evidence="The sum is divided by the months of the municipality (003, p. 8). No threshold.",
        unexpected="""
            with districts as (
                select kommune, distrikt, min(fra) as first_day, max(til) as last_day
                from $batch group by kommune, distrikt
            )
            select kommune from districts group by kommune
            having count(distinct first_day) > 1 or count(distinct last_day) > 1
        """,
    ),
    Rule(
        name="pace_is_plausible",
        en="A district has at most {most} inquiries a month.",
        da="Et distrikt har højst {most} henvendelser om måneden.",
        evidence="Hedensted had 22 a month in four districts (003, p. 8). About ten times that; "
        "the teams are open one afternoon a week.",
        limits={"most": number(50)},
        unexpected="""
            select kommune, distrikt, fra from $batch
            where antal > $most * date_diff('month', fra, til + interval 1 day)
        """,
    ),
)
