"""What must hold of whole extracts of population."""

from expectations.limit import percent
from expectations.rule import Rule
from expectations.shared import few_rows_rejected, rows_match_ledger, volume_like_before

RULES = (
    rows_match_ledger("befolkning"),
    volume_like_before(
        "befolkning",
        percent(1),
        percent(300),
        "A later extract of a year has one to three quarters more and loses no row.",
        enough=10,
    ),
    few_rows_rejected(
        "befolkning", percent(1), "A machine wrote the extract, so a row that breaks is no slip."
    ),
    Rule(
        name="all_ages_of_children",
        en="Every area has the 18 ages 0-17 in the first quarter of each year.",
        da="Hvert område har de 18 aldre 0-17 år i første kvartal af hvert år.",
        evidence="Figure 35 divides by all 0-17-year-olds. No threshold.",
        unexpected="""
            select omraade, tid from $batch where tid like '%K1'
            group by omraade, tid
            having count(distinct try_cast(alder as integer))
                filter (where try_cast(alder as integer) between 0 and 17) <> 18
        """,
    ),
    Rule(
        name="ages_of_children_are_available",
        en="No count of an age from 0 to 17 in a first quarter is 'not available' (..).",
        da="Intet tal for en alder fra 0 til 17 år i et første kvartal er utilgængeligt (..).",
        evidence="One age that is missing leaves the municipality without a denominator; FOLK1A "
        "has none in the samples of the reference files. No threshold.",
        unexpected="""
            select omraade, tid from $batch
            where tid like '%K1' and indhold is null
                and try_cast(alder as integer) between 0 and 17
        """,
    ),
    Rule(
        name="population_changes_slowly",
        en="The number of children in an area changes by at most {most} in a year.",
        da="Antallet af børn i et område ændrer sig højst {most} på et år.",
        evidence="FOLK1A sample: between 4.4 % down and 3.0 % up a year in 12 areas, 2011-2018, "
        "small island municipalities among them. Twice that, rounded.",
        limits={"most": percent(10)},
        unexpected="""
            with cells as (
                select omraade, tid, alder, indhold,
                    coalesce(koen, 'TOT') = 'TOT' as all_sexes,
                    coalesce(civilstand, 'TOT') = 'TOT' as all_statuses
                from $batch
                where tid like '%K1' and try_cast(alder as integer) between 0 and 17
            ),
            counted as (
                select * from cells
                window cell as (partition by omraade, tid, alder)
                qualify (all_sexes or not bool_or(all_sexes) over cell)
                    and (all_statuses or not bool_or(all_statuses) over cell)
            ),
            children as (
                select omraade, cast(left(tid, 4) as integer) as aar, sum(indhold) as antal
                from counted group by omraade, tid
            )
            select now.omraade from children as now
            inner join children as before
                on now.omraade = before.omraade and now.aar = before.aar + 1
            where abs(now.antal - before.antal) > $most * before.antal
        """,
    ),
)
