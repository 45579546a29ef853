"""Who has worked with data about a person: the entries that cover him or her, and no others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.contract import load_contracts
from pipelines.access_log import Access, AccessNotLoggedError, entries, record, verify
from pipelines.deliveries.accesses import record_use
from pipelines.deliveries.pseudonym import load_pseudonymiser
from pipelines.deliveries.warehouse import reading_warehouse
from pipelines.home import Home
from pipelines.protection.access_search import covering, find_person
from pipelines.protection.civil_number_file import CivilNumberFileError, read_civil_numbers
from tests.deliveries.folder import MEASURES, Folder
from tests.end_to_end.command import noegletal

KIRSTEN, OLE = "6101054001", "6201054001"
FIRST, SECOND = "foranstaltninger/2018-01-01_herning.csv", "foranstaltninger/2018-02-01_aarhus.csv"
CASELOAD = "sagstal/2017-09-15_herning.csv"


def measure(number: str, municipality: str) -> str:
    return MEASURES + f"{number};{municipality};SEL-50;2016-01-31;2016-12-31\n"


@pytest.fixture
def home(folder: Folder) -> Folder:
    """Ole's delivery was loaded and computed with; then came Kirsten's."""
    folder.put(FIRST, measure(OLE, "657"))
    folder.load()
    record_use(folder.home, "transformation")
    folder.put(SECOND, measure(KIRSTEN, "751"))
    folder.load()
    record_use(folder.home, "expectations")
    return folder


def pseudonym(folder: Folder, number: str) -> str:
    return load_pseudonymiser(folder.home, may_create=False).pseudonyms([number])[0]


def covered(folder: Folder, *numbers: str) -> list[tuple[str, str]]:
    pseudonyms = [pseudonym(folder, number) for number in numbers]
    with reading_warehouse(folder.home) as connection:
        person = find_person(connection, pseudonyms)
    ids = {
        str(id_): str(name)
        for id_, name in folder.rows("select delivery_id, file_name from raw.deliveries")
    }
    return [
        (found.entry.command, ids.get(found.why.removeprefix("delivery "), found.why))
        for found in covering(entries(folder.home), person)
    ]


def test_every_delivery_about_persons_is_logged_with_its_rows(home: Folder) -> None:
    found = [(entry.command, entry.tables) for entry in entries(home.home)]
    assert found == [
        ("load deliveries", {"raw.foranstaltninger": 1}),
        ("transformation", {"raw.foranstaltninger": 1}),
        ("load deliveries", {"raw.foranstaltninger": 1}),
        ("expectations", {"raw.foranstaltninger": 2}),
    ]
    ids = [id_ for (id_,) in home.rows("select delivery_id from raw.deliveries order by file_name")]
    assert [entry.deliveries for entry in entries(home.home)] == [(ids[0],), (), (ids[1],), ()]


def test_an_entry_covers_whoever_was_in_the_table_by_then(home: Folder) -> None:
    assert covered(home, OLE) == [
        ("load deliveries", "2018-01-01_herning.csv"),
        ("transformation", "table raw.foranstaltninger"),
        ("expectations", "table raw.foranstaltninger"),
    ]
    assert covered(home, KIRSTEN) == [
        ("load deliveries", "2018-02-01_aarhus.csv"),
        ("expectations", "table raw.foranstaltninger"),
    ]


def test_an_entry_for_single_persons_covers_nobody_else(home: Folder) -> None:
    persons = (pseudonym(home, OLE),)
    record(home.home, Access("erase", "As asked", {"raw.foranstaltninger": 1}, persons=persons))
    assert covered(home, OLE)[-1] == ("erase", "asked for the person")
    assert [command for command, _ in covered(home, KIRSTEN)] == ["load deliveries", "expectations"]


@pytest.mark.parametrize(
    ("files", "is_covered"),
    [
        ("deliveries", True),
        ("deliveries of foranstaltninger", True),
        ("deliveries of fravaer", False),
    ],
)
def test_whoever_copies_the_files_has_had_the_person(
    home: Folder, files: str, is_covered: bool
) -> None:
    record(home.home, Access("noegletal backup", "A copy", {files: 2}))
    assert (("noegletal backup", files) in covered(home, OLE)) is is_covered


def test_a_delivery_whose_loading_is_not_in_the_log_counts_all_the_time(home: Folder) -> None:
    home.home.access_log.unlink()
    record_use(home.home, "transformation")
    assert covered(home, KIRSTEN) == [("transformation", "table raw.foranstaltninger")]


def test_both_numbers_of_a_person_are_searched(home: Folder) -> None:
    home.put(
        "cpr_aendringer/2018-03-01_aarhus.csv",
        f"kommune;cpr_tidligere;cpr_nu;dato;aarsag\n751;{KIRSTEN};6101054010;2018-02-15;\n",
    )
    home.load()
    under_either = covered(home, KIRSTEN), covered(home, "6101054010")
    assert under_either[0] == under_either[1]
    assert ("load deliveries", "2018-02-01_aarhus.csv") in under_either[1]


def test_sources_without_persons_are_not_logged(folder: Folder) -> None:
    folder.put(
        "befolkning/2018-01-01_danmark.csv", "OMRÅDE;ALDER;TID;INDHOLD\nHerning;0 år;2018K1;5\n"
    )
    folder.load()
    assert not load_contracts()["befolkning"].is_personal
    assert list(entries(folder.home)) == []


def test_what_cannot_be_logged_is_not_loaded(folder: Folder) -> None:
    folder.put(FIRST, measure(OLE, "657"))
    folder.home.access_log.parent.write_text("in the way")
    with pytest.raises(AccessNotLoggedError):
        folder.load()
    assert folder.rows("select * from raw.foranstaltninger") == []


def test_a_refresh_logs_all_it_does_with_persons(prepared_demo: Path) -> None:
    home = Home(prepared_demo)
    assert verify(home) == []
    every = list(entries(home))  # later ones are of other tests
    found = every[: [entry.command for entry in every].index("transformation") + 1]
    assert [entry.command for entry in found[-2:]] == ["expectations", "transformation"]
    assert {entry.command for entry in found[:-2]} == {"load deliveries"}
    loaded = {table for entry in found[:-2] for table in entry.tables}
    personal = {f"raw.{c.source}" for c in load_contracts().values() if c.is_personal}
    assert loaded == personal
    assert [set(entry.tables) for entry in found[-2:]] == [personal, personal]


def test_the_command_finds_a_person_by_a_file(home: Folder, tmp_path: Path) -> None:
    numbers = tmp_path / "numbers.txt"
    numbers.touch(mode=0o600)
    numbers.write_text(f"{OLE[:6]}-{OLE[6:]}\n", encoding="utf-8")
    ran = noegletal(
        "log", "search", "--cpr-file", numbers, "--purpose", f"Sagen om {OLE}", "--format", "json",
        "--home", home.home.path,
    )  # fmt: skip
    assert ran.exit_code == 0, ran.talk
    found = json.loads(ran.out)
    assert [entry["command"] for entry in found] == [
        "load deliveries",
        "transformation",
        "expectations",
        "noegletal log search",
    ]
    assert found[-1]["purpose"] == "Sagen om [CPR]"
    assert found[-1]["persons"] == pseudonym(home, OLE)
    assert OLE not in ran.out + ran.talk + home.home.access_log.read_text(encoding="utf-8")


def test_an_open_file_of_numbers_is_refused(home: Folder, tmp_path: Path) -> None:
    numbers = tmp_path / "numbers.txt"
    numbers.write_text(OLE, encoding="utf-8")
    numbers.chmod(0o644)
    ran = noegletal("log", "search", "--cpr-file", numbers, "--home", home.home.path)
    assert (ran.exit_code, "chmod 600" in ran.talk) == (2, True)


def test_a_file_of_numbers_is_read_whole_or_not_at_all(tmp_path: Path) -> None:
    numbers = tmp_path / "numbers.txt"
    numbers.touch(0o600)
    numbers.write_text("6101054001\n" * 100_000, encoding="ascii")
    with pytest.raises(CivilNumberFileError, match="Split it"):
        read_civil_numbers(numbers)


def test_a_number_on_the_command_line_is_refused_and_not_repeated(home: Folder) -> None:
    ran = noegletal("log", "search", OLE, "--home", home.home.path)
    assert (ran.exit_code, "--cpr-file" in ran.talk) == (2, True)
    assert OLE not in ran.out + ran.talk
