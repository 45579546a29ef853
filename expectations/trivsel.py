"""What must hold of whole deliveries of the wellbeing survey."""

from expectations.rule import Rule
from expectations.shared import one_birth_date_per_person, rows_match_ledger

# Any forty columns would do: a pupil who answered something has one that is not null.
_ANSWERED = "coalesce(" + ", ".join(f"sp{number:02}" for number in range(1, 41)) + ")"

RULES = (
    rows_match_ledger("trivsel"),
    one_birth_date_per_person(),
    Rule(
        name="pupils_answer",
        sentence="At least half of the pupils of a municipality answered something.",
        unexpected=f"""
            select kommune, skoleaar from {{batch}} group by kommune, skoleaar
            having count({_ANSWERED}) < 0.5 * count(*)
        """,
    ),
    Rule(
        name="pupils_have_absence",
        sentence="At least eight pupils in ten are in the absence register of that school year.",
        unexpected="""
            select pupils.kommune, pupils.skoleaar from {batch} as pupils
            where pupils.skoleaar in (select skoleaar from $fravaer)
            group by pupils.kommune, pupils.skoleaar
            having count(*) filter (
                where (pupils.person_id, pupils.skoleaar)
                    in (select person_id, skoleaar from $fravaer)
            ) < 0.8 * count(*)
        """,
    ),
)
