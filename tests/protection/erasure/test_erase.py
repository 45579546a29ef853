"""Who is erased is nowhere, everything else is as it was, and it stays so."""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines.deliveries.erasures import ErasureUnfinishedError, erased_bytes
from pipelines.deliveries.pseudonym import load_pseudonymiser
from pipelines.home import Home
from pipelines.protection.erasure import (
    Deliveries,
    ErasureRefusedError,
    Persons,
    Source,
    erase,
    reapply,
    resume,
)
from pipelines.refresh import RefreshOutcome
from tests.deliveries.folder import MEASURES, Folder
from tests.deliveries.workbooks import excel
from tests.protection.erasure.persons import GONE, OTHER, STAYS

OLD, NEW = "foranstaltninger/2018-01-01_a.csv", "foranstaltninger/2018-05-01_b.csv"
CHANGES = "cpr_aendringer/2018-05-01_a.csv"
REASON = "Sag 18/1234"


def row(number: str, slutdato: str = "2016-12-31") -> str:
    return f"{number};657;SEL-50;2016-01-31;{slutdato}\n"


@pytest.fixture(autouse=True)
def _without_dagster(monkeypatch: pytest.MonkeyPatch) -> None:
    """Load the deliveries only; the whole refresh is looked at by ``test_erase_command``."""

    def refresh(home: Home) -> RefreshOutcome:
        from pipelines.deliveries.run import load_deliveries

        load_deliveries(home, None, lambda _: None)
        return RefreshOutcome(True, (), ())

    monkeypatch.setattr("pipelines.protection.erasure.erasing.refresh", refresh)


@pytest.fixture
def filled(folder: Folder) -> Folder:
    """Three children in an earlier and a later delivery."""
    for name in (OLD, NEW):
        folder.put(name, MEASURES + row(STAYS) + row(GONE) + row(OTHER))
    folder.put(NEW, MEASURES + row(STAYS, "2017-12-31") + row(GONE) + row(OTHER))
    folder.load()
    return folder


def pseudonym(home: Home, number: str = GONE) -> str:
    return load_pseudonymiser(home, may_create=False).pseudonyms([number])[0]


def correction(home: Home, number: str) -> str:
    return (
        "- source: foranstaltninger\n"
        f"  key: {{person_id: {pseudonym(home, number)}, kommune: 657, ydelse: SEL-50,\n"
        "    startdato: 2016-01-31}\n"
        "  column: slutdato\n  expected: 2016-12-31\n  value: 2016-11-30\n"
        "  reason: Told by telephone.\n  reported_to: Herning\n"
        "  status: active\n  corrected_on: 2018-06-01\n"
    )


def everything(home: Home) -> bytes:
    return b"".join(
        path.read_bytes()
        for path in home.path.rglob("*")
        if path.is_file() and "log" not in path.parts and "secret" not in path.parts
    )


def test_a_person_is_in_no_file_and_no_table(filled: Folder) -> None:
    name = pseudonym(filled.home)
    assert name.encode() in everything(filled.home)
    erased = erase(filled.home, Persons((GONE,)), REASON)
    assert erased.rewritten == {OLD: 1, NEW: 1}
    assert (filled.home.raw / OLD).read_text() == MEASURES + row(STAYS) + row(OTHER)
    assert GONE.encode() not in everything(filled.home)
    assert name.encode() not in everything(filled.home)
    people = filled.rows("select distinct person_id from raw.foranstaltninger order by all")
    assert people == sorted([(pseudonym(filled.home, n),) for n in (STAYS, OTHER)])
    assert filled.rows("select count(*) from raw.deliveries where outcome = 'loaded'") == [(2,)]


def test_nobody_is_named_in_the_ledger(filled: Folder) -> None:
    erase(filled.home, Persons((GONE,)), f"{REASON}, {GONE}")
    text = filled.home.erasures.read_text()
    assert GONE not in text and pseudonym(filled.home) not in text
    begun, done = map(json.loads, text.splitlines())
    assert (begun["state"], done["state"]) == ("begun", "done")
    assert begun["reason"] == f"{REASON}, [CPR]"
    assert [file["action"] for file in begun["files"]] == ["rewritten", "rewritten"]
    assert filled.home.erasures.stat().st_mode & 0o077 == 0


