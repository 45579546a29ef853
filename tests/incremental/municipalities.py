"""A home whose municipalities deliver again and again, in whatever order chance decides."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from pipelines.deliveries import load_deliveries
from pipelines.deliveries.warehouse import connect_warehouse
from pipelines.home import Home

CODES = ("510", "657", "167")
_PERSONS = 40
_SCHOOL_YEAR = "2015/16"
_COLUMNS = {
    "anbringelser": "cpr;kommune;anbringelsessted;startdato;slutdato;maalgruppe",
    "foranstaltninger": "cpr;kommune;ydelse;startdato;slutdato;maalgruppe",
    "trivsel": "cpr;kommune;skole;klassetrin;skoleaar;"
    + ";".join(f"sp{number:02d}" for number in range(1, 41)),
    "fravaer": "cpr;kommune;skole;klassetrin;skoleaar;"
    "fravaer_ulovligt;fravaer_lovligt;fravaer_sygdom;skoledage",
    "regnskab": "kommune;aar;funktion;gruppering;dranst;beloeb;status",
}


@dataclass
class Municipalities:
    """``did`` is what has happened so far, for whoever reads of a failure."""

    home: Home
    chance: random.Random
    today: date = date(2016, 9, 1)
    as_of: date | None = None
    did: list[str] = field(default_factory=list)

    def all_deliver(self) -> None:
        """Every municipality delivers every source."""
        for source in _COLUMNS:
            for code in CODES:
                self.deliver(source, (code,))

    def something_happens(self) -> None:
        """One of all the things that can change what is in force."""
        happenings: list[Callable[[], None]] = [
            lambda: self.deliver(self._source(), (self.chance.choice(CODES),)),
            lambda: self.deliver(self._source(), tuple(self.chance.sample(CODES, 2))),
            self.persons_get_another_number,
            self.another_day_is_asked_for,
            lambda: self.did.append("nothing"),
        ]
        self.chance.choices(happenings, weights=(6, 3, 1, 2, 1))[0]()

    def load(self) -> None:
        """Take in what has come."""
        load_deliveries(self.home, self.as_of, lambda _: None)

    def deliver(self, source: str, codes: tuple[str, ...]) -> None:
        """A newer delivery of these municipalities, with other rows than the one before."""
        self.today += timedelta(days=1)
        lines = [row for code in codes for row in self._rows(source, code)]
        self._put(source, "_".join(codes), [_COLUMNS[source], *lines])

    def persons_get_another_number(self) -> None:
        """A municipality tells that one of its persons is another one."""
        self.today += timedelta(days=1)
        code = self.chance.choice(CODES)
        former, now = self.chance.sample(range(_PERSONS), 2)
        row = f"{code};{_cpr(former)};{_cpr(now)};2016-03-01;rettelse"
        self._put("cpr_aendringer", code, ["kommune;cpr_tidligere;cpr_nu;dato;aarsag", row])

    def a_pupil_s_grade_is_corrected(self) -> None:
        """A correction of one of the rows in force; a newer delivery would make it void."""
        with connect_warehouse(self.home, read_only=True) as connection:
            person, school, grade = connection.execute(
                "select person_id, skole, klassetrin from raw.fravaer_in_force order by all limit 1"
            ).fetchall()[0]
        self.home.corrections.write_text(
            "- source: fravaer\n"
            f"  key: {{person_id: {person}, skole: '{school}', skoleaar: {_SCHOOL_YEAR}}}\n"
            f"  column: klassetrin\n  expected: {grade}\n  value: {grade % 9 + 1}\n"
            "  reason: A test.\n  reported_to: Nobody\n  status: active\n"
            "  corrected_on: 2016-09-01\n",
            encoding="utf-8",
        )

    def another_day_is_asked_for(self) -> None:
        """What was known on an earlier day, or all that is known."""
        days = [None, self.today, self.today - timedelta(days=2), self.today - timedelta(days=5)]
        self.as_of = self.chance.choice(days)
        self.did.append(f"as of {self.as_of}")

    def _source(self) -> str:
        return self.chance.choice(list(_COLUMNS))

    def _put(self, source: str, slug: str, lines: list[str]) -> None:
        path = self.home.raw / source / f"{self.today.isoformat()}_{slug}.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join([*lines, ""]), encoding="utf-8")
        _at_rest(path)
        self.did.append(f"{source} of {slug} on {self.today}")

    def _rows(self, source: str, code: str) -> Iterator[str]:
        if source == "regnskab":
            for grouping in range(1, 4):  # as many as before: losing half of them is refused
                yield f"{code};2015;52821;{grouping:03d};1;{self.today.toordinal()};regnskab"
            return
        for person in self.chance.sample(range(_PERSONS), self.chance.randint(1, 12)):
            yield ";".join([_cpr(person), code, *self._cells(source, code)])

    def _cells(self, source: str, code: str) -> list[str]:
        chance = self.chance
        if source in ("anbringelser", "foranstaltninger"):
            start = date(2014, 1, 1) + timedelta(days=chance.randrange(900))
            end = chance.choice(["", (start + timedelta(days=chance.randrange(500))).isoformat()])
            what = "9" if source == "anbringelser" else "SEL-50"
            return [what, start.isoformat(), end, "social"]
        pupil = [f"{code}001", str(chance.randint(3, 9)), _SCHOOL_YEAR]
        if source == "trivsel":
            return [*pupil, *(chance.choice(["", "1", "2", "3", "4", "5"]) for _ in range(40))]
        return [*pupil, "1", "2", str(chance.randint(0, 20)), "200"]


def _cpr(person: int) -> str:
    """A replacement number (day above 60), so that it is nobody's."""
    return f"{61 + person % 28:02d}{1 + person % 12:02d}04-5{person:03d}"


def _at_rest(path: Path) -> None:
    """As if it had been written a while ago: the loader waits for young files."""
    os.utime(path, (1_500_000_000, 1_500_000_000))
