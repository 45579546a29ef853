"""What must hold of whole deliveries of caseloads."""

from expectations.limit import number, percent
from expectations.rule import Rule
from expectations.shared import (
    CLOSED_PERIOD,
    column_is_filled,
    few_rows_rejected,
    rows_match_ledger,
    volume_like_before,
)

RULES = (
    rows_match_ledger("sagstal"),
    volume_like_before("sagstal", percent(10), percent(10), CLOSED_PERIOD, enough=10),
    few_rows_rejected(
        "sagstal",
        percent(2),
        "Files have 20-60 rows (Table 1: 23 to 61 caseworkers were asked), so two per cent is one "
        "caseworker, who may be the one with most cases of Table 4.",
    ),
    column_is_filled("fuldtid", percent(20), "No figure of the report uses it; chosen."),
    Rule(
        name="mean_caseload_is_plausible",
        en="Caseworkers have between {least} and {most} cases on average on every date.",
        da="Rådgiverne har mellem {least} og {most} sager i gennemsnit på hver opgørelsesdag.",
        evidence="Table 4: means of 23 to 31.2; aims of 25 to 30; 15-20 in Borås. Half of the "
        "smallest and twice the largest, rounded.",
        limits={"least": number(8), "most": number(60)},
        unexpected="""
            select kommune, dato from $batch group by kommune, dato
            having avg(sager) not between $least and $most
        """,
    ),
    Rule(
        name="largest_caseload_is_plausible",
        en="Nobody has more than {most} cases.",
        da="Ingen har mere end {most} sager.",
        evidence="Table 4: the largest are 32 to 46. About twice that; cases without a "
        "caseworker are often booked on one.",
        limits={"most": number(100)},
        unexpected="select kommune, dato from $batch where sager > $most",
    ),
    Rule(
        name="a_caseworker_counts_once",
        en="A caseworker has one row on each date.",
        da="En rådgiver har én række på hver opgørelsesdag.",
        evidence="The means of Table 4 are per caseworker. No threshold.",
        unexpected="""
            select kommune, dato from $batch group by kommune, dato
            having count(*) > count(distinct raadgiver)
        """,
    ),
)
