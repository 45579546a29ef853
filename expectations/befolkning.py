"""What must hold of whole extracts of population."""

from expectations.rule import Rule
from expectations.shared import rows_match_ledger

RULES = (
    rows_match_ledger("befolkning"),
    Rule(
        name="all_ages_of_children",
        sentence="Every area has the 18 ages 0-17 in the first quarter of each year.",
        unexpected="""
            select omraade, tid from {batch} where tid like '%K1'
            group by omraade, tid
            having count(distinct try_cast(alder as integer))
                filter (where try_cast(alder as integer) between 0 and 17) <> 18
        """,
    ),
    Rule(
        name="population_changes_slowly",
        sentence="The number of children in an area changes by at most 15 per cent in a year.",
        unexpected="""
            with cells as (
                select omraade, tid, alder, indhold,
                    coalesce(koen, 'TOT') = 'TOT' as all_sexes,
                    coalesce(civilstand, 'TOT') = 'TOT' as all_statuses
                from {batch}
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
            where abs(now.antal - before.antal) > 0.15 * before.antal
        """,
    ),
)
