"""Cut dates, what they look back to, and school years."""

from datetime import date

from models.calendar import cut_dates, months_before, school_year_dates


def test_three_cut_dates_a_year_from_january_2015() -> None:
    assert [cut.cut_date for cut in cut_dates(date(2016, 1, 31))] == [
        date(2015, 1, 31),
        date(2015, 5, 31),
        date(2015, 9, 30),
        date(2016, 1, 31),
    ]


def test_the_last_day_counts_and_the_day_before_does_not() -> None:
    assert len(cut_dates(date(2015, 5, 31))) == 2
    assert len(cut_dates(date(2015, 5, 30))) == 1
    assert cut_dates(date(2015, 1, 30)) == []


def test_nothing_is_looked_up_before_the_first_cut_date() -> None:
    first, second, third, fourth = cut_dates(date(2016, 1, 31))
    assert (first.previous_cut_date, second.previous_cut_date) == (None, date(2015, 1, 31))
    assert (third.year_before, fourth.year_before) == (None, date(2015, 1, 31))


def test_six_months_before() -> None:
    six_months_before = {
        cut.cut_date: cut.six_months_before for cut in cut_dates(date(2015, 9, 30))
    }
    assert six_months_before == {
        date(2015, 1, 31): date(2014, 7, 31),
        date(2015, 5, 31): date(2014, 11, 30),
        date(2015, 9, 30): date(2015, 3, 30),
    }
    assert months_before(date(2016, 8, 31), 6) == date(2016, 2, 29)


def test_population_is_that_of_the_same_year() -> None:
    assert [cut.population_year for cut in cut_dates(date(2016, 1, 31))] == [2015] * 3 + [2016]


def test_a_school_year_runs_from_august_to_july() -> None:
    assert school_year_dates("2014/15") == (date(2014, 8, 1), date(2015, 7, 31))
    assert school_year_dates("1999/00") == (date(1999, 8, 1), date(2000, 7, 31))
