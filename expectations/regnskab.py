"""What must hold of whole deliveries of municipal accounts."""

from expectations.control import SPENT, agrees_with_totals
from expectations.limit import number, percent
from expectations.rule import Rule
from expectations.shared import (
    CLOSED_PERIOD,
    few_rows_rejected,
    rows_match_ledger,
    volume_like_before,
)

RULES = (
    rows_match_ledger("regnskab"),
    volume_like_before("regnskab", percent(10), percent(10), CLOSED_PERIOD, enough=10),
    few_rows_rejected(
        "regnskab",
        percent(1),
        "A rejected line takes its kroner out of a total; Figures 48-67 are read to the million "
        "of 120-170, which is about one per cent.",
    ),
    Rule(
        name="municipality_has_base_years",
        en="Every municipality has accounts of the base years 2011-2014.",
        da="Hver kommune har regnskab for basisårene 2011-2014.",
        evidence="Figures 49, 58 and 67 compare with the mean of 2011-2014. No threshold.",
        unexpected="""
            select kommune from $batch group by kommune
            having count(distinct aar) filter (where aar between 2011 and 2014) < 4
        """,
    ),
    Rule(
        name="year_has_price_index",
        en="Every accounting year has a price and wage index.",
        da="Hvert regnskabsår har et pris- og lønindeks.",
        evidence="All amounts of the report are in prices of 2017. No threshold.",
        unexpected="select aar from $batch where aar not in (select aar from $pl_indeks)",
    ),
    Rule(
        name="refunds_are_small",
        en="The state refunds at most {most} of what a municipality spends in a year.",
        da="Staten refunderer højst {most} af det, en kommune bruger i et år.",
        evidence="Refunds are for single expensive cases only (Serviceloven § 176). The share is "
        "chosen, far above what the law can give for a whole area.",
        limits={"most": percent(25)},
        unexpected="""
            select kommune, aar from $batch group by kommune, aar
            having abs(coalesce(sum(beloeb) filter (where dranst = '2'), 0))
                > $most * abs(coalesce(sum(beloeb) filter (where dranst = '1'), 0))
        """,
    ),
    Rule(
        name="spending_changes_slowly",
        en="A municipality's operating spending changes by at most {most} from year to year.",
        da="En kommunes driftsudgifter ændrer sig højst {most} fra år til år.",
        evidence="Figures 48, 57 and 66: the largest change of service spending in a year is "
        "14 % (Haderslev, 140 to 120 million). Administration comes in from 2013 on; the limit "
        "is chosen to leave room for it.",
        limits={"most": percent(40)},
        unexpected="""
            select kommune from (
                select
                    kommune,
                    aar,
                    spent,
                    lag(spent) over years as spent_before,
                    lag(aar) over years as aar_before
                from (
                    select kommune, aar, sum(beloeb) as spent from (
                        select kommune, aar, dranst, beloeb from $batch
                        qualify status = 'regnskab' or count(*) filter (where status = 'regnskab')
                            over (partition by kommune, aar) = 0
                    ) as final
                    where dranst = '1' group by kommune, aar
                ) as yearly
                window years as (partition by kommune order by aar)
            ) as compared
            where aar_before = aar - 1 and abs(spent - spent_before) > $most * abs(spent_before)
        """,
    ),
    agrees_with_totals(
        "regnskab",
        SPENT,
        ("The accounts of a function", "Regnskabet for en funktion"),
        {"share": percent("0.5"), "few": number(10)},
        "REGK31 and the accounts are in 1,000 kr.: each line is rounded by at most a half, so 20 "
        "lines by at most 10. The share, for small corrections, is chosen.",
    ),
)
