"""What must hold of whole deliveries of follow-ups."""

from expectations.limit import percent
from expectations.persons import (
    exchanged_numbers_repeat_no_row,
    few_after_after_care,
    one_birth_date_per_person,
)
from expectations.rule import Rule
from expectations.shared import (
    HISTORY,
    few_rows_rejected,
    rows_match_ledger,
    volume_like_before,
)

RULES = (
    rows_match_ledger("opfoelgninger"),
    volume_like_before("opfoelgninger", percent(5), percent(30), HISTORY),
    few_rows_rejected("opfoelgninger", percent(3), "No source gives a size; chosen."),
    one_birth_date_per_person(),
    exchanged_numbers_repeat_no_row("opfoelgninger"),
    few_after_after_care("few_adults", "dato", "follow-ups", "opfølgninger", 5),
    Rule(
        name="follow_ups_belong_to_a_case",
        en="At least {least} of the follow-ups are on a child with a placement or a measure.",
        da="Mindst {least} af opfølgningerne er på et barn med en anbringelse eller indsats.",
        evidence="The report describes follow-up on measures and placements only (table of "
        "standards: after 4 or 6 weeks, then every third month). The share is chosen.",
        limits={"least": percent(90)},
        unexpected="""
            select kommune from $batch group by kommune
            having count(*) filter (
                where person_id in (select person_id from $anbringelser)
                    or person_id in (select person_id from $foranstaltninger)
            ) < $least * count(*)
        """,
    ),
)
