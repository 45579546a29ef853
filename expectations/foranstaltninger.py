"""What must hold of whole deliveries of measures."""

from expectations.limit import number, percent
from expectations.persons import (
    exchanged_numbers_repeat_no_row,
    few_after_after_care,
    one_birth_date_per_person,
)
from expectations.rule import Rule
from expectations.shared import (
    HISTORY,
    column_is_filled,
    few_rows_rejected,
    rows_match_ledger,
    volume_like_before,
)

RULES = (
    rows_match_ledger("foranstaltninger"),
    volume_like_before("foranstaltninger", percent(5), percent(30), HISTORY),
    few_rows_rejected(
        "foranstaltninger",
        percent(3),
        "Tables 7, 11 and 15 move by far more than that from date to date (Haderslev: 501 and 479 "
        "preventive measures in January and May 2017). Chosen.",
    ),
    one_birth_date_per_person(),
    exchanged_numbers_repeat_no_row("foranstaltninger"),
    Rule(
        name="municipality_has_placements",
        en="Every municipality with measures also delivers placements.",
        da="Hver kommune med foranstaltninger leverer også anbringelser.",
        evidence="Figures 46, 55 and 64 follow a child from measures to placements. No threshold.",
        unexpected="""
            select kommune from $batch
            where kommune not in (select kommune from $anbringelser)
        """,
    ),
    few_after_after_care("few_adults", "startdato", "measures", "foranstaltninger", 5),
    column_is_filled("distrikt", percent(20), "No figure of the report uses it; chosen."),
    Rule(
        name="examinations_beside_preventive_support",
        en="A municipality with {enough} preventive measures or more also has examinations.",
        da="En kommune med mindst {enough} forebyggende indsatser har også undersøgelser.",
        evidence="Table 6: 0 to 25 % of the courses begun are followed by an examination within "
        "half a year, 1 to 9 a date. From how many measures on is chosen.",
        limits={"enough": number(20)},
        unexpected="""
            select kommune from $batch group by kommune
            having count(*) filter (where ydelse like 'SEL-11-3%' or ydelse like 'BL-30%')
                    >= $enough
                and count(*) filter (where ydelse in ('SEL-50', 'BL-20')) = 0
        """,
    ),
)