def test_a_dry_run_changes_nothing(filled: Folder) -> None:
    before = {p: p.read_bytes() for p in filled.home.raw.rglob("*") if p.is_file()}
    warehouse = filled.home.warehouse.stat().st_mtime_ns
    erased = erase(filled.home, Persons((GONE,)), REASON, dry_run=True)
    assert erased.rewritten == {OLD: 1, NEW: 1}
    assert {p: p.read_bytes() for p in filled.home.raw.rglob("*") if p.is_file()} == before
    assert filled.home.warehouse.stat().st_mtime_ns == warehouse
    assert not filled.home.erasures.exists()


def test_the_same_bytes_are_refused_when_they_come_again(filled: Folder) -> None:
    content = (filled.home.raw / OLD).read_bytes()
    erase(filled.home, Persons((GONE,)), REASON)
    filled.put("foranstaltninger/2018-06-01_again.csv", content)
    again = next(o for o in filled.load() if "again" in o.file_name)
    assert (again.outcome, again.message and again.message.rule) == ("refused", "erased_delivery")


def test_other_numbers_of_the_person_go_too(filled: Folder) -> None:
    first, second = "6401054001", "6501054001"
    header = "kommune;cpr_tidligere;cpr_nu;dato\n"
    filled.put(
        CHANGES, f"{header}657;{first};{second};2017-01-01\n657;{second};{GONE};2017-02-01\n"
    )
    filled.put(NEW, MEASURES + row(STAYS) + row(first) + row(OTHER))
    filled.put(
        "foranstaltninger/2018-04-01_c.csv",
        MEASURES + row(STAYS) + row(GONE) + row(OTHER, "2017-01-01"),
    )
    (filled.home.raw / OLD).unlink()
    filled.home.warehouse.unlink()
    filled.load()
    erased = erase(filled.home, Persons((GONE,)), REASON)
    assert erased.other_numbers == 2
    assert erased.rewritten[CHANGES] == 2
    assert not any(n.encode() in everything(filled.home) for n in (first, second, GONE))


REFUSED: dict[str, Callable[[], tuple[str, bytes]]] = {
    "csv without a header": lambda: (
        "2018-06-01_x.csv",
        f"a;b\n{GONE[:6]}-{GONE[6:]};1\n".encode(),
    ),
    "utf-16 without a mark": lambda: ("2018-06-01_x.csv", GONE.encode("utf-16-le")),
    "packed": lambda: ("2018-06-01_x.csv.gz", gzip.compress(f"a;b\n{GONE};1\n".encode())),
    "cut off": lambda: (
        "2018-06-01_x.csv.gz",
        gzip.compress(os.urandom(99) + GONE.encode() + os.urandom(9))[:-6],
    ),
    "a workbook without a header": lambda: ("2018-06-01_x.xlsx", excel([["a"], [GONE]])),
    "another format": lambda: ("2018-06-01_x.txt", f"om {GONE}".encode()),
    "another order of bytes": lambda: ("2018-06-01_x.txt", GONE.encode("utf-16-be")),
    "in the name": lambda: (f"2018-06-01_{GONE}.csv", b"x"),
    "hidden": lambda: (".2018-06-01_x.csv", GONE.encode()),
    "a binary number": lambda: ("2018-06-01_x.csv", int(GONE).to_bytes(8, "little")),
    "locked": lambda: (
        "2018-06-01_x.xlsx",
        b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
    ),
}


@pytest.mark.parametrize("made", REFUSED.values(), ids=REFUSED.keys())
def test_a_file_that_cannot_be_rewritten_stops_everything(
    filled: Folder, made: Callable[[], tuple[str, bytes]]
) -> None:
    name, content = made()
    filled.put(f"foranstaltninger/{name}", content)
    before = (filled.home.raw / OLD).read_bytes()
    with pytest.raises(ErasureRefusedError, match="foranstaltninger") as refused:
        erase(filled.home, Persons((GONE,)), REASON)
    assert GONE not in str(refused.value)
    assert (filled.home.raw / OLD).read_bytes() == before
    assert not filled.home.erasures.exists()
    assert not list(filled.home.raw.rglob(".erasing*"))


def test_a_refused_file_about_others_does_not_stop_it(filled: Folder) -> None:
    filled.put("foranstaltninger/2018-06-01_x.csv", f"a;b\n{STAYS};1\n")
    assert erase(filled.home, Persons((GONE,)), REASON).rewritten == {OLD: 1, NEW: 1}


