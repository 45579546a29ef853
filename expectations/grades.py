"""Rules of the two sources about pupils: grades, and ages that fit them."""

from __future__ import annotations

from expectations.limit import number, percent
from expectations.rule import Rule

_COUNTED = "klassetrin between 4 and 9"  # the grades of the report's figures, Tables 8-18
_NEIGHBOURS = """
    select
        kommune,
        skoleaar,
        klassetrin,
        pupils,
        lag(pupils) over grades as below,
        lag(klassetrin) over grades as grade_below
    from (
        select kommune, skoleaar, klassetrin, count(distinct person_id) as pupils
        from $batch
        where {counted} group by kommune, skoleaar, klassetrin
    ) as graded
    window grades as (partition by kommune, skoleaar order by klassetrin)
"""


def grades_are_complete() -> Rule:
    """Of a municipality that delivers grades 4-9, each of the six is there."""
    return Rule(
        name="grades_are_complete",
        en="No grade from 4 to 9 is missing where {enough} pupils or more are in these grades.",
        da="Intet klassetrin fra 4. til 9. mangler, hvor mindst {enough} elever går på dem.",
        evidence="Tables 8-18 are about grades 4-9 and count 2,000-6,000 pupils a municipality and "
        "year. From how many pupils on is chosen: smaller deliveries may be of one school.",
        limits={"enough": number(100)},
        unexpected=f"""
            select kommune, skoleaar from $batch
            where {_COUNTED} group by kommune, skoleaar
            having count(distinct person_id) >= $enough and count(distinct klassetrin) < 6
        """,
    )


def grades_are_of_like_size() -> Rule:
    """A grade delivered twice, or half of one, stands out from its neighbours."""
    return Rule(
        name="grades_are_of_like_size",
        en="No grade from 5 to 9 has more than {times} times the pupils of the grade below or the "
        "other way round, where the smaller one should have {enough} or more.",
        da="Intet klassetrin fra 5. til 9. har mere end {times} gange så mange elever som trinnet "
        "under eller omvendt, hvor et af dem har mindst {enough}.",
        evidence="Neighbouring one-year groups of ages 10-16 differ by 12 % down to 10 % up in the "
        "FOLK1A sample (11 areas and regions, 2011-2018); twice is far outside that. From how "
        "many pupils on is chosen.",
        limits={"times": number(2), "enough": number(30)},
        unexpected=f"""
            select kommune, skoleaar from ({_NEIGHBOURS.format(counted=_COUNTED)}) as neighbours
            where grade_below = klassetrin - 1 and greatest(pupils, below) >= $enough
                and (pupils > $times * below or below > $times * pupils)
        """,
    )


def ages_fit_grades() -> Rule:
    """Grade 0 begins in the calendar year of the sixth birthday, a year earlier or later."""
    return Rule(
        name="ages_fit_grades",
        en="At most {most} of the pupils of a municipality and year are more than {years} years "
        "older or younger than is usual in their grade.",
        da="Højst {most} af en kommunes elever i et år er mere end {years} år ældre eller yngre "
        "end sædvanligt på deres klassetrin.",
        evidence="Grade 0 begins in the year of the sixth birthday (Folkeskoleloven § 34); many "
        "begin a year later, and a grade is sometimes taken twice. The share is chosen.",
        limits={"most": percent(5), "years": number(2)},
        unexpected="""
            select kommune, skoleaar from $batch group by kommune, skoleaar
            having count(*) filter (
                where abs(
                    cast(left(skoleaar, 4) as integer) - year(birth_date) - klassetrin - 6
                ) > $years
            ) > $most * count(*)
        """,
    )


def grade_is_known() -> Rule:
    """A pupil without a grade is in none of the report's groups."""
    return Rule(
        name="grade_is_known",
        en="At most {most} of the pupils of a municipality and year are without a grade.",
        da="Højst {most} af en kommunes elever i et år er uden klassetrin.",
        evidence="Pupils without a grade are left out of Tables 8-18. No source gives a share; "
        "chosen so that it cannot move a mean by the tenth that is printed.",
        limits={"most": percent(2)},
        unexpected="""
            select kommune, skoleaar from $batch group by kommune, skoleaar
            having count(*) - count(klassetrin) > $most * count(*)
        """,
    )
