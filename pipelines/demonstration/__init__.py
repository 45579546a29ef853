"""The demo home: synthetic deliveries from which the pipeline recomputes the printed figures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import chain

from pipelines.home import Home

from .case_files import write_case_files
from .cases import case_data
from .district_files import write_districts
from .early_help import write_early_help
from .esbjerg import write_esbjerg
from .exchanged import cases_as_registered, exchanges, write_exchanges
from .investment_files import write_business_cases, write_rates
from .money_files import write_accounts, write_index, write_pay
from .other_files import write_caseloads, write_population, write_surveys
from .persons import Register
from .rows import Individual
from .school import SCHOOL_YEARS, Enrolment, guests_of
from .school_files import write_school_files
from .targets import municipality_targets
from .totals import write_totals

_POPULATION_YEARS = (2015, 2016, 2017)
_SCHOOL_CHILD = date(2004, 2, 1)  # of an age for grades 4-9 in all three school years


def write_demo(home: Home, progress: Callable[[str], None]) -> None:
    """Write all deliveries of Haderslev, Herning and Hvidovre into ``home.raw``.

    The same code writes the same bytes every time. ``progress`` gets a line per kind of delivery.
    Nothing is removed from the home; files of the same name are replaced.
    """
    register = Register()
    targets = municipality_targets()
    cases = {wanted.code: case_data(wanted, register) for wanted in targets}
    exchanged = {code: exchanges(code, cases[code], register) for code in cases}
    progress("Placements and measures of three municipalities")
    for wanted in targets:
        known = exchanged[wanted.code]
        write_exchanges(home.raw, wanted, known)
        registered = cases_as_registered(cases[wanted.code], known)
        write_case_files(home.raw, wanted, registered, register)
    progress("Pupils, wellbeing and absence of three school years")
    codes = [wanted.code for wanted in targets]
    enrolled = [
        Enrolment(code, cases[code], guests_of(cases[neighbour]), register).years()
        for code, neighbour in zip(codes, codes[1:] + codes[:1], strict=True)
    ]
    newcomers = {
        code: [Individual(register.number(_SCHOOL_CHILD), _SCHOOL_CHILD) for _ in range(2)]
        for code in codes
    }
    for number in range(len(SCHOOL_YEARS)):
        pupils = [years[number] for years in enrolled]
        write_school_files(home.raw, pupils, newcomers, [*chain(*exchanged.values())])
    progress("Accounts, pay and prices")
    for wanted in targets:
        write_accounts(home.raw, wanted)
        write_pay(home.raw, wanted)
    write_index(home.raw)
    progress("Control totals")
    for wanted, years in zip(targets, enrolled, strict=True):
        write_totals(home.raw, wanted, cases[wanted.code], years, newcomers[wanted.code])
    progress("Population, caseloads and surveys")
    for year in _POPULATION_YEARS:
        write_population(home.raw, year)
    for wanted in targets:
        write_caseloads(home.raw, wanted)
    write_surveys(home.raw)
    write_early_help(home.raw, register)
    progress("Business cases, prices of courses and Herning's districts")
    write_business_cases(home.raw)
    write_rates(home.raw)
    write_districts(home.raw)
    write_esbjerg(home.raw, register)
