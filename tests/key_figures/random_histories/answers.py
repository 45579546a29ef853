"""Strategies for wellbeing, absence, caseloads and surveys, with questions left unanswered."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random

from hypothesis import strategies as st

from tests.key_figures.plain.country import Delivery, Row

SCHOOL_YEARS = ["2013/14", "2014/15", "2015/16"]
_NOTHING: list[tuple[None, None]] = [(None, None)]
_GRADES = st.sampled_from([4, 5, 6, 7, 8, 9, 3, 10, 0, None])


@st.composite
def schools(draw: st.DrawFn, kommune: str, born: list[date]) -> list[Delivery]:
    """Some school years of wellbeing and absence; a newer delivery may replace one of them."""
    deliveries = []
    for day in (date(2016, 8, 1), date(2016, 9, 1)):
        for year in draw(st.sets(st.sampled_from(SCHOOL_YEARS))):
            everybody = list(range(len(born)))
            pupils = st.just(everybody) | st.sampled_from([everybody[:1], everybody[1:]])
            wellbeing = [draw(_pupil(kommune, year, born, n)) | _items(draw) for n in draw(pupils)]
            absence = [
                draw(_pupil(kommune, year, born, n)) | {"skole": school} | draw(_absence())
                for n in draw(pupils)
                for school in draw(st.sampled_from([["1"], ["2"], ["1", "2"]]))
            ]
            deliveries += [Delivery("trivsel", day, wellbeing), Delivery("fravaer", day, absence)]
    return deliveries


@st.composite
def _pupil(draw: st.DrawFn, kommune: str, year: str, born: list[date], number: int) -> Row:
    return {
        "person_id": f"p{number}",
        "birth_date": born[number],
        "kommune": kommune,
        "skole": "1",
        "klassetrin": draw(_GRADES),
        "skoleaar": year,
    }


def _items(draw: st.DrawFn) -> Row:
    """Forty answers; how many are left out is drawn first, for half of them is what decides."""
    random = Random(draw(st.integers(0, 2**16)))  # noqa: S311 (no secret)
    unanswered = draw(st.sampled_from([0.0, 0.3, 0.5, 0.6, 1.0]))
    return {
        f"sp{n:02}": None if random.random() < unanswered else random.randint(1, 5)
        for n in range(1, 41)
    }


@st.composite
def _absence(draw: st.DrawFn) -> Row:
    days = draw(st.sampled_from([200, 97, 1, 0]))
    third = st.decimals(0, days // 3, places=1, allow_nan=False, allow_infinity=False)
    kinds = ("fravaer_ulovligt", "fravaer_lovligt", "fravaer_sygdom")
    return {kind: draw(third) for kind in kinds} | {"skoledage": Decimal(days)}


@st.composite
def caseloads(draw: st.DrawFn, kommune: str) -> list[Delivery]:
    """Caseworkers' cases on some dates."""
    cases = st.lists(st.decimals(0, 60, places=1, allow_nan=False), min_size=1, max_size=5)
    days = draw(st.sets(st.sampled_from([date(2015, 3, 2), date(2016, 2, 29)])))
    rest = {"fuldtid": None, "bemaerkning": None, "kommune": kommune}
    rows = [
        {"dato": day, "raadgiver": f"r{number}", "sager": sager} | rest
        for day in sorted(days)
        for number, sager in enumerate(draw(cases))
    ]
    return [Delivery("sagstal", date(2016, 6, 1), rows)] if rows else []


@st.composite
def surveys(draw: st.DrawFn, kommune: str) -> list[Delivery]:
    """Up to two surveys, perhaps of one year: silent, uninvited and partly answering people."""
    deliveries = []
    answer = st.none() | st.sampled_from(["1", "2", "3", "4", "5", "ikke_relevant"])
    questions = st.dictionaries(st.sampled_from(["q1", "q2"]), answer)
    for number, year in enumerate(draw(st.lists(st.sampled_from([2014, 2016]), max_size=2))):
        rows: list[Row] = []
        for respondent in range(draw(st.integers(1, 5))):
            common = {
                "undersoegelse": f"{kommune} {number}",
                "aar": year,
                "kommune": kommune,
                "gruppe": draw(st.sampled_from(["authority", "provider"])),
                "respondent": f"x{respondent}",
                "inviteret": draw(st.sampled_from([True, None, False])),
            }
            asked = draw(questions)
            rows += [common | {"spoergsmaal": q, "svar": a} for q, a in asked.items() or _NOTHING]
        deliveries.append(Delivery("spoergeskema", date(2016, 12, 31), rows))
    return deliveries