def test_a_refused_file_goes_by_its_name(filled: Folder) -> None:
    filled.put("foranstaltninger/2018-06-01_x.csv", f"a;b\n{GONE};1\n")
    erase(filled.home, Deliveries(("foranstaltninger/2018-06-01_x.csv",)), REASON)
    erase(filled.home, Persons((GONE,)), REASON)
    assert GONE.encode() not in everything(filled.home)


def test_a_delivery_goes_and_the_earlier_one_counts(filled: Folder) -> None:
    content = (filled.home.raw / NEW).read_bytes()
    erased = erase(filled.home, Deliveries(("2018-05-01_b.csv",)), REASON)
    assert erased.removed == (NEW,)
    assert not (filled.home.raw / NEW).exists()
    assert filled.rows("select file_name from raw.deliveries") == [("2018-01-01_a.csv",)]
    filled.put(NEW, content)
    assert [o.outcome for o in filled.load()] == ["unchanged", "refused"]


def test_a_delivery_without_its_file_can_be_erased(filled: Folder) -> None:
    (filled.home.raw / OLD).unlink()
    with pytest.raises(ErasureRefusedError, match=r"2018-01-01_a\.csv"):
        erase(filled.home, Persons((GONE,)), REASON)
    erase(filled.home, Deliveries((OLD,)), REASON)
    erase(filled.home, Persons((GONE,)), REASON)
    assert filled.rows("select file_name from raw.deliveries") == [("2018-05-01_b.csv",)]


def test_a_source_goes_whole(filled: Folder) -> None:
    filled.put(
        "cpr_aendringer/2018-05-01_a.csv",
        f"kommune;cpr_tidligere;cpr_nu;dato\n657;{STAYS};6601054001;2017-01-01\n",
    )
    filled.load()
    erase(filled.home, Source("foranstaltninger"), REASON)
    assert filled.rows("select distinct source from raw.deliveries") == [("cpr_aendringer",)]
    assert not list((filled.home.raw / "foranstaltninger").iterdir())


@pytest.mark.parametrize("name", ["nothing.csv", "zzzz"])
def test_an_unknown_delivery_is_refused(filled: Folder, name: str) -> None:
    with pytest.raises(ErasureRefusedError, match="no delivery"):
        erase(filled.home, Deliveries((name,)), REASON)


def test_what_shrinks_by_it_is_loaded_all_the_same(folder: Folder) -> None:
    rows = [f"6{n}01054001" for n in range(1, 10)]
    folder.put(OLD, MEASURES + "".join(map(row, rows[:4])))
    folder.put(NEW, MEASURES + "".join(map(row, rows[:2])))
    folder.load()
    erase(folder.home, Persons((rows[0],)), REASON)  # 1 of 3 are left in the later one
    assert folder.rows("select count(*) from raw.deliveries where outcome = 'loaded'") == [(2,)]
    folder.home.warehouse.unlink()
    assert [o.outcome for o in folder.load()] == ["loaded", "loaded"]


def test_corrections_about_the_person_go(filled: Folder) -> None:
    corrections = filled.home.corrections
    about = [correction(filled.home, number) for number in (GONE, OTHER)]
    corrections.write_text(f"# By hand, see {pseudonym(filled.home)}.\n" + "".join(about))
    filled.load()
    assert erase(filled.home, Persons((GONE,)), REASON).corrections == 1
    assert corrections.read_text() == "# By hand, see [erased].\n" + about[1]


class CrashError(Exception):
    """The power is gone."""


