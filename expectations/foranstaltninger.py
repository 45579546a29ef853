"""What must hold of whole deliveries of measures."""

from expectations.rule import Rule
from expectations.shared import one_birth_date_per_person, rows_match_ledger

RULES = (
    rows_match_ledger("foranstaltninger"),
    one_birth_date_per_person(),
    Rule(
        name="municipality_has_placements",
        sentence="Every municipality with measures also delivers placements.",
        unexpected="""
            select kommune from {batch}
            where kommune not in (select kommune from $anbringelser)
        """,
    ),
    Rule(
        name="examinations_beside_preventive_support",
        sentence="A municipality with 20 preventive measures or more also has examinations.",
        unexpected="""
            select kommune from {batch} group by kommune
            having count(*) filter (where ydelse like 'SEL-11-3%' or ydelse like 'BL-30%') >= 20
                and count(*) filter (where ydelse in ('SEL-50', 'BL-20')) = 0
        """,
    ),
)
