"""What must hold of whole deliveries of the wellbeing survey."""

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

_ITEMS = [f"sp{number:02}" for number in range(1, 41)]
# Any of the forty columns would do: a pupil who answered something has one that is not null.
_ANSWERED = f"coalesce({', '.join(_ITEMS)})"
_HOW_MANY = " + ".join(f"({item} is not null)::integer" for item in _ITEMS)
_SUM = " + ".join(f"coalesce({item}, 0)::integer" for item in _ITEMS)

RULES = (
    rows_match_ledger("trivsel"),
    volume_like_before("trivsel", percent(10), percent(10), CLOSED_PERIOD),
    few_rows_rejected(
        "trivsel",
        percent(2),
        "Tables 8-17 print means to the tenth; two per cent of the pupils cannot move one by that "
        "unless all of them answer at the end of the scale. Chosen.",
    ),
    one_birth_date_per_person(),
    exchanged_numbers_repeat_no_row("trivsel"),
    grade_is_known(),
    grades_are_complete(),
    grades_are_of_like_size(),
    ages_fit_grades(),
    Rule(
        name="pupils_answer",
        en="At least {least} of the pupils of a municipality answered something.",
        da="Mindst {least} af en kommunes elever har svaret på noget.",
        evidence="Tables 8-10, 12-14 and 16-18: of the pupils in the absence register 73 to 96 % "
        "of the others and 52 to 89 % of the vulnerable have an index; rows stand for "
        "pupils who took part. Chosen.",
        limits={"least": percent(70)},
        unexpected=f"""
            select kommune, skoleaar from $batch group by kommune, skoleaar
            having count({_ANSWERED}) < $least * count(*)
        """,
    ),
    Rule(
        name="answers_are_complete",
        en="Pupils who answered something left at most {most} of the questions open.",
        da="Elever, der har svaret på noget, har ladet højst {most} af spørgsmålene stå åbne.",
        evidence="Tables 8 and 9: 2,230 pupils have the academic index and 2,347 the social one, "
        "the largest difference; five per cent lack half of an index. Four times that, chosen.",
        limits={"most": percent(20)},
        unexpected=f"""
            select kommune, skoleaar from $batch where {_ANSWERED} is not null
            group by kommune, skoleaar
            having sum({_HOW_MANY}) < (1 - $most) * {len(_ITEMS)} * count(*)
        """,
    ),
    Rule(
        name="mean_answer_is_plausible",
        en="The mean of all answers in a municipality and year is between {least} and {most}.",
        da="Gennemsnittet af alle svar i en kommune og et år ligger mellem {least} og {most}.",
        evidence="Tables 8-9, 12-13 and 16-17: indices of 3.2 to 4.2. Wider by choice, since the "
        "forty questions are not all in an index; a scale turned round falls outside.",
        limits={"least": number("2.8"), "most": number("4.6")},
        unexpected=f"""
            select kommune, skoleaar from $batch where {_ANSWERED} is not null
            group by kommune, skoleaar
            having sum({_SUM}) not between $least * sum({_HOW_MANY}) and $most * sum({_HOW_MANY})
        """,
    ),
    Rule(
        name="pupils_have_absence",
        en="At least {least} of the pupils are in the absence register of that school year.",
        da="Mindst {least} af eleverne er i fraværsregistret for det skoleår.",
        evidence="Both are compulsory for all pupils (p. on Tables 8-10), and the register has "
        "more pupils than the survey in all of Tables 8-18. The share is chosen.",
        limits={"least": percent(80)},
        unexpected="""
            select kommune, skoleaar from $batch
            where skoleaar in (select skoleaar from $fravaer)
            group by kommune, skoleaar
            having count(*) filter (
                where (person_id, skoleaar) in (select person_id, skoleaar from $fravaer)
            ) < $least * count(*)
        """,
    ),
    agrees_with_totals(
        "trivsel",
        pupils("trivsel"),
        ("The pupils of a grade", "Eleverne på et klassetrin"),
        {"share": percent(2), "few": number(2)},
        "Both come from the same agency and should be equal but for pupils who moved between the "
        "extracts. No source gives a size; chosen.",
    ),
)
