"""What must hold of whole deliveries of the absence register."""

from expectations.control import agrees_with_totals, pupils
from expectations.grades import (
    ages_fit_grades,
    grade_is_known,
    grades_are_complete,
    grades_are_of_like_size,
)
from expectations.limit import number, percent
from expectations.persons import exchanged_numbers_repeat_no_row, one_birth_date_per_person
from expectations.rule import Rule
from expectations.shared import (
    CLOSED_PERIOD,
    few_rows_rejected,
    rows_match_ledger,
    volume_like_before,
)

_ABSENT = "(fravaer_ulovligt + fravaer_lovligt + fravaer_sygdom)"

RULES = (
    rows_match_ledger("fravaer"),
    volume_like_before("fravaer", percent(10), percent(10), CLOSED_PERIOD),
    few_rows_rejected(
        "fravaer",
        percent(2),
        "Tables 10, 14 and 18 print per cent to the tenth. Chosen, as for the wellbeing survey.",
    ),
    one_birth_date_per_person(),
    exchanged_numbers_repeat_no_row("fravaer"),
    grade_is_known(),
    grades_are_complete(),
    grades_are_of_like_size(),
    ages_fit_grades(),
    Rule(
        name="absent_on_school_days_only",
        en="No pupil is absent on more days than there are school days.",
        da="Ingen elev er fraværende flere dage, end der er skoledage.",
        evidence="Absence is a share of the school days. No threshold.",
        unexpected=f"select kommune, skoleaar from $batch where {_ABSENT} > skoledage",
    ),
    Rule(
        name="pupils_have_school_days",
        en="At most {most} of the rows of a municipality and year are without school days.",
        da="Højst {most} af en kommunes rækker i et år er uden skoledage.",
        evidence="Such pupils have no absence and are left out of Tables 10, 14 and 18. No source "
        "gives a share; chosen.",
        limits={"most": percent(5)},
        unexpected="""
            select kommune, skoleaar from $batch group by kommune, skoleaar
            having count(*) filter (where skoledage = 0) > $most * count(*)
        """,
    ),
    Rule(
        name="mean_absence_is_plausible",
        en="Pupils of a municipality are absent on {least} to {most} of the school days on "
        "average, where they are {enough} or more.",
        da="En kommunes elever er fraværende {least} til {most} af skoledagene i gennemsnit, hvor "
        "de er mindst {enough}.",
        evidence="Tables 10, 14 and 18: 4.2 to 6.3 % of the others, who are nearly all, and 8.6 to "
        "17.5 % of the vulnerable. Half of the smallest, rounded, and the double of the largest.",
        limits={"least": percent(2), "most": percent("12.5"), "enough": number(100)},
        unexpected=f"""
            select kommune, skoleaar from $batch where skoledage > 0
            group by kommune, skoleaar
            having count(*) >= $enough
                and sum({_ABSENT}) not between $least * sum(skoledage) and $most * sum(skoledage)
        """,
    ),
    agrees_with_totals(
        "fravaer",
        pupils("fravaer"),
        ("The pupils of a grade", "Eleverne på et klassetrin"),
        {"share": percent(2), "few": number(2)},
        "Both come from the same agency and should be equal but for pupils who moved between the "
        "extracts. No source gives a size; chosen.",
    ),
)