@pytest.mark.parametrize(
    "step",
    ["put_in_place", "rebuild", "remove_corrections", "swap_in", "_prove", "write_done"],
)
def test_an_interrupted_erasure_is_finished(
    filled: Folder, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = "pipelines.protection.erasure.carry_out"

    def crash(*_: object, **__: object) -> None:
        raise CrashError

    with monkeypatch.context() as interrupted:
        interrupted.setattr(f"{module}.{step}", crash)
        with pytest.raises(CrashError):
            erase(filled.home, Persons((GONE,)), REASON)
    with pytest.raises(ErasureUnfinishedError, match="--resume"):
        filled.load()
    with pytest.raises(ErasureRefusedError, match="--resume"):
        erase(filled.home, Persons((OTHER,)), REASON)
    name = pseudonym(filled.home)
    assert len(resume(filled.home)) == 1
    assert resume(filled.home) == []
    assert GONE.encode() not in everything(filled.home)
    assert name.encode() not in everything(filled.home)
    assert filled.rows("select count(*) from raw.foranstaltninger") == [(4,)]
    assert not list(filled.home.raw.rglob(".erasing*"))


def test_a_restored_home_is_erased_again(filled: Folder, tmp_path: Path) -> None:
    restored = Home(tmp_path / "restored")
    about = [correction(filled.home, number) for number in (GONE, OTHER)]
    filled.home.corrections.write_text("".join(about))
    shutil.copytree(filled.home.path, restored.path)
    erase(filled.home, Persons((GONE,)), REASON)
    erase(filled.home, Deliveries((OLD,)), REASON)
    shutil.copy(filled.home.erasures, restored.erasures)
    shutil.copytree(filled.home.secret, restored.secret, dirs_exist_ok=True)
    restored.warehouse.unlink()
    later = restored.raw / "foranstaltninger" / "9018-01-01_later.csv"
    later.write_text(MEASURES + row(GONE))
    assert reapply(restored) == 3
    assert not (restored.raw / OLD).exists()
    assert GONE not in (restored.raw / NEW).read_text()
    assert later.read_text() == MEASURES + row(GONE)
    assert restored.corrections.read_text() == about[1]
    assert not restored.warehouse.exists()
    assert erased_bytes(restored) == erased_bytes(filled.home)
    assert reapply(restored) == 0


def test_after_a_restore_a_file_that_was_rewritten_is_so_again_whatever_its_date(
    filled: Folder, tmp_path: Path
) -> None:
    ahead = filled.put("foranstaltninger/9018-01-01_ahead.csv", MEASURES + row(GONE) + row(STAYS))
    filled.load()
    restored = Home(shutil.copytree(filled.home.path, tmp_path / "restored"))
    erase(filled.home, Persons((GONE,)), REASON)
    assert GONE not in ahead.read_text()
    shutil.copy(filled.home.erasures, restored.erasures)
    shutil.copytree(filled.home.secret, restored.secret, dirs_exist_ok=True)
    reapply(restored)
    assert GONE not in (restored.raw / "foranstaltninger" / ahead.name).read_text()


def test_what_lies_in_the_home_by_mistake_keeps_it_open(filled: Folder) -> None:
    from pipelines.protection.erasure import ErasureIncompleteError

    left = filled.home.path / "numbers.txt"
    left.write_text(GONE)
    with pytest.raises(ErasureIncompleteError, match=r"numbers\.txt"):
        erase(filled.home, Persons((GONE,)), REASON)
    left.unlink()
    assert len(resume(filled.home)) == 1


def test_a_workbook_is_rewritten_and_loaded(filled: Folder) -> None:
    head = MEASURES.strip().split(";")
    sheet = [
        head,
        *[[n, "657", "SEL-50", "2016-01-31", "2016-12-31"] for n in (GONE, STAYS, OTHER)],
    ]
    path = filled.put("foranstaltninger/2018-06-01_c.xlsx", excel(sheet))
    filled.load()
    erase(filled.home, Persons((GONE,)), REASON)
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
        assert not any(GONE.encode() in package.read(name) for name in package.namelist())
    loaded = filled.rows("select lines_accepted from raw.deliveries where file_name like '%xlsx'")
    assert loaded == [(2,)]


def test_a_number_that_would_stay_stops_everything(filled: Folder) -> None:
    table = pa.table(
        {
            "cpr": [STAYS],
            "kommune": ["657"],
            "ydelse": ["SEL-50"],
            "startdato": ["2016-01-31"],
            "slutdato": [""],
            "siblings": [[GONE]],
        }
    )
    file = io.BytesIO()
    pq.write_table(table, file)
    filled.put("foranstaltninger/2018-06-01_c.parquet", file.getvalue())
    with pytest.raises(ErasureRefusedError, match="--delivery"):
        erase(filled.home, Persons((GONE,)), REASON)
    assert not list(filled.home.raw.rglob(".erasing*"))
    assert not filled.home.erasures.exists()
