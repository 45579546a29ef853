"""For each rule deliveries that break it, and for each limit a pair just within and just beyond.

The pairs are literal numbers, so that a limit that is changed is noticed (``test_limits.py``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.expectations.deliveries import (
    START,
    TOTALS,
    Country,
    Row,
    absences,
    accounts,
    answers,
    cases,
    change,
    child,
    index,
    inquiries,
    lines,
    measures,
    placed,
    placements,
    population,
    pupils,
    rates,
    total,
)


@dataclass(frozen=True)
class Case:
    """Rows that take the place of sound ones, and whether they break one rule."""

    source: str
    rule: str
    is_broken: bool
    instead: Country

    def __str__(self) -> str:
        return f"{self.source}-{self.rule}-{'beyond' if self.is_broken else 'within'}"


ADULT = date(1992, 1, 1)  # 23 years old at START
YOUNG = date(1998, 1, 1)  # 17
PAY = {"kommune": "657", "status": "regnskab"}


def _pair(
    source: str, rule: str, within: Sequence[Row], beyond: Sequence[Row], of: str | None = None
) -> Iterator[Case]:
    yield Case(source, rule, False, {of or source: within})
    yield Case(source, rule, True, {of or source: beyond})


def _breach(source: str, rule: str, rows: Sequence[Row], of: str | None = None) -> Case:
    return Case(source, rule, True, {of or source: rows})


def _on(column: str, count: int, **values: Any) -> list[Row]:
    """Rows of follow-ups, notifications and the like on one day."""
    return [child(number, **({column: START} | values)) for number in range(count)]


def _mixed(rows: Sequence[Row], bad: int, **values: Any) -> list[Row]:
    """The rows, the first ``bad`` of which have other values."""
    return [row | values if number < bad else row for number, row in enumerate(rows)]


def _adults(source: str, rows: list[Row], most: int) -> Iterator[Case]:
    young = [row | {"birth_date": YOUNG} for row in rows]
    within = _mixed(young, most, birth_date=ADULT)
    yield from _pair(source, "few_adults", within, _mixed(young, most + 1, birth_date=ADULT))


def _filled(source: str, column: str, rows: list[Row], value: Any) -> Iterator[Case]:
    full = [row | {column: value} for row in rows]
    within = _mixed(full, 20, **{column: None})
    yield from _pair(source, f"{column}_is_filled", within, _mixed(full, 21, **{column: None}))


def _forms() -> Iterator[Case]:
    source = "anbringelser"
    for form, place, scale, least, most in (
        ("institution", 0, 1, 4, 55),
        ("foster", 1, 1, 35, 90),
        ("network", 2, 10, 1, 40),
    ):
        rule = f"{form}_share_is_plausible"

        def rows(count: int, whole: int = 100, place: int = place) -> list[Row]:
            counts = [0, 0, 0]
            counts[place], counts[place - 1] = count, whole - count
            return placed(*counts)

        whole = 100 * scale
        yield from _pair(source, rule, rows(least * scale, whole), rows(least * scale - 1, whole))
        yield from _pair(source, rule, rows(most * scale, whole), rows(most * scale + 1, whole))
        yield from _pair(source, rule, rows(0, 29), rows(0, 30))


def _totals(source: str, period: str) -> Iterator[Case]:
    """Totals that are as far from what is in force as they may be, and one more."""
    rule = "agrees_with_control_totals"
    for group, (within, beyond) in zip(("4", "5"), ((204, 205), (22, 23)), strict=True):
        rows = pupils(200, klassetrin=4) + pupils(20, first=200)
        if source == "fravaer":
            days = {"fravaer_ulovligt": 0, "fravaer_lovligt": 0, "fravaer_sygdom": 9}
            rows = [row | days | {"skoledage": 200} for row in rows]
        for value in (within, beyond):
            totals = [total(source, period, group, value)]
            instead = {source: rows, "kontroltal": totals}
            yield Case(source, rule, value == beyond, instead)


def _repeated() -> Iterator[Case]:
    """Two rows alike but for the number, which one of the two children no longer has."""
    rows: dict[str, list[Row]] = {
        "anbringelser": placements(2),
        "foranstaltninger": measures(2, "SEL-54"),
        "opfoelgninger": _on("dato", 2, ydelse="SEL-54"),
        "underretninger": _on("dato", 2),
        "trivsel": pupils(2),
        "fravaer": absences(count=2),
    }
    for source, two in rows.items():
        for now in (2, 1):
            instead = {source: two, "cpr_aendringer": [change(0, now)]}
            yield Case(source, "exchanged_numbers_repeat_no_row", now == 1, instead)


def _reborn(count: int, of: int = 10) -> list[Row]:
    """Changes, some of which are to a number with another birthday."""
    rows = [change(10_000 + number, 20_000 + number) for number in range(of)]
    return _mixed(rows, count, birth_date_nu=YOUNG)


def _grades(source: str) -> Iterator[Case]:
    extra: Row = {}
    if source == "fravaer":
        kinds = ("fravaer_ulovligt", "fravaer_lovligt", "fravaer_sygdom")
        extra = {**dict.fromkeys(kinds, 3), "skoledage": 200}

    def graded(*counts: int) -> list[Row]:
        return [
            row
            for grade, count in enumerate(counts, start=4)
            for row in pupils(count, first=1000 * grade, klassetrin=grade, **extra)
        ]

    known = pupils(200, **extra)
    yield from _pair(
        source,
        "grade_is_known",
        _mixed(known, 4, klassetrin=None),
        _mixed(known, 5, klassetrin=None),
    )
    yield from _pair(
        source, "grades_are_complete", graded(20, 20, 20, 20, 19), graded(20, 20, 20, 20, 20)
    )
    yield from _pair(source, "grades_are_of_like_size", graded(40, 20), graded(40, 19))
    yield from _pair(source, "grades_are_of_like_size", graded(20, 40), graded(19, 40))
    yield from _pair(source, "grades_are_of_like_size", graded(29, 10), graded(30, 10))
    # Grade 5 of 2016/17 is usually born in 2005.
    held_back = pupils(100, **extra, birth_date=date(2003, 5, 1))
    older = {"birth_date": date(2002, 5, 1)}
    yield from _pair(
        source, "ages_fit_grades", _mixed(held_back, 5, **older), _mixed(held_back, 6, **older)
    )
    younger = {"birth_date": date(2008, 5, 1)}
    yield _breach(source, "ages_fit_grades", _mixed(held_back, 6, **younger))


def _scores(points: int) -> list[Row]:
    """Ten pupils whose answers to one question add up to the points."""
    rest, high = divmod(points, 10)
    return _mixed(pupils(10, sp01=rest), high, sp01=rest + 1)


def _answered(items: int) -> list[Row]:
    return pupils(10, **{f"sp{number:02}": 4 for number in range(1, items + 1)})


def _spent(*amounts: int) -> list[Row]:
    row = {"kommune": "657", "funktion": "52820", "gruppering": "001", "status": "regnskab"}
    return [
        row | {"aar": 2011 + number, "dranst": "1", "beloeb": amount}
        for number, amount in enumerate(amounts)
    ]


def _account_totals(found: int, within: int, beyond: int) -> Iterator[Case]:
    for value in (within, beyond):
        totals = [total("regnskab", "2011", "52820", value)]
        instead = {"regnskab": _spent(found), "kontroltal": totals}
        yield Case("regnskab", "agrees_with_control_totals", value == beyond, instead)


def _placed_totals(found: int, within: int, beyond: int) -> Iterator[Case]:
    for value in (within, beyond):
        totals = [total("anbringelser", "2017-01-01", "Familiepleje", value)]
        instead = {"anbringelser": placed(5, found, 0), "kontroltal": totals}
        yield Case("anbringelser", "agrees_with_control_totals", value == beyond, instead)


def _expected_beside_final() -> Case:
    """An expected account beside a final one is not added to it."""
    expected = [row | {"status": "forventet"} for row in accounts()]
    instead = {"regnskab": accounts() + expected}
    return Case("regnskab", "agrees_with_control_totals", False, instead)


CASES: tuple[Case, ...] = (
    _breach("anbringelser", "municipality_has_population", [], of="befolkning"),
    *_adults("anbringelser", placements(100), 10),
    *_pair(
        "anbringelser",
        "some_placements_have_ended",
        placements(19, slutdato=None),
        placements(20, slutdato=None),
    ),
    *_pair(
        "anbringelser",
        "place_is_known",
        _mixed(placements(100), 5, anbringelsessted="99"),
        _mixed(placements(100), 6, anbringelsessted="99"),
    ),
    *_filled("anbringelser", "akut", placements(100), True),
    *_filled("anbringelser", "distrikt", placements(100), "Nord"),
    *_forms(),
    *_placed_totals(200, 204, 205),
    *_placed_totals(20, 22, 23),
    _breach("foranstaltninger", "municipality_has_placements", [], of="anbringelser"),
    *_adults("foranstaltninger", measures(100, "SEL-50"), 5),
    *_filled("foranstaltninger", "distrikt", measures(100, "SEL-50"), "Nord"),
    *_pair(
        "foranstaltninger",
        "examinations_beside_preventive_support",
        measures(19, "SEL-11-3-3"),
        measures(20, "SEL-11-3-3"),
    ),
    *_adults("opfoelgninger", _on("dato", 100), 5),
    *_pair(
        "opfoelgninger",
        "follow_ups_belong_to_a_case",
        _mixed(_on("dato", 50), 5, person_id="p1_nobody"),
        _mixed(_on("dato", 50), 6, person_id="p1_nobody"),
    ),
    *_pair(
        "underretninger",
        "notifications_are_about_children",
        _mixed(_on("dato", 100, birth_date=YOUNG), 10, birth_date=ADULT),
        _mixed(_on("dato", 100, birth_date=YOUNG), 11, birth_date=ADULT),
    ),
    *_filled("underretninger", "distrikt", _on("dato", 100), "Nord"),
    *_repeated(),
    _breach("cpr_aendringer", "no_change_goes_in_a_circle", [change(1, 2), change(2, 1)]),
    *_pair(
        "cpr_aendringer",
        "one_current_number_each",
        [change(1, 2), change(2, 3), change(1, 3, "510")],
        [change(1, 2), change(1, 3, "510")],
    ),
    *_pair(
        "cpr_aendringer",
        "no_number_gives_way_to_a_replacement",
        [change(1, 2, is_replacement_number_tidligere=True)],
        [change(1, 2, is_replacement_number_nu=True)],
    ),
    *_pair("cpr_aendringer", "most_keep_their_birthday", _reborn(5), _reborn(6)),
    *_pair("cpr_aendringer", "most_keep_their_birthday", _reborn(9, of=9), _reborn(10)),
    *_pair("sagstal", "mean_caseload_is_plausible", cases(8), cases(7)),
    *_pair("sagstal", "mean_caseload_is_plausible", cases(60), cases(61)),
    *_pair("sagstal", "largest_caseload_is_plausible", cases(100), cases(101)),
    *_filled("sagstal", "fuldtid", cases(20, [str(n) for n in range(100)]), True),
    _breach("sagstal", "a_caseworker_counts_once", cases(20, ("a", "a"))),
    _breach("befolkning", "all_ages_of_children", population("2017K1", ages=17)),
    _breach(
        "befolkning",
        "ages_of_children_are_available",
        _mixed(population("2017K1"), 1, indhold=None),
    ),
    *_pair(
        "befolkning",
        "population_changes_slowly",
        population("2016K1") + population("2017K1", 110),
        population("2016K1") + population("2017K1", 111),
    ),
    _breach("regnskab", "municipality_has_base_years", accounts(first_year=2013)),
    _breach("regnskab", "year_has_price_index", index()[:-1], of="pl_indeks"),
    *_pair("regnskab", "refunds_are_small", accounts(refund=-25), accounts(refund=-26)),
    *_pair("regnskab", "spending_changes_slowly", _spent(100, 140), _spent(100, 141)),
    *_pair("regnskab", "spending_changes_slowly", _spent(100, 60), _spent(100, 59)),
    *_account_totals(10_000, 10_050, 10_051),
    *_account_totals(100, 110, 111),
    _expected_beside_final(),
    _breach("raadgiverudgifter", "year_has_accounts", [PAY | {"aar": 2009, "beloeb": 5}]),
    *_pair(
        "raadgiverudgifter",
        "pay_is_a_part_of_spending",
        [PAY | {"aar": 2016, "beloeb": 45}],
        [PAY | {"aar": 2016, "beloeb": 46}],
    ),
    _breach("pl_indeks", "has_the_price_year", index()[:-1]),
    *_pair("pl_indeks", "prices_change_slowly", index(last=115), index(last=116)),
    *_grades("trivsel"),
    *_pair(
        "trivsel",
        "pupils_answer",
        _mixed(pupils(sp01=4), 3, sp01=None),
        _mixed(pupils(sp01=4), 4, sp01=None),
    ),
    *_pair("trivsel", "answers_are_complete", _answered(32), _answered(31)),
    *_pair("trivsel", "mean_answer_is_plausible", _scores(28), _scores(27)),
    *_pair("trivsel", "mean_answer_is_plausible", _scores(46), _scores(47)),
    *_pair("trivsel", "pupils_have_absence", absences()[:8], absences()[:7], of="fravaer"),
    *_totals("trivsel", "2016/17"),
    *_grades("fravaer"),
    _breach("fravaer", "absent_on_school_days_only", absences(days=201)),
    *_pair(
        "fravaer",
        "pupils_have_school_days",
        _mixed(absences(count=100), 5, skoledage=0),
        _mixed(absences(count=100), 6, skoledage=0),
    ),
    *_pair("fravaer", "mean_absence_is_plausible", absences(4, count=100), absences(3, count=100)),
    *_pair(
        "fravaer", "mean_absence_is_plausible", absences(25, count=100), absences(26, count=100)
    ),
    *_pair("fravaer", "mean_absence_is_plausible", absences(0, count=99), absences(0, count=100)),
    *_totals("fravaer", "2016/17"),
    _breach(
        "distrikter",
        "a_trial_has_districts_to_compare_with",
        [{"kommune": "657", "distrikt": "Nord", "gruppe": "forsoeg"}],
    ),
    _breach(
        "uddannelse",
        "a_part_is_no_more_than_the_whole",
        [{"kommune": "657", "aar": 2016, "maal": "specialtilbud", "antal": 11, "ud_af": 10}],
    ),
    _breach(
        "distriktsudgifter",
        "districts_are_known",
        [{"kommune": "657", "aar": 2012, "distrikt": "Vest", "omraade": "mst", "beloeb": 100}],
    ),
    _breach("business_cases", "signs_follow_the_kind", lines(cost=-1)),
    _breach("business_cases", "signs_follow_the_kind", lines(saving=1)),
    _breach("business_cases", "a_case_has_both_sides", lines()[:1]),
    *_pair("business_cases", "amounts_are_of_one_municipality", lines(200_000), lines(200_001)),
    *_pair(
        "business_cases",
        "amounts_are_of_one_municipality",
        lines(saving=-200_000),
        lines(saving=-200_001),
    ),
    _breach("henvendelser", "periods_are_whole_months", inquiries(fra=date(2012, 2, 2))),
    _breach("henvendelser", "periods_are_whole_months", inquiries(til=date(2012, 2, 28))),
    _breach("henvendelser", "periods_of_a_district_adjoin", inquiries(fra=date(2012, 1, 31))),
    _breach("henvendelser", "periods_of_a_district_adjoin", inquiries(fra=date(2012, 3, 1))),
    _breach(
        "henvendelser",
        "districts_tell_of_the_same_time",
        [*inquiries(), *inquiries(districts="c")[:1]],
    ),
    _breach(
        "henvendelser",
        "districts_tell_of_the_same_time",
        [*inquiries(), *inquiries(districts="c")[1:]],
    ),
    *_pair("henvendelser", "pace_is_plausible", inquiries(50), inquiries(51)),
    *_pair(
        "uddannelse",
        "special_provision_is_plausible",
        [{"kommune": "657", "aar": 2016, "maal": "specialtilbud", "antal": 15, "ud_af": 100}],
        [{"kommune": "657", "aar": 2016, "maal": "specialtilbud", "antal": 16, "ud_af": 100}],
    ),
    *_pair(
        "uddannelse",
        "youth_education_is_plausible",
        [{"kommune": "657", "aar": 2016, "maal": "ungdomsuddannelse", "antal": 57, "ud_af": 100}],
        [{"kommune": "657", "aar": 2016, "maal": "ungdomsuddannelse", "antal": 56, "ud_af": 100}],
    ),
    _breach("takster", "both_practices_are_there", rates(2000)),
    *_pair("takster", "rates_are_per_day", rates(300, 10_000), rates(299, 10_000)),
    *_pair("takster", "rates_are_per_day", rates(300, 10_000), rates(300, 10_001)),
    *_pair("spoergeskema", "some_of_the_invited_answer", answers(3), answers(2)),
    *_pair(
        "spoergeskema",
        "questions_are_relevant",
        _mixed(answers(10), 8, svar="ikke_relevant"),
        _mixed(answers(10), 9, svar="ikke_relevant"),
    ),
    *(
        _breach("kontroltal", "totals_can_be_compared", [*TOTALS, total(*unclear, 5)])
        for unclear in (
            ("anbringelser", "2017", "i alt"),
            ("anbringelser", "2017-01-01", "plejehjem"),
            ("regnskab", "2016/17", "52820"),
            ("regnskab", "2016", "52"),
            ("trivsel", "2017", "5"),
            ("fravaer", "2016/17", "11"),
        )
    ),
    *(
        Case("kontroltal", "totals_have_their_delivery", True, {source: []})
        for source in ("anbringelser", "regnskab", "trivsel", "fravaer")
    ),
    *_pair(
        "kontroltal",
        "parts_fit_their_total",
        [total("fravaer", "2016/17", "i alt", 100), total("fravaer", "2016/17", "5", 102)],
        [total("fravaer", "2016/17", "i alt", 100), total("fravaer", "2016/17", "5", 103)],
    ),
)
